package publish

// An exhibit is one answer as the pages of the records show it: the numbers, the
// picture, the table twin, what to know, or why there is none. The records are
// many and a lake holds some of them: each exhibit stands or explains itself
// alone, and a page is never half empty without a word.

import (
	"context"
	"errors"
	"html/template"
	"slices"
	"strings"

	"detangle"
)

// exhibit is an answer with its picture.
type exhibit struct {
	*Answer
	Chart  template.HTML
	Narrow template.HTML // the drawing for a phone, where it is another one
	Cross  *cross
	Page   string // its Finding
}

// Held reports whether there is something to show.
func (e *exhibit) Held() bool { return e != nil && e.Refusal == nil && len(e.Rows) > 0 }

// Whole is the number of an answer that is not split.
func (e *exhibit) Whole() Figure { return e.Figure("") }

// inquire asks a question that the lake or the record may not be able to answer.
// What is asked of a value that no row has is refused in the measure's words.
func (s *Site) inquire(ctx context.Context, q detangle.Question) (*exhibit, error) {
	a, err := s.ask(ctx, q)
	if p := (problem{}); errors.As(err, &p) && p.status < 500 {
		reason, _, _ := strings.Cut(err.Error(), "\nhint: ")
		f := detangle.Finding{Measure: q.Name, Where: q.Where, By: q.By, Refusal: &detangle.Refusal{Code: "not_in_record", Reason: reason}}
		return &exhibit{Answer: newAnswer(f, s.words)}, nil
	}
	if err != nil {
		return nil, err
	}
	return &exhibit{Answer: a, Page: pageOf(a.Q)}, nil
}

// about is a question of a measure under filters; where is not changed.
func about(name string, where map[string]string, by ...string) detangle.Question {
	kept := map[string]string{}
	for k, v := range where {
		if v != "" {
			kept[k] = v
		}
	}
	return detangle.Question{Name: name, Where: kept, By: by}
}

// asked answers several questions into their places.
func (s *Site) asked(ctx context.Context, questions map[**exhibit]detangle.Question) error {
	for to, q := range questions {
		e, err := s.inquire(ctx, q)
		if err != nil {
			return err
		}
		*to = e
	}
	return nil
}

// cross is a table of two keys: one down, one across, with the totals that
// another answer gives, since a page adds nothing up.
type cross struct {
	Down, Across string // names of the keys
	Columns      []template.HTML
	Values       []string // of the key across
	Rows         []crossRow
	Totals       bool
}

type crossRow struct {
	Key   string
	Label template.HTML
	Cells []Figure
	Total Figure
}

// crossOf lays an answer out by two keys. Totals is by the key down alone, or nil.
func (s *Site) crossOf(e *exhibit, down, across string, totals *exhibit) *cross {
	if !e.Held() {
		return nil
	}
	c := &cross{Down: s.words.keyTitle(down), Across: s.words.keyTitle(across), Values: e.KeysOf(across), Totals: totals.Held()}
	order := s.words.order(across)
	slices.SortStableFunc(c.Values, func(a, b string) int { return order(a) - order(b) })
	for _, v := range c.Values {
		c.Columns = append(c.Columns, s.valueName(e.Answer, across, v))
	}
	for _, key := range e.KeysOf(down) {
		row := crossRow{Key: key, Label: s.valueName(e.Answer, down, key)}
		for _, v := range c.Values {
			row.Cells = append(row.Cells, e.Cell(down, key, across, v))
		}
		if c.Totals {
			row.Total = totals.Figure("", down, key)
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

// Cell prints a number that may be missing from the answer: nothing was counted,
// which is no link. A withheld number is said to be withheld.
func (a *Answer) Cell(pairs ...string) Figure {
	row, ok := a.Row(pairs...)
	switch {
	case !ok:
		return Figure{Known: true, Text: "0", HTML: template.HTML(`<span class="zero">0</span>`)}
	case row.Suppressed:
		return Figure{Row: row, Text: a.words.Plain("exhibit.withheld"), HTML: template.HTML(`<a class="fig withheld" href="` + template.HTMLEscapeString(pageOf(a.Q)) + `" title="` +
			template.HTMLEscapeString(a.words.Plain("exhibit.withheld_why")) + `">` + template.HTMLEscapeString(a.words.Plain("exhibit.withheld")) + `</a>`)}
	}
	return a.Figure("", pairs...)
}

// valueName writes a key's value for people: the page's own words, a link, the
// name that the measure gives, or the value as it was printed.
func (s *Site) valueName(a *Answer, key, value string) template.HTML {
	if value == "" {
		return template.HTML(`<span class="refused">` + template.HTMLEscapeString(s.words.Plain("exhibit.notknown")) + `</span>`)
	}
	if word := strings.ReplaceAll("value."+key+"_"+value, " ", "_"); s.words.Has(word) {
		return s.words.HTML(word)
	}
	if key == "model" && strings.Contains(value, "+") {
		var chips []string
		for _, m := range strings.Split(value, "+") {
			chips = append(chips, string(s.chip(detangle.Model(m))))
		}
		return template.HTML(strings.Join(chips, " "))
	}
	if key == "source" {
		return template.HTML(template.HTMLEscapeString(s.sourceTitle(value)))
	}
	name := s.keyName(key, value)
	if string(name) != template.HTMLEscapeString(value) {
		return name
	}
	for _, r := range a.Rows {
		if r.Keys[key] == value && r.Labels[key] != "" {
			return template.HTML(template.HTMLEscapeString(r.Labels[key]))
		}
	}
	return name
}

// keyTitle is the heading of a key's column.
func (w *Words) keyTitle(key string) string {
	if w.Has("key." + key) {
		return w.Plain("key." + key)
	}
	return strings.ReplaceAll(key, "_", " ")
}

// holdOrder is how holds stand to a deadline, from none to the longest.
var holdOrder = []string{"none", "up to the deadline", "beyond the deadline", "not known"}

// order puts outcomes and standings as pages show them, others behind, as they come.
func (w *Words) order(key string) func(string) int {
	known := map[string][]string{"outcome": outcomes, "standing": append(slices.Clone(standings), "ticked", "not ticked", "blank", "no column"), "model": {"JEM", "WSO", "TFM"},
		"band": {"before", "same day", "1 to 2 days", "3 to 7 days", "8 to 30 days", "over 30 days"},
		"past": holdOrder, "past_form": holdOrder}[key]
	return func(v string) int {
		if i := slices.Index(known, v); i >= 0 {
			return i
		}
		if v == "" {
			return 1 << 16
		}
		return 1 << 15
	}
}
