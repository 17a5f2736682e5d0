package publish

import (
	"cmp"
	"html/template"
	"iter"
	"net/http"
	"strconv"
	"strings"

	"detangle"
)

func keysOf[V any](m map[string]V) iter.Seq[string] {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func nextYear(y string) string {
	n, err := strconv.Atoi(y)
	if err != nil {
		return "9999"
	}
	return strconv.Itoa(n + 1)
}

// assetMesh is where the fine county borders stand.
func (s *Site) assetMesh() string {
	if s.atlas.shapes == nil {
		return ""
	}
	return "/map/borders.svg"
}

type embedBody struct {
	Map  template.HTML
	On   string
	Text Figure
}

// embedMap is the national map for another site's frame.
func (s *Site) embedMap(r *http.Request) (*view, error) {
	if len(s.index.lists) == 0 {
		return nil, notFound("no list is held yet")
	}
	i, err := s.listFor(r.URL.Query().Get("on"))
	if err != nil {
		return nil, err
	}
	on := s.index.lists[i].Date
	listed, err := s.figureOn(r, on)
	if err != nil {
		return nil, err
	}
	label := s.words.Plain("map.label", "date", s.words.Date(on), "agreements", listed)
	b := &embedBody{Map: s.atlas.national(s.index, i, label, s.assetMesh(), ` target="_top"`), On: on, Text: listed}
	return &view{Template: "embed", Title: s.words.Plain("home.title"), Path: "/embed/map", Bare: true, Body: b}, nil
}

type aboutBody struct{ Missing []string }

func (s *Site) aboutPage(*http.Request) (*view, error) {
	return &view{Template: "about", Title: s.words.Plain("about.title"), Nav: "about", Path: "/about", Body: aboutBody{s.Missing()}}, nil
}

type failureBody struct {
	Status int
	Reason string
	Found  searchBody
}

// failure is the page for an address that does not work. What the address
// names is searched for, so that a wrong spelling still leads somewhere.
func (s *Site) failure(r *http.Request, p problem) *view {
	b := failureBody{Status: p.status, Reason: p.Error()}
	switch {
	case p.status >= 500:
		b.Reason = s.words.Plain("failure.ours")
	case p.status == http.StatusNotFound:
		last := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
		b.Found = s.find(strings.NewReplacer("-", " ", "_", " ").Replace(last))
	}
	key := "failure.title"
	if p.status == http.StatusNotFound {
		key = "failure.notfound"
	}
	return &view{Template: "failure", Title: s.words.Plain(key), Path: r.URL.Path, Status: p.status, Body: b}
}

func (s *Site) figureOn(r *http.Request, on string) (Figure, error) {
	a, err := s.ask(r.Context(), detangle.Question{Name: "agreements_listed", AsOf: on})
	if err != nil {
		return Figure{}, err
	}
	return a.Figure("agreements"), nil
}

type dataBody struct {
	Tables   []tableInfo
	Text     template.HTML
	Fills    []fillTable
	FillPage string
}

func (s *Site) dataPage(r *http.Request) (*view, error) {
	fill, err := s.inquire(r.Context(), about("null_share", nil, "table", "column", "release"))
	if err != nil {
		return nil, err
	}
	b := &dataBody{Tables: s.tableNames(), Text: markdown(s.Options.Tables), Fills: s.fillTables(fill), FillPage: fill.Page}
	return &view{Template: "data", Title: s.words.Plain("data.title"), Description: s.words.Plain("data.description"), Nav: "data", Path: "/data", Body: b}, nil
}

type apiBody struct {
	Measures []detangle.Measure
	Host     string
	Agency   string // an example that exists
	County   string
	State    string
}

func (s *Site) apiPage(r *http.Request) (*view, error) {
	b := &apiBody{Host: cmp.Or(s.Base, "http://"+r.Host), Measures: s.Measures.Measures()}
	for _, a := range s.ledger.Agencies {
		if a.County != "" && len(a.Agreements) > 0 {
			b.Agency, b.County, b.State = a.Slug, a.County, a.State
			break
		}
	}
	return &view{Template: "api", Title: s.words.Plain("api.title"), Description: s.words.Plain("api.description"), Nav: "api", Path: "/api", Body: b}, nil
}
