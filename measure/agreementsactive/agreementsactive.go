// Package agreementsactive counts the agreements of the ledger that held on a
// day, with the bounds that the gaps between lists leave. Its rules stand in
// method.md; whether one agreement held on a day is said by detangle.Spell.
package agreementsactive

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
	Name:     "agreements_active",
	Title:    "Agreements active",
	Question: "How many 287(g) agreements were in force?",
	Unit:     detangle.Agreements,
	Version:  "1",
	Kind:     detangle.Participating,
	Where:    []string{"model", "state", "county", "agency_kind", "agency"},
	By:       []string{"model", "state", "county", "agency_kind", "month"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the ledger.
type Prepared struct {
	facets   *detangle.Facets
	spells   []detangle.Spell
	firstRow []int64
	lastRow  []int64
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	facets, err := detangle.NewFacets(f, "agreement", "agency", "agency_name", "agency_kind", "state", "county", "model",
		"first_snapshot", "first_sheet", "last_snapshot", "last_sheet")
	if err != nil {
		return nil, err
	}
	spells, err := detangle.Spells(f)
	if err != nil {
		return nil, err
	}
	p := &Prepared{facets: facets, spells: spells, firstRow: f.Ints("first_row"), lastRow: f.Ints("last_row")}
	if len(p.firstRow) != f.Len() || len(p.lastRow) != f.Len() {
		return nil, fmt.Errorf("no integer columns first_row and last_row")
	}
	return p, nil
}

// Compute counts the agreements that held at each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	moments := a.Moments()
	tally, err := detangle.NewTally(p.facets, a, moments, true)
	if err != nil {
		return finding, err
	}
	likely, possible := 0, 0
	err = p.each(a, moments, func(moment, row int, b detangle.Bounds) {
		tally.Add(moment, row, 1, b)
		if moment == len(moments)-1 && b == detangle.Likely {
			likely++
		}
		if moment == len(moments)-1 && b == detangle.Possible {
			possible++
		}
	})
	finding.Rows = tally.Rows()
	finding.Inputs = a.Lists.Ledger(moments)
	finding.Caveats = caveats(likely, possible)
	return finding, err
}

func caveats(likely, possible int) []string {
	list := []string{"Active means signed and on ICE's lists; whether an agency has trained officers or uses the authority is not in this record."}
	if likely > 0 {
		list = append(list, fmt.Sprintf("Counted, though gone from a later list with no end confirmed by that day: %d. The low bound leaves these out.", likely))
	}
	if possible > 0 {
		list = append(list, fmt.Sprintf("Not counted, though they may have begun, since they first appear on the next list without a signing date: %d. The high bound takes these in.", possible))
	}
	return list
}

// Evidence returns the agreements that held on the day asked about, each with
// the row that first shows it, and the last one where that had been seen by then.
func (p *Prepared) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	var rows []detangle.Evidence
	a.By = nil
	err := p.each(a, a.Moments(), func(_, row int, b detangle.Bounds) {
		if b.Counts() {
			rows = append(rows, p.evidence(row, b, a.AsOf))
		}
	})
	return rows, err
}

func (p *Prepared) evidence(row int, b detangle.Bounds, asOf detangle.Day) detangle.Evidence {
	spell := p.spells[row]
	e := detangle.Evidence{
		Ref:       detangle.CellRef{Snapshot: p.facets.Value("last_snapshot", row), Sheet: p.facets.Value("last_sheet", row), Row: int(p.lastRow[row])},
		First:     detangle.CellRef{Snapshot: p.facets.Value("first_snapshot", row), Sheet: p.facets.Value("first_sheet", row), Row: int(p.firstRow[row])},
		Agreement: p.facets.Value("agreement", row), Agency: p.facets.Value("agency", row), Name: p.facets.Value("agency_name", row),
		State: p.facets.Value("state", row), County: p.facets.Value("county", row), Model: detangle.Model(p.facets.Value("model", row)),
		Certain: b == detangle.Certain,
	}
	e.Note = "on the lists from " + spell.KnownFrom.String() + " to " + spell.LastSeen.String()
	if spell.LastSeen > asOf {
		e.Ref = e.First
	}
	return e
}

// each calls found for every agreement asked for that held, or may have held,
// at each moment.
func (p *Prepared) each(a detangle.Args, moments []detangle.Moment, found func(moment, row int, b detangle.Bounds)) error {
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return err
	}
	for row := range p.spells {
		if !keep.Keep(row) {
			continue
		}
		for i, moment := range moments {
			if b := p.spells[row].On(moment.To, a.Known); b != detangle.Uncounted {
				found(i, row, b)
			}
		}
	}
	return nil
}
