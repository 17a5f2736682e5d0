package find

import (
	"strings"
)

// people are those named in the text: by their fullest name, and by surname.
type people struct {
	names  []string
	bySur  map[string][]int // folded surname to people
	byName map[string]int
}

func (ps *people) add(name string) int {
	if ps.byName == nil {
		ps.byName, ps.bySur = map[string]int{}, map[string][]int{}
	}
	if i, ok := ps.byName[name]; ok {
		return i
	}
	ps.names = append(ps.names, name)
	i := len(ps.names) - 1
	ps.byName[name] = i
	ps.bySur[surname(name)] = append(ps.bySur[surname(name)], i)
	return i
}

// surname is the last word of a name that is no suffix, folded.
func surname(name string) string {
	parts := strings.Fields(strings.ToLower(strings.ReplaceAll(name, ",", " ")))
	for len(parts) > 1 && suffixes[strings.TrimSuffix(parts[len(parts)-1], ".")] {
		parts = parts[:len(parts)-1]
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.ReplaceAll(parts[len(parts)-1], "’", "'")
}

// office folds titles that say the same.
func office(title string) string {
	switch title {
	case "rep", "reps", "representative", "representatives", "congressman", "congresswoman", "congressmember", "congressmembers":
		return "rep"
	case "sen", "sens", "senator", "senators":
		return "sen"
	case "sec":
		return "secretary"
	case "gov", "govs":
		return "governor"
	}
	return strings.TrimSuffix(title, "s")
}

// findPeople claims names: after a title, known in full, with a role behind or
// before them, beside a verb of saying, or with a frequent given name.
func (p *page) findPeople() {
	p.titledNames()
	for i := range p.tok {
		if p.owner[i] >= 0 || !p.capital(i) {
			continue
		}
		if n, name := p.full.match(p, i); n > 0 && p.free(i, i+n) {
			m := mention{name: name, reason: "the gazetteer has this name"}
			if p.contactLine(i, i+n) {
				m.role, m.of = "press contact", p.contactOf(i)
			}
			p.claimPerson(i, i+n, m)
			continue
		}
		p.nameByForm(i)
	}
}

// claimPerson takes the tokens for a person, with the bracketed party and the
// role that may stand after the name.
func (p *page) claimPerson(from, to int, m mention) bool {
	m.span, m.kind = span{from, to}, PersonKind
	if m.name == "" {
		m.name = p.plain(from, to)
	}
	if known, ok := p.knownForm[strings.ToLower(m.name)]; ok {
		m.name = known
	}
	after := p.party(to, &m)
	if m.role == "" || honorifics[strings.TrimSuffix(strings.ToLower(m.role), ".")] {
		p.roleAfter(after, &m)
	}
	if honorifics[strings.TrimSuffix(strings.ToLower(m.role), ".")] && p.roleOnNextLine(from, after) {
		m.role = ""
	}
	if m.role == "" {
		p.roleBefore(from, after, &m)
	}
	if m.role == "" {
		p.roleBelow(from, after, &m)
	}
	if m.role != "" && m.of == "" && p.is(after, "of", "from", "with", "at") {
		m.of = p.bodyAfter(after)
	}
	if !p.claim(m) {
		return false
	}
	mine := &p.mentions[len(p.mentions)-1]
	if strings.Contains(mine.name, " ") {
		p.people.add(mine.name)
	}
	return true
}

// party reads (D-Ill.), (R-TX), (D-NY-13) or (D) behind a name, and says where it ends.
func (p *page) party(i int, m *mention) int {
	if !p.is(i, "(") || !p.is(i+2, ")") || p.classAt(i+1) != word {
		return i
	}
	inside := p.words(i+1, i+2)
	party, state, _ := strings.Cut(inside, "-")
	if len(party) != 1 || !strings.Contains("DRIL", party) {
		return i
	}
	m.party, m.state = party, state
	return i + 3
}

// nameEnd is the end of a run of words that can be a name from i on: capitals,
// initials, particles and a suffix.
func (p *page) nameEnd(i int) int {
	end := i
	for end < len(p.tok) && end-i < 6 && (end == i || p.sameLine(end)) && p.owner[end] < 0 {
		t := p.tok[end]
		switch {
		case p.capital(end) && !p.endsName(end):
			end++
		case end > i && lowerInNames[t.low] && p.capital(end+1) && p.sameLine(end+1):
			end++
		case end > i && p.is(end, ",") && p.in(end+1, suffixes) && p.sameLine(end+1):
			return end + 2
		default:
			return end
		}
		if end-1 > i && suffixes[t.low] {
			return end
		}
	}
	return end
}

// endsName reports whether a capitalised word cannot be part of a person's name.
func (p *page) endsName(i int) bool {
	low := p.tok[i].low
	_, month := months[low]
	_, day := weekdays[low]
	return orgHeads[low] && low != "church" && low != "post" || sentenceOpeners[low] || day || month && len(low) > 3 && low != "may" && low != "april" && low != "june" && low != "august" ||
		roleHeads[low] && low != "dean" && low != "major" || p.tok[i].caps && len(low) > 3 && !p.shouting(i) || placeWords[low] && low != "washington" || notAcronym[low] || titles[low] && low != "marshal" || low == "u.s" || low == "american"
}

// shouting reports whether the whole sentence is in capitals.
func (p *page) shouting(i int) bool {
	s := p.sentenceOf(i)
	return p.tok[s.from].caps && p.tok[s.to-1].caps
}

// titledNames claims what follows a title: Rep. A, Reps. A, B and C, Sheriff D.
func (p *page) titledNames() {
	for i := 0; i < len(p.tok); i++ {
		if !p.in(i, titles) || p.owner[i] >= 0 || p.classAt(i) != word {
			continue
		}
		if !p.tok[i].cap && !p.titleInText(i) {
			continue
		}
		at := i + 1
		if p.is(at, ",") && p.capital(at+1) && p.pairEnds(at+1) {
			at++ // "DHS Secretary, A B, said"
		}
		if !p.sameLine(at) || !p.capital(at) {
			continue
		}
		i = p.listOfNames(i, at) - 1
	}
}

// titleInText lets a title in small letters stand before a full name only:
// "sheriff Jane Roe".
func (p *page) titleInText(i int) bool {
	return p.capital(i+1) && (p.capital(i+2) || p.is(i+1, ",")) || p.is(i+1, ",") && p.capital(i+2)
}

// pairEnds reports whether a name of two words or more stands from i to a comma or a bracket.
func (p *page) pairEnds(i int) bool {
	end := p.nameEnd(i)
	return end-i >= 2 && (p.is(end, ",", "(", ":") || p.in(end, saidVerbs))
}

// listOfNames claims the names after a title, one or several, and says where
// the list ends.
func (p *page) listOfNames(title, at int) int {
	role, org, reasonTitle := p.titleWords(title)
	plural := plurals[p.tok[title].low] != ""
	for {
		end := p.nameEnd(at)
		if end == at || p.isAdministration(end) || p.sentenceOf(at).heading && p.plainInHeading(at) {
			return max(at, title+1)
		}
		end = p.trimHeading(at, end)
		m := mention{role: role, of: org, reason: "a name after the title " + reasonTitle}
		if end-at == 1 {
			m.name = p.knownByTitle(p.tok[title].low, p.plain(at, end))
		}
		if !p.claimPerson(at, end, m) {
			return end
		}
		mine := p.mentions[len(p.mentions)-1]
		if mine.party != "" {
			end += 3
		}
		if !plural {
			return end
		}
		next := end
		if p.is(next, ",", ";") {
			next++
		}
		if p.is(next, "and", "&") {
			next++
		}
		if next == end || !p.capital(next) || !p.sameLine(next) {
			return end
		}
		at = next
	}
}

// isAdministration reports whether the name before i is that of an administration.
func (p *page) isAdministration(i int) bool {
	if p.possessive(i) {
		return false
	}
	return p.is(i, "administration", "administrations", "campaign", "white")
}

// plainInHeading reports whether what follows a title in a heading is a plain
// word: it has no capital in the sentences below.
func (p *page) plainInHeading(at int) bool {
	return !p.proper[p.tok[at].low] && !givenNames[p.tok[at].low]
}

// trimHeading keeps one word of a name in a heading, where the next capital may
// be a verb, unless the second makes a name that stands elsewhere.
func (p *page) trimHeading(at, end int) int {
	if !p.sentenceOf(at).heading || end-at < 2 {
		return end
	}
	if n, _ := p.full.match(p, at); n > 0 {
		return at + n
	}
	if givenNames[p.tok[at].low] {
		return at + 2
	}
	n := 1
	for n < end-at && p.proper[p.tok[at+n].low] {
		n++
	}
	return at + n
}

// knownByTitle is the full name that the gazetteer has for a title and surname,
// if it is one person.
func (p *page) knownByTitle(title, sur string) string {
	if who := p.titled[office(title)+" "+surname(sur)]; len(who) == 1 {
		return who[0]
	}
	return sur
}

// titleWords reads a title to the left: "U.S. Department of Homeland Security
// Secretary", "then acting DHS Secretary", "Deputy Attorney General". The
// organisation in it is told apart.
func (p *page) titleWords(i int) (role, org, shown string) {
	from := i
	for from > 0 && p.sameLine(from) && p.owner[from-1] < 0 && p.in(from-1, beforeTitle) && (p.tok[from-1].cap || !determiners[p.tok[from-1].low]) {
		from--
	}
	if m, ok := p.at(from - 1); ok && m.kind == OrganisationKind && p.sameLine(from) {
		org = p.plain(m.from, m.to)
		before := m.from
		for before > 0 && p.sameLine(before) && p.owner[before-1] < 0 && p.is(before-1, "acting", "deputy", "former", "assistant", "then-acting") {
			before--
		}
		if before < m.from {
			role = p.plain(before, m.from) + " "
		}
	} else {
		start := from
		for start > 0 && p.sameLine(start) && p.owner[start-1] < 0 && p.capital(start-1) && !sentenceOpeners[p.tok[start-1].low] && !p.sentenceOf(i).heading {
			start--
		}
		if start < from && !honorifics[p.tok[i].low] { // "Bristol County Sheriff", "Illinois Attorney General"
			org = p.plain(start, from)
			if placeWords[p.tok[from].low] || p.is(from, "county", "city") && from < i {
				org = p.plain(start, from+1)
				from++
			}
		}
	}
	for from < i && p.is(from, "then", "u.s", "us") {
		from++
	}
	title := p.plain(i, i+1)
	if single := plurals[p.tok[i].low]; single != "" {
		title = single
	}
	if from < i {
		title = p.plain(from, i) + " " + title
	}
	return role + title, org, title
}

// nameByForm claims a name of two to four capitals: with a role or a party
// behind it, beside a verb of saying, or with a frequent given name.
func (p *page) nameByForm(i int) {
	if i > 0 && p.capital(i-1) && p.owner[i-1] < 0 && p.sameLine(i) && !sentenceOpeners[p.tok[i-1].low] && !p.endsName(i-1) {
		return // inside a run
	}
	if p.endsName(i) {
		return
	}
	end := p.nameEnd(i)
	if p.sentenceOf(i).heading {
		end = min(end, i+3)
		if !givenNames[p.tok[i].low] {
			return
		}
		end = p.trimHeading(i, end)
	}
	if end-i < 2 || end-i > 5 || p.endsName(i) || p.in(i, placeWords) || p.runsOn(end) {
		return
	}
	m := mention{}
	after := p.party(end, &m)
	switch {
	case m.party != "":
		m.role, m.of = p.roleOfList(i)
		m.reason = "a name with a party behind it"
	case p.roleBehind(after):
		m.reason = "a name with a role behind it"
	case p.is(i-1, ",") && p.is(end, ",") && p.rolesBefore(i-1):
		m.reason = "a role with a name behind it"
	case p.roleOnNextLine(i, end):
		m.reason = "a name on a line of its own, with a role below it"
	case p.saysBeside(i, end):
		m.reason = "a name beside a verb of saying"
	case p.contactLine(i, end):
		m.reason, m.role, m.of = "a name in the lines for the press", "press contact", p.contactOf(i)
	case givenNames[p.tok[i].low] && !p.tok[i].caps:
		m.reason = "a name by its form: a frequent given name"
	default:
		return
	}
	p.claimPerson(i, end, m)
}

// runsOn reports whether a run of capitals goes on as the name of a body.
func (p *page) runsOn(end int) bool {
	if !p.sameLine(end) {
		return false
	}
	if p.owner[end] >= 0 {
		return false
	}
	if p.possessive(end) {
		return p.capital(end+1) && p.in(end+1, orgHeads)
	}
	return p.capital(end) && (orgHeads[p.tok[end].low] || placeWords[p.tok[end].low]) || p.is(end, "of", "for", "&") && p.capital(end+1) || p.is(end, "administration")
}

// roleOfList takes the title of the list that a name with a party stands in.
func (p *page) roleOfList(i int) (string, string) {
	for n := len(p.mentions) - 1; n >= 0 && n >= len(p.mentions)-6; n-- {
		m := p.mentions[n]
		if m.kind == PersonKind && p.tok[m.from].sent == p.tok[i].sent && m.party != "" && m.role != "" {
			return m.role, m.of
		}
	}
	return "", ""
}

// saysBeside reports whether a verb of saying stands beside the name.
func (p *page) saysBeside(from, to int) bool {
	before := p.in(from-1, saidVerbs) && p.sameLine(from) && p.is(from-1, "said", "says", "wrote", "explained", "added", "noted", "stated")
	after := p.is(to, "said", "says", "wrote", "explained", "added", "noted", "stated", "told") && p.sameLine(to)
	return before || after
}

// contactLine reports whether a name stands in a line for the press: after a
// colon or before a mail address, in a line without a verb.
func (p *page) contactLine(from, to int) bool {
	s := p.sentenceOf(from)
	if s.to-s.from > 24 {
		return false
	}
	if p.is(from-1, ":") && p.is(from-2, "contact", "contacts") {
		return true
	}
	for i := to; i < s.to && i < to+4; i++ {
		if p.classAt(i) == address {
			return true
		}
	}
	return false
}

// contactOf is the body named before the colon of a line for the press.
func (p *page) contactOf(i int) string {
	s := p.sentenceOf(i)
	if i-s.from >= 2 && p.is(i-1, ":") && !p.is(i-2, "contact", "contacts", "press", "media") {
		return p.plain(s.from, i-1)
	}
	return ""
}
