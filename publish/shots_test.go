package publish_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// shown are the pages that are looked at, one of each kind.
var shown = []struct{ name, path string }{
	{"home", "/"}, {"home-2021", "/?on=2021-01"}, {"agreements", "/agreements"}, {"agreements-none", "/agreements?q=nosuchplace"},
	{"agency", "/agencies/fl-miami-dade-sheriff"}, {"agency-ended", "/agencies/ok-okmulgee-county-criminal-justice-authority"},
	{"county", "/counties/12086"}, {"county-none", "/counties/06037"}, {"state", "/states/TX"}, {"state-small", "/states/NH"}, {"states", "/states"},
	{"changes", "/changes"}, {"sources", "/sources"}, {"source", "/sources/ice-287g-participating"}, {"issues", "/issues"}, {"methods", "/methods"}, {"method", "/methods/population_covered"},
	{"finding", "/finding/agreements_listed?where=state%3DAL"}, {"finding-by", "/finding/agreements_listed?by=model"}, {"data", "/data"}, {"api", "/api"},
	{"search", "/search?q=harris"}, {"snapshot", "/snapshots/b518d8f73f77"}, {"row", "/snapshots/b518d8f73f77/rows/Sheet1/2"}, {"issue", "/issues?code=list_date_corrected"},
	{"notfound", "/agencies/harris-county"}, {"about", "/about"}, {"clock", "/clock"}, {"clock-hold", "/clock?date=2025-11-26&time=23:00&state=TX&end_date=2025-12-02&end_time=09:30"}, {"clock-twice", "/clock?date=2026-11-01&time=01:30&state=TX"}, {"embed", "/embed/map"},
	{"sc", "/secure-communities"}, {"sc-2010", "/secure-communities?on=2010-06"}, {"sc-state", "/secure-communities?state=TX"},
	{"pipeline", "/pipeline"}, {"detainers", "/detainers"}, {"detention", "/detention"}, {"detainers-none", "/detainers?state=FL"}, {"detainers-pa", "/detainers?source=pa-detainers"}, {"county-records", "/counties/42029"}, {"record", "/record"}, {"instrument", "/record/instruments/house-letter-2021-02-11"}, {"thread", "/record/threads/house-letters-on-local-police"}, {"promises", "/record/commitments"}, {"promise", "/record/commitments/k1-end-trump-era-agreements"}, {"quotations", "/record/quotations"}, {"documents", "/record/documents"}, {"document", "/record/documents/workpermit-2021-02-13"}, {"people", "/record/people"}, {"organisation", "/record/organisations/ilrc"},
	{"claims", "/record/claims"}, {"claims-place", "/record/claims?place=MD"}, {"claim", "/record/claims/d2-11"}, {"claim-exception", "/record/claims/d0-20"}, {"claim-opinion", "/record/claims/d0-09"}, {"agency-claims", "/agencies/md-frederick-county-sheriff"}, {"search-record", "/search?q=287(g)"},
	{"disparities", "/disparity"}, {"disparity", "/disparity/open-policing-counts"}, {"disparity-county", "/disparity/open-policing-counts/counties/45029"}, {"disparity-state", "/disparity/open-policing-counts/states/NC"}, {"disparity-method", "/methods/disparity"}, {"disparity-finding", "/finding/disparity_benchmark?where=source%3Dopen-policing-counts&where=group%3Dblack"}, {"disparity-dossier", "/counties/45029"},
	{"detention-search", "/detention?q=texas&sort=jail"},
}

// TestShots writes pictures of every page at phone and desktop width, light and
// dark, into the folder DETANGLE_SHOTS. SHOTS_ONLY names some pages.
func TestShots(t *testing.T) {
	dir := os.Getenv("DETANGLE_SHOTS")
	if dir == "" {
		t.Skip("DETANGLE_SHOTS names no folder for the pictures")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	base, _, _ := served(t)
	ctx := browser(t)
	only := os.Getenv("SHOTS_ONLY")
	for _, l := range []look{{1280, false, true}, {1280, true, true}, {390, false, true}, {390, true, true}} {
		if looks := os.Getenv("SHOTS_LOOK"); looks != "" && !strings.Contains(","+looks+",", ","+l.String()+",") {
			continue
		}
		for _, p := range shown {
			if only != "" && !strings.Contains(","+only+",", ","+p.name+",") {
				continue
			}
			picture, wide, err := photograph(t, ctx, l, base+p.path)
			if err != nil {
				t.Fatalf("%s at %s: %v", p.name, l, err)
			}
			if wide > l.width {
				t.Errorf("%s at %s is %d wide", p.name, l, wide)
			}
			if err := os.WriteFile(filepath.Join(dir, p.name+"-"+l.String()+".png"), picture, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// photograph takes the whole page, and says how wide it is. The screen is made as tall as the page first. A software-drawn
// Chromium sometimes stalls on a tall page: then a fresh tab tries again.
func photograph(t *testing.T, ctx context.Context, l look, address string) (picture []byte, wide int64, err error) {
	for try := range 4 {
		tab, _ := as(t, ctx, l)
		var height int64
		limited, cancel := context.WithTimeout(tab, 15*time.Second)
		err = chromedp.Run(limited, chromedp.Navigate(address),
			chromedp.Evaluate(`document.fonts.ready.then(() => true)`, nil, awaited),
			chromedp.Evaluate(`document.documentElement.scrollWidth`, &wide),
			chromedp.Evaluate(`document.documentElement.scrollHeight`, &height))
		if err == nil {
			err = chromedp.Run(limited, l.screen(min(height, 9000)), chromedp.CaptureScreenshot(&picture))
		}
		if cancel(); err == nil {
			_ = chromedp.Cancel(tab)
			return picture, wide, nil
		}
		t.Logf("try %d of %s: %v", try+1, address, err)
	}
	return nil, 0, err
}
