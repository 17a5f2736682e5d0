// Package agenciesparticipating counts the agencies on the newest complete list of
// participating agencies on or before a day, each once, however many agreements
// it has and whatever name it bears. Its rules stand in method.md.
package agenciesparticipating

import (
	_ "embed"
	"slices"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "agencies_participating",
	Title:    "Agencies participating",
	Question: "How many agencies take part in 287(g), by ICE's newest list?",
	Unit:     detangle.Agencies,
	Version:  "1",
	Kind:     detangle.Participating,
	Where:    []string{"model", "state", "county", "agency_kind", "agency"},
	By:       []string{"model", "state", "county", "agency_kind", "month"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the rows of every participating list; an agency with two
// agreements has two.
type Prepared struct{ *detangle.Printed }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	printed, err := detangle.NewPrinted(f)
	return &Prepared{printed}, err
}

// Compute counts the agencies on the list that stood at each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	f, err := p.Count(a, "agency")
	if slices.Contains(a.By, "model") {
		f.Caveats = []string{"An agency with two models counts once under each: the models add up to more than the agencies."}
	}
	return f, err
}
