package publish

import (
	"net/http"
	"strings"

	"detangle"
)

var changeFilters = []string{"type", "model", "state", "county", "agency", "from", "to", "q"}

// changeTypes are in the order in which a reader asks for them.
var changeTypes = []string{"new", "ended", "unconfirmed", "returned", "relabel", "renewal", "correction", "data_gap"}

type changesBody struct {
	Filter filter
	Days   []changeDay
	Paging paging
	Types  []option
	Models []option
	States []option
	Place  string // the county or agency that the table is narrowed to
	Feed   string
	JSON   string
	CSV    string
}

// changeDay is what one list, or one interval between lists, brought.
type changeDay struct {
	After, By string
	Changes   []*Change
}

func (s *Site) changes(r *http.Request) (*view, error) {
	f := newFilter(r, changeFilters...)
	w := s.words
	b := &changesBody{Filter: f, Feed: f.Under("/changes.atom"), JSON: f.Under("/changes.json"), CSV: f.Under("/changes.csv")}
	rows, p := cut(f, s.filterChanges(f))
	b.Paging = p
	for _, c := range rows {
		if n := len(b.Days); n == 0 || b.Days[n-1].By != c.By || b.Days[n-1].After != c.After {
			b.Days = append(b.Days, changeDay{After: c.After, By: c.By})
		}
		day := &b.Days[len(b.Days)-1]
		day.Changes = append(day.Changes, c)
	}
	for _, t := range changeTypes {
		b.Types = append(b.Types, option{t, w.Plain("change." + t), f.Get("type") == t})
	}
	for _, m := range detangle.Models {
		b.Models = append(b.Models, option{string(m), w.Plain("model." + string(m)), f.Get("model") == string(m)})
	}
	b.States = f.options("state", distinct(s.ledger.Changes, func(c *Change) string { return c.State }), s.ledger.StateName)
	if a := s.ledger.Agency(f.Get("agency")); a != nil {
		b.Place = a.Name
	} else if c := s.ledger.County(f.Get("county")); c != nil {
		b.Place = c.Name
	}
	return &view{Template: "changes", Title: w.Plain("changes.title"), Description: w.Plain("changes.description"), Nav: "changes", Path: "/changes", Feed: b.Feed, Body: b}, nil
}

// filterChanges returns the changes that a filter lets through, newest first.
func (s *Site) filterChanges(f filter) []*Change {
	words := strings.Fields(fold(f.Get("q")))
	var rows []*Change
	for _, c := range s.ledger.Changes {
		if chosen(f.Get("type"), c.Type) && chosen(f.Get("model"), string(c.Model)) && chosen(f.Get("state"), c.State) && chosen(f.Get("county"), c.County) &&
			chosen(f.Get("agency"), c.slug()) && (f.Get("from") == "" || c.By >= f.Get("from")) && (f.Get("to") == "" || c.By <= f.Get("to")) && s.changeMentions(c, words) {
			rows = append(rows, c)
		}
	}
	return rows
}

func (s *Site) changeMentions(c *Change, words []string) bool {
	if len(words) == 0 {
		return true
	}
	if c.Agency != nil {
		return s.mentions(c.Agency, words)
	}
	text := fold(c.AgencyName + " " + s.ledger.StateName(c.State) + " " + c.Detail)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func (c *Change) slug() string {
	if c.Agency == nil {
		return ""
	}
	return c.Agency.Slug
}

// changesUpTo returns the newest n changes that were known on a date, gaps in
// the data left out: they are no news of the world.
func (s *Site) changesUpTo(date string, n int) []*Change {
	var out []*Change
	for _, c := range s.ledger.Changes {
		if c.By <= date && c.Type != "data_gap" {
			out = append(out, c)
		}
		if len(out) == n {
			break
		}
	}
	return out
}
