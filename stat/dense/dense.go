// Package dense has the little linear algebra that regressions on tens of columns
// need: Cholesky's decomposition of a symmetric matrix, which names the first
// column that the others before it explain, and what follows from it. Its sums run
// in one order, on any machine and any number of workers.
//
// Source: Golub and Van Loan, Matrix Computations (2013), 4.2.
package dense

import "math"

// Matrix is rows of numbers.
type Matrix [][]float64

// New returns a matrix of noughts.
func New(rows, columns int) Matrix {
	m, cells := make(Matrix, rows), make([]float64, rows*columns)
	for i := range m {
		m[i] = cells[i*columns : (i+1)*columns : (i+1)*columns]
	}
	return m
}

// Cholesky returns the lower triangle whose square is a symmetric matrix. Where
// what the columns before leave of a diagonal is not above tolerance times the
// size given for it (or the diagonal itself, of none), it returns that column's
// index, else -1.
func Cholesky(a Matrix, size []float64, tolerance float64) (lower Matrix, dependent int) {
	lower = New(len(a), len(a))
	for j := range a {
		for i := j; i < len(a); i++ {
			sum := a[i][j]
			for k := range j {
				sum -= lower[i][k] * lower[j][k]
			}
			if i > j {
				lower[i][j] = sum / lower[j][j]
				continue
			}
			whole := a[j][j]
			if size != nil {
				whole = size[j]
			}
			if !(sum > tolerance*whole) || math.IsInf(sum, 0) {
				return nil, j
			}
			lower[j][j] = math.Sqrt(sum)
		}
	}
	return lower, -1
}

// Solve returns the x of L L' x = b.
func Solve(lower Matrix, b []float64) []float64 {
	x := make([]float64, len(b))
	for i := range b {
		sum := b[i]
		for k := range i {
			sum -= lower[i][k] * x[k]
		}
		x[i] = sum / lower[i][i]
	}
	for i := len(b) - 1; i >= 0; i-- {
		for k := i + 1; k < len(b); k++ {
			x[i] -= lower[k][i] * x[k]
		}
		x[i] /= lower[i][i]
	}
	return x
}

// Inverse returns that of L L'.
func Inverse(lower Matrix) Matrix {
	out := New(len(lower), len(lower))
	unit := make([]float64, len(lower))
	for j := range lower {
		unit[j] = 1
		for i, v := range Solve(lower, unit) {
			out[i][j] = v
		}
		unit[j] = 0
	}
	return out
}

// Around returns B M B' for square matrices.
func Around(b, m Matrix) Matrix {
	half, out := New(len(b), len(b)), New(len(b), len(b))
	for i := range b {
		for j := range m {
			for k := range m {
				half[i][j] += b[i][k] * m[k][j]
			}
		}
	}
	for i := range b {
		for j := range b {
			for k := range m {
				out[i][j] += half[i][k] * b[j][k]
			}
		}
	}
	return out
}

// AddOuter adds weight times v v' to a symmetric matrix.
func AddOuter(m Matrix, v []float64, weight float64) {
	for i := range v {
		for j := range v {
			m[i][j] += weight * v[i] * v[j]
		}
	}
}
