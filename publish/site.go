package publish

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"detangle"
	"detangle/lake"
	"detangle/measure"
	"detangle/record/document"
	"detangle/record/facts"
	"detangle/record/moa"
	"detangle/record/wording"
	"detangle/stat/threshold"
)

// Options says what a Site is made of.
type Options struct {
	Lake     *lake.Lake // the kept originals, and the tables as files
	Engine   lake.Engine
	Measures *measure.Service
	Sources  []detangle.Source
	// OpenRow re-opens a row of a kept original.
	OpenRow   func(context.Context, detangle.CellRef) ([]Cell, error)
	Tables    string          // docs/tables.md: the data dictionary
	Record    *facts.Record   // the curated record; nil: the site has no pages of it
	Documents *document.Store // the documents of the lake; nil: none
	Review    *Review         // lets people at this machine decide about proposals; nil: nobody
	// Agreements reads the memoranda of agreement on file and holds them against the lists; nil: the site has no pages of them.
	Agreements func(context.Context) (*moa.Lab, error)
	// Wordings compares the words of the documents of the lake; nil: nothing is compared.
	Wordings func(context.Context) (*wording.Answer, error)
	// Claims judges the claims of the record; nil: the site has no pages of them.
	Claims func(context.Context) (Verdicts, error)
	// Calibration is a run of make calibrate; nil: the one that comes with the program.
	Calibration *threshold.CalibrationRun
	Lang        string // en if empty
	Base        string // the site's public address (https://...), for feeds and share images; empty: relative
}

// Cell is one cell of a row of a kept original.
type Cell struct{ Column, Header, Text, Link string }

// Site answers requests from a ledger that was read once. It is safe for
// concurrent use.
type Site struct {
	Options
	verdicts verdicts
	moaLab   moaLab
	wordings wordings
	ledger   *Ledger
	words    *Words
	assets   *assets
	atlas    *atlas
	index    *mapIndex
	pages    *pages
	cache    *cache
	routes   http.Handler
	search   searchIndex
	copying  chan struct{} // held by the one download that the engine writes

	series struct {
		once   sync.Once
		answer []areaPoint
		err    error
	}
	sparks  sparks
	answers sync.Map // Ref -> *Answer
}

// New reads the ledger and the templates and returns a Site.
func New(ctx context.Context, o Options) (*Site, error) {
	if o.Lang == "" {
		o.Lang = "en"
	}
	s := &Site{Options: o, cache: newCache(64 << 20), copying: make(chan struct{}, 1)}
	var err error
	if s.words, err = ReadWords(web, o.Lang); err != nil {
		return nil, err
	}
	if err = s.readCalibration(); err != nil {
		return nil, err
	}
	s.atlas = &atlas{words: s.words}
	drawn := make(chan error, 1) // the shapes are read beside the tables
	go func() { drawn <- s.atlas.read(web) }()
	s.ledger, err = Load(ctx, o.Engine.Query)
	if err := errors.Join(err, <-drawn); err != nil {
		return nil, err
	}
	s.blankIssues()
	s.atlas.ledger = s.ledger
	if s.assets, err = readAssets(web); err != nil {
		return nil, err
	}
	s.index = newMapIndex(s.ledger)
	s.search = newSearchIndex(s.ledger)
	if s.pages, err = readPages(web, s); err != nil {
		return nil, err
	}
	s.routes = s.router()
	return s, nil
}

// ServeHTTP answers a request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.routes.ServeHTTP(w, r) }

// Asked are the measures that every agency and county page asks: read before
// the first reader comes. The others are read when they are first asked.
var Asked = []string{"agreements_listed", "agencies_participating", "agreements_active", "population_covered", "agreements_pending"}

// Warm draws the pages that most readers see first, then, resting as long as it
// works, the page of every agency and county, so that none of them waits.
func (s *Site) Warm(ctx context.Context) {
	for _, path := range []string{"/", "/map/borders.svg", "/map.json", "/agreements", "/changes", "/pipeline", "/detainers", "/detention", "/record/claims"} {
		s.warm(ctx, path)
	}
	seen := map[string]bool{}
	for _, a := range s.ledger.Agencies {
		for _, path := range []string{"/agencies/" + a.Slug, "/counties/" + a.County} {
			if path == "/counties/" || seen[path] {
				continue
			}
			seen[path] = true
			start := time.Now()
			s.warm(ctx, path)
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Since(start)):
			}
		}
	}
}

func (s *Site) warm(ctx context.Context, path string) {
	if r, err := http.NewRequestWithContext(ctx, http.MethodGet, path, nil); err == nil && ctx.Err() == nil {
		s.ServeHTTP(discard{http.Header{}}, r)
	}
}

// discard is a reader who looks away.
type discard struct{ header http.Header }

func (d discard) Header() http.Header       { return d.header }
func (discard) WriteHeader(int)             {}
func (discard) Write(p []byte) (int, error) { return len(p), nil }

// Missing says in words what the site has to do without, or nothing.
func (s *Site) Missing() []string {
	var missing []string
	if s.atlas.shapes == nil {
		missing = append(missing, s.words.Plain("missing.shapes"))
	}
	if !s.assets.bundled() {
		missing = append(missing, s.words.Plain("missing.scripts"))
	}
	return missing
}

// newest is the date of the newest complete list of participating agencies.
func (s *Site) newest() string {
	if n := len(s.index.lists); n > 0 {
		return s.index.lists[n-1].Date
	}
	return ""
}

// ask answers a question, once for all pages.
func (s *Site) ask(ctx context.Context, q detangle.Question) (*Answer, error) {
	ref := q.Ref()
	if a, ok := s.answers.Load(ref); ok {
		return a.(*Answer), nil
	}
	f, err := s.Measures.Ask(ctx, q)
	if wrong := (*measure.QuestionError)(nil); errors.As(err, &wrong) {
		return nil, problem{http.StatusBadRequest, err}
	}
	if err != nil {
		return nil, err
	}
	a := newAnswer(f, s.words)
	if s.worthKeeping(q) {
		s.answers.Store(ref, a)
	}
	return a, nil
}

// worthKeeping is true for the questions of the whole country on the day of a
// list, which many pages ask; the others are as quick to answer again.
func (s *Site) worthKeeping(q detangle.Question) bool {
	if len(q.Where) > 0 || q.Known != "" || q.From != "" {
		return false
	}
	i := s.index.at(q.AsOf)
	return i >= 0 && s.index.lists[i].Date == q.AsOf
}

// What the frame of every page asks.

// Synthetic reports whether the data are made up.
func (s *Site) Synthetic() bool { return s.ledger.synthetic }

// Bundled reports whether scripts and fonts are there.
func (s *Site) Bundled() bool { return s.assets.bundled() }

// Newest is the date of the newest list, Oldest of the first.
func (s *Site) Newest() string { return s.newest() }

// Oldest is the date of the first list.
func (s *Site) Oldest() string {
	if len(s.index.lists) == 0 {
		return ""
	}
	return s.index.lists[0].Date
}

// Lists are the complete lists of participating agencies.
func (s *Site) Lists() []*List { return s.index.lists }

// InForce reports whether an agency has an agreement that has not ended.
func (a *Agency) InForce() bool {
	return slices.ContainsFunc(a.Agreements, func(x *Agreement) bool { return x.Status != "ended" })
}
