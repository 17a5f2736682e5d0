package publish

import (
	"cmp"
	"encoding/xml"
	"net/http"
	"slices"
)

// Feeds as Atom (RFC 4287): an entry for each change, with a stable id, so that a
// reader is told of each once.

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title    string       `xml:"title"`
	ID       string       `xml:"id"`
	Updated  string       `xml:"updated"`
	Link     atomLink     `xml:"link"`
	Category atomCategory `xml:"category"`
	Summary  string       `xml:"summary"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

const feedEntries = 200

func (s *Site) changesAtom(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r, changeFilters...)
	rows := s.filterChanges(f)
	base := cmp.Or(s.Base, "http://"+r.Host)
	feed := s.newFeed(base, f.Under("/changes"), f.Under("/changes.atom"), "feed.title")
	feed.Updated = s.newest() + "T00:00:00Z"
	for _, c := range rows[:min(len(rows), feedEntries)] {
		feed.Entries = append(feed.Entries, s.atomEntry(base, c))
	}
	return sendFeed(w, feed)
}

// newFeed is a feed without entries; title is a key of the catalogue.
func (s *Site) newFeed(base, page, self, title string) atomFeed {
	feed := atomFeed{
		Title: s.words.Plain(title), ID: base + self, Author: s.words.Plain("site.name"),
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: base + self}, {Rel: "alternate", Type: "text/html", Href: base + page}},
	}
	if s.ledger.synthetic {
		feed.Title = "SYNTHETIC: " + feed.Title
	}
	return feed
}

// writeFeed sends the newest entries. The feed is as new as the newest of them.
func writeFeed(w http.ResponseWriter, feed atomFeed) error {
	slices.SortStableFunc(feed.Entries, func(a, b atomEntry) int { return -cmp.Compare(a.Updated, b.Updated) })
	feed.Entries = feed.Entries[:min(len(feed.Entries), feedEntries)]
	feed.Updated = "1970-01-01T00:00:00Z" // an empty feed has no day
	if len(feed.Entries) > 0 {
		feed.Updated = feed.Entries[0].Updated
	}
	return sendFeed(w, feed)
}

func sendFeed(w http.ResponseWriter, feed atomFeed) error {
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	if _, err := w.Write([]byte(xml.Header)); err != nil {
		return err
	}
	return xml.NewEncoder(w).Encode(feed)
}

func (s *Site) atomEntry(base string, c *Change) atomEntry {
	href := base + "/changes?from=" + c.By + "&to=" + c.By
	if c.Agency != nil {
		href = base + "/agencies/" + c.Agency.Slug
	}
	title := s.words.Plain("change." + c.Type)
	if c.AgencyName != "" {
		title += ": " + c.AgencyName + ", " + s.ledger.StateName(c.State)
	}
	if c.Model != "" {
		title += " (" + string(c.Model) + ")"
	}
	return atomEntry{
		Title: title, ID: base + "/changes/" + c.ID, Updated: c.Known + "T00:00:00Z", Link: atomLink{Href: href}, Category: atomCategory{c.Type},
		Summary: s.words.Between(c.After, c.By) + ". " + c.Detail,
	}
}
