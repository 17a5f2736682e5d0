// Package pipelinefunnel counts how many events of one kind are linked to one of
// the next kind, step by step, with those that are not in rows of their own. Its
// rules stand in method.md.
package pipelinefunnel

import (
	_ "embed"
	"fmt"
	"strings"

	"detangle"
)

//go:embed method.md
var method string

var keys = []string{"link", "release", "fiscal_year", "state", "step", "standing"}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "pipeline_funnel",
	Title:    "From encounter to removal",
	Question: "Of the events of one record, how many are linked to an event of the next, and how many are not, and why?",
	Unit:     detangle.Linked,
	Version:  "2",
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

// Compute counts the events of each step that lie in the window.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	var linked, unlinked, placeless int64
	encounters := false
	err := p.Each(a, a.Moments(), func(_, row int, events int64) {
		if p.Facets().Value("standing", row) == "linked" {
			linked += events
		} else {
			unlinked += events
		}
		if p.Facets().Value("state", row) == "" {
			placeless += events
			encounters = encounters || strings.HasPrefix(p.Facets().Value("step", row), "encounter ")
		}
	})
	if err != nil {
		return finding, err
	}
	if finding.Rows, err = p.Count(a, nil); err != nil {
		return finding, err
	}
	if !a.Asks("standing") {
		finding.Caveats = append(finding.Caveats, fmt.Sprintf("All events of the step, linked or not: %d are linked and %d are not (by=standing).", linked, unlinked))
	}
	if a.Asks("state") && a.Where["state"] == "" {
		caveat := fmt.Sprintf("The state is that of the first event alone, as its own record says; of %d of %d events it is not known.", placeless, linked+unlinked)
		if encounters {
			caveat += " Encounters say none: their area is that of an office."
		}
		finding.Caveats = append(finding.Caveats, caveat)
	}
	finding.Caveats = append(finding.Caveats, "Unlinked is not the end of a pathway: the partner may lie outside of the release, have no id, or not have been recorded. Persons are never linked across releases.")
	return finding, nil
}
