package link

import (
	"cmp"
	"fmt"
	"math"
	"strconv"

	"detangle"
	"detangle/stat/contingency"
	"detangle/stat/disparity"
)

// The benchmark test asks of stops how many were searched, the outcome test of
// searches how many found something: a group against white people, place by place.

const level = 0.95

// comparison is a group against another in one place, with all that is needed of
// the record it comes from.
type comparison struct {
	estimate              // its key
	kind           string // persons or published
	counts         disparity.Counts
	hispanic, race int64 // recorded, of all groups
	beside         bool  // it would tell of a year that is withheld
}

// besideYears marks one more year of each record, test and group of which a year is of few
// persons: from all years and all others but one that one could be worked out.
func besideYears(comparisons []*comparison, shown familyCells) {
	type key struct{ test, source, compared string }
	held := map[key]bool{}
	least := map[key]*comparison{}
	for _, c := range comparisons {
		if !detangle.IsYear(c.period) {
			continue
		}
		k := key{c.estimate.test, c.source, c.compared}
		if r := c.withhold(shown); r != nil {
			held[k] = held[k] || r.Code == "small_cell"
		} else if o := least[k]; o == nil || c.counts.Group.Trials < o.counts.Group.Trials {
			least[k] = c
		}
	}
	for k, c := range least {
		c.beside = held[k]
	}
}

// stopTests makes the estimates of both tests, and counts what is not tested.
func (w *writer) stopTests(untested map[family3]int64) (rows []estimate) {
	for _, step := range []string{"disparity_count", "disparity_department", "disparity_place", "disparity_pair", "disparity_untested"} {
		w.scratch(step)
	}
	defer w.drop("disparity_untested", "disparity_pair", "disparity_place", "disparity_department", "disparity_count")
	shown, comparisons := w.familyCells(), w.comparisons()
	if w.err != nil {
		return nil
	}
	besideYears(comparisons, shown)
	for _, c := range comparisons {
		if c.period != bySurname {
			rows = append(rows, c.test(shown)...)
		}
	}
	recode(rows, comparisons)
	rows = append(rows, noResidents(comparisons)...)
	rows = append(rows, changed(rows)...)
	concord(rows)
	for i := range rows {
		rows[i].sentence = sentence(&rows[i])
	}
	f, err := w.b.Engine().Query(w.ctx, "SELECT test, scope, compared, places FROM disparity_untested")
	if err != nil {
		w.err = fmt.Errorf("reading the places that are not tested: %w", err)
		return nil
	}
	for i, test := range f.Strings("test") {
		untested[family3{test, f.Strings("scope")[i], f.Strings("compared")[i]}] = f.Ints("places")[i]
	}
	return rows
}

// comparisons reads what is compared.
func (w *writer) comparisons() (out []*comparison) {
	if w.err != nil {
		return nil
	}
	f, err := w.b.Engine().Query(w.ctx, `SELECT test, source, kind, scope, state, county, department, period, agreement_change, compared, alone, cases, trials, against_cases, against_trials, missing_cases, missing_trials, hispanic, raced, places
		FROM disparity_pair ORDER BY test, source, scope, state, county, department, agreement_change, compared, period, alone, within`)
	if err != nil {
		w.err = fmt.Errorf("reading what tests compare: %w", err)
		return nil
	}
	test, source, kind, scope, compared := f.Strings("test"), f.Strings("source"), f.Strings("kind"), f.Strings("scope"), f.Strings("compared")
	state, county, dept, period, change := f.Strings("state"), f.Strings("county"), f.Strings("department"), f.Strings("period"), f.Strings("agreement_change")
	alone, places, hispanic, raced := f.Ints("alone"), f.Ints("places"), f.Ints("hispanic"), f.Ints("raced")
	rate := func(cases, trials string) func(i int) contingency.Rate {
		c, t := f.Ints(cases), f.Ints(trials)
		return func(i int) contingency.Rate { return contingency.Rate{Cases: c[i], Trials: t[i]} }
	}
	group, against, missing := rate("cases", "trials"), rate("against_cases", "against_trials"), rate("missing_cases", "missing_trials")
	for i := range test {
		key := estimate{test: test[i], source: source[i], scope: scope[i], state: state[i], county: county[i], dept: dept[i], period: period[i], change: change[i], compared: compared[i], against: "white", persons: kind[i] == "persons"}
		if len(out) == 0 || !out[len(out)-1].same(&key) {
			out = append(out, &comparison{estimate: key, kind: kind[i], hispanic: hispanic[i], race: raced[i]})
		}
		c := &out[len(out)-1].counts
		s := disparity.Stratum{Group: group(i), Against: against(i), Missing: missing(i)}
		c.Group, c.Against, c.Missing = sum(c.Group, s.Group), sum(c.Against, s.Against), sum(c.Missing, s.Missing)
		if alone[i] == 1 {
			c.Alone += int(places[i])
		} else {
			c.Strata = append(c.Strata, s)
		}
	}
	return out
}

func sum(a, b contingency.Rate) contingency.Rate {
	return contingency.Rate{Cases: a.Cases + b.Cases, Trials: a.Trials + b.Trials}
}

// same says whether two rows are of one comparison.
func (e *estimate) same(o *estimate) bool {
	return e.test == o.test && e.source == o.source && e.scope == o.scope && e.state == o.state && e.county == o.county && e.dept == o.dept && e.compared == o.compared && e.period == o.period && e.change == o.change
}

// test makes the rows of a comparison.
func (c *comparison) test(shown familyCells) (rows []estimate) {
	var numbers []disparity.Numbers
	if c.estimate.test == "residents" {
		numbers = []disparity.Numbers{disparity.Residents(c.counts.Group, c.counts.Against, level)}
	} else {
		numbers = disparity.Compare(c.counts, level)
	}
	withhold := c.withhold(shown)
	counts := &[4]int64{c.counts.Group.Cases, c.counts.Group.Trials, c.counts.Against.Cases, c.counts.Against.Trials}
	if c.persons && (withhold != nil || !shown.both(c)) {
		counts = nil
	}
	for _, n := range numbers {
		row := c.estimate
		if row.test == "residents" {
			row.test = "benchmark"
		}
		row.estimator, row.unit, row.numbers, row.counts = string(n.Estimator), n.Estimator.Unit(), n, counts
		switch {
		case withhold != nil:
			row.numbers = disparity.Numbers{Estimator: n.Estimator, Refusal: withhold}
		case c.persons && smallWithin(n.Estimator, c.counts):
			row.numbers = disparity.Numbers{Estimator: n.Estimator, Refusal: fewPersons()}
		}
		c.missingOf(&row, shown)
		rows = append(rows, row)
	}
	return rows
}

// missingOf says how much has no recorded race, as far as that may be said.
func (c *comparison) missingOf(row *estimate, shown familyCells) {
	if c.kind == "published" {
		row.numbers.MissingLow, row.numbers.MissingHigh = nil, nil // its publisher left them out
		return
	}
	share := coarse(c.counts.MissingShare(), c.counts.Group.Trials+c.counts.Against.Trials+c.counts.Missing.Trials)
	row.missing = &share
	open := c.counts.Missing.Trials == 0 || shown.is(c, "not known") == rateShown
	if !open || small(c.counts.Missing) {
		row.numbers.MissingLow, row.numbers.MissingHigh = nil, nil
	}
}

// coarse rounds a share of so many persons to steps of ten persons or more.
func coarse(share float64, of int64) float64 {
	if of <= 0 {
		return 0
	}
	decimals := int(math.Floor(math.Log10(float64(of) / leastPersons)))
	if decimals < 0 {
		return 0
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(share, 'f', decimals, 64), 64)
	if err != nil {
		panic(err) // it was written just now
	}
	return rounded
}

// withhold refuses what may not be said of persons, and what a police does not
// record.
func (c *comparison) withhold(shown familyCells) *detangle.Refusal {
	if !c.persons {
		return nil
	}
	if c.compared == "hispanic" && c.hispanic == 0 && c.race >= enoughForHispanic {
		return &detangle.Refusal{Code: "hispanic_not_recorded", Reason: "no Hispanic person is among those with a recorded race: it is not recorded here, and Hispanic people are counted under other races", Closing: "a record that has it, or surnames"}
	}
	if c.counts.Group.Trials+c.counts.Against.Trials == 0 {
		what := map[string]string{"benchmark": "whether there was a search", "outcome": "what searches found"}[c.estimate.test]
		return &detangle.Refusal{Code: disparity.NotRecorded, Reason: "the record does not say " + what, Closing: "stop files that do"}
	}
	if small(c.counts.Group) || small(c.counts.Against) || shown.hidden(c) || c.beside {
		return fewPersons()
	}
	return nil
}

// small says whether one side of a rate has 1 to 9 persons.
func small(r contingency.Rate) bool { return few(r.Cases) || few(r.Trials-r.Cases) }

func few(persons int64) bool { return persons > 0 && persons < leastPersons }

// smallWithin says whether what a way to compare within places rests on is of few persons: the
// places that have both groups may hold few of all.
func smallWithin(e disparity.Estimator, c disparity.Counts) bool {
	group, against := c.Shared()
	return e.Within() && (small(group) || small(against))
}

// fewPersons refuses what would tell of them.
func fewPersons() *detangle.Refusal {
	return &detangle.Refusal{Code: "small_cell", Reason: "a count that it rests on has fewer than ten persons, or would tell of one that has", Closing: "more years, or more places together"}
}

// changed compares the months after each change of agreement with those before.
func changed(rows []estimate) (out []estimate) {
	type around struct{ before, after *estimate }
	var order []estimateKey
	by := map[estimateKey]*around{}
	for i := range rows {
		r := &rows[i]
		if r.period != "before" && r.period != "after" {
			continue
		}
		key := r.place()
		key[5] = r.test + " " + r.estimator
		if by[key] == nil {
			by[key] = &around{}
			order = append(order, key)
		}
		if r.period == "before" {
			by[key].before = r
		} else {
			by[key].after = r
		}
	}
	for _, key := range order {
		a := by[key]
		row := *cmp.Or(a.after, a.before)
		row.period, row.missing = "change", nil
		if a.before == nil || a.after == nil {
			row.numbers = disparity.Numbers{Estimator: row.numbers.Estimator, Refusal: &detangle.Refusal{Code: disparity.NotRecorded, Reason: "no stops are recorded on one side of the change", Closing: "a longer record"}}
		} else {
			row.numbers = disparity.Change(a.before.numbers, a.after.numbers)
		}
		out = append(out, row)
	}
	return out
}

// noResidents refuses the comparison with residents where their races are not held.
func noResidents(comparisons []*comparison) (rows []estimate) {
	for _, c := range comparisons {
		if c.scope != "police" || c.kind == "published" || c.estimate.test != "benchmark" || c.period != "all" {
			continue
		}
		row := c.estimate
		row.estimator, row.unit = string(disparity.PerResident), disparity.PerResident.Unit()
		row.numbers = disparity.Numbers{Estimator: disparity.PerResident, Refusal: &detangle.Refusal{Code: "no_residents", Reason: "no count of residents by race is held for the places of this record", Closing: "residents by race and place; stops against residents would describe, and test nothing"}}
		rows = append(rows, row)
	}
	return rows
}

// concord marks how both tests of a group and place agree, by the difference
// within places.
func concord(rows []estimate) {
	type both struct{ search, hit *disparity.Numbers }
	by := map[estimateKey]*both{}
	for i := range rows {
		if rows[i].estimator != string(disparity.DifferenceWithin) {
			continue
		}
		key := rows[i].place()
		if by[key] == nil {
			by[key] = &both{}
		}
		if rows[i].test == "benchmark" {
			by[key].search = &rows[i].numbers
		} else {
			by[key].hit = &rows[i].numbers
		}
	}
	for i := range rows {
		if b := by[rows[i].place()]; b != nil && b.search != nil && b.hit != nil && rows[i].period != "change" {
			rows[i].concordance = string(disparity.Concord(*b.search, *b.hit))
		}
	}
}

// estimateKey is a place, period and group.
type estimateKey [8]string

func (e *estimate) place() estimateKey {
	return estimateKey{e.source, e.scope, e.state, e.county, e.dept, e.period, e.change, e.compared}
}
