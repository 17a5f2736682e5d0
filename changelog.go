package detangle

import "fmt"

// ChangeLog holds typed changes of the ledger with the lists on either side of
// each: the input of the measures that count changes within a window.
type ChangeLog struct {
	facets    *Facets
	after, by []Day
	known     []Day
	switched  []int64
	sheetRow  []int64
}

// NewChangeLog indexes a frame with the columns change, agreement, agency,
// agency_name, agency_kind, state, county, model, snapshot, sheet, sheet_row,
// after_date, by_date, known_from and switched (1 where the agency changed to
// another model).
func NewChangeLog(f *Frame) (*ChangeLog, error) {
	c := &ChangeLog{switched: f.Ints("switched"), sheetRow: f.Ints("sheet_row")}
	var err error
	if c.facets, err = NewFacets(f, "change", "agreement", "agency", "agency_name", "agency_kind", "state", "county", "model", "snapshot", "sheet"); err != nil {
		return nil, err
	}
	for _, column := range []struct {
		into *[]Day
		name string
	}{{&c.after, "after_date"}, {&c.by, "by_date"}, {&c.known, "known_from"}} {
		if *column.into, err = f.Days(column.name); err != nil {
			return nil, err
		}
	}
	if len(c.switched) != f.Len() || len(c.sheetRow) != f.Len() {
		return nil, fmt.Errorf("no integer columns switched and sheet_row")
	}
	return c, nil
}

// Count counts the changes in each window, those of a switch of model with the
// others or apart, and returns how many switches lie in the windows.
func (c *ChangeLog) Count(a Args, withSwitches bool) (f Finding, switches int, err error) {
	moments := a.Moments()
	tally, err := NewTally(c.facets, a, moments, true)
	if err != nil {
		return f, 0, err
	}
	err = c.each(a, moments, func(moment, row int, b Bounds) {
		if c.switched[row] != 0 && b.Counts() {
			switches++
		}
		if c.switched[row] == 0 || withSwitches {
			tally.Add(moment, row, 1, b)
		}
	})
	return Finding{Rows: tally.Rows(), Inputs: a.Lists.Within(moments)}, switches, err
}

// Evidence returns the changes that certainly fall in the window, each with a
// row that shows it.
func (c *ChangeLog) Evidence(a Args, withSwitches bool) ([]Evidence, error) {
	var rows []Evidence
	a.By = nil
	err := c.each(a, a.Moments(), func(_, row int, b Bounds) {
		if !b.Counts() || c.switched[row] != 0 && !withSwitches {
			return
		}
		rows = append(rows, Evidence{
			Ref:    CellRef{Snapshot: c.facets.Value("snapshot", row), Sheet: c.facets.Value("sheet", row), Row: int(c.sheetRow[row])},
			Change: c.facets.Value("change", row), Agreement: c.facets.Value("agreement", row), Agency: c.facets.Value("agency", row),
			Name: c.facets.Value("agency_name", row), State: c.facets.Value("state", row), County: c.facets.Value("county", row),
			Model: Model(c.facets.Value("model", row)), Certain: true,
			Note: fmt.Sprintf("after %s, by %s", c.after[row], c.by[row]),
		})
	})
	return rows, err
}

// each calls found for every change asked for that falls, or may fall, in each window.
func (c *ChangeLog) each(a Args, moments []Moment, found func(moment, row int, b Bounds)) error {
	keep, err := c.facets.Filter(a.Where)
	if err != nil {
		return err
	}
	for row := range c.by {
		if c.known[row] > a.Known || !keep.Keep(row) {
			continue
		}
		for i, moment := range moments {
			if b := moment.Holds(c.after[row], c.by[row]); b != Uncounted {
				found(i, row, b)
			}
		}
	}
	return nil
}
