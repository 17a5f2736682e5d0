package threshold

import (
	"math"
	"testing"

	"detangle/stat/stream"
)

// TestTheRoundCoordinatesKeepTheDensity: the gradient by y is the slope of the
// density at x(y), and the log of the volume that y stands for does not change:
// its derivatives by y have one determinant everywhere.
func TestTheRoundCoordinatesKeepTheDensity(t *testing.T) {
	table := exampleTable(t, 1)
	for _, prior := range Priors() {
		w := newWhitened(table, prior, newFast(table, prior).coordinates())
		r := stream.New(2)
		dim := w.Dim()
		y, g, none := make([]float64, dim), make([]float64, dim), make([]float64, dim)
		var volume float64
		for round := range 6 {
			for i := range y {
				y[i] = (1 + 2*float64(round%2)) * r.NormFloat64()
			}
			if round == 5 {
				y[dim-1] = -60 // beyond the ridge
			}
			l := w.LogDensity(y, g)
			jacobian := make([][]float64, dim)
			for i := range y {
				const h = 1e-5
				at := y[i]
				y[i] = at + h
				up := w.LogDensity(y, none)
				high := append([]float64(nil), w.parameters(y)...)
				y[i] = at - h
				down := w.LogDensity(y, none)
				low := w.parameters(y)
				y[i] = at
				for j := range high {
					jacobian[i] = append(jacobian[i], (high[j]-low[j])/(2*h))
				}
				if slope := (up - down) / (2 * h); !(math.Abs(slope-g[i]) <= 1e-5*(1+math.Abs(g[i])+1e-2*math.Abs(l))) {
					t.Fatalf("%s: derivative %d is %g, the slope %g (log density %g)", prior.Name, i, g[i], slope, l)
				}
			}
			v := logDeterminant(jacobian)
			if round > 0 && math.Abs(v-volume) > 1e-4 {
				t.Errorf("%s: the log of the volume is %g here and %g there", prior.Name, v, volume)
			}
			volume = v
		}
	}
}

// logDeterminant is by elimination with pivots.
func logDeterminant(m [][]float64) float64 {
	sum := 0.0
	for k := range m {
		p := k
		for i := k; i < len(m); i++ {
			if math.Abs(m[i][k]) > math.Abs(m[p][k]) {
				p = i
			}
		}
		m[k], m[p] = m[p], m[k]
		sum += math.Log(math.Abs(m[k][k]))
		for i := k + 1; i < len(m); i++ {
			f := m[i][k] / m[k][k]
			for j := k; j < len(m); j++ {
				m[i][j] -= f * m[k][j]
			}
		}
	}
	return sum
}

// TestTheFactorIsTheRootOfItsMatrix: L L' is the matrix it was made of, whatever
// the order.
func TestTheFactorIsTheRootOfItsMatrix(t *testing.T) {
	const dim = 12
	r := stream.New(3)
	want := make([][]float64, dim)
	order := r.Perm(dim)
	s := newSparse(order, dim)
	for i := range want {
		want[i] = make([]float64, dim)
		want[i][i] = 1
	}
	for range 30 {
		var v [dim]float64
		for range 3 {
			v[r.IntN(dim)] = r.NormFloat64()
		}
		for i := range dim {
			for j := range dim {
				want[i][j] += v[i] * v[j]
				if j <= i {
					s.add(i, j, v[i]*v[j])
				}
			}
		}
	}
	f := s.factored(order)
	for i := range dim { // L L' e_i, by solving it back
		w := make([]float64, dim)
		for k, p := range order {
			w[k] = want[p][order[i]]
		}
		f.forward(w)
		f.backward(w)
		for k := range w {
			unit := 0.0
			if k == i {
				unit = 1
			}
			if math.Abs(w[k]-unit) > 1e-10 {
				t.Fatalf("solving column %d gives %v", i, w)
			}
		}
	}
}
