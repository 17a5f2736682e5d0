package quote

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Options of a Corpus. The zero value is what the tests and benchmarks hold.
type Options struct {
	Shingle int // words of a shingle; 5 if 0
	Common  int // a shingle in more texts than this joins each to the first and the one before only; 16 if 0
	Fewest  int // words that two passages have in common at least; 8 if 0
	Sources int // sources that one quotation is held against at most, the nearest; 12 if 0
	Workers int // the machine's cores if 0
}

func (o Options) filled() Options {
	for _, v := range []struct {
		n  *int
		or int
	}{{&o.Shingle, 5}, {&o.Common, 16}, {&o.Fewest, 8}, {&o.Sources, 12}, {&o.Workers, runtime.GOMAXPROCS(0)}} {
		if *v.n <= 0 {
			*v.n = v.or
		}
	}
	return o
}

// Corpus is many texts, held against one another once.
type Corpus struct {
	o        Options
	texts    []Text   // by date, then id
	words    [][]word // of each
	marks    [][]Quotation
	passages [][]Passage // of each text with earlier ones
}

// New reads texts and finds what they share. Two texts of one id are an error of
// the caller. It stops when the context ends.
func New(ctx context.Context, texts []Text, o Options) (*Corpus, error) {
	c := &Corpus{o: o.filled(), texts: slices.Clone(texts)}
	slices.SortStableFunc(c.texts, func(a, b Text) int {
		if (a.Date == "") != (b.Date == "") {
			return len(b.Date) - len(a.Date)
		}
		if a.Date != b.Date {
			return strings.Compare(a.Date, b.Date)
		}
		return strings.Compare(a.ID, b.ID)
	})
	n := len(c.texts)
	c.words, c.marks, c.passages = make([][]word, n), make([][]Quotation, n), make([][]Passage, n)
	err := c.each(ctx, func(i int, _ *scratch) {
		list := words(c.texts[i].Body)
		c.words[i] = append(make([]word, 0, len(list)), list...)
		c.marks[i] = Find(c.texts[i].Body)
	})
	if err != nil {
		return nil, err
	}
	x, err := c.index(ctx)
	if err != nil {
		return nil, err
	}
	err = c.each(ctx, func(i int, s *scratch) { c.passages[i] = c.shared(x, i, s) })
	return c, err
}

// each calls do for every text, on all cores, until the context ends.
func (c *Corpus) each(ctx context.Context, do func(i int, s *scratch)) error {
	var next atomic.Int64
	var group sync.WaitGroup
	for range c.o.Workers {
		group.Go(func() {
			var s scratch
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(c.texts) {
					return
				}
				do(i, &s)
			}
		})
	}
	group.Wait()
	return ctx.Err()
}

// Texts returns the texts in the order in which all else numbers them.
func (c *Corpus) Texts() []Text { return c.texts }

// Quotations returns the quotations of a text.
func (c *Corpus) Quotations(text int) []Quotation { return c.marks[text] }

func (c *Corpus) side(i int) side { return side{c.texts[i].Body, c.words[i]} }
