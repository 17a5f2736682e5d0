package detangle

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
)

//go:embed disparity.sql
var disparityInput string

// DisparityInput is the statement that makes the frame of a test's measure: all
// tests have one table, and one statement.
func DisparityInput(test string) string { return strings.ReplaceAll(disparityInput, "TEST", test) }

// Disparities are the estimates of one test for unequal treatment, as the build
// made them: a group against another, in a record, over one of its scopes. They are
// looked up, never added up: what a question does not settle is settled for it, or
// refused.
type Disparities struct {
	recordsHeld
	facets  *Facets
	floats  map[string]Column
	ints    map[string]Column
	usual   string   // the estimator that answers where none is asked for
	caveats []string // beside every number of the test
}

var disparityKeys = []string{"source", "state", "county", "department", "group", "estimator", "period", "agreement"}

// DisparityKeys are the keys of a question about a test.
func DisparityKeys() []string { return slices.Clone(disparityKeys) }

var (
	disparityTexts  = []string{"scope", "against", "unit", "funnel", "concordance", "sentence", "refusal_code", "refusal_reason", "refusal_closing", "snapshot"}
	disparityFloats = []string{"value", "low", "high", "se", "p", "q", "q_any", "local_fdr", "shrunk", "shrunk_low", "shrunk_high", "missing_share", "missing_low", "missing_high", "surname_value", "surname_low", "surname_high",
		"family_pi0", "family_mean", "family_spread", "family_null_mean", "family_null_sd", "family_excess"}
	disparityInts = []string{"rank_low", "rank_high", "cases", "trials", "against_cases", "against_trials", "strata", "dropped", "unstable", "persons", "family_tests", "family_refused", "family_too_few", "whole"}
)

// IsYear tells a period that is a year, such as 2014, from the others: all months, and
// before, after and change of an agreement.
func IsYear(period string) bool { return len(period) == 4 && period[0] >= '0' && period[0] <= '9' }

// NewDisparities indexes a frame of disparity_estimate with its family: the text
// columns of DisparityKeys, scope, against and the sentence; numbers, which may be
// missing; and first_day, last_day and whole (how much it holds) of each row's
// record. Where no estimator is asked for, usual answers; caveats stand beside every
// number.
func NewDisparities(f *Frame, about About, usual string, caveats ...string) (*Disparities, error) {
	d := &Disparities{recordsHeld: holdRecords(about), floats: map[string]Column{}, ints: map[string]Column{}, usual: usual, caveats: caveats}
	var err error
	if d.facets, err = NewFacets(f, append(DisparityKeys(), disparityTexts...)...); err != nil {
		return nil, err
	}
	for _, name := range append(slices.Clone(disparityFloats), disparityInts...) {
		c, err := f.Column(name)
		if err != nil {
			return nil, err
		}
		whole := slices.Contains(disparityInts, name)
		if f.Len() > 0 && (whole && c.Ints == nil || !whole && c.Floats == nil) {
			return nil, fmt.Errorf("the column %q is not of numbers", name)
		}
		if whole {
			d.ints[name] = c
		} else {
			d.floats[name] = c
		}
	}
	first, last, err := recordDays(f)
	if err != nil {
		return nil, err
	}
	for i := range f.Len() {
		source := d.facets.Value("source", i)
		d.note(source, first[i], last[i])
		d.whole[source] = max(d.whole[source], d.int("whole", i))
	}
	d.settle()
	return d, nil
}

func (d *Disparities) int(name string, row int) int64 {
	if c := d.ints[name]; !c.IsNull(row) {
		return c.Ints[row]
	}
	return 0
}

// Coverage is that of the largest record held.
func (d *Disparities) Coverage() Coverage { return d.coverage(d.facets, disparityKeys) }

// Choose settles which record, estimator and period a question is about; groups
// are not settled, for no one speaks for the others.
func (d *Disparities) Choose(where map[string]string, by []string) Choice {
	choice := Choice{Coverage: d.Coverage(), Where: maps.Clone(where)}
	if choice.Where == nil {
		choice.Where = map[string]string{}
	}
	asked := Args{Where: where, By: by}
	if d.largest == "" {
		return choice
	}
	if !asked.Asks("source") {
		choice.Where["source"] = d.largest
		choice.Notes = d.chosen()
	}
	if !asked.Asks("estimator") {
		choice.Where["estimator"] = d.usual
	}
	if !asked.Asks("period") && !asked.Asks("agreement") {
		choice.Where["period"] = "all"
	}
	if source := choice.Where["source"]; source != "" && d.records[source] != nil {
		words := choice.Coverage.Words
		choice.Coverage = *d.records[source]
		choice.Coverage.Words = words
	}
	switch {
	case !asked.Asks("group"):
		choice.Refusal = &Refusal{Code: "group_needed", Reason: "groups are compared one by one, and none speaks for the others", Closing: "by=group, or where.group, such as black"}
	case asked.Asks("county") && asked.Asks("department"):
		choice.Refusal = &Refusal{Code: "two_layouts", Reason: "there are tests by county and tests by department, and none by both: small groups could be worked out of them", Closing: "by=county or by=department"}
	}
	return choice
}

// scope is what a row must be about to answer a question.
func (d *Disparities) scope(a Args, row int) string {
	switch {
	case a.Asks("county"):
		return "county"
	case a.Asks("department"):
		return "department"
	case a.Asks("state") && d.int("persons", row) == 0:
		return "state"
	}
	return "police"
}

// rows looks the estimates of a question up.
func (d *Disparities) rows(a Args) ([]FindingRow, *Refusal, error) {
	if refusal := d.part(a, "tested", "leave the date out, or ask by period"); refusal != nil {
		return nil, refusal, nil
	}
	keep, err := d.facets.Filter(a.Where)
	if err != nil {
		return nil, nil, err
	}
	tally, err := NewTally(d.facets, a, []Moment{{From: a.From, To: a.AsOf}}, false)
	if err != nil {
		return nil, nil, err
	}
	var rows []FindingRow
	for i := range d.facets.rows {
		if !keep.Keep(i) || d.facets.Value("scope", i) != d.scope(a, i) {
			continue
		}
		if a.Asks("agreement") && a.Where["period"] != "all" && d.facets.Value("agreement", i) == "" {
			continue // over all months: of no agreement
		}
		if at := tally.index(tally.group(0, i)); at != len(rows) {
			return nil, d.ambiguous(a), nil
		}
		row := d.row(i)
		row.Keys = tally.row(&tally.cells[len(rows)]).Keys
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil, d.none(a), nil
	}
	slices.SortFunc(rows, tally.compare)
	return rows, nil, nil
}

// none refuses a question that no estimate answers, and says which of its keys, left out, would bring one.
func (d *Disparities) none(a Args) *Refusal {
	var closing []string
	for _, key := range disparityKeys {
		if key == "source" || key == "group" || !a.Asks(key) {
			continue
		}
		without := a
		without.Where = maps.Clone(a.Where)
		delete(without.Where, key)
		without.By = slices.DeleteFunc(slices.Clone(a.By), func(k string) bool { return k == key })
		if d.answering(without) > 0 {
			closing = append(closing, key)
		}
	}
	r := &Refusal{Code: "not_in_record", Reason: "no record that is asked for has this comparison", Closing: "fewer keys: by=group alone says what a record has"}
	if len(closing) > 0 {
		r.Closing = "leave out " + strings.Join(closing, " or ")
	}
	return r
}

// answering counts the estimates that answer a question.
func (d *Disparities) answering(a Args) (n int) {
	keep, err := d.facets.Filter(a.Where)
	if err != nil {
		return 0
	}
	for i := range d.facets.rows {
		if keep.Keep(i) && d.facets.Value("scope", i) == d.scope(a, i) {
			n++
		}
	}
	return n
}

// Compute looks the estimates of a question up.
func (d *Disparities) Compute(a Args) (f Finding, err error) {
	f.Rows, f.Refusal, err = d.rows(a)
	if err != nil || f.Refusal != nil {
		return f, err
	}
	f.Caveats = append(slices.Clone(d.caveats), disparityCaveats(a)...)
	f.Inputs, err = d.snapshots(a)
	return f, err
}

// ambiguous refuses a question that several estimates answer.
func (d *Disparities) ambiguous(a Args) *Refusal {
	var missing []string
	for _, key := range disparityKeys {
		if !a.Asks(key) && key != "county" && key != "department" && key != "state" {
			missing = append(missing, key)
		}
	}
	return &Refusal{Code: "keys_missing", Reason: "several estimates answer, which are not added up", Closing: "more keys: " + strings.Join(missing, ", ")}
}

// row makes the row of an estimate.
func (d *Disparities) row(i int) FindingRow {
	value := func(name string) string { return d.facets.Value(name, i) }
	float := func(name string) *float64 {
		if c := d.floats[name]; !c.IsNull(i) {
			return &c.Floats[i]
		}
		return nil
	}
	whole := func(name string) *int64 {
		if c := d.ints[name]; !c.IsNull(i) {
			return &c.Ints[i]
		}
		return nil
	}
	row := FindingRow{Value: float("value"), Low: float("low"), High: float("high"), N: d.int("trials", i) + d.int("against_trials", i)}
	if code := value("refusal_code"); code != "" {
		row.Refusal = &Refusal{Code: code, Reason: value("refusal_reason"), Closing: value("refusal_closing")}
		row.Suppressed = code == "small_cell"
	}
	row.Test = &TestResult{Unit: value("unit"), Against: value("against"), Sentence: value("sentence"), SE: float("se"), P: float("p"), Q: float("q"), QAny: float("q_any"), LocalFDR: float("local_fdr"),
		Shrunk: float("shrunk"), ShrunkLow: float("shrunk_low"), ShrunkHigh: float("shrunk_high"), RankLow: whole("rank_low"), RankHigh: whole("rank_high"), Funnel: value("funnel"),
		MissingShare: float("missing_share"), MissingLow: float("missing_low"), MissingHigh: float("missing_high"), Surname: float("surname_value"), SurnameLow: float("surname_low"), SurnameHigh: float("surname_high"),
		Cases: whole("cases"), Trials: whole("trials"), AgainstCases: whole("against_cases"), AgainstTrials: whole("against_trials"),
		Strata: d.int("strata", i), Dropped: d.int("dropped", i), Unstable: d.int("unstable", i) == 1, Concordance: value("concordance"),
		Family: &TestFamily{Tests: d.int("family_tests", i), Refused: d.int("family_refused", i), TooFew: d.int("family_too_few", i),
			Pi0: float("family_pi0"), Mean: float("family_mean"), Spread: float("family_spread"), NullMean: float("family_null_mean"), NullSD: float("family_null_sd"), Excess: float("family_excess")}}
	return row
}

// Evidence is empty: rows of published tables are reached from the rates
// (search_rate, hit_rate), and those of individual stops are about persons.
func (d *Disparities) Evidence(Args) ([]Evidence, error) { return nil, nil }

// snapshots are the files that an answer rests on.
func (d *Disparities) snapshots(a Args) (in []Input, err error) {
	keep, err := d.facets.Filter(a.Where)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for i := range d.facets.rows {
		if snapshot := d.facets.Value("snapshot", i); snapshot != "" && !seen[snapshot] && keep.Keep(i) {
			seen[snapshot] = true
			in = append(in, Input{Snapshot: snapshot})
		}
	}
	return in, nil
}

// disparityCaveats are those that depend on what was asked, whatever the test.
func disparityCaveats(a Args) (out []string) {
	switch a.Where["estimator"] {
	case "ratio", "difference":
		out = append(out, "All places are added up: the order of groups may be another within places (Simpson's paradox). The same way to compare within places does not have this.")
	case "per_resident":
		out = append(out, "Residents are not the drivers who could be stopped: stops against residents describe, and test nothing.")
	}
	period, place := a.Where["period"], a.Asks("county") || a.Asks("department")
	around := period == "before" || period == "after" || period == "change" || place && period == "" && a.Asks("period") // a place has no years
	if around || a.Asks("agreement") {
		out = append(out, "A change around an agreement is not its effect: who is on the road, where police work and what is recorded change too.")
	}
	if !around && a.Asks("period") && period != "all" {
		out = append(out, "Years are of the days that the record holds: the first and the last may be parts of years. Who is stopped, where police work and what is recorded change from year to year.")
	}
	if a.Asks("county") || a.Asks("department") {
		out = append(out, "Of many places some stand out by chance: read q and the shrunken value, not p and the value alone. Ranks are intervals. Where most places of a family scatter more, or less, than chance alone would (by over 15 %), q says which stand out among the others.")
	}
	return out
}
