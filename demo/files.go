package demo

import (
	"bytes"
	"fmt"
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
