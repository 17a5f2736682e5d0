// Package interval gives shares and medians their intervals: pure functions on
// counts, without data. Sources: E. B. Wilson, Probable Inference, the Law of
// Succession, and Statistical Inference, JASA 22 (1927); for the median the
// order statistics of Conover, Practical Nonparametric Statistics (1999), 3.2.
package interval

import "math"

// Z is the quantile of a two-sided interval of 95 per cent.
const Z = 1.959963984540054

// Wilson returns the score interval of a share: k of n. For no trials it is
// everything, 0 to 1.
func Wilson(k, n int64) (low, high float64) { return WilsonAt(k, n, Z) }

// WilsonAt is Wilson with another quantile of the normal than Z.
func WilsonAt(k, n int64, z float64) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	p, trials := float64(k)/float64(n), float64(n)
	middle := p + z*z/(2*trials)
	half := z * math.Sqrt(p*(1-p)/trials+z*z/(4*trials*trials))
	scale := 1 + z*z/trials
	return max(0, (middle-half)/scale), min(1, (middle+half)/scale)
}

// Median returns the median of counted values, and its interval by order
// statistics. Values ascend; counts say how often each was seen. Of an even
// number it is the mean of the two in the middle. It is not a number where
// nothing was seen.
func Median(values []float64, counts []int64) (median, low, high float64) {
	n := int64(0)
	for _, c := range counts {
		n += c
	}
	if n == 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	at := func(rank int64) float64 { // the rank-th smallest, from 1
		rank = min(max(rank, 1), n)
		for i, c := range counts {
			if rank -= c; rank <= 0 {
				return values[i]
			}
		}
		return values[len(values)-1]
	}
	half := Z * math.Sqrt(float64(n)) / 2
	median = (at((n+1)/2) + at(n/2+1)) / 2
	return median, at(int64(math.Floor(float64(n)/2 - half))), at(int64(math.Ceil(float64(n)/2+half)) + 1)
}
