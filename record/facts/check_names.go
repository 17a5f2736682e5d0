package facts

// Checks of documents, actors and organisations.

import (
	"slices"
	"strings"
	"unicode/utf8"
)

func (c *checker) document(d *Document) {
	c.at(Documents, d.ID)
	c.needed("title", d.Title)
	c.refers("publisher", d.Publisher, Organisations)
	c.allRefer("partners", d.Partners, Organisations)
	if d.Copied != "" {
		c.refers("copied_by", d.Copied, Organisations)
	}
	c.oneOf("kind", d.Kind, DocumentKinds)
	c.oneOf("rights", d.Rights, Rights)
	c.needed("language", d.Language)
	if d.File != "" && !sumPattern.MatchString(d.File) {
		c.wrong("sha256", "sha256sum FILE", "%q is no SHA-256", d.File)
	}
	c.dates(d.Dates)
	for _, q := range d.Counts {
		c.bounds(q.Words, q.Unit, q.Low, q.High)
		c.place(q.Words, q.From, q.To)
		if q.Of != "" {
			c.refers("of", q.Of, Instruments)
		}
	}
	for _, w := range d.Whens {
		c.when(w)
	}
	c.sources(d.Sources)
}

// place checks that words are as long as the place that they stand in.
func (c *checker) place(words string, from, to int) {
	if n := utf8.RuneCountInString(words); to-from != n {
		c.wrong(words, "", "the span %d to %d has %d characters, its words have %d", from, to, to-from, n)
	}
}

// when checks an expression of time: one of the dates of the instrument that it dates must lie
// within the days that it means.
func (c *checker) when(w When) {
	c.place(w.Words, w.From, w.To)
	c.day("first", w.First)
	c.day("last", w.Last)
	c.oneOf("confidence", w.Confidence, []string{"high", "medium", "low"})
	if w.Rule == "" {
		c.wrong(w.Words, "", "the date %q needs the rule that its days follow from", w.Words)
	}
	first, last := First(w.First), Last(w.Last)
	if last.Before(first) {
		c.wrong(w.Words, "", "the date %q ends before it begins", w.Words)
	}
	if w.Of == "" {
		return
	}
	c.refers("of", w.Of, Instruments)
	if i := c.record.Instrument(w.Of); i != nil && !slices.ContainsFunc(i.Dates, func(d Dated) bool {
		return !First(d.Date).After(last) && !Last(d.Date).Before(first)
	}) {
		c.wrong(w.Words, "see the dates of the instrument: one of the two files is mistaken", "%q means %s to %s, and %s has no date within", w.Words, w.First, w.Last, w.Of)
	}
}

func (c *checker) actor(a *Actor) {
	c.at(Actors, a.ID)
	c.needed("name", a.Name)
	if a.Bioguide != "" && !bioguide.MatchString(a.Bioguide) {
		c.wrong("bioguide", "the id of the Biographical Directory of Congress, such as Q000023", "%q is no member's id", a.Bioguide)
	}
	if len(a.Roles) == 0 {
		c.wrong("", "", "the actor has no role: public officials and speakers stand here by role")
	}
	if a.Born != "" {
		c.day("born", a.Born)
	}
	for _, role := range a.Roles {
		c.needed("title", role.Title)
		c.needed("source", role.Source)
		c.cites(role.Source)
		for _, date := range []string{role.From, role.To, role.On} {
			if a.Born != "" && date != "" && Last(date).Before(First(a.Born)) {
				c.wrong(date, "", "the role %q is of %s, before the birth of %s on %s", role.Title, date, a.Name, a.Born)
			}
		}
		c.refers("organisation", role.Organisation, Organisations)
		c.oneOf("status", role.Status, Statuses)
		for _, date := range []string{role.From, role.To, role.On} {
			if date != "" {
				c.day("role", date)
			}
		}
		if role.From == "" && role.To == "" && role.On == "" {
			c.wrong(role.Title, "give from and to, or the day on which a source states it: on", "the role %q has no date", role.Title)
		}
		if role.From != "" && role.To != "" && First(role.From).After(Last(role.To)) {
			c.wrong(role.From, "", "the role %q ends before it begins", role.Title)
		}
	}
	c.sources(a.Sources)
}

func (c *checker) organisation(o *Organisation) {
	c.at(Organisations, o.ID)
	c.needed("name", o.Name)
	c.oneOf("kind", o.Kind, OrganisationKinds)
	c.allRefer("apart_from", o.Apart, Organisations)
	c.allRefer("together_with", o.With, Organisations)
	if o.Part != "" {
		c.refers("part_of", o.Part, Organisations)
	}
	for _, m := range o.Misnomers {
		c.needed("name", m.Name)
		c.refers("document", m.Document, Documents)
	}
	c.sources(o.Sources)
}

// names finds one name of two bodies, or of two actors.
func (c *checker) names() {
	owner := map[string]string{}
	take := func(kind, id string, names []string) {
		c.at(kind, id)
		for _, name := range names {
			key := kind + "/" + strings.ToLower(name)
			if other, ok := owner[key]; ok && other != id {
				c.wrong(name, "one name leads to one body: take it from one of the two", "the name %q is also that of %s", name, other)
			}
			owner[key] = id
		}
	}
	for _, o := range c.record.Organisations {
		take(Organisations, o.ID, append([]string{o.Name}, o.Aliases...))
	}
	for _, a := range c.record.Actors {
		take(Actors, a.ID, append([]string{a.Name}, a.Aliases...))
	}
}
