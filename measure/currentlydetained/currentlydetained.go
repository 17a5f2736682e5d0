// Package currentlydetained answers how many people ICE held on the day of a workbook, from its own
// published numbers. Its rules stand in method.md.
package currentlydetained

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
	Name:     "currently_detained",
	Title:    "People held, as ICE publishes them",
	Question: "How many people did ICE hold on the day of its detention statistics workbook, by arresting agency, criminality, processing disposition and facility type?",
	Unit:     detangle.Held,
	Version:  "1",
	SQL:      input,
	Method:   method,
}, detangle.PublishedSpec{
	Time:    detangle.OnDay,
	Keys:    []string{"arresting_agency", "criminality", "disposition", "facility_type"},
	Names:   map[string]string{"arresting_agency": "agency_name"},
	What:    "people held",
	Record:  "the record of detention statistics workbooks",
	Closing: "a detention statistics workbook of that time",
})
