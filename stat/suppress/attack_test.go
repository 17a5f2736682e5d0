package suppress

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// enumerate returns, for each cell, its value in every table of one layer that
// has the same margins and the same shown cells: found by trying them all.
func enumerate(t *Table, withheld []bool) [][]int64 {
	seen := make([][]int64, t.Rows*t.Columns)
	rowLeft, columnLeft := make([]int64, t.Rows), make([]int64, t.Columns)
	for r := range t.Rows {
		for c := range t.Columns {
			rowLeft[r] += t.Count(r, c)
			columnLeft[c] += t.Count(r, c)
		}
	}
	values := make([]int64, t.Rows*t.Columns)
	var try func(cell int)
	try = func(cell int) {
		if cell == len(values) {
			for i, v := range values {
				if !slices.Contains(seen[i], v) {
					seen[i] = append(seen[i], v)
				}
			}
			return
		}
		r, c := cell/t.Columns, cell%t.Columns
		low, high := int64(0), min(rowLeft[r], columnLeft[c])
		if !withheld[cell] {
			low, high = t.Count(r, c), t.Count(r, c)
		}
		if c == t.Columns-1 {
			low = max(low, rowLeft[r])
		}
		if r == t.Rows-1 {
			low = max(low, columnLeft[c])
		}
		for v := low; v <= min(high, rowLeft[r], columnLeft[c]); v++ {
			values[cell] = v
			rowLeft[r] -= v
			columnLeft[c] -= v
			try(cell + 1)
			rowLeft[r] += v
			columnLeft[c] += v
		}
	}
	try(0)
	return seen
}

// worldsLike tries every way of filling all layers that leaves public what is
// public: the shown cells of this table, the table laid out the other way in
// full (columns by layer), and the counts of each row and layer.
func worldsLike(t *Table, withheld []bool) [][]int64 {
	seen := make([][]int64, t.Rows*t.Columns)
	byRow, byColumn := make([]int64, t.Rows*t.Layers), make([]int64, t.Columns*t.Layers)
	shown := make([]int64, t.Rows*t.Columns)
	for l := range t.Layers {
		for r := range t.Rows {
			for c := range t.Columns {
				n := t.Counts[t.at(l, r, c)]
				byRow[r*t.Layers+l] += n
				byColumn[c*t.Layers+l] += n
				shown[r*t.Columns+c] += n
			}
		}
	}
	sums := make([]int64, t.Rows*t.Columns)
	var try func(i int)
	try = func(i int) {
		if i == len(t.Counts) {
			for cell := range sums {
				if !withheld[cell] && sums[cell] != shown[cell] {
					return
				}
			}
			for cell, v := range sums {
				if !slices.Contains(seen[cell], v) {
					seen[cell] = append(seen[cell], v)
				}
			}
			return
		}
		l, cell := i/(t.Rows*t.Columns), i%(t.Rows*t.Columns)
		r, c := cell/t.Columns, cell%t.Columns
		row, column := &byRow[r*t.Layers+l], &byColumn[c*t.Layers+l]
		low, high := int64(0), min(*row, *column)
		if c == t.Columns-1 {
			low = *row
		}
		if r == t.Rows-1 {
			low = max(low, *column)
		}
		for v := low; v <= high; v++ {
			*row, *column, sums[cell] = *row-v, *column-v, sums[cell]+v
			try(i + 1)
			*row, *column, sums[cell] = *row+v, *column+v, sums[cell]-v
		}
	}
	try(0)
	return seen
}

// solve tells the adversary of Solve the margins of a table and what is shown.
func solve(t *Table, withheld []bool) []Interval {
	var sums []Sum
	rows, columns := make([]Sum, t.Rows), make([]Sum, t.Columns)
	for cell := range withheld {
		r, c := cell/t.Columns, cell%t.Columns
		n := t.Count(r, c)
		if !withheld[cell] {
			sums = append(sums, Sum{n, []int{cell}})
		}
		rows[r] = Sum{rows[r].Total + n, append(rows[r].Cells, cell)}
		columns[c] = Sum{columns[c].Total + n, append(columns[c].Cells, cell)}
	}
	return Solve(t.Rows*t.Columns, slices.Concat(sums, rows, columns))
}

func TestNoSolverFindsASmallCell(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	small, alone := 0, 0
	for n := range 300 {
		table := random(r, 3+r.IntN(12), 2+r.IntN(6), 1+r.IntN(3), 50)
		result, err := Protect(table, ten)
		if err != nil {
			t.Fatal(err)
		}
		found, naive := solve(table, result.Withheld), solve(table, table.Small)
		for cell := range table.Small {
			if !table.Small[cell] || slices.Contains(result.Exposed, cell/table.Columns) {
				continue
			}
			small++
			if found[cell].High-found[cell].Low < 10 || found[cell].High < 10 {
				t.Errorf("table %d: cell %d of %d is solved to %v", n, cell, table.Count(cell/table.Columns, cell%table.Columns), found[cell])
			}
			if naive[cell].Low == naive[cell].High {
				alone++
			}
		}
	}
	if small < 500 || alone < 50 {
		t.Errorf("%d small cells, %d of them found where only small cells are withheld: the attack shows nothing", small, alone)
	}
}

func TestEveryTableThatLooksTheSameIsTriedOnSmallOnes(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	rule, tried := Rule{Least: 4}, 0
	for n := range 300 {
		table := random(r, 3, 3, 1, 9)
		for i := range table.Small {
			count := table.Count(i/3, i%3)
			table.Small[i] = count > 0 && count < 4
		}
		result, err := Protect(table, rule)
		if err != nil {
			t.Fatal(err)
		}
		seen := enumerate(table, result.Withheld)
		for cell, small := range table.Small {
			if !small || slices.Contains(result.Exposed, cell/3) {
				continue
			}
			tried++
			if count := table.Count(cell/3, cell%3); slices.Max(seen[cell]) < count+4 || slices.Min(seen[cell]) >= count {
				t.Errorf("table %d %v: cell %d can only be %v", n, table.Counts, cell, seen[cell])
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d small cells were tried", tried)
	}
}
