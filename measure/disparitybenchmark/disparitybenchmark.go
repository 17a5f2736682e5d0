// Package disparitybenchmark compares how often groups are searched. Its rules
// stand in method.md.
package disparitybenchmark

import (
	_ "embed"

	"detangle"
)

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "disparity_benchmark",
	Title:    "Searches of one group against another",
	Question: "Is one group searched more often than another, of those stopped?",
	Unit:     detangle.Disparity,
	Version:  "2",
	Where:    detangle.DisparityKeys(),
	By:       detangle.DisparityKeys(),
	SQL:      detangle.DisparityInput("benchmark"),
	Method:   method,
	Prepare: func(f *detangle.Frame) (detangle.Prepared, error) {
		return detangle.NewDisparities(f, detangle.About{Name: "searches of stops", Closing: "a table of searches of stops by place and race, or stop files that record them"}, "ratio_within", caveats...)
	},
}

// caveats are what a reader should know beside every number.
var caveats = []string{
	"A gap in search rates is a disparity, not a motive: groups may differ in what officers see of risk, which no count holds (omitted variables).",
	"Only people who were stopped are compared. If a group is stopped on less, its stops hold more who would not be searched, and the gap in searches is too small (post-stop selection).",
	"Race is as the officer recorded it; Hispanic drivers are often recorded as white. The bounds put everybody without a recorded race into either group.",
	"Intervals are of independent stops; searches of one officer are alike, so that the true uncertainty is larger.",
}
