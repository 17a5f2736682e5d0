// Package stays counts the stays in immigration detention that began. Its rules
// stand in method.md: a stay is made of stints, and counts where its first one was.
package stays

import (
	_ "embed"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

var keys = []string{"source", "release", "fiscal_year", "state", "county", "facility", "aor", "program", "release_reason", "status"}

func notJail(key string) detangle.Refusal {
	return detangle.Refusal{Code: "no_column", Reason: "a stay is in immigration detention, whose facilities are not the jail that handed the person over: it has no " + key,
		Closing: "detainers by agency, with the share that led to a stay: measures detainers and detainer_outcomes"}
}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:       "stays",
	Title:      "Stays in detention begun",
	Question:   "How many stays in immigration detention began, when and where?",
	Unit:       detangle.Stays,
	Version:    "1",
	Window:     true,
	Where:      keys,
	By:         append([]string{"month"}, keys...),
	Lacks:      map[string]detangle.Refusal{"agency": notJail("local agency"), "model": notJail("model in force")},
	Attributes: []string{"criminality", "threat_level", "citizenship", "gender", "age", "ethnicity", "entry_status", "conviction"},
	Events:     "stay",
	SQL:        input,
	Method:     method,
	Prepare:    func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the counts.
type Prepared struct{ *detangle.Counts }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	counts, err := detangle.NewCounts(f, detangle.About{Name: "stays in detention", Closing: "a release of ICE's detentions of those days"}, keys[2:]...)
	if err != nil {
		return nil, err
	}
	return &Prepared{counts}, nil
}

// Compute counts the stays that began in each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	rows, err := p.Count(a, nil)
	return detangle.Finding{Rows: rows, Caveats: []string{
		"A stay counts once, in the month and at the facility of its first book-in. Rows without a person's id are in no stay.",
		"Whether a stay has ended, and how, is as of the end of its release.",
	}}, err
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
