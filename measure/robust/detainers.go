package robust

import (
	"slices"

	"errors"

	"detangle"
	"detangle/stat/contingency"
	"detangle/stat/disparity"
)

// Detainers are the comparisons of the test of detainers, of all records.
type Detainers struct {
	source, compared, within []string
	rates                    [3][2][]int64 // cases and trials: of the group, of those compared with, of those of no known group
}

// NewDetainers reads a frame.
func NewDetainers(f *detangle.Frame) (*Detainers, error) {
	d := &Detainers{source: f.Strings("source"), compared: f.Strings("compared"), within: f.Strings("within")}
	for i, side := range []string{"", "against_", "missing_"} {
		for j, what := range []string{"cases", "trials"} {
			d.rates[i][j] = f.Ints(side + what)
			if len(d.rates[i][j]) != len(d.source) {
				return nil, errors.New("the counts of detainers lack a column")
			}
		}
	}
	if len(d.compared) != len(d.source) || len(d.within) != len(d.source) {
		return nil, errors.New("the counts of detainers lack a name")
	}
	return d, nil
}

// Check answers with every check, in one order: strata are classes of charge, or
// states.
func (d *Detainers) Check(q Question) []detangle.Check {
	if !slices.Contains(disparity.Estimators(), q.Estimator) {
		return notChecked()
	}
	var counts disparity.Counts
	var strata []string
	for i := range d.source {
		if d.source[i] != q.Source || d.compared[i] != q.Group {
			continue
		}
		rate := func(side int) contingency.Rate {
			return contingency.Rate{Cases: d.rates[side][0][i], Trials: d.rates[side][1][i]}
		}
		s := disparity.Stratum{Group: rate(0), Against: rate(1), Missing: rate(2)}
		add(&counts.Group, s.Group.Cases, s.Group.Trials)
		add(&counts.Against, s.Against.Cases, s.Against.Trials)
		add(&counts.Missing, s.Missing.Cases, s.Missing.Trials)
		counts.Strata, strata = append(counts.Strata, s), append(strata, d.within[i])
	}
	if hidden(counts) {
		return smallCounts()
	}
	rows := check(counts, strata, true, q.Estimator)
	if rows[0].Refusal != nil {
		return rows[:1]
	}
	rows = append(rows, detangle.Check{Check: "day of the week in place of race", Refusal: &detangle.Refusal{Code: disparity.NotRecorded, Reason: "the counts of this test have no days", Closing: "counts of bookings by day"}})
	return append(rows, printer{true}.missing(counts, q.Estimator)...)
}
