package quote

import "slices"

// Passage is a stretch that two texts share, but for some words.
type Passage struct {
	Earlier, Later int   // texts
	In, At         Range // words of the earlier and of the later
	Runs           []Run // what is the same in both, in order
	Same           int   // words that are the same
}

// Run is a run of the same words in two texts.
type Run struct{ In, At, Len int }

// The bounds of the search.
const (
	band     = 8    // words that may be inserted or dropped on the way
	reach    = 40   // words that a passage may go on beyond its shingles
	together = 30   // words between the shingles of one passage
	longest  = 8000 // words that are aligned at once
)

// seed is a shingle that stands at in of an earlier text and at at of this one.
type seed struct {
	text   uint32
	in, at int32
}

func (s seed) diagonal() int32 { return s.at - s.in }

// scratch is memory that a worker uses again.
type scratch struct {
	seeds []seed
	score [2][]int32
	moves []uint8
}

// shared finds the passages that a text shares with earlier ones.
func (c *Corpus) shared(x *index, i int, s *scratch) (all []Passage) {
	s.seeds = s.seeds[:0]
	shingles(c.words[i], c.o.Shingle, func(key uint64, at int) {
		places := x.at(key)
		n := 0
		for n < len(places) && int(places[n].text) < i {
			n++
		}
		for k, p := range places[:n] {
			if n <= c.o.Common || k == 0 || p.text == places[n-1].text {
				s.seeds = append(s.seeds, seed{p.text, int32(p.word), int32(at)})
			}
		}
	})
	slices.SortFunc(s.seeds, func(a, b seed) int {
		switch {
		case a.text != b.text:
			return int(a.text) - int(b.text)
		case a.at != b.at:
			return int(a.at - b.at)
		}
		return int(a.in - b.in)
	})
	for from := 0; from < len(s.seeds); {
		to := from + 1
		for to < len(s.seeds) && s.seeds[to].text == s.seeds[from].text {
			to++
		}
		all = append(all, c.between(int(s.seeds[from].text), i, s.seeds[from:to], s)...)
		from = to
	}
	return all
}

// cluster is seeds that lie near one diagonal and one another.
type cluster struct {
	low, high  int32 // diagonals
	in, at     Range
	first, end int32 // words of the first and behind the last seed, in the later text
}

// between joins the seeds of two texts into passages.
func (c *Corpus) between(earlier, later int, seeds []seed, s *scratch) (all []Passage) {
	for _, k := range clusters(seeds, int32(c.o.Shingle)) {
		if slices.ContainsFunc(all, func(p Passage) bool { return p.holds(k) }) {
			continue
		}
		if k.at.len() == c.o.Shingle && c.grown(earlier, later, k) < c.o.Fewest {
			continue
		}
		p := c.local(earlier, later, k, s)
		if p.Same >= c.o.Fewest && !slices.ContainsFunc(all, func(o Passage) bool { return o.repeats(p) }) {
			all = append(all, p)
		}
	}
	return all
}

func (p Passage) holds(k cluster) bool {
	return p.In.From <= k.in.From && k.in.To <= p.In.To && p.At.From <= k.at.From && k.at.To <= p.At.To
}

// repeats reports whether most of another passage lies within this one.
func (p Passage) repeats(o Passage) bool {
	common := func(a, b Range) int { return min(a.To, b.To) - max(a.From, b.From) }
	return 2*common(p.In, o.In) > o.In.len() && 2*common(p.At, o.At) > o.At.len()
}

// clusters groups seeds, which come by their word in the later text. The largest
// come first.
func clusters(seeds []seed, n int32) (all []cluster) {
	open := 0
	for _, s := range seeds {
		at := -1
		for i := len(all) - 1; i >= open; i-- {
			k := &all[i]
			if s.at-k.end > together || int(s.at)-k.at.From > longest-2*reach {
				continue
			}
			if d := s.diagonal(); d >= k.high-band && d <= k.low+band && s.in >= int32(k.in.From) {
				at = i
				break
			}
		}
		if at < 0 {
			all = append(all, cluster{s.diagonal(), s.diagonal(), Range{int(s.in), int(s.in + n)}, Range{int(s.at), int(s.at + n)}, s.at, s.at + n})
			for open < len(all) && s.at-all[open].end > together {
				open++
			}
			continue
		}
		k := &all[at]
		k.low, k.high, k.end = min(k.low, s.diagonal()), max(k.high, s.diagonal()), max(k.end, s.at+n)
		k.in = Range{min(k.in.From, int(s.in)), max(k.in.To, int(s.in+n))}
		k.at.To = int(k.end)
	}
	slices.SortStableFunc(all, func(a, b cluster) int { return b.at.len() - a.at.len() })
	return all
}

// grown counts the words that are the same around a lone seed, over single words
// that differ, are missing or are too many: a quick look before an alignment.
func (c *Corpus) grown(earlier, later int, k cluster) int {
	a, b := c.words[earlier], c.words[later]
	n := k.at.len()
	n += follow(func(i, j int) int {
		i, j = k.in.To+i, k.at.To+j
		if i >= len(a) || j >= len(b) {
			return -1
		}
		return equal(a[i], b[j])
	})
	n += follow(func(i, j int) int {
		i, j = k.in.From-1-i, k.at.From-1-j
		if i < 0 || j < 0 {
			return -1
		}
		return equal(a[i], b[j])
	})
	return n
}

func equal(a, b word) int {
	if a.key == b.key {
		return 1
	}
	return 0
}

// follow counts equal words in one direction. It steps over a difference if two
// equal words stand behind it, and stops at the next otherwise.
func follow(at func(i, j int) int) (n int) {
	i, j := 0, 0
	for n < reach {
		if v := at(i, j); v < 0 {
			return n
		} else if v == 1 {
			i, j, n = i+1, j+1, n+1
			continue
		}
		stepped := false
		for _, d := range [...][2]int{{1, 1}, {1, 0}, {0, 1}, {2, 2}, {2, 0}, {0, 2}} {
			if at(i+d[0], j+d[1]) == 1 && at(i+d[0]+1, j+d[1]+1) == 1 {
				i, j, stepped = i+d[0], j+d[1], true
				break
			}
		}
		if !stepped {
			return n
		}
	}
	return n
}
