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
		c.cites(d.Source)
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

// cites checks what a source says of itself: words, or the id of a document or an instrument.
func (c *checker) cites(source string) {
	if idPattern.MatchString(source) && strings.Contains(source, "-") {
		c.refers("source", source, Documents, Instruments)
	}
}

// bounds checks the bounds of a count against one another and against its words.
func (c *checker) bounds(words, unit string, low, high *int) {
	c.needed("words", words)
	c.needed("unit", unit)
	if low == nil && high == nil {
		c.wrong(words, `"over 60" has low = 61; a word such as "numerous" has low = 2`, "the count %q has neither low nor high", words)
		return
	}
	if low != nil && high != nil && *low > *high {
		c.wrong(words, "", "the count %q: low %d is above high %d", words, *low, *high)
		return
	}
	if said, ok := ReadCount(words); ok && said.String() != (Range{low, high}).String() {
		c.wrong(words, "", "the count %q means %s, and the file says %s", words, said, Range{low, high})
	}
}

// bound checks a count as it was reported.
func (c *checker) bound(b Bound) {
	c.bounds(b.Words, b.Unit, b.Low, b.High)
	c.needed("source", b.Source)
	c.cites(b.Source)
	if b.AsOf != "" {
		c.day("as_of", b.AsOf)
	}
}
