package riskadjust

import (
	"cmp"
	"encoding/binary"
	"slices"

	"detangle/stat/refuse"
	"detangle/stat/stream"
)

// What a Cell's Group is where it is none of Groups.
const (
	NoRace  = -1 // not recorded
	Another = -2 // one that is not compared
)

// Factor is a covariate of levels: ages in bands, hours of the day, a place.
type Factor struct {
	Name  string
	Level []int32 // of each cell
}

// Cells are stops of like people in one cluster, counted together. Rows may repeat one
// another, and their order changes nothing.
type Cells struct {
	Groups   []string // the first is the one that others are compared with
	Group    []int    // of each cell: an index of Groups, NoRace or Another
	Factors  []Factor
	Within   []int32 // the place that a cell is compared within; below nought: of none
	Cluster  []int32 // what is drawn together: a place's month
	Stops    []int64 // of which it is recorded whether there was a search
	Searches []int64
	Recorded []int64 // searches of which it is recorded what they found
	Hits     []int64
}

// eachLevel is the number of hits, and of searches without one, from which a level has a
// coefficient of its own: with ten of both a logistic regression's is not far biased
// (Peduzzi and others, J. Clinical Epidemiology 49, 1996).
const eachLevel = 10

func (c *Cells) check() error {
	n := len(c.Group)
	for _, of := range []int{len(c.Within), len(c.Cluster), len(c.Stops), len(c.Searches), len(c.Recorded), len(c.Hits)} {
		if of != n {
			return refuse.New(refuse.BadShape, "", "columns of %d and %d cells", of, n)
		}
	}
	for _, f := range c.Factors {
		if len(f.Level) != n {
			return refuse.New(refuse.BadShape, "", "factor %s has %d cells of %d", f.Name, len(f.Level), n)
		}
	}
	for i := range n {
		if c.Hits[i] < 0 || c.Hits[i] > c.Recorded[i] || c.Recorded[i] > c.Searches[i] || c.Searches[i] > c.Stops[i] {
			return refuse.New(refuse.BadCount, "counts with 0 <= hits <= recorded searches <= searches <= stops", "%d hits of %d recorded of %d searches of %d stops", c.Hits[i], c.Recorded[i], c.Searches[i], c.Stops[i])
		}
		if c.Group[i] >= len(c.Groups) || c.Group[i] < Another {
			return refuse.New(refuse.BadShape, "", "a cell is of group %d of %d", c.Group[i], len(c.Groups))
		}
	}
	return nil
}

// sides are hits, and searches without one.
type sides struct{ hits, misses int64 }

func (s sides) enough() bool { return s.hits >= eachLevel && s.misses >= eachLevel }

// patterns are the kinds of people that the covariates tell apart.
type patterns struct {
	of    []int32 // of each cell
	model logit   // of hits, a row for each pattern
}

// patterns gives each level with enough searches a column; the others of a factor are
// one level together, or go with the commonest where even together they are too few.
func (c *Cells) patterns() (*patterns, error) {
	whole := sides{}
	for i, hits := range c.Hits {
		whole.hits, whole.misses = whole.hits+hits, whole.misses+c.Recorded[i]-hits
	}
	if !whole.enough() {
		return nil, refuse.New(refuse.TooFew, "ten searches with a hit and ten without, or more", "%d searches with %d hits are too few to learn risk from", whole.hits+whole.misses, whole.hits)
	}
	p := &patterns{}
	var columns []map[int32]int32
	var factors []Factor
	for _, f := range c.Factors {
		if of, width := c.levels(f, int32(p.model.levels)); width > 0 {
			columns, factors = append(columns, of), append(factors, f)
			p.model.levels += width
		}
	}
	if len(factors) == 0 {
		return nil, refuse.New(refuse.NoData, "covariates that tell of risk", "there is nothing to learn risk from")
	}
	p.model.per, p.model.loose = len(factors), [2]int32{1, int32(p.model.levels)}
	keys, key := make([]string, len(c.Group)), make([]byte, 2*len(factors))
	for i := range c.Group {
		for j, f := range factors {
			binary.BigEndian.PutUint16(key[2*j:], uint16(columns[j][f.Level[i]]))
		}
		keys[i] = string(key)
	}
	row := map[string]int32{}
	for at, key := range slices.Compact(slices.Sorted(slices.Values(keys))) { // numbered by what they are, in any order of cells
		row[key] = int32(at)
		for j := range factors {
			p.model.ones = append(p.model.ones, int32(binary.BigEndian.Uint16([]byte(key[2*j:2*j+2]))))
		}
	}
	for _, key := range keys {
		p.of = append(p.of, row[key])
	}
	return p, nil
}

// levels gives the column of each level of a factor, and how many columns there are.
func (c *Cells) levels(f Factor, before int32) (column map[int32]int32, width int) {
	count := map[int32]sides{}
	for i, level := range f.Level {
		s := count[level]
		count[level] = sides{s.hits + c.Hits[i], s.misses + c.Recorded[i] - c.Hits[i]}
	}
	var order []int32
	for level := range count {
		order = append(order, level)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(count[b].hits+count[b].misses, count[a].hits+count[a].misses), cmp.Compare(a, b))
	})
	column = map[int32]int32{}
	var rare []int32
	others := sides{}
	for _, level := range order {
		switch s := count[level]; {
		case level == order[0]: // has none: the others are told against it
		case s.enough():
			width++
			column[level] = before + int32(width)
		default:
			rare, others = append(rare, level), sides{others.hits + s.hits, others.misses + s.misses}
		}
	}
	if others.enough() {
		width++
		for _, level := range rare {
			column[level] = before + int32(width)
		}
	}
	return column, width
}

// folds deals clusters out, so that no cluster is scored by a model that has seen it.
func (c *Cells) folds(o Options) (fold []int, clusters []int32) {
	clusters = slices.Compact(slices.Sorted(slices.Values(c.Cluster)))
	fold = make([]int, len(clusters))
	if o.Folds < 2 {
		return fold, clusters
	}
	for at, to := range stream.New(o.Seed).Perm(len(clusters)) {
		fold[at] = to % o.Folds
	}
	return fold, clusters
}
