package agenciesparticipating

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

// The worked example of method.md: Example County with two models, Sample City
// with one.
func example(t *testing.T) (*Prepared, detangle.Calendar) {
	t.Helper()
	text := func(name string, values ...string) detangle.Column {
		return detangle.Column{Name: name, Strings: values}
	}
	p, err := Prepare(&detangle.Frame{Columns: []detangle.Column{
		{Name: "list_order", Ints: []int64{1, 1, 1}},
		text("agency", "tx-example-county-sheriff", "tx-example-county-sheriff", "fl-sample-city-police"),
		text("model", "JEM", "WSO", "TFM"),
		text("state", "TX", "TX", "FL"),
		text("county", "48999", "48999", ""),
		text("agency_kind", "sheriff", "sheriff", "police"),
		text("agency_raw", "Example County Sheriff's Office", "Example County Sheriff’s Office ", "Sample City Police Department"),
		text("snapshot", "aa", "aa", "aa"),
		text("sheet_original", "Sheet1", "Sheet1", "Sheet1"),
		{Name: "row_original", Ints: []int64{2, 3, 4}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return p, detangle.NewCalendar([]detangle.List{
		{Order: 1, Date: day("2025-03-01"), Snapshot: "aa", Complete: true},
	})
}

func TestAnAgencyCountsOnceHoweverManyAgreementsItHas(t *testing.T) {
	p, lists := example(t)
	for _, c := range []struct{ by, want string }{
		{"", "map[]=2"},
		{"model", "map[model:TFM]=1 map[model:WSO]=1 map[model:JEM]=1"},
		{"state", "map[state:FL]=1 map[state:TX]=1"},
		{"month", "map[month:2025-03]=2 map[month:2025-04]=2"},
	} {
		a := detangle.Args{AsOf: day("2025-04-01"), Known: detangle.Forever, From: detangle.NoDay, Lists: lists,
			By: strings.FieldsFunc(c.by, func(r rune) bool { return r == ',' })}
		f, err := p.Compute(a)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range f.Rows {
			got = append(got, fmt.Sprintf("%v=%v", r.Keys, *r.Value))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("by %q: got %s, want %s", c.by, s, c.want)
		}
		if says := len(f.Caveats) > 0; says != (c.by == "model") {
			t.Errorf("by %q: caveats %q", c.by, f.Caveats)
		}
	}
}

func TestEveryRowOfAnAgencyIsEvidence(t *testing.T) {
	p, lists := example(t)
	rows, err := p.Evidence(detangle.Args{AsOf: day("2025-03-15"), Lists: lists, Where: map[string]string{"state": "TX"}})
	if err != nil || len(rows) != 2 || rows[0].Ref.Row != 2 || rows[1].Ref.Row != 3 {
		t.Errorf("got %+v, %v", rows, err)
	}
}
