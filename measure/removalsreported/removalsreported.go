// Package removalsreported answers how many removals ICE reports for a fiscal year, from its own
// published totals. Its rules stand in method.md.
package removalsreported

import (
	_ "embed"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "removals_reported",
	Title:    "Removals, as ICE totals them",
	Question: "How many removals has ICE reported for a fiscal year?",
	Unit:     detangle.Removals,
	Version:  "1",
	Window:   true,
	Where:    []string{"fiscal_year", "family"},
	By:       []string{"fiscal_year", "family"},
	Withheld: []string{"citizenship", "country", "gender", "age", "criminality"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*detangle.Published, error) {
	return detangle.NewPublished(f, detangle.PublishedSpec{Time: detangle.Flow, Keys: []string{"family"}, What: "removals",
		Record: "the record of detention statistics workbooks", Closing: "a detention statistics workbook of that time"})
}
