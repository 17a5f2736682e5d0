package quote

import (
	"context"
	"slices"
)

// phrase is a short quotation, or a short piece of one between ellipses, too short
// for shingles: it is looked up whole.
type phrase struct{ text, quotation, from int }

// phrases adds the texts that have a quotation of four to seven words, or such a
// piece of one, word for word.
func (c *Corpus) phrases(ctx context.Context, leads [][]lead) error {
	for n := fewestToBe; n < c.o.Fewest; n++ {
		wanted, seen := c.phrasesOf(n)
		if len(wanted) == 0 {
			continue
		}
		hits := make([][]hit, len(c.texts))
		err := c.each(ctx, func(i int, _ *scratch) {
			shingles(c.words[i], n, func(key uint64, at int) {
				if !seen.twice(key) {
					return
				}
				for _, p := range wanted[key] {
					if p.text != i && c.sameWords(p, i, at, n) {
						hits[i] = append(hits[i], hit{p, at})
					}
				}
			})
		})
		if err != nil {
			return err
		}
		for i, list := range hits {
			for _, h := range list {
				leads[h.text] = append(leads[h.text], lead{h.quotation, i, Range{h.at, h.at + n}, n, false})
			}
		}
	}
	return nil
}

type hit struct {
	phrase
	at int
}

// pieces are the runs of words of a quotation between its ellipses.
func (c *Corpus) pieces(text int, q Quotation) (all []Range) {
	from, to := within(c.words[text], q.Span)
	for i := from + 1; i < to; i++ {
		if c.words[text][i].has(afterGap) {
			all = append(all, Range{from, i})
			from = i
		}
	}
	return append(all, Range{from, to})
}

// phrasesOf lists the quotations of n words by their key.
func (c *Corpus) phrasesOf(n int) (map[uint64][]phrase, *sieve) {
	wanted := map[uint64][]phrase{}
	for i, marks := range c.marks {
		for k, q := range marks {
			for _, r := range c.pieces(i, q) {
				if r.len() != n {
					continue
				}
				shingles(c.words[i][r.From:r.To], n, func(key uint64, _ int) {
					if list := wanted[key]; len(list) < c.o.Common { // a phrase on everybody's lips is nobody's
						wanted[key] = append(list, phrase{i, k, r.From})
					}
				})
			}
		}
	}
	seen := newSieve(len(wanted))
	for key := range wanted {
		seen.add(key)
		seen.add(key)
	}
	return wanted, seen
}

func (c *Corpus) sameWords(p phrase, text, at, n int) bool {
	return slices.EqualFunc(c.words[p.text][p.from:p.from+n], c.words[text][at:at+n], func(a, b word) bool { return a.key == b.key })
}
