// Package agreementsended counts the agreements that left ICE's lists for
// good within a window. Its rules stand in method.md.
package agreementsended

import (
	_ "embed"
	"fmt"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "agreements_ended",
	Title:    "Agreements ended",
	Question: "How many 287(g) agreements left ICE's lists for good?",
	Unit:     detangle.Changes,
	Version:  "1",
	Kind:     detangle.Participating,
	Window:   true,
	Where:    []string{"model", "state", "county", "agency_kind", "agency"},
	By:       []string{"model", "state", "county", "agency_kind", "month"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the changes that are ends.
type Prepared struct {
	facets    *detangle.Facets
	after, by []detangle.Day
	known     []detangle.Day
	switched  []int64 // the agency changed to another model
	sheetRow  []int64
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	p := &Prepared{switched: f.Ints("switched"), sheetRow: f.Ints("sheet_row")}
	var err error
	if p.facets, err = detangle.NewFacets(f, "change", "agreement", "agency", "agency_name", "agency_kind", "state", "county", "model", "snapshot", "sheet"); err != nil {
		return nil, err
	}
	if p.after, err = f.Days("after_date"); err != nil {
		return nil, err
	}
	if p.by, err = f.Days("by_date"); err != nil {
		return nil, err
	}
	if p.known, err = f.Days("known_from"); err != nil {
		return nil, err
	}
	if len(p.switched) != f.Len() || len(p.sheetRow) != f.Len() {
		return nil, fmt.Errorf("no integer columns switched and sheet_row")
	}
	return p, nil
}

// Compute counts the ends in each window.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	moments := a.Moments()
	tally, err := detangle.NewTally(p.facets, a, moments, true)
	if err != nil {
		return finding, err
	}
	switched := 0
	err = p.each(a, moments, func(moment, row int, b detangle.Bounds) {
		tally.Add(moment, row, 1, b)
		if b.Counts() && p.switched[row] != 0 {
			switched++
		}
	})
	finding.Rows = tally.Rows()
	finding.Inputs = a.Lists.Within(moments)
	finding.Caveats = caveats(switched)
	return finding, err
}

func caveats(switched int) []string {
	list := []string{
		"An end is dated by the lists on either side of it: the value counts those that certainly fall in the window, the high bound those that may.",
		"An end counts once three complete lists in a row lack the agreement; relabelled agencies have not ended.",
	}
	if switched > 0 {
		list = append(list, fmt.Sprintf("Ends where the agency changed to another model: %d, counted here.", switched))
	}
	return list
}

// Evidence returns the ends that certainly fall in the window, each with the
// last row that shows the agreement.
func (p *Prepared) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	var rows []detangle.Evidence
	a.By = nil
	err := p.each(a, a.Moments(), func(_, row int, b detangle.Bounds) {
		if !b.Counts() {
			return
		}
		rows = append(rows, detangle.Evidence{
			Ref:    detangle.CellRef{Snapshot: p.facets.Value("snapshot", row), Sheet: p.facets.Value("sheet", row), Row: int(p.sheetRow[row])},
			Change: p.facets.Value("change", row), Agreement: p.facets.Value("agreement", row), Agency: p.facets.Value("agency", row),
			Name: p.facets.Value("agency_name", row), State: p.facets.Value("state", row), County: p.facets.Value("county", row),
			Model: detangle.Model(p.facets.Value("model", row)), Certain: true,
			Note: fmt.Sprintf("after %s, by %s", p.after[row], p.by[row]),
		})
	})
	return rows, err
}

// each calls found for every change asked for that falls, or may fall, in each window.
func (p *Prepared) each(a detangle.Args, moments []detangle.Moment, found func(moment, row int, b detangle.Bounds)) error {
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return err
	}
	for row := range p.by {
		if p.known[row] > a.Known || !keep.Keep(row) {
			continue
		}
		for i, moment := range moments {
			if b := moment.Holds(p.after[row], p.by[row]); b != detangle.Uncounted {
				found(i, row, b)
			}
		}
	}
	return nil
}
