package agreementsstarted

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

// The worked example of method.md: Example County (JEM) comes on between the
// lists of 1 March and 1 April. Beside it an agency changes its model in April.
func example(t *testing.T) (*Prepared, detangle.Calendar) {
	t.Helper()
	text := func(name string, values ...string) detangle.Column {
		return detangle.Column{Name: name, Strings: values}
	}
	p, err := Prepare(&detangle.Frame{Columns: []detangle.Column{
		text("change", "c1", "c2"), text("agreement", "tx-example-county-sheriff/jem/1", "fl-sample-county-sheriff/tfm/1"),
		text("agency", "tx-example-county-sheriff", "fl-sample-county-sheriff"), text("agency_name", "Example County Sheriff's Office", "Sample County Sheriff's Office"),
		text("agency_kind", "sheriff", "sheriff"), text("state", "TX", "FL"), text("county", "48999", "12999"), text("model", "JEM", "TFM"),
		text("after_date", "2025-03-01", "2025-04-01"), text("by_date", "2025-04-01", "2025-05-01"), text("known_from", "2025-04-01", "2025-05-01"),
		{Name: "switched", Ints: []int64{0, 1}},
		text("snapshot", "bb", "cc"), text("sheet", "Sheet1", "Sheet1"), {Name: "sheet_row", Ints: []int64{5, 6}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return p, detangle.NewCalendar([]detangle.List{
		{Order: 1, Date: day("2025-03-01"), Snapshot: "aa", Complete: true},
		{Order: 2, Date: day("2025-04-01"), Snapshot: "bb", Complete: true},
		{Order: 3, Date: day("2025-05-01"), Snapshot: "cc", Complete: true},
	})
}

func TestAStartCountsInAWindowThatHoldsItsWholeInterval(t *testing.T) {
	p, lists := example(t)
	for _, c := range []struct {
		from, to string
		known    detangle.Day
		want     string
	}{
		{"2025-03-01", "2025-04-01", detangle.Forever, "1 (1 to 1)"},
		{"2025-03-15", "2025-04-15", detangle.Forever, "0 (0 to 1)"},
		{"2025-03-01", "2025-05-01", detangle.Forever, "1 (1 to 1)"}, // the switch is no start
		{"2025-03-01", "2025-04-01", day("2025-03-31"), "0 (0 to 0)"},
		{"2025-04-01", "2025-05-01", detangle.Forever, "0 (0 to 0)"},
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

func TestASwitchOfModelIsSaidInTheCaveats(t *testing.T) {
	p, lists := example(t)
	f, err := p.Compute(detangle.Args{From: day("2025-03-01"), AsOf: day("2025-05-01"), Known: detangle.Forever, Lists: lists})
	if err != nil || len(f.Caveats) != 3 || len(f.Inputs) != 3 {
		t.Errorf("caveats %q, inputs %v, %v", f.Caveats, f.Inputs, err)
	}
}

func TestEvidenceIsTheFirstRowOfEachStart(t *testing.T) {
	p, lists := example(t)
	rows, err := p.Evidence(detangle.Args{From: day("2025-03-01"), AsOf: day("2025-05-01"), Known: detangle.Forever, Lists: lists})
	if err != nil || len(rows) != 1 || rows[0].Ref != (detangle.CellRef{Snapshot: "bb", Sheet: "Sheet1", Row: 5}) || rows[0].Note != "after 2025-03-01, by 2025-04-01" {
		t.Errorf("got %+v, %v", rows, err)
	}
}
