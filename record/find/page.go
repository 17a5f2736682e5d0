package find

import "strings"

// page is a text on its way through the rules.
type page struct {
	*Finder
	text  string
	tok   []token
	sents []sentence
	owner []int // of each token: the index of the mention that holds it, or -1

	mentions []mention
	people   people
	learnt   *matcher // organisations of this text
	quotes   []quote
	dated    []bool          // of each token: whether it is part of a date
	proper   map[string]bool // words with a capital inside a sentence: a heading's capitals say nothing
	out      []Proposal
}

// span is a run of tokens, from up to but without to.
type span struct{ from, to int }

// sentence is a run of tokens that ends with a full stop, a paragraph, or a
// line that stands for itself. A heading is one in which most words have
// capitals, so that capitals say nothing in it.
type sentence struct {
	span
	para    int
	heading bool
}

func newPage(f *Finder, text string) *page {
	p := &page{Finder: f, text: text, tok: tokens(text)}
	p.owner = make([]int, len(p.tok))
	for i := range p.owner {
		p.owner[i] = -1
	}
	p.split()
	return p
}

// longestSentence is the most tokens that are taken for one sentence, so that a
// text without full stops costs no more than another.
const longestSentence = 300

// split cuts the tokens into sentences.
func (p *page) split() {
	from := 0
	for i := range p.tok {
		last := i+1 == len(p.tok)
		if last || p.tok[i+1].para != p.tok[i].para || p.tok[i+1].broken || p.stops(i) || i-from+1 >= longestSentence {
			p.sents = append(p.sents, sentence{span: span{from, i + 1}, para: p.tok[i].para})
			from = i + 1
		}
	}
	p.proper = map[string]bool{}
	for n := range p.sents {
		s := &p.sents[n]
		s.heading = p.isHeading(s.span)
		for i := s.from; i < s.to; i++ {
			p.tok[i].sent = n
			if !s.heading && i > s.from && p.tok[i].cap {
				p.proper[p.tok[i].low] = true
			}
		}
	}
}

// stops reports whether a sentence ends after token i: a full stop, a question
// or exclamation mark, or the marks that close a quotation after one.
func (p *page) stops(i int) bool {
	next := p.tok[i+1]
	if next.class == closing || next.class == sclose || p.is(i+1, ")", "]", ".", "!", "?") {
		return false
	}
	if p.tok[i].class == word && next.cap && strings.HasSuffix(p.words(i, i+1), ".") {
		return opensSentence[next.low] // "... in the U.S. The ..."
	}
	end := i
	for end > 0 && (p.tok[end].class == closing || p.tok[end].class == sclose || p.is(end, ")", "]")) {
		end--
	}
	if !p.is(end, ".", "!", "?") {
		return false
	}
	return next.cap || next.class != word || end == i
}

// isHeading reports whether capitals say nothing in a run: five words or more
// of which nearly all longer ones begin with a capital.
func (p *page) isHeading(s span) bool {
	long, caps, all := 0, 0, 0
	for _, t := range p.tok[s.from:s.to] {
		if t.class == address {
			return false // a line for the press
		}
		if t.class != word {
			continue
		}
		all++
		if len(t.low) >= 4 {
			long++
			if t.cap {
				caps++
			}
		}
	}
	if p.is(s.to-1, ".") || all < 4 || p.is(s.from, "by") && all < 8 || p.in(s.from, honorifics) || p.is(s.from, "the", "dear") && p.in(s.from+1, honorifics) || p.isContact(s) {
		return false
	}
	return long >= 3 && caps*10 >= long*8 && !p.is(s.to-1, ":", ",")
}

// is reports whether the token is one of these marks or words (in lower case).
func (p *page) is(i int, any ...string) bool {
	if i < 0 || i >= len(p.tok) {
		return false
	}
	low := p.tok[i].low
	for _, a := range any {
		if a == low {
			return true
		}
	}
	return false
}

// in reports whether the token is a word of the set.
func (p *page) in(i int, set map[string]bool) bool {
	return i >= 0 && i < len(p.tok) && set[p.tok[i].low]
}

func (p *page) classAt(i int) class {
	if i < 0 || i >= len(p.tok) {
		return mark
	}
	return p.tok[i].class
}

// capital reports whether the token is a word with a capital.
func (p *page) capital(i int) bool {
	return i >= 0 && i < len(p.tok) && p.tok[i].class == word && p.tok[i].cap
}

// possessive reports whether the token is 's, or the apostrophe of a plural.
func (p *page) possessive(i int) bool {
	switch p.classAt(i) {
	case poss:
		return true
	case sclose:
		return i > 0 && p.tok[i-1].end == p.tok[i].start && strings.HasSuffix(p.tok[i-1].low, "s")
	}
	return false
}

// words is the text of a run of tokens.
func (p *page) words(from, to int) string {
	if from >= to {
		return ""
	}
	return p.text[p.tok[from].start:p.tok[to-1].end]
}

// plain is the same on one line.
func (p *page) plain(from, to int) string {
	return strings.Join(strings.Fields(p.words(from, to)), " ")
}

// sameLine reports whether token i continues the sentence of the one before.
func (p *page) sameLine(i int) bool {
	return i > 0 && i < len(p.tok) && p.tok[i].sent == p.tok[i-1].sent
}

// sentenceOf is the sentence that holds the token.
func (p *page) sentenceOf(i int) sentence { return p.sents[p.tok[i].sent] }

// mention is a person or an organisation at a place in the text.
type mention struct {
	span
	kind   Kind
	name   string
	key    int // of a person: its index in people; of others -1
	role   string
	of     string // the organisation of the role
	party  string
	state  string
	alias  string
	reason string
}

// claim takes tokens for a mention, unless others hold some of them.
func (p *page) claim(m mention) bool {
	for i := m.from; i < m.to; i++ {
		if p.owner[i] >= 0 {
			return false
		}
	}
	p.mentions = append(p.mentions, m)
	for i := m.from; i < m.to; i++ {
		p.owner[i] = len(p.mentions) - 1
	}
	return true
}

// free reports whether no mention holds any of the tokens.
func (p *page) free(from, to int) bool {
	for i := from; i < to; i++ {
		if p.owner[i] >= 0 {
			return false
		}
	}
	return true
}

// at is the mention that holds a token.
func (p *page) at(i int) (*mention, bool) {
	if i < 0 || i >= len(p.owner) || p.owner[i] < 0 {
		return nil, false
	}
	return &p.mentions[p.owner[i]], true
}

// isContact reports whether a line names whom the press may ask.
func (p *page) isContact(s span) bool {
	for i := s.from; i < s.to && i < s.from+4; i++ {
		if p.is(i, "contact", "contacts") && p.is(i+1, ":") {
			return true
		}
	}
	return false
}
