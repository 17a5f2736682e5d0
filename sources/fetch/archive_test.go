package fetch

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// archive makes the local server answer as the Wayback Machine does.
func (p *publisher) archive() {
	p.answer["/cdx/search/cdx"] = func(w http.ResponseWriter, r *http.Request) {
		if q := r.URL.Query(); q.Get("url") != "www.ice.gov/doclib/287g/" || q.Get("matchType") != "prefix" || q.Get("collapse") != "digest" {
			p.t.Errorf("the index was asked for %v", q)
		}
		fmt.Fprint(w, `[["timestamp","original"],
["20250501120000","https://www.ice.gov/doclib/about/offices/ero/287g/participatingAgencies05012025am.xlsx"],
["20250704151659","https://www.ice.gov/doclib/about/offices/ero/287g/participatingAgencies07032025pm.xlsx"],
["20250703151805","https://www.ice.gov/doclib/about/offices/ero/287g/participatingAgencies07032025pm.xlsx"],
["20250703151805","https://www.ice.gov/doclib/about/offices/ero/287g/pendingAgencies07032025pm.xlsx"],
["never","https://www.ice.gov/doclib/about/offices/ero/287g/participatingX.xlsx"]]`)
	}
	p.files["/web/20250501120000id_/https://www.ice.gov/doclib/about/offices/ero/287g/participatingAgencies05012025am.xlsx"] = "PK May"
	p.files["/web/20250704151659id_/https://www.ice.gov/doclib/about/offices/ero/287g/participatingAgencies07032025pm.xlsx"] = "PK July, replaced"
	p.files["/web/20250703151805id_/https://www.ice.gov/doclib/about/offices/ero/287g/participatingAgencies07032025pm.xlsx"] = "PK July"
}

func TestTheArchivesCapturesAreFetchedOnce(t *testing.T) {
	p, dir := newPublisher(t), t.TempDir()
	p.archive()
	fromArchive := func(f *Fetcher) { f.Archive, f.ArchiveBase = true, p.URL }
	results, err := p.visit(dir, fromArchive)
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != 3 || results[0].Status != New || results[1].Status != New || results[2].Status != Changed {
		t.Errorf("%+v", results)
	}
	want(t, content(t, dir, "ice-287g-participating/participatingAgencies07032025pm.xlsx"), "PK July, replaced")
	want(t, content(t, dir, results[2].Path), "PK July")
	contains(t, content(t, dir, "MANIFEST.tsv"), "\t2025-05-01T12:00:00Z\t", "\t2025-07-03T15:18:05Z\t")

	if results, err = p.visit(dir, fromArchive); err != nil {
		t.Fatal(err)
	}
	want(t, strings.Join(p.asked, " "), "/robots.txt /cdx/search/cdx")
	if results[0].Status != Unchanged {
		t.Errorf("%+v", results)
	}
}

func TestAnArchiveThatAnswersNonsenseIsNamed(t *testing.T) {
	p := newPublisher(t)
	p.answer["/cdx/search/cdx"] = func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<html>busy</html>") }
	_, err := p.visit(t.TempDir(), func(f *Fetcher) { f.Archive, f.ArchiveBase = true, p.URL })
	if err == nil {
		t.Fatal("no error")
	}
	contains(t, err.Error(), "the archive's index of www.ice.gov/doclib/287g/: it is no list", "hint: captures can be downloaded by hand")
}
