package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"time"
)

// Source is what fetch needs to know of a source: who publishes it, and the
// [fetch] table of its source.toml.
type Source struct {
	ID        string
	Title     string
	Publisher string
	Licence   string
	Page      string        // the page to read; the file itself where Links is empty
	Links     string        // regular expression over the page's links
	Note      string        // what a person must do where no program can
	Every     time.Duration // how often it is worth asking; 0 for each time
	Archive   string        // address below which the Wayback Machine has captures
}

// Fetcher downloads into Dir. All fields but Now and Sleep have a default.
type Fetcher struct {
	Dir         string
	Agent       string            // User-Agent; names the program and a contact page
	Base        http.RoundTripper // http.DefaultTransport if nil
	Now         func() time.Time
	Sleep       func(context.Context, time.Duration) error
	Report      func(Result) // called for each result as it is known
	DryRun      bool         // read pages, download and write nothing
	Force       bool         // ask even if the last visit was less than Every ago
	MaxFile     int64        // bytes of one file; 2 GiB if 0
	MaxPage     int64        // bytes of one page; 16 MiB if 0
	Attempts    int          // of one request; 4 if 0
	Archive     bool         // ask the Wayback Machine for what it captured, not the publisher
	ArchiveBase string       // another archive that speaks as it does; the Wayback Machine if empty

	http  *http.Client
	rules map[string]robots
	pages map[string]*pageText // read in this run: two sources may share a page
	state *state
}

// Status says what became of a link.
type Status string

// What can become of a link, a page, or a whole source.
const (
	New       Status = "new"       // a file we did not hold
	Changed   Status = "changed"   // other bytes under a name we hold; kept beside them
	Unchanged Status = "unchanged" // the bytes we hold
	Would     Status = "would"     // a dry run would have asked for it
	Recent    Status = "recent"    // asked less than Every ago
	ByHand    Status = "by hand"   // no address that a program may read; see Note
	Moved     Status = "moved"     // the page answers from another address
	Failed    Status = "failed"
)

// Result is what became of one address.
type Result struct {
	Source string
	URL    string
	Status Status
	Path   string // below Dir, where a file is held
	Bytes  int64
	Note   string
	Err    error // set when Status is Failed
}

// Fetch visits the sources in turn. A source that fails does not keep the
// others from being visited; the error joins what failed.
func (f *Fetcher) Fetch(ctx context.Context, sources []Source) ([]Result, error) {
	if err := f.open(); err != nil {
		return nil, err
	}
	var results []Result
	var failed []error
	note := func(r Result) {
		results = append(results, r)
		if r.Err != nil {
			failed = append(failed, r.Err)
		}
		if f.Report != nil {
			f.Report(r)
		}
	}
	for _, s := range sources {
		if f.Archive {
			f.visitArchive(ctx, s, note)
		} else {
			f.visit(ctx, s, note)
		}
		if err := f.save(); err != nil {
			return results, err
		}
		if err := ctx.Err(); err != nil {
			return results, fmt.Errorf("stopped before all sources were visited: %w", err)
		}
	}
	return results, errors.Join(failed...)
}

// visit reads one source's page and downloads what it links to.
func (f *Fetcher) visit(ctx context.Context, s Source, note func(Result)) {
	if s.Page == "" {
		note(Result{Source: s.ID, Status: ByHand, Note: s.Note})
		return
	}
	visited := f.state.page(s.ID)
	if ago := f.Now().Sub(visited.Checked); !f.Force && !f.DryRun && ago >= 0 && ago < s.Every && visited.URL == s.Page {
		note(Result{Source: s.ID, URL: s.Page, Status: Recent, Note: fmt.Sprintf("asked %s ago, worth asking every %s", ago.Round(time.Second), s.Every)})
		return
	}
	links, err := f.links(ctx, s, visited, note)
	if err != nil {
		note(Result{Source: s.ID, URL: s.Page, Status: Failed, Err: f.explain(s, err)})
		return
	}
	complete := true
	for _, link := range links {
		result := f.file(ctx, s, link)
		complete = complete && result.Err == nil
		note(result)
		if ctx.Err() != nil {
			return
		}
	}
	if complete && !f.DryRun {
		visited.Checked = f.Now().UTC()
	}
}

// links returns the addresses of the source's files: the page itself where the
// source has no pattern, else the page's matching links.
func (f *Fetcher) links(ctx context.Context, s Source, visited *pageState, note func(Result)) ([]string, error) {
	if s.Links == "" {
		visited.URL = s.Page
		return []string{s.Page}, nil
	}
	pattern, err := regexp.Compile(s.Links)
	if err != nil {
		return nil, fmt.Errorf("the pattern [fetch] links of source.toml is wrong: %w", err)
	}
	text, err := f.page(ctx, s, visited)
	if err != nil {
		return nil, err
	}
	if text == nil { // 304: as we saw it last
		return visited.Links, nil
	}
	if text.url != s.Page {
		note(Result{Source: s.ID, URL: s.Page, Status: Moved, Note: "answers from " + text.url + "; mend [fetch] page of source.toml if that is for good"})
	}
	base, err := url.Parse(text.url)
	if err != nil {
		return nil, err
	}
	all, links, err := matching(text.body, base, pattern)
	if err != nil {
		return nil, err
	}
	if len(links) == 0 {
		return nil, noMatch{page: text.url, links: all, pattern: s.Links}
	}
	if !f.DryRun {
		*visited = pageState{URL: s.Page, Pattern: s.Links, ETag: text.etag, LastModified: text.modified, Links: links, Checked: visited.Checked}
	}
	return links, nil
}

// file downloads one link, unless the publisher says that it has not changed.
func (f *Fetcher) file(ctx context.Context, s Source, link string) Result {
	result := Result{Source: s.ID, URL: link}
	if f.DryRun {
		result.Status = Would
		result.Path = path.Join(s.ID, fileName(link))
		return result
	}
	got, err := f.download(ctx, link)
	if err == nil && got != nil {
		got.name, got.asOf = fileName(link), f.Now()
		result, err = f.keep(s, link, got)
	} else if err == nil {
		known := f.state.Files[link]
		result.Status, result.Path, result.Bytes = Unchanged, known.Path, known.Bytes
		err = f.recordIfMissing(s, link, known)
	}
	if err != nil {
		by := fmt.Sprintf("save it by hand as %s", join(f.Dir, s.ID, fileName(link)))
		result.Status, result.Err = Failed, fmt.Errorf("%s: %w\nhint: try again later, or %s", s.ID, err, by)
	}
	return result
}
