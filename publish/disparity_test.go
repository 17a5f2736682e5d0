package publish

import (
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"

	"detangle"
	"detangle/stat/contingency"
	"detangle/stat/disparity"
)

// The worked example of the page for a jury says what the program says.
func TestTheJurysExampleIsWorkedOut(t *testing.T) {
	data, err := fs.ReadFile(web, "web/words/disparity.en.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	rate := func(cases, trials int64) contingency.Rate { return contingency.Rate{Cases: cases, Trials: trials} }
	of := func(c disparity.Counts, e disparity.Estimator) disparity.Numbers {
		for _, n := range disparity.Compare(c, .95) {
			if n.Estimator == e {
				return n
			}
		}
		t.Fatalf("no %s", e)
		return disparity.Numbers{}
	}
	searches := disparity.Counts{Group: rate(44, 500), Against: rate(13, 500), Strata: []disparity.Stratum{{Group: rate(40, 400), Against: rate(5, 100)}, {Group: rate(4, 100), Against: rate(8, 400)}}}
	hits := disparity.Counts{Group: rate(11, 44), Against: rate(5, 13)}
	within, gap := of(searches, disparity.RatioWithin), of(hits, disparity.Difference)
	minus := func(v float64) string { return strings.Replace(fmt.Sprintf("%+.0f", 100*v), "-", "−", 1) }
	for _, want := range []string{
		fmt.Sprintf("searched %.1f times as often", *of(searches, disparity.Ratio).Value),
		fmt.Sprintf("says %.1f times as often, with an interval of %.2f to %.1f", *within.Value, *within.Low, *within.High),
		fmt.Sprintf("The difference is %s points, and its interval is %s to %s", minus(*gap.Value), minus(*gap.Low), minus(*gap.High)),
		fmt.Sprintf("find %.0f in 100 and those of B %.0f in 100", marginalHits(marginalGroups[0]), marginalHits(marginalGroups[1])),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if !strings.Contains(text, "[picture]") {
		t.Error("the picture has no place")
	}
}

func TestComparisonsArePrintedInTheirUnit(t *testing.T) {
	w := english(t)
	for _, c := range []struct {
		unit string
		v    float64
		want string
	}{{"ratio", 2.646, "2.65"}, {"ratio", .85, "0.85"}, {"ratio", 12.34, "12.3"}, {"odds ratio", .0123, "0.012"}, {"ratio", 1234, "1,234"}, {"ratio", 0, "0.00"}, {"difference", -.064, "−6.4 points"}, {"difference", .161, "+16 points"}, {"difference of thresholds", -.041, "−4.1 points"}, {"difference", -.00001, "0 points"}} {
		if got := w.disparity(c.unit, c.v); got != c.want {
			t.Errorf("a %s of %g is printed %q, want %q", c.unit, c.v, got, c.want)
		}
	}
	for p, want := range map[float64]string{1e-9: "under 0.001", .02: "0.020", .5: "0.50", .9996: "1.00"} {
		if got := w.chance(&p); got != want {
			t.Errorf("a probability of %g is printed %q, want %q", p, got, want)
		}
	}
}

// A row of a test is printed in the row's unit, whatever the measure's is; a
// refusal is drawn with its reason.
func TestARowOfATestIsPrintedAsItsTestSays(t *testing.T) {
	value, low, high := -.05, -.08, -.02
	f := detangle.Finding{Measure: "disparity_outcome", Unit: detangle.Disparity, By: []string{"group"}, Rows: []detangle.FindingRow{
		{Keys: map[string]string{"group": "black"}, Value: &value, Low: &low, High: &high, Test: &detangle.TestResult{Unit: "difference", MissingLow: &low, MissingHigh: &high}},
		{Keys: map[string]string{"group": "hispanic"}, Refusal: &detangle.Refusal{Code: "too_few", Reason: "7 searches"}, Test: &detangle.TestResult{Unit: "difference"}}}}
	s := &Site{words: english(t)}
	e := &exhibit{Answer: newAnswer(f, s.words)}
	c := s.testOf(e, "group", "black")
	if c.Figure.Text != "−5.0 points" || c.Low != "−8.0 points" || c.High != "−2.0 points" || c.Missing() != "−8.0 points to −2.0 points" {
		t.Errorf("it is printed %s (%s, %s), missing %s", c.Figure.Text, c.Low, c.High, c.Missing())
	}
	if c := s.testOf(e, "group", "hispanic"); c.Refusal == nil || c.Refusal.Reason != "7 searches" {
		t.Error("a refusal is not drawn")
	}
	if s.testOf(e, "group", "nobody") != nil {
		t.Error("a group that is not tested has a number")
	}
}

// The funnel is drawn of few and of odd places alike, and stays well-formed.
func TestTheFunnelIsDrawnOfWhatPlacesHold(t *testing.T) {
	s := &Site{words: english(t)}
	mean, excess := 1.5, 2.0
	var lines []placeLine
	for i, v := range []float64{.1, 1, 1.5, 2, 40} {
		value, se := v, .05*float64(i+1)
		lines = append(lines, placeLine{Name: "A & <B>", tested: &tested{FindingRow: detangle.FindingRow{Value: &value, Test: &detangle.TestResult{Unit: "ratio", SE: &se, Funnel: disparity.BeyondAlarm}}, words: s.words}})
	}
	p := &disparityPlaces{Estimator: "ratio_within", Group: "black", Family: &detangle.TestFamily{Mean: &mean, Excess: &excess}}
	drawn, _ := s.funnel(lines, p)
	if n := strings.Count(string(drawn), "<circle"); n != len(lines) {
		t.Errorf("%d places are drawn, want %d", n, len(lines))
	}
	if strings.Contains(string(drawn), "NaN") || strings.Contains(string(drawn), "Inf") {
		t.Error("a place stands nowhere")
	}
	d := xml.NewDecoder(strings.NewReader(string(drawn)))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if drawn, _ := s.funnel(lines[:2], p); drawn != "" {
		t.Error("two places make no funnel")
	}
	p.Family = nil
	if drawn, _ := s.funnel(lines, p); drawn != "" {
		t.Error("a family without a mean makes no funnel")
	}
}

// A heading says who is compared with whom, which is not always White people.
func TestAHeadingSaysWhoIsComparedWithWhom(t *testing.T) {
	w := english(t)
	for _, c := range [][3]string{{"black", "white", "Black against White"}, {"hispanic against all others", "all others", "Hispanic against all others"}, {"citizens of each country", "citizens of other countries", "citizens of each country against citizens of other countries"}, {"black", "", "Black"}} {
		if got := w.compared(c[0], c[1]); got != c[2] {
			t.Errorf("%q against %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
	s := &Site{words: w}
	table := groupTable{Groups: []string{"black", "asian"}, Lines: []groupLine{{Cells: []*tested{nil, nil}}, {Cells: []*tested{{FindingRow: detangle.FindingRow{Test: &detangle.TestResult{Against: "white"}}}, {Refusal: &detangle.Refusal{}}}}}}
	if got := table.Heads(s); got[0] != "Black against White" || got[1] != "asian" {
		t.Errorf("%q", got)
	}
}

func TestAChangeSaysHowItIsMade(t *testing.T) {
	for unit, want := range map[string]string{"ratio": "After over before", "odds ratio": "After over before", "difference": "After less before", "difference of thresholds": "After less before"} {
		table := changeTable{Lines: []changeLine{{}, {Change: &tested{FindingRow: detangle.FindingRow{Test: &detangle.TestResult{Unit: unit}}}}}}
		if got := table.heading(english(t)); got != want {
			t.Errorf("changes of a %s stand under %q, want %q", unit, got, want)
		}
	}
}

// A number says what it rests on where that may be said, and does not call a range an interval.
func TestANumberSaysWhatItRestsOn(t *testing.T) {
	value, of := 0.034, 7296978.0
	cases, trials, fewer, more := int64(251041), int64(7296978), int64(651285), int64(35196590)
	about := func(row detangle.FindingRow, where map[string]string) *findingBody {
		a := newAnswer(detangle.Finding{Measure: "m", Unit: detangle.Disparity, Where: where, Rows: []detangle.FindingRow{row}}, english(t))
		b := &findingBody{Answer: a, Headline: a.Figure("")}
		b.restsOn(english(t))
		return b
	}
	if b := about(detangle.FindingRow{Value: &value, Denominator: &of}, nil); b.Of != "7,296,978" || b.Counts != "" {
		t.Errorf("%q, %q", b.Of, b.Counts)
	}
	test := &detangle.TestResult{Unit: "ratio", Cases: &cases, Trials: &trials, AgainstCases: &fewer, AgainstTrials: &more}
	if b := about(detangle.FindingRow{Value: &value, Test: test}, nil); b.Counts != "251,041 of 7,296,978, against 651,285 of 35,196,590" || b.Range {
		t.Errorf("%q", b.Counts)
	}
	if b := about(detangle.FindingRow{Value: &value, Test: &detangle.TestResult{Unit: "odds ratio"}}, map[string]string{"estimator": "confounded"}); b.Counts != "" || !b.Range {
		t.Errorf("%+v", b)
	}
}
