package readers

import (
	"bytes"
	"fmt"
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
