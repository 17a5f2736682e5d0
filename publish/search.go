package publish

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"unicode"
)

// searchIndex holds what is known of every agency and place in folded letters.
// A few thousand names are quicker to walk through than to index.
type searchIndex struct {
	text   map[*Agency]string
	county map[*County]string
}

func newSearchIndex(l *Ledger) searchIndex {
	x := searchIndex{text: map[*Agency]string{}, county: map[*County]string{}}
	for _, a := range l.Agencies {
		parts := []string{a.Name, l.StateName(a.State), a.State, a.ORI, a.Slug}
		if c := l.County(a.County); c != nil {
			parts = append(parts, c.Name)
		}
		for _, n := range a.Names {
			parts = append(parts, n.Raw)
		}
		x.text[a] = fold(strings.Join(parts, " "))
	}
	for _, c := range l.Counties {
		x.county[c] = fold(c.Name + " " + l.StateName(c.State) + " " + c.State + " " + c.FIPS)
	}
	return x
}

// fold writes text in lower-case letters and digits, so that "St. John’s" and
// "st johns" meet.
func fold(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r == '\'' || r == '’' || r == '.':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// holdsAll reports whether a folded text holds every word.
func holdsAll(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

type searchBody struct {
	Query    string
	States   []*State
	Counties []*County
	Agencies []*Agency
	More     bool // not all that was found is shown
	Texts    []foundText
	Record   []nameGroup
}

// Any reports whether something was found.
func (b searchBody) Any() bool {
	return len(b.States)+len(b.Counties)+len(b.Agencies)+len(b.Texts)+len(b.Record) > 0
}

const searchShown = 60

// find returns the places and agencies that hold every word, those whose name
// begins so first.
func (s *Site) find(query string) searchBody {
	b := searchBody{Query: query}
	words := strings.Fields(fold(query))
	if len(words) == 0 {
		return b
	}
	holds := func(text string) bool { return holdsAll(text, words) }
	for _, st := range s.ledger.States {
		if holds(fold(st.Name + " " + st.Code)) {
			b.States = append(b.States, st)
		}
	}
	for _, c := range s.ledger.Counties {
		if holds(s.search.county[c]) {
			b.Counties = append(b.Counties, c)
		}
	}
	for _, a := range s.ledger.Agencies {
		if holds(s.search.text[a]) {
			b.Agencies = append(b.Agencies, a)
		}
	}
	first := strings.Join(words, " ")
	rank := func(name string) int {
		if strings.HasPrefix(fold(name), first) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(b.Counties, func(x, y *County) int {
		return cmp.Or(cmp.Compare(rank(x.Name), rank(y.Name)), -cmp.Compare(len(x.Agencies), len(y.Agencies)))
	})
	slices.SortStableFunc(b.Agencies, func(x, y *Agency) int { return cmp.Compare(rank(x.Name), rank(y.Name)) })
	b.More = len(b.Counties) > searchShown || len(b.Agencies) > searchShown
	b.Counties, b.Agencies = b.Counties[:min(len(b.Counties), searchShown)], b.Agencies[:min(len(b.Agencies), searchShown)]
	return b
}

func (s *Site) searchPage(r *http.Request) (*view, error) {
	query := strings.TrimSpace(r.URL.Query().Get("q"))
	if len(query) > 200 {
		return nil, badRequest("the search is longer than 200 letters")
	}
	b := s.find(query)
	var err error
	if b.Texts, err = s.findTexts(r.Context(), query); err != nil {
		return nil, err
	}
	if b.Record, err = s.findRecord(r.Context(), query); err != nil {
		return nil, err
	}
	return &view{Template: "search", Title: s.words.Plain("search.title"), Path: "/search", Query: query, Body: b}, nil
}
