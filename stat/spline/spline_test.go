package spline_test

import (
	"math"
	"testing"

	"detangle/stat/refuse"
	"detangle/stat/spline"
)

func TestACurveIsStraightBeyondItsKnotsAndSmoothWithin(t *testing.T) {
	knots := spline.Knots{0, 2, 3, 5, 10}
	at := func(x float64) []float64 {
		var out []float64
		for _, c := range knots.Basis([]float64{x}) {
			out = append(out, c[0])
		}
		return out
	}
	second := func(x float64, j int) float64 {
		const h = 1e-3
		return (at(x + h)[j] - 2*at(x)[j] + at(x - h)[j]) / h / h
	}
	for j := range knots.Columns() {
		for _, x := range []float64{-3, -1, 11, 14} {
			if v := second(x, j); math.Abs(v) > 1e-6 {
				t.Errorf("column %d bends at %g: %g", j, x, v)
			}
		}
		for _, knot := range knots {
			if jump := second(knot+0.002, j) - second(knot-0.002, j); math.Abs(jump) > 0.01 {
				t.Errorf("column %d has a kink at %g: %g", j, knot, jump)
			}
		}
	}
}

func TestKnotsAreQuantilesAndFallTogether(t *testing.T) {
	knots, err := spline.At([]float64{4, 1, 2, 3}, 2)
	if err != nil || len(knots) != 3 || knots[1] != 2.5 {
		t.Errorf("%v %v", knots, err)
	}
	few, err := spline.At([]float64{1, 1, 1, 1, 1, 2, 3}, 6)
	if err != nil || few.Columns() > 3 {
		t.Errorf("%v %v", few, err)
	}
	for _, values := range [][]float64{nil, {3, 3}, {1, math.NaN()}, {1, math.Inf(1)}} {
		if _, err := spline.At(values, 3); refuse.Code(err) != refuse.NotIdentified {
			t.Errorf("%v: %v", values, err)
		}
	}
}
