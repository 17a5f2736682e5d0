package quote

import (
	"slices"
	"strings"
)

// Office is a title that a person held, From and To as ISO dates, empty where they
// are not known.
type Office struct {
	Person string   // an id, for the answer
	Name   string   // first and last
	Also   []string // other names, without title
	Title  string   // Secretary of Homeland Security
	From   string
	To     string
}

// TitleFault is a title that a quotation gives to somebody who did not hold it.
type TitleFault struct {
	Text      int      `json:"-"`
	Quotation int      `json:"-"`
	Span               // title and name
	Person    string   `json:"person"`
	Title     string   `json:"title"` // as printed
	Held      []string `json:"held"`  // the titles held until then
}

// titleWords are the words before a name that give a title, each with the word by
// which offices have it.
var titleWords = map[string]string{
	"director": "director", "secretary": "secretary", "sec": "secretary", "senator": "senator", "sen": "senator", "senators": "senator", "sens": "senator",
	"representative": "representative", "rep": "representative", "congressman": "representative", "congresswoman": "representative", "representatives": "representative", "reps": "representative",
	"president": "president", "governor": "governor", "gov": "governor", "sheriff": "sheriff", "administrator": "administrator", "commissioner": "commissioner",
	"chief": "chief", "mayor": "mayor", "judge": "judge", "justice": "justice", "chairman": "chair", "chairwoman": "chair", "chair": "chair", "speaker": "speaker",
	"general": "general", "ambassador": "ambassador", "undersecretary": "undersecretary", "czar": "czar",
}

// Titles finds titles inside of quotations that the person never held by the date of
// the text. Who held an office once keeps the title by courtesy. A person is
// known by the full name, which must stand somewhere in the text.
func (c *Corpus) Titles(offices []Office) (all []TitleFault) {
	people := peopleOf(offices)
	for i := range c.texts {
		d := c.side(i)
		for _, p := range people {
			if !p.namedIn(d) {
				continue
			}
			for k, q := range c.marks[i] {
				if q.Depth == 1 {
					all = append(all, c.titlesIn(i, k, q, d, p)...)
				}
			}
		}
	}
	return all
}

type officeHolder struct {
	id      string
	full    []uint64   // keys of the full name
	names   [][]uint64 // of all names, the longest first
	offices []Office
}

// peopleOf gathers offices by person, in the order of the first office.
func peopleOf(offices []Office) (people []*officeHolder) {
	at := map[string]*officeHolder{}
	for _, o := range offices {
		p := at[o.Person]
		if p == nil {
			p = &officeHolder{id: o.Person}
			at[o.Person] = p
			people = append(people, p)
		}
		p.offices = append(p.offices, o)
		full := keysOf(o.Name)
		if len(full) < 2 {
			continue
		}
		p.full = full
		p.names = append(p.names, full, full[len(full)-1:])
		for _, n := range o.Also {
			if keys := keysOf(n); len(keys) > 0 {
				p.names = append(p.names, keys)
			}
		}
	}
	for _, p := range people {
		slices.SortStableFunc(p.names, func(a, b []uint64) int { return len(b) - len(a) })
	}
	return people
}

func keysOf(s string) (keys []uint64) {
	for _, w := range words(s) {
		keys = append(keys, w.key)
	}
	return keys
}

func (p *officeHolder) namedIn(d side) bool {
	for i := range d.words {
		if len(p.full) > 0 && begin(d.words[i:], p.full) {
			return true
		}
	}
	return false
}

func begin(list []word, keys []uint64) bool {
	if len(list) < len(keys) {
		return false
	}
	for i, k := range keys {
		if list[i].key != k {
			return false
		}
	}
	return true
}

func (c *Corpus) titlesIn(text, quotation int, q Quotation, d side, p *officeHolder) (all []TitleFault) {
	from, to := within(d.words, q.Span)
	for i := from + 1; i < to; i++ {
		n := 0
		for _, name := range p.names {
			if begin(d.words[i:to], name) {
				n = len(name)
				break
			}
		}
		title, ok := titleWords[d.folded(i-1)]
		if n == 0 || !ok || i-2 >= from && slices.Contains([]string{"former", "ex", "then", "late"}, d.folded(i-2)) {
			continue
		}
		if held := p.held(c.texts[text].Date); len(held) > 0 && !holds(held, title) {
			all = append(all, TitleFault{text, quotation, spanOf(d.words, i-1, i+n), p.id, d.text(Range{i - 1, i}), held})
		}
	}
	return all
}

// held lists the titles that a person had by a date.
func (p *officeHolder) held(date string) (titles []string) {
	for _, o := range p.offices {
		if o.From == "" || date == "" || o.From <= date {
			titles = append(titles, o.Title)
		}
	}
	return titles
}

func holds(titles []string, word string) bool {
	return slices.ContainsFunc(titles, func(t string) bool {
		return slices.ContainsFunc(strings.FieldsFunc(t, func(r rune) bool { return !isWordRune(r) }), func(w string) bool {
			w = fold(w)
			return w == word || titleWords[w] == word || strings.HasPrefix(w, word)
		})
	})
}
