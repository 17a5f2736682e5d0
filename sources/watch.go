package sources

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"detangle"
)

// watch looks at the cells of a bulk source on their way, for what SQL cannot
// see any more: ids that a spreadsheet has made numbers of, and dates that are
// none. Each is one Issue per column with its count and first cell, never one
// per row.
type watch struct {
	layout *Layout
	id     int         // column of the id, -1 without
	dates  map[int]int // column -> index in layout.columns
	short  map[int]bool
	seen   map[watched]*sighting
	sum    uint64
}

type watched struct {
	code   string
	column int
}

type sighting struct {
	n     int
	first detangle.CellRef
	raw   string
}

func newWatch(l *Layout) *watch {
	w := &watch{layout: l, id: -1, dates: map[int]int{}, short: map[int]bool{}, seen: map[watched]*sighting{}}
	for i, c := range l.Spec.Columns {
		if c.Name == "id" {
			w.id = l.columns[i]
		}
		if c.Date && l.columns[i] >= 0 {
			w.dates[l.columns[i]], w.short[l.columns[i]] = i, slices.Contains(c.Short, l.Name)
		}
	}
	return w
}

// see looks at a row and returns its hash.
func (w *watch) see(row detangle.Row) int64 {
	same, declared := w.layout.hashes(row)
	w.sum += mix(declared, 0) // so that two rows that swap their cells do not cancel out
	for _, c := range row.Cells {
		if c.Column == w.id && isNumber(c) {
			w.note("id_numeric_precision", row.Number, c)
		} else if _, ok := w.dates[c.Column]; ok && !isDay(c) && !(w.short[c.Column] && isShortDay(c)) {
			w.note("unparsed_date", row.Number, c)
		}
	}
	return same
}

// isNumber reports whether an id has become a number, in its cell or as text.
func isNumber(c detangle.Cell) bool {
	if c.Kind == detangle.Number || c.Kind == detangle.Date {
		return c.Text != ""
	}
	if len(c.Text) == 0 || len(c.Text) >= 40 {
		return false
	}
	_, err := strconv.ParseFloat(strings.TrimSpace(c.Text), 64)
	return err == nil
}

func (w *watch) note(code string, row int, c detangle.Cell) {
	k := watched{code, c.Column}
	if w.seen[k] == nil {
		w.seen[k] = &sighting{first: detangle.CellRef{Row: row, Column: c.Column + 1}, raw: strings.Clone(c.Text)}
	}
	w.seen[k].n++
}

// issues says what was seen.
func (w *watch) issues() (out []detangle.Issue) {
	for k, s := range w.seen {
		i := detangle.Issue{Severity: detangle.Warn, Code: k.code, Source: w.layout.Spec.ID, Ref: s.first, Raw: s.raw}
		if k.code == "unparsed_date" {
			i.Message = fmt.Sprintf("%s is no date of these records in %d rows (no calendar day, or a year outside 1900 to 2064); the value was left empty and the row kept", w.layout.Spec.Columns[w.dates[k.column]].Name, s.n)
			i.Hint = "open the cell in the original; secondary dates of these releases are known to range from year 2 to 8017"
		} else {
			i.Message = fmt.Sprintf("the id of a person is a number in %d rows: a spreadsheet has rounded it, and different people may share it; it was not read and nothing is linked on it", s.n)
			i.Hint = "ask the publisher for the file with its ids as text"
		}
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b detangle.Issue) int {
		return cmp.Or(cmp.Compare(a.Ref.Column, b.Ref.Column), cmp.Compare(a.Code, b.Code))
	})
	return out
}

// daysInText are the ways in which these releases type a date.
var daysInText = []string{"2006-01-02", "2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05", "1/2/2006", "1/2/2006 3:04 PM", "1/2/2006 3:04:05 PM", "1/2/2006 15:04", "1/2/2006 15:04:05"}

// isShortDay reports whether a date's year has two digits.
func isShortDay(c detangle.Cell) bool {
	day, _, _ := strings.Cut(strings.TrimSpace(c.Text), " ")
	_, err := time.Parse("1/2/06", day)
	return err == nil
}

// isDay reports whether a date's cell is blank, withheld, or a day that
// common/macros.sql reads too.
func isDay(c detangle.Cell) bool {
	text, serial := dateCell(c)
	text = strings.TrimSpace(text)
	if serial == "" && (text == "" || strings.EqualFold(text, "NA")) {
		return true
	}
	if serial == "" {
		if n, err := strconv.ParseFloat(text, 64); err == nil && len(text) >= 5 {
			return n > 20000 && n < 60000
		}
		lower := strings.ToLower(text)
		if strings.Contains(lower, "(b)") || strings.HasPrefix(lower, "b(") {
			return true
		}
		for _, layout := range daysInText {
			if t, err := time.Parse(layout, text); err == nil {
				return t.Year() >= 1900 && t.Year() < 2064
			}
		}
		return false
	}
	n, err := strconv.ParseFloat(serial, 64)
	return err == nil && n > 20000 && n < 60000
}
