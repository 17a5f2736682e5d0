package readers

import (
	"archive/zip"
	"fmt"
	"iter"

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
	tail    rowTail // how the references of its cells end
	cells   []detangle.Cell
	lastCol int
	tangled bool   // the cells are not in the order of their columns
	scratch []byte // decoded texts of the row
	hollow  hollow // formulas of the row that hold no value
	text    textBuilder

	hollows hollow // and of the sheet
	last    int    // highest row number so far
	issues  []detangle.Issue
	told    int // issues yielded so far
}

// hollow counts cells with a formula and no value, and knows the first: a
// program that writes formulas leaves it to the spreadsheet to work them out.
type hollow struct{ n, row, col int }

func (h *hollow) add(n, row, col int) {
	if h.n == 0 {
		h.row, h.col = row, col
	}
	h.n += n
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
	if p.hollows.n > 0 {
		p.trouble(p.hollows.row, p.hollows.col, "formula_without_value", "", fmt.Sprintf("%d cells hold a formula and no value: they were read as blank, this is the first", p.hollows.n),
			"open the file in a spreadsheet program, which works the values out, and save it")
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
