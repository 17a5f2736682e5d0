package find

import "strings"

// Acts are demands (call on X to do, urge, must) and commitments (pledged to,
// promise to): the words from the verb to the end of the clause.

// demandVerbs ask somebody "to": urge X to.
var demandVerbs = set(`urge urges urged urging demand demands demanded demanding implore implores implored imploring press presses pressed pressing push pushes pushed pushing
	request requests requested requesting encourage encourages encouraged encouraging petition petitioned beseech`)

// bareDemands take a thing: demand an end to.
var bareDemands = set(`demand demands demanded demanding urge urges urged urging request requests requested`)

var demandedThings = set(`end ending termination repeal halt review investigation moratorium accounting explanation answers audit meeting briefing documents hearing records response information rescission suspension withdrawal release access passage removal`)

var commitVerbs = set(`pledge pledges pledged pledging promise promises promised promising vow vows vowed vowing commit commits committed committing`)
var commitNouns = set(`commitment commitments promise promises pledge pledges vow vows`)

// findActs proposes demands and commitments.
func (p *page) findActs() {
	for i := 0; i < len(p.tok); i++ {
		if p.tok[i].class != word || p.sentenceOf(i).heading && !p.in(i, demandVerbs) && !p.is(i, "must", "call", "calls") && !(p.in(i, commitNouns) && p.is(i+1, "to")) {
			continue
		}
		if p.demandAt(i) == 0 {
			p.commitmentAt(i)
		}
	}
}

// demandAt proposes a demand whose verb is at i; its end, or 0.
func (p *page) demandAt(i int) int {
	s := p.sentenceOf(i)
	switch {
	case p.is(i, "call", "calls", "called", "calling") && p.is(i+1, "on", "upon") && p.sameLine(i+1):
		if to := p.toVerb(i+2, s.to); to >= 0 {
			return p.demand(i, i+2, to, "call on ... to")
		}
	case p.is(i, "call", "calls", "called", "calling") && p.is(i+1, "for") && !p.in(i-1, determiners):
		return p.demandThing(i, i+2, "call for")
	case p.in(i, demandVerbs) && !p.nounBefore(i):
		if to := p.toVerb(i+1, s.to); to >= 0 {
			return p.demand(i, i+1, to, strings.ToLower(p.words(i, i+1))+" ... to")
		}
		if p.in(i, bareDemands) && p.sentenceOf(i).heading && p.capital(i+1) {
			return p.demandThing(i, i+1, "demand a thing")
		}
		if p.is(i-1, "should", "must") {
			return 0 // what must be done is a demand already
		}
		if p.in(i, bareDemands) && (p.in(i+1, determiners) && p.demandsSoon(i+2) || p.is(i+1, "that")) {
			return p.demandThing(i, i+1, strings.ToLower(p.words(i, i+1))+" a thing")
		}
	case p.is(i, "ask", "asks", "asked", "asking") && p.sameLine(i+1) && !p.is(i+1, "to", "if", "whether", "about"):
		if to := p.toVerb(i+1, min(s.to, i+14)); to >= 0 && (p.owner[i+1] >= 0 || p.in(i+1, determiners) && p.owner[i+2] >= 0 || p.is(i+1, "you")) {
			return p.demand(i, i+1, to, "ask ... to")
		}
	case p.is(i, "need", "needs") && p.is(i+1, "for") && p.is(i+2, "the") && p.in(i+3, demandedThings):
		return p.demandThing(i, i+2, "need for")
	case p.is(i, "time") && p.is(i+1, "for") && p.timeTo(i) || p.is(i, "time") && p.is(i-1, "past", "high") && p.is(i+1, "to"):
		if to := p.toVerb(i+1, s.to); to >= 0 {
			return p.demand(i, i+2, to, "time for ... to")
		}
	case p.is(i, "must", "should") || p.is(i, "needs", "ought", "has", "have") && p.is(i+1, "to") && p.is(i, "needs", "ought"):
		return p.mustDo(i)
	case p.is(i, "recommend", "recommends", "recommended") && p.is(i+1, "that"):
		return p.demandThing(i, i+2, "recommend that")
	case p.is(i, "time") && p.in(i+1, pronouns) && (p.possessive(i-1) || p.is(i-1, "is", "'s")):
		return p.demandThing(i, i+1, "time that")
	case p.is(i, "step") && p.is(i-1, "first", "critical", "necessary", "essential", "important") && (p.is(i-3, "is") || p.is(i-4, "is")):
		if from := p.gerundBefore(i); from >= 0 {
			return p.demandThing(from, from, "is a step")
		}
	case p.is(i, "overdue") && p.is(i-1, "long"):
		return p.demandThing(p.clauseStart(i), i, "long overdue")
	}
	return 0
}

func (p *page) timeTo(i int) bool {
	return p.is(i-1, "is", "past", "'s", "’s", "the") || p.possessive(i-1)
}

// nounBefore reports whether a word stands where a noun does: "a push", "the demands".
func (p *page) nounBefore(i int) bool {
	if p.is(i, "press", "push", "request", "demands", "requests", "petition", "demand", "pressing") && (p.in(i-1, determiners) || p.possessive(i-1) || prepositions[p.low(i-1)] || p.is(i-1, "larger", "oppose", "their", "new") || !p.sameLine(i)) {
		return !p.sentenceOf(i).heading
	}
	return p.is(i, "requests", "demands", "demand", "request") && strings.HasSuffix(p.low(i+1), "ed")
}

// gerundBefore finds the "terminating ..." that is called a step.
func (p *page) gerundBefore(i int) int {
	s := p.sentenceOf(i)
	for at := i - 1; at >= s.from && i-at < 14; at-- {
		if p.classAt(at) == word && strings.HasSuffix(p.tok[at].low, "ing") && (at == s.from || p.is(at-1, ",") || p.classAt(at-1) == open) {
			return at
		}
	}
	return -1
}

func (p *page) demandsSoon(i int) bool {
	for at := i; at < i+3; at++ {
		if p.in(at, demandedThings) {
			return true
		}
	}
	return false
}

// toVerb finds the "to" that leads to what is asked, within the clause.
func (p *page) toVerb(from, limit int) int {
	for i := from; i < limit && i < from+24; i++ {
		if c := p.classAt(i); c == open || c == closing || p.is(i, ".", ";", ":") {
			return -1
		}
		if p.is(i, "to") && p.classAt(i+1) == sopen {
			return i
		}
		if p.is(i, "to") && p.classAt(i+1) == word && !p.in(i+1, determiners) && !p.tok[i+1].cap && i > from && !p.is(i-1, "according") {
			return i
		}
		if p.sentenceOf(i).heading && p.is(i, "to") && i > from && p.classAt(i+1) == word {
			return i
		}
	}
	return -1
}

// clauseEnd is where a clause ends: the sentence, a quotation mark, or a comma
// before a new clause.
func (p *page) clauseEnd(i int) int {
	s := p.sentenceOf(i)
	for at := i; at < s.to; at++ {
		if c := p.classAt(at); c == closing || c == open && at > i+1 || p.is(at, ";", "—", "–", ".") {
			return at
		}
		if p.is(at, ",") && p.is(at+1, "and") && (p.in(at+2, pronouns) || p.owner[min(at+2, len(p.owner)-1)] >= 0 && p.is(p.mentionEnd(at+2), "should", "must", "will")) {
			return at
		}
		if p.is(at, ",") && p.is(at+1, "which", "who", "but", "so", "because", "while", "flouting", "following", "said") {
			return at
		}
	}
	return s.to
}

func (p *page) clauseStart(i int) int {
	s := p.sentenceOf(i)
	for at := i; at > s.from; at-- {
		if c := p.classAt(at - 1); c == open || c == closing || p.is(at-1, ";", ":") {
			return at
		}
	}
	return s.from
}

// demand proposes "verb WHOM to WHAT".
func (p *page) demand(verb, whom, to int, rule string) int {
	end := p.clauseEnd(to)
	p.propose(DemandKind, verb, end, "a demand: "+rule, "by", p.actor(verb), "to", p.who(whom, to), "what", p.plain(to+1, end))
	return end
}

// demandThing proposes "demand AN END TO ...".
func (p *page) demandThing(verb, thing int, rule string) int {
	end := p.clauseEnd(max(thing, verb+1))
	if end-thing < 1 {
		return 0
	}
	p.propose(DemandKind, verb, end, "a demand: "+rule, "by", p.actor(verb), "what", p.plain(thing, end))
	return end
}

// mustDo proposes "ACTOR must do": who must is a person, a body, or a word for
// those who govern.
func (p *page) mustDo(i int) int {
	from := p.clauseStart(i)
	subject, named := "", false
	at := i - 1
	for ; at >= from && i-at < 10; at-- {
		if m, ok := p.at(at); ok {
			subject, named = m.name, true
			break
		}
		if p.in(at, governing) || p.is(at, "he", "she", "they", "it") && at == i-1 || p.is(at, "you") && at == i-1 {
			subject, named = p.plain(at, at+1), true
			break
		}
		if p.in(at, auxiliaries) || p.is(at, "that", "which", "not") || prepositions[p.low(at)] && at < i-3 {
			break
		}
	}
	if !named || p.is(i+1, "be") && !strings.HasSuffix(p.low(i+2), "ing") && !p.is(i+2, "held", "ended", "terminated") || p.is(i+1, "have") || p.is(i+1, "not") && p.is(i+2, "be") || p.is(i-1, "as", "who") {
		return 0
	}
	if m, ok := p.at(at); ok && p.isSpeakerOfQuote(i, m.name) {
		return 0
	}
	end := p.clauseEnd(i)
	if end-i < 3 {
		return 0
	}
	p.propose(DemandKind, i, end, "a demand: "+p.low(i)+" do", "by", p.actor(i), "to", subject, "what", p.plain(i+1, end))
	return end
}

// isSpeakerOfQuote reports whether the subject speaks of itself.
func (p *page) isSpeakerOfQuote(i int, name string) bool {
	q, ok := p.quoteAt(i)
	return ok && q.speaker == name
}

// governing are words for those of whom such documents demand.
var governing = set(`administration government congress agency department president secretary board council legislature county sheriff sheriffs governor mayor legislators lawmakers state commissioners supervisors
	officials agencies city ice dhs senate jurisdictions courts attorney`)

// who is the party that a demand is addressed to.
func (p *page) who(from, to int) string {
	for i := from; i < to; i++ {
		if m, ok := p.at(i); ok {
			if m.kind == OrganisationKind {
				if person, ok := p.personSoon(m.to, to); ok {
					return person
				}
			}
			return m.name
		}
	}
	for p.in(from, determiners) {
		from++
	}
	return p.plain(from, to)
}

// actor is who speaks: the speaker of the quotation, or the subject of the
// sentence, or nobody that is named.
func (p *page) actor(i int) string {
	if q, ok := p.quoteAt(i); ok && q.speaker != "" {
		return q.speaker
	}
	s := p.sentenceOf(i)
	for at := i - 1; at >= s.from && i-at < reach; at-- {
		if m, ok := p.at(at); ok && m.kind == PersonKind && !p.objectOf(m.from) && !p.quoted(at) {
			return m.name
		}
		if p.in(at, speakerNouns) && !p.possessive(at+1) && !p.quoted(at) && !p.tok[at].cap {
			return p.nounPhrase(at)
		}
	}
	if m, ok := p.at(s.from); ok {
		return m.name
	}
	if m, ok := p.at(s.from + 1); ok && p.in(s.from, determiners) {
		return m.name
	}
	return ""
}

// quoteAt is the quotation that holds a token.
func (p *page) quoteAt(i int) (quote, bool) {
	if n := p.quoteFrom(i); n < len(p.quotes) && p.quotes[n].outer.from <= i {
		return p.quotes[n], true
	}
	return quote{}, false
}

// commitmentAt proposes a commitment whose verb or noun is at i; its end, or 0.
func (p *page) commitmentAt(i int) int {
	switch {
	case p.in(i, commitVerbs) && p.committed(i):
		return p.commitment(i, i+1, strings.ToLower(p.words(i, i+1))+" to")
	case p.in(i, commitNouns) && p.promised(i):
		from := i
		for from > 0 && i-from < 5 && p.sameLine(from) && p.classAt(from-1) == word && !p.in(from-1, determiners) && !p.in(from-1, auxiliaries) && !prepositions[p.low(from-1)] && p.owner[from-1] < 0 && !stopWords[p.low(from-1)] {
			from--
		}
		return p.commitment(from, i+1, "a "+p.low(i)+" to")
	case p.is(i, "will") && p.owner[max(i-1, 0)] >= 0 && p.sameLine(i) && p.mentions[p.owner[i-1]].kind == OrganisationKind && !p.in(i+1, auxiliaries):
		return p.commitment(i, i+1, "a body will")
	case p.is(i, "will") && p.is(i-1, "we") && p.sameLine(i) && !p.is(i+1, "be", "see", "have", "all", "know", "find"):
		return p.commitment(i, i+1, "we will")
	}
	return 0
}

// committed tells a commitment from a condition: "if it is committed to".
func (p *page) committed(i int) bool {
	if p.is(i-1, "to") {
		return false // somebody is asked to commit
	}
	if p.in(i, commitNouns) && (p.in(i-1, determiners) || p.possessive(i-1) || prepositions[p.low(i-1)] || p.is(i-1, "contradicts", "campaign", "critical") || !p.is(i+1, "to", "that", "not")) {
		return false
	}
	for at := p.clauseStart(i); at < i; at++ {
		if p.is(at, "if") && !p.is(i-1, "has", "have") {
			return false
		}
	}
	if p.is(i, "commit", "commits", "committed", "committing") {
		return p.is(i+1, "to") || p.is(i+2, "to") && p.is(i+1, "itself", "himself", "herself", "themselves", "publicly")
	}
	return p.is(i+1, "to", "that", "not") || p.in(i+1, determiners) || p.owner[min(i+1, len(p.owner)-1)] >= 0 || p.is(i+1, "them", "us", "voters", "residents", "families")
}

// promised tells a promise with its content from the bare word.
func (p *page) promised(i int) bool {
	if p.is(i+1, "to", "that", "made", "about", "of", "on", "by") {
		return true
	}
	if p.in(i-1, determiners) && p.is(i-2, "keep", "kept", "honor", "honored", "fulfill", "break", "broke", "broken") {
		return true
	}
	if p.is(i-1, "through") || p.is(i-1, "on") && p.is(i-2, "through") {
		return true
	}
	return p.possessive(i-1) || p.is(i-1, "justice", "campaign", "its", "his", "her", "their", "equity") || p.is(i-2, "its", "his", "her", "their", "racial")
}

func (p *page) commitment(from, content int, rule string) int {
	end := p.clauseEnd(from)
	if end <= content {
		end = content
	}
	p.propose(CommitmentKind, from, end, "a commitment: "+rule, "by", p.committer(from), "what", p.plain(min(content, end), end))
	return end
}

// committer is who committed: the subject before the verb or noun.
func (p *page) committer(i int) string {
	s := p.sentenceOf(i)
	for at := i - 1; at >= s.from && i-at < 16; at-- {
		if m, ok := p.at(at); ok {
			return m.name
		}
		if p.is(at, "we", "our", "i") {
			return p.actor(i)
		}
		if p.in(at, speakerNouns) && !p.tok[at].cap && !p.possessive(at+1) {
			return p.nounPhrase(at)
		}
	}
	for at := i + 1; at < s.to && at < i+8; at++ {
		if p.is(at, "by") {
			if who, ok := p.subjectFrom(at + 1); ok {
				return who
			}
		}
	}
	return ""
}
