package lake

import (
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"time"

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
	kind   string // the database's type, upper case, without parameters
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
		}
		c.Strings = append(c.Strings, s)
	}
	if err != nil {
		return fmt.Errorf("column %s, row %d: %w", c.Name, row+1, err)
	}
	return nil
}

func toInt(v any) (int64, error) {
	switch v := v.(type) {
	case int64:
		return v, nil
	case int32:
		return int64(v), nil
	case int16:
		return int64(v), nil
	case int8:
		return int64(v), nil
	case uint8:
		return int64(v), nil
	case uint16:
		return int64(v), nil
	case uint32:
		return int64(v), nil
	case uint64:
		return toInt(new(big.Int).SetUint64(v))
	case *big.Int:
		if !v.IsInt64() {
			return 0, fmt.Errorf("%s does not fit 64 bits\nhint: cast it to DOUBLE or VARCHAR", v)
		}
		return v.Int64(), nil
	}
	return 0, fmt.Errorf("%T is not an integer we know", v)
}

func toFloat(v any) (float64, error) {
	switch v := v.(type) {
	case float64:
		return v, nil
	case float32:
		return float64(v), nil
	case interface{ Float64() float64 }: // duckdb.Decimal
		return v.Float64(), nil
	case string: // Trino sends decimals as text
		var x float64
		_, err := fmt.Sscan(v, &x)
		return x, err
	}
	return 0, fmt.Errorf("%T is not a number we know", v)
}

// toText writes a value as the tables and pages show it.
func toText(v any, kind string) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case bool:
		return fmt.Sprint(v), nil
	case time.Time:
		return timeText(v, kind), nil
	case []byte:
		if kind == "UUID" && len(v) == 16 {
			return fmt.Sprintf("%x-%x-%x-%x-%x", v[:4], v[4:6], v[6:8], v[8:10], v[10:]), nil
		}
		return hex.EncodeToString(v), nil
	case fmt.Stringer:
		return v.String(), nil
	}
	text, err := json.Marshal(plain(v))
	if err != nil { // NaN in a list and the like
		return fmt.Sprint(v), nil
	}
	return string(text), nil
}

// timeText writes ISO: a date without a time, a local time without a zone.
func timeText(t time.Time, kind string) string {
	switch {
	case kind == "DATE":
		return t.Format(time.DateOnly)
	case strings.HasPrefix(kind, "TIMESTAMP") && (strings.Contains(kind, "TZ") || strings.Contains(kind, "ZONE")):
		return t.UTC().Format("2006-01-02T15:04:05.999999999Z")
	case strings.HasPrefix(kind, "TIMESTAMP"):
		return t.Format("2006-01-02T15:04:05.999999999")
	case strings.HasPrefix(kind, "TIME"):
		return t.Format("15:04:05.999999999")
	case t.Hour()|t.Minute()|t.Second()|t.Nanosecond() == 0:
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05.999999999")
}

// plain turns what a driver nests in lists and structs into what JSON writes well.
func plain(v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			out[k] = plain(v[k])
		}
		return out
	case time.Time:
		return timeText(v, "")
	case interface{ Float64() float64 }:
		return v.Float64()
	}
	return v
}
