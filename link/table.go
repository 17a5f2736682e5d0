package link

import "detangle"

// table builds a Frame row by row: strings, int64, float64 and bool (kept as true and false),
// nil where nothing is known.
type table struct {
	names []string
	rows  [][]any
}

func newTable(names ...string) *table { return &table{names: names} }

func (t *table) add(values ...any) {
	if len(values) != len(t.names) {
		panic("a row has another width than its table")
	}
	t.rows = append(t.rows, values)
}

// frame turns the rows into columns; a column takes the type of its first value.
func (t *table) frame() *detangle.Frame {
	f := &detangle.Frame{}
	for c, name := range t.names {
		col := detangle.Column{Name: name, Null: make([]bool, len(t.rows))}
		var first any
		for _, r := range t.rows {
			if first = r[c]; first != nil {
				break
			}
		}
		switch first.(type) {
		case int64:
			col.Ints = make([]int64, len(t.rows))
		case float64:
			col.Floats = make([]float64, len(t.rows))
		default:
			col.Strings = make([]string, len(t.rows))
		}
		for i, r := range t.rows {
			switch v := r[c].(type) {
			case nil:
				col.Null[i] = true
			case int64:
				col.Ints[i] = v
			case float64:
				col.Floats[i] = v
			case bool:
				col.Strings[i] = "false"
				if v {
					col.Strings[i] = "true"
				}
			case string:
				col.Strings[i] = v
			}
		}
		f.Columns = append(f.Columns, col)
	}
	return f
}

// text makes an empty string a missing value.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}
