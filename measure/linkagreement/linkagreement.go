// Package linkagreement counts the links that both ways of linking make, and
// those of one way alone. Its rules stand in method.md: one release and one step
// at a time.
package linkagreement

import (
	_ "embed"
	"maps"
	"slices"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "link_agreement",
	Title:    "Where two ways of linking agree",
	Question: "Of the links that either way of linking makes, how many do both make?",
	Unit:     detangle.Links,
	Version:  "1",
	Window:   true,
	Where:    []string{"release", "step", "found_by"},
	By:       []string{"release", "step", "found_by"},
	Withheld: []string{"criminality", "threat_level", "citizenship", "gender", "age"},
	Events:   "event_link",
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// foundBy are the ways that a link may be found by, in the order of the sums.
var foundBy = []string{"both", "ddp alone", "detangle alone"}

// Prepared holds the counts.
type Prepared struct {
	*detangle.ReleaseCounts
	cover detangle.Coverage
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	about := detangle.About{Name: "the record of links made in two ways", Closing: "a release whose ids link its tables"}
	counts, err := detangle.NewReleaseCounts(f, about, []string{"step"}, []string{"same", "ddp_alone", "detangle_alone"})
	if err != nil {
		return nil, err
	}
	p := &Prepared{counts, counts.Coverage()}
	p.cover.Words = maps.Clone(p.cover.Words)
	p.cover.Words["found_by"] = map[string]string{"both": "both", "ddp alone": "the Deportation Data Project's rules alone", "detangle alone": "our rules alone"}
	return p, nil
}

// Coverage says from when to when there are releases.
func (p *Prepared) Coverage() detangle.Coverage { return p.cover }

// Choose refuses to add up releases, which overlap, and steps, which link different events.
func (p *Prepared) Choose(where map[string]string, by []string) detangle.Choice {
	return p.ReleaseCounts.Choose(where, by, []string{"step", "release"}, map[string]string{
		"step": "the steps link different events, which are not added up", "release": "releases overlap, and their links are not added up"})
}

// Compute counts the links that both ways make, of all that either makes; with
// the key found_by, each kind.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	every := a
	every.Where = maps.Clone(a.Where)
	delete(every.Where, "found_by")
	every.By = slices.DeleteFunc(slices.Clone(a.By), func(key string) bool { return key == "found_by" })
	groups, cut, err := p.Groups(every)
	for _, g := range groups {
		all := float64(g.Sums[0] + g.Sums[1] + g.Sums[2])
		for at, name := range foundBy {
			if one, ok := a.Where["found_by"]; ok && one != name || !a.Asks("found_by") && at > 0 {
				continue
			}
			value := float64(g.Sums[at])
			row := detangle.FindingRow{Keys: maps.Clone(g.Row.Keys), Value: &value, N: g.Sums[at], Denominator: &all}
			if slices.Contains(a.By, "found_by") {
				row.Keys["found_by"] = name
			}
			finding.Rows = append(finding.Rows, row)
		}
	}
	if cut {
		finding.Caveats = append(finding.Caveats, "A release is one thing: those that the window cuts are left out.")
	}
	if len(groups) > 0 {
		finding.Caveats = append(finding.Caveats, "The denominator is the links that either way makes. Two rules may agree on a link and both be wrong: how often links are right is measured on generated records.")
	}
	return finding, err
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
