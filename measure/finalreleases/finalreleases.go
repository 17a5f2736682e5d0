// Package finalreleases answers how many people ICE released from detention, and how, from
// ICE's own published numbers. Its rules stand in method.md.
package finalreleases

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
	Name:     "final_releases",
	Title:    "Final releases, to September 2023",
	Question: "How many final releases from detention has ICE published for fiscal years 2019 to 2023, by month, reason, facility type and criminality?",
	Unit:     detangle.Releases,
	Version:  "1",
	SQL:      input,
	Method:   method,
}, detangle.PublishedSpec{
	Time:    detangle.Flow,
	Keys:    []string{"reason", "criminality", "facility_type"},
	What:    "final releases",
	Record:  "the record of detention statistics workbooks",
	Closing: "a detention statistics workbook of that time",
})
