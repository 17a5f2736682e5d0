// Package removals adds up the cells of ICE's removals table. Its rules stand in
// method.md: whole months, one edition of the table, and nothing by attributes
// of persons.
package removals

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
	Name:     "removals",
	Title:    "Removals by month",
	Question: "How many removals has ICE published, by month, arresting agency and area of responsibility?",
	Unit:     detangle.Removals,
	Version:  "1",
	Window:   true,
	Where:    eventKeys,
	By:       append([]string{"month"}, eventKeys[2:]...),
	// Of ICE's own table no attribute is answered; of individual records those of
	// the suppressed family are.
	Attributes: []string{"criminality", "threat_level", "citizenship", "gender", "age", "entry_status", "conviction"},
	Withheld:   []string{"country"},
	Events:     "removal",
	SQL:        input,
	Method:     method,
	Prepare:    func(f *detangle.Frame) (detangle.Prepared, error) { return PrepareBoth(f) },
}

// Prepared holds the cells.
type Prepared struct {
	facets   *detangle.Facets
	month    []detangle.Day // the first of it
	removals []int64
	row      []int64
	least    int64 // the smallest cell
	cover    detangle.Coverage
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	p := &Prepared{removals: f.Ints("removals"), row: f.Ints("row_number")}
	var err error
	if p.facets, err = detangle.NewFacets(f, "fiscal_year", "arresting_agency", "aor", "aor_name", "snapshot", "sheet"); err != nil {
		return nil, err
	}
	if p.month, err = f.Days("month"); err != nil {
		return nil, err
	}
	if len(p.removals) != f.Len() || len(p.row) != f.Len() {
		return nil, fmt.Errorf("no integer columns removals and row_number")
	}
	p.cover = detangle.Coverage{First: detangle.NoDay, Last: detangle.NoDay, Monthly: true, Name: "the table of removals", Closing: "ICE's removals table for those months",
		Words: map[string]map[string]string{"fiscal_year": {}, "arresting_agency": {}, "aor": {}}}
	names := map[string]string{"ICE": "Immigration and Customs Enforcement", "CBP": "Customs and Border Protection"}
	for i, month := range p.month {
		if month == detangle.NoDay {
			return nil, fmt.Errorf("row %d has no month", i)
		}
		if p.cover.First == detangle.NoDay || month < p.cover.First {
			p.cover.First = month
		}
		p.cover.Last = max(p.cover.Last, month.MonthEnd())
		if p.least == 0 || p.removals[i] < p.least {
			p.least = p.removals[i]
		}
		year, agency := p.facets.Value("fiscal_year", i), p.facets.Value("arresting_agency", i)
		p.cover.Words["fiscal_year"][year] = year
		p.cover.Words["arresting_agency"][agency] = names[agency]
		p.cover.Words["aor"][p.facets.Value("aor", i)] = p.facets.Value("aor_name", i)
	}
	return p, nil
}

// Coverage says which months the table has.
func (p *Prepared) Coverage() detangle.Coverage { return p.cover }

// Compute adds up the cells of each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	moments := a.Moments()
	tally, err := detangle.NewTally(p.facets, a, moments, false)
	if err != nil {
		return finding, err
	}
	if err := p.each(a, moments, func(moment, row int) { tally.Add(moment, row, float64(p.removals[row]), detangle.Certain) }); err != nil {
		return finding, err
	}
	finding.Rows = tally.Rows()
	if len(p.row) > 0 {
		finding.Inputs = []detangle.Input{{Snapshot: p.facets.Value("snapshot", 0)}}
	}
	finding.Caveats = []string{
		fmt.Sprintf("A floor: the table has no cell below %d, and the removals of smaller cells are in no sum.", p.least),
		"The area is that of the field office that carried the removal out, not the place of arrest; HQ is headquarters.",
	}
	if last := p.cover.Last.Time(); last.Month() != 9 && a.AsOf == p.cover.Last {
		year := last.Year()
		if last.Month() > 9 {
			year++
		}
		finding.Caveats = append(finding.Caveats, fmt.Sprintf("Fiscal year %d is in the table up to %s only.", year, p.cover.Last))
	}
	return finding, nil
}

// Evidence returns the cells added up, each with its row. What a cell says of
// persons stays with the publisher's row.
func (p *Prepared) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	var rows []detangle.Evidence
	a.By = nil
	err := p.each(a, a.Moments(), func(_, row int) {
		rows = append(rows, detangle.Evidence{
			Ref:  detangle.CellRef{Snapshot: p.facets.Value("snapshot", row), Sheet: p.facets.Value("sheet", row), Row: int(p.row[row])},
			Name: p.facets.Value("arresting_agency", row) + ", " + p.facets.Value("aor_name", row) + ", " + p.month[row].Month(),
			Note: fmt.Sprintf("%d removals", p.removals[row]), Certain: true,
		})
	})
	return rows, err
}

// each calls found for every cell asked for whose month lies in a moment.
func (p *Prepared) each(a detangle.Args, moments []detangle.Moment, found func(moment, row int)) error {
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return err
	}
	for row, month := range p.month {
		if !keep.Keep(row) {
			continue
		}
		for i, moment := range moments {
			if month >= moment.From && month.MonthEnd() <= moment.To {
				found(i, row)
			}
		}
	}
	return nil
}
