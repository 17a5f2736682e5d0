package quote

import "slices"

// unit is a sentence of a text, or a part of one within or outside of quotation marks.
type unit struct {
	text int
	Range
	quoted bool
	leads  bool // it leads up to a quotation, or says whose it was: no sentence of its own
}

// edge joins two units that share words.
type edge struct{ a, b, same int }

// units parts all texts into sentences, and those where a quotation begins or ends.
// first gives each text's first unit.
func (c *Corpus) units() (units []unit, first []int) {
	for i, list := range c.words {
		first = append(first, len(units))
		cuts := map[int]bool{}
		var quoted []Range
		for _, q := range c.marks[i] {
			if q.Depth == 1 && q.WordCount >= c.o.Fewest {
				from, to := within(list, q.Span)
				cuts[from], cuts[to] = true, true
				quoted = append(quoted, Range{from, to})
			}
		}
		from := 0
		for k := 1; k <= len(list); k++ {
			if k < len(list) && !cuts[k] && !list[k].has(begins|paragraph) {
				continue
			}
			in := slices.ContainsFunc(quoted, func(r Range) bool { return r.From <= from && k <= r.To })
			units = append(units, unit{i, Range{from, k}, in, !in && (cuts[from] || cuts[k])})
			from = k
		}
	}
	return units, append(first, len(units))
}

// edges counts the words that units share, by the runs of the passages.
func (c *Corpus) edges(units []unit, first []int) (edges []edge) {
	for _, list := range c.passages {
		for _, p := range list {
			for _, r := range p.Runs {
				edges = c.addRun(edges, units, first, p, r)
			}
		}
	}
	slices.SortFunc(edges, func(x, y edge) int {
		if x.a != y.a {
			return x.a - y.a
		}
		return x.b - y.b
	})
	kept := edges[:0]
	for from := 0; from < len(edges); {
		e, to := edges[from], from+1
		for ; to < len(edges) && edges[to].a == e.a && edges[to].b == e.b; to++ {
			e.same += edges[to].same
		}
		from = to
		shorter := min(units[e.a].len(), units[e.b].len())
		if !units[e.a].leads && !units[e.b].leads && e.same >= c.o.Fewest && float64(e.same) >= alike*float64(shorter) {
			kept = append(kept, e)
		}
	}
	return kept
}

func (c *Corpus) addRun(edges []edge, units []unit, first []int, p Passage, r Run) []edge {
	for k := 0; k < r.Len; {
		a := unitAt(units, first[p.Earlier], first[p.Earlier+1], r.In+k)
		b := unitAt(units, first[p.Later], first[p.Later+1], r.At+k)
		n := min(units[a].To-r.In, units[b].To-r.At, r.Len) - k
		edges = append(edges, edge{a, b, n})
		k += n
	}
	return edges
}

// unitAt finds the unit of a word among those from and up to but without to.
func unitAt(units []unit, from, to, word int) int {
	i, _ := slices.BinarySearchFunc(units[from:to], word, func(u unit, w int) int {
		if u.To <= w {
			return -1
		}
		if u.From > w {
			return 1
		}
		return 0
	})
	return from + i
}

// grouped joins what edges join; each group in the order of its units.
func grouped(n int, edges []edge) (groups [][]int) {
	root := make([]int32, n)
	for i := range root {
		root[i] = int32(i)
	}
	find := func(i int32) int32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, e := range edges {
		a, b := find(int32(e.a)), find(int32(e.b))
		root[max(a, b)] = min(a, b)
	}
	at := map[int32]int{}
	for i := range n {
		r := find(int32(i))
		if r == int32(i) {
			continue
		}
		k, ok := at[r]
		if !ok {
			k = len(groups)
			at[r] = k
			groups = append(groups, []int{int(r)})
		}
		groups[k] = append(groups[k], i)
	}
	return groups
}
