package find

import "strings"

// instrumentTypes are the nouns for an instrument, with its type.
var instrumentTypes = map[string]string{"letter": "letter", "letters": "letter", "memo": "memo", "memos": "memo", "memorandum": "memo", "memoranda": "memo", "guidance": "guidance", "guidelines": "guidance", "guideline": "guidance",
	"report": "report", "reports": "report", "directive": "directive", "directives": "directive", "subpoena": "subpoena", "resolution": "resolution", "ordinance": "ordinance", "complaint": "complaint", "lawsuit": "complaint",
	"injunction": "court order", "proclamation": "proclamation", "testimony": "testimony", "audit": "report", "remarks": "remarks", "petition": "petition", "brief": "brief", "moa": "agreement", "mou": "agreement", "opinion": "opinion"}

// needsMore are types that are also plain words: only with a date, a title, or
// somebody who made them, or as "the letter".
var needsMore = set(`report reports opinion brief resolution complaint petition testimony audit`)

// findInstruments proposes letters, memos, orders, guidance and reports that
// the text refers to.
func (p *page) findInstruments() {
	for i := 0; i < len(p.tok); i++ {
		if p.tok[i].class != word || p.owner[i] >= 0 {
			continue
		}
		kind, from, to := p.instrumentAt(i)
		if kind == "" {
			continue
		}
		p.instrument(kind, from, to)
		i = to - 1
	}
}

// instrumentAt reads the noun for an instrument with the words before it that
// belong to it.
func (p *page) instrumentAt(i int) (kind string, from, to int) {
	low := p.tok[i].low
	switch {
	case (low == "order" || low == "orders") && p.is(i-1, "executive", "restraining", "court"):
		kind = map[string]string{"executive": "executive order", "restraining": "court order", "court": "court order"}[p.tok[i-1].low]
		return kind, p.phraseStart(i - 1), p.orderNumber(i + 1)
	case low == "statement" && p.is(i-1, "policy"):
		return "policy statement", p.phraseStart(i - 1), i + 1
	case low == "agreement" && p.is(i-1, "memorandum") || low == "memorandum" && p.is(i+1, "of"):
		if p.is(i+2, "agreement", "understanding") {
			return "agreement", p.phraseStart(i), i + 3
		}
		return "memo", p.phraseStart(i), i + 1
	case low == "statement" && (p.is(i-1, "following", "joint") || p.in(i-1, determiners) && p.is(i-2, "in", "issued", "released")):
		return "statement", p.phraseStart(i), i + 1
	case low == "bill" && p.is(i-1, "house", "senate", "assembly") && p.classAt(i+1) == number:
		return "law", i - 1, i + 2
	case low == "h.r" && p.classAt(i+1) == number:
		return "law", i, i + 2
	case (low == "act" || low == "bill") && p.tok[i].cap && p.capital(i-1) && p.sameLine(i) && !p.sentenceOf(i).heading:
		return "law", p.capitalsBefore(i), i + 1
	}
	kind = instrumentTypes[low]
	if kind == "" {
		return "", 0, 0
	}
	if !p.aNoun(i) {
		return "", 0, 0
	}
	return kind, p.phraseStart(i), i + 1
}

// aNoun tells "a report" from "they report", "the brief" from "a brief visit".
func (p *page) aNoun(i int) bool {
	low := p.tok[i].low
	if s := p.sentenceOf(i); s.to-s.from == 1 || low == "opinion" && p.is(i-1, "my", "our") && p.is(i-2, "in") {
		return false // the name of its kind on the document itself, or a mere view
	}
	if p.is(i+1, "head") || p.is(i-1, "to", "will", "would", "not", "they", "we", "who", "must", "can") && low != "guidance" {
		return false
	}
	if !needsMore[low] && low != "remarks" {
		return true
	}
	if p.is(i+1, "crimes", "crime", "it", "them", "that") && !p.in(i-1, determiners) {
		return false
	}
	start := p.phraseStart(i)
	return start < i && (p.in(start, determiners) || p.possessive(start) || p.nearDate(start, i)) && !plural(p.low(i+1)) || p.is(i+1, "by", "from", "titled", "entitled", "of") && start < i
}

func (p *page) nearDate(from, to int) bool {
	for i := max(from-2, 0); i < to; i++ {
		if p.dated[i] {
			return true
		}
	}
	return false
}

func (p *page) orderNumber(i int) int {
	if p.is(i, "no") {
		i++
	}
	if p.classAt(i) == number && p.sameLine(i) && !p.dated[i] {
		return i + 1
	}
	if p.is(i-1, "no") {
		return i - 1
	}
	return i
}

// phraseStart goes left over adjectives, names and a determiner.
func (p *page) phraseStart(i int) int {
	from := i
	for steps := 0; from > 0 && steps < 8 && p.sameLine(from); steps++ {
		b := from - 1
		if p.in(b, determiners) {
			return b
		}
		if p.classAt(b) != word && !p.possessive(b) && !p.dated[b] || stopWords[p.tok[b].low] || prepositions[p.tok[b].low] || saidVerbs[p.tok[b].low] || p.verbLike(b) {
			return from
		}
		from = b
	}
	return from
}

// verbLike reports whether a word before a noun is a verb that takes it.
func (p *page) verbLike(i int) bool {
	return p.is(i, "sent", "send", "sending", "issue", "issued", "issues", "issuing", "release", "released", "sign", "signed", "signing", "publish", "published", "wrote", "write", "writing", "receive", "received", "follow", "followed", "rescind", "rescinded",
		"cite", "cited", "citing", "revoke", "revoked", "led", "join", "joined", "withdraw", "terminate", "new", "read", "see", "per", "announced", "obtain", "obtained", "adopt", "adopted", "file", "filed", "approve", "approved", "review", "reviewed", "ignore", "ignored") && !p.is(i, "new")
}

func (p *page) capitalsBefore(i int) int {
	from := i
	for from > 0 && i-from < 8 && p.sameLine(from) && (p.capital(from-1) && !sentenceOpeners[p.tok[from-1].low] || p.is(from-1, "and", "of", "for", "in", "to") && p.capital(from-2)) {
		from--
	}
	return from
}

// instrument proposes it with what stands around: a date, a title, who wrote
// it, and to whom.
func (p *page) instrument(kind string, from, to int) {
	s := p.sentenceOf(from)
	var date, title, author, addressee string
	for i := from; i < to; i++ {
		if m, ok := p.at(i); ok && author == "" {
			author = m.name
		}
		if p.dated[i] && date == "" {
			date = p.dateWords(i)
		}
	}
	for i := to; i < s.to && i < to+14; i++ {
		m, held := p.at(i)
		switch {
		case p.is(i-1, "of", "dated", "on") && p.dated[i] && date == "", p.dated[i] && date == "" && i < to+8:
			date = p.dateWords(i)
		case held && addressee == "" && (p.is(m.from-1, "to") || p.is(m.from-2, "to") && p.in(m.from-1, determiners) || m.kind == PersonKind && p.titleBetween("to", m.from)):
			addressee = m.name
		case held && author == "" && (p.is(m.from-1, "by", "from") || p.is(m.from-2, "by", "from") && p.in(m.from-1, determiners)):
			author = m.name
		case title == "" && i <= to+3 && (p.classAt(i) == open || p.classAt(i) == sopen) && p.is(i-1, ",", "titled", "entitled", "called", "on"):
			title = p.quotedTitle(i, s.to)
		}
		if p.is(i, ".", ";") {
			break
		}
	}
	p.propose(InstrumentKind, from, to, "a noun for an instrument: "+strings.ToLower(p.plain(to-1, to)), "type", kind, "title", title, "date", date, "author", author, "addressee", addressee)
}

// titleBetween reports whether the word stands before the title of a name:
// "to Secretary NAME".
func (p *page) titleBetween(preposition string, from int) bool {
	for i := from - 1; i >= 0 && i >= from-8 && p.tok[i].sent == p.tok[from].sent; i-- {
		if p.is(i, preposition) {
			return true
		}
		if p.classAt(i) != word {
			return false
		}
	}
	return false
}

func (p *page) dateWords(i int) string {
	from, to := i, i
	for from > 0 && p.dated[from-1] {
		from--
	}
	for to < len(p.tok) && p.dated[to] {
		to++
	}
	return p.plain(from, to)
}

func (p *page) quotedTitle(i, limit int) string {
	for at := i + 1; at < limit; at++ {
		if c := p.classAt(at); c == closing || c == sclose {
			return strings.TrimRight(p.plain(i+1, at), ",. ")
		}
	}
	return ""
}
