// Package spline has natural cubic splines: smooth curves that are straight
// beyond their outer knots, as columns for a regression.
//
// Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning
// (2009), 5.2.1 (equations 5.4 and 5.5); quantiles are those of type 7 in Hyndman
// and Fan, American Statistician 50 (1996). Any basis of the same space gives the
// same fit of what stands beside it.
package spline

import (
	"math"
	"slices"

	"detangle/stat/refuse"
)

// Knots are ascending; the first and the last are the boundaries.
type Knots []float64

// At returns the knots of a curve with df degrees of freedom through values: the
// boundaries at the least and the largest, and df - 1 between them at even
// quantiles. Knots that fall together are one, so a curve through few different
// values has fewer degrees of freedom.
func At(values []float64, df int) (Knots, error) {
	if df < 1 || df > 50 {
		return nil, refuse.New(refuse.NotIdentified, "1 to 50 degrees of freedom", "a curve of %d degrees of freedom", df)
	}
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 || math.IsNaN(sorted[0]) || math.IsInf(sorted[0], 0) || math.IsInf(sorted[len(sorted)-1], 0) || sorted[0] == sorted[len(sorted)-1] {
		return nil, refuse.New(refuse.NotIdentified, "two or more different values", "there is no curve through %d values that do not differ, or are not finite", len(values))
	}
	var knots Knots
	for k := range df + 1 {
		knots = append(knots, quantile(sorted, float64(k)/float64(df)))
	}
	return slices.Compact(knots), nil
}

// quantile is type 7: linear between the order statistics.
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	low := min(int(at+1e-12), len(sorted)-1)
	high := min(low+1, len(sorted)-1)
	part := math.Max(0, at-float64(low))
	if part < 1e-12 {
		return sorted[low]
	}
	return sorted[low] + part*(sorted[high]-sorted[low])
}

// Columns returns the curve's degrees of freedom.
func (k Knots) Columns() int { return len(k) - 1 }

// Basis returns the columns of the curve at values, without the constant: the
// value itself, and a truncated cube for each inner knot, on a scale on which the
// boundaries are 0 and 1.
func (k Knots) Basis(values []float64) [][]float64 {
	scaled := func(v float64) float64 { return (v - k[0]) / (k[len(k)-1] - k[0]) }
	columns := make([][]float64, k.Columns())
	for j := range columns {
		columns[j] = make([]float64, len(values))
	}
	last := len(k) - 1
	for i, v := range values {
		x := scaled(v)
		columns[0][i] = x
		cube := func(at int) float64 { // D of equation 5.5
			knot := scaled(k[at])
			near, far := math.Max(0, x-knot), math.Max(0, x-1)
			return (near*near*near - far*far*far) / (1 - knot)
		}
		for j := 1; j < last; j++ {
			columns[j][i] = cube(j-1) - cube(last-1)
		}
	}
	return columns
}
