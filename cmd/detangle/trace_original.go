package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"detangle"
	"detangle/lake"
	"detangle/readers"
)

// original is one row of a kept original, as the file holds it.
type original struct {
	Cell  string           `json:"cell"` // REF
	Ref   detangle.CellRef `json:"ref"`
	Cells []originalCell   `json:"cells"`
}

// originalCell is one cell, beside the text that stands above its column.
type originalCell struct {
	Column string `json:"column"` // A, B, …
	Header string `json:"header"`
	Value  string `json:"value"`
	Link   string `json:"link,omitempty"`
}

// openOriginals reads the rows from the kept originals, in the order asked for.
func openOriginals(l *lake.Lake, refs []detangle.CellRef) ([]original, error) {
	found := make([]original, len(refs))
	type sheet struct{ snapshot, name string }
	wanted := map[sheet][]int{}
	var order []sheet
	for i, ref := range refs {
		s := sheet{ref.Snapshot, ref.Sheet}
		if wanted[s] == nil {
			order = append(order, s)
		}
		wanted[s] = append(wanted[s], i)
	}
	for _, s := range order {
		if err := readOriginal(l, refs, wanted[s], found); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// readOriginal reads the rows at some of refs, all of one sheet.
func readOriginal(l *lake.Lake, refs []detangle.CellRef, at []int, found []original) error {
	first := refs[at[0]]
	path, err := l.Original(first.Snapshot)
	if err != nil {
		return err
	}
	if err := sameBytes(path, first.Snapshot); err != nil {
		return err
	}
	book, err := readers.Open(path, readers.Options{File: first.File, Snapshot: first.Snapshot})
	if err != nil {
		return err
	}
	defer book.Close()
	number := slices.IndexFunc(book.Sheets(), func(s readers.Sheet) bool { return s.Name == first.Sheet })
	if number < 0 {
		return fmt.Errorf("%s has no sheet %q\nhint: its sheets are %s", first.File, first.Sheet, sheetNames(book))
	}
	left, header := len(at), detangle.Row{}
	above := map[int]detangle.Row{} // column asked for -> the last row above with a text in it: sheets of several tables have a header for each
	for row, err := range book.Rows(number) {
		var issue detangle.Issue
		if errors.As(err, &issue) && issue.Severity == detangle.Stop {
			return err
		}
		if err != nil {
			continue
		}
		for _, i := range at {
			if refs[i].Row == row.Number {
				named := header
				if h, ok := above[refs[i].Column]; ok {
					named = h
				}
				found[i] = rowAsKept(refs[i], named, row)
				left--
			}
		}
		if left == 0 {
			return nil
		}
		if header.Cells == nil && isHeader(row) {
			header = cloneRow(row)
		}
		for _, i := range at {
			if kind := row.Cell(refs[i].Column - 1).Kind; refs[i].Column > 0 && (kind == detangle.Text || kind == detangle.Date) {
				above[refs[i].Column] = cloneRow(row)
			}
		}
	}
	for _, i := range at {
		if found[i].Cell == "" {
			return fmt.Errorf("%s has no such row", refs[i].String())
		}
	}
	return nil
}

// sameBytes compares a kept original with the hash it is kept under.
func sameBytes(path, hash string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != hash {
		return fmt.Errorf("the original kept as %s holds other bytes (SHA-256 %s)\nhint: delete it and build again from the folder that holds the file", hash, got)
	}
	return nil
}

// isHeader reports whether a row names columns: the first with three texts or more.
func isHeader(row detangle.Row) bool {
	texts := 0
	for _, cell := range row.Cells {
		if cell.Kind == detangle.Text && cell.Text != "" {
			texts++
		}
	}
	return texts >= 3
}

func rowAsKept(ref detangle.CellRef, header, row detangle.Row) original {
	o := original{Cell: refOf(ref), Ref: ref}
	for _, cell := range cloneRow(row).Cells {
		o.Cells = append(o.Cells, originalCell{Column: detangle.ColumnName(cell.Column), Header: header.Cell(cell.Column).Value(), Value: cell.Value(), Link: cell.Link})
	}
	return o
}

// cloneRow copies a row so that it stays when the next is read.
func cloneRow(row detangle.Row) detangle.Row {
	cells := make([]detangle.Cell, len(row.Cells))
	for i, c := range row.Cells {
		cells[i] = detangle.Cell{Column: c.Column, Kind: c.Kind, Text: clone(c.Text), Link: clone(c.Link)}
	}
	return detangle.Row{Number: row.Number, Hidden: row.Hidden, Cells: cells}
}

func clone(s string) string { return string([]byte(s)) }

func sheetNames(book readers.Book) string {
	text := ""
	for _, s := range book.Sheets() {
		text += fmt.Sprintf("%q ", s.Name)
	}
	return text
}
