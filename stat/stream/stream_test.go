package stream_test

import (
	"math"
	"testing"

	"detangle/stat/stream"
)

func TestAPathIsItsOwnStreamAndAlwaysTheSame(t *testing.T) {
	seen := map[uint64][]uint64{}
	for _, path := range [][]uint64{{}, {0}, {1}, {0, 0}, {0, 1}, {1, 0}, {2}, {1 << 63}} {
		first := stream.New(287, path...).Uint64()
		if again := stream.New(287, path...).Uint64(); again != first {
			t.Errorf("path %v gave %d, then %d", path, first, again)
		}
		if other, double := seen[first]; double {
			t.Errorf("paths %v and %v are one stream", path, other)
		}
		seen[first] = path
	}
}

// TestBinomialDrawsHaveTheirMeanAndVariance compares both ways of drawing with
// what the distribution has, within five standard errors.
func TestBinomialDrawsHaveTheirMeanAndVariance(t *testing.T) {
	const draws = 40_000
	for i, c := range []struct {
		n int64
		p float64
	}{{1, 0.3}, {7, 0.5}, {20, 0.1}, {30, 0.4}, {500, 0.999}, {5_000, 0.02}, {1_000_000, 0.3}, {3_000_000, 1e-7}} {
		r := stream.New(1, uint64(i))
		mean, square := 0.0, 0.0
		want := float64(c.n) * c.p
		variance := want * (1 - c.p)
		for range draws {
			k := stream.Binomial(r, c.n, c.p)
			if k < 0 || k > c.n {
				t.Fatalf("binomial(%d, %g) drew %d", c.n, c.p, k)
			}
			mean += float64(k) / draws
			square += (float64(k) - want) * (float64(k) - want) / draws
		}
		if math.Abs(mean-want) > 5*math.Sqrt(variance/draws) {
			t.Errorf("binomial(%d, %g): mean %g, want %g", c.n, c.p, mean, want)
		}
		kurtosis := 3 + (1-6*c.p*(1-c.p))/variance
		if math.Abs(square-variance) > 5*variance*math.Sqrt((kurtosis-1)/draws) {
			t.Errorf("binomial(%d, %g): variance %g, want %g", c.n, c.p, square, variance)
		}
	}
}

func TestBinomialOfCertaintiesIsCertain(t *testing.T) {
	r := stream.New(1)
	for _, c := range []struct {
		n, want int64
		p       float64
	}{{0, 0, 0.5}, {-3, 0, 0.5}, {9, 0, 0}, {9, 0, -1}, {9, 9, 1}, {9, 9, 2}, {9, 0, math.NaN()}, {9, 0, 1e-300}} {
		if got := stream.Binomial(r, c.n, c.p); got != c.want {
			t.Errorf("binomial(%d, %g) drew %d", c.n, c.p, got)
		}
	}
}
