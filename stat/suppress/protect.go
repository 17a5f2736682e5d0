package suppress

import (
	"cmp"
	"math"
	"slices"
)

// Rule is the criterion for a small cell.
type Rule struct {
	Least int64 // it could be this much more: 10
}

// needs returns by how much a cell must be able to fall and to rise.
func (r Rule) needs(count int64) (down, up int64) {
	return min((count+1)/2, r.Least/2), r.Least
}

// Result says what to withhold.
type Result struct {
	Withheld []bool // row by row: the small cells and those that guard them
	// Exposed are the rows with a small cell that no set of withheld cells can
	// guard: pool them with others, or show none of the table.
	Exposed []int
}

// Protect chooses the cells to withhold. A cell is added only where a small one
// is not yet guarded: of all rectangles with the small cell in a corner, the
// one that guards it and costs the least, in cells and then in what they count.
func Protect(t *Table, rule Rule) (Result, error) {
	if err := t.check(); err != nil {
		return Result{}, err
	}
	g := &guard{t: t, rule: rule, withheld: slices.Clone(t.Small), total: make([]int64, t.Rows*t.Columns)}
	var small []int
	for i := range g.total {
		g.total[i] = t.Count(i/t.Columns, i%t.Columns)
		if t.Small[i] {
			small = append(small, i)
		}
	}
	g.flows = newFlows(t, g.withheld)
	slices.SortStableFunc(small, func(a, b int) int { return cmp.Compare(g.total[b], g.total[a]) })
	result := Result{Withheld: g.withheld}
	for _, cell := range small {
		if row := cell / t.Columns; !g.protect(cell) && !slices.Contains(result.Exposed, row) {
			result.Exposed = append(result.Exposed, row)
		}
	}
	slices.Sort(result.Exposed)
	return result, nil
}

// guard is one table being protected.
type guard struct {
	t        *Table
	rule     Rule
	total    []int64
	withheld []bool
	flows    *flows
}

// protect withholds cells until a small one is guarded; false where none are
// left that help.
func (g *guard) protect(cell int) bool {
	row, column := cell/g.t.Columns, cell%g.t.Columns
	needDown, needUp := g.rule.needs(g.total[cell])
	for {
		down, up := g.flows.reach(row, column, needDown, needUp)
		if down >= needDown && up >= needUp {
			return true
		}
		r, c := g.rectangle(row, column, needDown-down, needUp-up)
		if r < 0 {
			return false
		}
		g.withheld[row*g.t.Columns+c] = true
		g.withheld[r*g.t.Columns+column] = true
		g.withheld[r*g.t.Columns+c] = true
	}
}

// rectangle finds the other corner of the best rectangle that is not withheld
// already, or -1.
func (g *guard) rectangle(row, column int, needDown, needUp int64) (bestRow, bestColumn int) {
	bestRow, bestColumn = -1, -1
	bestGain, bestCost := 0.0, math.Inf(1)
	for r := range g.t.Rows {
		for c := range g.t.Columns {
			if r == row || c == column {
				continue
			}
			cost := g.cost(row, c) + g.cost(r, column) + g.cost(r, c)
			if cost == 0 {
				continue
			}
			gain := g.gain(row, column, r, c, needDown, needUp)
			if gain > bestGain || gain == bestGain && gain > 0 && cost < bestCost {
				bestRow, bestColumn, bestGain, bestCost = r, c, gain, cost
			}
		}
	}
	return bestRow, bestColumn
}

// gain is the part of what is missing that a rectangle gives, 1 for all of it:
// in a layer the cell rises with its opposite corner while the two beside it
// fall, and the other way about.
func (g *guard) gain(row, column, r, c int, needDown, needUp int64) float64 {
	var down, up int64
	for layer := range g.t.Layers {
		up += min(g.t.Counts[g.t.at(layer, row, c)], g.t.Counts[g.t.at(layer, r, column)])
		down += min(g.t.Counts[g.t.at(layer, row, column)], g.t.Counts[g.t.at(layer, r, c)])
	}
	part := func(have, need int64) float64 {
		if need <= 0 {
			return 1
		}
		return min(1, float64(have)/float64(need))
	}
	if down == 0 && needUp <= 0 || up == 0 && needDown <= 0 {
		return 0
	}
	return (part(down, needDown) + part(up, needUp)) / 2
}

// cost is what a reader loses with a cell: one cell, and a little for its size.
func (g *guard) cost(row, column int) float64 {
	i := row*g.t.Columns + column
	if g.withheld[i] {
		return 0
	}
	return 1 + math.Log1p(float64(g.total[i]))/32
}
