package workbook

import (
	"fmt"
	"iter"
	"strconv"
)

// The way for workbooks of millions of rows: a caller who knows its columns and
// its values beforehand writes the cells of a row as XML itself, and keeps the
// shared strings itself, in whatever form is smallest for it.

// The cell styles that encoded cells may name, by their place in styles.xml.
const (
	DateStyle     = styleDate
	DateTimeStyle = "5" // m/d/yy h:mm
)

// Strings are the shared strings of a workbook, in the order of their numbers.
// They are asked for once, when the workbook is closed.
type Strings = iter.Seq[string]

// Encoded writes one row whose cells are XML already.
func (s *Sheet) Encoded(number int, cells []byte) error {
	if s.w.err != nil {
		return s.w.err
	}
	if number <= s.last {
		s.w.fail("sheet "+s.Name, fmt.Errorf("row %d comes after row %d\nhint: rows are written in order", number, s.last))
		return s.w.err
	}
	s.last = number
	s.buf = strconv.AppendInt(append(s.buf, `<row r="`...), int64(number), 10)
	s.buf = append(append(append(s.buf, `">`...), cells...), "</row>"...)
	if len(s.buf) >= flushAt {
		s.flush()
	}
	return s.w.err
}

// streamStrings writes the caller's shared strings as they come.
func (w *Writer) streamStrings() {
	out := w.create("xl/sharedStrings.xml")
	if w.err != nil {
		return
	}
	buf := append(make([]byte, 0, flushAt+4096), xmlHeader+`<sst xmlns="`+mainNS+`">`...)
	write := func() {
		if _, err := out.Write(buf); err != nil {
			w.fail("xl/sharedStrings.xml", err)
		}
		buf = buf[:0]
	}
	for text := range w.options.Strings {
		buf = append(appendText(append(buf, "<si>"...), text), "</si>"...)
		if len(buf) >= flushAt {
			if write(); w.err != nil {
				return
			}
		}
	}
	buf = append(buf, "</sst>"...)
	write()
}
