package main

import (
	"math"
	"strings"
	"testing"

	"detangle"
)

// Totals of the county tables of the Stanford Open Policing Project, pooled by
// race, counted from the files by another program.
func TestRealSearchAndHitRatesPooledByRace(t *testing.T) {
	for ref, want := range map[string]map[string][2]int64{
		"search_rate?by=race": {"black": {251041, 7296978}, "hispanic": {495613, 13234052}, "white": {651285, 35196590}},
		"hit_rate?by=race":    {"black": {29444, 103018}, "hispanic": {21768, 96575}, "white": {59457, 214438}},
	} {
		got := ask(t, ref).Rows
		if len(got) != 3 {
			t.Fatalf("%s: %d rows", ref, len(got))
		}
		for _, r := range got {
			w := want[r.Keys["race"]]
			if r.N != w[0] || *r.Denominator != float64(w[1]) || *r.Value != float64(w[0])/float64(w[1]) || *r.Low >= *r.Value || *r.High <= *r.Value {
				t.Errorf("%s, %s: %d of %v, published %d of %d", ref, r.Keys["race"], r.N, *r.Denominator, w[0], w[1])
			}
		}
	}
}

// The pooled order of hit rates is not that within places.
func TestRealPooledHitRatesAreASimpsonTrap(t *testing.T) {
	byState := map[string]map[string]float64{}
	for _, r := range ask(t, "hit_rate?by=state,race").Rows {
		if byState[r.Keys["state"]] == nil {
			byState[r.Keys["state"]] = map[string]float64{}
		}
		byState[r.Keys["state"]][r.Keys["race"]] = *r.Value
	}
	below := 0
	for _, rates := range byState {
		if rates["black"] < rates["white"] {
			below++
		}
	}
	if len(byState) != 9 || below != 8 {
		t.Errorf("%d states, in %d of which the hit rate of Black drivers is below that of White ones", len(byState), below)
	}
	pooled := map[string]detangle.FindingRow{}
	for _, r := range ask(t, "hit_rate?by=race").Rows {
		pooled[r.Keys["race"]] = r
	}
	if *pooled["black"].Low <= *pooled["white"].High {
		t.Error("pooled, the interval of Black drivers lies above that of White ones")
	}
}

// The pooled counts are the published ones; the ratio of them is not what stops in
// the same county show. Pooled, Black drivers are searched 1.86 times as often as
// White ones, and their searches find more beyond doubt; within places nothing is
// left of that, and in seven of nine states they find less.
func TestRealTestsStandPooledAndWithinPlacesSideBySide(t *testing.T) {
	for ref, want := range map[string][4]int64{
		"disparity_benchmark?where.group=black&where.estimator=ratio":       {251041, 7296978, 651285, 35196590},
		"disparity_benchmark?where.group=hispanic&where.estimator=ratio":    {495613, 13234052, 651285, 35196590},
		"disparity_outcome?where.group=black&where.estimator=difference":    {29444, 103018, 59457, 214438},
		"disparity_outcome?where.group=hispanic&where.estimator=difference": {21768, 96575, 59457, 214438},
	} {
		rows := ask(t, ref).Rows
		if len(rows) != 1 || rows[0].Test == nil {
			t.Fatalf("%s: %+v", ref, rows)
		}
		x, p1, p0 := rows[0].Test, float64(want[0])/float64(want[1]), float64(want[2])/float64(want[3])
		if *x.Cases != want[0] || *x.Trials != want[1] || *x.AgainstCases != want[2] || *x.AgainstTrials != want[3] {
			t.Errorf("%s: %d of %d against %d of %d", ref, *x.Cases, *x.Trials, *x.AgainstCases, *x.AgainstTrials)
		}
		value := p1 - p0
		if x.Unit == "ratio" {
			value = p1 / p0
		}
		if math.Abs(*rows[0].Value-value) > 1e-12 {
			t.Errorf("%s: %v, want %v", ref, *rows[0].Value, value)
		}
	}
	pooled := ask(t, "disparity_outcome?where.group=black&where.estimator=difference")
	within := ask(t, "disparity_outcome?where.group=black&where.estimator=difference_within")
	if p, w := pooled.Rows[0], within.Rows[0]; *p.Low <= 0 || *w.Low > 0 || *w.Value > 0 || w.Test.Strata != 234 {
		t.Errorf("pooled %v (%v to %v), within %d places %v (%v to %v)", *p.Value, *p.Low, *p.High, w.Test.Strata, *w.Value, *w.Low, *w.High)
	}
	if !strings.Contains(strings.Join(pooled.Caveats, "\n"), "Simpson") {
		t.Error("the pooled answer does not explain the difference")
	}
	states := ask(t, "disparity_outcome?where.group=black&by=state").Rows
	below := 0
	for _, r := range states {
		if *r.Value < 0 {
			below++
		}
	}
	t.Logf("within places %v; %d of %d states below", *within.Rows[0].Value, below, len(states))
	if len(states) != 9 || below != 7 {
		t.Errorf("%d of %d states have a lower hit rate of Black drivers within places", below, len(states))
	}
	counties := ask(t, "disparity_benchmark?where.group=black&by=county").Rows
	if len(counties) < 700 {
		t.Fatalf("%d counties", len(counties))
	}
	for _, r := range counties {
		if r.Refusal == nil && (r.Test.Q == nil || r.Test.Shrunk == nil || r.Test.RankLow == nil || r.Test.Funnel == "") {
			t.Fatalf("%s stands nowhere: %+v", r.Keys["county"], r.Test)
		}
	}
	f := counties[0].Test.Family
	t.Logf("%d counties: family %d tests, %d refused, %d too few, pi0 %v, mean %v, spread %v, null sd %v, excess %v", len(counties), f.Tests, f.Refused, f.TooFew, *f.Pi0, *f.Mean, *f.Spread, *f.NullSD, *f.Excess)
}
