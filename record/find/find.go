package find

import (
	"detangle/record/dates"
	"slices"
	"strings"
)

// Finder proposes. It is made once for a gazetteer and may then be used for any
// number of texts, one at a time.
type Finder struct {
	orgs      *matcher
	full      *matcher            // full names of people
	titled    map[string][]string // title and surname, folded: who that can be
	knownForm map[string]string   // any form of a person's name to the full one
}

// New makes a finder that knows the gazetteer's names.
func New(g Gazetteer) *Finder {
	f := &Finder{orgs: newMatcher(), full: newMatcher(), titled: map[string][]string{}, knownForm: map[string]string{}}
	for _, o := range g.Organisations {
		for _, form := range append([]string{o.Name}, o.Aliases...) {
			f.orgs.add(form, o.Name)
		}
	}
	first := map[string]string{}
	for _, person := range g.People {
		if person.ID != "" {
			if name, there := first[person.ID]; there {
				person.Aliases = append(slices.Clone(person.Aliases), person.Name)
				person.Name = name
			}
			first[person.ID] = person.Name
		}
		for _, form := range append([]string{person.Name}, person.Aliases...) {
			if strings.Contains(form, " ") {
				f.full.add(form, person.Name)
				f.knownForm[strings.ToLower(form)] = person.Name
			}
		}
		for _, title := range person.Titles {
			key := office(strings.ToLower(strings.TrimSuffix(title, "."))) + " " + surname(person.Name)
			if !slices.Contains(f.titled[key], person.Name) {
				f.titled[key] = append(f.titled[key], person.Name)
			}
		}
	}
	return f
}

// Find proposes what the text holds. It never fails: a text in another language
// is refused in the result, and bytes that are no UTF-8 are passed over. The
// anchor is the day from which yesterday and last week are counted; where it
// has none, the text's own date is taken if it gives one.
func (f *Finder) Find(text string, anchor dates.Anchor) Result {
	p := newPage(f, text)
	r := Result{Proposals: []Proposal{}}
	r.Language, r.Refused = p.language()
	if r.Refused != "" {
		return r
	}
	p.findDates(anchor)
	p.knownOrganisations(f.orgs, "the gazetteer has this name")
	p.findPeople()
	p.findOrganisations()
	p.resolvePeople()
	p.proposeMentions()
	p.findInstruments()
	p.findCounts()
	p.findQuotations()
	p.findActs()
	p.findClaims()
	r.Proposals = inOrder(p.out)
	return r
}

func (p *page) proposeMentions() {
	for _, m := range p.mentions {
		if m.kind == OrganisationKind {
			p.propose(m.kind, m.from, m.to, m.reason, "name", m.name, "alias", m.alias)
			continue
		}
		p.propose(m.kind, m.from, m.to, m.reason, "name", m.name, "role", m.role, "organisation", m.of, "party", m.party, "state", m.state)
	}
}
