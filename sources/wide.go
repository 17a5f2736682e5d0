package sources

import (
	"fmt"
	"strconv"
	"strings"

	"detangle"
)

// A source of shape "wide" reads tables in which some headers are values: a
// column for each state, or for each reason. Its raw table has one row for each
// cell below the headers that [wide] names: the declared columns of its row,
// then heading (the header as declared) and value, with column_number (from 1)
// beside the row's number. tidy.sql makes one row of each, with column_original
// to tell the cells of a row apart; the lake's table does not keep that column.
// Rows in, loaded and set aside are counted in cells; an empty cell is blank.
const wideShape = "wide"

// Wide names the headers that are values.
type Wide struct {
	Headers []string `toml:"headers"`
}

// heading is one of them, where it stands in a file.
type heading struct {
	text   string
	column int
}

// headings finds the headers that are values, and reports those that are gone.
func (l *Layout) headings(set map[string]int, used map[int]bool) (issues []detangle.Issue) {
	for _, h := range l.Spec.Wide.Headers {
		at, ok := set[headerKey(h)]
		if !ok {
			issues = append(issues, l.Spec.lacks(l.Header, []string{h}))
			continue
		}
		used[at] = true
		l.wide = append(l.wide, heading{h, at})
	}
	return issues
}

// wide yields the records of a row's cells under headers that are values, and
// counts them. It reports false when no more are wanted.
func (o *Outcome) wide(r Reading, row detangle.Row, yield func([]string, error) bool) bool {
	fixed, _ := r.Layout.Record(row)
	for _, h := range r.Layout.wide {
		o.In++
		value := row.Cell(h.column).Value()
		if squeezed(value) == "" {
			o.Blank++
			continue
		}
		record := append([]string{r.Snapshot, r.File, r.Sheet, strconv.Itoa(row.Number)}, fixed...)
		if !yield(append(record, strconv.Itoa(h.column+1), h.text, strings.Clone(value)), nil) {
			return false
		}
	}
	return true
}

// checkWide refuses a folder of shape "wide" that names no header.
func (s *Spec) checkWide() error {
	if len(s.Wide.Headers) == 0 || s.Bulk {
		return fmt.Errorf("source.toml: shape %q needs wide.headers, the headers that are values, and is not for individual records", wideShape)
	}
	return nil
}
