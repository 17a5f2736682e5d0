package scactivecounties

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

// example is the worked example of method.md.
func example(t *testing.T) *Prepared {
	t.Helper()
	f := &detangle.Frame{Columns: []detangle.Column{
		{Name: "county", Strings: []string{"48001", "12001", "72001"}},
		{Name: "state", Strings: []string{"TX", "FL", "PR"}},
		{Name: "name", Strings: []string{"Example County", "Sample County", "MADE UP"}},
		{Name: "activated", Strings: []string{"2008-10-01", "2011-04-01", ""}, Null: []bool{false, false, true}},
		{Name: "activated_year", Strings: []string{"2008", "2011", ""}},
		{Name: "activated_month", Strings: []string{"2008-10", "2011-04", ""}},
		{Name: "snapshot", Strings: []string{"sc", "sc", "sc"}},
		{Name: "sheet", Strings: []string{"", "", ""}},
		{Name: "row_number", Ints: []int64{2, 3, 4}},
	}}
	p, err := Prepare(f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAMonthWithoutADayIsABound(t *testing.T) {
	p := example(t)
	for _, c := range []struct{ asOf, by, want string }{
		{"2008-10-01", "", "map[]=1 from 0 of 3"},
		{"2008-10-31", "", "map[]=1 from 1 of 3"},
		{"2011-04-15", "", "map[]=2 from 1 of 3"},
		{"2011-04-30", "", "map[]=2 from 2 of 3"},
		{"2011-04-30", "activated_year", "map[activated_year:2008]=1 from 1 of 3 map[activated_year:2011]=1 from 1 of 3"},
		{"2011-04-30", "state", "map[state:FL]=1 from 1 of 1 map[state:PR] unknown map[state:TX]=1 from 1 of 1"},
	} {
		a := detangle.Args{AsOf: day(c.asOf), From: detangle.NoDay, Known: detangle.Forever, First: p.Coverage().First}
		if c.by != "" {
			a.By = []string{c.by}
		}
		f, err := p.Compute(a)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range f.Rows {
			if r.Value == nil {
				got = append(got, fmt.Sprintf("%v unknown", r.Keys))
				continue
			}
			got = append(got, fmt.Sprintf("%v=%v from %v of %v", r.Keys, *r.Value, *r.Low, *r.Denominator))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s by %q: got %s, want %s", c.asOf, c.by, s, c.want)
		}
	}
}

func TestTheMonthsOfTheListAreCountedUp(t *testing.T) {
	p := example(t)
	f, err := p.Compute(detangle.Args{AsOf: p.Coverage().Last, From: detangle.NoDay, First: p.Coverage().First, By: []string{"month"}})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.Rows); n != 31 || *f.Rows[0].Value != 1 || f.Rows[0].Keys["month"] != "2008-10" || *f.Rows[29].Value != 1 || *f.Rows[30].Value != 2 {
		t.Errorf("%d months, from %+v to %+v", n, f.Rows[0], f.Rows[n-1])
	}
}

func TestACountyWithoutAMonthIsUnknownAndNotZero(t *testing.T) {
	p := example(t)
	for _, a := range []detangle.Args{{By: []string{"county"}}, {Where: map[string]string{"county": "72001"}}, {Where: map[string]string{"state": "PR"}, By: []string{"county", "activated_month"}}} {
		a.AsOf, a.From = day("2011-04-30"), detangle.NoDay
		f, err := p.Compute(a)
		if err != nil {
			t.Fatal(err)
		}
		if last := f.Rows[len(f.Rows)-1]; last.Value != nil || last.Refusal == nil || last.Refusal.Code != "no_month" || *last.Denominator == 0 {
			t.Errorf("%v: %+v", a.By, last)
		}
	}
}

func TestCountiesWithoutAMonthAreSaid(t *testing.T) {
	p := example(t)
	f, err := p.Compute(detangle.Args{AsOf: day("2011-04-30"), Where: map[string]string{"activated_year": "2008"}})
	if err != nil || !strings.Contains(strings.Join(f.Caveats, "\n"), "1 of 3 (PR 1)") {
		t.Errorf("%q, %v", f.Caveats, err)
	}
	rows, err := p.Evidence(detangle.Args{AsOf: day("2011-04-15")})
	if err != nil || len(rows) != 2 || !rows[0].Certain || rows[1].Certain || rows[1].Note != "activated in 2011-04" {
		t.Errorf("%+v, %v", rows, err)
	}
}
