package readers

import (
	"archive/zip"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"detangle"
)

// The limits of the format: columns A to XFD, rows 1 to 1,048,576.
const (
	maxColumns = 16384
	maxRows    = 1 << 20
)

// sheetScan reads one sheet from its top.
type sheetScan struct {
	scanner
	book  *workbook
	file  *zip.File
	sheet Sheet
	win   *window
	close func()
	links sheetLinks
	late  int  // hyperlinks met behind the rows of a sheet that streams
	whole bool // the hyperlinks are known and the checksum is checked

	row     detangle.Row
	digits  []byte // the row's number as its cells repeat it
	cells   []detangle.Cell
	lastCol int
	tangled bool   // the cells are not in the order of their columns
	scratch []byte // decoded texts of the row
	text    textBuilder

	last   int // highest row number so far
	issues []detangle.Issue
	told   int // issues yielded so far
}

// Rows implements Book.
func (w *workbook) Rows(sheet int) iter.Seq2[detangle.Row, error] {
	return func(yield func(detangle.Row, error) bool) {
		p, err := w.openSheet(sheet)
		if err != nil {
			yield(detangle.Row{}, err)
			return
		}
		if p == nil {
			return
		}
		defer p.close()
		p.run(yield)
	}
}

// openSheet makes the scanner of a sheet, its links found; nil for a chart sheet.
func (w *workbook) openSheet(sheet int) (*sheetScan, error) {
	if sheet < 0 || sheet >= len(w.sheets) {
		return nil, w.opts.stop("sheet_missing", fmt.Sprintf("there is no sheet %d: the workbook has %d", sheet+1, len(w.sheets)), "count sheets from 0")
	}
	if w.tabs[sheet].chart {
		return nil, nil
	}
	p := &sheetScan{book: w, file: w.tabs[sheet].part, sheet: w.sheets[sheet], close: func() {}}
	if p.file == nil {
		return nil, p.stop("sheet_missing", "the workbook names this sheet but does not hold it", "open it in a spreadsheet program and save it again as .xlsx")
	}
	if err := w.shared(); err != nil {
		return nil, err
	}
	if err := p.open(); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

// open finds the links and opens the window for the rows.
func (p *sheetScan) open() error {
	if p.file.UncompressedSize64 > uint64(p.book.opts.whole) {
		if err := p.findLinksFirst(); err != nil {
			return err
		}
	}
	win, closer, err := p.book.window(p.file, true)
	if err != nil {
		return err
	}
	p.win, p.close = win, closer
	p.use(win)
	if win.from == nil {
		p.whole = true
		return p.findLinks(win)
	}
	return nil
}

// findLinksFirst inflates a large sheet once for its links, if it has any.
func (p *sheetScan) findLinksFirst() error {
	addresses, err := p.addresses()
	if err != nil || len(addresses) == 0 {
		return err
	}
	part, err := p.book.open(p.file)
	if err != nil {
		return err
	}
	defer part.Close()
	p.whole = true
	return p.findLinks(directWindow(part, p.book.opts))
}

// run yields the rows.
func (p *sheetScan) run(yield func(detangle.Row, error) bool) {
	if !p.tell(yield) {
		return
	}
	tok := p.toRows()
	for tok == opened {
		if tok = p.nextRow(); tok != opened {
			break
		}
		if !p.linkRows(p.row.Number, yield) || !p.tell(yield) {
			return
		}
		p.links.passed(p.row.Number)
		p.row.Cells = p.links.attach(p.row.Number, p.cells)
		if !yield(p.row, nil) {
			return
		}
	}
	if tok == closed && !p.linkRows(maxRows+1, yield) {
		return
	}
	p.finish(tok)
	p.tell(yield)
}

// linkRows yields the rows below row that hold nothing but links.
func (p *sheetScan) linkRows(row int, yield func(detangle.Row, error) bool) bool {
	for n := p.links.before(row); n > 0; n = p.links.before(row) {
		p.links.passed(n)
		if !yield(detangle.Row{Number: n, Cells: p.links.attach(n, nil)}, nil) {
			return false
		}
	}
	return true
}

// tell yields the issues that have come up, and stops the sheet at too many.
func (p *sheetScan) tell(yield func(detangle.Row, error) bool) bool {
	for _, issue := range p.issues {
		if p.told++; p.told > p.book.opts.MaxIssues {
			yield(detangle.Row{}, p.stop("too_many_issues", fmt.Sprintf("the sheet has more than %d issues: reading it was given up", p.book.opts.MaxIssues), "open it in a spreadsheet program and save it again as .xlsx"))
			return false
		}
		if !yield(detangle.Row{Number: issue.Ref.Row}, issue) || issue.Severity == detangle.Stop {
			return false
		}
	}
	p.issues = p.issues[:0]
	return true
}

// toRows passes over what stands before the rows: opened where rows follow,
// closed where there are none.
func (p *sheetScan) toRows() token {
	for {
		switch tok := p.next(); {
		case tok == more:
			p.refill(p.from)
		case tok == opened && string(p.name) == "sheetData":
			if p.empty {
				return closed
			}
			return opened
		case tok == ended:
			return ended
		}
	}
}

func (p *sheetScan) refill(keep int) {
	p.win.more(keep)
	p.use(p.win)
	p.i = 0
}

// finish says how the sheet ended: tok is closed where its rows were closed.
func (p *sheetScan) finish(tok token) {
	p.issues = p.issues[:0]
	for tok == closed && !p.whole {
		switch next := p.next(); {
		case next == more:
			p.refill(p.from)
			continue
		case next == opened && string(p.name) == "hyperlink":
			p.late++
			continue
		case next != ended:
			continue
		}
		break
	}
	switch {
	case p.win.err == errRowTooLong:
		p.issues = append(p.issues, p.stop("row_too_long", fmt.Sprintf("a row after row %d is longer than %d bytes", p.last, p.book.opts.MaxRow), "if the file is good, raise the cap MaxRow in the options"))
	case p.win.err != nil:
		issue := p.book.damaged(p.file.Name, p.win.err)
		issue.Ref.Sheet, issue.Ref.Row = p.sheet.Name, p.last
		p.issues = append(p.issues, issue)
	case tok == ended && p.last == 0:
		p.issues = append(p.issues, p.stop("sheet_truncated", "the sheet's XML ends before its first row", "download the file again"))
	case tok == ended:
		p.issues = append(p.issues, p.stop("sheet_truncated", fmt.Sprintf("the sheet's XML ends before its rows do, after row %d", p.last), "download the file again"))
	case p.late > 0:
		p.note(0, -1, "links_within_workbook", fmt.Sprintf("%d hyperlinks that lead to places in the workbook were not read", p.late))
	}
}

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
	p.lastCol, p.tangled = -1, false
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
	p.digits = strconv.AppendInt(p.digits[:0], int64(p.row.Number), 10)
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

// trouble notes an Issue that does not stop the sheet. Column is 0-based, -1
// for the whole row; row 0 for the whole sheet.
func (p *sheetScan) trouble(row, col int, code, raw, message, hint string) {
	if len(p.issues) > p.book.opts.MaxIssues {
		return
	}
	ref := p.book.opts.ref()
	ref.Sheet, ref.Row, ref.Column = p.sheet.Name, row, col+1
	p.issues = append(p.issues, detangle.Issue{Severity: detangle.Warn, Code: code, Ref: ref, Raw: clip(raw), Message: message, Hint: hint})
}

// note is trouble that needs nobody to look.
func (p *sheetScan) note(row, col int, code, message string) {
	p.trouble(row, col, code, "", message, "")
	if n := len(p.issues); n > 0 {
		p.issues[n-1].Severity = detangle.Note
	}
}

// stop makes the Issue that ends the sheet.
func (p *sheetScan) stop(code, message, hint string) detangle.Issue {
	issue := p.book.opts.stop(code, message, hint)
	issue.Ref.Sheet, issue.Ref.Row = p.sheet.Name, p.last
	return issue
}

// clip copies a raw value for an Issue, its first 200 bytes.
func clip(raw string) string {
	if len(raw) > 200 {
		raw = raw[:200] + "..."
	}
	return strings.ToValidUTF8(strings.Clone(raw), "\ufffd")
}
