package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"detangle"
)

// participating writes the participating lists.
func (g *generator) participating() error {
	w := g.world
	order := slices.Clone(w.agreements)
	slices.SortStableFunc(order, func(x, y *agreement) int { return w.asListed(x.agency, y.agency) })
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

// asListed orders agencies as the lists do: by the state's name, then their own.
func (w *world) asListed(a, b *agency) int {
	return cmp.Or(strings.Compare(w.places.name(a.state), w.places.name(b.state)), strings.Compare(a.name, b.name))
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
	order := slices.Clone(w.spells)
	slices.SortStableFunc(order, func(x, y *pendingSpell) int { return w.asListed(x.agency, y.agency) })
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
