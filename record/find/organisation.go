package find

import "strings"

// findOrganisations claims bodies that the gazetteer does not know: by the form
// of their names, by a bracketed abbreviation, by standing in a list of bodies.
// What is learnt holds for the whole text.
func (p *page) findOrganisations() {
	for i := 0; i < len(p.tok); i++ {
		if !p.capital(i) || p.owner[i] >= 0 || p.startsInside(i) {
			continue
		}
		if p.isDomain(i) {
			p.claim(mention{span: span{i, i + 1}, kind: OrganisationKind, name: p.plain(i, i+1), key: -1, reason: "a name that is a web address"})
			continue
		}
		end := p.chunkEnd(i)
		if s := p.sentenceOf(i); s.heading && (i > s.from || end < s.to || end-i > 8) {
			continue // but a line that is one name, as in a letter's head
		}
		p.formsIn(i, end)
		p.describedAsBody(i, end)
		i = max(i, end-1)
	}
	p.bracketed()
	p.administrations()
	p.inLists()
	p.acronyms()
	p.learn()
	p.knownOrganisations(p.learnt, "named so elsewhere in this text")
}

// isDomain reports whether a word with a capital is the name of a site: Example.org.
func (p *page) isDomain(i int) bool {
	dot := strings.LastIndexByte(p.tok[i].low, '.')
	return dot > 1 && domains[p.tok[i].low[dot+1:]]
}

// startsInside reports whether a run of capitals began before i.
func (p *page) startsInside(i int) bool {
	return i > 0 && p.capital(i-1) && p.owner[i-1] < 0 && p.sameLine(i) && !sentenceOpeners[p.tok[i-1].low]
}

// chunkEnd is the end of a run of capitals with the small words that may stand
// in a name: "Committee on Oversight and Accountability", "Sheriffs’ Association".
func (p *page) chunkEnd(i int) int {
	end := i
	for end < len(p.tok) && end-i < longestName && (end == i || p.sameLine(end)) && p.owner[end] < 0 {
		t := p.tok[end]
		switch {
		case p.capital(end) && !notInOrg[t.low] || t.class == word && t.low == "287(g)":
			end++
		case end > i && p.possessive(end) && p.capital(end+1) && p.owner[end+1] < 0:
			end++
		case end > i && p.is(end, "&", "of", "for", "and", "on", "in", "against", "to") && p.sameLine(end+1):
			next := end + 1
			if p.is(next, "the") && !p.is(end, "and", "&") {
				next++
			}
			if !p.capital(next) || p.owner[next] >= 0 || !p.sameLine(next) || notInOrg[p.tok[next].low] {
				return end
			}
			end = next
		default:
			return end
		}
	}
	return end
}

// formsIn claims the bodies within a run of capitals.
func (p *page) formsIn(from, to int) {
	for from < to {
		s := p.form(from, to)
		if s.from >= s.to {
			return
		}
		p.claim(mention{span: s, kind: OrganisationKind, name: p.plain(s.from, s.to), key: -1, reason: "a body by its form: " + p.plain(s.from, s.to)})
		from = s.to
		for from < to && !p.capital(from) {
			from++
		}
	}
}

// form finds the first body by form in a run: the words up to a head (Justice
// Department), or from one (Department of Homeland Security), or both.
func (p *page) form(from, to int) span {
	for h := from; h < to; h++ {
		if !p.in(h, orgHeads) || !p.tok[h].cap {
			continue
		}
		start, end := p.leftOf(h, from), h+1
		for end < to && (p.capital(end) && p.nextIsName(end)) {
			end++ // Law Center Action Fund
		}
		if p.in(end-1, orgOpeners) && p.is(end, "of", "for", "on", "in", "against") && end+1 < to && (end-1 == start || !p.is(end, "in")) {
			end = p.rightOf(end, to)
		}
		if end-start >= 2 || bodiesAlone[p.tok[h].low] && !p.is(end, "republicans", "democrats") {
			return span{start, end}
		}
	}
	return span{}
}

// nextIsName reports whether the capital at i still belongs to a body's name:
// another head follows soon.
func (p *page) nextIsName(i int) bool {
	for at := i; at < i+3 && p.capital(at) && p.owner[at] < 0 && p.sameLine(at); at++ {
		if p.in(at, orgHeads) {
			return true
		}
	}
	return false
}

// leftOf goes left from a head over the words of its name.
func (p *page) leftOf(h, from int) int {
	start := h
	for start > from {
		i := start - 1
		switch {
		case p.capital(i) && !(i == from && p.opensRun(i)):
			start = i
		case p.possessive(i) && i > from:
			start = i
		case p.is(i, "&", "and") && i > from && p.capital(i-1) && !p.in(i-1, orgHeads) && !p.tok[i-1].caps && p.shortBefore(i, from):
			start = i
		case p.is(i, "of", "for", "in") && i-1 > from && p.in(i-1, orgOpeners):
			start = i
		default:
			return p.trimStart(start, h)
		}
	}
	return p.trimStart(start, h)
}

// trimStart drops small words that cannot begin a name.
func (p *page) trimStart(start, h int) int {
	for start < h && (!p.capital(start) || p.is(start, "the")) {
		start++
	}
	return start
}

// opensRun reports whether the capital is only that of a sentence's first word.
func (p *page) opensRun(i int) bool {
	return sentenceOpeners[p.tok[i].low] || p.in(i, titles) && p.tok[i].low != "general"
}

// shortBefore reports whether at most two capitals stand before an "and":
// "Customs and Border Protection".
func (p *page) shortBefore(and, from int) bool {
	n := 0
	for i := and - 1; i >= from && p.capital(i); i-- {
		n++
	}
	return n <= 2
}

// rightOf goes right over "of Homeland Security", "on Oversight and Reform".
func (p *page) rightOf(i, to int) int {
	end := i + 1
	if p.is(end, "the") {
		end++
	}
	for end < to {
		switch {
		case p.capital(end):
			end++
		case p.possessive(end) && end+1 < to && p.capital(end+1):
			end++
		case p.is(end, "and", "&") && end+1 < to && p.capital(end+1) && !p.tok[end+1].caps && !p.headSoon(end+1, to):
			end++
		case p.is(end, "of") && end+1 < to && p.capital(end+1):
			end++
		default:
			return end
		}
	}
	return end
}

// headSoon reports whether another body begins here.
func (p *page) headSoon(i, to int) bool {
	for ; i < to && (p.capital(i) || p.possessive(i)); i++ {
		if p.in(i, orgHeads) {
			return true
		}
	}
	return p.in(i-1, placeWords)
}

// bracketed reads "Name of a Body (NOAB)": the abbreviation is an alias of a
// body, and makes one of the capitals before it.
func (p *page) bracketed() {
	for i := 1; i+2 < len(p.tok); i++ {
		if !p.is(i, "(") || !p.is(i+2, ")") || !p.tok[i+1].caps || p.owner[i+1] >= 0 && !p.sameName(i-1, i+1) || notAcronym[p.tok[i+1].low] || !p.sameLine(i) {
			continue
		}
		abbreviation := p.plain(i+1, i+2)
		if m, ok := p.at(i - 1); ok {
			if m.kind == OrganisationKind && m.alias == "" {
				m.alias = abbreviation
				if p.owner[i+1] < 0 {
					p.claim(mention{span: span{i + 1, i + 2}, kind: OrganisationKind, name: m.name, key: -1, reason: "the abbreviation in brackets"})
				}
			}
			continue
		}
		if start := p.initialled(i, abbreviation); start >= 0 {
			name := p.plain(start, i)
			p.claim(mention{span: span{start, i}, kind: OrganisationKind, name: name, alias: abbreviation, key: -1, reason: "a body with its abbreviation in brackets"})
			p.claim(mention{span: span{i + 1, i + 2}, kind: OrganisationKind, name: name, key: -1, reason: "the abbreviation in brackets"})
		}
	}
}

// sameName reports whether two tokens are held by mentions of one name.
func (p *page) sameName(a, b int) bool {
	x, ok := p.at(a)
	y, also := p.at(b)
	return ok && also && x.name == y.name
}

// initialled finds where the capitals before a bracket begin whose initials
// are the abbreviation's, or gives -1.
func (p *page) initialled(bracket int, abbreviation string) int {
	from := bracket
	for from > 0 && bracket-from < longestName && p.owner[from-1] < 0 && p.tok[from-1].sent == p.tok[bracket].sent &&
		(p.capital(from-1) || p.is(from-1, "of", "for", "and", "the", "on", "in", "&") || p.possessive(from-1)) {
		from--
	}
	for start := from; start < bracket; start++ {
		if !p.capital(start) {
			continue
		}
		initials := ""
		for i := start; i < bracket; i++ {
			if p.capital(i) {
				initials += p.words(i, i+1)[:1]
			}
		}
		if initials == abbreviation || len(initials) > 1 && len(abbreviation) > 2 && initials == abbreviation[:min(len(initials), len(abbreviation))] {
			return start
		}
	}
	return -1
}

// administrations claims "the NAME administration".
func (p *page) administrations() {
	for i := 1; i < len(p.tok); i++ {
		if !p.is(i, "administration") || !p.sameLine(i) || !p.capital(i-1) || p.owner[i] >= 0 || sentenceOpeners[p.tok[i-1].low] || placeWords[p.tok[i-1].low] || p.sentenceOf(i).heading && !p.proper[p.tok[i-1].low] {
			continue
		}
		if m, ok := p.at(i - 1); ok {
			if m.kind != PersonKind || m.to != i {
				continue
			}
			continue
		}
		p.claim(mention{span: span{i - 1, i + 1}, kind: OrganisationKind, name: p.plain(i-1, i) + " administration", key: -1, reason: "an administration by its head's name"})
	}
}

// inLists claims what stands in a list between bodies: "A, X, B and Y".
func (p *page) inLists() {
	for i := 0; i < len(p.mentions); i++ { // grows as it goes
		m := p.mentions[i]
		if m.kind != OrganisationKind {
			continue
		}
		p.listNext(m.to)
		p.listBefore(m.from)
	}
}

func (p *page) separator(i int) bool { return p.is(i, ",", ";", "/", "&", "and") }

// listNext claims the item that follows a body in a list. The list has at
// least one more body on the other side.
func (p *page) listNext(end int) {
	if p.is(end, "(") && p.is(end+2, ")") {
		end += 3
	}
	at := end
	for at < len(p.tok) && (p.separator(at) || at > end && p.is(at, "the")) && p.sameLine(at) {
		at++
	}
	if at == end || at >= len(p.tok) || !p.capital(at) || p.owner[at] >= 0 || !p.sameLine(at) {
		return
	}
	to := p.listItem(at)
	if to <= at || !p.listClosed(to) {
		return
	}
	if !p.is(end, "/") && !p.bodyBeside(end, to) {
		return
	}
	p.claimListed(at, to)
}

// bodyBeside reports whether the list has another body before or behind.
func (p *page) bodyBeside(end, to int) bool {
	if m, ok := p.at(end - 1); ok {
		for i := m.from - 1; i >= 0 && i > m.from-5 && p.tok[i].sent == p.tok[m.from].sent; i-- {
			if p.is(i, ")", "(", "the") || p.separator(i) {
				continue
			}
			if other, ok := p.at(i); ok && other.kind == OrganisationKind && p.separator(other.to) || ok && other.kind == OrganisationKind && p.is(other.to, ")", "(") {
				return true
			}
			break
		}
	}
	for i := to; i < to+4 && i < len(p.tok) && p.sameLine(i); i++ {
		if m, ok := p.at(i); ok && m.kind == OrganisationKind && i > to {
			return true
		}
		if !p.separator(i) && !p.is(i, "the") {
			return false
		}
	}
	return false
}

// listItem is the end of one item of a list, cut at "and" unless a form holds.
func (p *page) listItem(at int) int {
	to := p.chunkEnd(at)
	to = p.cutAnd(at, to)
	if p.in(to-1, placeWords) || p.endsInRole(at, to) {
		return at
	}
	return to
}

func (p *page) endsInRole(from, to int) bool {
	return p.in(to-1, roleHeads) || p.in(from, titles) || notInOrg[p.tok[from].low] || sentenceOpeners[p.tok[from].low] && to-from == 1
}

// listClosed reports whether an item ends as items do.
func (p *page) listClosed(to int) bool {
	return to >= len(p.tok) || !p.sameLine(to) || p.separator(to) || p.is(to, ".", "(", ")", "—", "–", ":")
}

// listBefore claims the item that stands before a body in a list.
func (p *page) listBefore(from int) {
	at := from
	for at > 0 && (p.separator(at-1) || p.is(at-1, "the")) && p.tok[at-1].sent == p.tok[from].sent {
		at--
	}
	if at == from || at == 0 || !p.separator(at) && !p.separator(at+1) || p.owner[at-1] >= 0 || !p.capital(at-1) || p.tok[at-1].sent != p.tok[from].sent {
		return
	}
	start := at - 1
	for start > 0 && p.owner[start-1] < 0 && p.tok[start-1].sent == p.tok[from].sent && at-start < longestName &&
		(p.capital(start-1) || p.is(start-1, "of", "for", "in") && p.capital(start-2)) {
		start--
	}
	if at-start < 2 || p.opensRun(start) || p.endsInRole(start, at) || p.in(at-1, placeWords) {
		return
	}
	inList := p.separator(start-1) || p.is(start-1, "by", "including", "include", "the", "from", "with") && p.is(at, "/", ";", ",")
	if !inList || !p.is(at, "/", ";") && !p.bodyBeside(from+1, p.mentionEnd(from)) {
		return
	}
	p.claimListed(start, at)
}

func (p *page) mentionEnd(i int) int {
	if m, ok := p.at(i); ok {
		return m.to
	}
	return i + 1
}

func (p *page) claimListed(from, to int) {
	if to-from >= 2 && givenNames[p.tok[from].low] {
		return
	}
	p.claim(mention{span: span{from, to}, kind: OrganisationKind, name: p.plain(from, to), key: -1, reason: "in a list of bodies"})
}

// acronyms claims capitals of three letters or more after "the", or before a
// verb that only a body can do.
func (p *page) acronyms() {
	for i := range p.tok {
		t := p.tok[i]
		if t.class != word || !t.caps || p.owner[i] >= 0 || len(t.low) < 3 || len(t.low) > 7 || notAcronym[t.low] || p.capitalLine(i) {
			continue
		}
		if p.is(i-1, "the", "by", "from", "with", "at") && !p.capital(i+1) || p.possessive(i+1) {
			p.claim(mention{span: span{i, i + 1}, kind: OrganisationKind, name: p.plain(i, i+1), key: -1, reason: "capitals that stand for a body"})
		}
	}
}

// capitalLine reports whether the neighbours are all capitals too.
func (p *page) capitalLine(i int) bool {
	return i > 0 && p.sameLine(i) && p.tok[i-1].caps && p.owner[i-1] < 0 || i+1 < len(p.tok) && p.sameLine(i+1) && p.tok[i+1].caps && p.owner[i+1] < 0
}

// learn makes the bodies found so far known for the rest of the text.
func (p *page) learn() {
	p.learnt = newMatcher()
	for _, m := range p.mentions {
		if m.kind != OrganisationKind {
			continue
		}
		p.learnt.add(p.plain(m.from, m.to), m.name)
		if m.alias != "" {
			p.learnt.add(m.alias, m.name)
		}
	}
}

// bodyNouns say of a name that it is a body's: "X, a coalition of".
var bodyNouns = set(`coalition group organization organisation nonprofit campaign charity union association network newspaper firm company agency federation alliance institute think-tank newsroom publisher`)

// describedAsBody claims a run of capitals that is said to be a body: "X, a
// coalition of churches", "X is a nationwide campaign".
func (p *page) describedAsBody(from, to int) {
	if !p.free(from, to) || p.opensRun(from) || to-from < 2 && !p.tok[from].caps || !p.sameLine(to) || !p.is(to, ",", "is") || !p.is(to+1, "a", "an") {
		return
	}
	for i := to + 2; i < to+6 && p.sameLine(i) && p.classAt(i) == word && !prepositions[p.low(i)]; i++ {
		if p.in(i, bodyNouns) {
			p.claim(mention{span: span{from, to}, kind: OrganisationKind, name: p.plain(from, to), key: -1, reason: "said to be a body: " + p.low(i)})
			return
		}
	}
}
