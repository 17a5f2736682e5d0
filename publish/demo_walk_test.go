package publish_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// demoLake builds the program and a lake of synthetic files: what a clone has
// where nobody holds the real ones.
func demoLake(t *testing.T) (binary, lake string) {
	t.Helper()
	dir := t.TempDir()
	binary, lake = filepath.Join(dir, "detangle"), filepath.Join(dir, "lake")
	build := exec.Command("go", "build", "-o", binary, "./cmd/detangle")
	build.Dir = root(t)
	for _, cmd := range []*exec.Cmd{
		build,
		exec.Command(binary, "demo", "--foia", "--out", filepath.Join(dir, "files")),
		exec.Command(binary, "build", "--in", filepath.Join(dir, "files"), "--lake", lake),
	} {
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
		}
	}
	return binary, lake
}

// TestAReaderWalksTheDemo follows the first link of each kind, from the map
// down to a row of a file, in a real browser. The numbers of a demo are its
// own; what is held to here is that every page of the way stands, fits the
// screen, complains of nothing, and wears the word SYNTHETIC.
func TestAReaderWalksTheDemo(t *testing.T) {
	if testing.Short() {
		t.Skip("a real browser takes its time")
	}
	binary, lake := demoLake(t)
	base, _, _ := serve(t, binary, lake)
	ctx := browser(t)
	for _, l := range []look{{1280, false, true}, {390, true, true}, {390, false, false}} {
		t.Run(l.String(), func(t *testing.T) {
			v := &visit{t: t, base: base, look: l}
			v.tab, v.complaints = as(t, ctx, l)
			v.open("/")
			v.synthetic()
			for _, link := range []string{`main a[href^="/states/"]`, `main a[href^="/counties/"]`, `main a[href^="/agencies/"]`, `main a[href*="/rows/"]`} {
				v.follow(link)
				v.synthetic()
			}
			for _, page := range []string{"/agreements", "/changes", "/sources", "/issues", "/methods", "/data", "/api", "/about", "/?on=2021-01-13", "/pipeline", "/pipeline?year=2025&mode=ddp", "/detainers", "/detainers?state=TX&year=2025", "/detention", "/disparity", "/disparity/nc_statewide", "/disparity/tx_sheriffs", "/methods/disparity", "/record", "/record/claims", "/record/claims/d2-11", "/record/commitments", "/search?q=frederick"} {
				v.open(page)
				v.synthetic()
			}
			v.records()
			v.years()
			if said := v.complaints.all(); len(said) > 0 {
				t.Errorf("the console says:\n%s", strings.Join(said, "\n"))
			}
		})
	}
}

// synthetic wants the page to say of itself what its data are.
func (v *visit) synthetic() {
	v.t.Helper()
	var at, body string
	v.do("reading the page", chromedp.Location(&at), chromedp.Text("body", &body, chromedp.ByQuery))
	if !strings.Contains(body, "SYNTHETIC") {
		v.t.Errorf("%s does not say SYNTHETIC", at)
	}
}

// records sees that one of the two drawings of the flow is shown, that its words
// can be read, and goes from a jail's number to its Finding.
func (v *visit) records() {
	v.t.Helper()
	v.open("/pipeline")
	var drawings int
	var small float64
	v.do("looking at the flow", chromedp.Evaluate(`[...document.querySelectorAll("svg.flow")].filter(e => e.getBoundingClientRect().height > 0).length`, &drawings),
		chromedp.Evaluate(`Math.min(...[...document.querySelectorAll("svg.flow text")].map(e => parseFloat(getComputedStyle(e).fontSize)))`, &small))
	if drawings != 1 || small < 12 {
		v.t.Errorf("%d drawings of the flow are shown, the smallest words at %.1f pixels", drawings, small)
	}
	v.open("/detainers")
	number := v.text("table.jails td.total a.fig")
	v.follow("table.jails td.total a.fig")
	if said := v.text("article.finding .value"); said != number {
		v.t.Errorf("a jail's number is %s in the table and %s in its Finding", number, said)
	}
}

// years sees that a record of several years is told year by year, each number with its Finding.
func (v *visit) years() {
	v.t.Helper()
	v.open("/disparity/nc_statewide")
	var lines []string
	v.do("reading the years", chromedp.Evaluate(`[...document.querySelectorAll("#disparity_benchmark .years tbody tr")].map(r => r.cells[0].textContent + (r.querySelector("a.fig") ? " has a number" : ""))`, &lines))
	if got := strings.Join(lines, ", "); !strings.HasPrefix(got, "2012 has a number, 2013 has a number") || len(lines) != 5 {
		v.t.Errorf("the years of the record are %q", got)
	}
}
