package detangle

import (
	"fmt"
	"slices"
)

// Facets are the key columns of a table in coded form: what a question filters
// by and groups by. Coded, a question over a hundred thousand rows compares
// small integers and is answered while a page renders.
type Facets struct {
	rows   int
	facets map[string]*facet
}

type facet struct {
	codes  []int32
	values []string
	code   map[string]int32
}

// NewFacets codes the named columns of a frame; a missing value is "". The
// models are few and known, and always among the values of "model".
func NewFacets(f *Frame, names ...string) (*Facets, error) {
	x := &Facets{rows: f.Len(), facets: map[string]*facet{}}
	for _, name := range names {
		c, err := f.Column(name)
		if err != nil {
			return nil, err
		}
		if c.Strings == nil && c.Len() > 0 {
			return nil, fmt.Errorf("column %q is not text", name)
		}
		fc := &facet{codes: make([]int32, x.rows), code: map[string]int32{}}
		if name == "model" {
			for i, m := range Models {
				fc.values = append(fc.values, string(m))
				fc.code[string(m)] = int32(i)
			}
		}
		for i := range fc.codes {
			value := ""
			if !c.IsNull(i) {
				value = c.Strings[i]
			}
			code, ok := fc.code[value]
			if !ok {
				code = int32(len(fc.values))
				fc.code[value] = code
				fc.values = append(fc.values, value)
			}
			fc.codes[i] = code
		}
		x.facets[name] = fc
	}
	return x, nil
}

// Value returns a row's value of a facet, "" where it is missing.
func (x *Facets) Value(name string, row int) string {
	fc := x.facets[name]
	return fc.values[fc.codes[row]]
}

// Code returns a number that is the same for equal values of a facet, and
// smaller than Size.
func (x *Facets) Code(name string, row int) int32 { return x.facets[name].codes[row] }

// Codes returns the codes of a facet, one for each row. Do not change them.
func (x *Facets) Codes(name string) []int32 { return x.facets[name].codes }

// Size returns how many different values a facet has.
func (x *Facets) Size(name string) int { return len(x.facets[name].values) }

// Filter keeps the rows that have the asked values.
type Filter struct {
	tests []filterTest
	none  bool
}

type filterTest struct {
	codes []int32
	code  int32
}

// Filter makes a filter; a value that no row has keeps nothing.
func (x *Facets) Filter(where map[string]string) (Filter, error) {
	var f Filter
	for key, value := range where {
		fc, ok := x.facets[key]
		if !ok {
			return f, fmt.Errorf("cannot filter by %q", key)
		}
		code, ok := fc.code[value]
		f.none = f.none || !ok
		f.tests = append(f.tests, filterTest{fc.codes, code})
	}
	return f, nil
}

// Keep reports whether a row passes.
func (f Filter) Keep(row int) bool {
	if f.none {
		return false
	}
	for _, t := range f.tests {
		if t.codes[row] != t.code {
			return false
		}
	}
	return true
}

// Runs finds the rows of each value in a column of ascending integers, such as
// the order of lists: value -> first row, and the row after the last.
func Runs(ascending []int64) (map[int64][2]int, error) {
	runs := map[int64][2]int{}
	for i, v := range ascending {
		switch run, ok := runs[v]; {
		case i > 0 && v < ascending[i-1]:
			return nil, fmt.Errorf("row %d holds %d after %d: the column is not in order", i, v, ascending[i-1])
		case ok:
			runs[v] = [2]int{run[0], i + 1}
		default:
			runs[v] = [2]int{i, i + 1}
		}
	}
	return runs, nil
}

// names returns the facets' names, sorted, for messages.
func (x *Facets) names() []string {
	var names []string
	for name := range x.facets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
