package readers

import (
	"fmt"
	"slices"

	"detangle"
)

// nextRow reads one row: opened if there is one, closed behind the last.
func (p *sheetScan) nextRow() token {
	for {
		start := p.i
		tok := p.readRow()
		if tok != more {
			return tok
		}
		p.refill(start)
	}
}

func (p *sheetScan) readRow() token {
	p.cells, p.scratch, p.issues = p.cells[:0], p.scratch[:0], p.issues[:0]
	p.lastCol, p.tangled, p.hollow = -1, false, hollow{}
	for {
		switch tok := p.next(); {
		case tok == more || tok == ended:
			return tok
		case tok == closed && string(p.name) == "sheetData":
			return closed
		case tok == opened && string(p.name) == "row":
			p.startRow()
			if p.empty {
				return p.endRow()
			}
			return p.readCells()
		case tok == broken || tok == opened && string(p.name) == "c":
			p.spoiltRow(p.last, "between two rows")
		}
	}
}

// spoiltRow reports, once, that a row is not well-formed.
func (p *sheetScan) spoiltRow(row int, where string) {
	for _, issue := range p.issues {
		if issue.Code == "broken_xml" {
			return
		}
	}
	p.trouble(row, -1, "broken_xml", "", "the sheet's XML is broken "+where+": what could be read of it was", "check the row in a spreadsheet program")
}

// startRow reads the row tag's attributes.
func (p *sheetScan) startRow() {
	p.row = detangle.Row{}
	given := false
	for rest := p.attrs; ; {
		key, value, after, ok := nextAttr(rest)
		if !ok {
			break
		}
		rest = after
		switch string(key) {
		case "r":
			given = true
			p.row.Number = rowNumber(value)
			if p.row.Number == 0 {
				p.trouble(p.last+1, -1, "bad_row_number", string(value), "the row's number cannot be read: the row is taken to follow the one before", "check the row in a spreadsheet program")
			}
		case "hidden":
			p.row.Hidden = isTrue(string(value))
		}
	}
	if p.row.Number == 0 {
		p.row.Number = p.last + 1
		if !given {
			p.row.Number = p.ownNumber()
		}
	}
	p.tail = newRowTail(p.row.Number)
}

// ownNumber numbers a row that bears none: by its first cell's reference, if
// that lies further down, else as the row after the one before.
func (p *sheetScan) ownNumber() int {
	ahead := p.scanner
	if !p.empty && ahead.next() == opened && string(ahead.name) == "c" {
		if _, row, ok := parseRef(ahead.attr("r")); ok && row > p.last {
			return row
		}
	}
	return p.last + 1
}

// rowNumber reads a row's number, 0 if it is none.
func rowNumber(digits []byte) int {
	n := 0
	for _, c := range digits {
		if c < '0' || c > '9' || n > maxRows {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	if n > maxRows {
		return 0
	}
	return n
}

// readCells reads a row's cells up to its closing tag.
func (p *sheetScan) readCells() token {
	for {
		if next := p.plainCell(p.i); next > 0 {
			p.i = next
			continue
		}
		switch tok := p.next(); tok {
		case more, ended:
			return tok
		case broken:
			p.spoiltRow(p.row.Number, "in this row")
		case closed:
			switch string(p.name) {
			case "row":
				return p.endRow()
			case "sheetData":
				p.i = p.from
				p.spoiltRow(p.row.Number, "in this row: it is not closed")
				return p.endRow()
			}
		case opened:
			if string(p.name) == "row" {
				p.i = p.from
				p.spoiltRow(p.row.Number, "in this row: it is not closed")
				return p.endRow()
			}
			if tok := p.element(); tok == more || tok == ended {
				return tok
			}
		}
	}
}

// element reads what a row holds: a cell, or something we pass over.
func (p *sheetScan) element() token {
	switch {
	case string(p.name) == "c":
		return p.anyCell()
	case p.empty:
		return opened
	}
	return p.skip()
}

// skip passes over an element with all it holds, but not past its row.
func (p *sheetScan) skip() token {
	for depth := 1; depth > 0; {
		switch tok := p.next(); {
		case tok == more || tok == ended:
			return tok
		case outgrown(&p.scanner, "is"):
			p.i = p.from
			return broken
		case tok == opened && !p.empty:
			depth++
		case tok == closed:
			depth--
		}
	}
	return opened
}

// endRow puts the cells in order and checks the row's place.
func (p *sheetScan) endRow() token {
	if p.row.Number <= p.last {
		p.trouble(p.row.Number, -1, "row_out_of_order", "", fmt.Sprintf("the row stands behind row %d", p.last), "check the row in a spreadsheet program")
	}
	p.last = max(p.last, p.row.Number)
	if p.hollow.n > 0 {
		p.hollows.add(p.hollow.n, p.row.Number, p.hollow.col)
	}
	if p.tangled {
		p.sortCells()
	}
	return opened
}

// sortCells orders the cells by column; of two in one column the first counts.
func (p *sheetScan) sortCells() {
	slices.SortStableFunc(p.cells, func(a, b detangle.Cell) int { return a.Column - b.Column })
	kept := p.cells[:0]
	for _, c := range p.cells {
		if n := len(kept); n > 0 && kept[n-1].Column == c.Column {
			p.trouble(p.row.Number, c.Column, "duplicate_cell", c.Text, "the cell stands twice in its row: the first counts", "check the row in a spreadsheet program")
			continue
		}
		kept = append(kept, c)
	}
	p.cells = kept
}
