// Package linkrate gives the share of a step's events that are linked to the
// next. Its rules stand in method.md: what the release could not show moves the
// bounds.
package linkrate

import (
	_ "embed"
	"fmt"
	"slices"

	"detangle"
	"detangle/stat/interval"
)

//go:embed method.md
var method string

var keys = []string{"link", "release", "fiscal_year", "state", "step"}

// fewest is the number of events below which no share is printed.
const fewest = 10

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "link_rate",
	Title:    "Share of events that are linked",
	Question: "Which share of the events of one record is linked to an event of the next?",
	Unit:     detangle.Share,
	Version:  "1",
	Window:   true,
	Where:    keys,
	By:       append([]string{"month"}, keys...),
	Lacks:    detangle.LinksLack(),
	Withheld: []string{"criminality", "threat_level", "citizenship", "gender", "age"},
	Events:   "event_link",
	SQL:      detangle.LinkInput,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the counts.
type Prepared struct{ *detangle.LinkCounts }

// Prepare indexes a frame of detangle.LinkInput.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	counts, err := detangle.NewLinkCounts(f)
	return &Prepared{counts}, err
}

// The sums of a group: what became of the events, in the order of standings.
const (
	linked = iota
	unlinked
	near
	noID
	sums
)

var standings = []string{"linked", "unlinked", "near the boundary", "no id"}

// Compute gives the share of each group that is linked.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	var total [sums]int64
	groups, err := p.Groups(a, sums, func(row int, events int64, sums []int64) {
		at := slices.Index(standings, p.Facets().Value("standing", row))
		sums[at] += events
		total[at] += events
	})
	for _, g := range groups {
		finding.Rows = append(finding.Rows, share(g))
	}
	finding.Caveats = []string{
		fmt.Sprintf("Events asked about: %d linked, %d not, %d near the end of the release, %d without an id. The high bound takes the last two as linked; both bounds have the 95 %% interval (Wilson) of their share.", total[linked], total[unlinked], total[near], total[noID]),
		"Unlinked is not the end of a pathway: the partner may lie outside of the release, have no id, or not have been recorded. Persons are never linked across releases.",
	}
	return finding, err
}

// share makes the row of a group. What the release could not have shown is in the
// denominator, and moves the high bound.
func share(g detangle.Group) detangle.FindingRow {
	n := g.Sums[linked] + g.Sums[unlinked] + g.Sums[near] + g.Sums[noID]
	all := float64(n)
	row := detangle.FindingRow{Keys: g.Row.Keys, N: g.Sums[linked], Denominator: &all}
	if n < fewest {
		row.Refusal = &detangle.Refusal{Code: "too_few", Reason: fmt.Sprintf("no share is given of fewer than %d events", fewest)}
		return row
	}
	value := float64(g.Sums[linked]) / all
	low, _ := interval.Wilson(g.Sums[linked], n)
	_, high := interval.Wilson(g.Sums[linked]+g.Sums[near]+g.Sums[noID], n)
	row.Value, row.Low, row.High = &value, &low, &high
	return row
}
