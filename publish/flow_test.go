package publish

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"detangle"
)

// funnel is an answer to pipeline_funnel, made by hand: 1,000 encounters, 400
// detainers, 500 arrests, 450 stays, 300 removals.
func funnel(t *testing.T) (*Answer, map[string]Figure) {
	t.Helper()
	f := detangle.Finding{Measure: "pipeline_funnel", By: []string{"step", "standing"}}
	for _, r := range []struct {
		from, to, standing string
		n                  float64
	}{
		{"encounter", "detainer", "linked", 250}, {"encounter", "detainer", "unlinked", 600}, {"encounter", "detainer", "near the boundary", 50}, {"encounter", "detainer", "no id", 100},
		{"detainer", "arrest", "linked", 180}, {"detainer", "arrest", "unlinked", 160}, {"detainer", "arrest", "near the boundary", 20}, {"detainer", "arrest", "no id", 40},
		{"detainer", "stay", "linked", 170},
		{"arrest", "stay", "linked", 400}, {"arrest", "stay", "unlinked", 100},
		{"stay", "removal", "linked", 280}, {"stay", "removal", "unlinked", 170},
	} {
		f.Rows = append(f.Rows, detangle.FindingRow{Keys: map[string]string{"step": pairOf(r.from, r.to), "standing": r.standing}, Value: &r.n, N: int64(r.n)})
	}
	totals := map[string]Figure{}
	for step, n := range map[string]float64{"encounter": 1000, "detainer": 400, "arrest": 500, "stay": 450, "removal": 300} {
		g := newAnswer(detangle.Finding{Measure: stepMeasures[step], Rows: []detangle.FindingRow{{Keys: map[string]string{}, Value: &n}}}, english(t))
		totals[step] = g.Figure("")
	}
	return newAnswer(f, english(t)), totals
}

var (
	stubs = regexp.MustCompile(`<rect class="stub (\w+)" x="[\d.]+%" y="[\d.]+" width="([\d.]+)%" height="([\d.]+)"`)
	bars  = regexp.MustCompile(`<rect class="bar ?(\w*)" x="([\d.]+)%" y="([\d.]+)" width="([\d.]+)%" height="([\d.]+)"`)
)

func TestWhatIsNotLinkedIsDrawnAsWideAsItIs(t *testing.T) {
	parts, totals := funnel(t)
	f := newFlow(parts, totals, english(t))
	wide, narrow := string(f.wide("says it")), string(f.narrow("says it"))
	want := map[string]float64{"unlinked": .6, "near": .05, "noid": .1} // of the first step, the longest
	seen := map[string]bool{}
	for _, m := range stubs.FindAllStringSubmatch(wide, -1) {
		tall, _ := strconv.ParseFloat(m[3], 64)
		if share, ok := want[m[1]]; ok && !seen[m[1]] && (tall < share*flowTall-.1 || tall > share*flowTall+.1) {
			t.Errorf("%s is %.1f tall, want %.1f", m[1], tall, share*flowTall)
		}
		seen[m[1]] = true
	}
	seen = map[string]bool{}
	for _, m := range stubs.FindAllStringSubmatch(narrow, -1) {
		across, _ := strconv.ParseFloat(m[2], 64)
		if share, ok := want[m[1]]; ok && !seen[m[1]] && (across < share*100-.1 || across > share*100+.1) {
			t.Errorf("on a phone %s is %.1f%% wide, want %.1f%%", m[1], across, share*100)
		}
		seen[m[1]] = true
	}
	if len(seen) != 3 {
		t.Errorf("on a phone stubs are drawn for %v", seen)
	}
	for name, drawn := range map[string]string{"wide": wide, "narrow": narrow} {
		for _, want := range []string{`aria-label="says it"`, "1,000", ">250</a> linked", "Removals", `href="/finding/pipeline_funnel?where=standing%3Dlinked&amp;where=step%3Dencounter+to+detainer"`} {
			if !strings.Contains(drawn, want) {
				t.Errorf("the %s drawing does not say %s", name, want)
			}
		}
	}
}

// A step whose own number is not known shows what came in, as an open bar.
func TestAStepThatIsNotHeldIsAnOpenBar(t *testing.T) {
	parts, totals := funnel(t)
	delete(totals, "removal")
	drawn := string(newFlow(parts, totals, english(t)).wide("x"))
	if !strings.Contains(drawn, `class="bar open"`) || !strings.Contains(drawn, "not known") {
		t.Error("the removals that are not held are drawn as if they were")
	}
	none := newAnswer(detangle.Finding{Measure: "pipeline_funnel"}, english(t))
	if got := newFlow(none, map[string]Figure{}, english(t)); got != nil {
		t.Error("a flow without any number is drawn")
	}
}

// No bar reaches over another, and bars lie within the drawing.
func TestBarsOfTheFlowLieWithinTheDrawing(t *testing.T) {
	parts, totals := funnel(t)
	for _, m := range bars.FindAllStringSubmatch(string(newFlow(parts, totals, english(t)).wide("x")), -1) {
		x, _ := strconv.ParseFloat(m[2], 64)
		y, _ := strconv.ParseFloat(m[3], 64)
		w, _ := strconv.ParseFloat(m[4], 64)
		h, _ := strconv.ParseFloat(m[5], 64)
		if x < 0 || x+w > 100 || y < flowHead-.1 || y+h > flowHead+flowTall+.1 {
			t.Errorf("a bar stands at %s", m[0])
		}
	}
}
