// Package scactivecounties counts the counties whose fingerprints were matched
// under Secure Communities on a day. Its rules stand in method.md: activation is
// technical, to the month, and a county without a month is said and not counted.
package scactivecounties

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "sc_active_counties",
	Title:    "Counties activated under Secure Communities",
	Question: "In how many counties were the fingerprints taken in jails also matched against the immigration database?",
	Unit:     detangle.Counties,
	Version:  "1",
	Where:    []string{"state", "county", "activated_year", "activated_month"},
	By:       []string{"state", "county", "activated_year", "activated_month", "month"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the list.
type Prepared struct {
	facets    *detangle.Facets
	activated []detangle.Day // the first of the month; NoDay where the list has none
	row       []int64
	scope     map[string]float64 // counties listed: of a state, of a county, and "" for all
	cover     detangle.Coverage
	inputs    []detangle.Input
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	p := &Prepared{row: f.Ints("row_number"), scope: map[string]float64{}}
	var err error
	if p.facets, err = detangle.NewFacets(f, "county", "state", "name", "activated_year", "activated_month", "snapshot", "sheet"); err != nil {
		return nil, err
	}
	if p.activated, err = f.Days("activated"); err != nil {
		return nil, err
	}
	if len(p.row) != f.Len() {
		return nil, fmt.Errorf("no integer column row_number")
	}
	p.cover = detangle.Coverage{First: detangle.NoDay, Last: detangle.NoDay, Name: "the list of activated counties", Closing: "a list of Secure Communities activations by county",
		Words: map[string]map[string]string{"state": {}, "county": {}, "activated_year": {}, "activated_month": {}}}
	for i, day := range p.activated {
		county, state, year := p.facets.Value("county", i), p.facets.Value("state", i), p.facets.Value("activated_year", i)
		p.cover.Words["county"][county] = p.facets.Value("name", i) + ", " + state
		p.cover.Words["state"][state] = state
		for _, place := range []string{"", state, county} {
			p.scope[place]++
		}
		if snapshot := p.facets.Value("snapshot", i); !slices.ContainsFunc(p.inputs, func(in detangle.Input) bool { return in.Snapshot == snapshot }) {
			p.inputs = append(p.inputs, detangle.Input{Snapshot: snapshot})
		}
		if day == detangle.NoDay {
			continue
		}
		p.cover.Words["activated_year"][year], p.cover.Words["activated_month"][day.Month()] = year, day.Month()
		if p.cover.First == detangle.NoDay || day < p.cover.First {
			p.cover.First = day
		}
		p.cover.Last = max(p.cover.Last, day.MonthEnd())
	}
	return p, nil
}

// Coverage says from which month to which the list has activations.
func (p *Prepared) Coverage() detangle.Coverage { return p.cover }

// Compute counts the counties that were activated by each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	moments := a.Moments()
	tally, err := detangle.NewTally(p.facets, a, moments, true)
	if err != nil {
		return finding, err
	}
	if err := p.each(a, moments, func(moment, row int, b detangle.Bounds) { tally.Add(moment, row, 1, b) }); err != nil {
		return finding, err
	}
	if finding.Rows, err = p.withUnknown(tally.Rows(), a); err != nil {
		return finding, err
	}
	for i := range finding.Rows {
		finding.Rows[i].Denominator = p.denominator(a.Where, finding.Rows[i].Keys)
	}
	finding.Inputs = p.inputs
	finding.Caveats, err = p.caveats(a)
	return finding, err
}

// withUnknown puts what is not known in its place: a county without a month
// where each county has a row, and a state, or the whole question, in which no
// county has one.
func (p *Prepared) withUnknown(rows []detangle.FindingRow, a detangle.Args) ([]detangle.FindingRow, error) {
	if len(a.By) > 0 && !slices.Contains(a.By, "county") && !slices.Equal(a.By, []string{"state"}) || slices.Contains(a.By, "month") {
		return rows, nil
	}
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return nil, err
	}
	group := func(row int) string {
		key := ""
		for _, by := range a.By {
			key += p.facets.Value(by, row) + " "
		}
		return key
	}
	dated, unknown := map[string]bool{}, map[string]int{}
	for row, day := range p.activated {
		if !keep.Keep(row) {
			continue
		}
		if dated[group(row)] = dated[group(row)] || day != detangle.NoDay; day == detangle.NoDay {
			unknown[group(row)] = row
		}
	}
	for key, row := range unknown {
		if dated[key] {
			continue
		}
		if len(a.By) == 0 {
			rows = nil
		}
		keys := map[string]string{}
		for _, by := range a.By {
			keys[by] = p.facets.Value(by, row)
		}
		rows = append(rows, detangle.FindingRow{Keys: keys, Refusal: &detangle.Refusal{Code: "no_month",
			Reason: "the list of activated counties has no month here", Closing: "a list that has the month of activation"}})
	}
	slices.SortFunc(rows, func(x, y detangle.FindingRow) int {
		for _, key := range a.By {
			if c := strings.Compare(x.Keys[key], y.Keys[key]); c != 0 {
				return c
			}
		}
		return 0
	})
	return rows, nil
}

// denominator returns how many counties the list has in the place of a row.
func (p *Prepared) denominator(where, keys map[string]string) *float64 {
	place := ""
	for _, key := range []string{"state", "county"} {
		if v, ok := where[key]; ok {
			place = v
		}
		if v, ok := keys[key]; ok {
			place = v
		}
	}
	n := p.scope[place]
	return &n
}

func (p *Prepared) caveats(a detangle.Args) ([]string, error) {
	list := []string{"Activated is technical: from then on prints taken in the county's jails were also matched against the immigration database. Policies changed on top of it; under the Priority Enforcement Program (November 2014 to January 2017) the matching ran on."}
	where := maps.Clone(a.Where)
	delete(where, "activated_year")
	delete(where, "activated_month")
	keep, err := p.facets.Filter(where)
	if err != nil {
		return nil, err
	}
	undated, listed, byState := 0, 0, map[string]int{}
	for row, day := range p.activated {
		if !keep.Keep(row) {
			continue
		}
		listed++
		if day == detangle.NoDay {
			undated++
			byState[p.facets.Value("state", row)]++
		}
	}
	if undated > 0 {
		states := slices.SortedFunc(maps.Keys(byState), func(x, y string) int {
			if byState[x] != byState[y] {
				return byState[y] - byState[x]
			}
			return strings.Compare(x, y)
		})
		for i, s := range states {
			states[i] = fmt.Sprintf("%s %d", s, byState[s])
		}
		list = append(list, fmt.Sprintf("Counties of the list without a month, which are not counted and may have been activated: %d of %d (%s).", undated, listed, strings.Join(states, ", ")))
	}
	if a.AsOf != a.AsOf.MonthEnd() {
		list = append(list, "The list knows months, not days: the low bound leaves out the counties of the month asked about.")
	}
	return list, nil
}

// Evidence returns the counties counted, each with its row.
func (p *Prepared) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	var rows []detangle.Evidence
	a.By = nil
	err := p.each(a, a.Moments(), func(_, row int, b detangle.Bounds) {
		rows = append(rows, detangle.Evidence{
			Ref:  detangle.CellRef{Snapshot: p.facets.Value("snapshot", row), Sheet: p.facets.Value("sheet", row), Row: int(p.row[row])},
			Name: p.facets.Value("name", row), State: p.facets.Value("state", row), County: p.facets.Value("county", row),
			Note: "activated in " + p.activated[row].Month(), Certain: b == detangle.Certain,
		})
	})
	return rows, err
}

// each calls found for every county asked for that was activated by a moment.
func (p *Prepared) each(a detangle.Args, moments []detangle.Moment, found func(moment, row int, b detangle.Bounds)) error {
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return err
	}
	for row, day := range p.activated {
		if day == detangle.NoDay || !keep.Keep(row) {
			continue
		}
		for i, moment := range moments {
			switch {
			case day.MonthEnd() <= moment.To:
				found(i, row, detangle.Certain)
			case day <= moment.To:
				found(i, row, detangle.Likely)
			}
		}
	}
	return nil
}
