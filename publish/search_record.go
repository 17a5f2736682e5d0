package publish

// The one box over the record: claims by their words and speakers, people and organisations by
// any of their names, instruments, documents, promises and threads by what is said of them.

import (
	"context"
	"net/url"
	"strings"

	"detangle/record/claim"
	"detangle/record/facts"
)

const recordShown = 20

// findRecord returns what of the record holds every word, by kind.
func (s *Site) findRecord(ctx context.Context, query string) ([]nameGroup, error) {
	words := strings.Fields(fold(query))
	if len(words) == 0 {
		return nil, nil
	}
	var found []nameGroup
	add := func(kind, all string, items []named) {
		g := nameGroup{Name: s.words.Plain("search." + kind), Items: items}
		if len(items) > recordShown {
			g.Items, g.More = items[:recordShown], all
		}
		if len(items) > 0 {
			found = append(found, g)
		}
	}
	holds := func(texts ...string) bool { return holdsAll(fold(strings.Join(texts, " ")), words) }
	if s.Claims != nil {
		all, err := s.judged(ctx)
		if err != nil {
			return nil, err
		}
		add("claims", "/record/claims?"+url.Values{"q": {query}}.Encode(), s.foundClaims(all.Claims, holds))
	}
	if rec := s.Record; rec != nil {
		add("people", "/record/people", foundPeople(rec, holds))
		add("organisations", "/record/organisations", foundOrganisations(rec, holds))
		add("instruments", "/record?"+url.Values{"q": {query}}.Encode(), s.foundInstruments(rec, holds))
		add("documents", "/record/documents", s.foundDocuments(rec, holds))
		add("commitments", "/record/commitments", foundPromises(rec, holds))
		add("threads", "/record", foundThreads(rec, holds))
	}
	return found, nil
}

func (s *Site) foundClaims(all []claim.Result, holds func(...string) bool) (items []named) {
	for _, c := range all {
		names := strings.Join(c.Names, ", ")
		if holds(c.ID, c.Claim, names, c.Said.Title) {
			items = append(items, named{Address: "/record/claims/" + c.ID, Name: c.Claim, Note: names, Mark: c.Verdict})
		}
	}
	return items
}

func foundPeople(rec *facts.Record, holds func(...string) bool) (items []named) {
	for _, a := range rec.Actors {
		role := roleWords(rec, a.Roles[len(a.Roles)-1])
		if holds(a.Name, strings.Join(a.Aliases, " "), role) {
			items = append(items, named{Address: "/record/people/" + a.ID, Name: a.Name, Note: role})
		}
	}
	return items
}

func foundOrganisations(rec *facts.Record, holds func(...string) bool) (items []named) {
	for _, o := range rec.Organisations {
		texts := append([]string{o.Name}, o.Aliases...)
		for _, m := range o.Misnomers {
			texts = append(texts, m.Name)
		}
		if holds(texts...) {
			items = append(items, named{Address: "/record/organisations/" + o.ID, Name: o.Name, Note: strings.Join(o.Aliases, ", ")})
		}
	}
	return items
}

func (s *Site) foundInstruments(rec *facts.Record, holds func(...string) bool) (items []named) {
	for _, e := range rec.Timeline() {
		if i := e.Instrument; holds(i.Title, i.Text, i.Kind) {
			items = append(items, named{Address: "/record/instruments/" + i.ID, Name: i.Title, Note: s.recordDate(e.Date)})
		}
	}
	return items
}

func (s *Site) foundDocuments(rec *facts.Record, holds func(...string) bool) (items []named) {
	for _, d := range rec.Documents {
		publisher := rec.Name(d.Publisher)
		if holds(d.Title, publisher, d.Kind, d.Note) {
			items = append(items, named{Address: "/record/documents/" + d.ID, Name: d.Title, Note: publisher + ", " + s.recordDate(d.Dates[0].Date)})
		}
	}
	return items
}

func foundPromises(rec *facts.Record, holds func(...string) bool) (items []named) {
	for _, k := range rec.Commitments {
		if holds(k.Title, k.Text) {
			items = append(items, named{Address: "/record/commitments/" + k.ID, Name: k.Title})
		}
	}
	return items
}

func foundThreads(rec *facts.Record, holds func(...string) bool) (items []named) {
	for _, t := range rec.Threads {
		if holds(t.Title, t.Note) {
			items = append(items, named{Address: "/record/threads/" + t.ID, Name: t.Title})
		}
	}
	return items
}
