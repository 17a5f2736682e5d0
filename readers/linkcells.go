package readers

import (
	"slices"

	"detangle"
)

// sheetLinks are the hyperlinks of one sheet.
type sheetLinks struct {
	cells []cellLink // by row and column; of two on one cell the first counts
	areas []areaLink // ranges too large to spread: cells with a value get them
	seen  int        // how many of cells are in rows already yielded
	held  int64

	merged []detangle.Cell // the cells of the row that was last attached
}

type cellLink struct {
	row, col int32 // row from 1, column from 0
	order    int32
	target   string
}

type areaLink struct {
	r    area
	link string
}

// area is a range of cells, both ends included.
type area struct{ top, left, bottom, right int }

func (l *sheetLinks) sort() {
	slices.SortFunc(l.cells, func(a, b cellLink) int {
		if a.row != b.row {
			return int(a.row - b.row)
		}
		if a.col != b.col {
			return int(a.col - b.col)
		}
		return int(a.order - b.order)
	})
	l.cells = slices.CompactFunc(l.cells, func(a, b cellLink) bool { return a.row == b.row && a.col == b.col })
}

// before returns the number of the next row below row that holds nothing but
// links, 0 if there is none; it and its links then count as yielded.
func (l *sheetLinks) before(row int) int {
	if l.seen >= len(l.cells) || int(l.cells[l.seen].row) >= row {
		return 0
	}
	return int(l.cells[l.seen].row)
}

// passed marks the links up to row as yielded.
func (l *sheetLinks) passed(row int) {
	for l.seen < len(l.cells) && int(l.cells[l.seen].row) <= row {
		l.seen++
	}
}

// attach gives a row's cells their links, and adds blank cells that have one.
func (l *sheetLinks) attach(row int, cells []detangle.Cell) []detangle.Cell {
	for _, a := range l.areas {
		if row < a.r.top || row > a.r.bottom {
			continue
		}
		for i := range cells {
			if c := &cells[i]; c.Column >= a.r.left && c.Column <= a.r.right && c.Link == "" {
				c.Link = a.link
			}
		}
	}
	first, _ := slices.BinarySearchFunc(l.cells, row, func(c cellLink, row int) int { return int(c.row) - row })
	if first == len(l.cells) || int(l.cells[first].row) != row {
		return cells
	}
	merged, left := l.merged[:0], cells
	for _, link := range l.cells[first:] {
		if int(link.row) != row {
			break
		}
		for len(left) > 0 && left[0].Column < int(link.col) {
			merged, left = append(merged, left[0]), left[1:]
		}
		cell := detangle.Cell{Column: int(link.col)}
		if len(left) > 0 && left[0].Column == int(link.col) {
			cell, left = left[0], left[1:]
		}
		cell.Link = link.target
		merged = append(merged, cell)
	}
	l.merged = append(merged, left...)
	return l.merged
}
