package readers

import (
	"bytes"
	"fmt"
	"slices"

	"detangle"
)

// Hyperlinks stand behind the rows in a sheet's XML, and their addresses in
// the sheet's .rels part, but a row must carry its links when it is yielded. So
// the links are found first: in a small sheet, which is in memory anyhow, by
// looking at its end; in a large one by inflating it once before, which is
// done only if its .rels part names hyperlinks at all. A large sheet
// without them is inflated once, and links within the workbook (a location
// without an address) that turn up behind its rows are reported, not lost silently.

const (
	linkSpread = 10_000    // cells of one link's range that get it even if they are blank
	linkTotal  = 2_000_000 // such cells of one sheet
	linkAreas  = 1_000     // larger ranges of one sheet
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

// findLinks scans a window for the hyperlink tags and resolves them.
func (p *sheetScan) findLinks(win *window) error {
	addresses, err := p.addresses()
	if err != nil {
		return err
	}
	s := &scanner{}
	s.use(win)
	for {
		at := linkTag(s.b[s.i:s.n])
		if at < 0 && win.eof {
			break
		}
		if at < 0 {
			win.more(max(s.i, s.n-len("<prefixes:hyperlink ")*4))
			s.use(win)
			s.i = 0
			continue
		}
		s.i += at
		start := s.i
		if s.next() == more {
			win.more(start)
			s.use(win)
			s.i = 0
			continue
		}
		if s.token == opened && string(s.name) == "hyperlink" {
			p.addLink(s, addresses)
		}
		if p.links.held > p.book.opts.MaxHeld {
			return p.book.tooLarge(p.file.Name)
		}
	}
	if win.err != nil {
		return p.book.damaged(p.file.Name, win.err)
	}
	p.links.sort()
	return nil
}

// linkTag finds the next tag that may be a hyperlink, with or without prefix.
func linkTag(b []byte) int {
	for from := 0; ; {
		at := bytes.Index(b[from:], []byte("hyperlink"))
		if at < 0 {
			return -1
		}
		at += from
		if tag := bytes.LastIndexByte(b[max(0, at-64):at], '<'); tag >= 0 {
			if tag += max(0, at-64); tag == at-1 || b[at-1] == ':' {
				return tag
			}
		}
		from = at + 1
	}
}

// addresses maps the sheet's relation ids to where they lead.
func (p *sheetScan) addresses() (map[string]string, error) {
	rels, err := p.book.relations(sheetPart(p.file))
	found := map[string]string{}
	for _, r := range rels {
		if r.kind == "hyperlink" {
			found[r.id] = r.target
		}
	}
	return found, err
}

func (p *sheetScan) addLink(s *scanner, addresses map[string]string) {
	at, ok := parseArea(s.attr("ref"))
	if !ok {
		p.trouble(0, -1, "bad_link_range", s.attr("ref"), "the range of a hyperlink cannot be read", "check the link in a spreadsheet program")
		return
	}
	target, location, id := "", s.attr("location"), s.attr("id")
	if id != "" {
		if target, ok = addresses[id]; !ok {
			p.trouble(at.top, at.left, "link_without_target", id, "the cell's hyperlink names an address that the workbook does not hold", "check the link in a spreadsheet program")
			return
		}
	}
	if location != "" {
		target += "#" + location
	}
	if target != "" {
		p.spread(at, target)
	}
}

// spread gives a link to the cells of its range.
func (p *sheetScan) spread(at area, target string) {
	l := &p.links
	cells := (at.bottom - at.top + 1) * (at.right - at.left + 1)
	if cells > linkSpread || len(l.cells)+cells > linkTotal {
		if len(l.areas) == linkAreas {
			p.trouble(at.top, at.left, "too_many_link_ranges", target, "the sheet holds more hyperlinks over large ranges than are read here: this one is left out", "check the links in a spreadsheet program")
			return
		}
		l.areas = append(l.areas, areaLink{at, target})
		l.held += 64
		p.note(at.top, at.left, "link_range_large", fmt.Sprintf("a hyperlink covers %d cells: only those with a value carry it", cells))
		return
	}
	for row := at.top; row <= at.bottom; row++ {
		for col := at.left; col <= at.right; col++ {
			l.cells = append(l.cells, cellLink{int32(row), int32(col), int32(len(l.cells)), target})
		}
	}
	l.held += int64(cells)*32 + int64(len(target))
}

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

// parseArea reads A1 or A1:B2.
func parseArea(ref string) (area, bool) {
	first, second := ref, ref
	for i := range len(ref) {
		if ref[i] == ':' {
			first, second = ref[:i], ref[i+1:]
			break
		}
	}
	c1, r1, ok1 := parseRef(first)
	c2, r2, ok2 := parseRef(second)
	return area{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}

// parseRef reads a cell's reference, dollar signs allowed: column from 0, row from 1.
func parseRef(ref string) (col, row int, ok bool) {
	i := 0
	skip := func() {
		if i < len(ref) && ref[i] == '$' {
			i++
		}
	}
	skip()
	for ; i < len(ref) && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z' && col <= maxColumns; i++ {
		col = col*26 + int(ref[i]|0x20-'a') + 1
	}
	skip()
	digits := i
	for ; i < len(ref) && ref[i] >= '0' && ref[i] <= '9' && row <= maxRows; i++ {
		row = row*10 + int(ref[i]-'0')
	}
	return col - 1, row, i == len(ref) && i > digits && col >= 1 && col <= maxColumns && row >= 1 && row <= maxRows
}
