package quote

import (
	"context"
	"slices"
	"sort"
)

// index points from a shingle to the places where it stands. Only shingles of two
// texts and more are kept, which is a small part of all.
type index struct {
	keys   []uint64 // sorted, each once
	starts []uint32 // places[starts[k]:starts[k+1]] are those of keys[k]
	places []place  // by text, then word
	seen   *sieve
}

// place is where a shingle begins.
type place struct{ text, word uint32 }

// entry is a place with its shingle, before they are sorted.
type entry struct {
	key uint64
	place
}

// mostInText is how often one text's uses of one shingle are kept: a text that
// repeats itself must not cost its square.
const mostInText = 4

// index reads all shingles twice: once to see which come back, once to keep them.
func (c *Corpus) index(ctx context.Context) (*index, error) {
	all := 0
	for _, list := range c.words {
		all += len(list)
	}
	seen := newSieve(all)
	for _, list := range c.words {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		shingles(list, c.o.Shingle, func(key uint64, _ int) { seen.add(key) })
	}
	kept := make([][]entry, len(c.words))
	err := c.each(ctx, func(i int, _ *scratch) {
		shingles(c.words[i], c.o.Shingle, func(key uint64, at int) {
			if seen.twice(key) {
				kept[i] = append(kept[i], entry{key, place{uint32(i), uint32(at)}})
			}
		})
	})
	if err != nil {
		return nil, err
	}
	n := 0
	for _, k := range kept {
		n += len(k)
	}
	entries := make([]entry, 0, n)
	for _, k := range kept {
		entries = append(entries, k...)
	}
	slices.SortFunc(entries, func(a, b entry) int {
		switch {
		case a.key != b.key:
			return less(a.key, b.key)
		case a.text != b.text:
			return less(a.text, b.text)
		}
		return less(a.word, b.word)
	})
	return newIndex(entries, seen), nil
}

func less[T uint32 | uint64](a, b T) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// newIndex keeps the shingles that stand in two texts or more.
func newIndex(entries []entry, seen *sieve) *index {
	x := &index{seen: seen}
	for from := 0; from < len(entries); {
		to := from + 1
		for to < len(entries) && entries[to].key == entries[from].key {
			to++
		}
		if entries[from].text != entries[to-1].text {
			x.keys = append(x.keys, entries[from].key)
			x.starts = append(x.starts, uint32(len(x.places)))
			inText := 0
			for i, e := range entries[from:to] {
				if inText++; i > 0 && e.text != entries[from+i-1].text {
					inText = 1
				}
				if inText <= mostInText {
					x.places = append(x.places, e.place)
				}
			}
		}
		from = to
	}
	x.starts = append(x.starts, uint32(len(x.places)))
	return x
}

// at returns the places of a shingle.
func (x *index) at(key uint64) []place {
	if !x.seen.twice(key) {
		return nil
	}
	k := sort.Search(len(x.keys), func(i int) bool { return x.keys[i] >= key })
	if k == len(x.keys) || x.keys[k] != key {
		return nil
	}
	return x.places[x.starts[k]:x.starts[k+1]]
}

// shingles calls do for every run of n words.
func shingles(list []word, n int, do func(key uint64, at int)) {
	for i := 0; i+n <= len(list); i++ {
		key := uint64(fnvOffset)
		for _, w := range list[i : i+n] {
			key = (key ^ w.key) * 0x9e3779b97f4a7c15
			key ^= key >> 29
		}
		do(key, i)
	}
}

// sieve remembers roughly which keys came twice: some that came once pass, none
// that came twice is lost.
type sieve struct {
	once, again []uint64
	mask        uint64
}

func newSieve(keys int) *sieve {
	bits := uint64(1 << 16)
	for bits < uint64(keys)*4 {
		bits *= 2
	}
	return &sieve{make([]uint64, bits/64), make([]uint64, bits/64), bits - 1}
}

func (s *sieve) add(key uint64) {
	b := key & s.mask
	if bit := uint64(1) << (b & 63); s.once[b/64]&bit == 0 {
		s.once[b/64] |= bit
	} else {
		s.again[b/64] |= bit
	}
}

func (s *sieve) twice(key uint64) bool {
	b := key & s.mask
	return s.again[b/64]>>(b&63)&1 == 1
}
