// Package agreementsstarted counts the agreements that came onto ICE's lists
// within a window. Its rules stand in method.md.
package agreementsstarted

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
	Name:     "agreements_started",
	Title:    "Agreements started",
	Question: "How many 287(g) agreements came onto ICE's lists?",
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

// Prepared holds the changes that are starts, and those that look like one.
type Prepared struct{ log *detangle.ChangeLog }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	log, err := detangle.NewChangeLog(f)
	return &Prepared{log}, err
}

// Compute counts the starts in each window.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	f, switched, err := p.log.Count(a, false)
	f.Caveats = []string{
		"A start is dated by the lists on either side of it, not by its signing date: the value counts those that certainly fall in the window, the high bound those that may.",
		"Relabelled agencies and rewritten signing dates are no starts.",
	}
	if switched > 0 {
		f.Caveats = append(f.Caveats, fmt.Sprintf("Changes from one model to another in the window, which are no starts: %d.", switched))
	}
	return f, err
}

// Evidence returns the starts that certainly fall in the window, each with the
// first row that shows it.
func (p *Prepared) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	return p.log.Evidence(a, false)
}
