package publish

import (
	"strings"
	"testing"

	"detangle"
)

// answer makes a Finding by hand: keys and values of each row, in pairs.
func answer(t *testing.T, f detangle.Finding) *exhibit {
	t.Helper()
	a := newAnswer(f, english(t))
	return &exhibit{Answer: a, Page: pageOf(a.Q)}
}

func value(v float64) *float64 { return &v }

// A cell that is withheld is said to be withheld: not zero, not a dash, and the
// table twin, the map and the bars draw nothing for it.
func TestAWithheldCellIsSaidToBeWithheld(t *testing.T) {
	e := answer(t, detangle.Finding{Measure: "detainers", Unit: "detainers", By: []string{"criminality"}, Rows: []detangle.FindingRow{
		{Keys: map[string]string{"criminality": "convicted"}, Value: value(40)},
		{Keys: map[string]string{"criminality": "pending"}, Suppressed: true},
		{Keys: map[string]string{"criminality": ""}, Suppressed: true},
	}})
	s := &Site{words: english(t), ledger: &Ledger{}}
	table := s.keyTableOf(e, "criminality")
	if len(table.Rows) != 3 {
		t.Fatalf("the table has %d rows", len(table.Rows))
	}
	if got := string(table.Rows[0].Figure.HTML); !strings.Contains(got, ">40</a>") || !strings.Contains(got, "criminality%3Dconvicted") {
		t.Errorf("a number that is shown is %s", got)
	}
	for _, row := range table.Rows[1:] {
		if got := string(row.Figure.HTML); !strings.Contains(got, ">withheld</a>") || !strings.Contains(got, `title="Withheld`) {
			t.Errorf("the cell of %q is %s", row.Key, got)
		}
	}
	if drawn := string(barChart{Answer: e.Answer, along: "criminality", keys: []string{"convicted", "pending"}, name: strings.ToUpper, words: s.words}.draw()); strings.Count(drawn, "<rect") != 1 {
		t.Errorf("the bars draw a withheld cell: %s", drawn)
	}
}

func TestUnknownOutcomesAreHatchedAndNeverLeftOut(t *testing.T) {
	e := answer(t, detangle.Finding{Measure: "detainers", By: []string{"month", "outcome"}, Rows: []detangle.FindingRow{
		{Keys: map[string]string{"month": "2025-01", "outcome": "honoured"}, Value: value(30)},
		{Keys: map[string]string{"month": "2025-01", "outcome": "unknown"}, Value: value(10)},
		{Keys: map[string]string{"month": "2025-03", "outcome": "declined"}, Value: value(5)},
	}})
	months := monthsOf(e.Answer)
	if len(months) != 3 || months[1] != "2025-02" {
		t.Fatalf("the months are %v", months)
	}
	w := english(t)
	drawn := string(barChart{Answer: e.Answer, along: "month", keys: months, cut: "outcome", parts: outcomes, name: w.Month, words: w, id: "h", marks: []barMark{{"2025-02", "TFM begins", "TFM"}}}.draw())
	for _, want := range []string{`class="unknown" fill="url(#h)"`, "January 2025: 10 unknown", "March 2025: 5 declined", `<pattern id="h"`, "TFM begins"} {
		if !strings.Contains(drawn, want) {
			t.Errorf("the chart does not have %s", want)
		}
	}
}

// What a record cannot say is a dash that says why; a total is a number of its own.
func TestACrossTableTakesItsTotalsFromAnotherAnswer(t *testing.T) {
	split := answer(t, detangle.Finding{Measure: "detainers", By: []string{"model", "outcome"}, Rows: []detangle.FindingRow{
		{Keys: map[string]string{"model": "JEM", "outcome": "unknown"}, Value: value(3)},
		{Keys: map[string]string{"model": "JEM", "outcome": "honoured"}, Value: value(20)},
		{Keys: map[string]string{"model": "none", "outcome": "honoured"}, Value: value(7)},
	}})
	whole := answer(t, detangle.Finding{Measure: "detainers", By: []string{"model"}, Rows: []detangle.FindingRow{
		{Keys: map[string]string{"model": "JEM"}, Value: value(23)}, {Keys: map[string]string{"model": "none"}, Value: value(7)},
	}})
	s := &Site{words: english(t), ledger: &Ledger{}}
	c := s.crossOf(split, "model", "outcome", whole)
	if c.Values[0] != "honoured" || c.Values[1] != "unknown" {
		t.Errorf("outcomes stand as %v", c.Values)
	}
	if c.Rows[0].Key != "JEM" || c.Rows[0].Total.Text != "23" || c.Rows[0].Cells[0].Text != "20" || c.Rows[1].Cells[1].Text != "0" {
		t.Errorf("the table is %+v", c.Rows)
	}
}

func TestAShareIsPrintedAsAPercentage(t *testing.T) {
	e := answer(t, detangle.Finding{Measure: "detainer_outcomes", Unit: "share", By: []string{"outcome"}, Rows: []detangle.FindingRow{
		{Keys: map[string]string{"outcome": "honoured"}, Value: value(.625), Low: value(.453), High: value(.968)},
	}})
	if got := e.Figure("", "outcome", "honoured").Text; got != "62.5 %" {
		t.Errorf("a share is printed %q", got)
	}
	if low, high := e.bounds(e.Rows[0]); low != "45.3 %" || high != "96.8 %" {
		t.Errorf("its band is %s to %s", low, high)
	}
}

func TestTheDictionarySaysHowEmptyAColumnIs(t *testing.T) {
	share := func(column, release string, share, rows float64) detangle.FindingRow {
		return detangle.FindingRow{Keys: map[string]string{"table": "detainer", "column": column, "release": release}, Value: &share, Denominator: &rows}
	}
	s := &Site{words: english(t), ledger: &Ledger{}}
	tables := s.fillTables(answer(t, detangle.Finding{Measure: "null_share", Unit: detangle.Share, By: []string{"table", "column", "release"}, Rows: []detangle.FindingRow{
		share("lift_reason", "ice-2026-03", 1, 200), share("lift_reason", "pa-detainers", .25, 100), share("prepared", "ice-2026-03", 0, 200),
	}}))
	if len(tables) != 1 || len(tables[0].Releases) != 2 || len(tables[0].Columns) != 2 {
		t.Fatalf("the dictionary is %+v", tables)
	}
	first := tables[0].Columns[0]
	if first.Cells[0].Share.Text != "100 %" || first.Cells[0].Class != "empty" || first.Cells[1].Share.Text != "25 %" || tables[0].Columns[1].Cells[1].Known {
		t.Errorf("the shares are %+v", tables[0].Columns)
	}
}
