package link

import (
	"fmt"
	"slices"
	"strings"

	"detangle"
	"detangle/stat/contingency"
	"detangle/stat/disparity"
)

// The test of detainers asks of bookings in a jail how many had a hold for immigration, within classes of
// charge, and of detainers how many were lifted because the person was not removable, within states. Neither
// is a test of the jail: who is asked for is ICE's decision, and only people without citizenship can be.
//
// All of it rests on attributes of persons, of which no other table is given out: a number stands only where
// each count behind it has none or ten and more, and no count is shown.

// detainerTests makes the estimates of detainers.
func (w *writer) detainerTests() (rows []estimate) {
	w.step("disparity_detainer")
	if w.err != nil {
		return nil
	}
	f, err := w.b.Engine().Query(w.ctx, `SELECT kind, source, period, agreement_change, county_fips, compared, against, within, cases, trials, against_cases, against_trials, missing_cases, missing_trials
		FROM disparity_detainer ORDER BY kind, source, county_fips, agreement_change, compared, period, against, within`)
	if err != nil {
		w.err = fmt.Errorf("reading what the test of detainers compares: %w", err)
		return nil
	}
	kind, source, compared, against := f.Strings("kind"), f.Strings("source"), f.Strings("compared"), f.Strings("against")
	period, change, county := f.Strings("period"), f.Strings("agreement_change"), f.Strings("county_fips")
	cases, trials, againstCases, againstTrials := f.Ints("cases"), f.Ints("trials"), f.Ints("against_cases"), f.Ints("against_trials")
	missingCases, missingTrials := f.Ints("missing_cases"), f.Ints("missing_trials")
	var all []*detainerComparison
	for i := range kind {
		key := estimate{test: "detainers", source: source[i], scope: "police", period: period[i], change: change[i], county: county[i], compared: compared[i], against: against[i], persons: true}
		if key.county != "" {
			key.scope = "county"
		}
		if len(all) == 0 || !all[len(all)-1].same(&key) {
			all = append(all, &detainerComparison{estimate: key, kind: kind[i]})
		}
		c := &all[len(all)-1].counts
		s := disparity.Stratum{Group: contingency.Rate{Cases: cases[i], Trials: trials[i]}, Against: contingency.Rate{Cases: againstCases[i], Trials: againstTrials[i]}, Missing: contingency.Rate{Cases: missingCases[i], Trials: missingTrials[i]}}
		c.Group, c.Against, c.Missing = sum(c.Group, s.Group), sum(c.Against, s.Against), sum(c.Missing, s.Missing)
		c.Strata = append(c.Strata, s)
	}
	for i, c := range all {
		rows = append(rows, c.test()...)
		if c.kind == "booking" && (i == 0 || all[i-1].source != c.source) {
			rows = append(rows, noPlacement(c.source))
		}
	}
	changes := changed(rows)
	for i := range changes {
		changes[i].sentence = (&detainerComparison{kind: "booking"}).sentence(&changes[i])
	}
	return slices.Concat(rows, changes, unchanged(all))
}

// unchanged refuses the months around agreements of records of bookings that have none.
func unchanged(all []*detainerComparison) (rows []estimate) {
	cut := map[string]bool{}
	for _, c := range all {
		cut[c.source] = cut[c.source] || c.period != "all"
	}
	for _, c := range all {
		if c.kind != "booking" || cut[c.source] {
			continue
		}
		row := c.estimate
		row.period, row.estimator, row.unit = "change", string(disparity.RatioWithin), disparity.RatioWithin.Unit()
		row.numbers = disparity.Numbers{Estimator: disparity.RatioWithin, Refusal: &detangle.Refusal{Code: "no_change", Reason: "no agreement is known to have changed in the jail's county with whole months of bookings on both sides", Closing: "bookings of more years, or of other jails"}}
		row.sentence = sentence(&row)
		rows = append(rows, row)
	}
	return rows
}

// detainerComparison is a group against another in one record.
type detainerComparison struct {
	estimate
	kind   string // booking or lift
	counts disparity.Counts
}

func (c *detainerComparison) test() (rows []estimate) {
	unknown := small(c.counts.Missing)
	for _, n := range disparity.Compare(c.counts, level) {
		row := c.estimate
		row.estimator, row.unit, row.numbers = string(n.Estimator), n.Estimator.Unit(), n
		share := coarse(c.counts.MissingShare(), c.counts.Group.Trials+c.counts.Against.Trials+c.counts.Missing.Trials)
		row.missing = &share
		if small(c.counts.Group) || small(c.counts.Against) || smallWithin(n.Estimator, c.counts) {
			row.numbers = disparity.Numbers{Estimator: n.Estimator, Refusal: &detangle.Refusal{Code: "small_cell", Reason: "a count that it rests on has fewer than ten persons, or would tell of one that has", Closing: "more years, or more jails together"}}
		}
		if unknown {
			row.numbers.MissingLow, row.numbers.MissingHigh = nil, nil
		}
		row.sentence = c.sentence(&row)
		rows = append(rows, row)
	}
	return rows
}

// sentence says a row in words.
func (c *detainerComparison) sentence(e *estimate) string {
	if e.numbers.Refusal != nil {
		return sentence(e)
	}
	value, low, high := e.written()
	group := strings.TrimSuffix(strings.Replace(groupName(e.compared), "hispanic", "Hispanic", 1), " against all others")
	if e.period == "change" {
		return upperFirst(fmt.Sprintf("the %s of holds of people who are %s against %s in bookings changed by %s (%s to %s) once the agreement had changed; a change is not an effect", e.unit, group, groupName(e.against), times(e.unit, value), low, high) + e.unclear(low, high) + ".")
	}
	what, strata := "bookings of people who are %s had a hold for immigration", "classes of charge"
	if c.kind == "lift" {
		what, strata = "detainers for %s ended as lifted because the person was not removable or a citizen, or the case was closed,", "states"
	}
	within := fmt.Sprintf(", compared within %d %s", e.numbers.Strata, strata)
	if e.estimator == string(disparity.Ratio) || e.estimator == string(disparity.Difference) {
		within = ", all " + strata + " together"
	}
	said := fmt.Sprintf(what, group)
	switch e.unit {
	case "difference":
		how := "more often"
		if *e.numbers.Value < 0 {
			how = "less often"
		}
		said += fmt.Sprintf(" %s than those of %s (difference %s points, %s to %s)", how, groupName(e.against), value, low, high)
	case "odds ratio":
		said += fmt.Sprintf(" with %s times (%s to %s) the odds of those of %s", value, low, high, groupName(e.against))
	default:
		said += fmt.Sprintf(" %s times as often (%s to %s) as those of %s", value, low, high, groupName(e.against))
	}
	switch e.period {
	case "before":
		said = "in the months before the agreement changed, " + said
	case "after":
		said = "in the months after the agreement had changed, " + said
	}
	return upperFirst(said + within + e.unclear(low, high) + ".")
}

// times says a change: ratios are multiplied, differences of shares added to.
func times(unit, value string) string {
	if unit == "difference" {
		return value + " points"
	}
	return "a factor of " + value
}

// Stay is the estimator of how much longer a hold keeps somebody in jail.
const Stay = "stay_hazard"

// noPlacement refuses to say how much longer a hold kept people in jail. A hold can be placed only while somebody
// is there, so those who stay long are held more often whatever it does (immortal time): a landmark or a hazard that
// changes when the hold is placed is needed (Suissa, Am. J. Epidemiology 167, 2008), and the day is not recorded.
func noPlacement(source string) estimate {
	refusal := &detangle.Refusal{Code: "no_time_of_hold", Reason: "the record does not say when during a stay a hold was placed: those who stay long are found and held more often, whatever a hold does", Closing: "bookings with the time of each hold, for a landmark or a hazard that changes with it"}
	e := estimate{test: "detainers", source: source, scope: "police", period: "all", compared: "with a hold", against: "without", unit: "ratio", estimator: Stay, persons: true, numbers: disparity.Numbers{Estimator: Stay, Refusal: refusal}}
	e.sentence = sentence(&e)
	return e
}
