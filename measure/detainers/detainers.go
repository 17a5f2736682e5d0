// Package detainers counts the detainers that were prepared. Its rules stand in
// method.md: one record at a time, repeated rows once, and a model in force only
// where the jail's agency is known.
package detainers

import (
	_ "embed"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

var keys = []string{"source", "release", "fiscal_year", "state", "county", "facility", "agency", "model", "since_agreement", "request_class", "lift_reason", "outcome", "aor", "program"}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:       "detainers",
	Title:      "Detainers",
	Question:   "How many detainers did ICE prepare, when, and for which jails?",
	Unit:       detangle.Detainers,
	Version:    "1",
	Window:     true,
	Where:      keys,
	By:         append([]string{"month"}, keys...),
	Attributes: []string{"criminality", "threat_level", "citizenship", "gender", "age", "entry_status", "conviction"},
	Events:     "detainer",
	SQL:        input,
	Method:     method,
	Prepare:    func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the counts.
type Prepared struct {
	*detangle.Counts
	cover   detangle.Coverage
	certain []bool // the model in force is certain
	citizen map[string]lifted
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	counts, err := detangle.NewCounts(f, detangle.About{Name: "detainers", Closing: "a release of ICE's detainers, or a local record, of those days"}, append(keys[2:], "facility_name")...)
	if err != nil {
		return nil, err
	}
	p := &Prepared{Counts: counts, cover: counts.Coverage(), certain: make([]bool, f.Len())}
	counts.Name(p.cover.Words, "facility", "facility_name")
	for i, c := range f.Ints("model_certain") {
		p.certain[i] = c == 1
	}
	return p, p.readCitizens(f)
}

// Coverage says which days the usual record has, and the values of its keys.
func (p *Prepared) Coverage() detangle.Coverage { return p.cover }

// Compute counts the detainers of each moment. Where a question is about a model
// in force and the ledger is not certain of it, the low bound leaves the
// detainer out of its row.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	var bounds func(row int) detangle.Bounds
	if a.Asks("model") || a.Asks("since_agreement") {
		bounds = func(row int) detangle.Bounds {
			if p.certain[row] {
				return detangle.Certain
			}
			return detangle.Likely
		}
		finding.Caveats = append(finding.Caveats, "The model is the one in force, on the day the detainer was prepared, at the agency that runs the jail; the low bound leaves out detainers of days on which the ledger is not certain. Before and after an agreement much else changed: a difference is no effect.")
	}
	var err error
	finding.Rows, err = p.Count(a, bounds)
	if a.Asks("lift_reason") && err == nil {
		p.splitCitizens(a, &finding)
	}
	finding.Caveats = append(finding.Caveats, "A detainer is a request, not a hold: whether the jail kept anyone is not in this record.")
	return finding, err
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
