package find

import "strings"

// longestRole is the most tokens between a name and the head of its role.
const longestRole = 12

// roleBehind reports whether ", ROLE" stands from i on.
func (p *page) roleBehind(i int) bool {
	if !p.is(i, ",", "(") && !p.is(i, "—", "–") {
		return false
	}
	head, _ := p.roleHead(i + 1)
	return head >= 0
}

// roleHead finds the last word for an office in a phrase that begins at i, and
// the end of the phrase before its preposition or comma.
func (p *page) roleHead(i int) (head, end int) {
	head = -1
	for at := i; at < len(p.tok) && at-i < longestRole; at++ {
		if at > i && !p.sameLine(at) {
			return head, at
		}
		c := p.classAt(at)
		if c == open || c == closing || c == mark && !p.is(at, "&", "/", "-") || p.in(at, auxiliaries) || p.in(at, saidVerbs) && !p.is(at, "state") {
			return head, at
		}
		if head >= 0 && (p.in(at, rolePrepositions) && !p.roleGoesOn(at) || p.is(at, "who", "that", "which")) {
			return head, at
		}
		if p.in(at, roleHeads) {
			if m, ok := p.at(at); !ok || m.kind != PersonKind {
				head = at
			}
		}
		if head < 0 && (p.in(at, prepositions) || at-i > 8) {
			return head, at
		}
	}
	return head, min(len(p.tok), i+longestRole)
}

// roleGoesOn reports whether a preposition belongs to the role itself:
// "Director of Policy", "Associate Director of Policy at ...", "vice president for legal affairs at".
func (p *page) roleGoesOn(at int) bool {
	if !p.is(at, "of", "for") || p.is(at+1, "the") {
		return false
	}
	if m, ok := p.at(at + 1); ok && m.kind == OrganisationKind {
		return false
	}
	for i := at + 1; i < len(p.tok) && i < at+6 && p.sameLine(i); i++ {
		if p.is(i, "at", "for", "with", "from") && i > at+1 {
			return true
		}
		if p.classAt(i) != word && !p.is(i, "&") {
			break
		}
	}
	return p.classAt(at+1) == word && !p.tok[at+1].cap && !determiners[p.tok[at+1].low]
}

// roleAfter reads the role behind a name, with the body that it is at.
func (p *page) roleAfter(i int, m *mention) {
	if !p.is(i, ",", "(", "—", "–") && !(p.is(i, "is", "was") && p.is(i+1, "a", "an", "the")) || !p.sameLine(i) {
		return
	}
	from := i + 1
	head, end := p.roleHead(from)
	if head < 0 {
		return
	}
	if p.is(from, "a", "an", "the", "its", "our", "who", "and") {
		if p.is(from, "who", "and") {
			return
		}
		from++
	}
	role, of := from, ""
	if org, ok := p.at(from); ok && org.kind == OrganisationKind && org.to <= head {
		of, role = p.plain(org.from, org.to), org.to // "ACLU senior counsel"
	} else if to, ok := p.bodyBefore(from, head); ok {
		of, role = p.plain(from, to), to
		p.claim(mention{span: span{from, to}, kind: OrganisationKind, name: of, key: -1, reason: "a body before a role"})
	}
	if p.possessive(role) {
		role++
	}
	last := max(head+1, end)
	for last > head+1 && p.is(last-1, "&", "and") {
		last--
	}
	if role >= last {
		return
	}
	m.role = p.plain(role, last)
	if of == "" {
		of = p.bodyAfter(end)
	}
	m.of = of
}

// bodyBefore finds a body in capitals before a role in small letters: "X senior counsel".
func (p *page) bodyBefore(from, head int) (int, bool) {
	to := from
	for to < head && p.capital(to) && p.owner[to] < 0 {
		to++
	}
	if to == from || to > head || p.tok[to].cap {
		return 0, false
	}
	if p.tok[from].caps && !notAcronym[p.tok[from].low] || p.in(to-1, orgHeads) {
		return to, true
	}
	return 0, false
}

// bodyAfter reads "at the BODY" behind a role and claims the body.
func (p *page) bodyAfter(i int) string {
	if !p.in(i, rolePrepositions) || !p.sameLine(i) {
		return ""
	}
	from := i + 1
	if p.in(from, determiners) {
		from++
	}
	if p.classAt(from) == word && !p.tok[from].cap && p.capital(from+1) && p.sameLine(from+1) {
		from++ // of neighboring X County
	}
	if m, ok := p.at(from); ok {
		if m.kind == OrganisationKind {
			return p.plain(m.from, m.to)
		}
		return ""
	}
	if !p.capital(from) || !p.sameLine(from) {
		return ""
	}
	to := p.chunkEnd(from)
	if inner := p.form(from, to); inner.to > inner.from && inner.from == from {
		to = inner.to
	} else if to = p.cutAnd(from, to); p.in(to-1, placeWords) || states[strings.ToLower(p.plain(from, to))] || to-from == 1 && !p.tok[from].caps && !p.is(to, "campaign", "coalition", "project", "foundation") {
		return p.plain(from, to) // a place, or one word: said, not claimed
	}
	name := p.plain(from, to)
	p.claim(mention{span: span{from, to}, kind: OrganisationKind, name: name, key: -1, reason: "a body that a role is at"})
	return name
}

// cutAnd ends a run of capitals before "and", where no form says otherwise.
func (p *page) cutAnd(from, to int) int {
	for i := from; i < to; i++ {
		if p.is(i, "and") {
			return i
		}
	}
	return to
}

// rolesBefore reports whether a role ends before the comma at i: "Senior
// counsel for the BODY, NAME".
func (p *page) rolesBefore(comma int) bool {
	head, _ := p.roleBeforeComma(comma)
	return head >= 0
}

func (p *page) roleBeforeComma(comma int) (head, from int) {
	s := p.sentenceOf(comma)
	head = -1
	for i := comma - 1; i >= s.from && comma-i < longestRole+6 && head < 0; i-- {
		if p.classAt(i) == mark && !p.is(i, "&", "/", "(", ")") || p.classAt(i) == closing || p.in(i, auxiliaries) || p.in(i, saidVerbs) {
			return -1, 0
		}
		if p.in(i, roleHeads) && p.owner[i] < 0 {
			head = i
		}
	}
	if head < 0 {
		return -1, 0
	}
	from = head
	for from > s.from && p.owner[from-1] < 0 && (p.classAt(from-1) == word || p.is(from-1, "&")) && (!stopWords[p.low(from-1)] || p.is(from-1, "and")) && !prepositions[p.low(from-1)] {
		from--
	}
	return head, from
}

// roleBefore reads "ROLE for the BODY, NAME, said".
func (p *page) roleBefore(from, after int, m *mention) {
	if !p.is(from-1, ",") || !p.is(after, ",") && !p.in(after, saidVerbs) || !p.sameLine(from) {
		return
	}
	head, start := p.roleBeforeComma(from - 1)
	if head < 0 {
		return
	}
	if p.in(start, determiners) {
		start++
	}
	if org, ok := p.at(start); ok && org.kind == OrganisationKind && org.to <= head {
		m.of, start = p.plain(org.from, org.to), org.to
	}
	if start > head {
		return
	}
	m.role = p.plain(start, head+1)
	if m.of == "" {
		m.of = p.bodyAfter(head + 1)
	}
}

// roleOnNextLine reports whether a name is all of its line and the next one
// begins with a role: the head or the foot of a letter.
func (p *page) roleOnNextLine(from, to int) bool {
	s := p.sentenceOf(from)
	alone := s.from == from || s.to-s.from <= to-from+3 && p.in(from-1, titles)
	if !alone || to < s.to-1 || to < s.to && !p.is(to, ",") || s.to >= len(p.tok) || p.tok[s.to].para > p.tok[from].para+1 || !p.tok[s.to].cap {
		return false
	}
	next := p.sentenceOf(s.to)
	head, _ := p.roleHead(next.from)
	return head >= 0 && head < next.to && next.to-next.from <= longestRole
}

// roleBelow reads the role on the line below a name.
func (p *page) roleBelow(from, to int, m *mention) {
	if !p.roleOnNextLine(from, to) {
		return
	}
	s := p.sentenceOf(p.sentenceOf(from).to)
	head, end := p.roleHead(s.from)
	m.role = p.plain(s.from, max(head+1, min(end, s.to)))
	if end < s.to {
		m.of = p.bodyAfter(end)
	}
}
