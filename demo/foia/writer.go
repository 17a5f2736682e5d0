package foia

import (
	"fmt"
	"strings"
)

// writer writes one release in one pass over the people, with all of its
// workbooks open, so that no row waits for another.
type writer struct {
	w       *world
	rel     *release
	o       Options
	files   []*file
	routes  map[string][][]*file // by table, by fiscal year from 2010
	at      int                  // block
	person  person
	view    view
	count   *Counts
	truth   *truthFile
	garbled bool // the date of the first century has been written
	told    int  // rows that Wrote has heard of
	err     error
}

func newWriter(w *world, rel *release, o Options, sink Sink, truth *truthFile) (*writer, error) {
	rel.seed = o.Seed
	x := &writer{w: w, rel: rel, o: o, routes: map[string][][]*file{}, truth: truth, count: newCounts(rel)}
	x.view = view{w: w, d: w.domain, rel: rel, p: &x.person}
	for _, table := range rel.tables {
		x.routes[table] = make([][]*file, 21)
	}
	for i, p := range rel.places() {
		b, err := newBook(p.path, rel, w, o, sink)
		if err != nil {
			return nil, err
		}
		f := &file{place: p, rel: rel, book: b, limit: maxRows, mark: w.domain.marks[i%len(w.domain.marks)]}
		f.row.book = b
		if p.halved {
			f.limit = max(20, int(500_000*w.scale))
		}
		for y := p.years[0]; y <= p.years[1]; y++ {
			x.routes[p.table][y-2010] = append(x.routes[p.table][y-2010], f)
		}
		if err := f.openSheet(p.printed[0], o.Notice); err != nil {
			return nil, err
		}
		x.files = append(x.files, f)
	}
	return x, nil
}

// run writes every person's rows, year after year.
func (x *writer) run() ([]File, error) {
	for x.at = range x.w.blocks {
		b := &x.w.blocks[x.at]
		if b.target.year < x.rel.years[0]-3 || b.target.year > x.rel.years[1] {
			continue
		}
		if err := x.turn(b.target.year); err != nil {
			return nil, err
		}
		for i := range b.count {
			if i%4096 == 0 {
				x.tell()
			}
			x.w.make(&x.person, b, i)
			x.write(i, 0, "")
			if x.err != nil {
				return nil, x.err
			}
		}
	}
	x.tell()
	return x.finish()
}

// tell reports the rows since the last time.
func (x *writer) tell() {
	rows := 0
	for _, f := range x.files {
		rows += f.rows
	}
	if x.o.Wrote != nil && rows > x.told {
		x.o.Wrote(rows-x.told, x.rel.name)
		x.told = rows
	}
}

// turn opens the sheets of a year in the books that have one for each, and
// writes the rows that waited for it.
func (x *writer) turn(year int) error {
	for _, f := range x.files {
		if f.sheet != "" || year <= f.year || year > f.years[1] {
			continue
		}
		if err := f.openSheet(year, x.o.Notice); err != nil {
			return err
		}
		waiting := f.waiting
		f.waiting = nil
		at := x.at
		for _, row := range waiting {
			if row.year > year {
				f.waiting = append(f.waiting, row)
				continue
			}
			x.at = row.block
			x.w.make(&x.person, &x.w.blocks[row.block], row.person)
			x.write(row.person, row.year, f.table)
		}
		x.at = at
	}
	return x.err
}

func (x *writer) finish() ([]File, error) {
	var out []File
	for _, f := range x.files {
		if len(f.waiting) > 0 {
			return nil, fmt.Errorf("%s: %d rows found no sheet", f.path, len(f.waiting))
		}
		if err := f.book.close(); err != nil {
			return nil, fmt.Errorf("%s: %w", f.path, err)
		}
		x.count.Rows[f.table] += f.rows
		x.count.Named[f.table] += f.named
		out = append(out, File{Path: f.path, Release: x.rel.name, Table: f.table, SHA256: f.book.sum(), Bytes: f.book.out.bytes, Rows: f.rows, AsOf: isoDay(x.rel.made),
			What: fmt.Sprintf("SYNTHETIC %s of release %s", f.table, x.rel.name)})
	}
	return out, nil
}

// escape writes a text that stands in a cell by itself.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
