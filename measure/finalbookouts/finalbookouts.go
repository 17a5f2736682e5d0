// Package finalbookouts answers how many final book-outs from ICE detention there were, and
// why, from ICE's own published numbers. Its rules stand in method.md.
package finalbookouts

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
	Name:     "final_book_outs",
	Title:    "Final book-outs",
	Question: "How many final book-outs from detention has ICE published since October 2023, by month, reason, facility type and criminality?",
	Unit:     detangle.BookOuts,
	Version:  "1",
	Window:   true,
	Where:    []string{"fiscal_year", "reason", "criminality", "facility_type"},
	By:       []string{"fiscal_year", "month", "reason", "criminality", "facility_type"},
	Withheld: []string{"citizenship", "country", "gender", "age"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*detangle.Published, error) {
	return detangle.NewPublished(f, detangle.PublishedSpec{Time: detangle.Flow, Keys: []string{"reason", "criminality", "facility_type"}, What: "final book-outs",
		Record: "the record of detention statistics workbooks", Closing: "a detention statistics workbook of that time"})
}
