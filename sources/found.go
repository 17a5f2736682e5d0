package sources

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"detangle"
)

// found gathers what is found in the rows of one file of a bulk source, and counts
// them: what SQL sees of a row through noted, and what it cannot see any more,
// ids that a spreadsheet has made numbers of, and dates that are none.
type found struct {
	spec    *Spec
	outcome *Outcome
	sheets  map[int]string // by number

	sums // of the rows sent, by the one goroutine that sends them

	mu    sync.Mutex
	seen  map[sight]*sighting
	aside sums // of the rows that did not go into the table
}

type sight struct {
	code, column string
	message      string // of issues of the reader
}

// sighting is one thing found, with the first of the cells that show it.
type sighting struct {
	n     int
	first detangle.Issue
}

func newFound(s *Spec, o *Outcome, readings []Reading) *found {
	f := &found{spec: s, outcome: o, sheets: map[int]string{}, seen: map[sight]*sighting{}}
	for _, r := range readings {
		f.sheets[r.Number] = r.Sheet
	}
	return f
}

// sums tell rows apart without naming them: how many, and two sums over their
// numbers, so that two faults do not cancel out.
type sums struct{ n, row, square int64 }

func (s *sums) add(sheet, row int64) {
	s.n++
	s.row += row
	s.square += second(sheet, row)
}

// due are the sums that the table should have.
func (f *found) due() sums {
	return sums{f.n - f.aside.n, f.row - f.aside.row, f.square - f.aside.square}
}

// rows counts the rows of a sheet.
func (f *found) rows(in, blank int) {
	f.outcome.In += in
	f.outcome.Blank += blank
}

// sent counts a row on its way into the table.
func (f *found) sent(sheet, row int, hash uint64) {
	f.add(int64(sheet+row>>24)&63, int64(row)) // as the row's record has it
	f.outcome.Sum += hash
}

// second weighs a row's number by its place, small enough to be summed over a
// file of any size.
func second(sheet, row int64) int64 { return row % 8191 * (row%127 + sheet) }

const secondSQL = "row_original % 8191 * (row_original % 127 + ((record >> 24) & 63))"

// trouble keeps an error of the reader and reports whether the sheet has ended.
func (f *found) trouble(r Reading, err error) (stop bool) {
	var i detangle.Issue
	if !errors.As(err, &i) {
		i = detangle.Issue{Severity: detangle.Stop, Code: "unreadable", Message: err.Error()}
	}
	i.Source, i.Ref.Snapshot, i.Ref.File, i.Ref.Sheet = f.spec.ID, r.Snapshot, r.File, r.Sheet
	f.see(sight{code: i.Code, message: i.Message}, i)
	if i.Severity == detangle.Stop {
		f.outcome.Stopped = true
	}
	return i.Severity == detangle.Stop
}

// unread reports the columns of a sheet that hold values under no header.
func (f *found) unread(r Reading) {
	for _, i := range r.Layout.Unread() {
		i.Ref.Snapshot, i.Ref.File, i.Ref.Sheet = r.Snapshot, r.File, r.Sheet
		f.outcome.Issues = append(f.outcome.Issues, i)
	}
}

func (f *found) see(k sight, i detangle.Issue) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.seen[k]
	if s == nil {
		s = &sighting{first: i}
		f.seen[k] = s
	}
	if s.n++; before(i, s.first) {
		s.first = i
	}
}

func before(a, b detangle.Issue) bool {
	return a.Ref.Sheet == b.Ref.Sheet && a.Ref.Row < b.Ref.Row
}

// note keeps a cell that was found on its way.
func (f *found) note(code string, r Reading, row int, c *column, cell *detangle.Cell) {
	k := sight{code: code, column: f.spec.Columns[c.declared].Name}
	f.mu.Lock()
	if s := f.seen[k]; s != nil {
		s.n++
		f.mu.Unlock()
		return
	}
	f.mu.Unlock()
	f.see(k, detangle.Issue{Severity: detangle.Warn, Code: code, Source: f.spec.ID, Raw: strings.Clone(cell.Text),
		Ref: detangle.CellRef{Snapshot: r.Snapshot, File: r.File, Sheet: r.Sheet, Row: row, Column: cell.Column + 1}})
}

// noted keeps a row that a check of bulkQuery has found. What is COLUMN:CODE.
func (f *found) noted(what string, record int64, value string) {
	column, code, ok := strings.Cut(what, ":")
	if !ok {
		column, code = "", what
	}
	k := sight{code: code, column: column}
	if code == "set_aside" {
		k.message = value
	}
	f.see(k, detangle.Issue{Severity: detangle.Warn, Code: code, Source: f.spec.ID, Raw: value, Ref: f.ref(record)})
	if code == "set_aside" || code == "missing_value" {
		f.mu.Lock()
		defer f.mu.Unlock()
		_, row := f.place(record)
		f.aside.add(record>>24&63, row)
	}
}

// place takes a record apart into sheet and row. A text file has one sheet, and
// may have more rows than the number of a sheet leaves room for.
func (f *found) place(record int64) (sheet int, row int64) {
	if sheet = int(record >> 24 & 63); len(f.sheets) == 1 {
		for sheet = range f.sheets {
		}
	}
	return sheet, record&(1<<30-1) - int64(sheet)<<24
}

// ref finds a row by its record.
func (f *found) ref(record int64) detangle.CellRef {
	sheet, row := f.place(record)
	return detangle.CellRef{Snapshot: f.outcome.Snapshot, File: f.outcome.File, Sheet: f.sheets[sheet], Row: int(row)}
}

// issues says what was found, in the order of codes and columns.
func (f *found) issues() (out []detangle.Issue) {
	for k, s := range f.seen {
		i := s.first
		switch k.code {
		case "unparsed_date":
			i.Message = fmt.Sprintf("%s is no date of these records in %d rows (no calendar day, or a year outside 1900 to 2064); the value was left empty and the row kept", k.column, s.n)
			i.Hint = "open the cell in the original; secondary dates of these releases are known to range from year 2 to 8017"
		case "id_numeric_precision":
			i.Raw = "" // an id of a person is not repeated
			i.Message = fmt.Sprintf("the id of a person is a number in %d rows: a spreadsheet keeps fifteen digits of one, and different people may share it; it was not read and nothing is linked on it", s.n)
			i.Hint = "ask the publisher for the file with its ids as text"
		case "id_of_another_shape":
			i.Raw = ""
			i.Message = fmt.Sprintf("the id of a person does not have forty digits in %d rows; it was not read and nothing is linked on it", s.n)
			i.Hint = "if a release has ids of another shape, teach person_of of sources/common/macros.sql about it"
		case "out_of_bounds":
			b := f.spec.bound(k.column)
			i.Message = fmt.Sprintf("%s lies outside %s to %s in %d rows (%s); the value was left empty", k.column, b.Min, b.Max, s.n, b.Reason)
			i.Hint = "if a later file prints the right value, add a row to lookups.csv with that evidence"
		case "missing_value":
			i.Message = fmt.Sprintf("%d rows have no usable %s; they were set aside", s.n, k.column)
			i.Hint = "open the first in the original: detangle trace " + detangle.ShortHash(i.Ref.Snapshot) + "/" + i.Ref.Sheet + "/" + strconv.Itoa(i.Ref.Row)
		case "set_aside":
			i.Severity, i.Message = detangle.Note, fmt.Sprintf("%d rows set aside as the source describes: %s", s.n, k.message)
		default:
			if s.n > 1 {
				i.Message = fmt.Sprintf("%s; so in %d cells or rows, of which this is the first", i.Message, s.n)
			}
		}
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b detangle.Issue) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Ref.Column, b.Ref.Column), cmp.Compare(a.Ref.Row, b.Ref.Row), cmp.Compare(a.Message, b.Message))
	})
	return out
}

func (s *Spec) bound(column string) Bound {
	for _, b := range s.Bounds {
		if b.Column == column {
			return b
		}
	}
	return Bound{}
}

// daysInText are the ways in which these releases type a date.
var daysInText = []string{"2006-1-2", "2006-1-2 15:04", "2006-1-2 15:04:05", "2006-1-2T15:04", "2006-1-2T15:04:05", "1/2/2006", "1/2/2006 3:04 PM", "1/2/2006 3:04:05 PM", "1/2/2006 15:04", "1/2/2006 15:04:05"}

// isDay reports whether a date's cell that holds no number is blank, withheld, or
// a day that common/macros.sql reads too.
func isDay(c detangle.Cell) bool {
	text := strings.TrimSpace(c.Text)
	if text == "" || strings.EqualFold(text, "NA") || strings.EqualFold(text, "N/A") {
		return true
	}
	if n, ok := number(text); ok && len(text) >= 5 {
		return n > 20000 && n < 60000
	}
	if withheld(text) {
		return true
	}
	for _, layout := range daysInText {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Year() >= 1900 && !t.After(lastDay)
		}
	}
	return false
}

var lastDay = time.Date(2064, 4, 8, 0, 0, 0, 0, time.UTC)

// dateCell splits a date's cell into the text of what is no number and the
// literal of a day number of the 1900 system.
func dateCell(c detangle.Cell) (text, serial string) {
	switch c.Kind {
	case detangle.Date, detangle.Number:
		return "", c.Text
	case detangle.Date1904:
		if days, err := strconv.ParseFloat(c.Text, 64); err == nil {
			return "", strconv.FormatFloat(days+1462, 'f', -1, 64)
		}
	}
	return c.Text, ""
}

// idTrouble says what is wrong with the cell of a person's id. Forty digits are
// right (whether they are hexadecimal person_of of common/macros.sql asks), and a
// withheld cell has none.
func idTrouble(c *detangle.Cell) (code string) {
	if c.Kind == detangle.Number || c.Kind == detangle.Date {
		return "id_numeric_precision"
	}
	if len(c.Text) == 40 {
		return ""
	}
	text := strings.TrimSpace(c.Text)
	if _, ok := number(text); ok && len(text) < 40 {
		return "id_numeric_precision"
	}
	if len(text) == 40 || withheld(text) {
		return ""
	}
	return "id_of_another_shape"
}

// isShortDay reports whether a date's year has two digits.
func isShortDay(c detangle.Cell) bool {
	day, _, _ := strings.Cut(strings.TrimSpace(c.Text), " ")
	_, err := time.Parse("1/2/06", day)
	return err == nil
}
