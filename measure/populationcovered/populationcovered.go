// Package populationcovered adds up the residents of the counties that have a
// county-level agreement, each county once. Its rules stand in method.md:
// municipal and statewide agencies add nobody, and the answer says how many of
// them there are.
package populationcovered

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
	Name:     "population_covered",
	Title:    "Residents of counties with an agreement",
	Question: "How many people live in counties whose own agencies have a 287(g) agreement?",
	Unit:     detangle.Residents,
	Version:  "1",
	Kind:     detangle.Participating,
	Where:    []string{"model", "state", "county", "agency_kind", "agency"},
	By:       []string{"model", "state", "county", "agency_kind", "month"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the counties and, behind them, the ledger.
type Prepared struct {
	facets     *detangle.Facets
	spells     []detangle.Spell
	agreements []int     // rows of the ledger's part
	residents  []float64 // of a row's county; -1 where not known
	firstRow   []int64
	scope      map[string]float64 // residents by state, by county, and "" for all
	inputs     []detangle.Input
	year       int64
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	p := &Prepared{firstRow: f.Ints("first_row"), scope: map[string]float64{}}
	var err error
	if p.facets, err = detangle.NewFacets(f, "part", "county", "state", "name", "agreement", "agency", "agency_kind", "level", "model", "first_snapshot", "first_sheet"); err != nil {
		return nil, err
	}
	if p.spells, err = detangle.Spells(f); err != nil {
		return nil, err
	}
	people, years, snapshots := f.Ints("population"), f.Ints("population_year"), f.Strings("population_snapshot")
	if len(people) != f.Len() || len(years) != f.Len() || len(snapshots) != f.Len() || len(p.firstRow) != f.Len() {
		return nil, fmt.Errorf("population, population_year, population_snapshot or first_row is missing")
	}
	p.readCounties(people, years, snapshots)
	p.readLedger()
	return p, nil
}

// readCounties sums the residents of every scope that a denominator may need.
func (p *Prepared) readCounties(people, years []int64, snapshots []string) {
	seen := map[string]bool{}
	for row := range people {
		if p.facets.Value("part", row) != "county" || people[row] < 0 {
			continue
		}
		for _, place := range []string{"", p.facets.Value("state", row), p.facets.Value("county", row)} {
			p.scope[place] += float64(people[row])
		}
		p.year = max(p.year, years[row])
		if s := snapshots[row]; s != "" && !seen[s] {
			seen[s] = true
			p.inputs = append(p.inputs, detangle.Input{Snapshot: s})
		}
	}
}

func (p *Prepared) readLedger() {
	p.residents = make([]float64, len(p.spells))
	for row := range p.spells {
		if p.facets.Value("part", row) != "agreement" {
			continue
		}
		p.agreements = append(p.agreements, row)
		p.residents[row] = -1
		if fips := p.facets.Value("county", row); fips != "" {
			if n, ok := p.scope[fips]; ok {
				p.residents[row] = n
			}
		}
	}
}

// Compute adds up the residents of the counties that were covered at each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	moments := a.Moments()
	tally, err := detangle.NewTally(p.facets, a, moments, true)
	if err != nil {
		return finding, err
	}
	var left leftOut
	err = p.each(a, moments, func(moment, row int, b detangle.Bounds) {
		last := moment == len(moments)-1 && b.Counts()
		switch {
		case p.facets.Value("level", row) != "county":
			if last {
				left.level(p.facets, row)
			}
		case p.residents[row] < 0:
			if last {
				left.name(p.facets, row)
			}
		default:
			tally.AddOnce(moment, row, p.facets.Code("county", row), p.residents[row], b)
		}
	})
	finding.Rows = tally.Rows()
	for i := range finding.Rows {
		finding.Rows[i].Denominator = p.denominator(a.Where, finding.Rows[i].Keys)
	}
	finding.Inputs = append(a.Lists.Ledger(moments), p.inputs...)
	finding.Caveats = left.caveats(p.year, a.By)
	return finding, err
}

// denominator returns all residents of the place that a row is about.
func (p *Prepared) denominator(where, keys map[string]string) *float64 {
	state, fips := where["state"], where["county"]
	if s, ok := keys["state"]; ok {
		state = s
	}
	if c, ok := keys["county"]; ok {
		fips = c
	}
	place := state
	if fips != "" {
		place = fips
	}
	if n, ok := p.scope[place]; ok {
		return &n
	}
	return nil
}

// Evidence returns the county-level agreements that cover the residents
// counted, each with the row that first shows it.
func (p *Prepared) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	var rows []detangle.Evidence
	a.By = nil
	err := p.each(a, a.Moments(), func(_, row int, b detangle.Bounds) {
		if !b.Counts() || p.facets.Value("level", row) != "county" || p.residents[row] < 0 {
			return
		}
		rows = append(rows, detangle.Evidence{
			Ref:       detangle.CellRef{Snapshot: p.facets.Value("first_snapshot", row), Sheet: p.facets.Value("first_sheet", row), Row: int(p.firstRow[row])},
			Agreement: p.facets.Value("agreement", row), Agency: p.facets.Value("agency", row), Name: p.facets.Value("name", row),
			State: p.facets.Value("state", row), County: p.facets.Value("county", row), Model: detangle.Model(p.facets.Value("model", row)),
			Certain: b == detangle.Certain, Note: fmt.Sprintf("county of %.0f residents", p.residents[row]),
		})
	})
	return rows, err
}

// each calls found for every agreement asked for that held, or may have held,
// at each moment.
func (p *Prepared) each(a detangle.Args, moments []detangle.Moment, found func(moment, row int, b detangle.Bounds)) error {
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return err
	}
	for _, row := range p.agreements {
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
