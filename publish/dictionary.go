package publish

import (
	"cmp"
	"slices"
)

// The dictionary says of every column of the individual records how much of it
// each release fills. A column that a release does not have at all is as empty as
// one that it leaves blank: both are what a reader cannot count by.

// fillTable is one table: columns down, releases across.
type fillTable struct {
	Name     string
	Releases []fillRelease
	Columns  []fillColumn
	Withheld string // why its rows are not given out
}

type fillRelease struct {
	Name string
	Rows int64
}

type fillColumn struct {
	Name  string
	Cells []fillCell
}

// fillCell is a share of empty cells; Class shades it by tens of percent.
type fillCell struct {
	Known bool
	Share Figure
	Class string
}

// fillTables lays out the answer to null_share by table, column and release.
func (s *Site) fillTables(e *exhibit) []fillTable {
	if !e.Held() {
		return nil
	}
	var out []fillTable
	for _, row := range e.Rows {
		name, column, release := row.Keys["table"], row.Keys["column"], row.Keys["release"]
		if len(out) == 0 || out[len(out)-1].Name != name {
			out = append(out, fillTable{Name: name, Withheld: s.tableWithheld(name)})
		}
		t := &out[len(out)-1]
		if !slices.ContainsFunc(t.Releases, func(r fillRelease) bool { return r.Name == release }) {
			t.Releases = append(t.Releases, fillRelease{release, int64(*row.Denominator)})
		}
		if len(t.Columns) == 0 || t.Columns[len(t.Columns)-1].Name != column {
			t.Columns = append(t.Columns, fillColumn{Name: column})
		}
	}
	for i := range out {
		t := &out[i]
		slices.SortFunc(t.Releases, func(a, b fillRelease) int { return cmp.Compare(a.Name, b.Name) })
		for j := range t.Columns {
			c := &t.Columns[j]
			for _, r := range t.Releases {
				keys := []string{"table", t.Name, "column", c.Name, "release", r.Name}
				cell := fillCell{}
				if _, cell.Known = e.Row(keys...); cell.Known {
					cell.Share = e.Figure("", keys...)
					cell.Class = emptiness(cell.Share.Value)
				}
				c.Cells = append(c.Cells, cell)
			}
		}
	}
	return out
}

// emptiness is the shade of a share of empty cells.
func emptiness(share float64) string {
	switch {
	case share >= 1:
		return "empty"
	case share >= .5:
		return "half"
	}
	return ""
}
