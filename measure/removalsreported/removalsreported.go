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
var Measure = detangle.PublishedMeasure(detangle.Measure{
	Name:     "removals_reported",
	Title:    "Removals, as ICE totals them",
	Question: "How many removals has ICE reported for a fiscal year?",
	Unit:     detangle.Removals,
	Version:  "1",
	SQL:      input,
	Method:   method,
}, detangle.PublishedSpec{
	Time:    detangle.Flow,
	Years:   true,
	Keys:    []string{"family"},
	What:    "removals",
	Record:  "the record of detention statistics workbooks",
	Closing: "a detention statistics workbook of that time",
})
