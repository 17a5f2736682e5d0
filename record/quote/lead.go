package quote

import (
	"context"
	"slices"
)

// lead says that a quotation may come from a place of a source.
type lead struct {
	quotation, source int
	at                Range // words of the source
	same              int
	named             bool
}

// leads gathers what each text's quotations are held against.
func (c *Corpus) leads(ctx context.Context) ([][]lead, error) {
	leads := make([][]lead, len(c.texts))
	for _, list := range c.passages {
		for _, p := range list {
			leads[p.Later] = c.fromPassage(leads[p.Later], p.Later, p.Earlier, p.At, p.Runs)
			leads[p.Earlier] = c.fromPassage(leads[p.Earlier], p.Earlier, p.Later, p.In, turned(p.Runs))
		}
	}
	if err := c.phrases(ctx, leads); err != nil {
		return nil, err
	}
	byID := map[string]int{}
	for i, t := range c.texts {
		byID[t.ID] = i
	}
	for i := range c.texts {
		leads[i] = append(leads[i], c.named(i, byID)...)
		leads[i] = c.chosen(leads[i])
	}
	return leads, nil
}

// fromPassage adds the quotations of text that share words with a source in a
// passage, whose runs go from the source to the text.
func (c *Corpus) fromPassage(list []lead, text, source int, here Range, runs []Run) []lead {
	for k, q := range c.marks[text] {
		if q.WordCount < c.o.Fewest || !q.overlaps(spanOf(c.words[text], here.From, here.To)) {
			continue
		}
		from, to := within(c.words[text], q.Span)
		l := lead{k, source, Range{-1, -1}, 0, false}
		for _, r := range runs {
			a, b := max(from, r.At), min(to, r.At+r.Len)
			if a >= b {
				continue
			}
			if l.same += b - a; l.at.From < 0 {
				l.at.From = r.In + a - r.At
			}
			l.at.To = r.In + b - r.At
		}
		if l.same >= fewestToBe {
			list = append(list, l)
		}
	}
	return list
}

// turned are runs seen from the other text.
func turned(runs []Run) []Run {
	other := make([]Run, len(runs))
	for i, r := range runs {
		other[i] = Run{r.At, r.In, r.Len}
	}
	return other
}

// mostCells bounds one alignment with a whole named source, in words times words.
const mostCells = 20_000_000

// named adds the sources that the caller named.
func (c *Corpus) named(i int, byID map[string]int) (list []lead) {
	for k, q := range c.marks[i] {
		v := c.texts[i].voiceAt(q.Span)
		if v == nil || q.WordCount < fewestToBe {
			continue
		}
		if source, ok := byID[v.ID]; ok && source != i && q.WordCount*len(c.words[source]) < mostCells {
			list = append(list, lead{k, source, Range{0, len(c.words[source])}, q.WordCount, true})
		}
	}
	return list
}

// chosen keeps one lead for a quotation and a source, and the best sources only.
func (c *Corpus) chosen(list []lead) (kept []lead) {
	slices.SortStableFunc(list, func(a, b lead) int {
		switch {
		case a.quotation != b.quotation:
			return a.quotation - b.quotation
		case a.source != b.source:
			return a.source - b.source
		case a.named != b.named && a.named:
			return -1
		case a.named != b.named:
			return 1
		}
		return b.same - a.same
	})
	for _, l := range list {
		if n := len(kept); n > 0 && kept[n-1].quotation == l.quotation && kept[n-1].source == l.source {
			kept[n-1].join(l)
			continue
		}
		kept = append(kept, l)
	}
	for from := 0; from < len(kept); {
		to := from + 1
		for to < len(kept) && kept[to].quotation == kept[from].quotation {
			to++
		}
		if extra := to - from - c.o.Sources; extra > 0 {
			slices.SortStableFunc(kept[from:to], func(a, b lead) int { return b.same - a.same })
			kept = slices.Delete(kept, from+c.o.Sources, to)
			to -= extra
			slices.SortFunc(kept[from:to], func(a, b lead) int { return a.source - b.source })
		}
		from = to
	}
	return kept
}

// widest is how many words a window may have: a quotation may jump over this much.
const widest = 2000

// join widens a lead by another into the same source, unless that is far away.
func (l *lead) join(o lead) {
	w := Range{min(l.at.From, o.at.From), max(l.at.To, o.at.To)}
	if l.named || w.len() <= widest {
		l.at = w
	}
}
