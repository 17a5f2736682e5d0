// Package arrests counts administrative arrests. Its rules stand in method.md:
// most rows do not say where, and a state may have been filled in.
package arrests

import (
	_ "embed"
	"fmt"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

var keys = []string{"source", "release", "fiscal_year", "state", "state_rule", "aor", "program", "method", "method_class", "apprehension_type", "arresting_agency"}

func nowhere(key string) detangle.Refusal {
	return detangle.Refusal{Code: "no_column", Reason: "arrest rows do not say the " + key + ": the column of the county is empty in every release, and a landmark often names an office of ICE, not a place",
		Closing: "a release of ICE's arrests that has the place of arrest, or the records of the agencies that handed people over"}
}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:       "arrests",
	Title:      "Administrative arrests",
	Question:   "How many administrative arrests did ICE make, when, by which method, and in which state as far as that is known?",
	Unit:       detangle.Arrests,
	Version:    "1",
	Window:     true,
	Where:      keys,
	By:         append([]string{"month"}, keys...),
	Lacks:      map[string]detangle.Refusal{"county": nowhere("county"), "facility": nowhere("facility"), "agency": nowhere("local agency"), "model": nowhere("local agency, and so no model in force")},
	Attributes: []string{"criminality", "threat_level", "citizenship", "gender", "age"},
	Events:     "arrest",
	SQL:        input,
	Method:     method,
	Prepare:    func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the counts.
type Prepared struct{ *detangle.Counts }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	counts, err := detangle.NewCounts(f, detangle.About{Name: "arrests", Closing: "a release of ICE's arrests, or a local record, of those days"}, keys[2:]...)
	if err != nil {
		return nil, err
	}
	return &Prepared{counts}, nil
}

// Compute counts the arrests of each moment, and says how many rows say where.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	var err error
	if finding.Rows, err = p.Count(a, nil); err != nil {
		return finding, err
	}
	printed, filled, all := int64(0), int64(0), int64(0)
	err = p.Each(a, a.Moments(), func(_, row int, events int64) {
		all += events
		switch rule := p.Facets().Value("state_rule", row); {
		case rule == "printed":
			printed += events
		case rule != "":
			filled += events
		}
	})
	if all > 0 {
		finding.Caveats = append(finding.Caveats, fmt.Sprintf("Of %d arrests %d print a state, %d had it filled in by a rule (key state_rule), and %d say nothing of it.", all, printed, filled, all-printed-filled))
	}
	if a.Asks("method") {
		finding.Caveats = append(finding.Caveats, "After July 2025 the three CAP incarceration methods are no longer recorded and become Custodial Arrest: across that day compare method_class.")
	}
	return finding, err
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
