package stream

import (
	"math"
	"testing"
)

func TestHypergeometricHasItsMeanAndVariance(t *testing.T) {
	r := New(1)
	for _, c := range [][3]int64{{50, 20, 10}, {10000, 300, 4000}, {2_000_000, 60_000, 900_000}, {9, 9, 4}, {9, 0, 4}, {12, 5, 12}} {
		n, k, m := float64(c[0]), float64(c[1]), float64(c[2])
		mean, variance := m*k/n, m*k/n*(1-k/n)*(n-m)/(n-1)
		var sum, squares float64
		const draws = 4000
		for range draws {
			x := Hypergeometric(r, c[0], c[1], c[2])
			if x < 0 || x > c[1] || x > c[2] || c[1]-x > c[0]-c[2] {
				t.Fatalf("%v: %d is impossible", c, x)
			}
			sum, squares = sum+float64(x), squares+(float64(x)-mean)*(float64(x)-mean)
		}
		if math.Abs(sum/draws-mean) > 4*math.Sqrt(variance/draws)+1e-9 || math.Abs(squares/draws-variance) > 6*variance*math.Sqrt(2./draws)+1e-9 {
			t.Errorf("%v: mean %g of %g, variance %g of %g", c, sum/draws, mean, squares/draws, variance)
		}
	}
}
