package disparity_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"detangle"
	"detangle/stat/contingency"
	"detangle/stat/disparity"
	"detangle/stat/fixture"
	"detangle/stat/refuse"
	"detangle/stat/stream"
)

type rate = contingency.Rate

const level = 0.95

func counts(strata ...disparity.Stratum) (c disparity.Counts) {
	for _, s := range strata {
		c.Group.Cases, c.Group.Trials = c.Group.Cases+s.Group.Cases, c.Group.Trials+s.Group.Trials
		c.Against.Cases, c.Against.Trials = c.Against.Cases+s.Against.Cases, c.Against.Trials+s.Against.Trials
		c.Missing.Cases, c.Missing.Trials = c.Missing.Cases+s.Missing.Cases, c.Missing.Trials+s.Missing.Trials
	}
	c.Strata = strata
	return c
}

func place(a, n1, c, n0 int64) disparity.Stratum {
	return disparity.Stratum{Group: rate{Cases: a, Trials: n1}, Against: rate{Cases: c, Trials: n0}}
}

func by(numbers []disparity.Numbers, e disparity.Estimator) disparity.Numbers {
	return numbers[slices.Index(disparity.Estimators(), e)]
}

// TestFixtureBothTests compares both tests with R's answers, of searches and of hits.
func TestFixtureBothTests(t *testing.T) {
	dir := fixture.Dir(t, "outcome_test")
	cells := map[[2]string][3]int64{}
	for _, row := range fixture.Rows(t, dir, "cells.csv") {
		cells[[2]string{row["dept"], row["race"]}] = [3]int64{int64(row.Int(t, "stops")), int64(row.Int(t, "searches")), int64(row.Int(t, "hits"))}
	}
	for _, row := range fixture.Rows(t, dir, "expected_tests.csv") {
		of := func(c [3]int64) rate {
			if row["measure"] == "hit" {
				return rate{Cases: c[2], Trials: c[1]}
			}
			return rate{Cases: c[1], Trials: c[0]}
		}
		var strata []disparity.Stratum
		for key := range cells {
			if key[1] == "white" {
				strata = append(strata, disparity.Stratum{Group: of(cells[[2]string{key[0], row["minority"]}]), Against: of(cells[key])})
			}
		}
		numbers := disparity.Compare(counts(strata...), level)
		for e, columns := range map[disparity.Estimator][4]string{
			disparity.Difference:       {"diff", "newcombe_lo", "newcombe_hi", "p_z"},
			disparity.Ratio:            {"rr", "rr_katz_lo", "rr_katz_hi", "p_z"},
			disparity.OddsRatioWithin:  {"mh_or", "mh_lo", "mh_hi", "cmh_p"},
			disparity.OddsRatioExact:   {"", "", "", "exact_p"}, // its limits have more digits than R's: stat/contingency compares them
			disparity.DifferenceWithin: {"mh_risk_difference", "", "", ""},
		} {
			n := by(numbers, e)
			if n.Refusal != nil {
				t.Errorf("%s %s, %s: %+v", row["minority"], row["measure"], e, *n.Refusal)
				continue
			}
			for i, v := range []*float64{n.Value, n.Low, n.High, n.P} {
				if columns[i] != "" {
					fixture.Near(t, row["minority"]+" "+row["measure"]+" "+columns[i], *v, row[columns[i]], 1e-8)
				}
			}
		}
	}
}

// The worked examples of the method pages, worked out in Python.
func TestWithinPlacesIsNotAllPlacesTogether(t *testing.T) {
	searches := disparity.Compare(counts(place(8, 200, 10, 500), place(30, 300, 4, 50)), level)
	hits := disparity.Compare(counts(place(12, 40, 45, 120), place(18, 30, 8, 12)), level)
	for _, c := range []struct {
		n                disparity.Numbers
		value, low, high float64
	}{
		{by(searches, disparity.Ratio), 2.98571, 1.63748, 5.44397},
		{by(searches, disparity.RatioWithin), 1.59091, 0.81281, 3.11388},
		{by(hits, disparity.DifferenceWithin), -0.073148, -0.220707, 0.074411},
	} {
		if c.n.Refusal != nil || math.Abs(*c.n.Value-c.value)+math.Abs(*c.n.Low-c.low)+math.Abs(*c.n.High-c.high) > 3e-5*c.high {
			t.Errorf("%s: %v (%v to %v), want %v", c.n.Estimator, *c.n.Value, *c.n.Low, *c.n.High, c)
		}
	}
	if d := by(hits, disparity.Difference); *d.Value < 0 {
		t.Errorf("all places together the group's hit rate is higher: %v", *d.Value)
	}
}

// Of five places with differences 0.1, 0.2, 0.1, 0.2, 0.15 the mean is 0.15 and its
// standard error 0.0223607; Student's quantile at 4 degrees is 2.776445.
func TestTheMeanOfPlacesIsUnweighted(t *testing.T) {
	c := counts(place(20, 100, 10, 100), place(300, 1000, 1, 10), place(2, 10, 10, 100), place(30, 100, 10, 100), place(25, 100, 10, 100), place(9, 9, 0, 1000))
	n := by(disparity.Compare(c, level), disparity.DifferenceOfMeans)
	if n.Refusal != nil || n.Strata != 5 || n.Dropped != 1 || math.Abs(*n.Value-0.15) > 1e-12 || math.Abs(*n.High-0.15-2.776445*0.0223607) > 1e-6 || n.P != nil {
		t.Errorf("%+v %v", n, n.Refusal)
	}
}

func TestWhatCountsDoNotSayIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		counts disparity.Counts
		want   map[disparity.Estimator]string
	}{
		"searches above stops":    {counts(place(12, 10, 3, 100)), all(refuse.BadCount)},
		"in one place alone":      {counts(place(12, 10, 3, 100), place(1, 100, 3, 100)), all(refuse.BadCount)},
		"one race only":           {counts(place(5, 100, 0, 0)), all(refuse.TooFew)},
		"nothing":                 {counts(), all(disparity.NotRecorded)},
		"none searched":           {counts(place(0, 100, 0, 300), place(0, 40, 0, 60)), all(refuse.NoVariation)},
		"all searched":            {counts(place(100, 100, 300, 300)), all(refuse.NoVariation)},
		"seven stops":             {counts(place(3, 7, 30, 300)), all(refuse.TooFew)},
		"never in the same place": {counts(place(30, 100, 0, 0), place(0, 0, 20, 100)), map[disparity.Estimator]string{disparity.Ratio: "", disparity.RatioWithin: refuse.NoOverlap, disparity.OddsRatioExact: refuse.NoOverlap, disparity.DifferenceWithin: refuse.NoOverlap}},
		"none of the group":       {counts(place(0, 40, 9, 60)), map[disparity.Estimator]string{disparity.Ratio: contingency.ZeroCount, disparity.OddsRatioExact: "", disparity.Difference: ""}},
		"none of the others":      {counts(place(9, 40, 0, 60)), map[disparity.Estimator]string{disparity.Ratio: contingency.ZeroCount, disparity.OddsRatioExact: disparity.Unbounded, disparity.Difference: ""}},
		"counts are large":        {counts(place(9000, 40000, 9000, 60000)), map[disparity.Estimator]string{disparity.OddsRatioExact: contingency.TooLarge, disparity.OddsRatioWithin: ""}},
	} {
		for _, n := range disparity.Compare(c.counts, level) {
			want, asked := c.want[n.Estimator]
			code := ""
			if n.Refusal != nil {
				code = n.Refusal.Code
			}
			if asked && code != want {
				t.Errorf("%s, %s: %q, want %q", name, n.Estimator, code, want)
			}
			whole(t, name, n)
		}
	}
	for _, r := range []rate{{Cases: -1, Trials: 50}, {Cases: 0, Trials: 50}, {Cases: 5, Trials: 7}} {
		if n := disparity.Residents(r, rate{Cases: 9, Trials: 100}, level); n.Refusal == nil {
			t.Errorf("%v per resident: %v", r, *n.Value)
		}
	}
	if n := disparity.Residents(rate{Cases: 600, Trials: 154}, rate{Cases: 9520, Trials: 6830}, level); n.Refusal != nil || n.P != nil || math.Abs(*n.Value-600./154/(9520./6830)) > 1e-12 {
		t.Errorf("more stops than residents: %+v", n)
	}
}

func all(code string) map[disparity.Estimator]string {
	m := map[disparity.Estimator]string{}
	for _, e := range disparity.Estimators() {
		m[e] = code
	}
	return m
}

// whole wants a number with an ordered interval, or a refusal with no number.
func whole(t *testing.T, name string, n disparity.Numbers) {
	t.Helper()
	numbers := []*float64{n.Value, n.Low, n.High, n.P, n.MissingLow, n.MissingHigh}
	for i, v := range numbers {
		if v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0)) || n.Refusal != nil && v != nil || n.Refusal == nil && i < 3 && v == nil {
			t.Fatalf("%s, %s: number %d of %+v", name, n.Estimator, i, n)
		}
	}
	if n.Refusal != nil && (n.Refusal.Code == "" || n.Refusal.Code == "failed" || n.Refusal.Reason == "") {
		t.Errorf("%s, %s: refused without a word: %+v", name, n.Estimator, n.Refusal)
	}
	if n.Refusal == nil {
		slack := 1e-9 * (1 + math.Abs(*n.Value))
		if *n.Low > *n.Value+slack || *n.Value > *n.High+slack || n.P != nil && (*n.P < 0 || *n.P > 1) || n.MissingLow != nil && (*n.MissingLow > *n.Value || *n.MissingHigh < *n.Value) {
			t.Errorf("%s, %s: %v (%v to %v), p %v", name, n.Estimator, *n.Value, *n.Low, *n.High, n.P)
		}
	}
}

// Twelve of 100 and 20 of 200; of ten without a race all were searched: 22 of 110
// against 20 of 200 is 2, and 12 of 100 against 30 of 210 is 0.84.
func TestMissingRaceBoundsPutEverybodyIntoEitherGroup(t *testing.T) {
	s := place(12, 100, 20, 200)
	s.Missing = rate{Cases: 10, Trials: 10}
	c := counts(s)
	n := by(disparity.Compare(c, level), disparity.Ratio)
	if math.Abs(*n.MissingHigh-2) > 1e-12 || math.Abs(*n.MissingLow-0.84) > 1e-12 || math.Abs(c.MissingShare()-10./310) > 1e-15 {
		t.Errorf("%v to %v, %v missing", *n.MissingLow, *n.MissingHigh, c.MissingShare())
	}
}

func TestSwappingGroupsFlipsSignsAndOrderChangesNoBit(t *testing.T) {
	strata := []disparity.Stratum{place(4, 20, 9, 61), place(0, 13, 2, 28), place(12, 40, 7, 51), place(1, 11, 5, 30), place(3, 19, 6, 40), place(9, 30, 8, 45)}
	var swapped []disparity.Stratum
	for _, s := range slices.Backward(strata) {
		swapped = append(swapped, disparity.Stratum{Group: s.Against, Against: s.Group})
	}
	backwards := slices.Clone(strata)
	slices.Reverse(backwards)
	one, other, same := disparity.Compare(counts(strata...), level), disparity.Compare(counts(swapped...), level), disparity.Compare(counts(backwards...), level)
	for i, n := range one {
		o := other[i]
		if n.Refusal != nil || o.Refusal != nil {
			t.Fatal(n.Refusal, o.Refusal)
		}
		flipped := 1 / *o.Value
		if n.Estimator.Unit() == "difference" {
			flipped = -*o.Value
		}
		if math.Abs(*n.Value-flipped) > 1e-9 {
			t.Errorf("%s: %v, swapped %v", n.Estimator, *n.Value, *o.Value)
		}
		if s := same[i]; *s.Value != *n.Value || *s.Low != *n.Low || *s.High != *n.High {
			t.Errorf("%s: another order gives %v", n.Estimator, *s.Value)
		}
	}
}

// Before, 2 times; after, 3 times: the change is 1.5, and the error of its log that
// of both.
func TestAChangeIsARatioOfRatiosOrADifferenceOfDifferences(t *testing.T) {
	before, after := disparity.Compare(counts(place(40, 400, 20, 400)), level), disparity.Compare(counts(place(60, 400, 20, 400)), level)
	for i := range before {
		n := disparity.Change(before[i], after[i])
		if before[i].Refusal != nil {
			if n.Refusal == nil || !strings.HasPrefix(n.Refusal.Reason, "before the change: ") {
				t.Errorf("%s: %+v", n.Estimator, n)
			}
			continue
		}
		switch n.Estimator {
		case disparity.Ratio, disparity.RatioWithin:
			if math.Abs(*n.Value-1.5) > 1e-12 || math.Abs(math.Log(*n.High / *n.Value)-1.959963984540054*math.Hypot(before[i].SE, after[i].SE)) > 1e-9 {
				t.Errorf("%s: %v to %v", n.Estimator, *n.Value, *n.High)
			}
		case disparity.Difference, disparity.DifferenceWithin:
			if math.Abs(*n.Value-0.05) > 1e-12 || *n.Low > 0.05 || *n.High < 0.05 {
				t.Errorf("%s: %v", n.Estimator, *n.Value)
			}
		}
		whole(t, "change", n)
	}
}

func TestTenMillionAgenciesOfOneStopEachAreCountedNotCompared(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a gigabyte")
	}
	const n = 10_000_000
	strata := make([]disparity.Stratum, n)
	for i := range strata {
		one := rate{Cases: int64(i % 7 / 6), Trials: 1}
		if i%3 == 0 {
			strata[i].Group = one
		} else {
			strata[i].Against = one
		}
	}
	began := time.Now()
	for _, m := range disparity.Compare(counts(strata...), level) {
		whole(t, "one stop each", m)
		if within := m.Estimator != disparity.Ratio && m.Estimator != disparity.Difference; within != (m.Refusal != nil) {
			t.Errorf("%s: %+v", m.Estimator, m.Refusal)
		}
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("it took %v", took)
	}
}

// FuzzCompare wants of any counts an ordered interval or a refusal.
func FuzzCompare(f *testing.F) {
	f.Add(int64(3), int64(20), int64(7), int64(40), int64(1), int64(12), int64(9), int64(11), int64(2), int64(5), 0.95)
	f.Add(int64(0), int64(10), int64(0), int64(1<<60), int64(-1), int64(1), int64(1), int64(1), int64(0), int64(0), 1.5)
	f.Add(int64(4000), int64(4001), int64(1), int64(4000), int64(0), int64(0), int64(0), int64(0), int64(0), int64(0), 0.95)
	f.Add(int64(10), int64(10), int64(0), int64(10), int64(10), int64(10), int64(0), int64(10), int64(10), int64(10), 0.5)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i, m, k int64, level float64) {
		for _, n := range []*int64{&a, &b, &c, &d, &e, &g, &h, &i, &m, &k} {
			*n %= 100_000
		}
		x, y := place(a, b, c, d), place(e, g, h, i)
		x.Missing = rate{Cases: m, Trials: k}
		one, two := disparity.Compare(counts(x, y), level), disparity.Compare(counts(y), level)
		for j := range one {
			whole(t, "both", one[j])
			whole(t, "one", two[j])
			whole(t, "change", disparity.Change(two[j], one[j]))
		}
		whole(t, "residents", disparity.Residents(x.Group, y.Against, level))
	})
}

// Two hundred places with nothing to find and twenty searched three times as often:
// found are the twenty, and few others; the shrunken values lie between.
func TestFamiliesFindWhatIsThere(t *testing.T) {
	r := stream.New(7)
	var family []disparity.Numbers
	for i := range 220 {
		odds := 1.0
		if i < 20 {
			odds = 3
		}
		s := place(stream.Binomial(r, 800, 0.05*odds), 800, stream.Binomial(r, 1000, 0.05), 1000)
		family = append(family, by(disparity.Compare(counts(s), level), disparity.RatioWithin))
	}
	family = append(family, disparity.Compare(counts(place(1, 5, 2, 30)), level)[2])
	f, standings := disparity.Adjust(family, true, 1)
	found, others := 0, 0
	for i, s := range standings[:220] {
		if *s.Q < 0.05 {
			found++
			if i >= 20 {
				others++
			}
		}
		n := family[i]
		if d, e := math.Abs(math.Log(*s.Shrunk / *f.Mean)), math.Abs(math.Log(*n.Value / *f.Mean)); d > e+1e-12 {
			t.Errorf("place %d is pulled from %v to %v, away from %v", i, *n.Value, *s.Shrunk, *f.Mean)
		}
		if *s.QAny < *s.Q || *s.ShrunkLow > *s.Shrunk || *s.RankLow > *s.RankHigh || (i < 20) != (s.Funnel == disparity.BeyondAlarm) && i < 20 {
			t.Errorf("place %d: %+v", i, s)
		}
	}
	if found-others != 20 || others > 4 || f.Tests != 220 || f.Refused != 1 || *f.Pi0 < 0.7 || f.NullSD == nil || math.Abs(*f.NullSD-1) > 0.2 {
		t.Errorf("%d are found, %d of them where nothing is: %+v", found, others, f)
	}
	if s := standings[220]; s != (disparity.Standing{}) {
		t.Errorf("a refused place stands somewhere: %+v", s)
	}
	low, high, lowest, highest, ok := f.Funnel(disparity.RatioWithin, 0.1)
	if !ok || !(lowest < low && low < *f.Mean && *f.Mean < high && high < highest) {
		t.Errorf("funnel %v %v %v %v", lowest, low, high, highest)
	}
}

// Without over-dispersion the outer scores of a normal sample, drawn in, have a
// factor of 1; twice as wide, about 4 times what is left of the middle.
func TestExcessIsOfTheMiddleOfTheScores(t *testing.T) {
	var wide []disparity.Numbers
	r := stream.New(3)
	for range 400 {
		v := math.Exp(3 * 0.1 * r.NormFloat64())
		low, high, p := v*math.Exp(-0.2), v*math.Exp(0.2), 0.5
		wide = append(wide, disparity.Numbers{Estimator: disparity.RatioWithin, Value: &v, Low: &low, High: &high, P: &p, SE: 0.1})
	}
	f, standings := disparity.Adjust(wide, false, 1)
	if *f.Excess < 4 || *f.Excess > 9 || math.Abs(*f.Spread-math.Sqrt(0.08)) > 0.03 {
		t.Errorf("%v, spread %v", *f.Excess, *f.Spread)
	}
	beyond := 0
	for _, s := range standings {
		if s.Funnel != disparity.Within {
			beyond++
		}
	}
	if beyond > 60 {
		t.Errorf("%d of 400 are beyond a funnel that knows how places vary", beyond)
	}
}

// Everybody is searched above one bar, a risk of one in five, on a signal that is
// Normal(1.5, 1) of who carries something and Normal(0, 1) of who does not; of the
// group three in a hundred carry something, of the others six. No one is held to
// another bar, and the outcome test finds a gap all the same: that is why its page
// says infra-marginality beside every number, and why concordance is asked.
func TestOneBarForAllLooksLikeTwoToTheOutcomeTest(t *testing.T) {
	r := stream.New(11)
	above := func(x float64) float64 { return math.Erfc(x/math.Sqrt2) / 2 }
	logit := func(p float64) float64 { return math.Log(p / (1 - p)) }
	draw := func(stops int64, carry, bar float64) (searches, hits rate) {
		point := (logit(bar) - logit(carry) + 1.5*1.5/2) / 1.5
		guilty, innocent := carry*above(point-1.5), (1-carry)*above(point)
		n := stream.Binomial(r, stops, guilty+innocent)
		return rate{Cases: n, Trials: stops}, rate{Cases: stream.Binomial(r, n, guilty/(guilty+innocent)), Trials: n}
	}
	world := func(carry, bar float64) (search, hit disparity.Numbers) {
		var searches, hits []disparity.Stratum
		for range 10 {
			var s, h disparity.Stratum
			s.Group, h.Group = draw(100_000, carry, bar)
			s.Against, h.Against = draw(100_000, 0.06, 0.2)
			searches, hits = append(searches, s), append(hits, h)
		}
		return by(disparity.Compare(counts(searches...), level), disparity.DifferenceWithin), by(disparity.Compare(counts(hits...), level), disparity.DifferenceWithin)
	}
	search, hit := world(0.03, 0.2)
	if *hit.High >= 0 || *search.High >= 0 || disparity.Concord(search, hit) != contingency.OnlyOutcome {
		t.Errorf("one bar: searches %v, finds %v to %v, %s", *search.Value, *hit.Low, *hit.High, disparity.Concord(search, hit))
	}
	search, hit = world(0.06, 0.1)
	if *hit.High >= 0 || *search.Low <= 0 || disparity.Concord(search, hit) != contingency.Both {
		t.Errorf("a lower bar: searches %v, finds %v, %s", *search.Value, *hit.Value, disparity.Concord(search, hit))
	}
	search, hit = world(0.06, 0.2)
	if disparity.Concord(search, hit) != contingency.Neither {
		t.Errorf("no difference: searches %v, finds %v", *search.Value, *hit.Value)
	}
}

// FuzzAdjust wants of any family standings that are numbers, with ordered intervals.
func FuzzAdjust(f *testing.F) {
	f.Add(uint64(1), uint8(40), 0.5, 0.1)
	f.Add(uint64(2), uint8(3), 1e-9, 1e9)
	f.Add(uint64(3), uint8(200), 50.0, 1e-6)
	f.Fuzz(func(t *testing.T, seed uint64, size uint8, spread, error float64) {
		if !(spread > 0 && spread < 100) || !(error > 1e-9 && error < 1e9) {
			return
		}
		r := stream.New(seed)
		var family []disparity.Numbers
		for range int(size) {
			v := math.Exp(spread * r.NormFloat64())
			low, high, p := v*math.Exp(-2*error), v*math.Exp(2*error), math.Pow(r.Float64(), 1/spread)
			n := disparity.Numbers{Estimator: disparity.RatioWithin, Value: &v, Low: &low, High: &high, P: &p, SE: error * (0.5 + r.Float64())}
			if r.IntN(5) == 0 {
				n = disparity.Numbers{Estimator: disparity.RatioWithin, Refusal: &detangle.Refusal{Code: refuse.TooFew}}
			}
			family = append(family, n)
		}
		_, standings := disparity.Adjust(family, size < 50, seed)
		for i, s := range standings {
			if family[i].Refusal != nil && s != (disparity.Standing{}) {
				t.Fatalf("a refused place stands somewhere: %+v", s)
			}
			for _, v := range []*float64{s.Q, s.QAny, s.LocalFDR, s.Shrunk, s.ShrunkLow, s.ShrunkHigh} {
				if v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0)) {
					t.Fatalf("place %d of %d: %+v, shrunk %v (%v to %v)", i, size, family[i], *s.Shrunk, *s.ShrunkLow, *s.ShrunkHigh)
				}
			}
			if s.Shrunk != nil && (*s.ShrunkLow > *s.Shrunk || *s.Shrunk > *s.ShrunkHigh) || s.RankLow != nil && (*s.RankLow > *s.RankHigh || *s.RankLow < 1) {
				t.Fatalf("place %d: %+v", i, s)
			}
		}
	})
}

// Of 500 of a group 498 are alone in their place: within places two are compared.
func TestWhatIsComparedWithinPlacesIsCountedThere(t *testing.T) {
	c := counts(place(2, 2, 30, 100))
	c.Group.Cases, c.Group.Trials, c.Alone = c.Group.Cases+100, c.Group.Trials+498, 1
	for _, e := range []disparity.Estimator{disparity.RatioWithin, disparity.DifferenceWithin, disparity.OddsRatioWithin, disparity.OddsRatioExact} {
		if n := by(disparity.Compare(c, level), e); n.Refusal == nil || n.Refusal.Code != refuse.TooFew || n.P != nil {
			t.Errorf("%s rests on two: %+v", e, n)
		}
	}
	if n := by(disparity.Compare(c, level), disparity.Ratio); n.Refusal != nil || n.Unstable {
		t.Errorf("all places together: %+v", n)
	}
}
