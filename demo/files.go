package demo

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"time"

	"detangle"
	"detangle/demo/workbook"
)

// The creators that the workbooks name. What an archive wrote or saved again
// says openpyxl, as the real ones do; what the publisher saved does not.
const (
	creatorPublisher = "SYNTHETIC detangle demo (publisher)"
	creatorArchive   = "SYNTHETIC detangle demo (openpyxl)"
	documentTitle    = "SYNTHETIC detangle demo"
	noticeSheet      = "SYNTHETIC"
)

// sheet is a list's table before it becomes a workbook.
type sheet struct {
	layout   layout
	rows     [][]detangle.Cell
	hide     func(cells []detangle.Cell) bool
	blank    int
	overrun  int // rows that the range claims beyond the blank ones
	filter   bool
	hidden   int
	linked   int
	creator  string
	modified time.Time
	inline   bool
	second   bool
}

// workbook writes the table, the blank rows below it, and the sheet that says
// what this is.
func (s *sheet) workbook() ([]byte, error) {
	var b bytes.Buffer
	created := time.Date(2025, 2, 15, 19, 41, 7, 0, time.UTC)
	application := "Microsoft Excel Online"
	if s.inline {
		created, application = s.modified, "Microsoft Excel"
	}
	w := workbook.New(&b, workbook.Options{SharedStrings: !s.inline, Properties: workbook.Properties{Title: documentTitle, Description: notice, Creator: s.creator,
		LastModifiedBy: documentTitle, Application: application, Created: created, Modified: s.modified}})
	last := detangle.ColumnName(len(s.layout.header) - 1)
	table, err := w.Sheet(s.layout.sheet, workbook.Layout{Dimension: fmt.Sprintf("A1:%s%d", last, 1+len(s.rows)+s.blank+s.overrun), Filtered: s.hide != nil,
		Widths: []float64{21, 58, 24, 24, 33, 17, 17, 18}[:min(8, len(s.layout.header))], HeaderRows: 1, PrintHead: documentTitle})
	if err != nil {
		return nil, err
	}
	_ = table.Row(detangle.Row{Number: 1, Cells: headerCells(s.layout.header)})
	number := 1
	for _, cells := range s.rows {
		number++
		hidden := s.hide != nil && s.hide(cells)
		if hidden {
			s.hidden++
		}
		for _, c := range cells {
			if c.Link != "" && c.Column < len(s.layout.header) && s.layout.header[c.Column] == "MOA" {
				s.linked++
			}
		}
		_ = table.Row(detangle.Row{Number: number, Hidden: hidden, Cells: cells})
	}
	for range s.blank {
		number++
		_ = table.Row(detangle.Row{Number: number, Cells: []detangle.Cell{{Column: 0}, {Column: 1}, {Column: 2}}})
	}
	if s.filter || s.hide != nil {
		table.Filter(fmt.Sprintf("A1:%s%d", detangle.ColumnName(min(7, len(s.layout.header)-1)), max(1, 1+len(s.rows))))
	}
	if s.second {
		if _, err := w.Sheet("Sheet2", workbook.Layout{}); err != nil {
			return nil, err
		}
	}
	if err := addNotice(w); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

// headerCells are the header's texts; an empty one is a formatted blank.
func headerCells(header []string) []detangle.Cell {
	cells := make([]detangle.Cell, len(header))
	for i, text := range header {
		cells[i] = detangle.Cell{Column: i}
		if text != "" {
			cells[i] = textCell(i, text)
		}
	}
	return cells
}

// addNotice adds the sheet that says SYNTHETIC. It is a sheet of its own, so
// that no row of the table is other than in the real layout.
func addNotice(w *workbook.Writer) error {
	s, err := w.Sheet(noticeSheet, workbook.Layout{Widths: []float64{120}, PrintHead: documentTitle})
	if err != nil {
		return err
	}
	return s.Row(detangle.Row{Number: 1, Cells: []detangle.Cell{textCell(0, notice)}})
}

// participating writes the participating lists.
func (g *generator) participating() error {
	w := g.world
	order := append([]*agreement(nil), w.agreements...)
	sort.SliceStable(order, func(i, j int) bool {
		a, b := order[i].agency, order[j].agency
		if a.state != b.state {
			return w.places.name(a.state) < w.places.name(b.state)
		}
		return a.name < b.name
	})
	for i, p := range w.lists {
		r := newRandom(w.seed, "sheet/"+p.name+p.saved)
		s := &sheet{layout: layoutOf(p), creator: creatorPublisher, modified: p.savedAt(), inline: p.era == "A", second: p.second}
		if p.archived() {
			s.creator = creatorArchive
		}
		if p.era != "A" {
			s.blank, s.filter = r.below(11), r.chance(650)
			s.overrun = r.below(2) * r.below(60)
		}
		if p.filtered {
			s.hide = w.filter(p)
		}
		list := List{Kind: detangle.Participating, Order: i + 1, Date: p.date, Era: p.era, Blank: s.blank}
		agencies := map[*agency]bool{}
		for _, a := range order {
			if !a.on(i) && !a.garbled[i] {
				continue
			}
			cells := w.participatingRow(a, i, s.layout.header)
			s.rows = append(s.rows, cells)
			if a.garbled[i] {
				g.truth.Unreadable = append(g.truth.Unreadable, Unreadable{list.Kind, list.Order, list.Date, len(s.rows) + 1, cells[0].Text, "a state that does not exist"})
				continue
			}
			agencies[a.agency] = true
			list.count(a.model)
			g.see(a.agency, cells, list)
		}
		list.Agencies = len(agencies)
		if err := g.list(p, list, s); err != nil {
			return err
		}
	}
	return nil
}

// filter hides what does not match: all but one state at noon, else all but
// task forces.
func (w *world) filter(p posting) func([]detangle.Cell) bool {
	if strings.HasSuffix(p.name, "mid") {
		return func(cells []detangle.Cell) bool { return !strings.HasPrefix(cells[0].Text, "PENNSYLVANIA") }
	}
	return func(cells []detangle.Cell) bool {
		for _, c := range cells {
			if strings.HasPrefix(c.Text, "Task") {
				return false
			}
		}
		return true
	}
}

// pending writes the pending lists.
func (g *generator) pending() error {
	w := g.world
	order := append([]*pendingSpell(nil), w.spells...)
	sort.SliceStable(order, func(i, j int) bool {
		a, b := order[i].agency, order[j].agency
		if a.state != b.state {
			return w.places.name(a.state) < w.places.name(b.state)
		}
		return a.name < b.name
	})
	for i, p := range w.pendings {
		r := newRandom(w.seed, "sheet/"+p.name)
		s := &sheet{layout: layoutOf(p), creator: creatorPublisher, modified: p.savedAt(), filter: r.chance(500)}
		s.blank, s.overrun = r.below(10), r.below(2)*r.below(70)
		list := List{Kind: detangle.Pending, Order: i + 1, Date: p.date, Era: p.era, Blank: s.blank}
		agencies := map[*agency]bool{}
		for _, spell := range order {
			if i < spell.first || i > spell.last {
				continue
			}
			cells := w.pendingRow(spell, i, s.layout.header)
			s.rows = append(s.rows, cells)
			if spell.unnamed {
				g.truth.Unreadable = append(g.truth.Unreadable, Unreadable{list.Kind, list.Order, list.Date, len(s.rows) + 1, cells[1].Text, "no SUPPORT TYPE"})
				continue
			}
			agencies[spell.agency] = true
			list.count(spell.model)
			g.see(spell.agency, cells, list)
		}
		list.Agencies = len(agencies)
		if err := g.list(p, list, s); err != nil {
			return err
		}
	}
	return nil
}

func (l *List) count(m detangle.Model) {
	switch m {
	case detangle.JEM:
		l.JEM++
	case detangle.WSO:
		l.WSO++
	case detangle.TFM:
		l.TFM++
	}
}

// list writes a list under all its names.
func (g *generator) list(p posting, l List, s *sheet) error {
	data, err := s.workbook()
	if err != nil {
		return err
	}
	l.Rows, l.Hidden, l.Linked, l.Snapshot = len(s.rows), s.hidden, s.linked, hash(data)
	g.truth.Lists = append(g.truth.Lists, l)
	for _, path := range p.paths() {
		name := path[strings.LastIndexByte(path, '/')+1:]
		g.truth.Files = append(g.truth.Files, File{Path: path, Name: name, Snapshot: l.Snapshot, Kind: l.Kind, Order: l.Order, ListDate: l.Date,
			Saved: s.modified.UTC().Format(time.RFC3339), Trouble: p.trouble, Why: p.why})
		what := fmt.Sprintf("SYNTHETIC 287(g) %s agencies list", l.Kind)
		if err := g.publish(manifestRow{path: path, rows: l.Rows, asOf: l.Date, what: what}, data); err != nil {
			return err
		}
	}
	return nil
}
