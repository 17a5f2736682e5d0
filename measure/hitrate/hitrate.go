// Package hitrate gives the share of searches that found contraband. Its rules stand in method.md.
package hitrate

import (
	_ "embed"

	"detangle"
	"detangle/stat/interval"
)

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "hit_rate",
	Title:    "Share of searches that found contraband",
	Question: "Which share of searches found contraband?",
	Unit:     detangle.Share,
	Version:  "1",
	Where:    detangle.StopKeys(),
	By:       detangle.StopKeys(),
	SQL:      detangle.StopRatesInput("hits"),
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

var rule = detangle.ShareRule{
	Of:       "searches",
	Fewest:   10,
	Interval: interval.Wilson,
	Caveats:  []string{"The interval is Wilson's 95 % of a share; searches of one officer or place are alike, so that the true uncertainty is larger."},
	ByRace: []string{
		"Infra-marginality: a hit rate averages over everybody searched, not over those at the bar. Groups held to one bar can have different hit rates, and a biased bar can leave them equal.",
		"Race is as the officer recorded it; Hispanic drivers are often recorded as white, and drivers without a recorded race are in no row of a published table.",
	},
	Pooled: "Pooled over places: the order of groups may be another within places (Simpson's paradox). Compare within places (by=state,race or by=place,race).",
}

// Prepared holds the counts.
type Prepared struct{ *detangle.StopRates }

// Prepare indexes the frame of the measure's SQL.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	rates, err := detangle.NewStopRates(f, detangle.About{Name: "hits of searches", Closing: "a table of hits of searches by place and race, or stop files that record them"})
	return &Prepared{rates}, err
}

// Compute gives the share of each group.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) { return p.Shares(a, rule) }
