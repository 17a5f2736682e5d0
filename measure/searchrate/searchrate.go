// Package searchrate gives the share of stopped drivers who were searched. Its rules stand in method.md.
package searchrate

import (
	_ "embed"

	"detangle"
	"detangle/stat/interval"
)

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "search_rate",
	Title:    "Share of stops with a search",
	Question: "Which share of stopped drivers were searched?",
	Unit:     detangle.Share,
	Version:  "1",
	Where:    detangle.StopKeys(),
	By:       detangle.StopKeys(),
	SQL:      detangle.StopRatesInput("searches"),
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

var rule = detangle.ShareRule{
	Of:       "stops",
	Fewest:   10,
	Interval: interval.Wilson,
	Caveats:  []string{"The interval is Wilson's 95 % of a share; stops of one officer or place are alike, so that the true uncertainty is larger."},
	ByRace: []string{
		"A difference between groups is a disparity, not a finding of bias: drivers may differ in what officers see, and who is stopped at all is decided before.",
		"Race is as the officer recorded it; Hispanic drivers are often recorded as white, and drivers without a recorded race are in no row of a published table.",
	},
	Pooled: "Pooled over places: a group that is stopped more where everybody is searched more looks searched more. Compare within places (by=state,race or by=county,race).",
}

// Prepared holds the counts.
type Prepared struct{ *detangle.StopRates }

// Prepare indexes the frame of the measure's SQL.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	rates, err := detangle.NewStopRates(f, detangle.About{Name: "searches of stops", Closing: "a table of searches of stops by place and race, or stop files that record them"})
	return &Prepared{rates}, err
}

// Compute gives the share of each group.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) { return p.Shares(a, rule) }
