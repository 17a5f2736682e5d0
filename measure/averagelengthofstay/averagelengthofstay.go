// Package averagelengthofstay answers how long people stayed in ICE detention on average, from ICE's
// own published numbers. Its rules stand in method.md.
package averagelengthofstay

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
	Name:     "average_length_of_stay",
	Title:    "Average length of stay",
	Question: "How many days did people stay in detention on average, by month, arresting agency, criminality and facility type, as ICE publishes it?",
	Unit:     detangle.StayDays,
	Version:  "1",
	SQL:      input,
	Method:   method,
}, detangle.PublishedSpec{
	Time:    detangle.Average,
	Apart:   true,
	Keys:    []string{"arresting_agency", "criminality", "facility_type"},
	Names:   map[string]string{"arresting_agency": "agency_name"},
	What:    "days of stay on average",
	Record:  "the record of detention statistics workbooks",
	Closing: "a detention statistics workbook of that time",
})
