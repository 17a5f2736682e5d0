// Package disparityriskadjusted compares searches at equal risk. Its rules stand in
// method.md.
package disparityriskadjusted

import (
	_ "embed"

	"detangle"
)

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "disparity_risk_adjusted",
	Title:    "Searches of one group against another, at equal risk",
	Question: "Of people who are as likely to carry something, as far as the record tells, is one group searched more often?",
	Unit:     detangle.Disparity,
	Version:  "2",
	Where:    detangle.DisparityKeys(),
	By:       detangle.DisparityKeys(),
	SQL:      detangle.DisparityInput("risk_adjusted"),
	Method:   method,
	Prepare: func(f *detangle.Frame) (detangle.Prepared, error) {
		return detangle.NewDisparities(f, detangle.About{Name: "searches and what they found", Closing: "stop files that record age, sex or time of stops, searches and what they found"}, "equal_risk_within", caveats...)
	},
}

// caveats are what a reader should know beside every number.
var caveats = []string{
	"Risk is learned from those who were searched, by what the record holds: age, sex, hour, weekday, year, kind of stop and place. What officers saw beside that is not in it, and may explain a gap or hide one; the range that something unrecorded leaves says how far something that doubles odds could move the number.",
	"Who was not searched may carry more or less than people who look alike in the record and were: where searches are chosen by what is not recorded, scores are off, either way.",
	"Only people who were stopped are compared. If a group is stopped on less, its stops hold more who would not be searched (post-stop selection).",
	"The answer with all covariates is shown for comparison alone: holding covariates equal that do not tell of risk can hide a disparity, or make one.",
	"Race is as the officer recorded it; Hispanic drivers are often recorded as white. The bounds put everybody without a recorded race into either group.",
}
