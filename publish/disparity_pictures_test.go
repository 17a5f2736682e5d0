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
