package publish

import (
	"cmp"
	"net/http"
	"strings"

	"detangle"
)

type agreementsBody struct {
	Filter   filter
	Rows     []*Agreement
	Paging   paging
	Headings []heading
	States   []option
	Models   []option
	Kinds    []option
	Statuses []option
	Active   Figure
	Listed   Figure
	AsOf     string
}

var agreementFilters = []string{"q", "state", "model", "kind", "status"}

// agreements is the ledger: every agreement that was ever listed, one row each.
func (s *Site) agreements(r *http.Request) (*view, error) {
	f := newFilter(r, agreementFilters...)
	rows := s.filterAgreements(f)
	w := s.words
	b := &agreementsBody{Filter: f, AsOf: s.newest()}
	b.Headings = f.headings(w, "column.", "agency", "agency", "state", "model", "signed", "since", "last", "status", "-document", "-evidence")
	b.Rows, b.Paging = cut(f, rows)
	all := s.ledger.Agreements
	b.States = f.options("state", distinct(all, func(a *Agreement) string { return a.Agency.State }), s.ledger.StateName)
	b.Kinds = f.options("kind", distinct(all, func(a *Agreement) string { return a.Agency.Kind }), func(k string) string { return w.Plain("kind." + k) })
	b.Statuses = f.options("status", distinct(all, func(a *Agreement) string { return a.Status }), func(k string) string { return w.Plain("status." + k) })
	for _, m := range detangle.Models {
		b.Models = append(b.Models, option{string(m), w.Plain("model." + string(m)), f.Get("model") == string(m)})
	}
	active, err := s.ask(r.Context(), detangle.Question{Name: "agreements_active", AsOf: s.newest()})
	if err != nil {
		return nil, err
	}
	listed, err := s.ask(r.Context(), detangle.Question{Name: "agreements_listed", AsOf: s.newest()})
	if err != nil {
		return nil, err
	}
	b.Active, b.Listed = active.Figure("agreements"), listed.Figure("rows")
	return &view{Template: "agreements", Title: w.Plain("agreements.title"), Description: w.Plain("agreements.description"), Nav: "agreements", Path: "/agreements", Body: b}, nil
}

// filterAgreements returns the agreements that a filter lets through, sorted.
func (s *Site) filterAgreements(f filter) []*Agreement {
	words := strings.Fields(fold(f.Get("q")))
	var rows []*Agreement
	for _, a := range s.ledger.Agreements {
		if chosen(f.Get("state"), a.Agency.State) && chosen(f.Get("model"), string(a.Model)) && chosen(f.Get("kind"), a.Agency.Kind) &&
			chosen(f.Get("status"), a.Status) && s.mentions(a.Agency, words) {
			rows = append(rows, a)
		}
	}
	sortBy(rows, cmp.Or(f.Get("sort"), "agency"), func(a *Agreement, key string) string {
		switch key {
		case "state":
			return s.ledger.StateName(a.Agency.State)
		case "model":
			return string(a.Model)
		case "signed":
			return a.Signed
		case "since":
			return a.ListedSince
		case "last":
			return a.LastSeen
		case "status":
			return a.Status
		}
		return a.Agency.Name
	})
	return rows
}

func chosen(want, have string) bool { return want == "" || want == have }

// mentions reports whether every word stands in the agency's names or place.
func (s *Site) mentions(a *Agency, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text := s.search.text[a]
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
