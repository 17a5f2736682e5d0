package publish_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// whole ids are 40 hex digits, or the 128 bits that the lake keeps of them.
var personID = regexp.MustCompile(`\b[0-9a-f]{40}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`)

// TestPagesOfRecordsShowTheNumbersOfTheirFindings serves a lake of generated
// releases: each page says what the measure answers, and names nobody.
func TestPagesOfRecordsShowTheNumbersOfTheirFindings(t *testing.T) {
	if testing.Short() {
		t.Skip("a lake of generated releases takes its time")
	}
	binary, lake := demoLake(t)
	base, _, _ := serve(t, binary, lake)
	site := remote(base)
	for _, c := range []struct{ path, measure string }{
		{"/pipeline", "encounters"}, {"/pipeline", "detainers"}, {"/pipeline", "arrests"}, {"/pipeline", "stays"}, {"/pipeline", "removals?where=source%3Dice-removals"},
		{"/pipeline?year=2025", "detainers?where=fiscal_year%3D2025"}, {"/pipeline", "pipeline_funnel?by=step,standing"}, {"/pipeline?mode=ddp", "pipeline_funnel?by=step,standing&where=link%3Dddp"}, {"/pipeline", "link_agreement?by=release,step,found_by"},
		{"/detainers", "detainers?by=outcome"}, {"/detainers", "detainers?by=lift_reason"}, {"/detainers", "detainer_basis?by=box,standing"}, {"/detainers", "detainers?by=model,outcome"}, {"/detainers?state=TX", "detainers?where=state%3DTX&by=outcome"},
		{"/states/TX", "detainers?where=state%3DTX&by=outcome"}, {"/states/TX", "arrests?where=state%3DTX&by=method_class"},
		{"/detainers", "detainers?by=criminality"}, {"/detainers", "detainers?by=citizenship"},
	} {
		page := said(t, ask(site, c.path))
		if id := personID.FindString(page); id != "" {
			t.Errorf("%s shows the id %s", c.path, id)
		}
		if !strings.Contains(page, "SYNTHETIC") {
			t.Errorf("%s does not say that its data are made up", c.path)
		}
		var f struct {
			Rows []struct {
				Value      *float64
				Suppressed bool
			}
			Refusal *struct{ Reason string }
		}
		if err := json.Unmarshal([]byte(said(t, ask(site, "/api/measures/"+c.measure))), &f); err != nil {
			t.Fatal(err)
		}
		if f.Refusal == nil && len(f.Rows) == 0 {
			t.Errorf("%s has no row", c.measure)
		}
		for _, row := range f.Rows {
			switch {
			case row.Suppressed && !strings.Contains(page, ">withheld</a>"):
				t.Errorf("%s hides that a cell of %s is withheld", c.path, c.measure)
			case row.Value != nil && *row.Value > 0 && !strings.Contains(page, ">"+grouped(*row.Value)+"</a>"):
				t.Errorf("%s does not show %v of %s", c.path, *row.Value, c.measure)
			}
		}
	}
	if w := ask(site, "/detainers?state=GU&year=2023"); w.Code != http.StatusOK || !strings.Contains(said(t, w), "No detainer matches") {
		t.Errorf("a place without detainers answers %d", w.Code)
	}
	for _, path := range []string{"/data/detainer.csv", "/data/stint.parquet", "/data/event_link.csv", "/data/detainer_event.csv"} {
		if w := ask(site, path); w.Code != http.StatusForbidden && w.Code != http.StatusNotFound {
			t.Errorf("%s is given out: %d", path, w.Code)
		}
	}
	for _, path := range []string{"/detainers?source=nowhere", "/detainers?state=ZZ", "/pipeline?mode=both", "/pipeline?year=" + url.QueryEscape("20x5")} {
		if w := ask(site, path); w.Code != http.StatusNotFound && w.Code != http.StatusBadRequest {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
}

// grouped writes a whole number as pages do.
func grouped(v float64) string {
	text, _ := json.Marshal(int64(v))
	for i := len(text) - 3; i > 0; i -= 3 {
		text = append(text[:i], append([]byte(","), text[i:]...)...)
	}
	return string(text)
}
