// Package hitrate gives the share of searches found contraband. Its rules stand in method.md.
package hitrate

import (
	_ "embed"
	"fmt"

	"detangle"
	"detangle/stat/interval"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// fewest is the number of searches below which no share is printed.
const fewest = 10

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "hit_rate",
	Title:    "Share of searches that found contraband",
	Question: "Which share of searches found contraband?",
	Unit:     detangle.Share,
	Version:  "1",
	Where:    detangle.StopKeys(),
	By:       detangle.StopKeys(),
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the counts.
type Prepared struct{ *detangle.StopRates }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	rates, err := detangle.NewStopRates(f, detangle.About{Name: "hits of searches", Closing: "a table of hits of searches by place and race, or stop files that record them"})
	return &Prepared{rates}, err
}

// Compute gives the share of each group, with the interval of a sample of so
// many.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	groups, refusal, err := p.Groups(a)
	if finding.Refusal = refusal; err != nil || refusal != nil {
		return finding, err
	}
	for _, g := range groups {
		finding.Rows = append(finding.Rows, share(g))
	}
	finding.Caveats = caveats(a)
	finding.Inputs, err = p.Snapshots(a)
	return finding, err
}

// share makes the row of a group.
func share(g detangle.StopGroup) detangle.FindingRow {
	row := detangle.FindingRow{Keys: g.Row.Keys}
	if g.Withheld {
		row.Suppressed = true
		return row
	}
	of := float64(g.Base)
	row.N, row.Denominator = g.Events, &of
	if g.Base < fewest {
		row.Refusal = &detangle.Refusal{Code: "too_few", Reason: fmt.Sprintf("no share is given of fewer than %d searches", fewest)}
		return row
	}
	value := float64(g.Events) / of
	low, high := interval.Wilson(g.Events, g.Base)
	row.Value, row.Low, row.High = &value, &low, &high
	return row
}

// caveats are what a reader should know of the shares asked for.
func caveats(a detangle.Args) []string {
	out := []string{"The interval is Wilson's 95 % of a share; searches of one officer or place are alike, so that the true uncertainty is larger."}
	if a.Asks("race") {
		out = append(out, "Infra-marginality: a hit rate averages over everybody searched, not over those at the bar. Groups held to one bar can have different hit rates, and a biased bar can leave them equal.",
			"Race is as the officer recorded it; Hispanic drivers are often recorded as white, and drivers without a recorded race are in no row.")
		if !a.Asks("county") && !a.Asks("place") && !a.Asks("department") {
			out = append(out, "Pooled over places: the order of groups may be another within places (Simpson's paradox). Compare within places (by=state,race or by=place,race).")
		}
	}
	return out
}
