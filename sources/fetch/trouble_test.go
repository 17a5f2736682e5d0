package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Error(w, "no", code) }
}

func TestAPageThatIsGoneNamesTheAddressAndTheFileToPlaceByHand(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	if _, err := p.visit(dir); err != nil {
		t.Fatal(err)
	}
	p.answer["/identify-and-arrest/287g"] = status(http.StatusNotFound)
	p.clock.at = p.clock.at.Add(24 * time.Hour)
	_, err := p.visit(dir)
	if err == nil {
		t.Fatal("no error")
	}
	contains(t, err.Error(),
		"ice-287g-participating: "+p.URL+"/identify-and-arrest/287g: the host answers 404 Not Found: it is not at this address any more",
		`hint: open the page, save the file named like participating*.xlsx (287(g) participating agencies) in `+filepath.ToSlash(dir)+"/ice-287g-participating, then: detangle build --in ",
		"hint: ICE replaces the file in place",
		"the files of earlier visits stay; the newest is ice-287g-participating/participatingAgencies extra.xlsx, of 2026-02-13")
	want(t, content(t, dir, held), "PK list of the 13th")
}

func TestAPageWithoutMatchingLinksIsLoud(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	p.page = `<html><a href="/a">A</a><a href="/b">B</a></html>`
	_, err := p.visit(dir)
	if err == nil {
		t.Fatal("no error")
	}
	contains(t, err.Error(), "the page no longer matches: none of its 2 links fits (?i)/doclib", "no file of it was ever fetched into this folder")
}

func TestAMovedPageIsFollowedAndSaid(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	p.answer["/identify-and-arrest/287g"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/new/287g", http.StatusMovedPermanently)
	}
	p.answer["/new/287g"] = func(w http.ResponseWriter, r *http.Request) { p.send(w, r, p.page) }
	results, err := p.visit(dir)
	if err != nil {
		t.Fatal(err)
	}
	if results[0].Status != Moved || !strings.Contains(results[0].Note, p.URL+"/new/287g") || results[1].Status != New {
		t.Errorf("%+v", results)
	}
}

func TestAMovedPageThatLinksToNothingNamesWhereItWent(t *testing.T) {
	p := newPublisher(t)
	p.answer["/identify-and-arrest/287g"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/", http.StatusMovedPermanently)
	}
	p.files["/"] = "<html><a href='/x'>x</a></html>"
	results, err := p.visit(t.TempDir())
	if err == nil || results[0].Status != Moved || results[1].Status != Failed {
		t.Errorf("%+v %v", results, err)
	}
}

func TestAPassingFaultIsTriedAgainAndALastingOneGivenUp(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	faults := 2
	p.answer[listPath] = func(w http.ResponseWriter, r *http.Request) {
		if faults--; faults >= 0 {
			w.Header().Set("Retry-After", "30")
			status(http.StatusServiceUnavailable)(w, r)
			return
		}
		p.send(w, r, p.files[listPath])
	}
	begin := p.clock.at
	if _, err := p.visit(dir); err != nil {
		t.Fatal(err)
	}
	if took := p.clock.at.Sub(begin); took < time.Minute {
		t.Errorf("Retry-After was not kept: all took %s", took)
	}

	p.answer[listPath] = status(http.StatusInternalServerError)
	results, err := p.visit(t.TempDir())
	if err == nil {
		t.Fatal("no error")
	}
	contains(t, err.Error(), p.URL+listPath+": the host answers 500", "hint: try again later, or save it by hand as ")
	if results[1].Status != New {
		t.Errorf("the other file was not fetched: %+v", results[1])
	}
	if n := strings.Count(strings.Join(p.asked, "\n"), listPath); n != 4 {
		t.Errorf("asked %d times, want 4", n)
	}
}

func TestOneBrokenSourceDoesNotKeepTheOthersFromBeingVisited(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	broken := p.source()
	broken.ID, broken.Page = "broken", p.URL+"/nowhere"
	results, err := p.fetcher(dir).Fetch(context.Background(), []Source{broken, p.source()})
	if err == nil || results[0].Status != Failed || results[1].Status != New {
		t.Errorf("%+v %v", results, err)
	}
}

func TestADownloadThatBreaksOffIsResumed(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	long := "PK" + strings.Repeat("0123456789", 5000)
	p.files[listPath] = long
	var ranges []string
	p.answer[listPath] = func(w http.ResponseWriter, r *http.Request) {
		ranges = append(ranges, r.Header.Get("Range"))
		if len(ranges) == 1 { // the first answer ends in the middle
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Content-Length", fmt.Sprint(len(long)))
			fmt.Fprint(w, long[:20000])
			return
		}
		if r.Header.Get("If-Range") != `"v1"` {
			t.Errorf("If-Range is %q", r.Header.Get("If-Range"))
		}
		w.Header().Set("ETag", `"v1"`)
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(long))
	}
	if _, err := p.visit(dir); err != nil {
		t.Fatal(err)
	}
	if len(ranges) != 2 || ranges[1] != "bytes=20000-" {
		t.Errorf("ranges %q", ranges)
	}
	if content(t, dir, held) != long {
		t.Error("the resumed file is not the whole")
	}
}

func TestABrokenDownloadIsNeverKeptAndTheNextRunGoesOn(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	long := "PK" + strings.Repeat("x", 1000)
	breaking := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Content-Length", fmt.Sprint(len(long)))
		fmt.Fprint(w, long[:100])
	}
	p.answer[listPath] = breaking
	_, err := p.visit(dir)
	if err == nil || !strings.Contains(err.Error(), "broke off after") {
		t.Fatalf("%v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(held))); err == nil {
		t.Error("half a file was kept under the file's name")
	}
	// The publisher meanwhile replaced the file: the old beginning must not be used.
	p.answer[listPath] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v2"`)
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader("PK new and short"))
	}
	if _, err := p.visit(dir); err != nil {
		t.Fatal(err)
	}
	want(t, content(t, dir, held), "PK new and short")
}

func TestRobotsAreKept(t *testing.T) {
	p := newPublisher(t)
	p.robots = "User-agent: *\nDisallow: /doclib/\n"
	results, err := p.visit(t.TempDir())
	if err == nil {
		t.Fatal("no error")
	}
	contains(t, err.Error(), "/robots.txt asks programs not to read "+listPath)
	if len(results) != 2 || strings.Contains(strings.Join(p.asked, " "), "xlsx") {
		t.Errorf("asked %q", p.asked)
	}

	p.robots = ""
	p.answer["/robots.txt"] = status(http.StatusInternalServerError)
	if _, err := p.visit(t.TempDir()); err == nil || !strings.Contains(err.Error(), "/robots.txt cannot be read, so nothing is asked of the host") {
		t.Errorf("%v", err)
	}
}

func TestAWebPageUnderAFilesNameIsRefused(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	p.files[listPath] = "\n<!DOCTYPE html><html>Access denied</html>"
	_, err := p.visit(dir)
	if err == nil {
		t.Fatal("no error")
	}
	contains(t, err.Error(), "the host sent a web page where a .xlsx file was linked; nothing was kept")
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(held))); err == nil {
		t.Error("it was kept")
	}
}

func TestAFileBeyondTheCapIsRefused(t *testing.T) {
	for name, length := range map[string]bool{"announced": true, "not announced": false} {
		t.Run(name, func(t *testing.T) {
			p, dir := newPublisher(t), t.TempDir()
			p.answer[listPath] = func(w http.ResponseWriter, r *http.Request) {
				if length {
					w.Header().Set("Content-Length", "5000")
				}
				for range 50 {
					fmt.Fprint(w, strings.Repeat("x", 100))
					w.(http.Flusher).Flush()
				}
			}
			_, err := p.visit(dir, func(f *Fetcher) { f.MaxFile = 1000 })
			if err == nil || !strings.Contains(err.Error(), "larger than 1000 bytes") {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestCtrlCEndsTheVisitAndKeepsWhatIsKnown(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	f := p.fetcher(dir)
	f.Report = func(Result) { cancel() }
	_, err := f.Fetch(ctx, []Source{p.source(), p.source()})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	contains(t, content(t, dir, "fetch-state.json"), held)
}

func TestABrokenStateFileIsNamed(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "fetch-state.json"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := p.visit(dir)
	if err == nil {
		t.Fatal("no error")
	}
	contains(t, err.Error(), "fetch-state.json", "hint: remove that file")
}
