// Package detainerlagbands gives the shares of detainers whose person was booked
// into immigration detention within bands of days. Its rules stand in method.md.
package detainerlagbands

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

var keys = []string{"source", "release", "fiscal_year", "state", "county", "agency", "model", "band"}

// bands are in the order of days.
var bands = []string{"before", "same day", "1 to 2 days", "3 to 7 days", "8 to 30 days", "over 30 days"}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "detainer_lag_bands",
	Title:    "Detainers by days to book-in",
	Question: "Of the detainers that a book-in followed, which share was followed within how many days?",
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
type Prepared struct{ *detangle.Counts }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	counts, err := detangle.NewCounts(f, detangle.About{Name: "detainers", Closing: "a release of ICE's detainers of those days whose ids link to stays"}, keys[2:]...)
	if err != nil {
		return nil, err
	}
	return &Prepared{counts}, nil
}

// Compute gives the share of each band; without the key, that of the first two
// days and the day itself.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	every := a // all bands are in the denominator
	every.Where = maps.Clone(a.Where)
	delete(every.Where, "band")
	every.By = slices.DeleteFunc(slices.Clone(a.By), func(key string) bool { return key == "band" })
	none := len(bands)
	groups, err := p.Groups(every, none+1, func(row int, events int64, sums []int64) {
		at := slices.Index(bands, p.Facets().Value("band", row))
		if at < 0 {
			at = none
		}
		sums[at] += events
	})
	var finding detangle.Finding
	unlinked := int64(0)
	for _, g := range groups {
		unlinked += g.Sums[none]
		finding.Rows = append(finding.Rows, rows(g, a)...)
	}
	finding.Caveats = []string{
		fmt.Sprintf("Detainers without a linked book-in, which are in no share: %d. Low and high are the 95 %% interval (Wilson).", unlinked),
		"A lag, not a hold: the jail's release times are not in the record. Before: the book-in lies up to a day before the day of preparation.",
	}
	if !a.Asks("band") {
		finding.Caveats = append(finding.Caveats, "Without the key band: the share booked in on the same day or within the two after it.")
	}
	return finding, err
}

// rows makes the shares asked for of a group.
func rows(g detangle.Group, a detangle.Args) (out []detangle.FindingRow) {
	n := int64(0)
	for _, k := range g.Sums[:len(bands)] {
		n += k
	}
	one := func(k int64, band string) detangle.FindingRow {
		row := detangle.FindingRow{Keys: maps.Clone(g.Row.Keys), N: k}
		of := float64(n)
		row.Denominator = &of
		if band != "" {
			row.Keys["band"] = band
		}
		if n < 10 {
			row.Refusal = &detangle.Refusal{Code: "too_few", Reason: "no share is given of fewer than 10 linked detainers"}
			return row
		}
		value := float64(k) / of
		low, high := interval.Wilson(k, n)
		row.Value, row.Low, row.High = &value, &low, &high
		return row
	}
	if band, ok := a.Where["band"]; ok && !slices.Contains(a.By, "band") {
		return []detangle.FindingRow{one(g.Sums[max(0, slices.Index(bands, band))], "")}
	}
	if !slices.Contains(a.By, "band") {
		return []detangle.FindingRow{one(g.Sums[1]+g.Sums[2], "")}
	}
	for i, band := range bands {
		if only, ok := a.Where["band"]; !ok || only == band {
			out = append(out, one(g.Sums[i], band))
		}
	}
	return out
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
