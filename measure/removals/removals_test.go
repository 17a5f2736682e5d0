package removals

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

// example is the worked example of method.md, and a month before it.
func example(t *testing.T) *Prepared {
	t.Helper()
	f := &detangle.Frame{Columns: []detangle.Column{
		{Name: "fiscal_year", Strings: []string{"2023", "2024", "2024", "2024"}},
		{Name: "month", Strings: []string{"2023-09-01", "2023-10-01", "2023-10-01", "2023-10-01"}},
		{Name: "arresting_agency", Strings: []string{"CBP", "ICE", "ICE", "CBP"}},
		{Name: "aor", Strings: []string{"HOU", "ATL", "ATL", "HOU"}},
		{Name: "aor_name", Strings: []string{"Houston", "Atlanta", "Atlanta", "Houston"}},
		{Name: "removals", Ints: []int64{11, 40, 12, 25}},
		{Name: "snapshot", Strings: []string{"rm", "rm", "rm", "rm"}},
		{Name: "sheet", Strings: []string{"", "", "", ""}},
		{Name: "row_number", Ints: []int64{2, 3, 4, 5}},
	}}
	p, err := Prepare(f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCellsAreAddedUpByMonthsThatLieInTheWindow(t *testing.T) {
	p := example(t)
	for _, c := range []struct{ from, to, by, want string }{
		{"2023-09-01", "2023-10-31", "", "map[]=88 in 4"},
		{"2023-10-01", "2023-10-31", "", "map[]=77 in 3"},
		{"2023-10-01", "2023-10-31", "aor", "map[aor:ATL]=52 in 2 map[aor:HOU]=25 in 1"},
		{"2023-09-01", "2023-10-31", "fiscal_year", "map[fiscal_year:2023]=11 in 1 map[fiscal_year:2024]=77 in 3"},
		{"2023-09-01", "2023-10-31", "month", "map[month:2023-09]=11 in 1 map[month:2023-10]=77 in 3"},
	} {
		a := detangle.Args{From: day(c.from), AsOf: day(c.to)}
		if c.by != "" {
			a.By = []string{c.by}
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
			t.Errorf("%s to %s by %q: got %s, want %s", c.from, c.to, c.by, s, c.want)
		}
	}
}

func TestASumSaysThatItIsAFloor(t *testing.T) {
	p := example(t)
	f, err := p.Compute(detangle.Args{From: day("2023-09-01"), AsOf: day("2023-10-31")})
	said := strings.Join(f.Caveats, "\n")
	if err != nil || !strings.Contains(said, "no cell below 11") || !strings.Contains(said, "Fiscal year 2024 is in the table up to 2023-10-31 only") {
		t.Errorf("%s, %v", said, err)
	}
}

func TestNothingOfPersonsStandsInTheEvidence(t *testing.T) {
	p := example(t)
	rows, err := p.Evidence(detangle.Args{From: day("2023-10-01"), AsOf: day("2023-10-31"), Where: map[string]string{"aor": "HOU"}})
	if err != nil || len(rows) != 1 || rows[0].Name != "CBP, Houston, 2023-10" || rows[0].Note != "25 removals" || rows[0].Ref.Row != 5 {
		t.Errorf("%+v, %v", rows, err)
	}
}
