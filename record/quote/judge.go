package quote

// Class is what a quotation is of a source.
type Class string

// The classes, from the most faithful on. Elsewhere says nothing against a
// quotation: its words come from somewhere else.
const (
	Exact      Class = "exact"                   // every word, in one run
	Trimmed    Class = "trimmed"                 // brackets and ellipses mark every difference
	Altered    Class = "altered"                 // words differ, and nothing marks it
	Listed     Class = "list as sentence"        // items of a list made one sentence
	Paraphrase Class = "paraphrase as quotation" // a sentence whose words are not the source's, next to one that is said there in other words
	Elsewhere  Class = "elsewhere"               // not in this source
)

// The bounds of the classes. They were set on the five statements and on generated
// changes, and tests hold them.
const (
	literal    = 0.5  // a sentence of which fewer words stand in the source, in runs of two and more, is not a quotation of it
	resembles  = 0.25 // a sentence that shares so many of its words of content with one of the source says the same in other words
	fewestToBe = 4    // words of a quotation that is compared
)

// Sentence is one sentence of a quotation held against a source.
type Sentence struct {
	Span
	Class   Class    `json:"class"`
	Literal float64  `json:"literal"` // share of its words that stand in the source
	Source  Span     `json:"source"`  // where; or the nearest sentence
	Shares  float64  `json:"shares"`  // share of its words of content in the nearest sentence, where it is not literal
	Changes []Change `json:"changes,omitempty"`
}

// Verdict is a quotation held against one source.
type Verdict struct {
	Class     Class      `json:"class"`
	Faults    []string   `json:"faults"` // kinds of change that nothing marks
	Literal   float64    `json:"literal"`
	Source    Span       `json:"source"` // the stretch of the source
	Sentences []Sentence `json:"sentences"`
	Changes   []Change   `json:"changes,omitempty"` // all, in order
	GoesOn    Span       `json:"goes_on"`           // the rest of the source's sentence, where the quotation ends with a full stop before
}

// Judge holds a stretch of a text, a quotation, against a source: all of it, or the
// stretch that is given.
func Judge(body string, quotation Span, source string, in Span) Verdict {
	q, s := side{body, words(body)}, side{source, words(source)}
	from, to := within(q.words, quotation)
	sf, st := within(s.words, in)
	return judge(q, Range{from, to}, s, Range{sf, st})
}

// judge aligns the words of a quotation with those of a window of the source.
func judge(quotation side, q Range, source side, window Range) Verdict {
	steps, start := align(quotation.words[q.From:q.To], source.words[window.From:window.To])
	s := window.From + start
	v := Verdict{Faults: []string{}}
	all := blocks(steps, q.From, s)
	literals := 0
	for _, r := range sentencesOf(quotation.words, q) {
		l, at := literalWords(steps, q.From, s, r)
		literals += l
		v.Sentences = append(v.Sentences, sentence(quotation, r, source, l, at, window))
	}
	v.Literal = share(literals, q.len())
	v.settle(quotation, source, q, all)
	return v
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// sentencesOf parts a run of words into sentences.
func sentencesOf(list []word, r Range) (all []Range) {
	from := r.From
	for i := r.From + 1; i <= r.To; i++ {
		if i == r.To || list[i].has(begins|paragraph) {
			all = append(all, Range{from, i})
			from = i
		}
	}
	return all
}

// literalWords counts the words of a sentence that stand in the source in runs of
// two and more, and says where in the source those lie.
func literalWords(steps []step, q, s int, r Range) (n int, at Range) {
	at = Range{-1, -1}
	run := 0
	take := func() {
		if run >= 2 || r.len() < 2 {
			n += run
			if run > 0 && at.From < 0 {
				at.From = s - run
			}
			if run > 0 {
				at.To = s
			}
		}
		run = 0
	}
	for _, st := range steps {
		if st == same && q >= r.From && q < r.To {
			run++
		} else {
			take()
		}
		if st != inserted {
			s++
		}
		if st != dropped {
			q++
		}
	}
	take()
	return n, at
}

// sentence judges one sentence of a quotation.
func sentence(quotation side, r Range, source side, literals int, at, near Range) Sentence {
	x := Sentence{Span: spanOf(quotation.words, r.From, r.To), Literal: share(literals, r.len())}
	if x.Literal >= literal {
		x.Source = spanOf(source.words, at.From, at.To)
		x.Class = Exact
		return x
	}
	nearest, shares := nearest(quotation, r, source, near)
	x.Source, x.Shares = spanOf(source.words, nearest.From, nearest.To), shares
	if x.Class = Elsewhere; shares >= resembles {
		x.Class = Paraphrase
	}
	return x
}

// settle gives each literal sentence its changes and class, and the quotation the
// gravest of them.
func (v *Verdict) settle(quotation, source side, q Range, all []block) {
	literalSentences := 0
	at := Range{-1, -1}
	for i := range v.Sentences {
		x := &v.Sentences[i]
		if !x.literal() {
			continue
		}
		literalSentences++
		from, to := within(source.words, x.Source)
		if at.From < 0 {
			at.From = from
		}
		at.To = to
		qf, qt := within(quotation.words, x.Span)
		after := i > 0 && v.Sentences[i-1].Literal >= literal
		x.Changes = changes(quotation, source, blocksIn(Range{qf, qt}, after, all))
		v.Changes = append(v.Changes, x.Changes...)
	}
	moved(v.Changes)
	if literalSentences == 0 {
		v.Class = Elsewhere // unless the source is known to be the one
		for _, x := range v.Sentences {
			if x.Class == Paraphrase {
				v.Class, v.Source = Paraphrase, x.Source
			}
		}
		return
	}
	v.Source = spanOf(source.words, at.From, at.To)
	v.Faults = append(v.Faults, Faults(v.Changes)...)
	for i := range v.Sentences {
		x := &v.Sentences[i]
		if x.Class == Exact {
			x.Class = classOf(quotation, source, x, at)
		}
		v.Class = graver(v.Class, x.Class)
	}
	v.goesOn(quotation, source, q, at)
}

// blocksIn returns the differences that lie in a sentence of a quotation, or right
// before it, where the sentence before it is literal too.
func blocksIn(sentence Range, after bool, all []block) (in []block) {
	for _, b := range all {
		switch {
		case b.q.len() == 0 && b.q.From == sentence.From && !after:
		case b.q.len() == 0 && b.q.From >= sentence.From && b.q.From < sentence.To:
			in = append(in, b)
		case b.q.From < sentence.To && b.q.To > sentence.From:
			if b.q.From < sentence.From {
				b.q.From, b.s.From = sentence.From, b.s.To
			}
			b.q.To = min(b.q.To, sentence.To)
			in = append(in, b)
		}
	}
	return in
}

// classOf tells the class of a literal sentence by its changes.
func classOf(quotation, source side, x *Sentence, at Range) Class {
	from, to := within(quotation.words, x.Span)
	honest := false
	for _, w := range quotation.words[from:to] {
		honest = honest || w.has(inBrackets|partly|afterGap)
	}
	sf, st := within(source.words, x.Source)
	switch {
	case itemsIn(source.words, sf, st) > 0:
		return Listed
	case len(Faults(x.Changes)) > 0:
		return Altered
	case honest || len(x.Changes) > 0:
		return Trimmed
	}
	return Exact
}

// itemsIn counts the items of a list that begin within a run of words.
func itemsIn(list []word, from, to int) (n int) {
	for i := from + 1; i < to; i++ {
		if list[i].has(item) {
			n++
		}
	}
	return n
}

// gravity orders the classes; a sentence from elsewhere leaves the word to the others.
var gravity = map[Class]int{"": 0, Elsewhere: 1, Exact: 2, Trimmed: 3, Altered: 4, Listed: 5, Paraphrase: 6}

func graver(a, b Class) Class {
	if gravity[b] > gravity[a] {
		return b
	}
	return a
}

// goesOn notes what follows in the sentence of the source, where the quotation
// ends as if that ended there.
func (v *Verdict) goesOn(quotation, source side, q, at Range) {
	last := v.Sentences[len(v.Sentences)-1]
	if !last.literal() || at.To >= len(source.words) {
		return
	}
	end := quotation.words[q.To-1].to()
	if end >= len(quotation.body) || quotation.body[end] != '.' {
		return
	}
	to := at.To
	for to < len(source.words) && !source.words[to].has(begins|paragraph) {
		to++
	}
	v.GoesOn = spanOf(source.words, at.To, to)
}
