package sources

import (
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

// hashes are the two sums over a row's cells by which rows that repeat one
// another are found. Same counts every cell of the sheet but those of columns
// declared apart, told apart by where they stand: rows of one file. Declared
// counts the declared columns alone, told apart by their names, so that it
// agrees between files that have another order of columns or lack one.
func (l *Layout) hashes(row detangle.Row) (same int64, declared uint64) {
	sum := uint64(0)
	for _, c := range row.Cells {
		if c.Kind == detangle.Empty || strings.TrimSpace(c.Text) == "" {
			continue
		}
		h := fnv1a(c.Text)
		if !l.apart[c.Column] {
			sum += mix(h, uint64(c.Column))
		}
		if i, ok := l.declared[c.Column]; ok {
			declared += mix(h, uint64(i))
		}
	}
	return int64(sum), declared
}

// fnv1a hashes a text: quick on texts as short as these.
func fnv1a(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix spreads a hash by the place it stands at (the finaliser of SplitMix64).
func mix(h, at uint64) uint64 {
	h += (at + 1) * 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
