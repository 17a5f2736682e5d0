package detangle

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Kind says how a cell's text is to be read. It is what the file says of the
// cell, not a guess from its text.
type Kind uint8

// The kinds of cell that the readers tell apart.
const (
	Empty    Kind = iota // no value: absent, or styled and blank
	Text                 // text, shared or inline
	Number               // a number, Text holds its literal as stored
	Bool                 // TRUE or FALSE
	Date                 // a number under a date style, days since 1899-12-30
	Date1904             // the same in a workbook of the 1904 date system, days since 1904-01-01
	ISODate              // a date that the file stores as ISO 8601 text (t="d")
	Error                // a spreadsheet error such as #N/A
)

// Cell is one value of a Row. Text is what the file stores: the string, the
// number's literal, TRUE or FALSE, or the error's name.
//
// A Cell that a reader yields is valid until the next row is asked for; copy
// its strings (strings.Clone) to keep them.
type Cell struct {
	Column int    // 0-based: 0 is A
	Kind   Kind   // how to read Text
	Shared int32  // 1 + the number of Text among the workbook's shared strings, 0 if it is none of them
	Text   string // as stored
	Link   string // hyperlink target, if the cell carries one
}

// Row is one row of a sheet, with only the cells that hold a value or a link,
// in the order of their columns. Number is the true row number, counted from
// 1, as a person would find it in the spreadsheet.
type Row struct {
	Number int
	Hidden bool // hidden or filtered away in the file; read all the same
	Cells  []Cell
}

// Cell returns the cell in column c (0-based), or an Empty one.
func (r Row) Cell(c int) Cell {
	for _, cell := range r.Cells {
		if cell.Column == c {
			return cell
		}
	}
	return Cell{Column: c}
}

// Time reads a date cell. It reports false for cells of another kind, for
// serials that no calendar holds (negative, or 2,958,466 and above: year 10000),
// and for the serial 60 of the 1900 system, 29 February 1900, which never was.
func (c Cell) Time() (time.Time, bool) {
	var epoch time.Time
	switch c.Kind {
	case Date:
		epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	case Date1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case ISODate:
		for _, layout := range []string{"2006-01-02T15:04:05.999", "2006-01-02T15:04:05.999Z07:00", "2006-01-02"} {
			if t, err := time.Parse(layout, c.Text); err == nil {
				return t, true
			}
		}
		return time.Time{}, false
	default:
		return time.Time{}, false
	}
	serial, err := strconv.ParseFloat(c.Text, 64)
	if err != nil || serial < 0 || serial >= 2958466 {
		return time.Time{}, false
	}
	if c.Kind == Date && serial < 61 {
		if serial >= 60 {
			return time.Time{}, false
		}
		epoch = epoch.AddDate(0, 0, 1) // before the phantom leap day the count is one off
	}
	days := int(serial)
	// A spreadsheet keeps milliseconds at best; rounding to them undoes the binary fraction.
	ms := int64((serial-float64(days))*86_400_000 + 0.5)
	return epoch.AddDate(0, 0, days).Add(time.Duration(ms) * time.Millisecond), true
}

// Value renders the cell for a text table: dates as ISO ("2025-02-26", with
// the time of day only where there is one), everything else as stored.
func (c Cell) Value() string {
	if t, ok := c.Time(); ok {
		if t.Hour()|t.Minute()|t.Second()|t.Nanosecond() == 0 {
			return t.Format(time.DateOnly)
		}
		return t.Format("2006-01-02T15:04:05.999")
	}
	return c.Text
}

// CellRef is a place in a kept original, as a person would find it there.
// Column and Row are 0 where the whole sheet or file is meant.
type CellRef struct {
	Snapshot string `json:"snapshot,omitempty"` // SHA-256 of the original, hex
	File     string `json:"file,omitempty"`     // name as received
	Sheet    string `json:"sheet,omitempty"`    // empty for formats without sheets
	Row      int    `json:"row,omitempty"`      // 1-based
	Column   int    `json:"column,omitempty"`   // 1-based
}

// ColumnName returns the spreadsheet's letters for a 0-based column: A, Z, AA.
func ColumnName(c int) string {
	name := ""
	for c++; c > 0; c = (c - 1) / 26 {
		name = string(rune('A'+(c-1)%26)) + name
	}
	return name
}

// String writes the reference as people read it: file, sheet "S", cell B7.
func (r CellRef) String() string {
	var parts []string
	if r.File != "" {
		parts = append(parts, r.File)
	} else if r.Snapshot != "" {
		parts = append(parts, ShortHash(r.Snapshot))
	}
	if r.Sheet != "" {
		parts = append(parts, fmt.Sprintf("sheet %q", r.Sheet))
	}
	switch {
	case r.Row > 0 && r.Column > 0:
		parts = append(parts, fmt.Sprintf("cell %s%d", ColumnName(r.Column-1), r.Row))
	case r.Row > 0:
		parts = append(parts, fmt.Sprintf("row %d", r.Row))
	case r.Column > 0:
		parts = append(parts, "column "+ColumnName(r.Column-1))
	}
	return strings.Join(parts, ", ")
}

// ShortHash returns the first 12 hex digits of a hash: enough to tell the
// snapshots of a lake apart, short enough to print.
func ShortHash(hash string) string {
	if len(hash) > 12 {
		return hash[:12]
	}
	return hash
}
