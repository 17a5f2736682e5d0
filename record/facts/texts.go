package facts

import (
	"fmt"
	"slices"
	"strings"
)

// Texts returns the text of a document whose file has this SHA-256; ok is false where it is not
// at hand.
type Texts func(sha256 string) (text string, ok bool)

// CheckTexts compares every span, count and expression of time with the texts of the documents that
// are at hand, and returns how many documents were compared. A file is told by its SHA-256, so a
// text that was changed is not at hand.
func (r *Record) CheckTexts(texts Texts) (found []Problem, compared int) {
	bodies := map[string][]rune{}
	for _, d := range r.Documents {
		if text, ok := texts(d.File); ok && d.File != "" {
			bodies[d.ID] = []rune(text)
			compared++
		}
	}
	c := &checker{record: r}
	for _, d := range r.Documents {
		c.at(Documents, d.ID)
		for _, q := range d.Counts {
			c.stands(bodies, Span{d.ID, q.From, q.To, q.Words})
		}
		for _, w := range d.Whens {
			c.stands(bodies, Span{d.ID, w.From, w.To, w.Words})
		}
	}
	for _, i := range r.Instruments {
		c.at(Instruments, i.ID)
		for _, m := range i.Mentions {
			c.stands(bodies, m.Span)
		}
	}
	for _, k := range r.Commitments {
		c.at(Commitments, k.ID)
		for _, v := range k.Versions {
			if body, ok := bodies[v.Document]; ok && v.Words != "" && !strings.Contains(string(body), v.Words) {
				c.wrong(v.Words, "quote the words as they stand there", "the words %q do not stand in %s", v.Words, v.Document)
			}
		}
	}
	for _, q := range r.Quotations {
		c.at(Quotations, q.ID)
		c.stands(bodies, q.Printed)
	}
	return c.found, compared
}

// stands compares a span with the text of its document, if that is at hand.
func (c *checker) stands(bodies map[string][]rune, s Span) {
	body, ok := bodies[s.Document]
	if !ok {
		return
	}
	if s.From < 0 || s.To > len(body) || s.From > s.To {
		c.wrong(s.Words, "", "the span %d to %d lies outside of %s, which has %d characters", s.From, s.To, s.Document, len(body))
		return
	}
	if there := string(body[s.From:s.To]); there != s.Words {
		hint := "the words are not in the text"
		if at := strings.Index(string(body), s.Words); at >= 0 {
			from := len([]rune(string(body)[:at]))
			hint = fmt.Sprintf("they stand at from = %d, to = %d", from, from+len([]rune(s.Words)))
		}
		c.wrong(s.Words, hint, "characters %d to %d of %s are %q, not %q", s.From, s.To, s.Document, there, s.Words)
	}
}

// Notes says what an editor should know and need not mend: instruments and documents that carry
// several dates, all of which are kept, and statements that nobody has confirmed.
func (r *Record) Notes() (all []Problem) {
	c := &checker{record: r}
	note := func(kind, id, status string, dates []Dated) {
		c.at(kind, id)
		var list []string
		for _, d := range dates {
			if word := d.Date + " (" + d.Of + ")"; !slices.Contains(list, word) {
				list = append(list, word)
			}
		}
		if len(list) > 1 {
			c.wrong("", "", "carries %d dates, all kept: %s", len(list), strings.Join(list, ", "))
		}
		if status == "unconfirmed" || status == "open" {
			c.wrong("status", "", "is %s: no document that was opened says so", status)
		}
	}
	for _, d := range r.Documents {
		note(Documents, d.ID, "", d.Dates)
	}
	for _, i := range r.Instruments {
		note(Instruments, i.ID, i.Status, i.Dates)
	}
	for _, q := range r.Quotations {
		note(Quotations, q.ID, q.Status, nil)
	}
	return c.found
}
