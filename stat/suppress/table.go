package suppress

import "fmt"

// Table is a two-way table of counts, split into layers: a table by state has
// a layer for each month, a table by month a layer for each state. A table
// that stands alone has one layer.
type Table struct {
	Rows, Columns, Layers int
	Counts                []int64 // layer by layer, row by row
	Small                 []bool  // row by row, over all layers: it holds a few persons
}

// NewTable makes a table without counts.
func NewTable(rows, columns, layers int) *Table {
	return &Table{Rows: rows, Columns: columns, Layers: layers, Counts: make([]int64, rows*columns*layers), Small: make([]bool, rows*columns)}
}

// Add adds to a cell in a layer.
func (t *Table) Add(layer, row, column int, count int64) { t.Counts[t.at(layer, row, column)] += count }

func (t *Table) at(layer, row, column int) int {
	return (layer*t.Rows+row)*t.Columns + column
}

// Count returns what a cell counts over all layers.
func (t *Table) Count(row, column int) (n int64) {
	for layer := range t.Layers {
		n += t.Counts[t.at(layer, row, column)]
	}
	return n
}

// check reports a table that is not one.
func (t *Table) check() error {
	if len(t.Counts) != t.Rows*t.Columns*t.Layers || len(t.Small) != t.Rows*t.Columns {
		return fmt.Errorf("a table of %d rows, %d columns and %d layers has %d counts and %d marks", t.Rows, t.Columns, t.Layers, len(t.Counts), len(t.Small))
	}
	for i, n := range t.Counts {
		if n < 0 {
			return fmt.Errorf("count %d is %d: below zero", i, n)
		}
	}
	return nil
}

// Pool says which groups of a margin must be counted together: those under
// least and, if these together are still under it, the smallest of the others
// until they are not. A margin that is under least as a whole is pooled whole.
func Pool(totals []int64, least int64) []bool {
	pooled := make([]bool, len(totals))
	sum := int64(0)
	for i, n := range totals {
		if n < least {
			pooled[i] = true
			sum += n
		}
	}
	for sum > 0 && sum < least {
		next := -1
		for i, n := range totals {
			if !pooled[i] && (next < 0 || n < totals[next]) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		pooled[next] = true
		sum += totals[next]
	}
	return pooled
}
