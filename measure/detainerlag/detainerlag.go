// Package detainerlag gives the median number of days from the preparation of a
// detainer to the first linked book-in. Its rules stand in method.md: it is a
// lag, never a hold, because the time of release in the jail is not in the record.
package detainerlag

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

var keys = []string{"source", "release", "fiscal_year", "state", "county", "agency", "model"}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "detainer_lag",
	Title:    "Days from detainer to book-in",
	Question: "How many days after a detainer was prepared was the person booked into immigration detention, at the median?",
	Unit:     detangle.Days,
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
	lag []int64
}

// None stands in input.sql for a detainer without a linked book-in.
const none = -100000

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	counts, err := detangle.NewCounts(f, detangle.About{Name: "detainers", Closing: "a release of ICE's detainers of those days whose ids link to stays"}, keys[2:]...)
	if err != nil {
		return nil, err
	}
	p := &Prepared{counts, f.Ints("lag_days")}
	if len(p.lag) != f.Len() {
		return nil, fmt.Errorf("no integer column lag_days")
	}
	return p, nil
}

// Compute gives the median of each group, of the detainers that have a lag.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	seen := map[*int64]map[int64]int64{} // first sum of a group -> lag -> detainers
	groups, err := p.Groups(a, 2, func(row int, events int64, sums []int64) {
		sums[0] += events
		if p.lag[row] == none {
			return
		}
		sums[1] += events
		if seen[&sums[0]] == nil {
			seen[&sums[0]] = map[int64]int64{}
		}
		seen[&sums[0]][p.lag[row]] += events
	})
	all, linked := int64(0), int64(0)
	for _, g := range groups {
		all, linked = all+g.Sums[0], linked+g.Sums[1]
		finding.Rows = append(finding.Rows, median(g, seen[&g.Sums[0]]))
	}
	finding.Caveats = []string{
		fmt.Sprintf("Of %d detainers %d have a linked book-in; the others have no lag and are not in the median. Low and high are the 95 %% interval of the median (order statistics).", all, linked),
		"A lag, not a hold: the day a detainer was prepared may lie long before the day of release, and the jail's release times are not in the record.",
	}
	return finding, err
}

func median(g detangle.Group, lags map[int64]int64) detangle.FindingRow {
	row := detangle.FindingRow{Keys: g.Row.Keys, N: g.Sums[1]}
	of := float64(g.Sums[0])
	row.Denominator = &of
	if row.N == 0 {
		row.Refusal = &detangle.Refusal{Code: "no_link", Reason: "none of these detainers has a linked book-in", Closing: "a release whose ids link detainers to stays"}
		return row
	}
	var values []float64
	var counts []int64
	for _, lag := range slices.Sorted(maps.Keys(lags)) {
		values, counts = append(values, float64(lag)), append(counts, lags[lag])
	}
	middle, low, high := interval.Median(values, counts)
	row.Value, row.Low, row.High = &middle, &low, &high
	return row
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
