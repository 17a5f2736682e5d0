package quote

import (
	"context"
	"slices"
)

// phrase is a short quotation, too short for shingles: it is looked up whole.
type phrase struct{ text, quotation, from int }

// phrases adds the texts that have a quotation of four to seven words word for word.
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

// phrasesOf lists the quotations of n words by their key.
func (c *Corpus) phrasesOf(n int) (map[uint64][]phrase, *sieve) {
	wanted := map[uint64][]phrase{}
	for i, marks := range c.marks {
		for k, q := range marks {
			if q.WordCount != n {
				continue
			}
			from, to := within(c.words[i], q.Span)
			shingles(c.words[i][from:to], n, func(key uint64, _ int) {
				if list := wanted[key]; len(list) < c.o.Common { // a phrase on everybody's lips is nobody's
					wanted[key] = append(list, phrase{i, k, from})
				}
			})
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
