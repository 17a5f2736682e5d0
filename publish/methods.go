package publish

import (
	"html/template"
	"net/http"
	"strings"

	"detangle"
)

type methodsBody struct{ Rows []methodRow }

type methodRow struct {
	detangle.Measure
	Now  Figure
	When string // the day, or the window, that the number is about
}

func (s *Site) methods(r *http.Request) (*view, error) {
	b := &methodsBody{}
	for _, m := range s.Measures.Measures() {
		a, err := s.ask(r.Context(), detangle.Question{Name: m.Name})
		if err != nil {
			return nil, err
		}
		b.Rows = append(b.Rows, methodRow{m, a.Figure(""), s.when(a)})
	}
	return &view{Template: "methods", Title: s.words.Plain("methods.title"), Description: s.words.Plain("methods.description"), Nav: "methods", Path: "/methods", Body: b}, nil
}

type methodBody struct {
	detangle.Measure
	Text template.HTML
	Now  Figure
	AsOf string
	API  string
}

func (s *Site) methodPage(r *http.Request) (*view, error) {
	m, ok := s.measure(r.PathValue("measure"))
	if !ok {
		return nil, notFound("no measure %q", r.PathValue("measure"))
	}
	a, err := s.ask(r.Context(), detangle.Question{Name: m.Name})
	if err != nil {
		return nil, err
	}
	b := &methodBody{Measure: m, Text: markdown(methodText(m)), Now: a.Figure(""), AsOf: a.AsOf, API: "/api/measures/" + m.Name}
	if a.Refusal != nil {
		b.AsOf = "" // there is no one number to show
	}
	return &view{Template: "method", Title: m.Title, Description: m.Question, Nav: "methods", Path: "/methods/" + m.Name, Body: b}, nil
}

// when says which day or window an answer is about.
func (s *Site) when(a *Answer) string {
	if a.From != "" {
		return s.words.Plain("finding.window", "from", s.words.Day(a.From), "to", s.words.Day(a.AsOf))
	}
	return s.words.Plain("finding.asof", "date", s.words.Day(a.AsOf))
}

// methodText is method.md without its title and question, which stand at the
// head of the page already.
func methodText(m detangle.Measure) string {
	text := strings.TrimSpace(m.Method)
	if strings.HasPrefix(text, "# ") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return strings.TrimPrefix(strings.TrimSpace(text), m.Question)
}
