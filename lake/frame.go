package lake

import (
	"database/sql"
	"fmt"
	"strings"

	"detangle"
)

// readFrame reads an answer into columns. The database's name of each type
// decides the kind of column, never the values: an empty answer has the same
// columns as a full one.
func readFrame(rows *sql.Rows) (*detangle.Frame, error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	builders := make([]columnBuilder, len(types))
	values := make([]any, len(types))
	targets := make([]any, len(types))
	for i, t := range types {
		builders[i] = newColumnBuilder(t.Name(), t.DatabaseTypeName())
		targets[i] = &values[i]
	}
	for n := 0; rows.Next(); n++ {
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		for i := range builders {
			if err := builders[i].add(values[i], n); err != nil {
				return nil, err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	f := &detangle.Frame{Columns: make([]detangle.Column, len(builders))}
	for i := range builders {
		f.Columns[i] = builders[i].column
	}
	return f, nil
}

// columnBuilder collects one column.
type columnBuilder struct {
	column detangle.Column
	kind   string            // the database's type, upper case, without parameters
	seen   map[string]string // texts so far: a column of few values keeps each once
}

// fewTexts is how many different texts of a column are kept apart before the
// column is taken for one of many values.
const fewTexts = 1 << 14

// once returns the text that was kept for equal ones.
func (b *columnBuilder) once(s string) string {
	if kept, ok := b.seen[s]; ok {
		return kept
	}
	if b.seen == nil {
		b.seen = map[string]string{}
	}
	if len(b.seen) < fewTexts {
		b.seen[s] = s
	}
	return s
}

func newColumnBuilder(name, dbType string) columnBuilder {
	kind := strings.ToUpper(dbType)
	if !strings.HasSuffix(kind, "]") { // INTEGER[] and DECIMAL(9,2)[] are lists
		kind, _, _ = strings.Cut(kind, "(")
	}
	b := columnBuilder{column: detangle.Column{Name: name}, kind: kind}
	switch kind {
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT":
		b.column.Ints = []int64{}
	case "FLOAT", "REAL", "DOUBLE", "DECIMAL":
		b.column.Floats = []float64{}
	default:
		b.column.Strings = []string{}
	}
	return b
}

// add appends a value; row is its 0-based number.
func (b *columnBuilder) add(v any, row int) (err error) {
	c := &b.column
	if v == nil && c.Null == nil {
		c.Null = make([]bool, row, row+1)
	}
	if c.Null != nil {
		c.Null = append(c.Null, v == nil)
	}
	switch {
	case c.Ints != nil:
		var n int64
		if v != nil {
			n, err = toInt(v)
		}
		c.Ints = append(c.Ints, n)
	case c.Floats != nil:
		var x float64
		if v != nil {
			x, err = toFloat(v)
		}
		c.Floats = append(c.Floats, x)
	default:
		var s string
		if v != nil {
			s, err = toText(v, b.kind)
			s = b.once(s)
		}
		c.Strings = append(c.Strings, s)
	}
	if err != nil {
		return fmt.Errorf("column %s, row %d: %w", c.Name, row+1, err)
	}
	return nil
}
