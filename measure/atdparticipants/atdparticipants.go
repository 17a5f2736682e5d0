// Package atdparticipants answers how many people ICE supervised outside
// detention, from its own published numbers. Its rules stand in method.md.
package atdparticipants

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
	Name:     "atd_participants",
	Title:    "People in alternatives to detention",
	Question: "How many people did ICE supervise outside detention on the day of a workbook, by area of responsibility, technology and family status?",
	Unit:     detangle.Supervised,
	Version:  "1",
	SQL:      input,
	Method:   method,
}, detangle.PublishedSpec{
	Time:    detangle.OnDay,
	Keys:    []string{"aor", "technology", "family_status"},
	Names:   map[string]string{"aor": "aor_name"},
	What:    "people in alternatives to detention",
	Record:  "the record of detention statistics workbooks",
	Closing: "a detention statistics workbook of that time",
})
