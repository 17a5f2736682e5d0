package detangle

import "fmt"

// Frame is a small table in memory, the input of a measure and the answer of a
// query: named columns of equal length.
type Frame struct {
	Columns []Column
}

// Column is one column of a Frame. Exactly one of Strings, Ints and Floats is
// set; Null marks missing values and may be nil where there is none. Dates are
// ISO text in Strings.
type Column struct {
	Name    string
	Strings []string
	Ints    []int64
	Floats  []float64
	Null    []bool
}

// Len returns the number of values.
func (c Column) Len() int { return max(len(c.Strings), len(c.Ints), len(c.Floats)) }

// IsNull reports whether value i is missing.
func (c Column) IsNull(i int) bool { return c.Null != nil && c.Null[i] }

// Value returns value i as any: string, int64, float64 or nil.
func (c Column) Value(i int) any {
	switch {
	case c.IsNull(i):
		return nil
	case c.Strings != nil:
		return c.Strings[i]
	case c.Ints != nil:
		return c.Ints[i]
	default:
		return c.Floats[i]
	}
}

// Len returns the number of rows.
func (f *Frame) Len() int {
	if len(f.Columns) == 0 {
		return 0
	}
	return f.Columns[0].Len()
}

// Column returns the named column.
func (f *Frame) Column(name string) (Column, error) {
	for _, c := range f.Columns {
		if c.Name == name {
			return c, nil
		}
	}
	return Column{}, fmt.Errorf("no column %q in the frame", name)
}

// Strings returns the named text column, or nil where it is missing or not text.
func (f *Frame) Strings(name string) []string {
	c, _ := f.Column(name)
	return c.Strings
}

// Ints returns the named integer column, or nil where it is missing or not of integers.
func (f *Frame) Ints(name string) []int64 {
	c, _ := f.Column(name)
	return c.Ints
}
