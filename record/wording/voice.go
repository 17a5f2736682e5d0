package wording

import (
	"slices"
	"time"
	"unicode/utf8"

	"detangle/record/facts"
	"detangle/record/quote"
)

// voices gives quotations to the instruments that the record says they quote: by a
// claim whose words are a quotation and whose check cites an instrument, or by a fault
// that was entered for an instrument.
func (r *reader) voices() {
	at := map[string]int{}
	for i, t := range r.texts {
		at[t.ID] = i
	}
	give := func(file string, from, to int, id string) {
		instrument := r.Record.Instrument(id)
		i, ok := at[file]
		if instrument == nil || !ok {
			return
		}
		v := quote.Voice{ID: id}
		if d := r.Record.Document(id); d != nil && r.byID[d.File] != nil {
			v.ID = d.File // the instrument itself is here
		}
		if day, ok := instrument.Day(); ok {
			v.Date = day.Format(time.DateOnly)
		}
		t := &r.texts[i]
		if v.Span, ok = around(t.Body, from, to); ok {
			t.Voices = append(t.Voices, v)
		}
	}
	for _, q := range r.Record.Quotations {
		if d := r.Record.Document(q.Printed.Document); d != nil {
			give(d.File, q.Printed.From, q.Printed.To, q.Speaker)
		}
	}
	if r.Claims == nil {
		return
	}
	for _, c := range r.Claims.Claims {
		if c.Type == "quotation" || slices.Contains(c.Also, "quotation") {
			give(c.Said.File, c.Said.From, c.Said.To, c.Check.Instrument)
		}
	}
}

// voice is the record's id of a voice.
func (r *reader) voice(id string) string {
	if d := r.facts[id]; d != nil {
		return d.ID
	}
	return id
}

// voiceAt is the record's id of the voice in which a stretch of a text speaks.
func (r *reader) voiceAt(text int, s quote.Span) string {
	for _, v := range r.corpus.Texts()[text].Voices {
		if v.From <= s.From && s.To <= v.To && s.From < s.To {
			return r.voice(v.ID)
		}
	}
	return ""
}

// around is the outer quotation of a text that holds most of a stretch, given in
// characters.
func around(body string, from, to int) (quote.Span, bool) {
	s, ok := inBytes(body, from, to)
	if !ok {
		return s, false
	}
	for _, q := range quote.Find(body) {
		if common := min(q.To, s.To) - max(q.From, s.From); q.Depth == 1 && 2*common > s.To-s.From {
			return q.Span, true
		}
	}
	return s, false
}

// inBytes turns a span of characters, as the record counts, into one of bytes.
func inBytes(body string, from, to int) (s quote.Span, ok bool) {
	if from < 0 || to < from || to > utf8.RuneCountInString(body) {
		return s, false
	}
	n := 0
	s.To = len(body)
	for i := range body {
		if n == from {
			s.From = i
		}
		if n == to {
			s.To = i
			break
		}
		n++
	}
	return s, true
}

// offices lists the titles that the record gives to people, each from its first day on.
func (r *reader) offices() (all []quote.Office) {
	for _, a := range r.Record.Actors {
		for _, role := range a.Roles {
			all = append(all, quote.Office{Person: a.ID, Name: a.Name, Also: a.Aliases, Title: role.Title, From: role.From, To: role.To})
		}
	}
	return all
}

// printedAt is where a curated fault stands in a text that is here.
func (r *reader) printedAt(q *facts.Quotation) (text int, s quote.Span, ok bool) {
	d := r.Record.Document(q.Printed.Document)
	if d == nil || d.File == "" {
		return 0, s, false
	}
	text = slices.IndexFunc(r.corpus.Texts(), func(t quote.Text) bool { return t.ID == d.File })
	if text < 0 {
		return 0, s, false
	}
	body := r.corpus.Texts()[text].Body
	s, ok = inBytes(body, q.Printed.From, q.Printed.To)
	return text, s, ok && body[s.From:s.To] == q.Printed.Words
}
