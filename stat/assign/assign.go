// Package assign matches two sides one to one at the least total cost: as many
// pairs as can be made, and among all ways to make so many the one whose costs
// add up to the least (the assignment problem of Kuhn 1955, solved by successive
// shortest paths with potentials, after Jonker and Volgenant 1987).
//
// Costs are whole numbers, so that sums are exact, and ties are broken by the
// order of the pairs: the answer does not depend on chance.
package assign

import (
	"cmp"
	"slices"
)

// Pair is a possible match of From with To.
type Pair struct {
	From, To int64
	Cost     int64 // not negative
}

// Match returns the chosen pairs, sorted by From. Pairs that cannot touch one
// another are solved apart: a component of n events on the smaller side and m
// on the larger costs n²m steps.
func Match(pairs []Pair) []Pair {
	var chosen []Pair
	for _, part := range components(pairs) {
		chosen = append(chosen, solve(part)...)
	}
	slices.SortFunc(chosen, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return chosen
}

// components splits pairs into sets that share no event.
func components(pairs []Pair) [][]Pair {
	parent := make([]int, len(pairs))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	from, to := map[int64]int{}, map[int64]int{}
	for i, p := range pairs {
		for _, side := range []struct {
			seen map[int64]int
			id   int64
		}{{from, p.From}, {to, p.To}} {
			if j, ok := side.seen[side.id]; ok {
				parent[root(i)] = root(j)
			} else {
				side.seen[side.id] = i
			}
		}
	}
	at := map[int]int{}
	var parts [][]Pair
	for i, p := range pairs {
		r := root(i)
		if _, ok := at[r]; !ok {
			at[r] = len(parts)
			parts = append(parts, nil)
		}
		parts[at[r]] = append(parts[at[r]], p)
	}
	return parts
}

// solve matches one component. A pair that is not possible costs more than all
// possible ones together, so that it is taken only where nothing else is left;
// it is then no match.
func solve(pairs []Pair) []Pair {
	if len(pairs) == 1 {
		return pairs
	}
	rows, columns := side(pairs, func(p Pair) int64 { return p.From }), side(pairs, func(p Pair) int64 { return p.To })
	turned := len(rows) > len(columns)
	if turned {
		rows, columns = columns, rows
	}
	never := int64(1)
	for _, p := range pairs {
		never += p.Cost
	}
	cost := make([][]int64, len(rows))
	for i := range cost {
		cost[i] = make([]int64, len(columns))
		for j := range cost[i] {
			cost[i][j] = never
		}
	}
	for _, p := range pairs {
		i, j := p.From, p.To
		if turned {
			i, j = j, i
		}
		r, _ := slices.BinarySearch(rows, i)
		c, _ := slices.BinarySearch(columns, j)
		cost[r][c] = min(cost[r][c], p.Cost)
	}
	var chosen []Pair
	for r, c := range hungarian(cost) {
		if cost[r][c] == never {
			continue
		}
		p := Pair{From: rows[r], To: columns[c], Cost: cost[r][c]}
		if turned {
			p.From, p.To = p.To, p.From
		}
		chosen = append(chosen, p)
	}
	return chosen
}

func side(pairs []Pair, id func(Pair) int64) []int64 {
	var ids []int64
	for _, p := range pairs {
		ids = append(ids, id(p))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// hungarian returns, for each row, the column that it is given: the least total
// of a matrix with at least as many columns as rows.
func hungarian(cost [][]int64) []int {
	n, m := len(cost), len(cost[0])
	const far = int64(1) << 62
	u, v := make([]int64, n+1), make([]int64, m+1)
	rowOf, before := make([]int, m+1), make([]int, m+1)
	for i := 1; i <= n; i++ {
		rowOf[0] = i
		least, used := make([]int64, m+1), make([]bool, m+1)
		for j := range least {
			least[j] = far
		}
		at := 0
		for rowOf[at] != 0 {
			used[at] = true
			row, delta, next := rowOf[at], far, 0
			for j := 1; j <= m; j++ {
				if used[j] {
					continue
				}
				if c := cost[row-1][j-1] - u[row] - v[j]; c < least[j] {
					least[j], before[j] = c, at
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[rowOf[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			rowOf[at] = rowOf[before[at]]
			at = before[at]
		}
	}
	given := make([]int, n)
	for j := 1; j <= m; j++ {
		if rowOf[j] > 0 {
			given[rowOf[j]-1] = j - 1
		}
	}
	return given
}
