// Package detainerbasis counts the boxes of probable cause that are ticked on
// detainers. Its rules stand in method.md: a detainer may have several, and a box
// that a release does not have is not one left unticked.
package detainerbasis

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

var keys = []string{"source", "release", "fiscal_year", "state", "county", "agency", "model", "aor", "request_class", "box", "standing"}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "detainer_basis",
	Title:    "Probable cause on detainers",
	Question: "On how many detainers is each box of probable cause ticked?",
	Unit:     detangle.Detainers,
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
	counts, err := detangle.NewCounts(f, detangle.About{Name: "detainers", Closing: "a release of ICE's detainers, or a local record, of those days"}, keys[2:]...)
	if err != nil {
		return nil, err
	}
	p := &Prepared{Counts: counts, cover: counts.Coverage(), certain: make([]bool, f.Len())}
	for i, c := range f.Ints("model_certain") {
		p.certain[i] = c == 1
	}
	return p, nil
}

// Coverage says which days the usual record has, and the values of its keys.
func (p *Prepared) Coverage() detangle.Coverage { return p.cover }

// Choose settles the record, and refuses to add up boxes of one detainer.
func (p *Prepared) Choose(where map[string]string, by []string) detangle.Choice {
	choice := p.Counts.Choose(where, by)
	asked := detangle.Args{Where: where, By: by}
	if choice.Refusal == nil && !asked.Asks("box") {
		choice.Refusal = &detangle.Refusal{Code: "boxes_overlap", Reason: "a detainer may have several boxes ticked, which are not added up", Closing: "by=box, or where.box, such as biometric_match"}
	}
	return choice
}

// The sums of a group: what stands in the box, and that of detainers whose model is not certain.
const (
	ticked = iota
	notTicked
	blank
	noColumn
	unsure   // ticked, of an uncertain model
	unsureNo // not ticked
	sums
)

// standings are in the order of the sums.
var standings = []string{"ticked", "not ticked", "blank", "no column"}

// Compute counts the ticked boxes of those that say yes or no; with the key
// standing, all that stands in a box.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	every := a // what stands in the box decides where a detainer is counted, not whether
	every.Where = maps.Clone(a.Where)
	delete(every.Where, "standing")
	every.By = slices.DeleteFunc(slices.Clone(a.By), func(key string) bool { return key == "standing" })
	modelled := a.Asks("model")
	var total [sums]int64
	lacking := map[string]bool{}
	groups, err := p.Groups(every, sums, func(row int, events int64, to []int64) {
		at := slices.Index(standings, p.Facets().Value("standing", row))
		to[at] += events
		total[at] += events
		if at == noColumn {
			lacking[p.Facets().Value("box", row)] = true
		}
		if at <= notTicked && modelled && !p.certain[row] {
			to[unsure+at] += events
		}
	})
	if err != nil {
		return finding, err
	}
	if held := total[ticked] + total[notTicked] + total[blank]; held == 0 && total[noColumn] > 0 && !a.Asks("standing") {
		finding.Refusal = &detangle.Refusal{Code: "no_column", Reason: "no release that was asked about has the boxes " + strings.Join(slices.Sorted(maps.Keys(lacking)), ", "), Closing: "a release that has them, or by=standing"}
		return finding, nil
	}
	for _, g := range groups {
		finding.Rows = append(finding.Rows, rows(g, a, modelled)...)
	}
	finding.Caveats = caveats(total, lacking, modelled)
	return finding, nil
}

// rows are those of one group: the ticked boxes, or a row for each standing.
func rows(g detangle.Group, a detangle.Args, modelled bool) (out []detangle.FindingRow) {
	if !a.Asks("standing") {
		row := count(g, ticked, modelled)
		if known := float64(g.Sums[ticked] + g.Sums[notTicked]); known > 0 {
			row.Denominator = &known
		} else {
			row.Value, row.Low, row.High = nil, nil, nil
			row.Refusal = silent(g)
		}
		return []detangle.FindingRow{row}
	}
	for at, standing := range standings {
		if one, ok := a.Where["standing"]; ok && one != standing || g.Sums[at] == 0 {
			continue
		}
		row := count(g, at, modelled)
		if slices.Contains(a.By, "standing") {
			row.Keys["standing"] = standing
		}
		out = append(out, row)
	}
	return out
}

// count is the number of detainers of one standing. Where a question is about a
// model in force, the low bound leaves out detainers of days on which the ledger is not certain.
func count(g detangle.Group, at int, modelled bool) detangle.FindingRow {
	value := float64(g.Sums[at])
	row := detangle.FindingRow{Keys: maps.Clone(g.Row.Keys), Value: &value, N: g.Sums[at]}
	if modelled && at <= notTicked {
		low, high := value-float64(g.Sums[unsure+at]), value
		row.Low, row.High = &low, &high
	}
	return row
}

// silent says why a group has no number: neither yes nor no stands in any row.
func silent(g detangle.Group) *detangle.Refusal {
	if g.Sums[blank] == 0 {
		return &detangle.Refusal{Code: "no_column", Reason: "the release does not have this box", Closing: "a release that has it"}
	}
	return &detangle.Refusal{Code: "blank", Reason: "the box is blank in every row: neither yes nor no", Closing: "by=standing"}
}

func caveats(total [sums]int64, lacking map[string]bool, modelled bool) []string {
	out := []string{fmt.Sprintf("Over the boxes asked about: %d ticked, %d not ticked, %d blank. The denominator is those that say yes or no; blank is neither.", total[ticked], total[notTicked], total[blank])}
	if total[noColumn] > 0 {
		out = append(out, fmt.Sprintf("Not in every release: of %s %d detainers have no column. A box that is absent is not one left unticked.", strings.Join(slices.Sorted(maps.Keys(lacking)), ", "), total[noColumn]))
	}
	if modelled {
		out = append(out, "The model is the one in force, on the day the detainer was prepared, at the agency that runs the jail; the low bound leaves out detainers of days on which the ledger is not certain.")
	}
	return append(out, "A ticked box is what ICE wrote on its form. Whether there was probable cause is not in this record.")
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
