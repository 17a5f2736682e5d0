package quote

import (
	"context"
	"slices"
)

// Comparison is a quotation held against another text.
type Comparison struct {
	Text      int  `json:"-"`      // index into Corpus.Texts
	Quotation int  `json:"-"`      // index into Corpus.Quotations(Text)
	With      int  `json:"-"`      // the source: index into Corpus.Texts
	Quoted    bool `json:"quoted"` // the source, too, has the words in quotation marks: both may quote a third
	Later     bool `json:"later"`  // the source is of a later date: no original, but a witness
	Named     bool `json:"named"`  // the caller said that these are the source's words
	Verdict
}

// Compare holds every quotation of four words and more against the texts that share
// eight words with it in one place, those that have a shorter one word for word, and
// the text that a Voice names. It returns what could be compared, by text, quotation
// and source; a source in which the words are not found is left out unless it is
// named. Of many sources of one quotation, those that share most are taken.
func (c *Corpus) Compare(ctx context.Context) ([]Comparison, error) {
	leads, err := c.leads(ctx)
	if err != nil {
		return nil, err
	}
	found := make([][]Comparison, len(c.texts))
	err = c.each(ctx, func(i int, _ *scratch) {
		for _, l := range leads[i] {
			if x, ok := c.compare(i, l); ok {
				found[i] = append(found[i], x)
			}
		}
	})
	return slices.Concat(found...), err
}

func (s Sentence) literal() bool { return s.Class != Paraphrase && s.Class != Elsewhere }

// mostWords of a quotation are compared; the rest of a longer one is not.
const mostWords = 2000

func (c *Corpus) compare(i int, l lead) (Comparison, bool) {
	q := c.marks[i][l.quotation]
	from, to := within(c.words[i], q.Span)
	to = min(to, from+mostWords)
	if from >= to {
		return Comparison{}, false
	}
	window := c.around(l, to-from)
	x := Comparison{Text: i, Quotation: l.quotation, With: l.source, Named: l.named}
	x.Verdict = judge(c.side(i), Range{from, to}, c.side(l.source), window)
	if !l.named && !slices.ContainsFunc(x.Sentences, Sentence.literal) {
		return x, false
	}
	_, quoted := c.quotedAt(l.source, x.Source)
	x.Quoted, x.Later = quoted, l.source > i && c.texts[l.source].Date != c.texts[i].Date
	if x.Later && x.Class == Paraphrase {
		x.withoutParaphrase()
	}
	return x, x.Class != Elsewhere || l.named
}

// around is where a quotation is aligned and its nearest sentences are looked for:
// the quotation of the source that the shared passage lies in, if it does, else the
// passage with room for what was left out.
func (c *Corpus) around(l lead, count int) Range {
	if l.named {
		return l.at
	}
	list := c.words[l.source]
	for _, q := range c.marks[l.source] {
		from, to := within(list, q.Span)
		if common := min(to, l.at.To) - max(from, l.at.From); q.Depth == 1 && 2*common > l.at.len() {
			return Range{from, to}
		}
	}
	room := count + 2*reach
	return Range{max(0, l.at.From-room), min(len(list), l.at.To+room)}
}

// quotedAt finds the outer quotation of a text that holds a stretch.
func (c *Corpus) quotedAt(text int, s Span) (Quotation, bool) {
	for _, q := range c.marks[text] {
		if q.Depth == 1 && q.WordCount >= fewestToBe && q.From <= s.From && s.To <= q.To {
			return q, true
		}
	}
	return Quotation{}, false
}

// withoutParaphrase takes back what a later text cannot show: that words are a
// paraphrase of it.
func (x *Comparison) withoutParaphrase() {
	x.Class = Elsewhere
	literals := false
	for i := range x.Sentences {
		s := &x.Sentences[i]
		if s.Class == Paraphrase {
			s.Class = Elsewhere
		}
		literals = literals || s.literal()
	}
	if !literals {
		return
	}
	x.Class = ""
	for _, s := range x.Sentences {
		x.Class = graver(x.Class, s.Class)
	}
}
