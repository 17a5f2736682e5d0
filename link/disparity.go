package link

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"detangle"
	"detangle/stat/disparity"
	"detangle/stat/refuse"
	"detangle/stat/veil"
)

// Tests for unequal treatment are computed at the build, all of one fixed list, so
// that no family of tests is chosen after seeing its numbers: disparity_estimate
// has a row for each test, record, scope, place, period, group and estimator.
// Each test makes a slice of estimates (disparityTests); what all have in common
// happens here: families, rounding, the table.
//
// Rows that rest on individual stops rest on an attribute of persons. No number is
// given where a count that it is made of is withheld from the family of
// stop_race_cell or has 1 to 9 persons; those that are given have three digits, so
// that differences of places lead back to no count.

// estimate is a row before it is written.
type estimate struct {
	test                string // benchmark, outcome, detainers, risk_adjusted, veil
	source              string
	scope               string // police, state, county, department
	state, county, dept string
	period              string // all, a year, before, after, change
	change              string // the change of agreement that a period is about
	compared, against   string
	unit                string // ratio, odds ratio, difference
	estimator           string
	persons             bool // it rests on rows about persons
	numbers             disparity.Numbers
	counts              *[4]int64   // cases and trials of the group and of those compared with, where they may be shown
	missing             *float64    // share without a recorded race
	surname             [3]*float64 // the value and interval with Hispanic told by surname
	concordance         string
	sentence            string

	standing disparity.Standing
}

// disparityInputs are the tables that estimates are made of.
var disparityInputs = []string{"stop_place", "stop_cell", "stop_count", "stop_rate", "stop_race_cell", "stop_period", "stop_month", "stop_evening", "stop_risk", "county", "booking", "detainer", "detainer_event"}

// disparityMethod moves when the same counts make other rows, or rows have other
// columns.
const disparityMethod = "13"

// disparityTables are what is made of them.
var disparityTables = []string{"disparity_detainer", "disparity_estimate", "disparity_family", "disparity_record", "risk_overlap", "veil_clock", "veil_stop"}

// disparities makes the tables of tests, or carries them over.
func (w *writer) disparities() {
	if w.err != nil {
		return
	}
	before := w.key
	defer func() { w.key = before }()
	w.key = "disparity " + w.b.Contents(disparityInputs...) + " " + Hash()
	kept := 0
	for _, table := range disparityTables {
		if _, ok := w.b.Reuse(table, w.key); ok {
			kept++
		}
	}
	if kept < len(disparityTables) {
		w.disparityTests()
	}
	for _, table := range disparityTables {
		w.view(table)
	}
}

// disparityTests runs every test. Another test is another slice.
func (w *writer) disparityTests() {
	untested := map[family3]int64{}
	rows := slices.Concat(w.stopTests(untested), w.detainerTests(), w.veilTests(untested), w.riskTests(untested))
	if w.err != nil {
		return
	}
	for i := range rows {
		rows[i].finite()
	}
	families := adjust(rows, untested)
	for i := range rows {
		rows[i].round()
	}
	w.writeEstimates(rows)
	w.writeFamilies(families)
	w.step("disparity_record")
}

// family3 is what places are left out of, before any estimator is asked.
type family3 struct{ test, scope, compared string }

// familyKey is a family: fixed in advance, over all places and records.
type familyKey struct{ test, estimator, compared, scope, period string }

type testFamily struct {
	familyKey
	disparity.Family
	untested int64
}

// ranked are the estimators by which places are ranked.
func ranked(e string) bool {
	return e == string(disparity.RatioWithin) || e == string(disparity.DifferenceWithin) || e == string(veil.BySize) || e == string(EqualRiskWithin)
}

// adjust sorts the rows and gives each its standing within its family.
func adjust(rows []estimate, untested map[family3]int64) (families []testFamily) {
	slices.SortStableFunc(rows, compareEstimates)
	for from := 0; from < len(rows); {
		key, to := rows[from].family(), from
		var numbers []disparity.Numbers
		for to < len(rows) && rows[to].family() == key {
			numbers = append(numbers, rows[to].numbers)
			to++
		}
		f, standings := disparity.Adjust(numbers, ranked(key.estimator) && key.period == "all", disparity.Seed)
		for i, s := range standings {
			rows[from+i].standing = s
		}
		t := testFamily{familyKey: key, Family: f}
		if key.period == "all" {
			t.untested = untested[family3{countedBy(key), key.scope, key.compared}]
		}
		families = append(families, t)
		from = to
	}
	return append(families, emptyFamilies(families, untested)...)
}

// countedBy is the test whose counts a family rests on.
func countedBy(key familyKey) string {
	if key.estimator == string(disparity.PerResident) {
		return "residents"
	}
	return key.test
}

// emptyFamilies are those of which no place is tested: they are counted all the same.
func emptyFamilies(families []testFamily, untested map[family3]int64) (out []testFamily) {
	tested := map[family3]bool{}
	for _, f := range families {
		tested[family3{f.test, f.scope, f.compared}] = tested[family3{f.test, f.scope, f.compared}] || f.period == "all"
	}
	for key, places := range untested {
		if tested[key] || places == 0 || key.test == "residents" {
			continue
		}
		for _, e := range estimatorsOf(key.test) {
			out = append(out, testFamily{familyKey: familyKey{key.test, string(e), key.compared, key.scope, "all"}, untested: places})
		}
	}
	slices.SortFunc(out, func(a, b testFamily) int {
		return cmp.Or(cmp.Compare(a.test, b.test), cmp.Compare(a.scope, b.scope), cmp.Compare(a.compared, b.compared), cmp.Compare(a.estimator, b.estimator))
	})
	return out
}

func estimatorsOf(test string) []disparity.Estimator {
	switch test {
	case veilTest:
		return veil.Estimators()
	case riskTest:
		return riskEstimators()
	}
	return disparity.Estimators()
}

func (e *estimate) family() familyKey {
	return familyKey{e.test, e.estimator, e.compared, e.scope, e.period}
}

func compareEstimates(a, b estimate) int {
	return cmp.Or(cmp.Compare(a.test, b.test), cmp.Compare(a.scope, b.scope), cmp.Compare(a.period, b.period), cmp.Compare(a.compared, b.compared), cmp.Compare(a.estimator, b.estimator),
		cmp.Compare(a.source, b.source), cmp.Compare(a.state, b.state), cmp.Compare(a.county, b.county), cmp.Compare(a.dept, b.dept), cmp.Compare(a.change, b.change))
}

// finite refuses a number that is none: a table has no place for it.
func (e *estimate) finite() {
	n := &e.numbers
	for _, v := range []*float64{n.Value, n.Low, n.High, n.P, n.MissingLow, n.MissingHigh} {
		if v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0)) {
			e.numbers = disparity.Numbers{Estimator: n.Estimator, Refusal: &detangle.Refusal{Code: refuse.NotFinite, Reason: "its interval has no end", Closing: "more stops"}}
			e.sentence = "Its interval has no end."
			return
		}
	}
}

// round leaves three digits of what rests on persons.
func (e *estimate) round() {
	if !e.persons {
		return
	}
	n, s := &e.numbers, &e.standing
	n.SE = significant(n.SE, 3)
	for _, v := range []**float64{&n.Value, &n.Low, &n.High, &n.P, &n.MissingLow, &n.MissingHigh, &e.surname[0], &e.surname[1], &e.surname[2], &s.Q, &s.QAny, &s.LocalFDR, &s.Shrunk, &s.ShrunkLow, &s.ShrunkHigh} {
		if *v != nil {
			rounded := significant(**v, 3)
			*v = &rounded
		}
	}
}

// significant rounds to so many significant digits.
func significant(v float64, n int) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', n, 64), 64)
	if err != nil {
		panic(err) // it was written just now
	}
	return rounded
}

func (w *writer) writeEstimates(rows []estimate) {
	t := newTable("test", "source", "scope", "state", "county_fips", "department", "period", "agreement_change", "compared", "against", "estimator", "unit", "persons",
		"value", "low", "high", "se", "p", "q", "q_any", "local_fdr", "shrunk", "shrunk_low", "shrunk_high", "rank_low", "rank_high", "funnel",
		"missing_share", "missing_low", "missing_high", "surname_value", "surname_low", "surname_high", "cases", "trials", "against_cases", "against_trials", "strata", "dropped", "unstable", "concordance",
		"sentence", "refusal_code", "refusal_reason", "refusal_closing")
	for _, e := range rows {
		n, s := e.numbers, e.standing
		var refusal detangle.Refusal
		if n.Refusal != nil {
			refusal = *n.Refusal
		}
		var counts [4]any
		if e.counts != nil {
			for i, c := range e.counts {
				counts[i] = c
			}
		}
		t.add(e.test, e.source, e.scope, text(e.state), text(e.county), text(e.dept), e.period, text(e.change), e.compared, e.against, e.estimator, e.unit, e.persons,
			real(n.Value), real(n.Low), real(n.High), positive(n.SE), real(n.P), real(s.Q), real(s.QAny), real(s.LocalFDR), real(s.Shrunk), real(s.ShrunkLow), real(s.ShrunkHigh), whole(s.RankLow), whole(s.RankHigh), text(s.Funnel),
			real(e.missing), real(n.MissingLow), real(n.MissingHigh), real(e.surname[0]), real(e.surname[1]), real(e.surname[2]), counts[0], counts[1], counts[2], counts[3], int64(n.Strata), int64(n.Dropped), n.Unstable, text(e.concordance),
			text(e.sentence), text(refusal.Code), text(refusal.Reason), text(refusal.Closing))
	}
	w.table("disparity_estimate", t, map[string]string{"value": "DOUBLE", "low": "DOUBLE", "high": "DOUBLE", "se": "DOUBLE", "p": "DOUBLE", "q": "DOUBLE", "q_any": "DOUBLE", "local_fdr": "DOUBLE",
		"shrunk": "DOUBLE", "shrunk_low": "DOUBLE", "shrunk_high": "DOUBLE", "rank_low": "BIGINT", "rank_high": "BIGINT", "missing_share": "DOUBLE", "missing_low": "DOUBLE", "missing_high": "DOUBLE", "surname_value": "DOUBLE", "surname_low": "DOUBLE", "surname_high": "DOUBLE",
		"cases": "BIGINT", "trials": "BIGINT", "against_cases": "BIGINT", "against_trials": "BIGINT", "strata": "BIGINT", "dropped": "BIGINT", "unstable": "BOOLEAN", "persons": "BOOLEAN"})
}

func (w *writer) writeFamilies(families []testFamily) {
	t := newTable("test", "estimator", "compared", "scope", "period", "tests", "refused", "too_few", "pi0", "mean", "spread", "null_mean", "null_sd", "excess")
	for _, f := range families {
		t.add(f.test, f.estimator, f.compared, f.scope, f.period, int64(f.Tests), int64(f.Refused), f.untested, real(f.Pi0), real(f.Mean), real(f.Spread), real(f.NullMean), real(f.NullSD), real(f.Excess))
	}
	w.table("disparity_family", t, map[string]string{"tests": "BIGINT", "refused": "BIGINT", "too_few": "BIGINT", "pi0": "DOUBLE", "mean": "DOUBLE", "spread": "DOUBLE", "null_mean": "DOUBLE", "null_sd": "DOUBLE", "excess": "DOUBLE"})
}

// real makes a number that is not there a missing value.
func real(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

// positive makes a standard error that there is none of a missing value.
func positive(v float64) any {
	if v > 0 && !math.IsInf(v, 0) {
		return v
	}
	return nil
}

func whole(v *int64) any {
	if v == nil {
		return nil
	}
	return *v
}
