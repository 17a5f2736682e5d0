package find

import (
	"sort"
	"strings"
)

// Who speaks: a quotation is given to the person or body that the words around it
// name, before it, after it, or by the quotation that it goes on from.

// attribute looks for who speaks: behind the words, before them, and for a part
// of a sentence in the verb that introduces it.
func (p *page) attribute(n int) {
	q := &p.quotes[n]
	if q.continues {
		return
	}
	if who, ok := p.speakerAfter(*q); ok {
		q.speaker, q.at, q.reason = who, "after", "a verb of saying behind the words"
		return
	}
	if who, ok := p.speakerBefore(*q); ok {
		q.speaker, q.at, q.reason = who, "before", "a verb of saying before the words"
	}
}

// carry gives the speaker on: to the second part of a split quotation, to the
// paragraphs that continue one, and to a whole paragraph of speech after one.
func (p *page) carry(n int) {
	q := &p.quotes[n]
	if n == 0 || q.speaker != "" {
		return
	}
	prev := p.quotes[n-1]
	if prev.speaker == "" {
		return
	}
	before, first := p.tok[prev.outer.to-1].para, p.tok[q.outer.from].para
	starts := q.outer.from == 0 || p.tok[q.outer.from-1].para != first
	switch {
	case q.continues:
		q.speaker, q.at, q.reason = prev.speaker, "continued", "the quotation of the paragraph before goes on"
	case before == first && prev.at == "after" && p.between(prev, *q):
		q.speaker, q.at, q.reason = prev.speaker, "split", "the same speaker goes on after the attribution"
	case first == before+1 && starts && p.ownParagraph(*q) && q.to-q.from > 8:
		q.speaker, q.at, q.reason = prev.speaker, "continued", "a paragraph of speech after one of the same speaker"
	}
}

// between reports whether nothing but the attribution stands between two parts:
// no other sentence.
func (p *page) between(a, b quote) bool {
	first, last := p.tok[min(a.outer.to, len(p.tok)-1)].sent, p.tok[b.outer.from].sent
	return last-first <= 1
}

// ownParagraph reports whether the quotation is all of its paragraph.
func (p *page) ownParagraph(q quote) bool {
	return q.outer.to >= len(p.tok) || p.tok[q.outer.to].para != p.tok[q.outer.to-1].para
}

// reach is how many tokens around a quotation an attribution may take.
const reach = 40

// speakerAfter reads `..., said NAME, ROLE` and `..., NAME said`.
func (p *page) speakerAfter(q quote) (string, bool) {
	i := q.outer.to
	if i >= len(p.tok) || p.tok[i].para != p.tok[i-1].para || q.opened {
		return "", false
	}
	if p.is(i-2, ".") && p.tok[i].sent != p.tok[i-1].sent {
		return "", false // the sentence ended inside the marks
	}
	for p.is(i, ",", "—", "–") {
		i++
	}
	if p.is(i, "according") && p.is(i+1, "to") {
		return p.subjectFrom(i + 2)
	}
	if p.in(i, saidVerbs) || p.is(i, "tweeted", "posted") {
		return p.subjectFrom(i + 1)
	}
	if p.is(i, "the", "a") && p.in(i+2, saidVerbs) || p.in(i, pronouns) && p.in(i+1, saidVerbs) {
		return p.subjectFrom(i)
	}
	m, ok := p.at(i)
	if p.in(i, determiners) && !ok {
		m, ok = p.at(i + 1)
	}
	if ok {
		for at := m.to; at < m.to+14 && p.sameLine(at) && p.classAt(at) != open; at++ {
			if p.in(at, saidVerbs) {
				return m.name, true
			}
		}
	}
	if p.classAt(i) == word && p.sameLine(i) {
		for at := i + 1; at < i+6 && p.sameLine(at) && p.classAt(at) == word; at++ {
			if p.is(at, "said", "says", "wrote", "added", "reads", "states") && p.in(at-1, speakerNouns) {
				return p.nounPhrase(at - 1), true
			}
		}
	}
	return "", false
}

// subjectFrom reads who speaks from token i on.
func (p *page) subjectFrom(i int) (string, bool) {
	if p.in(i, determiners) {
		i++
	}
	if p.in(i, pronouns) && i < len(p.tok) {
		return p.lastSpeaker(i), true
	}
	for at := i; at < i+14 && at < len(p.tok) && (at == i || p.tok[at].para == p.tok[i].para); at++ {
		if m, ok := p.at(at); ok {
			if m.kind == OrganisationKind {
				if person, ok := p.personSoon(m.to, at+10); ok {
					return person, true
				}
			}
			return m.name, true
		}
		if p.in(at, speakerNouns) && !p.titleOfNext(at) {
			return p.nounPhrase(at), true
		}
		if p.is(at, ".", ",") && at > i || p.classAt(at) == open {
			break
		}
	}
	return "", false
}

// titleOfNext reports whether the word is a title of the person who follows:
// "said Assistant Secretary NAME".
func (p *page) titleOfNext(i int) bool {
	if !p.in(i, titles) && !p.in(i, roleHeads) {
		return false
	}
	for at := i + 1; at < i+5 && p.sameLine(at); at++ {
		if m, ok := p.at(at); ok {
			return m.kind == PersonKind
		}
		if !p.capital(at) && !p.is(at, ",", "of", "for", "at") {
			return false
		}
	}
	return false
}

// personSoon finds the person whose title the body belongs to: "said BODY
// Director NAME".
func (p *page) personSoon(from, limit int) (string, bool) {
	for i := from; i < limit && p.sameLine(i); i++ {
		if m, ok := p.at(i); ok {
			return m.name, m.kind == PersonKind
		}
		if p.classAt(i) != word || p.in(i, auxiliaries) || p.is(i, "and") {
			return "", false
		}
	}
	return "", false
}

// lastSpeaker is who "he" or "she" is: the person last named outside quotations.
func (p *page) lastSpeaker(i int) string {
	last := p.quoteFrom(i)
	if last == len(p.quotes) || p.quotes[last].outer.to > i {
		last--
	}
	for n := last; n >= max(0, last-20); n-- {
		if q := p.quotes[n]; q.speaker != "" && p.tok[i].para-p.tok[q.from].para <= 3 {
			who := q.speaker
			if person, ok := p.lastPerson(i, q.outer.to); ok {
				who = person
			}
			return who
		}
	}
	if person, ok := p.lastPerson(i, max(0, i-200)); ok {
		return person
	}
	return ""
}

func (p *page) lastPerson(i, limit int) (string, bool) {
	for at := i - 1; at >= max(limit, i-longestSentence); at-- {
		if m, ok := p.at(at); ok && m.kind == PersonKind && !p.quoted(at) {
			return m.name, true
		}
	}
	return "", false
}

// quoted reports whether a token stands inside a quotation.
func (p *page) quoted(i int) bool {
	_, ok := p.quoteAt(i)
	return ok
}

// quoteFrom is the first quotation that ends after a token.
func (p *page) quoteFrom(i int) int {
	return sort.Search(len(p.quotes), func(n int) bool { return p.quotes[n].outer.to > i })
}

// speakerBefore reads "NAME, ROLE, said: “...”", "The letter says that “...”",
// also from the paragraph before where it ends with a colon or in the verb.
func (p *page) speakerBefore(q quote) (string, bool) {
	i := q.outer.from - 1
	if i < 0 {
		return "", false
	}
	if p.tok[i].para != p.tok[q.outer.from].para {
		if p.tok[q.outer.from].para-p.tok[i].para > 1 || !p.is(i, ":", ",") && !p.in(i, saidVerbs) {
			return "", false
		}
	} else if p.tok[i].sent != p.tok[q.outer.from].sent && !p.is(i, ":") {
		return "", false
	}
	s := p.sentenceOf(i)
	from := max(s.from, i-reach*2)
	verb, act := -1, false
	for at := i; at >= from; at-- {
		if p.quoted(at) && at < i {
			from = at + 1
			break
		}
		if p.in(at, saidVerbs) && !p.nounHere(at) || (p.in(at, speechActs) || p.is(at, "commitment", "promise", "promises", "pledge")) && !p.nounHere(at) {
			verb, act = at, !p.in(at, saidVerbs)
			break
		}
		if p.is(at, "made", "written", "issued", "sent") && p.is(at+1, "by") {
			if who, ok := p.subjectFrom(at + 2); ok {
				return who, true
			}
		}
	}
	if verb < 0 {
		if p.is(i, ":") {
			return p.onlyActor(s.from, i)
		}
		return "", false
	}
	if act && i-verb > reach {
		return "", false
	}
	return p.subjectBefore(verb, from)
}

// nounHere tells the noun in "the state", "a call" from the verb.
func (p *page) nounHere(i int) bool {
	return p.in(i-1, determiners) || p.is(i-1, "and", "or") && p.is(i, "state", "states") || p.is(i, "state", "states", "read", "asks", "calls", "notes", "claims", "reports", "find") && (prepositions[p.low(i-1)] || p.is(i-1, "local", "united", "phone", "of", "other")) || p.is(i+1, "and") && p.is(i, "state")
}

// onlyActor is the person or body that a lead-in with a colon names.
func (p *page) onlyActor(from, to int) (string, bool) {
	for i := from; i < to; i++ {
		if m, ok := p.at(i); ok && m.kind == PersonKind {
			return p.also(m, to), true
		}
	}
	return "", false
}

// subjectBefore finds who did what the verb says: the people or the body that
// begin the clause, or the noun for who speaks.
func (p *page) subjectBefore(verb, from int) (string, bool) {
	if p.in(verb-1, pronouns) {
		if who := p.lastSpeaker(verb - 1); who != "" {
			return who, true
		}
	}
	if who, ok := p.beforeComma(verb, from); ok {
		return who, true
	}
	clause := from
	depth := 0
	for i := verb - 1; i >= from; i-- { // skip an aside between dashes
		if p.is(i, "—", "–") {
			depth++
		}
	}
	aside := depth >= 2
	var first *mention
	noun := -1
	inAside := false
	for i := verb - 1; i >= clause; i-- {
		if aside && p.is(i, "—", "–") {
			inAside = !inAside
			continue
		}
		if inAside {
			continue
		}
		if p.is(i, ";") || p.is(i, ",") && p.is(i+1, "and", "but", "that") && first != nil {
			break
		}
		if m, ok := p.at(i); ok {
			if !p.is(m.from-1, "to", "at", "of", "for", "with", "in", "by", "from", "the") || m.kind == PersonKind && !p.objectOf(m.from) || p.is(m.from-1, "the") && !prepositions[p.low(m.from-2)] {
				if first == nil || m.kind == PersonKind || first.kind != PersonKind {
					first = m
				}
			}
			i = m.from
			continue
		}
		if p.in(i, speakerNouns) && !p.possessive(i+1) && !p.in(i-1, leadsAway) && !(p.in(i+1, titles) || p.capital(i+1) && p.owner[i+1] >= 0 && p.sameLine(i+1)) && !p.is(i-1, "a", "an") {
			noun = i
			if p.is(i-1, "the", "these", "those", "this") || i == clause || !prepositions[p.low(i-1)] {
				if first == nil || first.kind != PersonKind {
					break
				}
			}
		}
	}
	if first != nil && first.kind == PersonKind {
		return p.also(first, verb), true
	}
	if noun >= 0 && (first == nil || noun > first.from || noun < first.from && p.is(noun-1, "the", "these", "those")) {
		return p.nounPhrase(noun), true
	}
	if first != nil {
		return first.name, true
	}
	return "", false
}

var leadsAway = set(`in of a an to`)

// beforeComma reads a subject set off by commas: "NAME, ROLE at BODY, said",
// "ROLE for the BODY, NAME, said".
func (p *page) beforeComma(verb, from int) (string, bool) {
	if !p.is(verb-1, ",") {
		return "", false
	}
	end := verb - 1
	if p.is(end-1, ")") && p.is(end-3, "(") {
		end -= 3
	}
	if m, ok := p.at(end - 1); ok && m.to == end && (m.kind == PersonKind || p.is(m.from-1, ",")) {
		return p.also(p.firstOfList(m, from), verb), true
	}
	for i := end - 1; i >= from; i-- {
		if m, ok := p.at(i); ok {
			if m.kind == PersonKind && p.is(m.to, ",", "(") {
				return m.name, true
			}
			i = m.from
		}
	}
	return "", false
}

// firstOfList goes back over the people who are named together.
func (p *page) firstOfList(m *mention, from int) *mention {
	for i := m.from - 1; i >= from && i > m.from-9; i-- {
		if other, ok := p.at(i); ok {
			if other.kind == PersonKind && p.joined(other.to, m.from) {
				return p.firstOfList(other, from)
			}
			return m
		}
	}
	return m
}

// objectOf reports whether a person stands behind a preposition, with their title.
func (p *page) objectOf(from int) bool {
	for i := from - 1; i >= 0 && i >= from-4 && p.tok[i].sent == p.tok[from].sent; i-- {
		if p.is(i, "to", "at", "of", "for", "with", "against", "from", "under") {
			return true
		}
		if !p.in(i, titles) && !p.in(i, beforeTitle) {
			return false
		}
	}
	return false
}

// also lists the people who speak together: "A (D-X), B and C wrote".
func (p *page) also(first *mention, verb int) string {
	names := []string{first.name}
	last := first
	for i := first.to; i < verb; i++ {
		m, ok := p.at(i)
		if !ok || m.kind != PersonKind || m == last {
			continue
		}
		if !p.joined(last.to, m.from) {
			break
		}
		names = append(names, m.name)
		last, i = m, m.to-1
	}
	return strings.Join(names, "; ")
}

// joined reports whether only a list's commas, "and", titles and parties stand between two names.
func (p *page) joined(from, to int) bool {
	if to-from > 8 {
		return false
	}
	for i := from; i < to; i++ {
		if !p.is(i, ",", "and", "&", "(", ")", ";") && !p.in(i, titles) && !strings.Contains(p.tok[i].low, "-") && len(p.tok[i].low) > 1 {
			return false
		}
	}
	return p.is(to-1, ",", "and", "&", ";") || p.in(to-1, titles)
}

// nounPhrase is the noun for who speaks with what belongs to it: "group of 12
// senators".
func (p *page) nounPhrase(i int) string {
	from := i
	for from > 0 && i-from < 4 && p.sameLine(from) && (p.classAt(from-1) == word || p.classAt(from-1) == number) && !stopWords[p.tok[from-1].low] && !prepositions[p.tok[from-1].low] && !saidVerbs[p.tok[from-1].low] {
		from--
	}
	if p.is(from-1, "of") && p.in(from-2, speakerNouns) {
		from -= 2
	}
	to := i + 1
	if p.is(to, "of") && p.is(i, "group", "coalition") && p.sameLine(to) {
		for to++; to < len(p.tok) && to < i+8 && p.sameLine(to) && (p.classAt(to) == word || p.classAt(to) == number) && !p.in(to, auxiliaries) && !p.in(to, saidVerbs) && !p.in(to, speechActs) && !stopWords[p.tok[to].low] && !strings.HasSuffix(p.tok[to].low, "ly"); to++ {
		}
	}
	return p.plain(from, to)
}
