package dense_test

import (
	"math"
	"testing"

	"detangle/stat/dense"
)

func TestAnInverseUndoes(t *testing.T) {
	a := dense.Matrix{{4, 2, -1}, {2, 9, 3}, {-1, 3, 7}}
	lower, dependent := dense.Cholesky(a, nil, 1e-12)
	if dependent != -1 {
		t.Fatalf("column %d depends", dependent)
	}
	inverse := dense.Inverse(lower)
	for i, row := range dense.Around(a, inverse) {
		for j, v := range row {
			if math.Abs(v-a[i][j]) > 1e-12 {
				t.Errorf("A A⁻¹ A has %g at %d,%d, want %g", v, i, j, a[i][j])
			}
		}
	}
	x := dense.Solve(lower, []float64{5, 14, 9})
	for i, want := range []float64{1, 1, 1} {
		if math.Abs(x[i]-want) > 1e-12 {
			t.Errorf("x[%d] is %g", i, x[i])
		}
	}
}

func TestADependentColumnIsNamed(t *testing.T) {
	a := dense.New(3, 3)
	for _, row := range [][]float64{{1, 0, 1}, {1, 1, 2}, {1, 2, 3}, {1, 5, 6}} {
		dense.AddOuter(a, row, 1)
	}
	if _, dependent := dense.Cholesky(a, nil, 1e-10); dependent != 2 {
		t.Errorf("the dependent column is %d", dependent)
	}
}
