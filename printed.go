package detangle

import "fmt"

// Printed holds the rows of every list of a kind, indexed by list: the input of
// the measures that count a list as it was printed.
type Printed struct {
	facets *Facets
	lists  map[int64][2]int
	rows   []int64
}

// NewPrinted indexes a frame with the columns list_order (sorted), agency,
// model, state, county, agency_kind, agency_raw, snapshot, sheet_original and
// row_original.
func NewPrinted(f *Frame) (*Printed, error) {
	facets, err := NewFacets(f, "agency", "model", "state", "county", "agency_kind", "agency_raw", "snapshot", "sheet_original")
	if err != nil {
		return nil, err
	}
	lists, err := Runs(f.Ints("list_order"))
	if err != nil {
		return nil, fmt.Errorf("list_order: %w", err)
	}
	return &Printed{facets: facets, lists: lists, rows: f.Ints("row_original")}, nil
}

// Count counts the rows of the list that stood at each moment; with once, the
// name of a facet, each of its values counts once under every key.
func (p *Printed) Count(a Args, once string) (Finding, error) {
	moments := a.Moments()
	tally, err := NewTally(p.facets, a, moments, false)
	if err != nil {
		return Finding{}, err
	}
	err = p.each(a, moments, func(moment, row int) {
		if once == "" {
			tally.Add(moment, row, 1, Certain)
		} else {
			tally.AddOnce(moment, row, p.facets.Code(once, row), 1, Certain)
		}
	})
	return Finding{Rows: tally.Rows(), Inputs: a.Lists.Standing(moments)}, err
}

// Evidence returns the rows of the list that stood on the day asked about.
func (p *Printed) Evidence(a Args) ([]Evidence, error) {
	var rows []Evidence
	a.By = nil
	err := p.each(a, a.Moments(), func(_, row int) {
		rows = append(rows, Evidence{
			Ref:    CellRef{Snapshot: p.facets.Value("snapshot", row), Sheet: p.facets.Value("sheet_original", row), Row: int(p.rows[row])},
			Agency: p.facets.Value("agency", row), Name: p.facets.Value("agency_raw", row),
			State: p.facets.Value("state", row), County: p.facets.Value("county", row),
			Model: Model(p.facets.Value("model", row)), Certain: true,
		})
	})
	return rows, err
}

// each calls found for every row asked for of the list that stood at each moment.
func (p *Printed) each(a Args, moments []Moment, found func(moment, row int)) error {
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return err
	}
	for i, moment := range moments {
		list, ok := a.Lists.On(moment.To)
		if !ok {
			continue
		}
		run := p.lists[list.Order]
		for row := run[0]; row < run[1]; row++ {
			if keep.Keep(row) {
				found(i, row)
			}
		}
	}
	return nil
}
