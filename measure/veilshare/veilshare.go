// Package veilshare gives a group's share of the drivers stopped by time of the clock, in light
// and in the dark. Its rules stand in method.md.
package veilshare

import (
	_ "embed"

	"detangle"
)

//go:embed method.md
var method string

//go:embed input.sql
var input string

var keys = []string{"source", "state", "county", "department", "group", "clock", "light"}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "veil_share",
	Title:    "Who is stopped at what time, in light and in the dark",
	Question: "Of the drivers stopped in a half hour of the evening, which share is of a group, in light and in the dark?",
	Unit:     detangle.Share,
	Version:  "1",
	Where:    keys,
	By:       keys,
	SQL:      input,
	Method:   method,
	Prepare: func(f *detangle.Frame) (detangle.Prepared, error) {
		return detangle.NewShareTable(f, detangle.About{Name: "stops in the evening", Closing: "stop files that record the time and the place of each stop"}, keys, []string{"group", "clock", "light"},
			"Half hours of different places are added up, and light and dark are of different seasons: the veil of darkness compares within places. The picture shows what it rests on.",
			"Shares have two digits, and none is of fewer than ten drivers of either group.",
			"Race is as the officer recorded it; Hispanic drivers are often recorded as white.")
	},
}
