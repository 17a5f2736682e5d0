package foia

import (
	"fmt"

	"detangle/demo/workbook"
)

// maxRows is the last row of a sheet that Excel allows.
const maxRows = 1_048_576

// file is a workbook with the state of its open sheet.
type file struct {
	place
	rel     *release
	book    *book
	row     row
	columns []column
	year    int // fiscal year of the open sheet
	sheets  int
	number  int // of the row written last
	limit   int // the row after which a second sheet begins
	rows    int
	named   int // rows with an id
	mark    word
	waiting []waiting // rows of later years, for books with a sheet per year
}

// waiting is a row that has to wait for its sheet: only what is needed to make
// it again is kept.
type waiting struct {
	block  int
	person int64
	year   int
}

// openSheet begins the sheet of a year, with the rows above its header.
func (f *file) openSheet(year int, notice string) error {
	sheet := f.sheet
	if sheet == "" {
		sheet = fmt.Sprintf("FY%d", year)
	}
	if f.sheets++; f.sheets > 1 && f.sheet != "" {
		sheet = fmt.Sprintf("%s (%d)", sheet, f.sheets)
	}
	f.year, f.number = year, 0
	f.columns = f.rel.columns(f.place, year)
	var err error
	if f.book.sheet, err = f.book.writer.Sheet(sheet, workbook.Layout{HeaderRows: f.rel.head + 1, PrintHead: "SYNTHETIC"}); err != nil {
		return err
	}
	above := []string{"SYNTHETIC: ERO LESA Statistical Tracking Unit", notice, "For Official Use Only (FOUO) / Law Enforcement Sensitive", fmt.Sprintf("%s, %s", title(f.table), sheet),
		"Data as of " + isoDay(f.rel.made), "Source: ICE Integrated Decision Support (IIDS); this copy is made up"}
	for i := range f.rel.head {
		f.begin()
		f.row.open = []byte(`<c r="A`)
		f.row.text(escape(above[i]))
		if err := f.book.sheet.Encoded(f.number, f.row.cells); err != nil {
			return err
		}
	}
	f.begin()
	for i := range f.columns {
		f.row.open = f.columns[i].open
		f.row.text(escape(f.columns[i].head))
	}
	return f.book.sheet.Encoded(f.number, f.row.cells)
}

func (f *file) begin() {
	f.number++
	f.row.begin(f.number)
}

// write writes the row of a view, on a second sheet if the first is full.
func (f *file) write(v *view, seed uint64, notice string) error {
	if f.number >= f.limit {
		if err := f.openSheet(f.year, notice); err != nil {
			return err
		}
		f.limit = maxRows
	}
	f.begin()
	f.rows++
	v.mark = f.mark
	for i := range f.columns {
		c := &f.columns[i]
		if c.missing > 0 && v.textDate == 0 && chance(mix(seed^c.seed), c.missing) {
			continue
		}
		f.row.open = c.open
		c.field(&f.row, v)
	}
	return f.book.sheet.Encoded(f.number, f.row.cells)
}
