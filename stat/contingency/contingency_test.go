package contingency_test

import (
	"math"
	"slices"
	"testing"

	"detangle/stat/contingency"
	"detangle/stat/fixture"
	"detangle/stat/refuse"
)

type rate = contingency.Rate
type pair = contingency.Pair

const level = 0.95

// counts of the fixture, by department and race, and by race.
func fixtureCounts(t *testing.T, dir string) (cells map[[2]string][3]int64, pooled map[string][3]int64) {
	cells, pooled = map[[2]string][3]int64{}, map[string][3]int64{}
	for _, row := range fixture.Rows(t, dir, "cells.csv") {
		c := [3]int64{int64(row.Int(t, "stops")), int64(row.Int(t, "searches")), int64(row.Int(t, "hits"))}
		cells[[2]string{row["dept"], row["race"]}] = c
		sum := pooled[row["race"]]
		for i := range c {
			sum[i] += c[i]
		}
		pooled[row["race"]] = sum
	}
	return cells, pooled
}

// of picks hits among searches or searches among stops.
func of(measure string, c [3]int64) rate {
	if measure == "hit" || measure == "hit_rate" {
		return rate{Cases: c[2], Trials: c[1]}
	}
	return rate{Cases: c[1], Trials: c[0]}
}

func TestFixturePooledRates(t *testing.T) {
	dir := fixture.Dir(t, "outcome_test")
	_, pooled := fixtureCounts(t, dir)
	for _, row := range fixture.Rows(t, dir, "expected_pooled_rates.csv") {
		r := of(row["measure"], pooled[row["race"]])
		if r.Cases != int64(row.Int(t, "num")) || r.Trials != int64(row.Int(t, "den")) {
			t.Errorf("%s %s: %v", row["race"], row["measure"], r)
		}
		for way, ask := range map[string]func(float64) (contingency.Estimate, error){"cp": r.ClopperPearson, "wilson": r.Wilson, "jeffreys": r.Jeffreys} {
			e, err := ask(level)
			if refused(t, row["race"], err, row["rate"]) {
				continue
			}
			name := row["race"] + " " + row["measure"] + " " + way
			fixture.Near(t, name, e.Value, row["rate"], 1e-8)
			fixture.Near(t, name+" low", e.Low, row[way+"_lo"], 1e-8)
			fixture.Near(t, name+" high", e.High, row[way+"_hi"], 1e-8)
		}
	}
}

// refused says whether there is no number, and then wants none in the fixture.
func refused(t *testing.T, name string, err error, cell string) bool {
	t.Helper()
	if err == nil {
		return false
	}
	if refuse.Code(err) == "" {
		t.Fatalf("%s: %v", name, err)
	}
	if !slices.Contains([]string{"", "NA", "NaN", "Inf", "-Inf", "0"}, cell) {
		t.Errorf("%s: %v, but the reference has %s", name, err, cell)
	}
	return true
}

func TestFixtureTestsOfOutcomes(t *testing.T) {
	dir := fixture.Dir(t, "outcome_test")
	cells, pooled := fixtureCounts(t, dir)
	for _, row := range fixture.Rows(t, dir, "expected_tests.csv") {
		measure, minority := row["measure"], row["minority"]
		var strata []pair
		for key, c := range cells {
			if key[1] == minority {
				strata = append(strata, pair{Group: of(measure, c), Reference: of(measure, cells[[2]string{key[0], "white"}])})
			}
		}
		near := func(column string, got, tolerance float64) {
			t.Helper()
			fixture.Near(t, minority+" "+measure+" "+column, got, row[column], tolerance)
		}
		both := pair{Group: of(measure, pooled[minority]), Reference: of(measure, pooled["white"])}
		if e, err := both.Difference(level); !refused(t, "difference", err, row["diff"]) {
			near("diff", e.Value, 1e-8)
			near("newcombe_lo", e.Low, 1e-8)
			near("newcombe_hi", e.High, 1e-8)
		}
		if z, p, err := both.PooledZ(); !refused(t, "pooled z", err, row["z_pooled"]) {
			near("z_pooled", z, 1e-8)
			near("p_z", p, 1e-8)
		}
		if e, err := both.Ratio(level); !refused(t, "ratio", err, row["rr_katz_lo"]) {
			near("rr", e.Value, 1e-8)
			near("rr_katz_lo", e.Low, 1e-8)
			near("rr_katz_hi", e.High, 1e-8)
		}
		if e, err := contingency.ExactAsR([]pair{both}, level); !refused(t, "fisher", err, row["fisher_cmle_or"]) {
			near("fisher_p", e.P, 1e-8)
			near("fisher_cmle_or", e.Value, 1e-5)
		}
		if e, err := contingency.MantelHaenszel(strata, level); !refused(t, "mantel-haenszel", err, row["mh_or"]) {
			near("mh_or", e.Value, 1e-8)
			near("mh_lo", e.Low, 1e-8)
			near("mh_hi", e.High, 1e-8)
			near("cmh_chisq", e.ChiSquare, 1e-8)
			near("cmh_p", e.P, 1e-8)
		}
		if e, err := contingency.ExactAsR(strata, level); !refused(t, "exact", err, row["exact_cmle_or"]) {
			near("exact_cmle_or", e.Value, 1e-5)
			near("exact_lo", e.Low, 1e-5)
			near("exact_hi", e.High, 1e-5)
			near("exact_p", e.P, 1e-8)
		}
		if e, err := contingency.RiskDifference(strata, level); !refused(t, "risk difference", err, row["mh_risk_difference"]) {
			near("mh_risk_difference", e.Value, 1e-8)
		}
	}
}

// TestFishersTeaIsFishers: of four cups with milk first three were found, p = 34/70
// (Fisher, The Design of Experiments, 1935). The conditional estimate solves
// x^4 - 36x^2 - 32x - 3 = 0.
func TestFishersTeaIsFishers(t *testing.T) {
	e, err := contingency.Exact([]pair{{rate{3, 4}, rate{1, 4}}}, level)
	if err != nil {
		t.Fatal(err)
	}
	x := e.Value
	if math.Abs(e.P-34./70) > 1e-14 || math.Abs(x*x*x*x-36*x*x-32*x-3) > 1e-9 || x < 6 {
		t.Errorf("%+v", e)
	}
}

// TestRsSearchIsAsFineAsItSays: R stops a ten-thousandth from the root, on the scale
// of the odds ratio or of its inverse.
func TestRsSearchIsAsFineAsItSays(t *testing.T) {
	for _, strata := range [][]pair{{{rate{3, 4}, rate{1, 4}}}, departments, {{rate{45, 50}, rate{3, 60}}}, {{rate{2, 90}, rate{40, 60}}}} {
		exact, err := contingency.Exact(strata, level)
		if err != nil {
			t.Fatal(err)
		}
		asR, err := contingency.ExactAsR(strata, level)
		if err != nil {
			t.Fatal(err)
		}
		for name, pair := range map[string][2]float64{"value": {exact.Value, asR.Value}, "low": {exact.Low, asR.Low}, "high": {exact.High, asR.High}} {
			difference := math.Abs(pair[0] - pair[1])
			if pair[0] > 1 {
				difference = math.Abs(1/pair[0] - 1/pair[1])
			}
			if math.IsNaN(difference) && pair[0] != pair[1] || difference > 1.3e-4 {
				t.Errorf("%s: %g, by R's search %g", name, pair[0], pair[1])
			}
		}
		if exact.P != asR.P {
			t.Errorf("the probability is %g and %g", exact.P, asR.P)
		}
	}
}

var departments = []pair{{rate{4, 20}, rate{9, 61}}, {rate{0, 3}, rate{2, 8}}, {rate{12, 40}, rate{7, 51}}, {rate{1, 1}, rate{5, 30}}, {rate{3, 9}, rate{0, 0}}}

// ratios are the ways to one over strata, with its probability.
var ratios = map[string]func([]pair) (contingency.Stratified, float64, error){
	"mantel-haenszel": func(strata []pair) (contingency.Stratified, float64, error) {
		e, err := contingency.MantelHaenszel(strata, level)
		return e.Stratified, e.P, err
	},
	"risk ratio": func(strata []pair) (contingency.Stratified, float64, error) {
		e, err := contingency.RiskRatio(strata, level)
		return e.Stratified, e.P, err
	},
	"exact": func(strata []pair) (contingency.Stratified, float64, error) {
		e, err := contingency.Exact(strata, level)
		return e.Stratified, e.P, err
	},
}

// TestTheRiskRatioOfOneStratumIsKatzs; of two it was worked out in Python.
func TestTheRiskRatioOfOneStratumIsKatzs(t *testing.T) {
	one := pair{rate{12, 40}, rate{45, 120}}
	katz, _ := one.Ratio(level)
	e, err := contingency.RiskRatio([]pair{one}, level)
	if err != nil || math.Abs(e.Value/katz.Value-1)+math.Abs(e.Low/katz.Low-1)+math.Abs(e.High/katz.High-1) > 1e-13 {
		t.Errorf("%+v, Katz has %+v, %v", e, katz, err)
	}
	e, err = contingency.RiskRatio([]pair{one, {rate{18, 30}, rate{8, 12}}, {rate{1, 3}, rate{0, 0}}, {rate{0, 5}, rate{0, 7}}}, level)
	if err != nil || e.Used != 2 || e.Dropped != 2 || math.Abs(e.Value-0.8336842105263157) > 1e-14 || math.Abs(e.LogSE-0.19571431620413327) > 1e-14 || math.Abs(e.High-1.2234716326716895) > 1e-12 {
		t.Errorf("%+v, %v", e, err)
	}
	common, _ := contingency.MantelHaenszel([]pair{one, {rate{18, 30}, rate{8, 12}}}, level)
	if math.Abs(common.P-e.P) > 1e-15 {
		t.Errorf("the test of %g is not that of the odds ratio, %g", e.P, common.P)
	}
}

func TestSwappingGroupsFlipsSigns(t *testing.T) {
	var swapped []pair
	for _, p := range departments {
		swapped = append(swapped, pair{p.Reference, p.Group})
	}
	for name, ask := range ratios {
		one, p1, err1 := ask(departments)
		other, p2, err2 := ask(swapped)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if math.Abs(one.Value*other.Value-1) > 1e-9 || math.Abs(one.Low*other.High-1) > 1e-9 || math.Abs(p1-p2) > 1e-12 {
			t.Errorf("%s: %v against %v", name, one, other)
		}
	}
	one, _ := contingency.RiskDifference(departments, level)
	other, _ := contingency.RiskDifference(swapped, level)
	if math.Abs(one.Value+other.Value) > 1e-15 {
		t.Errorf("risk difference: %v against %v", one, other)
	}
}

// TestTwiceTheStrataHalveTheVariance, and leave the odds ratio as it is.
func TestTwiceTheStrataHalveTheVariance(t *testing.T) {
	one, _ := contingency.MantelHaenszel(departments, level)
	two, _ := contingency.MantelHaenszel(slices.Concat(departments, departments), level)
	if math.Abs(one.Value-two.Value) > 1e-14 || math.Abs(one.LogSE*one.LogSE/2-two.LogSE*two.LogSE) > 1e-14 {
		t.Errorf("%v, twice %v", one, two)
	}
}

func TestTheOrderOfStrataChangesNoBit(t *testing.T) {
	backwards := slices.Clone(departments)
	slices.Reverse(backwards)
	for name, ask := range ratios {
		one, p1, _ := ask(departments)
		other, p2, _ := ask(backwards)
		if one != other || p1 != p2 {
			t.Errorf("%s: %v, backwards %v", name, one, other)
		}
	}
	one, _ := contingency.RiskDifference(departments, level)
	other, _ := contingency.RiskDifference(backwards, level)
	if one != other {
		t.Errorf("%v, backwards %v", one, other)
	}
}

func TestWhatCountsDoNotSayIsRefused(t *testing.T) {
	zero := pair{rate{0, 10}, rate{3, 10}}
	_, ratio := zero.Ratio(level)
	_, none := pair{rate{0, 0}, rate{3, 10}}.Difference(level)
	_, bad := rate{5, 3}.Wilson(level)
	_, sure := rate{1, 3}.Wilson(1)
	_, _, alike := pair{rate{0, 9}, rate{0, 4}}.PooledZ()
	_, strata := contingency.MantelHaenszel([]pair{{rate{0, 9}, rate{0, 4}}, {rate{1, 2}, rate{0, 0}}}, level)
	_, empty := contingency.Exact(nil, level)
	_, opposite := contingency.MantelHaenszel([]pair{zero}, level)
	_, caseless := contingency.RiskRatio([]pair{zero}, level)
	_, certain := contingency.RiskRatio([]pair{{rate{9, 9}, rate{4, 4}}}, level)
	_, large := contingency.Exact([]pair{{rate{1 << 30, 1 << 31}, rate{1 << 30, 1 << 31}}}, level)
	for i, c := range []struct {
		err  error
		want string
	}{{ratio, contingency.ZeroCount}, {none, refuse.NoData}, {bad, refuse.BadCount}, {sure, refuse.BadLevel}, {alike, refuse.NoVariation}, {strata, refuse.NoOverlap}, {empty, refuse.NoOverlap}, {opposite, contingency.ZeroCount}, {caseless, contingency.ZeroCount}, {certain, refuse.NoVariation}, {large, contingency.TooLarge}} {
		if refuse.Code(c.err) != c.want {
			t.Errorf("case %d: %v, want %s", i, c.err, c.want)
		}
	}
	exact, err := contingency.Exact([]pair{zero}, level)
	if err != nil || exact.Value != 0 || exact.Low != 0 || !(exact.High > 0 && exact.High < 10) {
		t.Errorf("exact odds of no cases: %+v %v", exact, err)
	}
}

// FuzzTables wants of any four counts, twice over, an ordered interval or a
// refusal.
func FuzzTables(f *testing.F) {
	f.Add(int64(3), int64(10), int64(7), int64(20), int64(0), int64(1), int64(2), int64(2), 0.95)
	f.Add(int64(0), int64(0), int64(-1), int64(1<<60), int64(1), int64(1), int64(1), int64(1), 1.5)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i int64, level float64) {
		check := func(name string, est contingency.Estimate, err error) {
			if err != nil {
				if refuse.Code(err) == "" {
					t.Errorf("%s: %v", name, err)
				}
				return
			}
			if !(est.Low <= est.Value+1e-9*math.Abs(est.Value)+1e-15 && est.Value <= est.High+1e-9*math.Abs(est.High)+1e-15) {
				t.Errorf("%s: %+v", name, est)
			}
		}
		for _, count := range []*int64{&a, &b, &c, &d, &e, &g, &h, &i} {
			*count %= 100_000 // larger ones take the fuzzer's time, not another way
		}
		one, two := pair{rate{a, b}, rate{c, d}}, pair{rate{e, g}, rate{h, i}}
		for _, ask := range []func(float64) (contingency.Estimate, error){one.Group.Wilson, one.Group.ClopperPearson, one.Difference, one.Ratio} {
			est, err := ask(level)
			check("pair", est, err)
		}
		for name, ask := range ratios {
			s, p, err := ask([]pair{one, two})
			check(name, s.Estimate, err)
			if err == nil && !(p >= 0 && p <= 1) {
				t.Errorf("%s: p %g", name, p)
			}
		}
		s, err := contingency.RiskDifference([]pair{one, two}, level)
		check("difference", s.Estimate, err)
	})
}

// Forty places of one person of the group each, searched as often as others: the
// binomial variance of a group of one is nought, and would make chance a finding.
// Sato's standard error, worked out in Python.
func TestADifferenceOverSmallStrataIsNoFinding(t *testing.T) {
	var strata []pair
	for i := range 40 {
		cases := int64(0)
		if i < 13 {
			cases = 1
		}
		strata = append(strata, pair{rate{cases, 1}, rate{30, 100}})
	}
	d, err := contingency.RiskDifference(strata, level)
	if err != nil || math.Abs(d.Value-0.025) > 1e-12 || math.Abs(d.SE-0.07441018075505529) > 1e-12 {
		t.Errorf("%+v, %v", d, err)
	}
	if _, err := contingency.RiskDifference([]pair{{rate{5, 5}, rate{0, 5}}, {rate{2, 2}, rate{0, 9}}}, level); err == nil {
		t.Error("a difference without a variance has an interval")
	}
}
