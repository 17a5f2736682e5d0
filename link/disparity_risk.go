package link

import (
	"math"

	"detangle/stat/disparity"
	"detangle/stat/refuse"
	"detangle/stat/riskadjust"
	"detangle/stat/special"
)

// The risk-adjusted test asks how often groups are searched at equal risk: what
// searches found tells, by age, sex, hour, day and place, how likely a search is to
// find something; then searches are compared among people of like risk. It needs
// more than other tests do: whole records, and counties and departments with enough
// searches whose find is recorded.

const (
	riskTest     = "risk_adjusted"
	riskSearches = 200     // with a recorded find, below which a county or department is not tested
	riskDraws    = 199     // for counties, departments and months around changes; records have resample.Draws
	manyCells    = 500_000 // beyond which a record has fewDraws, too: the draws of one of five million take minutes
	fewDraws     = 499
	riskSeed     = disparity.Seed
	riskFolds    = 5
)

// Estimators of the risk-adjusted test.
const (
	EqualRiskWithin disparity.Estimator = "equal_risk_within"
	EqualRisk       disparity.Estimator = "equal_risk"
	EqualRiskCurve  disparity.Estimator = "equal_risk_curve"
	Unadjusted      disparity.Estimator = "unadjusted"
	AllCovariates   disparity.Estimator = "all_covariates"
	Confounded      disparity.Estimator = "confounded"
)

// riskEstimators are those of every scope; whole records have EqualRiskCurve and Confounded, too.
func riskEstimators() []disparity.Estimator {
	return []disparity.Estimator{EqualRiskWithin, EqualRisk, Unadjusted, AllCovariates}
}

var riskGroups = []string{"white", "black", "hispanic", "asian/pacific islander"}

// riskTests makes the estimates of records whose finds are recorded.
func (w *writer) riskTests(untested map[family3]int64) (rows []estimate) {
	if w.err != nil {
		return nil
	}
	shown := w.familyCells()
	overlaps := newTable("source", "state", "race", "risk_from", "risk_to", "share")
	for _, snapshot := range w.stopSnapshots() {
		r := w.readRisk(snapshot)
		if w.err != nil {
			return nil
		}
		rows = append(rows, w.riskScopes(r, shown, overlaps, untested)...)
	}
	rows = append(rows, changed(rows)...)
	for i := range rows {
		rows[i].sentence = riskSentence(&rows[i])
	}
	w.table("risk_overlap", overlaps, map[string]string{"risk_from": "DOUBLE", "risk_to": "DOUBLE", "share": "DOUBLE"})
	return rows
}

// compare tests the groups in a scope.
func (r *riskRecord) compare(s *riskScope, shown familyCells, overlaps *table, workers int) (rows []estimate) {
	var counts riskCounts
	for _, i := range s.cells {
		counts.add(r.cells[i])
	}
	refusals, open := r.refusals(s, counts, shown)
	var comparisons []riskadjust.Comparison
	if open {
		o := riskadjust.CellOptions{Options: riskadjust.Options{Folds: riskFolds, Seed: riskSeed}, Level: level, Draws: s.draws, Workers: workers}
		if s.scope == "police" {
			o.Confounders, o.Curve = riskadjust.Confounders(), true
		}
		var bands []riskadjust.Band
		var err error
		comparisons, bands, err = riskadjust.Compare(r.table(s.cells), o)
		for g := range refusals {
			if refusals[g] == nil && err != nil {
				refusals[g] = err
			} else if refusals[g] == nil {
				refusals[g] = comparisons[g].Refusal
			}
		}
		r.overlap(overlaps, bands)
	}
	share := coarse(counts.missingShare(), counts.all())
	for g, group := range riskGroups[1:] {
		key := s.estimate
		key.compared, key.missing = group, &share
		if refusals[g] == nil {
			rows = append(rows, r.numbers(key, comparisons[g], counts, g+1, shown)...)
			continue
		}
		for _, e := range riskEstimators() {
			row := key
			row.estimator, row.numbers = string(e), disparity.Refuse(e, refusals[g])
			rows = append(rows, row)
		}
	}
	return rows
}

// table is what is compared, of some cells.
func (r *riskRecord) table(cells []int32) *riskadjust.Cells {
	n := len(cells)
	c := &riskadjust.Cells{Groups: riskGroups, Group: make([]int, n), Within: make([]int32, n), Cluster: make([]int32, n), Stops: make([]int64, n), Searches: make([]int64, n), Recorded: make([]int64, n), Hits: make([]int64, n)}
	for _, name := range riskFactors {
		c.Factors = append(c.Factors, riskadjust.Factor{Name: name, Level: make([]int32, n)})
	}
	for at, i := range cells {
		cell := &r.cells[i]
		c.Group[at], c.Within[at], c.Cluster[at] = int(cell.group), int32(cell.place), int32(cell.place)<<16+cell.month
		c.Stops[at], c.Searches[at], c.Recorded[at], c.Hits[at] = int64(cell.stops), int64(cell.searches), int64(cell.found), int64(cell.hits)
		for j, level := range cell.level {
			c.Factors[j].Level[at] = int32(level)
		}
	}
	return c
}

// refusals are those of each group that need no fit; open says whether a group is left.
func (r *riskRecord) refusals(s *riskScope, counts riskCounts, shown familyCells) (out []error, open bool) {
	for g, group := range riskGroups[1:] {
		key := s.estimate
		key.compared = group
		err := r.withhold(key, counts, g+1, shown)
		switch {
		case err != nil:
		case counts.all() == 0 && s.period == "all":
			err = refuse.New(disparity.NotRecorded, "stop files that do", "the record does not say what searches found: no risk can be learned from it")
		case s.scope != "police" && counts.found() < riskSearches:
			err = refuse.New(refuse.TooFew, "more months, or more places together", "under %d searches with a recorded find are too few to learn risk from here", riskSearches)
		default:
			open = true
		}
		out = append(out, err)
	}
	return out, open
}

// numbers are the rows of a comparison.
func (r *riskRecord) numbers(key estimate, c riskadjust.Comparison, counts riskCounts, group int, shown familyCells) (rows []estimate) {
	add := func(e disparity.Estimator, odds *riskadjust.Odds) *estimate {
		row := key
		row.estimator = string(e)
		if odds == nil {
			row.numbers = disparity.Refuse(e, refuse.New(refuse.TooFew, "more searches", "too few searches in any one place, too few months of places (under 30), or too few different risks, for this model"))
		} else {
			value, low, high, p := math.Exp(odds.Value), math.Exp(odds.Low), math.Exp(odds.High), special.NormalTwoSided(odds.Value/odds.SE)
			row.numbers = disparity.Numbers{Estimator: e, Value: &value, Low: &low, High: &high, P: &p, SE: odds.SE, Strata: 1, Unstable: min(counts[group].searches, counts[0].searches) < 30}
		}
		if e == EqualRiskWithin || e == EqualRiskCurve {
			row.numbers.Strata, row.numbers.Dropped = c.Places, r.places[[2]string{key.county, key.dept}]-c.Places
		}
		rows = append(rows, row)
		return &rows[len(rows)-1]
	}
	within := add(EqualRiskWithin, c.Within)
	if n := counts[unknownRace]; c.Missing != nil && !n.small() && shown.is(&comparison{estimate: asBenchmark(key)}, "not known") == rateShown {
		low, high := math.Exp(c.Missing[0]), math.Exp(c.Missing[1])
		within.numbers.MissingLow, within.numbers.MissingHigh = &low, &high
	}
	add(EqualRisk, &c.Equal)
	if key.scope == "police" {
		add(EqualRiskCurve, c.Curve)
	}
	add(Unadjusted, &c.Unadjusted)
	add(AllCovariates, c.Covariates)
	if c.Confounded != nil {
		value, low, high := math.Exp(c.Within.Value), math.Exp(c.Confounded[0]), math.Exp(c.Confounded[1])
		row := key
		row.estimator, row.numbers = string(Confounded), disparity.Numbers{Estimator: Confounded, Value: &value, Low: &low, High: &high, Strata: 1}
		rows = append(rows, row)
	}
	return rows
}

// asBenchmark and asOutcome are the comparisons of searches and of finds that a number
// rests on, as the suppressed family knows them.
func asBenchmark(e estimate) estimate { e.test = "benchmark"; return e }
func asOutcome(e estimate) estimate   { e.test = "outcome"; return e }

// withhold refuses what may not be said of persons, and what a police does not record.
func (r *riskRecord) withhold(key estimate, counts riskCounts, group int, shown familyCells) error {
	if key.compared == "hispanic" && r.hispanic == 0 && r.raced >= enoughForHispanic {
		return refuse.New("hispanic_not_recorded", "a record that has it, or surnames", "no Hispanic person is among those with a recorded race: it is not recorded here, and Hispanic people are counted under other races")
	}
	if counts[group].small() || counts[0].small() || shown.hidden(&comparison{estimate: asBenchmark(key)}) || shown.hidden(&comparison{estimate: asOutcome(key)}) {
		return refuse.New("small_cell", "more years, or more places together", "a count that it rests on has fewer than ten persons, or would tell of one that has")
	}
	return nil
}

// overlap adds how the stops of groups spread over risk, to two digits, where a band has ten
// persons or none.
func (r *riskRecord) overlap(t *table, bands []riskadjust.Band) {
	if t == nil {
		return
	}
	sums := make([]int64, len(riskGroups))
	for _, b := range bands {
		for g, n := range b.Stops {
			sums[g] += n
		}
	}
	for _, b := range bands {
		for g, n := range b.Stops {
			var share any
			if n == 0 || n >= leastPersons {
				share = significant(float64(n)/float64(max(sums[g], 1)), 2)
			}
			if sums[g] >= leastPersons {
				t.add(r.source, text(r.state), riskGroups[g], b.From, b.To, share)
			}
		}
	}
}
