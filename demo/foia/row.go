package foia

import "strconv"

// row collects the cells of one row as XML. A blank cell is left out, as Excel
// leaves it out.
type row struct {
	cells  []byte
	number []byte // of the row, in digits
	open   []byte // `<c r="AB`
	book   *book
}

func (r *row) begin(number int) {
	r.cells = r.cells[:0]
	r.number = strconv.AppendInt(r.number[:0], int64(number), 10)
}

func (r *row) ref() { r.cells = append(append(r.cells, r.open...), r.number...) }

// shared writes a text by its number in the shared strings.
func (r *row) shared(i int) {
	r.ref()
	r.cells = append(r.cells, `" t="s"><v>`...)
	r.cells = append(strconv.AppendInt(r.cells, int64(i), 10), "</v></c>"...)
}

func (r *row) word(w word) {
	if w != 0 {
		r.shared(r.book.wordAt(w))
	}
}

func (r *row) flag(o *domains, yes bool) {
	if yes {
		r.word(o.yes)
		return
	}
	r.word(o.no)
}

func (r *row) number10(n int) {
	r.ref()
	r.cells = append(r.cells, `"><v>`...)
	r.cells = append(strconv.AppendInt(r.cells, int64(n), 10), "</v></c>"...)
}

// day writes a date, never leaves the cell out.
func (r *row) day(d int32) {
	if d == never {
		return
	}
	r.ref()
	r.cells = append(r.cells, `" s="1"><v>`...)
	r.cells = append(strconv.AppendInt(r.cells, int64(d)+epoch, 10), "</v></c>"...)
}

// minute writes a date with its time of day.
func (r *row) minute(m int32) {
	if m == never {
		return
	}
	r.ref()
	r.cells = append(r.cells, `" s="5"><v>`...)
	r.cells = strconv.AppendInt(r.cells, int64(m/perDay)+epoch, 10)
	r.cells = append(append(r.cells, minutes[m%perDay]...), "</v></c>"...)
}

// text writes a text that is no word: rare, and kept inside the cell.
func (r *row) text(s string) {
	r.ref()
	r.cells = append(append(append(r.cells, `" t="inlineStr"><is><t>`...), s...), "</t></is></c>"...)
}
