package sources

import (
	"hash/fnv"
	"strconv"
	"strings"

	"detangle"
)

// A bulk source holds individual records, millions of rows. Its tidy.sql reads
// raw with these columns besides the declared ones: sheet_number and
// row_original as BIGINT, release as text, and same, a BIGINT hash of every cell
// of the row but those of columns declared apart. Of a column declared
// date = true it finds NAME, the text where the cell is no number, and
// NAME_serial DOUBLE, the 1900 system's day number where it is one. The macros of
// common/macros.sql make dates of the pair.

// numbers gives the raw table of a bulk source its numbers.
func (t *tidying) numbers() error {
	if !t.spec.Bulk {
		return nil
	}
	sql := ""
	for _, c := range []string{"row_original", "sheet_number", "same"} {
		sql += "alter table raw alter column " + c + " type bigint; "
	}
	for _, c := range t.spec.Columns {
		if c.Date {
			sql += "alter table raw alter column " + c.Name + "_serial type double; "
		}
	}
	return t.store.Exec(t.ctx, sql)
}

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

// Same is the hash of a row's cells by which rows that repeat one another are
// found: every cell but those of columns declared apart.
func (l *Layout) Same(row detangle.Row) int64 {
	sum := uint64(0)
	for _, c := range row.Cells {
		if c.Kind == detangle.Empty || strings.TrimSpace(c.Text) == "" || l.apart[c.Column] {
			continue
		}
		h := fnv.New64a()
		h.Write([]byte{byte(c.Column), byte(c.Column >> 8)})
		h.Write([]byte(c.Text))
		sum += h.Sum64() * 0x9e3779b97f4a7c15
	}
	return int64(sum)
}
