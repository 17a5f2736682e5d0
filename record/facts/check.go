package facts

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"detangle/stat/edit"
)

// longest is how many characters of another's text a file may quote.
const longest = 240

var (
	idPattern      = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	sumPattern     = regexp.MustCompile(`^[0-9a-f]{64}$`)
	bioguide       = regexp.MustCompile(`^[A-Z][0-9]{6}$`)
	privateContact = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[a-z]{2,}|\(?\b[2-9][0-9]{2}\)?[-. ][0-9]{3}[-. ][0-9]{4}\b`)
)

// Check finds what is wrong with the record as a whole: words that are on no list, dates that
// cannot be, counts without bounds or unit, references that lead nowhere, roles that do not cover the
// day on which somebody acted. It needs no data.
func (r *Record) Check() []Problem {
	c := &checker{record: r}
	for key := range r.files {
		kind, id, _ := strings.Cut(key, "/")
		c.at(kind, id)
		if !idPattern.MatchString(id) {
			c.wrong("", "use small letters, digits and hyphens, such as letter-2021-02-11", "%q is no id", id)
		}
		if found := privateContact.FindString(string(c.file.text)); found != "" {
			c.wrong(found, "no telephone number or e-mail address is kept, those of press offices included", "a private contact detail: %q", found)
		}
	}
	for _, d := range r.Documents {
		c.document(d)
	}
	for _, a := range r.Actors {
		c.actor(a)
	}
	for _, o := range r.Organisations {
		c.organisation(o)
	}
	c.names()
	for _, i := range r.Instruments {
		c.instrument(i)
	}
	for _, k := range r.Commitments {
		c.commitment(k)
	}
	for _, t := range r.Threads {
		c.thread(t)
	}
	for _, q := range r.Quotations {
		c.quotation(q)
	}
	slices.SortStableFunc(c.found, func(a, b Problem) int {
		if a.File != b.File {
			return strings.Compare(a.File, b.File)
		}
		return a.Line - b.Line
	})
	return c.found
}

// checker collects problems of the file at hand.
type checker struct {
	record *Record
	file   file
	found  []Problem
}

func (c *checker) at(kind, id string) { c.file = c.record.files[kind+"/"+id] }

// wrong notes a problem where key, or a value, stands.
func (c *checker) wrong(key, hint, format string, args ...any) {
	line := 0
	if key != "" {
		line = Line(c.file.text, key)
	}
	c.found = append(c.found, Problem{c.file.name, line, fmt.Sprintf(format, args...), hint})
}

func (c *checker) needed(key, value string) {
	if strings.TrimSpace(value) == "" {
		c.wrong(key, "", "%s is missing", key)
	}
}

func (c *checker) oneOf(key, word string, list []string) {
	if !slices.Contains(list, word) {
		c.wrong(key, "one of "+strings.Join(list, ", "), "%s: %q is not on the list", key, word)
	}
}

func (c *checker) eachOf(key string, words, list []string) {
	for _, w := range words {
		c.oneOf(key, w, list)
	}
}

// refers checks an id of one of the kinds.
func (c *checker) refers(key, id string, kinds ...string) {
	for _, kind := range kinds {
		if _, ok := c.record.files[kind+"/"+id]; ok {
			return
		}
	}
	near := ""
	var ids []string
	for other := range c.record.files {
		if kind, name, _ := strings.Cut(other, "/"); slices.Contains(kinds, kind) {
			ids = append(ids, name)
		}
	}
	slices.Sort(ids)
	if n := edit.Nearest(id, ids); n != "" {
		near = fmt.Sprintf("did you mean %q?", n)
	}
	c.wrong(id, near, "%s: there is no %q among the %s", key, id, strings.Join(kinds, ", "))
}

func (c *checker) allRefer(key string, ids []string, kinds ...string) {
	for _, id := range ids {
		c.refers(key, id, kinds...)
	}
}

// day checks a date of the given precision or finer.
func (c *checker) day(key, date string) {
	if First(date).IsZero() {
		c.wrong(date, "write 2021-02-11, 2021-02 or 2021", "%s: %q is no date", key, date)
	}
}

// First returns the first day that an ISO date, month or year can mean; the zero
// time if it is none.
func First(date string) time.Time {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, date); err == nil && len(layout) == len(date) {
			return t
		}
	}
	return time.Time{}
}

// Last returns the last day that an ISO date, month or year can mean.
func Last(date string) time.Time {
	t := First(date)
	switch len(date) {
	case len("2006"):
		return t.AddDate(1, 0, -1)
	case len("2006-01"):
		return t.AddDate(0, 1, -1)
	}
	return t
}

func (c *checker) dates(list []Dated) {
	if len(list) == 0 {
		c.wrong("", "every document and instrument has one, if only the year", "there is no date")
	}
	for _, d := range list {
		c.day("date", d.Date)
		c.oneOf("of", d.Of, DateOf)
		c.oneOf("status", d.Status, Statuses)
		if d.Status == "derived" && (d.Rule == "" || d.Anchor == "" || d.Confidence == "") {
			c.wrong(d.Date, "", "the derived date %s needs rule, anchor and confidence", d.Date)
		}
	}
}

func (c *checker) sources(list []Source) {
	for _, s := range list {
		c.needed("title", s.Title)
		for _, date := range []string{s.Date, s.Opened} {
			if date != "" {
				c.day("source", date)
			}
		}
	}
}

func (c *checker) short(key, words string) {
	if n := utf8.RuneCountInString(words); n > longest {
		c.wrong(key, "quote the words in question, and put the rest in your own", "%s quotes %d characters: at most %d may stand here", key, n, longest)
	}
}

func (c *checker) span(s Span) {
	c.refers("document", s.Document, Documents)
	c.short("words", s.Words)
	if n := utf8.RuneCountInString(s.Words); s.To-s.From != n {
		c.wrong("words", "", "the span %d to %d has %d characters, its words have %d", s.From, s.To, s.To-s.From, n)
	}
}

// bound checks a count as it was reported.
func (c *checker) bound(b Bound) {
	c.needed("words", b.Words)
	c.needed("unit", b.Unit)
	if b.Low == nil && b.High == nil {
		c.wrong(b.Words, `"over 60" has low = 61; a word such as "numerous" has low = 2`, "the count %q has neither low nor high", b.Words)
	}
	if b.Low != nil && b.High != nil && *b.Low > *b.High {
		c.wrong(b.Words, "", "the count %q: low %d is above high %d", b.Words, *b.Low, *b.High)
	}
	if b.AsOf != "" {
		c.day("as_of", b.AsOf)
	}
}

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
	c.sources(d.Sources)
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
	for _, role := range a.Roles {
		c.needed("title", role.Title)
		c.needed("source", role.Source)
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

func (c *checker) instrument(i *Instrument) {
	c.at(Instruments, i.ID)
	c.needed("title", i.Title)
	c.needed("text", i.Text)
	c.oneOf("kind", i.Kind, InstrumentKinds)
	c.oneOf("status", i.Status, Statuses)
	c.eachOf("programs", i.Programs, Programs)
	c.allRefer("from", i.From, Actors, Organisations)
	c.allRefer("to", i.To, Actors, Organisations)
	c.allRefer("answers", i.Answers, Instruments)
	c.allRefer("replaces", i.Replaces, Instruments)
	c.dates(i.Dates)
	for _, n := range slices.Concat(i.Leads, i.Signers, i.Endorsers) {
		c.refers("who", n.Who, Actors, Organisations)
		c.needed("source", n.Source)
		if day, ok := i.Day(); ok && !c.record.holdsRole(n.Who, day) {
			c.wrong(n.Who, "see the actor's file: its roles have dates", "%s had no known role on %s, the day of this instrument", n.Who, day.Format(time.DateOnly))
		}
	}
	for _, b := range i.Counts {
		c.bound(b)
	}
	for _, d := range i.Demands {
		c.needed("text", d.Text)
		c.oneOf("program", d.Program, Programs)
		if d.Of != "" {
			c.refers("of", d.Of, Actors, Organisations)
		}
	}
	for _, m := range i.Mentions {
		c.span(m.Span)
	}
	c.sources(i.Sources)
}

func (c *checker) commitment(k *Commitment) {
	c.at(Commitments, k.ID)
	c.needed("title", k.Title)
	c.needed("text", k.Text)
	c.allRefer("holder", k.Holder, Actors, Organisations)
	c.eachOf("programs", k.Programs, Programs)
	if k.Source != "" {
		c.refers("made_in", k.Source, Instruments)
	}
	for n, v := range k.Versions {
		c.day("version", v.Date)
		c.refers("by", v.By, Actors, Organisations)
		if v.Document != "" {
			c.refers("document", v.Document, Documents, Instruments)
		}
		c.oneOf("change", v.Change, Changes)
		c.short("words", v.Words)
		if n > 0 && First(v.Date).Before(First(k.Versions[n-1].Date)) {
			c.wrong(v.Date, "", "the versions are not in the order of their dates")
		}
	}
	if len(k.History) == 0 {
		c.wrong("", "[[status]] with date, status and text", "the commitment has no status")
	}
	for n, s := range k.History {
		c.day("status", s.Date)
		c.oneOf("status", s.Status, CommitmentStatuses)
		if n > 0 && First(s.Date).Before(First(k.History[n-1].Date)) {
			c.wrong(s.Date, "", "the statuses are not in the order of their dates")
		}
	}
	if k.Source == "" && !slices.ContainsFunc(k.History, func(b Became) bool { return b.Status == "unsourced" }) {
		c.wrong("made_in", "", "a commitment without made_in has the status unsourced")
	}
	c.sources(k.Sources)
}

func (c *checker) thread(t *Thread) {
	c.at(Threads, t.ID)
	c.needed("title", t.Title)
	c.eachOf("programs", t.Programs, Programs)
	for n, s := range t.Steps {
		c.day("step", s.Date)
		c.oneOf("kind", s.Kind, Steps)
		c.oneOf("confidence", s.Status, Statuses)
		c.refers("by", s.By, Actors, Organisations)
		if s.Instrument != "" {
			c.refers("instrument", s.Instrument, Instruments)
		}
		if s.Answers < 0 || s.Answers > n {
			c.wrong(s.Date, "steps are counted from 1, and an answer comes after what it answers", "the step of %s answers step %d", s.Date, s.Answers)
		}
		if n > 0 && First(s.Date).Before(First(t.Steps[n-1].Date)) {
			c.wrong(s.Date, "", "the steps are not in the order of their dates")
		}
	}
}

func (c *checker) quotation(q *Quotation) {
	c.at(Quotations, q.ID)
	c.refers("speaker", q.Speaker, Actors, Organisations, Instruments)
	c.oneOf("fault", q.Fault, Faults)
	c.oneOf("found", q.Found, Found)
	c.oneOf("status", q.Status, Statuses)
	c.needed("note", q.Note)
	c.short("original", q.Original)
	c.span(q.Printed)
	c.sources(q.Sources)
}
