package publish_test

import (
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The site is asked as the program serves it, on a lake of the real files.

func real(t *testing.T) http.Handler {
	t.Helper()
	base, _, _ := served(t)
	return remote(base)
}

// remote is a site that another process serves.
type remote string

func (base remote) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	out, err := http.NewRequest(r.Method, string(base)+r.URL.RequestURI(), r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusTeapot)
		return
	}
	out.Header = r.Header.Clone()
	answer, err := (&http.Transport{DisableCompression: true}).RoundTrip(out)
	if err != nil {
		http.Error(w, err.Error(), http.StatusTeapot)
		return
	}
	defer answer.Body.Close()
	maps.Copy(w.Header(), answer.Header)
	w.WriteHeader(answer.StatusCode)
	_, _ = io.Copy(w, answer.Body)
}

// said unpacks what a page says.
func said(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var body io.Reader = w.Body
	if w.Header().Get("Content-Encoding") == "gzip" {
		var err error
		if body, err = gzip.NewReader(w.Body); err != nil {
			t.Fatal(err)
		}
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	drawing  = regexp.MustCompile(`(?s)<svg class="map.*?</svg>`)
	internal = regexp.MustCompile(`(?:href|src|action)="(/[^"#]*)"`)
)

// TestEveryPageAnswersIsSmallAndLeadsOnwards reads one page of each kind: it
// answers, is under 200 KB compressed without the map's shapes, and every
// address on it answers too.
func TestEveryPageAnswersIsSmallAndLeadsOnwards(t *testing.T) {
	site := real(t)
	asked := map[string]bool{}
	for _, p := range shown {
		w := ask(site, p.path)
		want := http.StatusOK
		switch p.name {
		case "notfound":
			want = http.StatusNotFound
		case "clock-twice": // asks which of the two hours is meant
			want = http.StatusBadRequest
		}
		if w.Code != want {
			t.Errorf("%s answers %d, want %d", p.path, w.Code, want)
			continue
		}
		page := said(t, w)
		var packed strings.Builder
		z := gzip.NewWriter(&packed)
		_, _ = z.Write([]byte(drawing.ReplaceAllString(page, "")))
		z.Close()
		if size := packed.Len(); size > 200<<10 {
			t.Errorf("%s has %d KB without its map", p.path, size>>10)
		}
		for i, m := range internal.FindAllStringSubmatch(page, -1) {
			link := strings.ReplaceAll(m[1], "&amp;", "&")
			if asked[link] || i > 60 {
				continue // the rest of a long table is more of the same
			}
			asked[link] = true
			if w := ask(site, link); w.Code >= 400 {
				t.Errorf("%s leads to %s, which answers %d", p.path, link, w.Code)
			}
		}
	}
}

func TestAnswersCarryTheirGuards(t *testing.T) {
	site := real(t)
	w := ask(site, "/agencies/fl-miami-dade-sheriff")
	policy := w.Header().Get("Content-Security-Policy")
	if !strings.Contains(policy, "script-src 'self'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy for scripts is %q", policy)
	}
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Content-Encoding": "gzip", "Vary": "Accept-Encoding"} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	again := httptest.NewRequest(http.MethodGet, "/agencies/fl-miami-dade-sheriff", nil)
	again.Header.Set("If-None-Match", w.Header().Get("ETag"))
	second := httptest.NewRecorder()
	site.ServeHTTP(second, again)
	if second.Code != http.StatusNotModified || second.Body.Len() != 0 {
		t.Errorf("a reader who has the page is sent %d with %d bytes", second.Code, second.Body.Len())
	}
	plain := httptest.NewRecorder()
	site.ServeHTTP(plain, httptest.NewRequest(http.MethodGet, "/agencies/fl-miami-dade-sheriff", nil))
	if plain.Header().Get("Content-Encoding") != "" || !strings.Contains(plain.Body.String(), "Miami-Dade Sheriff") {
		t.Error("a reader who cannot unpack is sent a packed page")
	}
	post := httptest.NewRecorder()
	site.ServeHTTP(post, httptest.NewRequest(http.MethodPost, "/agreements", strings.NewReader("x=1")))
	if post.Code != http.StatusMethodNotAllowed || post.Header().Get("Allow") == "" {
		t.Errorf("a POST is answered %d, Allow %q", post.Code, post.Header().Get("Allow"))
	}
	if frame := ask(site, "/embed/map").Header().Get("Content-Security-Policy"); !strings.Contains(frame, "frame-ancestors *") {
		t.Errorf("the embed cannot be embedded: %q", frame)
	}
}

func TestBadAddressesAreAnsweredWithAWayOn(t *testing.T) {
	site := real(t)
	for path, want := range map[string]int{
		"/agencies/nobody": 404, "/counties/99999": 404, "/states/ZZ": 404, "/snapshots/zzzz": 404, "/snapshots/b518d8f73f77/rows/Sheet1/999999": 404,
		"/methods/none": 404, "/finding/none": 404, "/?on=yesterday": 400, "/finding/agreements_listed?where=nonsense": 400, "/finding/agreements_listed?where=state%3DZZ": 400,
		"/finding/agreements_listed?by=shoe_size": 400, "/data/passwords.csv": 404, "/data/agency.exe": 404, "/snapshots/b518d8f73f77/rows/..%2F..%2Fetc/1": 404,
	} {
		w := ask(site, path)
		if w.Code != want {
			t.Errorf("%s answers %d, want %d", path, w.Code, want)
		}
		if page := said(t, w); !strings.Contains(page, `action="/search"`) {
			t.Errorf("%s leaves the reader without a search", path)
		}
	}
	if page := said(t, ask(site, `/search?q=<script>alert(1)</script>`)); strings.Contains(page, "<script>alert") {
		t.Error("what was searched for is not escaped")
	}
	for _, path := range []string{"/agreements?page=-5&sort=nothing", "/agreements?page=99999", "/changes?from=x&to=y", "/issues?code=none"} {
		if w := ask(site, path); w.Code != http.StatusOK {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
}

func TestTheAPIAnswersInFindings(t *testing.T) {
	site := real(t)
	var finding struct {
		Measure string `json:"measure"`
		Rows    []struct {
			Model string   `json:"model"`
			Value *float64 `json:"value"`
		} `json:"rows"`
		Inputs []struct{ Snapshot string } `json:"inputs"`
	}
	w := ask(site, "/api/measures/agreements_listed?by=model&as_of=2026-02-13")
	if err := json.Unmarshal([]byte(said(t, w)), &finding); err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, r := range finding.Rows {
		got[r.Model] = *r.Value
	}
	if got["JEM"] != 153 || got["WSO"] != 464 || got["TFM"] != 797 || len(finding.Inputs) == 0 {
		t.Errorf("the newest list by model is %v, on %d files", got, len(finding.Inputs))
	}
	twice := said(t, ask(site, "/api/measures/agreements_active?where=state=TX&where=model=JEM"))
	if !strings.Contains(twice, `"where":{"model":"JEM","state":"TX"}`) {
		t.Errorf("two filters are answered %.200s", twice)
	}
	var doc struct {
		OpenAPI string                     `json:"openapi"`
		Paths   map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal([]byte(said(t, ask(site, "/api/openapi.json"))), &doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("the description is OpenAPI %q", doc.OpenAPI)
	}
	for _, path := range []string{"/api/measures", "/api/measures/{measure}", "/api/agreements", "/api/agencies/{slug}", "/api/counties/{fips}", "/api/states/{usps}", "/api/changes", "/api/snapshots", "/api/issues", "/api/claims", "/api/claims/{id}"} {
		if doc.Paths[path] == nil {
			t.Errorf("the description leaves out %s", path)
		}
	}
	if three := said(t, ask(site, "/api/agreements?state=TX&limit=3")); strings.Count(three, `"agreement":`) != 3 {
		t.Errorf("three agreements are %.300s", three)
	}
	for _, path := range []string{"/api/agreements?state=TX&limit=3", "/api/agencies/fl-miami-dade-sheriff", "/api/counties/12086", "/api/states/FL", "/api/changes?type=ended", "/api/snapshots", "/api/issues"} {
		if w := ask(site, path); w.Code != http.StatusOK || !json.Valid([]byte(said(t, w))) {
			t.Errorf("%s answers %d", path, w.Code)
		}
	}
	for path, want := range map[string]int{"/api/measures/none": 404, "/api/measures/agreements_active?where=state=ZZ": 400, "/api/agencies/nobody": 404, "/api/claims/nothing": 404, "/api/claims?verdict=true": 422, "/api/nothing": 404, "/api/agreements?limit=-1": 422} {
		w := ask(site, path)
		if w.Code != want || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s answers %d as %q, want %d", path, w.Code, w.Header().Get("Content-Type"), want)
		}
	}
}

func TestFeedsAndFilesCanBeRead(t *testing.T) {
	site := real(t)
	var feed struct {
		Entries []struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(said(t, ask(site, "/changes.atom?type=ended"))), &feed); err != nil || len(feed.Entries) == 0 {
		t.Errorf("the Atom feed has %d entries: %v", len(feed.Entries), err)
	}
	ids := map[string]bool{}
	for _, e := range feed.Entries {
		if ids[e.ID] || !strings.HasSuffix(e.Updated, "Z") {
			t.Errorf("entry %s comes twice or has no time: %s", e.ID, e.Updated)
		}
		ids[e.ID] = true
	}
	if w := ask(site, "/agreements.parquet?state=OK"); w.Code != http.StatusOK || !strings.HasPrefix(said(t, w), "PAR1") {
		t.Errorf("the Parquet download answers %d", w.Code)
	}
	if w := ask(site, "/data/agency.csv"); w.Code != http.StatusOK || !strings.HasPrefix(said(t, w), "agency,name,state") {
		t.Errorf("the table as CSV answers %d", w.Code)
	}
	if w := ask(site, "/snapshots/b518d8f73f77/original"); w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), "PK") {
		t.Errorf("the original answers %d", w.Code)
	}
}

// TestSyntheticDataSaySoOnEveryPage serves a lake of the demo's files.
func TestSyntheticDataSaySoOnEveryPage(t *testing.T) {
	binary, _ := realLake(t)
	dir := t.TempDir()
	files, lakeDir := filepath.Join(dir, "files"), filepath.Join(dir, "lake")
	for _, args := range [][]string{{"demo", "--out", files}, {"build", "--in", files, "--lake", lakeDir}} {
		if out, err := exec.Command(binary, args...).CombinedOutput(); err != nil {
			t.Fatalf("detangle %s: %v\n%s", args[0], err, out)
		}
	}
	site := siteOf(t, lakeDir)
	for _, path := range []string{"/", "/agreements", "/changes", "/sources", "/issues", "/methods", "/data", "/api", "/states", "/search?q=county", "/nowhere", "/embed/map"} {
		if page := said(t, ask(site, path)); !strings.Contains(page, "SYNTHETIC") {
			t.Errorf("%s does not say that its data are made up", path)
		}
	}
	for _, path := range []string{"/agreements.csv", "/agreements.parquet", "/changes.csv", "/data/agency.csv"} {
		if name := ask(site, path).Header().Get("Content-Disposition"); !strings.Contains(name, "SYNTHETIC") {
			t.Errorf("%s is offered as %s", path, name)
		}
	}
}
