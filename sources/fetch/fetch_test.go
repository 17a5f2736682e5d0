package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// publisher is a local server in the shape of ICE's 287(g) page: a page with
// links to lists, and the lists. A test changes it between visits.
type publisher struct {
	*httptest.Server
	t      *testing.T
	page   string                      // HTML of /identify-and-arrest/287g
	files  map[string]string           // path -> bytes
	answer map[string]http.HandlerFunc // path -> answer, before all else
	robots string
	asked  []string // "GET /path", in order
	times  []time.Time
	clock  *clock
}

type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }
func (c *clock) sleep(_ context.Context, d time.Duration) error {
	c.at = c.at.Add(d)
	return nil
}

const listPath = "/doclib/about/offices/ero/287g/participatingAgencies02132026am.xlsx"

func newPublisher(t *testing.T) *publisher {
	p := &publisher{t: t, files: map[string]string{}, answer: map[string]http.HandlerFunc{}, clock: &clock{time.Date(2026, 2, 13, 9, 0, 0, 0, time.UTC)}}
	p.page = `<html><body><h1>287(g)</h1>
<a href="/">Home</a>
<a href="` + listPath + `">Participating Agencies</a>
<a href="/doclib/about/offices/ero/287g/pendingAgencies02132026am.xlsx#top">Pending Agencies</a>
<a href="https://gcc02.safelinks.protection.outlook.com/?url=` + `SELF%2Fdoclib%2Fabout%2Foffices%2Fero%2F287g%2FparticipatingAgencies%2520extra.xlsx&amp;data=05">Extra</a>
</body></html>`
	p.files[listPath] = "PK list of the 13th"
	p.files["/doclib/about/offices/ero/287g/participatingAgencies extra.xlsx"] = "PK extra"
	p.Server = httptest.NewServer(http.HandlerFunc(p.serve))
	t.Cleanup(p.Close)
	p.page = strings.ReplaceAll(p.page, "SELF", strings.ReplaceAll(strings.ReplaceAll(p.URL, ":", "%3A"), "/", "%2F"))
	return p
}

func (p *publisher) serve(w http.ResponseWriter, r *http.Request) {
	p.asked = append(p.asked, r.URL.Path)
	p.times = append(p.times, p.clock.at)
	if h, ok := p.answer[r.URL.Path]; ok {
		h(w, r)
		return
	}
	switch {
	case r.URL.Path == "/robots.txt" && p.robots != "":
		fmt.Fprint(w, p.robots)
	case r.URL.Path == "/identify-and-arrest/287g":
		p.send(w, r, p.page)
	default:
		text, ok := p.files[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		p.send(w, r, text)
	}
}

// send answers with an ETag, 304 and ranges, as a good host does.
func (p *publisher) send(w http.ResponseWriter, r *http.Request, text string) {
	sum := sha256.Sum256([]byte(text))
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:4])+`"`)
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(text))
}

func (p *publisher) source() Source {
	return Source{
		ID: "ice-287g-participating", Title: "287(g) participating agencies", Publisher: "ICE", Licence: "U.S. government work",
		Page: p.URL + "/identify-and-arrest/287g", Links: `(?i)/doclib/about/offices/ero/287g/participating[^/]*\.xlsx$`, Every: 12 * time.Hour,
		Note: "ICE replaces the file in place", Archive: "www.ice.gov/doclib/287g/",
	}
}

func (p *publisher) fetcher(dir string) *Fetcher {
	return &Fetcher{Dir: dir, Agent: "detangle/test (+https://example.org)", Now: p.clock.now, Sleep: p.clock.sleep}
}

// visit fetches the source into dir and forgets what was asked before.
func (p *publisher) visit(dir string, change ...func(*Fetcher)) ([]Result, error) {
	p.asked, p.times = nil, nil
	f := p.fetcher(dir)
	for _, c := range change {
		c(f)
	}
	return f.Fetch(context.Background(), []Source{p.source()})
}

func summary(results []Result) string {
	var b strings.Builder
	for _, r := range results {
		fmt.Fprintf(&b, "%s %s\n", r.Status, r.Path)
	}
	return b.String()
}

func want(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing from:\n%s", part, text)
		}
	}
}

func content(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const held = "ice-287g-participating/participatingAgencies02132026am.xlsx"

func TestThePagesFilesAreSavedWithTheirManifestLines(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	results, err := p.visit(dir)
	if err != nil {
		t.Fatal(err)
	}
	want(t, summary(results), "new "+held+"\nnew ice-287g-participating/participatingAgencies extra.xlsx\n")
	want(t, content(t, dir, held), "PK list of the 13th")
	lines := strings.Split(strings.TrimSpace(content(t, dir, "MANIFEST.tsv")), "\n")
	if len(lines) != 3 {
		t.Fatalf("manifest has %d lines", len(lines))
	}
	sum := sha256.Sum256([]byte("PK list of the 13th"))
	want(t, lines[1], strings.Join([]string{held, hex.EncodeToString(sum[:]), "19", "", p.URL + listPath, "ICE", "2026-02-13T09:00:02Z", "U.S. government work", "287(g) participating agencies"}, "\t"))
}

func TestAHostIsAskedOnceASecondAndToldWhoAsks(t *testing.T) {
	p := newPublisher(t)
	p.answer["/robots.txt"] = func(w http.ResponseWriter, r *http.Request) {
		if got := r.Header.Get("User-Agent"); got != "detangle/test (+https://example.org)" {
			t.Errorf("User-Agent is %q", got)
		}
		http.NotFound(w, r)
	}
	if _, err := p.visit(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	want(t, p.asked[0], "/robots.txt")
	for i := 1; i < len(p.times); i++ {
		if gap := p.times[i].Sub(p.times[i-1]); gap < time.Second {
			t.Errorf("request %d came %s after the one before", i, gap)
		}
	}
}

func TestASecondVisitAsksOnlyForWhatChanged(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	if _, err := p.visit(dir); err != nil {
		t.Fatal(err)
	}
	manifest := content(t, dir, "MANIFEST.tsv")

	p.clock.at = p.clock.at.Add(time.Hour)
	results, err := p.visit(dir)
	if err != nil || len(p.asked) != 0 || results[0].Status != Recent {
		t.Errorf("within 12 hours it asked for %q: %v %v", p.asked, results, err)
	}

	p.clock.at = p.clock.at.Add(12 * time.Hour)
	modified := 0
	p.answer[listPath] = func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") != "" {
			modified++
		}
		p.send(w, r, p.files[r.URL.Path])
	}
	if results, err = p.visit(dir); err != nil {
		t.Fatal(err)
	}
	want(t, summary(results), "unchanged "+held+"\nunchanged ice-287g-participating/participatingAgencies extra.xlsx\n")
	want(t, content(t, dir, "MANIFEST.tsv"), manifest)
	if modified != 1 {
		t.Error("the second visit did not ask conditionally")
	}
}

func TestOtherBytesUnderOneNameAreKeptBesideTheFirst(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	if _, err := p.visit(dir); err != nil {
		t.Fatal(err)
	}
	p.files[listPath] = "PK list, replaced in place"
	p.clock.at = p.clock.at.Add(24 * time.Hour)
	results, err := p.visit(dir)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("PK list, replaced in place"))
	beside := "ice-287g-participating/participatingAgencies02132026am~" + hex.EncodeToString(sum[:4]) + ".xlsx"
	want(t, summary(results[:1]), "changed "+beside+"\n")
	want(t, content(t, dir, held), "PK list of the 13th")
	want(t, content(t, dir, beside), "PK list, replaced in place")
	contains(t, content(t, dir, "MANIFEST.tsv"), held+"\t", beside+"\t", "2026-02-14T")

	// The first bytes come back: both are held already.
	p.files[listPath] = "PK list of the 13th"
	p.clock.at = p.clock.at.Add(24 * time.Hour)
	if results, err = p.visit(dir); err != nil {
		t.Fatal(err)
	}
	want(t, summary(results[:1]), "unchanged "+held+"\n")
}

func TestADryRunDownloadsAndWritesNothing(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	results, err := p.visit(dir, func(f *Fetcher) { f.DryRun = true })
	if err != nil {
		t.Fatal(err)
	}
	want(t, summary(results), "would "+held+"\nwould ice-287g-participating/participatingAgencies extra.xlsx\n")
	left, _ := os.ReadDir(dir)
	if len(left) != 0 || strings.Contains(strings.Join(p.asked, " "), ".xlsx") {
		t.Errorf("a dry run left %v and asked %q", left, p.asked)
	}
}

func TestAFileOfTheSameBytesPlacedByHandIsNotDoubled(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "ice-287g-participating"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(held)), []byte("PK list of the 13th"), 0o644); err != nil {
		t.Fatal(err)
	}
	results, err := p.visit(dir)
	if err != nil {
		t.Fatal(err)
	}
	want(t, summary(results[:1]), "unchanged "+held+"\n")
	contains(t, content(t, dir, "MANIFEST.tsv"), held+"\t")
}

func TestTwoSourcesOfOnePageReadItOnce(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	p.files["/doclib/about/offices/ero/287g/pendingAgencies02132026am.xlsx"] = "PK pending"
	pending := p.source()
	pending.ID, pending.Links = "ice-287g-pending", `/pending[^/]*\.xlsx$`
	results, err := p.fetcher(dir).Fetch(context.Background(), []Source{p.source(), pending})
	if err != nil {
		t.Fatal(err)
	}
	want(t, summary(results[2:]), "new ice-287g-pending/pendingAgencies02132026am.xlsx\n")
	if n := strings.Count(strings.Join(p.asked, " "), "identify-and-arrest"); n != 1 {
		t.Errorf("the page was asked for %d times", n)
	}
}

func TestASourceWithoutAnAddressSaysWhatAPersonMustDo(t *testing.T) {
	p := newPublisher(t)
	f := p.fetcher(t.TempDir())
	results, err := f.Fetch(context.Background(), []Source{{ID: "census", Note: "needs your own key"}})
	if err != nil || results[0].Status != ByHand || results[0].Note != "needs your own key" {
		t.Errorf("%v %v", results, err)
	}
}
