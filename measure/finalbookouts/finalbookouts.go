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
var Measure = detangle.PublishedMeasure(detangle.Measure{
	Name:     "final_book_outs",
	Title:    "Final book-outs",
	Question: "How many final book-outs from detention has ICE published since October 2023, by month, reason, facility type and criminality?",
	Unit:     detangle.BookOuts,
	Version:  "1",
	SQL:      input,
	Method:   method,
}, detangle.PublishedSpec{
	Time:    detangle.Flow,
	Keys:    []string{"reason", "criminality", "facility_type"},
	What:    "final book-outs",
	Record:  "the record of detention statistics workbooks",
	Closing: "a detention statistics workbook of that time",
})
