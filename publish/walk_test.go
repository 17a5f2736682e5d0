package publish_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestAReaderWalksTheSite goes the way of a first visit in a real browser: the
// map, the slider back to 2021, a state, a county, an agency, where a number
// comes from down to the cell, a download, the change feed. It does so on a
// phone and a desktop, light and dark, with scripts and without, and hears no
// complaint from the page.
func TestAReaderWalksTheSite(t *testing.T) {
	if testing.Short() {
		t.Skip("a real browser takes its time")
	}
	base, _, _ := served(t)
	ctx := browser(t)
	for _, l := range []look{{1280, false, true}, {1280, true, true}, {390, false, true}, {390, true, true}, {1280, false, false}, {1280, true, false}, {390, false, false}, {390, true, false}} {
		t.Run(l.String(), func(t *testing.T) {
			v := &visit{t: t, base: base, look: l}
			v.tab, v.complaints = as(t, ctx, l)
			v.map_()
			v.slider()
			v.state()
			v.county()
			v.agency()
			v.provenance()
			v.ledger()
			v.feed()
			v.record()
			if said := v.complaints.all(); len(said) > 0 {
				t.Errorf("the console says:\n%s", strings.Join(said, "\n"))
			}
		})
	}
}

// visit is one walk.
type visit struct {
	t          *testing.T
	base       string
	look       look
	tab        context.Context
	complaints *complaints
}

// do runs actions, each within a limit.
func (v *visit) do(what string, actions ...chromedp.Action) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.tab, 30*time.Second)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		v.t.Fatalf("%s: %v", what, err)
	}
}

// text returns what an element says.
func (v *visit) text(selector string) string {
	v.t.Helper()
	var s string
	v.do("reading "+selector, chromedp.TextContent(selector, &s, chromedp.ByQuery))
	return strings.Join(strings.Fields(s), " ")
}

// follow clicks a link and waits for the page that it leads to. Where scripts
// are off, the browser's own way is taken.
func (v *visit) follow(selector string) {
	v.t.Helper()
	var href string
	var ok bool
	v.do("looking for "+selector, chromedp.AttributeValue(selector, "href", &href, &ok, chromedp.ByQuery))
	if !ok || href == "" {
		v.t.Fatalf("%s leads nowhere", selector)
	}
	v.open(href)
}

// open goes to an address and sees that the page fits the screen, has one
// heading of the first rank and a title, and fits the width.
func (v *visit) open(path string) {
	v.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = v.base + path
	}
	var headings int
	var wide int64
	v.do("opening "+path, chromedp.Navigate(path), chromedp.WaitReady("main", chromedp.ByQuery),
		chromedp.Evaluate(`document.querySelectorAll("h1").length`, &headings), chromedp.Evaluate(`document.documentElement.scrollWidth`, &wide))
	if headings != 1 {
		v.t.Errorf("%s has %d headings of the first rank", path, headings)
	}
	if wide > v.look.width {
		var culprit string
		v.do("looking for what is too wide", chromedp.Evaluate(fmt.Sprintf(`[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > %d && !e.closest(".table-scroll, svg, nav")).map(e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 40)).join("; ")`, v.look.width+1), &culprit))
		v.t.Errorf("%s is %d wide on a screen of %d: %s", path, wide, v.look.width, culprit)
	}
}

func (v *visit) map_() {
	v.open("/")
	for _, want := range []string{"On 13 February 2026", "1,414 agreements", "agencies"} {
		if said := v.text("h1"); !strings.Contains(said, want) {
			v.t.Errorf("the first sentence is %q, without %q", said, want)
		}
	}
	var drawn int
	v.do("counting counties", chromedp.Evaluate(`document.querySelectorAll("#map .areas path:not(.none)").length`, &drawn))
	if drawn < 500 {
		v.t.Errorf("the map draws %d counties with an agreement", drawn)
	}
}

// slider goes to January 2021: with scripts by keyboard and by hand, without
// by the row of months.
func (v *visit) slider() {
	if !v.look.scripts {
		v.follow(`.months a[href="/?on=2021-01"]`) // the last list of the month
		v.open("/?on=2021-01-13")
	} else {
		v.do("pressing Home on the slider", chromedp.WaitReady(`#slider[data-ready]`, chromedp.ByQuery), chromedp.Focus("#slider", chromedp.ByQuery), chromedp.KeyEvent(kb.Home))
		v.do("waiting for the numbers", chromedp.WaitReady(`#now[data-date^="2021-01"]`, chromedp.ByQuery))
	}
	if said := v.text("h1"); !strings.Contains(said, "150 agreements") {
		v.t.Errorf("in January 2021 the first sentence is %q", said)
	}
	var tfm int
	v.do("counting counties", chromedp.Evaluate(`document.querySelectorAll("#map .areas path.TFM").length`, &tfm))
	if tfm != 0 {
		v.t.Errorf("in January 2021 the map draws %d task force counties", tfm)
	}
	if !v.look.scripts {
		return
	}
	var value string
	v.do("moving one list on", chromedp.KeyEvent(kb.ArrowRight), chromedp.AttributeValue("#slider", "aria-valuetext", &value, nil, chromedp.ByQuery))
	if !strings.Contains(value, "2021") {
		v.t.Errorf("after an arrow key the slider says %q", value)
	}
	var width float64
	v.do("dragging to the right end", chromedp.Evaluate(`document.querySelector("#slider").scrollIntoView({block:"center"}); document.querySelector("#slider").getBoundingClientRect().right`, &width),
		chromedp.ActionFunc(func(ctx context.Context) error {
			var y float64
			if err := chromedp.Evaluate(`document.querySelector("#slider svg").getBoundingClientRect().top + 60`, &y).Do(ctx); err != nil {
				return err
			}
			return chromedp.MouseClickXY(width-2, y).Do(ctx)
		}),
		chromedp.WaitReady(`#now[data-date="2026-02-13"]`, chromedp.ByQuery))
}

func (v *visit) state() {
	v.open("/")
	v.follow(`.states a[href="/states/FL"]`)
	if said := v.text("h1"); !strings.Contains(said, "342 agreements") {
		v.t.Errorf("Florida's page says %q", said)
	}
	if v.look.scripts {
		v.do("pointing at the chart", chromedp.Evaluate(`document.querySelector("[data-plot]").scrollIntoView({block:"center"}); document.querySelector("[data-plot]").dispatchEvent(new PointerEvent("pointerenter")); 1`, nil),
			chromedp.WaitReady("[data-plot] svg.plotted", chromedp.ByQuery))
	}
}

func (v *visit) county() {
	v.follow(`.places a[href="/counties/12086"]`)
	if said := v.text("h1"); said != "Miami-Dade County" {
		v.t.Errorf("the county is called %q", said)
	}
}

func (v *visit) agency() {
	v.follow(`main table a[href^="/agencies/"]`)
	if rows := v.text(".runs"); !strings.Contains(rows, "signed") {
		v.t.Errorf("the agency's rows say %q", rows)
	}
}

// provenance opens a number and goes on to the row of the kept original.
func (v *visit) provenance() {
	scope := "article.finding"
	if v.look.scripts {
		v.do("clicking a number", chromedp.Click("main a.fig", chromedp.ByQuery), chromedp.WaitVisible("dialog.drawer[open] article.finding", chromedp.ByQuery))
		scope = "dialog.drawer article.finding"
	} else {
		v.follow("main a.fig")
	}
	for _, want := range []string{"agreements_active", "detangle trace", "Cite"} {
		if said := v.text(scope); !strings.Contains(said, want) {
			v.t.Errorf("where the number comes from is told without %q", want)
		}
	}
	v.follow(scope + " a.cell")
	if cells := v.text(".sheet"); !strings.Contains(cells, "MIAMI") && !strings.Contains(cells, "Miami") && !strings.Contains(cells, "FLORIDA") {
		v.t.Errorf("the row of the original says %q", cells)
	}
}

// ledger narrows the table and downloads what is left.
func (v *visit) ledger() {
	v.open("/agreements?state=OK&status=ended")
	var rows int
	v.do("counting rows", chromedp.Evaluate(`document.querySelectorAll("table.ledger tbody tr").length`, &rows))
	if rows == 0 {
		v.t.Error("no agreement of Oklahoma has ended")
	}
	for _, format := range []string{"csv", "json", "parquet"} {
		var href string
		v.do("looking for the download", chromedp.AttributeValue(fmt.Sprintf(`.tools a[href^="/agreements.%s"]`, format), "href", &href, nil, chromedp.ByQuery))
		answer, err := http.Get(v.base + href)
		if err != nil {
			v.t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK || len(body) < 100 || !strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment") {
			v.t.Errorf("the %s download answers %s with %d bytes, %v", format, answer.Status, len(body), err)
		}
		if format == "csv" && strings.Count(string(body), "\n") != rows+1 {
			v.t.Errorf("the csv has %d lines for %d rows", strings.Count(string(body), "\n"), rows)
		}
	}
}

func (v *visit) feed() {
	v.open("/changes?type=ended")
	if said := v.text("main"); !strings.Contains(said, "Okmulgee") {
		v.t.Error("the feed of endings does not name Okmulgee")
	}
	var href string
	v.do("looking for the feed", chromedp.AttributeValue(`link[type="application/atom+xml"]`, "href", &href, nil, chromedp.ByQuery))
	answer, err := http.Get(v.base + href)
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	if body, _ := io.ReadAll(answer.Body); !strings.Contains(string(body), "<entry>") {
		v.t.Errorf("the Atom feed answers %s without an entry", answer.Status)
	}
}

// record goes through the pages of detainers and detention, with what the real
// files hold, and the pipeline, which says what is missing.
func (v *visit) record() {
	v.open("/detainers?source=pa-detainers")
	for _, want := range []string{"32,757 detainers", "18,143", "Pennsylvania", "62 bookings with an immigration hold"} {
		if said := v.text("main"); !strings.Contains(said, want) {
			v.t.Errorf("the page of detainers does not say %q", want)
		}
	}
	v.open("/detention")
	if said := v.text("h1"); !strings.Contains(said, "60,311 people") {
		v.t.Errorf("the page of detention says %q", said)
	}
	v.open("/pipeline")
	if said := v.text("main"); !strings.Contains(said, "Which release stands") || !strings.Contains(said, "No release of individual records is held") {
		v.t.Error("the pipeline does not say what is not held")
	}
	v.open("/record")
	if said := v.text("main"); !strings.Contains(said, "House letters on local police") || !strings.Contains(said, "Faults in quotations") && !strings.Contains(said, "faulty quotations") {
		v.t.Error("the record does not lead to its threads and quotations")
	}
	v.open("/record/claims?place=MD")
	v.follow(`.claims a[href="/record/claims/s-jenkins-ice-decides"]`)
	if said := v.text("main"); !strings.Contains(said, "supported with exception") || !strings.Contains(said, "What it rests on") {
		v.t.Error("a claim does not show its verdict and what it rests on")
	}
	v.open("/record/claims/d2-11")
	v.follow(".numbers a.fig")
	if said := v.text("article.finding .value"); said != "136" {
		v.t.Errorf("the number of a claim is %s in its Finding", said)
	}
	v.open("/search?q=frederick")
	v.follow(`a[href="/record/people/chuck-jenkins"]`)
	v.open("/record/commitments/k1-end-trump-era-agreements")
	if said := v.text("main"); !strings.Contains(said, "138 in force on 14 June 2023") {
		v.t.Error("a promise does not show the agreements in force beside its words")
	}
}
