package agreementspending

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

// The worked example of method.md: Example County (TFM) pending on 3 November,
// and an empty list on 6 November.
func example(t *testing.T) (*Prepared, detangle.Calendar) {
	t.Helper()
	text := func(name string, values ...string) detangle.Column {
		return detangle.Column{Name: name, Strings: values}
	}
	p, err := Prepare(&detangle.Frame{Columns: []detangle.Column{
		{Name: "list_order", Ints: []int64{1}},
		text("agency", "tx-example-county-sheriff"), text("model", "TFM"), text("state", "TX"), text("county", "48999"),
		text("agency_kind", "sheriff"), text("agency_raw", "Example County Sheriff's Office"), text("snapshot", "aa"),
		text("sheet_original", "Sheet1"), {Name: "row_original", Ints: []int64{2}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return p, detangle.NewCalendar([]detangle.List{
		{Order: 1, Date: day("2025-11-03"), Snapshot: "aa", Complete: true},
		{Order: 2, Date: day("2025-11-06"), Snapshot: "bb", Complete: true},
	})
}

func TestAnEmptyListIsAZeroAndNotAGap(t *testing.T) {
	p, lists := example(t)
	for on, want := range map[string]string{"2025-11-05": "1 from aa", "2025-11-10": "0 from bb"} {
		f, err := p.Compute(detangle.Args{AsOf: day(on), Known: detangle.Forever, From: detangle.NoDay, Lists: lists})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%v from %s", *f.Rows[0].Value, f.Inputs[0].Snapshot); len(f.Rows) != 1 || got != want {
			t.Errorf("on %s: got %s, want %s", on, got, want)
		}
	}
}

func TestThePendingRowIsEvidence(t *testing.T) {
	p, lists := example(t)
	rows, err := p.Evidence(detangle.Args{AsOf: day("2025-11-05"), Lists: lists})
	if err != nil || len(rows) != 1 || rows[0].Ref != (detangle.CellRef{Snapshot: "aa", Sheet: "Sheet1", Row: 2}) {
		t.Errorf("got %+v, %v", rows, err)
	}
}
