package suppress

import "math"

// Interval is what can be said of a cell.
type Interval struct{ Low, High int64 }

// Bounds returns the exact interval of a withheld cell for someone who knows the
// margins and the cells that are shown, and nothing of the layers: every whole
// number in it is the cell of some table that looks the same from outside.
func Bounds(t *Table, withheld []bool, row, column int) Interval {
	flat := NewTable(t.Rows, t.Columns, 1)
	for r := range t.Rows {
		for c := range t.Columns {
			flat.Add(0, r, c, t.Count(r, c))
		}
	}
	return Reach(flat, withheld, row, column)
}

// Reach returns the interval that is certain to stay possible when the layers,
// and the table that is laid out the other way, are public in full.
func Reach(t *Table, withheld []bool, row, column int) Interval {
	n := t.Count(row, column)
	if !withheld[row*t.Columns+column] {
		return Interval{n, n}
	}
	down, up := newFlows(t, withheld).reach(row, column, math.MaxInt64, math.MaxInt64)
	return Interval{n - down, n + up}
}

// Exposed returns the small cells, row by row, that do not meet the rule.
func Exposed(t *Table, withheld []bool, rule Rule) (cells []int) {
	f := newFlows(t, withheld)
	for cell, small := range t.Small {
		if !small {
			continue
		}
		row, column := cell/t.Columns, cell%t.Columns
		needDown, needUp := rule.needs(t.Count(row, column))
		down, up := f.reach(row, column, needDown, needUp)
		if !withheld[cell] || down < needDown || up < needUp {
			cells = append(cells, cell)
		}
	}
	return cells
}
