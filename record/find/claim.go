package find

import (
	"slices"
	"strings"
)

// Types of claims (field usage: what kind of check each one asks for).
var claimTypes = []string{"event", "count", "date", "attribution", "quotation", "commitment", "prediction", "definition", "causal", "evaluation", "demand"}

// cue is a word or words that mark a type of claim.
var cues = map[string]map[string]bool{
	"causal": set(`cause causes caused causing lead leads led_to result results resulted because undermine undermines undermined undermining increase increases increased reduce reduces reduced decreases decrease
		decreased incentivize incentivizes encourages emboldens embolden emboldened instilling instills fostering fosters accelerate accelerates exacerbates turn turns tear tears drives drive makes making deters deter
		protects improves prevents replicate strips strip co-opt hampering contribute contributes contributed fuels separates layered perpetuate endangers worsen worsens impact affects enables empowering`),
	"evaluation": set(`racist harmful failed fails failing failure dangerous worst egregious unlawful unconstitutional critical important crucial essential effective ineffective successful proud safer unsafe just unjust illegal
		betrayed betray abusive abuse cruel rampant serious sensible terrorizing erroneous categorically wrong right shameful unacceptable outrageous vital valuable reckless proven meaningful contradicts illicit discriminatory
		best better fair unfair politically irresponsible commonsense common-sense transparent lawful constitutional hurting harm harms overreach wasteful costly burdensome`),
	"prediction":  set(`expected likely poised planned slated anticipated forecast upcoming`),
	"attribution": set(`endorsed backed signed co-signed co-chaired documented reportedly according joined supported authored cosigned acknowledged testified`),
	"event": set(`sent signed announced ended terminated reinstated issued blocked passed enacted launched voted filed released called arrested detained deported entered began started joined withdrew introduced met wrote
		engaged accelerated expanded urged granted ordered revoked rescinded replaced adopted approved rejected suspended transferred held published received renewed created led demanded betrayed criticize continue continues
		responded reviewed killed sued settled found opened closed hired trained asked told`),
}

// cued are the types that a word may mark, as bits in the order of claimTypes.
var cued = func() map[string]uint {
	m := map[string]uint{}
	for kind, words := range cues {
		for w := range words {
			m[w] |= 1 << slices.Index(claimTypes, kind)
		}
	}
	return m
}()

func bit(kind string) uint { return 1 << slices.Index(claimTypes, kind) }

var (
	causalBit, eventBit, predictionBit = bit("causal"), bit("event"), bit("prediction")
	attributionBit, definitionBit      = bit("attribution"), bit("definition")
)

// findClaims proposes sentences that say something to check, with their types.
func (p *page) findClaims() {
	acts := p.actsBySentence()
	for n, s := range p.sents {
		if s.heading || s.to-s.from < 6 || !p.hasVerb(s.span) {
			continue
		}
		types := p.typesOf(s, acts[n])
		if len(types) == 0 {
			continue
		}
		from, to := p.trimClaim(s.span)
		if to-from < 4 {
			continue
		}
		by := ""
		if q, ok := p.quoteAt((from + to) / 2); ok {
			by = q.speaker
		}
		p.propose(ClaimKind, from, to, "a sentence that says something to check: "+strings.Join(types, ", "), "types", strings.Join(types, ","), "by", by)
	}
}

// trimClaim leaves out the marks around a sentence.
func (p *page) trimClaim(s span) (int, int) {
	from, to := s.from, s.to
	for from < to && (p.classAt(from) == open || p.classAt(from) == closing || p.classAt(from) == mark && !p.is(from, "(", "$", "[")) {
		from++
	}
	for to > from && (p.classAt(to-1) == closing || p.classAt(to-1) == open) {
		to--
	}
	return from, to
}

// hasVerb reports whether a run has a verb, as far as small words and endings tell.
func (p *page) hasVerb(s span) bool {
	for i := s.from; i < s.to; i++ {
		if p.in(i, auxiliaries) || p.in(i, saidVerbs) || p.in(i, speechActs) || p.in(i, demandVerbs) || cued[p.tok[i].low]&(causalBit|eventBit) != 0 {
			return true
		}
		if low := p.tok[i].low; p.tok[i].class == word && !p.tok[i].cap && len(low) > 4 && strings.HasSuffix(low, "ed") {
			return true
		}
	}
	return false
}

// actsBySentence says of each sentence which kinds of proposals touch it.
func (p *page) actsBySentence() []map[Kind]bool {
	touched := make([]map[Kind]bool, len(p.sents))
	sent := 0
	p.out = inOrder(p.out)
	for _, o := range p.out {
		for sent < len(p.sents)-1 && p.tok[p.sents[sent].to-1].end <= o.Start {
			sent++
		}
		for n := sent; n < len(p.sents) && p.tok[p.sents[n].from].start < o.End; n++ {
			if touched[n] == nil {
				touched[n] = map[Kind]bool{}
			}
			if o.Kind == QuotationKind && (o.Values["speaker"] == "" || p.tok[p.sents[n].from].start > o.Start) {
				continue
			}
			touched[n][o.Kind] = true
		}
	}
	return touched
}

func (p *page) typesOf(s sentence, touched map[Kind]bool) []string {
	seen := uint(0)
	mark := func(is bool, types uint) {
		if is {
			seen |= types
		}
	}
	for i := s.from; i < s.to; i++ {
		mask := cued[p.tok[i].low]
		if mask&eventBit != 0 && p.in(i-1, determiners) {
			mask &^= eventBit
		}
		seen |= mask
		switch p.tok[i].low {
		case "will":
			mark(!touched[CommitmentKind], predictionBit)
		case "set", "going":
			mark(p.is(i+1, "to"), predictionBit)
		case "led":
			mark(p.is(i+1, "by"), attributionBit)
		case "which", "that":
			mark(p.is(i+1, "include", "includes"), attributionBit)
			mark(p.is(i+1, "allows", "allow", "tap", "taps", "lets", "authorizes", "requires", "deputizes"), definitionBit)
		case "including":
			mark(p.owner[min(i+2, len(p.owner)-1)] >= 0, attributionBit)
		case "is":
			mark(p.is(i+1, "a", "an") && !p.inSpeech(s) && i-s.from < 9, definitionBit)
		case "means", "allows", "authorizes", "defines":
			mark(i-s.from < 8, definitionBit)
		case "taps", "helps":
			mark(i-s.from < 6, definitionBit)
		case "requests":
			mark(p.is(i+1, "issued"), definitionBit)
		}
	}
	if p.inSpeech(s) {
		seen &^= eventBit
	}
	mark(touched[CountKind], bit("count"))
	mark(touched[DateKind], bit("date"))
	mark(touched[CommitmentKind], bit("commitment"))
	mark(touched[DemandKind], bit("demand"))
	mark(touched[QuotationKind] && !p.wholeSpeech(s), bit("quotation"))
	var types []string
	for i, t := range claimTypes {
		if seen&(1<<i) != 0 {
			types = append(types, t)
		}
	}
	return types
}

// inSpeech reports whether most of a sentence stands in a quotation.
func (p *page) inSpeech(s sentence) bool { return p.quoted((s.from + s.to) / 2) }

// wholeSpeech reports whether a person speaks the sentence: then its content is
// the claim, not that it was said.
func (p *page) wholeSpeech(s sentence) bool {
	q, ok := p.quoteAt((s.from + s.to) / 2)
	return ok && q.to-q.from > 25
}
