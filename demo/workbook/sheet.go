package workbook

import (
	"bytes"
	"fmt"
	"io"
	"strconv"

	"detangle"
)

// Layout is what a sheet says of itself before its first row.
type Layout struct {
	Dimension  string    // the range it claims to use, such as A1:M1425; left out if empty
	Filtered   bool      // a filter hides rows
	Widths     []float64 // of the columns
	HeaderRows int       // this many rows from the top are written bold
	PrintHead  string    // printed at the top of every page
}

// Sheet is a sheet being written.
type Sheet struct {
	Name string

	w       *Writer
	layout  Layout
	out     io.Writer
	buf     []byte
	columns []string // letters of the columns met so far
	last    int      // row number written last
	links   []link
	filter  string
}

type link struct{ ref, target string }

const flushAt = 64 << 10

// Sheet ends the sheet before it and begins one of this name.
func (w *Writer) Sheet(name string, layout Layout) (*Sheet, error) {
	w.endSheet()
	s := &Sheet{Name: name, w: w, layout: layout, buf: make([]byte, 0, flushAt+4096)}
	w.sheets = append(w.sheets, s)
	s.out = w.create(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(w.sheets)))
	w.open = s
	s.begin()
	return s, w.err
}

func (s *Sheet) begin() {
	var b bytes.Buffer
	b.WriteString(xmlHeader + `<worksheet xmlns="` + mainNS + `" xmlns:r="` + relNS + `">`)
	if s.layout.Filtered {
		b.WriteString(`<sheetPr filterMode="1"/>`)
	}
	if s.layout.Dimension != "" {
		b.WriteString(`<dimension ref="` + escaped(s.layout.Dimension) + `"/>`)
	}
	b.WriteString(`<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>`)
	if len(s.layout.Widths) > 0 {
		b.WriteString("<cols>")
		for i, width := range s.layout.Widths {
			fmt.Fprintf(&b, `<col min="%d" max="%d" width="%g" customWidth="1"/>`, i+1, i+1, width)
		}
		b.WriteString("</cols>")
	}
	b.WriteString("<sheetData>")
	s.buf = append(s.buf, b.Bytes()...)
}

// Filter puts a filter's arrows over a range such as A1:H877. It may be called
// at any time before the sheet ends.
func (s *Sheet) Filter(ref string) { s.filter = ref }

// Row writes one row. Numbers of rows grow; gaps are left as gaps. An Empty
// cell is written as a styled blank.
func (s *Sheet) Row(row detangle.Row) error {
	if s.w.err != nil {
		return s.w.err
	}
	if row.Number <= s.last {
		s.w.fail("sheet "+s.Name, fmt.Errorf("row %d comes after row %d\nhint: rows are written in order", row.Number, s.last))
		return s.w.err
	}
	s.last = row.Number
	var digits [20]byte
	number := strconv.AppendInt(digits[:0], int64(row.Number), 10)
	s.buf = append(append(append(s.buf, `<row r="`...), number...), '"')
	if row.Hidden {
		s.buf = append(s.buf, ` hidden="1"`...)
	}
	s.buf = append(s.buf, '>')
	for _, c := range row.Cells {
		if err := s.cell(c, number); err != nil {
			s.w.fail(fmt.Sprintf("sheet %s, cell %s%d", s.Name, detangle.ColumnName(c.Column), row.Number), err)
			return s.w.err
		}
	}
	s.buf = append(s.buf, "</row>"...)
	if len(s.buf) >= flushAt {
		s.flush()
	}
	return s.w.err
}

func (s *Sheet) flush() {
	if s.w.err != nil {
		return
	}
	if _, err := s.out.Write(s.buf); err != nil {
		s.w.fail("sheet "+s.Name, err)
	}
	s.buf = s.buf[:0]
}

// letters returns a column's name; sheets ask for the same few all the time.
func (s *Sheet) letters(column int) string {
	for len(s.columns) <= column {
		s.columns = append(s.columns, detangle.ColumnName(len(s.columns)))
	}
	return s.columns[column]
}

// endSheet writes what stands below the rows: filter, links, print header.
func (w *Writer) endSheet() {
	s := w.open
	w.open = nil
	if s == nil || w.err != nil {
		return
	}
	s.buf = append(s.buf, "</sheetData>"...)
	if s.filter != "" {
		s.buf = append(s.buf, `<autoFilter ref="`+escaped(s.filter)+`"/>`...)
	}
	if len(s.links) > 0 {
		s.buf = append(s.buf, "<hyperlinks>"...)
		for i, l := range s.links {
			s.buf = append(s.buf, `<hyperlink ref="`+l.ref+`" r:id="rId`+strconv.Itoa(i+1)+`"/>`...)
			if len(s.buf) >= flushAt {
				s.flush()
			}
		}
		s.buf = append(s.buf, "</hyperlinks>"...)
	}
	s.buf = append(s.buf, `<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>`...)
	if s.layout.PrintHead != "" {
		s.buf = append(s.buf, `<headerFooter><oddHeader>&amp;C`+escaped(s.layout.PrintHead)+`</oddHeader></headerFooter>`...)
	}
	s.buf = append(s.buf, "</worksheet>"...)
	s.flush()
	if len(s.links) > 0 {
		w.part(fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", len(w.sheets)), s.linkRels)
	}
	s.buf, s.links = nil, nil
}
