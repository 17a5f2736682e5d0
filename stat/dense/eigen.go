package dense

import "math"

// Eigen returns the eigenvalues of a symmetric matrix with their vectors, which are the
// columns of a matrix, by Jacobi's rotations (Golub and Van Loan, 8.5); in no order.
func Eigen(a Matrix) (values []float64, vectors Matrix) {
	n := len(a)
	m, v := New(n, n), New(n, n)
	for i := range a {
		copy(m[i], a[i])
		v[i][i] = 1
	}
	for range 60 {
		off, all := 0.0, 0.0
		for i := range m {
			for j := range m {
				all += m[i][j] * m[i][j]
				if i != j {
					off += m[i][j] * m[i][j]
				}
			}
		}
		if off <= 1e-32*all {
			break
		}
		for p := range n {
			for q := p + 1; q < n; q++ {
				rotate(m, v, p, q)
			}
		}
	}
	values = make([]float64, n)
	for i := range values {
		values[i] = m[i][i]
	}
	return values, v
}

// rotate makes the entry at p and q nought.
func rotate(m, v Matrix, p, q int) {
	if m[p][q] == 0 {
		return
	}
	theta := (m[q][q] - m[p][p]) / (2 * m[p][q])
	t := math.Copysign(1, theta) / (math.Abs(theta) + math.Hypot(1, theta))
	c := 1 / math.Hypot(1, t)
	s := t * c
	for k := range m {
		m[k][p], m[k][q] = c*m[k][p]-s*m[k][q], s*m[k][p]+c*m[k][q]
	}
	for k := range m {
		m[p][k], m[q][k] = c*m[p][k]-s*m[q][k], s*m[p][k]+c*m[q][k]
		v[k][p], v[k][q] = c*v[k][p]-s*v[k][q], s*v[k][p]+c*v[k][q]
	}
}
