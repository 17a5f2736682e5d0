// Package agreementsended counts the agreements that left ICE's lists for
// good within a window. Its rules stand in method.md.
package agreementsended

import (
	_ "embed"
	"fmt"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "agreements_ended",
	Title:    "Agreements ended",
	Question: "How many 287(g) agreements left ICE's lists for good?",
	Unit:     detangle.Changes,
	Version:  "1",
	Kind:     detangle.Participating,
	Window:   true,
	Where:    []string{"model", "state", "county", "agency_kind", "agency"},
	By:       []string{"model", "state", "county", "agency_kind", "month"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the changes that are ends.
type Prepared struct{ log *detangle.ChangeLog }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	log, err := detangle.NewChangeLog(f)
	return &Prepared{log}, err
}

// Compute counts the ends in each window.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	f, switched, err := p.log.Count(a, true)
	f.Caveats = []string{
		"An end is dated by the lists on either side of it: the value counts those that certainly fall in the window, the high bound those that may.",
		"An end counts once three complete lists in a row lack the agreement; relabelled agencies have not ended.",
	}
	if switched > 0 {
		f.Caveats = append(f.Caveats, fmt.Sprintf("Ends where the agency changed to another model: %d, counted here.", switched))
	}
	return f, err
}

// Evidence returns the ends that certainly fall in the window, each with the
// last row that shows the agreement.
func (p *Prepared) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	return p.log.Evidence(a, true)
}
