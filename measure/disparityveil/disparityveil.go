// Package disparityveil compares who is stopped in light and in the dark. Its rules
// stand in method.md.
package disparityveil

import (
	_ "embed"

	"detangle"
)

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "disparity_veil",
	Title:    "Who is stopped once it is dark, against in light",
	Question: "At the same time of day, is a group's share of the drivers stopped another once it is dark?",
	Unit:     detangle.Disparity,
	Version:  "2",
	Where:    detangle.DisparityKeys(),
	By:       detangle.DisparityKeys(),
	SQL:      detangle.DisparityInput("veil"),
	Method:   method,
	Prepare: func(f *detangle.Frame) (detangle.Prepared, error) {
		return detangle.NewDisparities(f, detangle.About{Name: "stops in the evening", Closing: "stop files that record the time and the place of each stop"}, "by_size", caveats...)
	},
}

// caveats are what a reader should know beside every number.
var caveats = []string{
	"Who drives at one time of day may itself differ between seasons, and so between light and dark: the comparison of the weeks around changes of clocks guards against it with fewer stops.",
	"Street lights weaken the contrast, and officers may see or guess race in the dark: both draw the number towards 1. Bias in the dark as well is not seen at all.",
	"Stops for equipment, such as headlights, are possible only in the dark; the record does not say which these are.",
	"Drivers may adapt to police, and an agreement may change who drives: a change around it is not its effect.",
	"A number that is compatible with no difference is not proof of fairness.",
	"Race is as the officer recorded it; Hispanic drivers are often recorded as white. The bounds of the comparison within quarter hours put everybody without a recorded race into either group.",
}
