package main

import (
	"detangle"
	"detangle/readers"
	"detangle/sources"
)

// matchBook looks for a source that reads a workbook cell by cell: several
// tables stand on its sheets. Layouts are by sheet, and none where no such
// source reads it.
func (w *work) matchBook(book readers.Book) (layouts []*sources.Layout, near *sources.Near) {
	if len(book.Sheets()) < 2 {
		return nil, nil // such a workbook has a sheet for each subject
	}
	var sheets []sources.Sheet
	for i, s := range book.Sheets() {
		sheets = append(sheets, sources.Sheet{Name: s.Name, Head: head(book, i)})
	}
	return sources.MatchBook(w.specs, sheets)
}

// match finds the layout of a sheet: that of the workbook's source where it is
// read cell by cell, else that of the source whose headers it has.
func (w *work) match(cells []*sources.Layout, book readers.Book, sheet int) (*sources.Layout, []detangle.Issue, *sources.Near) {
	if cells != nil {
		return cells[sheet], nil, nil
	}
	return sources.Match(w.specs, book.Sheets()[sheet].Name, head(book, sheet))
}
