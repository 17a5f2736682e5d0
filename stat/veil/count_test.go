package veil_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"detangle/stat/disparity"
	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/stream"
	"detangle/stat/veil"
)

// countsOf are the counts of stops, kept as Select keeps them.
func countsOf(stops []veil.Stop) (out []veil.Count) {
	locations := map[string]int32{}
	for _, s := range stops {
		if _, ok := locations[s.Location]; !ok {
			locations[s.Location] = int32(len(locations))
		}
		c := veil.Count{Location: locations[s.Location], Day: int32(s.Day), Minute: int16(s.Minute), Season: -1, Dark: float64(s.Minute) >= s.Dusk, Stops: 1}
		if s.Minority {
			c.Minority = 1
		}
		out = append(out, c)
	}
	return out
}

func by(t *testing.T, numbers []disparity.Numbers, e disparity.Estimator) disparity.Numbers {
	t.Helper()
	for _, n := range numbers {
		if n.Estimator == e {
			if n.Refusal != nil {
				t.Fatalf("%s: %s", e, n.Refusal.Reason)
			}
			return n
		}
	}
	t.Fatalf("%s does not answer", e)
	return disparity.Numbers{}
}

func usableStops(t *testing.T, n int, dark float64, seed uint64) []veil.Stop {
	t.Helper()
	kept, _ := veil.Select(planted(n, dark, seed))
	return kept
}

func TestCountsAnswerAsTheirStopsDo(t *testing.T) {
	stops := usableStops(t, 20000, -0.4, 3)
	want, err := veil.Fit(veil.Cells(stops), veil.Options{Degrees: 6, Level: 0.95, ByDay: stops})
	if err != nil {
		t.Fatal(err)
	}
	got := by(t, veil.Compare(veil.NewCounts(countsOf(stops)), 0.95, 1), veil.SplineByDay)
	if math.Abs(math.Log(*got.Value)-want.Clustered.Value) > 1e-9 || math.Abs(got.SE-want.Clustered.SE) > 1e-9 {
		t.Errorf("%v (%v) of counts, %v (%v) of stops", math.Log(*got.Value), got.SE, want.Clustered.Value, want.Clustered.SE)
	}
}

func TestNeitherOrderNorSplittingOfCountsMovesAByte(t *testing.T) {
	counts := countsOf(usableStops(t, 4000, -0.4, 5))
	other := slices.Clone(counts)
	r := stream.New(9)
	r.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
	want, got := veil.Compare(veil.NewCounts(counts), 0.95, 1), veil.Compare(veil.NewCounts(other), 0.95, 2)
	if !reflect.DeepEqual(want, got) {
		t.Errorf("another order makes other numbers:\n%v\n%v", want, got)
	}
}

func TestTwiceTheCountsHaveHalfTheVariance(t *testing.T) {
	counts := countsOf(usableStops(t, 4000, -0.4, 6))
	one := veil.Compare(veil.NewCounts(slices.Clone(counts)), 0.95, 1)
	two := veil.Compare(veil.NewCounts(slices.Concat(counts, counts)), 0.95, 1)
	for _, e := range []disparity.Estimator{veil.Spline, veil.QuarterHours} {
		a, b := by(t, one, e), by(t, two, e)
		if math.Abs(*a.Value / *b.Value - 1) > 1e-6 || math.Abs(a.SE*a.SE/(2*b.SE*b.SE)-1) > 1e-6 {
			t.Errorf("%s: %v (%v), of everything twice %v (%v)", e, *a.Value, a.SE, *b.Value, b.SE)
		}
	}
}

func TestTheOtherGroupsOddsAreTheInverse(t *testing.T) {
	counts := countsOf(usableStops(t, 4000, -0.4, 7))
	other := slices.Clone(counts)
	for i := range other {
		other[i].Minority = other[i].Stops - other[i].Minority
	}
	one, two := veil.Compare(veil.NewCounts(counts), 0.95, 1), veil.Compare(veil.NewCounts(other), 0.95, 1)
	for _, e := range []disparity.Estimator{veil.Spline, veil.SplineByDay, veil.QuarterHours} {
		a, b := by(t, one, e), by(t, two, e)
		if math.Abs(*a.Value**b.Value-1) > 1e-6 || math.Abs(*a.Low**b.High-1) > 1e-6 {
			t.Errorf("%s: %v and %v", e, *a.Value, *b.Value)
		}
	}
}

// Those without a recorded race, all in the group in the dark: the bounds hold the
// number between them.
func TestMissingRaceGivesBounds(t *testing.T) {
	counts := countsOf(usableStops(t, 4000, 0, 8))
	for i := range counts {
		if counts[i].Dark && i%5 == 0 {
			counts[i].Missing = 1
		}
	}
	n := by(t, veil.Compare(veil.NewCounts(counts), 0.95, 1), veil.QuarterHours)
	if n.MissingLow == nil || !(*n.MissingLow < *n.Value && *n.Value < *n.MissingHigh) {
		t.Errorf("%v, bounds %v and %v", *n.Value, n.MissingLow, n.MissingHigh)
	}
}

func TestFewStopsAreAnsweredExactlyAndManyByTheCurve(t *testing.T) {
	few := veil.Compare(veil.NewCounts(countsOf(usableStops(t, 600, 0, 9))), 0.95, 1)
	if a, b := by(t, few, veil.BySize), by(t, few, veil.ExactQuarters); *a.Value != *b.Value {
		t.Errorf("%v, exactly %v", *a.Value, *b.Value)
	}
	many := veil.Compare(veil.NewCounts(countsOf(usableStops(t, 8000, 0, 9))), 0.95, 1)
	if a, b := by(t, many, veil.BySize), by(t, many, veil.SplineByDay); *a.Value != *b.Value {
		t.Errorf("%v, by the curve %v", *a.Value, *b.Value)
	}
}

func TestOneDayHasNoVarianceByDay(t *testing.T) {
	var counts []veil.Count
	for minute := range int16(60) {
		for _, dark := range []bool{false, true} {
			counts = append(counts, veil.Count{Minute: 1000 + minute, Season: -1, Dark: dark, Stops: 20, Minority: 5 + int32(minute)%7})
		}
	}
	for _, n := range veil.Compare(veil.NewCounts(counts), 0.95, 1) {
		if n.Estimator == veil.SplineByDay && (n.Refusal == nil || n.Refusal.Code != refuse.OneCluster) {
			t.Errorf("%+v", n)
		}
	}
}

// Whatever the counts: a number with an interval around it, or a refusal.
func FuzzCompare(f *testing.F) {
	f.Add(uint64(1), uint8(40), uint8(3), uint8(2))
	f.Add(uint64(2), uint8(200), uint8(1), uint8(1))
	f.Add(uint64(3), uint8(255), uint8(9), uint8(30))
	f.Fuzz(func(t *testing.T, seed uint64, rows, places, most uint8) {
		r := stream.New(seed)
		var counts []veil.Count
		for range rows {
			c := veil.Count{Location: int32(r.IntN(int(places) + 1)), Day: int32(r.IntN(40)), Minute: int16(r.IntN(1500) - 30), Season: int16(r.IntN(4) - 1), Dark: r.IntN(2) == 1, Stops: int32(r.IntN(int(most) + 1))}
			c.Minority = int32(r.IntN(int(c.Stops) + 1))
			c.Missing = int32(r.IntN(3))
			counts = append(counts, c)
		}
		c := veil.NewCounts(counts)
		for _, n := range slices.Concat(veil.Compare(c, 0.95, 1), veil.Check(c, 0.95, 1)) {
			if n.Refusal != nil {
				if n.Value != nil || n.P != nil {
					t.Errorf("%s: a number beside a refusal", n.Estimator)
				}
				continue
			}
			if n.Value == nil || !(*n.Low <= *n.Value && *n.Value <= *n.High) || math.IsInf(*n.High, 0) || n.P != nil && !(*n.P >= 0 && *n.P <= 1) {
				t.Errorf("%s: %v", n.Estimator, n)
			}
		}
	})
}

// A dozen days of places have no variance by day: plain sandwiches are too small below thirty.
func TestADozenDaysHaveNoVarianceByDay(t *testing.T) {
	var counts []veil.Count
	for day := range int32(12) {
		for minute := range int16(60) {
			counts = append(counts, veil.Count{Day: day, Minute: 1000 + minute, Season: -1, Dark: day%2 == 0, Stops: 20, Minority: 5 + int32(minute+int16(day))%7})
		}
	}
	for _, n := range veil.Compare(veil.NewCounts(counts), 0.95, 1) {
		if n.Estimator == veil.SplineByDay && (n.Refusal == nil || n.Refusal.Code != glm.FewClusters || n.P != nil) {
			t.Errorf("%+v", n)
		}
	}
}

// Light and dark overlap in one place alone, in which nobody of the group was stopped: it
// says nothing, and what is left does not overlap.
func TestOverlapIsThatOfThePlacesThatAreUsed(t *testing.T) {
	var cells []veil.Cell
	for minute := 1050; minute < 1110; minute += 5 {
		cells = append(cells, veil.Cell{Location: "silent", Minute: minute, Stops: 50}, veil.Cell{Location: "silent", Minute: minute, Dark: true, Stops: 50},
			veil.Cell{Location: "mixed", Minute: minute, Dark: true, Stops: 40, Minority: 5 + int64(minute/5)%4}, veil.Cell{Location: "mixed", Minute: minute + 75, Stops: 40, Minority: 6 + int64(minute/5)%3})
	}
	if r, err := veil.Fit(cells, veil.Options{Degrees: 6, Level: 0.95}); refuse.Code(err) != refuse.NoOverlap {
		t.Errorf("%+v, %v", r, err)
	}
}
