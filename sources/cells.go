package sources

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"detangle"
)

// A source of shape "cells" reads workbooks whose sheets hold several tables,
// side by side and below one another, under titles: no header row describes a
// sheet. Its raw table has one row for each cell that holds a value (CellColumns),
// and tidy.sql finds the tables by the text of their titles. It makes one row of
// every cell, with two columns that say what became of it:
//
//	part   the lake table that the cell is a row of, or whose rows carry it as a
//	       label; NULL where it was set aside
//	why    the reason it was set aside, NULL otherwise; one that begins with
//	       "unexpected" is reported as a warning
//
// A column note, if there is one, says what was done to a number; each text is
// an Issue with its count, a warning where it begins with "unexpected". Rows in, loaded and set aside are counted in cells.
//
// Finding tables takes several steps: steps names them in order, each a file of
// the folder that makes a table of its name for the steps after it and tidy.sql.
// Further lake tables are made from tidy by the files that also names.
const cellsShape = "cells"

// CellColumns are the columns of the raw table of a source of shape "cells".
// column_number counts from 1, column_original is its letters; kind is text,
// number, date, bool or error; text is the value as the file stores it, dates
// in ISO form.
var CellColumns = []string{"snapshot", "file_original", "sheet_original", "row_original", "column_number", "column_original", "kind", "text"}

// Anchor is a text that a workbook of the source has on one of its sheets,
// within the first rows. Both are regular expressions, over the sheet's name and
// over the text without outer and repeated spaces.
type Anchor struct {
	Sheet string `toml:"sheet"`
	Text  string `toml:"text"`

	sheet, text *regexp.Regexp
}

// Step is a file NAME.sql of a source of shape "cells": a query, the table it
// makes named like the file.
type Step struct{ Name, SQL string }

// Sheet is a sheet's name and first rows.
type Sheet struct {
	Name string
	Head []detangle.Row
}

// MatchBook finds the source of shape "cells" that reads a workbook: every
// anchor stands on a sheet. It returns a layout for each sheet that the source
// reads, nil for the others, or no layouts at all; near then names a source of
// which some anchors are there.
func MatchBook(specs []*Spec, sheets []Sheet) (layouts []*Layout, near *Near) {
	for _, spec := range specs {
		if spec.Shape != cellsShape {
			continue
		}
		missing, found := spec.anchors(sheets)
		switch {
		case len(missing) == 0:
			for _, s := range sheets {
				var layout *Layout
				if spec.readsSheet(s.Name) {
					layout = &Layout{Spec: spec}
				}
				layouts = append(layouts, layout)
			}
			return layouts, nil
		case found > 0:
			near = &Near{Spec: spec, Missing: missing}
		}
	}
	return nil, near
}

func (s *Spec) anchors(sheets []Sheet) (missing []string, found int) {
	for _, a := range s.Recognise.Anchors {
		if a.standsOn(sheets) {
			found++
		} else {
			missing = append(missing, a.Text)
		}
	}
	return missing, found
}

func (a Anchor) standsOn(sheets []Sheet) bool {
	for _, s := range sheets {
		if !a.sheet.MatchString(s.Name) {
			continue
		}
		for _, row := range s.Head {
			for _, c := range row.Cells {
				if c.Kind == detangle.Text && a.text.MatchString(squeezed(c.Text)) {
					return true
				}
			}
		}
	}
	return false
}

func (s *Spec) readsSheet(name string) bool {
	for _, p := range s.Recognise.sheets {
		if p.MatchString(name) {
			return true
		}
	}
	return false
}

// squeezed is text without outer, repeated and non-breaking spaces.
func squeezed(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ")
}

// checkCells compiles the patterns of a source of shape "cells".
func (s *Spec) checkCells() error {
	if len(s.Recognise.Anchors) == 0 || len(s.Recognise.Sheets) == 0 {
		return fmt.Errorf("source.toml: recognise.anchor and recognise.sheets must be given: workbooks of cells are recognised by texts on their sheets")
	}
	for i := range s.Recognise.Anchors {
		a := &s.Recognise.Anchors[i]
		var err1, err2 error
		a.sheet, err1 = regexp.Compile(a.Sheet)
		a.text, err2 = regexp.Compile(a.Text)
		if err := errors.Join(err1, err2); err != nil {
			return fmt.Errorf("source.toml: recognise.anchor: %w", err)
		}
	}
	for _, p := range s.Recognise.Sheets {
		re, err := regexp.Compile(p)
		if err != nil {
			return fmt.Errorf("source.toml: recognise.sheets: %w", err)
		}
		s.Recognise.sheets = append(s.Recognise.sheets, re)
	}
	return nil
}

var kindNames = map[detangle.Kind]string{detangle.Text: "text", detangle.Number: "number", detangle.Bool: "bool", detangle.Date: "date", detangle.Date1904: "date",
	detangle.ISODate: "date", detangle.Error: "error"}

// cells yields the records of a row's cells, and counts them. It reports false
// when no more are wanted.
func (o *Outcome) cells(r Reading, row detangle.Row, yield func([]string, error) bool) bool {
	for _, c := range row.Cells {
		if c.Kind == detangle.Empty {
			continue
		}
		o.In++
		value := c.Value()
		if squeezed(value) == "" {
			o.Blank++
			continue
		}
		if !yield([]string{r.Snapshot, r.File, r.Sheet, strconv.Itoa(row.Number), strconv.Itoa(c.Column + 1), detangle.ColumnName(c.Column), kindNames[c.Kind], strings.Clone(value)}, nil) {
			return false
		}
	}
	return true
}

// place names the columns that tell the rows of raw apart, as tidy has them.
func (s *Spec) place() string {
	if s.Shape != "" {
		return "snapshot, file_original, sheet_original, row_original, column_original"
	}
	return "snapshot, file_original, sheet_original, row_original"
}
