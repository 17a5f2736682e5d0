// Package nullshare gives the share of rows in which a column of the individual
// records is empty. Its rules stand in method.md.
package nullshare

import (
	_ "embed"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

var keys = []string{"table", "column", "release"}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "null_share",
	Title:    "How much of a column is empty",
	Question: "In which share of the rows of a release is a column of the individual records empty?",
	Unit:     detangle.Share,
	Version:  "1",
	Window:   true,
	Where:    keys,
	By:       keys,
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the counts.
type Prepared struct{ *detangle.ReleaseCounts }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	about := detangle.About{Name: "the record of columns of individual records", Closing: "a release of individual records"}
	counts, err := detangle.NewReleaseCounts(f, about, []string{"table", "column"}, []string{"all_rows", "empty"})
	return &Prepared{counts}, err
}

// Choose refuses to mix columns, tables and releases.
func (p *Prepared) Choose(where map[string]string, by []string) detangle.Choice {
	return p.ReleaseCounts.Choose(where, by, keys, map[string]string{
		"table": "the rows of different tables are of different events", "column": "different columns have no share in common", "release": "releases overlap, and differ in their columns"})
}

// Compute gives the share of rows that are empty.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	groups, cut, err := p.Groups(a)
	for _, g := range groups {
		rows, value := float64(g.Sums[0]), 1.0
		if rows > 0 {
			value = float64(g.Sums[1]) / rows
		}
		finding.Rows = append(finding.Rows, detangle.FindingRow{Keys: g.Row.Keys, Value: &value, N: g.Sums[1], Denominator: &rows})
	}
	if cut {
		finding.Caveats = append(finding.Caveats, "A release is one thing: those that the window cuts are left out.")
	}
	finding.Caveats = append(finding.Caveats, "Counted in full, over every row that was loaded. A column that a release does not have is as empty as one that it leaves blank.")
	return finding, err
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
