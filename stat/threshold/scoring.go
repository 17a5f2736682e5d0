package threshold

import (
	"math"
	"slices"

	"detangle/stat/special"
)

// scoring climbs to where the posterior is, by Fisher scoring on the parameters of
// an order of elimination (Longford, A Fast Scoring Algorithm for Maximum
// Likelihood Estimation in Unbalanced Mixed Models, Biometrika 74, 1987). Sigma is
// left to steps of the EM algorithm with the spread of each z taken into account:
// the mode of both together lies where there is no posterior.
type scoring struct {
	f                *fast
	order            []int
	matrix           *sparse
	x, gradient, try []float64
	step             []float64
	cells            []int // those that the parameters meet; all if nil
}

// newScoring starts at x, which it makes its own.
func newScoring(f *fast, order []int, x []float64) *scoring {
	return &scoring{
		f: f, order: order, matrix: newSparse(order, f.Dim()), x: slices.Clone(x),
		gradient: make([]float64, f.Dim()), try: make([]float64, f.Dim()), step: make([]float64, len(order)),
	}
}

// climb takes rounds of steps in which some parameters, among those eliminated
// last, are held; where sigma is one of them it takes steps of its own.
func (s *scoring) climb(rounds int, held ...int) {
	hold := func() {
		for _, p := range held {
			s.step[s.matrix.place[p]] = 0
		}
	}
	for range rounds {
		at := s.f.LogDensity(s.x, s.gradient)
		factor := s.f.precision(s.x, s.matrix, s.cells).factored(s.order)
		for k, p := range s.order {
			s.step[k] = s.gradient[p]
		}
		hold()
		factor.forward(s.step)
		hold()
		factor.backward(s.step)
		hold()
		for length := 1.0; length > 1e-3; length /= 2 {
			copy(s.try, s.x)
			for k, p := range s.order {
				s.try[p] += length * s.step[k]
			}
			if s.f.LogDensity(s.try, s.gradient) > at {
				copy(s.x, s.try)
				break
			}
		}
		if slices.Contains(held, 0) {
			s.f.stepSigma(s.x)
		}
	}
}

// stepSigma takes a step of EM for sigma: the root of the mean square of sigma z,
// each with its variance given all else. The thresholds stay where they are.
func (f *fast) stepSigma(x []float64) {
	spread := f.spread(x)
	sum := 0.0
	for i := range f.cells {
		z := x[f.at.z+i]
		sum += z*z + 1/(1+spread*spread*f.information(x, i)[0][0])
	}
	grow := math.Sqrt(sum / float64(len(f.cells)))
	grow = math.Min(math.Max(grow, math.Exp(-4-x[0])), math.Exp(2-x[0]))
	x[0] += math.Log(grow)
	for i := f.at.z; i < f.at.a; i++ {
		x[i] /= grow
	}
}

// elimination orders the parameters: cells, which meet few others; departments;
// and what is common to all, sigma and m_v last.
func (f *fast) elimination() []int {
	var order []int
	for i := f.at.z; i < f.at.a; i++ {
		order = append(order, i)
	}
	for i := f.at.b; i < f.at.mu; i++ {
		order = append(order, i, f.at.b2+i-f.at.b)
	}
	for _, part := range [][2]int{{f.at.a, f.at.b}, {f.at.a2, f.at.b2}, {f.at.tau, f.at.z}} {
		for i := part[0]; i < part[1]; i++ {
			order = append(order, i)
		}
	}
	return append(order, f.at.mu, 0, f.at.mv)
}

// precision fills the matrix with that of the posterior at x: the prior's unit
// matrix and the information of each cell, carried to the parameters that its t,
// u and v are made of. Where cells are given it is those alone.
func (f *fast) precision(x []float64, matrix *sparse, cells []int) *sparse {
	matrix.reset()
	type share struct {
		parameter, of int // of: 0 for t, 1 for u, 2 for v
		weight        float64
	}
	spread := f.spread(x)
	for i := range f.cells {
		if cells != nil && !slices.Contains(cells, i) {
			continue
		}
		information := f.information(x, i)
		shares := []share{{f.at.z + i, 0, spread}, {0, 0, spread * x[f.at.z+i]}, {f.at.mu, 1, f.prior.Mean}, {f.at.mv, 2, f.prior.Mean}}
		if f.prior.Threshold > 0 {
			shares = append(shares, share{f.at.tau + f.group[i], 0, f.prior.Threshold})
		}
		if e := f.effect[i]; e > 0 {
			shares = append(shares, share{f.at.a + e - 1, 1, f.prior.Group}, share{f.at.a2 + e - 1, 2, f.prior.Group})
		}
		if d := f.department[i]; d > 0 {
			shares = append(shares, share{f.at.b + d - 1, 1, f.prior.Department}, share{f.at.b2 + d - 1, 2, f.prior.Department})
		}
		for a, p := range shares {
			for _, q := range shares[:a+1] {
				matrix.add(p.parameter, q.parameter, p.weight*q.weight*information[p.of][q.of])
			}
		}
	}
	return matrix
}

// information is Fisher's of one cell by t, u and v: that of a multinomial
// (Lehmann and Casella, Theory of Point Estimation, 1998, 2.6), the sum over its
// outcomes of the stops times the products of derivatives over the probability.
func (f *fast) information(x []float64, i int) (info [3][3]float64) {
	t, u, v := f.predictors(x, i)
	s := f.cells[i]
	stops := s.hits + s.misses + s.rest
	delta := math.Exp(math.Min(v, noDensity))
	guilty := special.Logistic(u)
	innocent := special.Logistic(-u)
	near := t - delta
	upperA, _ := normalLog(near)
	upperB, _ := normalLog(t)
	densityA, densityB := guilty*math.Exp(-near*near/2)/rootTwoPi, innocent*math.Exp(-t*t/2)/rootTwoPi
	hit, miss := guilty*math.Exp(upperA), innocent*math.Exp(upperB)
	byHit := [3]float64{-densityA, innocent * hit, times(delta, densityA)}
	byMiss := [3]float64{-densityB, -guilty * miss, 0}
	outcomes := []struct {
		p  float64
		by [3]float64
	}{{hit, byHit}, {miss, byMiss}, {1 - hit - miss, [3]float64{-byHit[0] - byMiss[0], -byHit[1] - byMiss[1], -byHit[2] - byMiss[2]}}}
	for _, o := range outcomes {
		if o.p < 1e-12 {
			continue
		}
		for a := range 3 {
			for b := range 3 {
				info[a][b] += stops * o.by[a] * o.by[b] / o.p
			}
		}
	}
	return info
}
