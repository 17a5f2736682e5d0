package find

// resolvePeople joins names to people: a surname alone is who of that surname
// is named in full in this text; where two are, or nobody is, it stays a surname.
func (p *page) resolvePeople() {
	for i := range p.mentions {
		m := &p.mentions[i]
		if m.kind == PersonKind {
			p.inFull(m)
		}
	}
	p.surnames()
}

// inFull gives a mention by surname its full name.
func (p *page) inFull(m *mention) {
	if m.to-m.from > 1 && !p.isShort(m.name) {
		return
	}
	if full := p.people.bySur[surname(m.name)]; len(full) == 1 {
		if m.name != p.people.names[full[0]] {
			m.reason += "; in full elsewhere in this text"
		}
		m.name = p.people.names[full[0]]
	}
}

func (p *page) isShort(name string) bool {
	for _, r := range name {
		if r == ' ' {
			return false
		}
	}
	return true
}

// surnames claims the surnames of people who are named with a title or in full:
// "Roe said", "Roe’s time in office".
func (p *page) surnames() {
	known := map[string]string{}
	for _, m := range p.mentions {
		if m.kind != PersonKind {
			continue
		}
		sur := surname(m.name)
		if old, there := known[sur]; there && old != m.name {
			known[sur] = p.plain(m.to-1, m.to) // two people: the surname stays one
			continue
		}
		known[sur] = m.name
	}
	for _, m := range p.mentions { // whose administration it is
		if m.kind == OrganisationKind && m.to-m.from == 2 && p.is(m.to-1, "administration") {
			name := p.plain(m.from, m.from+1)
			if _, there := known[surname(name)]; !there {
				known[surname(name)] = name
			}
		}
	}
	for i := range p.tok {
		if !p.capital(i) || p.owner[i] >= 0 {
			continue
		}
		name, ok := known[p.tok[i].low]
		if !ok || len(p.tok[i].low) < 3 || p.partOfLonger(i) {
			continue
		}
		p.claim(mention{span: span{i, i + 1}, kind: PersonKind, name: name, reason: "a surname; in full elsewhere in this text"})
	}
}

// partOfLonger reports whether a surname stands inside another name.
func (p *page) partOfLonger(i int) bool {
	if p.sentenceOf(i).heading {
		return p.is(i+1, "administration")
	}
	next := p.capital(i+1) && p.sameLine(i+1) && p.owner[i+1] < 0
	prev := p.capital(i-1) && p.sameLine(i) && p.owner[i-1] < 0 && !sentenceOpeners[p.tok[i-1].low] && !titles[p.tok[i-1].low]
	return next || prev || p.is(i+1, "administration", "administrations")
}
