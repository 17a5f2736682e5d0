// Package agreementspending counts the rows of the newest complete list of
// pending agencies on or before a day, as printed. An empty list is a zero, not
// a missing list. Its rules stand in method.md.
package agreementspending

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
	Name:     "agreements_pending",
	Title:    "Agreements pending",
	Question: "How many 287(g) agreements did ICE's newest pending list print?",
	Unit:     detangle.ListedRows,
	Version:  "1",
	Kind:     detangle.Pending,
	Where:    []string{"model", "state", "county", "agency_kind", "agency"},
	By:       []string{"model", "state", "county", "agency_kind", "month"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the rows of every list, indexed by list.
type Prepared struct {
	facets *detangle.Facets
	lists  map[int64][2]int
	rows   []int64
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	facets, err := detangle.NewFacets(f, "agency", "model", "state", "county", "agency_kind", "agency_raw", "snapshot", "sheet_original")
	if err != nil {
		return nil, err
	}
	lists, err := detangle.Runs(f.Ints("list_order"))
	if err != nil {
		return nil, fmt.Errorf("list_order: %w", err)
	}
	return &Prepared{facets: facets, lists: lists, rows: f.Ints("row_original")}, nil
}

// Compute counts the rows of the list that stood at each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	moments := a.Moments()
	tally, err := detangle.NewTally(p.facets, a, moments, false)
	if err != nil {
		return finding, err
	}
	err = p.each(a, moments, func(moment, row int) { tally.Add(moment, row, 1, detangle.Certain) })
	finding.Rows = tally.Rows()
	finding.Inputs = a.Lists.Standing(moments)
	finding.Caveats = []string{"Pending is not signed: a pending agreement may be signed, or leave the list unsigned."}
	return finding, err
}

// Evidence returns the rows of the list that stood on the day asked about.
func (p *Prepared) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	var rows []detangle.Evidence
	a.By = nil
	err := p.each(a, a.Moments(), func(_, row int) {
		rows = append(rows, detangle.Evidence{
			Ref: detangle.CellRef{
				Snapshot: p.facets.Value("snapshot", row),
				Sheet:    p.facets.Value("sheet_original", row),
				Row:      int(p.rows[row]),
			},
			Agency: p.facets.Value("agency", row), Name: p.facets.Value("agency_raw", row),
			State: p.facets.Value("state", row), County: p.facets.Value("county", row),
			Model: detangle.Model(p.facets.Value("model", row)), Certain: true,
		})
	})
	return rows, err
}

// each calls found for every row asked for of the list that stood at each moment.
func (p *Prepared) each(a detangle.Args, moments []detangle.Moment, found func(moment, row int)) error {
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
