// Package riskspread gives how the stops of each race spread over estimated risk. Its rules stand
// in method.md.
package riskspread

import (
	_ "embed"

	"detangle"
)

//go:embed method.md
var method string

//go:embed input.sql
var input string

var keys = []string{"source", "state", "race", "risk"}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "risk_spread",
	Title:    "Who is stopped at what estimated risk",
	Question: "Which share of a race's stops has which chance of a find, were they searched?",
	Unit:     detangle.Share,
	Version:  "1",
	Where:    keys,
	By:       keys,
	SQL:      input,
	Method:   method,
	Prepare: func(f *detangle.Frame) (detangle.Prepared, error) {
		return detangle.NewShareTable(f, detangle.About{Name: "searches and what they found", Closing: "stop files that record searches and what they found"}, keys, []string{"race", "risk"},
			"Risk is learned from those who were searched, by what the record holds: what officers saw beside that is not in it.",
			"Where races lie at other risks there is nothing to compare: the test at equal risk refuses what does not overlap.",
			"Shares have two digits, and none is of one to nine persons.")
	},
}
