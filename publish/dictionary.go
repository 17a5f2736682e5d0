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

// fillCell is a share of empty cells in percent; Class shades it by tens of percent.
type fillCell struct {
	Known bool
	Share float64
	Class string
}

// fillTables lays out the table column_fill.
func (s *Site) fillTables() []fillTable {
	var out []fillTable
	for _, f := range s.ledger.Fills {
		if len(out) == 0 || out[len(out)-1].Name != f.Table {
			out = append(out, fillTable{Name: f.Table, Withheld: s.tableWithheld(f.Table)})
		}
		t := &out[len(out)-1]
		if !slices.ContainsFunc(t.Releases, func(r fillRelease) bool { return r.Name == f.Release }) {
			t.Releases = append(t.Releases, fillRelease{f.Release, f.Rows})
		}
		if len(t.Columns) == 0 || t.Columns[len(t.Columns)-1].Name != f.Column {
			t.Columns = append(t.Columns, fillColumn{Name: f.Column})
		}
	}
	at := map[[3]string]Fill{}
	for _, f := range s.ledger.Fills {
		at[[3]string{f.Table, f.Column, f.Release}] = f
	}
	for i := range out {
		t := &out[i]
		slices.SortFunc(t.Releases, func(a, b fillRelease) int { return cmp.Compare(a.Name, b.Name) })
		for j := range t.Columns {
			for _, r := range t.Releases {
				f, ok := at[[3]string{t.Name, t.Columns[j].Name, r.Name}]
				cell := fillCell{Known: ok}
				if ok {
					cell.Share = f.Share()
					cell.Class = emptiness(cell.Share)
				}
				t.Columns[j].Cells = append(t.Columns[j].Cells, cell)
			}
		}
	}
	return out
}

// emptiness is the shade of a share of empty cells.
func emptiness(share float64) string {
	switch {
	case share >= 100:
		return "empty"
	case share >= 50:
		return "half"
	}
	return ""
}
