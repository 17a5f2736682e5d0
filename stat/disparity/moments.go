package disparity

import "slices"

// moments returns the mean and the sum of squares about it, whatever order the
// values come in.
func moments(values []float64) (mean, square float64) {
	slices.Sort(values)
	for _, v := range values {
		mean += v
	}
	mean /= float64(len(values))
	for _, v := range values {
		square += (v - mean) * (v - mean)
	}
	return mean, square
}
