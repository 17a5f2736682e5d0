// Package initialbookins answers how many people were booked into ICE detention, from ICE's own
// published numbers. Its rules stand in method.md.
package initialbookins

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
	Name:     "initial_book_ins",
	Title:    "Initial book-ins",
	Question: "How many initial book-ins into detention has ICE published, by month, arresting agency, facility type and criminality?",
	Unit:     detangle.BookIns,
	Version:  "1",
	Window:   true,
	Where:    []string{"fiscal_year", "arresting_agency", "criminality", "facility_type"},
	By:       []string{"fiscal_year", "month", "arresting_agency", "criminality", "facility_type"},
	Withheld: []string{"citizenship", "country", "gender", "age"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*detangle.Published, error) {
	return detangle.NewPublished(f, detangle.PublishedSpec{Time: detangle.Flow, Keys: []string{"arresting_agency", "criminality", "facility_type"}, Names: map[string]string{"arresting_agency": "agency_name"}, What: "initial book-ins",
		Record: "the record of detention statistics workbooks", Closing: "a detention statistics workbook of that time"})
}
