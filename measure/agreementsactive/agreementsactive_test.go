package agreementsactive

import (
	"fmt"
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

// The worked example of method.md, and an agreement without a signing date
// that first appears on 15 August.
func example(t *testing.T) (*Prepared, detangle.Calendar) {
	t.Helper()
	text := func(name string, values ...string) detangle.Column {
		return detangle.Column{Name: name, Strings: values}
	}
	p, err := Prepare(&detangle.Frame{Columns: []detangle.Column{
		text("agreement", "tx-example-county-sheriff/jem/1", "fl-sample-city-police/tfm/1", "ga-made-up-county-sheriff/wso/1"),
		text("agency", "tx-example-county-sheriff", "fl-sample-city-police", "ga-made-up-county-sheriff"),
		text("agency_name", "Example County Sheriff's Office", "Sample City Police Department", "Made Up County Sheriff's Office"),
		text("agency_kind", "sheriff", "police", "sheriff"),
		text("state", "TX", "FL", "GA"), text("county", "48999", "12999", "13999"), text("model", "JEM", "TFM", "WSO"),
		text("valid_from", "2020-06-09", "2025-03-01", "2025-08-15"),
		{Name: "by_listing", Ints: []int64{0, 0, 1}},
		text("listed_after", "", "2025-02-21", "2025-08-08"),
		text("known_from", "2021-01-13", "2025-03-07", "2025-08-15"),
		text("last_seen", "2025-08-08", "2025-08-29", "2025-08-29"),
		text("absent_from", "2025-08-15", "", ""),
		{Name: "ended", Ints: []int64{1, 0, 0}},
		text("ended_known", "2025-08-29", "", ""),
		text("first_snapshot", "aa", "bb", "cc"), text("first_sheet", "287(g) Agreements", "Sheet1", "Sheet1"), {Name: "first_row", Ints: []int64{7, 8, 9}},
		text("last_snapshot", "bb", "dd", "dd"), text("last_sheet", "Sheet1", "Sheet1", "Sheet1"), {Name: "last_row", Ints: []int64{17, 18, 19}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return p, detangle.NewCalendar([]detangle.List{
		{Order: 1, Date: day("2021-01-13"), Snapshot: "aa", Complete: true},
		{Order: 2, Date: day("2025-08-08"), Snapshot: "bb", Complete: true},
		{Order: 3, Date: day("2025-08-15"), Snapshot: "cc", Complete: true},
		{Order: 4, Date: day("2025-08-22"), Snapshot: "cc2", Complete: true},
		{Order: 5, Date: day("2025-08-29"), Snapshot: "dd", Complete: true},
	})
}

func TestTheWorkedExampleComesOutAsItIsWritten(t *testing.T) {
	p, lists := example(t)
	for _, c := range []struct {
		name, on string
		known    detangle.Day
		where    map[string]string
		want     string
	}{
		{"between two lists", "2025-08-10", detangle.Forever, map[string]string{"agency_kind": "sheriff"}, "1 (0 to 2)"},
		{"both", "2025-08-10", detangle.Forever, nil, "2 (1 to 3)"},
		{"after the end", "2025-08-15", detangle.Forever, nil, "2 (2 to 2)"},
		{"as known that day", "2025-08-15", day("2025-08-15"), nil, "3 (2 to 3)"},
		{"before we knew of two of them", "2025-03-05", day("2025-03-05"), nil, "1 (1 to 1)"},
		{"the same day, as known now", "2025-03-05", detangle.Forever, nil, "2 (2 to 2)"},
	} {
		f, err := p.Compute(detangle.Args{AsOf: day(c.on), Known: c.known, From: detangle.NoDay, Where: c.where, Lists: lists.Until(c.known)})
		if err != nil {
			t.Fatal(err)
		}
		row := f.Rows[0]
		if got := fmt.Sprintf("%v (%v to %v)", *row.Value, *row.Low, *row.High); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestByMonthEachMonthIsAnsweredAtItsEnd(t *testing.T) {
	p, lists := example(t)
	f, err := p.Compute(detangle.Args{AsOf: day("2025-08-29"), Known: detangle.Forever, From: day("2025-02-01"), By: []string{"month"}, Lists: lists})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, r := range f.Rows {
		got += fmt.Sprintf("%s:%v ", r.Keys["month"], *r.Value)
	}
	if want := "2025-02:1 2025-03:2 2025-04:2 2025-05:2 2025-06:2 2025-07:2 2025-08:2 "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEvidenceIsTheFirstAndTheLastRowThatShowsAnAgreement(t *testing.T) {
	p, lists := example(t)
	rows, err := p.Evidence(detangle.Args{AsOf: day("2025-08-10"), Known: detangle.Forever, Lists: lists})
	if err != nil || len(rows) != 2 {
		t.Fatalf("got %d rows, %v, want the two that count", len(rows), err)
	}
	want := detangle.Evidence{
		Ref: detangle.CellRef{Snapshot: "bb", Sheet: "Sheet1", Row: 17}, First: detangle.CellRef{Snapshot: "aa", Sheet: "287(g) Agreements", Row: 7},
		Agreement: "tx-example-county-sheriff/jem/1", Agency: "tx-example-county-sheriff", Name: "Example County Sheriff's Office", State: "TX", County: "48999",
		Model: detangle.JEM, Note: "on the lists from 2021-01-13 to 2025-08-08",
	}
	if rows[0] != want {
		t.Errorf("got %+v\nwant %+v", rows[0], want)
	}
}

func TestUncertainAgreementsAreSaidInTheCaveats(t *testing.T) {
	p, lists := example(t)
	f, err := p.Compute(detangle.Args{AsOf: day("2025-08-10"), Known: detangle.Forever, Lists: lists})
	if err != nil || len(f.Caveats) != 3 {
		t.Errorf("caveats %q, %v", f.Caveats, err)
	}
}
