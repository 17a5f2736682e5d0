package sources

import (
	"math/bits"
	"slices"
	"unsafe"

	"detangle"
)

// place is a sheet on its way into batches: where each of its columns goes.
type place struct {
	reading   Reading
	columns   []column
	constant  map[int]*detangle.Words // columns with one value in the whole sheet
	again     []again
	in, blank int
}

// personColumn is what a bulk source calls the column of persons' ids.
const personColumn = "id"

// column is one column of the sheet.
type column struct {
	to       int32 // index in the batch's columns, 0 if it is not read
	declared int32 // index in the source's columns
	date     bool
	short    bool // a date whose year may have two digits
	id       bool
	apart    bool
	unnamed  bool
	salt     uint64
	name     uint64
}

// again is a declared column under the header of another one.
type again struct {
	from int
	column
}

// place looks up where the columns of a sheet go.
func (b *batcher) place(r Reading) *place {
	p := &place{reading: r, constant: map[int]*detangle.Words{
		rawSnapshot: oneWord(r.Snapshot), rawFile: oneWord(r.File), rawSheet: oneWord(r.Sheet), rawRelease: oneWord(r.Release.ID)}}
	l := r.Layout
	p.columns = make([]column, l.width)
	for i := range p.columns {
		c := &p.columns[i]
		c.apart, c.unnamed, c.salt = l.apart[i], l.blanks[i], salt(i)
		if d, ok := l.declared[i]; ok {
			c.declared, c.name = int32(d), salt(d)
		}
	}
	to := int32(rawDeclared)
	for i, at := range l.columns {
		spec := b.spec.Columns[i]
		if at >= 0 {
			c := p.columns[at]
			if c.to > 0 {
				p.again = append(p.again, again{at, c})
			}
			read := &p.columns[at]
			if c.to > 0 {
				read = &p.again[len(p.again)-1].column
			}
			read.to, read.declared, read.date, read.id = to, int32(i), spec.Date, spec.Name == personColumn
			read.short = slices.Contains(spec.Short, l.Name)
		}
		if to++; spec.Date {
			to++
		}
	}
	return p
}

func oneWord(text string) *detangle.Words {
	return &detangle.Words{Offsets: []int32{0, 0, int32(len(text))}, Bytes: []byte(text)}
}

// row adds a row to the batch. It reports false for a row without any value,
// formatted but blank, which leaves no trace.
//
// On the way it sums two hashes by which rows that repeat one another are found.
// same counts every cell of the sheet but those of columns declared apart, told
// apart by where they stand: rows of one file. The other counts the declared
// columns alone, told apart by their names, so that it agrees between files that
// have another order of columns or lack one.
func (b *batcher) row(p *place, row detangle.Row) bool {
	n, filled := b.batch.Rows, false
	same, declared := uint64(0), uint64(0)
	for i := range row.Cells {
		cell := &row.Cells[i]
		if cell.Kind == detangle.Empty {
			continue
		}
		if cell.Column >= len(p.columns) {
			if !blank(cell.Text) {
				p.reading.Layout.seen[cell.Column], filled = true, true
				same += mix(b.hash(cell), salt(cell.Column))
			}
			continue
		}
		c := &p.columns[cell.Column]
		h := b.hash(cell)
		if h == 0 {
			continue // blank
		}
		filled = true
		if !c.apart {
			same += mix(h, c.salt)
		}
		if c.to > 0 {
			declared += mix(h, c.name)
			b.cell(p, c, cell, row.Number, n)
		} else if c.unnamed {
			p.reading.Layout.seen[cell.Column] = true
		}
	}
	if !filled {
		return false
	}
	for _, a := range p.again {
		if cell := row.Cell(a.from); cell.Kind != detangle.Empty && !blank(cell.Text) {
			b.cell(p, &a.column, &cell, row.Number, n)
		}
	}
	b.batch.Columns[rawRow].Ints[n] = int64(row.Number)
	b.batch.Columns[rawSame].Ints[n] = int64(same)
	b.batch.Rows++
	b.found.sent(p.reading.Number, row.Number, mix(declared, 0))
	return true
}

// cell puts one cell where it belongs.
func (b *batcher) cell(p *place, c *column, cell *detangle.Cell, row, n int) {
	v := &b.batch.Columns[c.to]
	if !c.date {
		if c.id {
			if code := idTrouble(cell); code != "" {
				b.found.note(code, p.reading, row, c, cell)
			}
		}
		v.Codes[n] = b.text[c.declared].code(cell)
		return
	}
	if cell.Kind == detangle.Date || cell.Kind == detangle.Number || cell.Kind == detangle.Date1904 {
		if serial, ok := number(cell.Text); ok {
			if cell.Kind == detangle.Date1904 {
				serial += 1462 // days from 1900-01-01 to 1904-01-01 as the two systems count
			}
			v = &b.batch.Columns[c.to+1]
			v.Floats[n] = serial
			v.Valid[n/8] |= 1 << (n % 8)
			if serial <= 20000 || serial >= 60000 {
				b.found.note("unparsed_date", p.reading, row, c, cell)
			}
			return
		}
	}
	v.Codes[n] = b.text[c.declared].code(cell)
	if !isDay(*cell) && !(c.short && isShortDay(*cell)) {
		b.found.note("unparsed_date", p.reading, row, c, cell)
	}
}

// hash is a cell's, 0 for a blank one; a shared string is hashed once.
func (b *batcher) hash(c *detangle.Cell) uint64 {
	n := int(c.Shared)
	if n == 0 {
		if blank(c.Text) {
			return 0
		}
		return textHash(c.Text)
	}
	if n >= len(b.hashes) {
		b.hashes = append(b.hashes, make([]uint64, max(n+1, 2*len(b.hashes))-len(b.hashes))...)
	}
	h := b.hashes[n]
	if h == 0 && !blank(c.Text) {
		h = textHash(c.Text)
		b.hashes[n] = h
	}
	return h
}

// textHash hashes a text, never to 0, eight bytes at a step.
func textHash(s string) uint64 {
	h := uint64(len(s)) * 0x9e3779b97f4a7c15
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	for len(b) >= 8 {
		h = fold(h^(uint64(b[0])|uint64(b[1])<<8|uint64(b[2])<<16|uint64(b[3])<<24|uint64(b[4])<<32|uint64(b[5])<<40|uint64(b[6])<<48|uint64(b[7])<<56), 0xe7037ed1a0b428db)
		b = b[8:]
	}
	tail := uint64(0)
	for i, c := range b {
		tail |= uint64(c) << (8 * i)
	}
	return fold(h^tail, 0x8ebc6af09c88c6e3) | 1
}

// fold is the multiplication of wyhash: both halves of the product.
func fold(a, b uint64) uint64 {
	high, low := bits.Mul64(a^0xa0761d6478bd642f, b)
	return high ^ low
}

// salt tells the places of cells apart.
func salt(i int) uint64 { return (uint64(i) + 1) * 0x9e3779b97f4a7c15 }

// mix spreads a hash by the place it stands at (the finaliser of SplitMix64).
func mix(h, salt uint64) uint64 {
	h += salt
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
