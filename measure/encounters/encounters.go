// Package encounters counts the encounters that ICE recorded. Its rules stand in
// method.md: many are matches of fingerprints at which nobody was met, and the
// area is that of the office, not of the person.
package encounters

import (
	_ "embed"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

var keys = []string{"source", "release", "fiscal_year", "aor", "program", "event_type", "landmark_class", "disposition"}

func nowhere(key string) detangle.Refusal {
	return detangle.Refusal{Code: "no_column", Reason: "encounter rows do not say the " + key + ": the area is that of the office that worked on it, which may be in another state than the person",
		Closing: "a release of ICE's encounters that has the place of the jail"}
}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:       "encounters",
	Title:      "Encounters",
	Question:   "How many encounters did ICE record, when, of which kind, and what was made of them?",
	Unit:       detangle.Encounters,
	Version:    "1",
	Window:     true,
	Where:      keys,
	By:         append([]string{"month"}, keys...),
	Lacks:      map[string]detangle.Refusal{"state": nowhere("state"), "county": nowhere("county"), "facility": nowhere("facility"), "agency": nowhere("local agency"), "model": nowhere("local agency, and so no model in force")},
	Attributes: []string{"criminality", "threat_level", "citizenship", "gender", "age"},
	Events:     "encounter",
	SQL:        input,
	Method:     method,
	Prepare:    func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the counts.
type Prepared struct{ *detangle.Counts }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	counts, err := detangle.NewCounts(f, detangle.About{Name: "encounters", Closing: "a release of ICE's encounters of those days"}, keys[2:]...)
	if err != nil {
		return nil, err
	}
	return &Prepared{counts}, nil
}

// Compute counts the encounters of each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	rows, err := p.Count(a, nil)
	return detangle.Finding{Rows: rows, Caveats: []string{
		"An encounter need not be a meeting: a match of fingerprints makes one. It is no arrest, and one person may have many.",
		"The area of responsibility is that of the office that worked on it. A centre that works on matches does so for other states.",
	}}, err
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
