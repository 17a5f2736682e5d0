package publish

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"detangle/stat/clock"
)

// clockSite is a site without a lake: the clock needs none.
func clockSite(t *testing.T) http.Handler {
	t.Helper()
	words, err := ReadWords(web, "en")
	if err != nil {
		t.Fatal(err)
	}
	empty := &Ledger{}
	s := &Site{words: words, ledger: empty, index: newMapIndex(empty), atlas: &atlas{words: words, ledger: empty}, cache: newCache(1 << 20)}
	if s.assets, err = readAssets(web); err != nil {
		t.Fatal(err)
	}
	if s.pages, err = readPages(web, s); err != nil {
		t.Fatal(err)
	}
	return s.router()
}

func visit(t *testing.T, site http.Handler, address string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	return w.Code, w.Body.String()
}

func TestTheClockPageShowsBothDeadlines(t *testing.T) {
	site := clockSite(t)
	missing := regexp.MustCompile(`\b(clock|clockset|clockform|clocklaw|clocklimit|weekday|wday|zone)\.[A-Za-z_]+\b`)
	for _, c := range []struct {
		address string
		status  int
		want    []string
	}{
		{"/clock", 200, []string{"An example", "Tuesday, 7 July 2026, 10:00", "Saturday, 4 July 2026, 10:00", "Independence Day, observed", "8 CFR 287.7(d)", "<svg class=\"clock-strip\"", `id="stopped"`}},
		{"/clock?date=2025-08-09&time=15:30&state=CO&tz=", 200, []string{"Tuesday, 12 August 2025, 24:00", "Monday, 11 August 2025, 15:30"}},
		{"/clock?date=2025-11-26&time=23:00&state=TX&end_date=2025-12-02&end_time=09:30", 200, []string{"Held 10.5 hours past this", "Held 82.5 hours past this", "El Paso and Hudspeth counties", `class="past"`, "2025-12-02T09:30:00-06:00"}},
		{"/clock?date=2014-05-23&time=10:00&tz=America/New_York", 200, []string{"both deadlines are the same", "by the form, I-247<"}},
		{"/clock?at=2026-11-01T01:30:00-06:00&state=TX", 200, []string{"UTC−06:00"}},
		{"/clock?date=2026-11-01&time=01:30&state=TX", 400, []string{"came twice", "at=2026-11-01T01%3A30%3A00-05%3A00", "at=2026-11-01T01%3A30%3A00-06%3A00"}},
		{"/clock?date=2026-10-30&time=01:30&end_date=2026-11-01&end_time=01:30&state=TX", 400, []string{"released=2026-11-01T01%3A30%3A00-05%3A00"}},
		{"/clock?date=2026-03-08&time=02:30&state=TX", 400, []string{"There was no 02:30 on 8 March 2026"}},
		{"/clock?date=2026-03-08&time=10:00", 400, []string{"where is the jail?"}},
		{"/clock?date=<b>&time=10:00&state=TX", 400, []string{"is not a time", "&lt;b&gt;"}},
		{"/clock?date=2026-03-08&time=10:00&state=ZZ", 400, []string{"unknown state"}},
		{"/clock?date=2026-03-08&time=10:00&tz=Mars", 400, []string{"unknown time zone"}},
	} {
		status, page := visit(t, site, c.address)
		if status != c.status {
			t.Errorf("%s: status %d, want %d", c.address, status, c.status)
		}
		for _, want := range c.want {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page does not say %q", c.address, want)
			}
		}
		_, main, _ := strings.Cut(page, "<main")
		if key := missing.FindString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(main, " ")); key != "" {
			t.Errorf("%s: no words for %s", c.address, key)
		}
	}
}

func TestTheAPIAnswersWhatTheCommandPrints(t *testing.T) {
	site := clockSite(t)
	status, text := visit(t, site, "/api/clock?at=2026-07-02T10:00&state=TX&released=2026-07-05T12:30")
	var got clock.Answer
	if err := json.Unmarshal([]byte(text), &got); err != nil || status != 200 {
		t.Fatalf("status %d, %v: %s", status, err, text)
	}
	if !strings.Contains(text, `"deadline":"2026-07-07T10:00:00-05:00","deadline_form":"2026-07-04T10:00:00-05:00"`) || len(got.Days) != 6 || got.Hold == nil || got.Hold.ExcessForm != 26.5 {
		t.Errorf("got %s", text)
	}
	for _, query := range []string{"", "at=2026-07-02T10:00", "at=tomorrow&state=TX", "at=2026-11-01T01:30&state=TX", "at=2026-07-02T10:00&state=TX&released=2026-07-01T10:00", "at=2026-07-02T10:00&state=TX&holidays=texas"} {
		status, text := visit(t, site, "/api/clock?"+query)
		if status != 400 && status != 422 || !strings.Contains(text, `"status":4`) {
			t.Errorf("%q: %d %s", query, status, text)
		}
	}
}

func TestALongHoldStaysInsideThePicture(t *testing.T) {
	site := clockSite(t)
	v := url.Values{"at": {"2026-07-02T10:00"}, "tz": {"America/Chicago"}, "released": {"2027-01-05T10:00"}}
	status, page := visit(t, site, "/clock?"+v.Encode())
	if status != 200 {
		t.Fatalf("status %d", status)
	}
	for _, x := range regexp.MustCompile(`(?:x|width)="([0-9.]+)%"`).FindAllStringSubmatch(page, -1) {
		if len(x[1]) > len("100.00") || len(x[1]) == len("100.00") && x[1] > "100.00" {
			t.Errorf("%s%% lies outside", x[1])
		}
	}
}
