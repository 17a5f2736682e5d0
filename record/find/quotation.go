package find

// quote is a quotation in the text: its words without the marks, in tokens.
type quote struct {
	span           // the words
	outer     span // with the marks
	opened    bool // the paragraph ended before the quotation did
	continues bool // begins where the paragraph before left it open
	single    bool
	speaker   string
	at        string // before, after, split, continued
	reason    string
}

// longestQuote is the most paragraphs that one quotation goes over.
const longestQuote = 12

// findQuotations proposes quotations with who speaks. A mark without its
// partner ends with its paragraph, so that one lost mark spoils one paragraph.
func (p *page) findQuotations() {
	p.readQuotes()
	for n := range p.quotes {
		p.attribute(n)
	}
	for n := range p.quotes {
		p.carry(n)
	}
	for _, q := range p.quotes {
		words := 0
		for i := q.from; i < q.to; i++ {
			if p.classAt(i) == word {
				words++
			}
		}
		if words < 3 || q.speaker == "" && words < 5 {
			continue // a term or a title, not speech
		}
		extent := "part"
		if p.capital(q.from) && words >= 5 && p.is(q.to-1, ".", ",", "!", "?", "—", "–") || words > 25 {
			extent = "whole"
		}
		reason := q.reason
		if reason == "" {
			reason = "words between quotation marks; who speaks is not said nearby"
		}
		p.propose(QuotationKind, q.from, q.to, reason, "speaker", q.speaker, "at", q.at, "extent", extent)
	}
}

// readQuotes pairs the marks.
func (p *page) readQuotes() {
	for i := 0; i < len(p.tok); i++ {
		switch p.tok[i].class {
		case open:
			i = p.readQuote(i, closing) - 1
		case sopen:
			i = p.readQuote(i, sclose) - 1
		}
	}
}

// readQuote reads one quotation from its opening mark and says where to go on.
func (p *page) readQuote(at int, close class) int {
	para, paras := p.tok[at].para, 1
	i := at + 1
	for ; i < len(p.tok); i++ {
		t := p.tok[i]
		if t.para != para {
			goesOn := paras < longestQuote && close == closing && !p.endsSentence(i-1) && t.class != open && !p.reopened(i)
			if !goesOn {
				p.addQuote(at, i, i, true, close)
				return i
			}
			para, paras = t.para, paras+1
		}
		if t.class == close && !(close == sclose && p.possessive(i) && p.closesLater(i)) {
			p.addQuote(at, i, i+1, false, close)
			return i + 1
		}
		if t.class == open && close == closing && i > at+1 && p.lostMark(i) {
			p.addQuote(at, i, i, true, close)
			return i
		}
	}
	p.addQuote(at, i, i, true, close)
	return i
}

// reopened reports whether the new paragraph speaks for itself: its first mark
// opens a quotation, so the one before was left open by mistake.
func (p *page) reopened(i int) bool {
	para := p.tok[i].para
	for ; i < len(p.tok) && p.tok[i].para == para; i++ {
		switch p.tok[i].class {
		case open:
			return true
		case closing:
			return false
		}
	}
	return true
}

// lostMark reports whether a second opening mark in one paragraph begins a new
// quotation: a verb of saying stands between.
func (p *page) lostMark(i int) bool {
	s := p.sentenceOf(i)
	for at := max(s.from, i-8); at < i; at++ {
		if p.in(at, saidVerbs) {
			return true
		}
	}
	return false
}

// closesLater reports whether another closing single mark follows in the sentence.
func (p *page) closesLater(i int) bool {
	s := p.sentenceOf(i)
	for at := i + 1; at < s.to && at < i+60; at++ {
		if p.classAt(at) == sclose {
			return true
		}
	}
	return false
}

func (p *page) endsSentence(i int) bool {
	return i >= 0 && (p.is(i, ".", "!", "?", ":", "…") || p.classAt(i) == closing)
}

func (p *page) addQuote(at, end, outerEnd int, opened bool, close class) {
	if end <= at+1 {
		return
	}
	q := quote{span: span{at + 1, end}, outer: span{at, outerEnd}, opened: opened, single: close == sclose}
	if n := len(p.quotes); n > 0 && p.quotes[n-1].opened && p.tok[at].para == p.tok[p.quotes[n-1].to-1].para+1 && (at == 0 || p.tok[at-1].para != p.tok[at].para) {
		q.continues = true
	}
	if q.single && (opened || end-at > 120) {
		return // an apostrophe, most likely
	}
	p.quotes = append(p.quotes, q)
}
