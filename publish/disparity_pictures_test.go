package publish

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"detangle"
)

func wellFormed(t *testing.T, drawn string) {
	t.Helper()
	if strings.Contains(drawn, "NaN") || strings.Contains(drawn, "Inf") || strings.Contains(drawn, "%!") {
		t.Errorf("something stands nowhere: %s", drawn)
	}
	d := xml.NewDecoder(strings.NewReader(drawn))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// A share that is withheld is a gap: no mark, and no line over it.
func TestAWithheldShareIsAGap(t *testing.T) {
	s := &Site{words: english(t)}
	share := func(v float64) shareCell { return shareCell{Value: &v} }
	line := shareSeries{"in light", "light", []shareCell{share(.2), share(.25), {Withheld: true}, share(.3)}}
	drawn := string(s.drawShares([]shareSeries{line}, []string{"17:30", "18:00", "18:30", "19:00"}, "A & <B>"))
	wellFormed(t, drawn)
	if marks, lines := strings.Count(drawn, "<circle"), strings.Count(drawn, `<line class="light"`); marks != 3 || lines != 1 {
		t.Errorf("%d marks and %d lines, want 3 and 1", marks, lines)
	}
	if drawn := s.drawShares([]shareSeries{{"in light", "light", []shareCell{{Withheld: true}}}}, []string{"17:30"}, ""); drawn != "" {
		t.Error("where all is withheld there is no picture")
	}
}

// Ways to compare are drawn in one unit, with no difference always in the picture.
func TestWaysToCompareAreDrawnOnOneAxis(t *testing.T) {
	s := &Site{words: english(t)}
	part := &testPart{Measure: detangle.Measure{Title: "Searches"}, Estimators: groupTable{Groups: []string{"black"}}}
	for i, e := range []string{"ratio", "ratio_within", "odds", "difference", "refused"} {
		v, l, h := 1.5+.1*float64(i), 1.2, 2.0
		unit := "ratio"
		c := &tested{words: s.words, Low: "1.2", High: "2.0"}
		if e == "difference" {
			unit = "difference"
		}
		if e == "refused" {
			c.Refusal, c.Low = &detangle.Refusal{Reason: "too few"}, ""
		}
		c.FindingRow = detangle.FindingRow{Value: &v, Low: &l, High: &h, Test: &detangle.TestResult{Unit: unit}}
		part.Estimators.Lines = append(part.Estimators.Lines, groupLine{Page: e, Cells: []*tested{c}})
	}
	s.waysPictures(part)
	if len(part.Ways) != 1 {
		t.Fatalf("%d pictures, want one", len(part.Ways))
	}
	drawn := string(part.Ways[0].Picture)
	wellFormed(t, drawn)
	if n := strings.Count(drawn, "<circle"); n != 3 || !strings.Contains(drawn, "no difference") || strings.Contains(drawn, ">difference<") {
		t.Errorf("%d ways are drawn, want the three ratios: %s", n, drawn)
	}
	part.Ways, part.Estimators.Lines = nil, part.Estimators.Lines[:2]
	if s.waysPictures(part); part.Ways != nil {
		t.Error("two ways need no picture")
	}
}

// Bars of a group and of White people stand on one axis, one line for each setting; weightings
// of one setting, and what is refused, have none.
func TestBarsOfBothGroupsAreDrawnForEachSetting(t *testing.T) {
	s := &Site{words: english(t)}
	value := -.05
	row := func(estimator string, bars ...detangle.Bar) detangle.FindingRow {
		return detangle.FindingRow{Keys: map[string]string{"group": "black", "estimator": estimator}, Value: &value, Low: &value, High: &value, Test: &detangle.TestResult{Unit: "difference of thresholds", Model: &detangle.ModelFit{Bars: bars}}}
	}
	own, white := detangle.Bar{Group: "black", Value: .131, Low: .1, High: .16}, detangle.Bar{Group: "white", Value: .284, Low: .25, High: .31}
	refused := row("fasttt2018")
	refused.Value, refused.Refusal, refused.Test.Model = nil, &detangle.Refusal{Code: "no_convergence", Reason: "too few draws"}, nil
	f := detangle.Finding{Measure: "disparity_threshold", Unit: detangle.Disparity, By: []string{"group", "estimator"}, Rows: []detangle.FindingRow{row("opp2020 x1", own, white), row("opp2020 x1, own stops", own, white), row("opp2020 x0.5", own, white), refused}}
	pictures := s.barPictures(&exhibit{Answer: newAnswer(f, s.words)}, "opp2020 x1")
	if len(pictures) != 1 || len(pictures[0].Lines) != 2 || pictures[0].Lines[0].Label != "opp2020 x1" {
		t.Fatalf("%+v", pictures)
	}
	drawn := string(pictures[0].Picture)
	wellFormed(t, drawn)
	if circles, squares := strings.Count(drawn, "<circle"), strings.Count(drawn, "<rect"); circles != 2 || squares != 2 || !strings.Contains(drawn, "13.1 %") || !strings.Contains(drawn, "25.0 % to 31.0 %") {
		t.Errorf("%d bars of the group and %d of White people: %s", circles, squares, drawn)
	}
}

// What fails is said, and only that; what did not settle is refused with its reason.
func TestAModelSaysWhichCheckItFails(t *testing.T) {
	s := &Site{words: english(t)}
	row := func(estimator string, m *detangle.ModelFit, refusal *detangle.Refusal) detangle.FindingRow {
		return detangle.FindingRow{Keys: map[string]string{"group": "black", "estimator": estimator}, Refusal: refusal, Test: &detangle.TestResult{Model: m}}
	}
	f := detangle.Finding{By: []string{"group", "estimator"}, Rows: []detangle.FindingRow{
		row("opp2020 x1", &detangle.ModelFit{Draws: 4000, RHat: 1.003, BulkESS: 900.4, TailESS: 612, SearchP: .5, HitP: .3, HitError: .02}, nil),
		row("opp2020 x1, own stops", &detangle.ModelFit{Draws: 4000}, nil),
		row("opp2020 x0.5", &detangle.ModelFit{Draws: 8000, Divergent: 2, SearchP: .5, HitP: .004, HitError: .06, Failed: true, Worst: []string{"A, black", "B, white", "C, white", "D, white"}}, nil),
		row("fasttt2018", nil, &detangle.Refusal{Code: "no_convergence", Reason: "too few draws"})}}
	lines := s.modelsOf(&exhibit{Answer: newAnswer(f, s.words)}, "opp2020 x1")
	if len(lines) != 3 {
		t.Fatalf("%+v", lines)
	}
	if l := lines[0]; l.Failed || l.Fails != "" || l.ESS != "612" || l.RHat != "1.003" || l.HitError != "2.0 points" {
		t.Errorf("%+v", l)
	}
	if l := lines[1]; !l.Failed || l.Fails != "hit rates are off by more than 5 points; hit rates are further off than chance explains" || l.Worst != "A, black; B, white; C, white" || l.Draws != "8,000, 2 diverged" {
		t.Errorf("%+v", l)
	}
	if l := lines[2]; !l.Refused || l.Reason != "too few draws" {
		t.Errorf("%+v", l)
	}
}

// A made table is a line with a cell for each group; what was refused says why.
func TestChecksOfMadeTablesAreALineEach(t *testing.T) {
	s := &Site{words: english(t)}
	v, l, h := -.113, -.132, -.094
	var lines []checkLine
	lines = s.addCheck(lines, detangle.Check{Check: "threshold noise 0.25", Value: &v, Low: &l, High: &h, Note: "made with −12.9 points"}, 0, 2)
	lines = s.addCheck(lines, detangle.Check{Check: "threshold noise 0.25", Refusal: &detangle.Refusal{Reason: "too few draws"}}, 1, 2)
	lines = s.addCheck(lines, detangle.Check{Check: "race by lot within places"}, 1, 2)
	if len(lines) != 2 || lines[0].Cells[0] != (checkCell{"−11 points", "−13 points to −9.4 points", "made with −12.9 points", ""}) || lines[0].Cells[1].Reason != "too few draws" || lines[1].Cells[0] != (checkCell{}) {
		t.Errorf("%+v", lines)
	}
}

// Where all is refused for one reason there is one line, and not twelve that say the same.
func TestRefusalsOfOneReasonAreOneLine(t *testing.T) {
	refused := func(reason string) *tested { return &tested{Refusal: &detangle.Refusal{Reason: reason}} }
	table := groupTable{Lines: []groupLine{{Cells: []*tested{refused("no time"), refused("no race")}}, {Cells: []*tested{refused("no time"), refused("no race")}}}}
	if table.joinRefused("every way"); len(table.Lines) != 1 || table.Lines[0].Label != "every way" {
		t.Errorf("%+v", table.Lines)
	}
	table = groupTable{Lines: []groupLine{{Cells: []*tested{refused("no time")}}, {Cells: []*tested{refused("too few")}}}}
	if table.joinRefused("every way"); len(table.Lines) != 2 {
		t.Error("two reasons are one")
	}
}
