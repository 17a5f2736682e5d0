package link

import (
	"detangle/stat/contingency"
	"detangle/stat/disparity"
)

// Officers write Hispanic drivers down as white. Where a file has surnames, every
// comparison is made again with Hispanic told by them (stop.race_by_surname), as a
// sensitivity beside the number that rests on what was recorded: no row of its own,
// and in no family. It is left out where it would tell of fewer than ten persons who
// were recorded otherwise.

// bySurname is the period under which such counts come: all months, told otherwise.
const bySurname = "surname"

// recode puts the value by surname beside each that rests on recorded races.
func recode(rows []estimate, comparisons []*comparison) {
	recorded, told := map[estimateKey]*comparison{}, map[estimateKey]map[string]disparity.Numbers{}
	for _, c := range comparisons {
		if c.period == "all" {
			recorded[c.testPlace()] = c
		}
	}
	for _, c := range comparisons {
		if c.period != bySurname {
			continue
		}
		key := c.testPlace()
		if r := recorded[key]; r == nil || moves(r.counts.Group, c.counts.Group) || moves(r.counts.Against, c.counts.Against) || small(c.counts.Group) || small(c.counts.Against) {
			continue
		}
		told[key] = map[string]disparity.Numbers{}
		for _, n := range disparity.Compare(c.counts, level) {
			told[key][string(n.Estimator)] = n
		}
	}
	for i := range rows {
		r := &rows[i]
		if n, ok := told[r.testPlace()][r.estimator]; ok && r.period == "all" && r.numbers.Refusal == nil && n.Refusal == nil {
			r.surname = [3]*float64{n.Value, n.Low, n.High}
		}
	}
}

// testPlace is a test's place and group, whatever the period.
func (e *estimate) testPlace() estimateKey {
	key := e.place()
	key[5] = e.test
	return key
}

// moves says whether so few persons are told otherwise that a number would tell of them.
func moves(recorded, told contingency.Rate) bool {
	few := func(a, b int64) bool { n := max(a-b, b-a); return n > 0 && n < leastPersons }
	return few(recorded.Cases, told.Cases) || few(recorded.Trials-recorded.Cases, told.Trials-told.Cases)
}
