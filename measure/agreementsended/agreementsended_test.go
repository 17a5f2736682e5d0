package agreementsended

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

// The worked example of method.md: Example County (JEM) stands on the list of 1
// March and is missing from the three after it.
func example(t *testing.T) (*Prepared, detangle.Calendar) {
	t.Helper()
	text := func(name string, values ...string) detangle.Column {
		return detangle.Column{Name: name, Strings: values}
	}
	p, err := Prepare(&detangle.Frame{Columns: []detangle.Column{
		text("change", "c1"), text("agreement", "tx-example-county-sheriff/jem/1"), text("agency", "tx-example-county-sheriff"),
		text("agency_name", "Example County Sheriff's Office"), text("agency_kind", "sheriff"), text("state", "TX"), text("county", "48999"),
		text("model", "JEM"), text("after_date", "2025-03-01"), text("by_date", "2025-04-01"), text("known_from", "2025-06-01"),
		text("snapshot", "aa"), text("sheet", "Sheet1"), {Name: "switched", Ints: []int64{0}}, {Name: "sheet_row", Ints: []int64{5}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return p, detangle.NewCalendar([]detangle.List{
		{Order: 1, Date: day("2025-03-01"), Snapshot: "aa", Complete: true},
		{Order: 2, Date: day("2025-04-01"), Snapshot: "bb", Complete: true},
		{Order: 3, Date: day("2025-05-01"), Snapshot: "cc", Complete: true},
		{Order: 4, Date: day("2025-06-01"), Snapshot: "dd", Complete: true},
	})
}

func TestTheWorkedExampleComesOutAsItIsWritten(t *testing.T) {
	p, lists := example(t)
	for _, c := range []struct {
		from, to string
		known    detangle.Day
		want     string
	}{
		{"2025-03-01", "2025-04-01", detangle.Forever, "1 (1 to 1)"},
		{"2025-03-15", "2025-04-15", detangle.Forever, "0 (0 to 1)"},
		{"2025-03-01", "2025-04-01", day("2025-05-01"), "0 (0 to 0)"},
	} {
		f, err := p.Compute(detangle.Args{From: day(c.from), AsOf: day(c.to), Known: c.known, Lists: lists})
		if err != nil {
			t.Fatal(err)
		}
		row := f.Rows[0]
		if got := fmt.Sprintf("%v (%v to %v)", *row.Value, *row.Low, *row.High); got != c.want {
			t.Errorf("from %s to %s: got %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

func TestByMonthAnEndThatSpansTwoMonthsIsCertainInNeither(t *testing.T) {
	p, lists := example(t)
	f, err := p.Compute(detangle.Args{From: day("2025-03-01"), AsOf: day("2025-04-30"), Known: detangle.Forever, Lists: lists, By: []string{"month"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range f.Rows {
		if *row.Value != 0 || *row.High != 1 {
			t.Errorf("%v: %v, high %v, want 0, high 1", row.Keys, *row.Value, *row.High)
		}
	}
}

func TestEvidenceIsTheLastRowThatShowsTheAgreement(t *testing.T) {
	p, lists := example(t)
	rows, err := p.Evidence(detangle.Args{From: day("2025-03-01"), AsOf: day("2025-05-01"), Known: detangle.Forever, Lists: lists})
	if err != nil || len(rows) != 1 || rows[0].Ref != (detangle.CellRef{Snapshot: "aa", Sheet: "Sheet1", Row: 5}) {
		t.Errorf("got %+v, %v", rows, err)
	}
}
