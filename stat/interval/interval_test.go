package interval

import (
	"math"
	"testing"
)

// The reference values follow from the formula by hand: for 10 of 20 the
// half-width is 1.96 * sqrt(0.0125 + 0.0024) / 1.192.
func TestWilsonAgreesWithWorkedValues(t *testing.T) {
	for _, c := range []struct {
		k, n      int64
		low, high float64
	}{
		{10, 20, 0.2993, 0.7007}, {0, 10, 0, 0.2775}, {10, 10, 0.7225, 1}, {81, 263, 0.2553, 0.3662}, {0, 0, 0, 1},
	} {
		low, high := Wilson(c.k, c.n)
		if math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("%d of %d: got %.4f to %.4f, want %.4f to %.4f", c.k, c.n, low, high, c.low, c.high)
		}
	}
}

func TestAMedianIsTheMiddleAndLiesInItsInterval(t *testing.T) {
	for _, c := range []struct {
		values []float64
		counts []int64
		want   float64
	}{
		{[]float64{1, 2, 9}, []int64{1, 1, 1}, 2},
		{[]float64{1, 3}, []int64{2, 2}, 2},
		{[]float64{0, 5}, []int64{1, 100}, 5},
	} {
		m, low, high := Median(c.values, c.counts)
		if m != c.want || low > m || high < m {
			t.Errorf("%v %v: got %v in %v to %v, want %v", c.values, c.counts, m, low, high, c.want)
		}
	}
	if m, _, _ := Median(nil, nil); !math.IsNaN(m) {
		t.Errorf("the median of nothing is %v", m)
	}
}

func TestTheIntervalOfAMedianNarrowsWithMoreValues(t *testing.T) {
	width := func(times int64) float64 {
		var values []float64
		var counts []int64
		for v := range 101 {
			values, counts = append(values, float64(v)), append(counts, times)
		}
		_, low, high := Median(values, counts)
		return high - low
	}
	if few, many := width(1), width(100); few < 15 || few > 25 || many > 4 {
		t.Errorf("widths %v and %v; of 101 values in a row about 20 is right, of 10,100 about 2", few, many)
	}
}
