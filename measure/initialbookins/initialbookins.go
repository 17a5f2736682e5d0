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
var Measure = detangle.PublishedMeasure(detangle.Measure{
	Name:     "initial_book_ins",
	Title:    "Initial book-ins",
	Question: "How many initial book-ins into detention has ICE published, by month, arresting agency, facility type and criminality?",
	Unit:     detangle.BookIns,
	Version:  "1",
	SQL:      input,
	Method:   method,
}, detangle.PublishedSpec{
	Time:    detangle.Flow,
	Keys:    []string{"arresting_agency", "criminality", "facility_type"},
	Names:   map[string]string{"arresting_agency": "agency_name"},
	What:    "initial book-ins",
	Record:  "the record of detention statistics workbooks",
	Closing: "a detention statistics workbook of that time",
})
