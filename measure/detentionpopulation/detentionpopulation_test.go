package detentionpopulation

import (
	"fmt"
	"strings"
	"testing"

	"detangle"
)

func day(iso string) detangle.Day {
	d, err := detangle.ParseDay(iso)
	if err != nil {
		panic(err)
	}
	return d
}

// frame is the worked example of method.md: counts in no order, and the
// attributes of two facilities.
func frame() *detangle.Frame {
	f := &detangle.Frame{Columns: []detangle.Column{{Name: "facility_number", Ints: []int64{}}, {Name: "day_number", Ints: []int64{}}, {Name: "people", Ints: []int64{}},
		{Name: "row_number", Ints: []int64{}}, {Name: "attribute", Ints: []int64{}}, {Name: "text", Strings: []string{}}}}
	add := func(text string, numbers ...int64) {
		for i, n := range numbers {
			f.Columns[i].Ints = append(f.Columns[i].Ints, n)
		}
		f.Columns[5].Strings = append(f.Columns[5].Strings, text)
	}
	first := int64(day("2019-08-01"))
	add("", 1, first+1, 118, 4, 0)
	add("", 2, first, 30, 3, 0)
	add("", 1, first, 120, 2, 0)
	for i, text := range []string{"EXAMPTX", "Example County Jail", "HOU", "Houston", "TX", "48001", "hc"} {
		add(text, 1, 0, 0, 0, int64(i+1))
	}
	add("SAMPLFL", 2, 0, 0, 0, 1)
	add("Sample Processing Center", 2, 0, 0, 0, 2)
	add("FL", 2, 0, 0, 0, 5)
	return f
}

func TestADayIsTheSumOfItsFacilities(t *testing.T) {
	p, err := Prepare(frame())
	if err != nil {
		t.Fatal(err)
	}
	if c := p.Coverage(); c.First != day("2019-08-01") || c.Last != day("2019-08-02") || c.Words["facility"]["EXAMPTX"] != "Example County Jail" {
		t.Errorf("coverage %+v", c)
	}
	for _, c := range []struct{ asOf, by, where, want string }{
		{"2019-08-01", "", "", "map[]=150 in 2"},
		{"2019-08-02", "", "", "map[]=118 in 1"},
		{"2019-08-01", "facility", "", "map[facility:EXAMPTX]=120 in 1 map[facility:SAMPLFL]=30 in 1"},
		{"2019-08-01", "aor", "", "map[aor:]=30 in 1 map[aor:HOU]=120 in 1"},
		{"2019-08-01", "", "county=48001", "map[]=120 in 1"},
		{"2019-08-02", "month", "", "map[month:2019-08]=118 in 1"},
	} {
		a := detangle.Args{AsOf: day(c.asOf), From: detangle.NoDay, First: p.Coverage().First}
		if c.by != "" {
			a.By = []string{c.by}
		}
		if key, value, ok := strings.Cut(c.where, "="); ok {
			a.Where = map[string]string{key: value}
		}
		f, err := p.Compute(a)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range f.Rows {
			got = append(got, fmt.Sprintf("%v=%v in %d", r.Keys, *r.Value, r.N))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s by %q where %q: got %s, want %s", c.asOf, c.by, c.where, s, c.want)
		}
	}
	rows, err := p.Evidence(detangle.Args{AsOf: day("2019-08-01"), From: detangle.NoDay})
	if err != nil || len(rows) != 2 || rows[1].Ref.Row != 3 || rows[1].Note != "30 people" {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestAFacilityCountedTwiceOnADayIsRefused(t *testing.T) {
	f := frame()
	f.Ints("day_number")[0]--
	if _, err := Prepare(f); err == nil || !strings.Contains(err.Error(), "EXAMPTX is counted twice") {
		t.Errorf("got %v", err)
	}
}
