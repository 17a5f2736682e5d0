// Package disparityoutcome compares what searches of groups find. Its rules
// stand in method.md.
package disparityoutcome

import (
	_ "embed"

	"detangle"
)

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "disparity_outcome",
	Title:    "Finds in searches of one group against another",
	Question: "Do searches of one group find contraband less often than those of another?",
	Unit:     detangle.Disparity,
	Version:  "2",
	Where:    detangle.DisparityKeys(),
	By:       detangle.DisparityKeys(),
	SQL:      detangle.DisparityInput("outcome"),
	Method:   method,
	Prepare: func(f *detangle.Frame) (detangle.Prepared, error) {
		return detangle.NewDisparities(f, detangle.About{Name: "hits of searches", Closing: "a table of hits of searches by place and race, or stop files that record them"}, "difference_within", caveats...)
	},
}

// caveats are what a reader should know beside every number.
var caveats = []string{
	"Infra-marginality: hit rates average over everybody searched above the bar, not over those at the bar. With other distributions of risk, groups held to one bar can have different hit rates, and a biased bar can leave them equal.",
	"Only people who were stopped and searched are compared: whom officers stop, and whom they search, is not seen here (post-stop selection).",
	"All searches are counted, of whatever basis: those after an arrest, by warrant or of an inventory are not the officer's choice.",
	"Race is as the officer recorded it; Hispanic drivers are often recorded as white. The bounds put everybody without a recorded race into either group.",
	"Concordance stands beside a number: where a group is searched more often and its searches find less, the conclusion is firmer than by either test alone.",
	"Intervals are of independent searches; those of one officer are alike, so that the true uncertainty is larger.",
}
