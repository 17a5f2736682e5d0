// Package disparitydetainers compares detainers of groups. Its rules stand in
// method.md.
package disparitydetainers

import (
	_ "embed"

	"detangle"
)

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "disparity_detainers",
	Title:    "Detainers of one group against another",
	Question: "Do bookings of one group have holds for immigration more often than those of another, and how do detainers of groups end?",
	Unit:     detangle.Disparity,
	Version:  "2",
	Where:    detangle.DisparityKeys(),
	By:       detangle.DisparityKeys(),
	SQL:      detangle.DisparityInput("detainers"),
	Method:   method,
	Prepare: func(f *detangle.Frame) (detangle.Prepared, error) {
		return detangle.NewDisparities(f, detangle.About{Name: "detainers", Closing: "bookings of a jail with race and holds, or releases of detainers with citizenship"}, "ratio_within", caveats...)
	},
}

// caveats are what a reader should know beside every number.
var caveats = []string{
	"Only people without citizenship can be held for immigration, and no booking here says who they are: a difference by race holds the difference in citizenship. Comparisons of people born abroad alone are nearer, and no more than a bound: many of them are citizens.",
	"How detainers end is exploratory: whether one is lifted is decided by the agency that placed it, and what became of most is not recorded. No threshold test is made of it.",
	"Who is booked at all is decided before (post-booking selection): a group that is arrested on less is booked more often.",
	"No count is shown, and no number that rests on one to nine persons.",
	"Race is as the jail recorded it; Hispanic people are often recorded as white.",
}
