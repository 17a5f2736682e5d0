// Package detaineroutcomes gives the shares of detainers that were honoured,
// declined, or of which neither is known. Its rules stand in method.md: three
// values, and bounds that take the unknown either way.
package detaineroutcomes

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"

	"detangle"
	"detangle/stat/interval"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

var keys = []string{"source", "release", "fiscal_year", "state", "county", "facility", "agency", "model", "since_agreement", "request_class", "aor", "program", "outcome"}

// fewest is the number of detainers below which no share is printed.
const fewest = 10

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "detainer_outcomes",
	Title:    "What became of detainers",
	Question: "Which share of detainers was honoured, which declined, and of which is neither known?",
	Unit:     detangle.Share,
	Version:  "1",
	Window:   true,
	Where:    keys,
	By:       append([]string{"month"}, keys...),
	Withheld: []string{"criminality", "threat_level", "citizenship", "gender", "age", "entry_status", "conviction"},
	Events:   "detainer",
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the counts.
type Prepared struct {
	*detangle.Counts
	cover   detangle.Coverage
	certain []bool // the model in force is certain
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
	return p, nil
}

// Coverage says which days the usual record has, and the values of its keys.
func (p *Prepared) Coverage() detangle.Coverage { return p.cover }

// The sums of a group: each outcome, and those of them whose model is not certain.
const (
	honoured = iota
	declined
	unknown
	unsure // three more
	sums   = 6
)

var outcomes = []string{"honoured", "declined", "unknown"}

// Compute gives the share of each outcome asked for; without the key outcome,
// that of the honoured ones.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	wanted := outcomes[:1]
	if one, ok := a.Where["outcome"]; ok {
		wanted = []string{one}
	} else if slices.Contains(a.By, "outcome") {
		wanted = outcomes
	}
	every := a // all outcomes are in the denominator
	every.Where = maps.Clone(a.Where)
	delete(every.Where, "outcome")
	every.By = slices.DeleteFunc(slices.Clone(a.By), func(key string) bool { return key == "outcome" })
	uncertain := a.Asks("model") || a.Asks("since_agreement")
	groups, err := p.Groups(every, sums, func(row int, events int64, sums []int64) {
		at := max(0, slices.Index(outcomes, p.Facets().Value("outcome", row)))
		sums[at] += events
		if uncertain && !p.certain[row] {
			sums[unsure+at] += events
		}
	})
	var finding detangle.Finding
	var total [sums]int64
	for _, g := range groups {
		for i, n := range g.Sums {
			total[i] += n
		}
		for _, outcome := range wanted {
			row := share(g, slices.Index(outcomes, outcome))
			if slices.Contains(a.By, "outcome") {
				row.Keys["outcome"] = outcome
			}
			finding.Rows = append(finding.Rows, row)
		}
	}
	finding.Caveats = []string{
		fmt.Sprintf("Detainers asked about: honoured %d, declined %d, unknown %d. Low and high take the unknown either way, each with the 95 %% interval (Wilson) of its share.", total[honoured], total[declined], total[unknown]),
		"Honoured is inferred: the lift reason says booked into detention, or a stay of the same id begins soon after. ICE learns of few refusals, so that declined is a floor.",
	}
	return finding, err
}

// share makes the row of one outcome of a group. The bounds move the unknown,
// and the detainers that may not belong to the group, against the value and for it.
func share(g detangle.Group, outcome int) detangle.FindingRow {
	row := detangle.FindingRow{Keys: maps.Clone(g.Row.Keys)}
	k, n := g.Sums[outcome], g.Sums[honoured]+g.Sums[declined]+g.Sums[unknown]
	all := float64(n)
	row.N, row.Denominator = k, &all
	if n < fewest {
		row.Refusal = &detangle.Refusal{Code: "too_few", Reason: fmt.Sprintf("no share is given of fewer than %d detainers", fewest)}
		return row
	}
	value, most := float64(k)/all, k
	if outcome != unknown {
		most += g.Sums[unknown]
	}
	mayLeave, others := g.Sums[unsure+outcome], g.Sums[unsure+honoured]+g.Sums[unsure+declined]+g.Sums[unsure+unknown]-g.Sums[unsure+outcome]
	if outcome != unknown {
		others -= g.Sums[unsure+unknown]
	}
	low, _ := interval.Wilson(k-mayLeave, n-mayLeave)
	_, high := interval.Wilson(most, n-others)
	row.Value, row.Low, row.High = &value, &low, &high
	return row
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
