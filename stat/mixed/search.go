package mixed

import (
	"math"

	"detangle/stat/dense"
	"detangle/stat/refuse"
)

// The search is Newton's, on a deviance whose slopes and curvature are told by
// differences: there are few parameters, and each deviance is exact to ten digits
// and more.

const mostSteps = 200

// minimise finds the parameters of least deviance.
func (m *model) minimise() ([]float64, error) {
	k := len(m.mode[0])
	at := make([]float64, k+len(m.names))
	for i := range k {
		at[i] = 0.5
	}
	copy(at[k:], m.start)
	value := m.deviance(at)
	damping := 1e-3
	for range mostSteps {
		slope, bend := slope(m.deviance, at), curvature(m.deviance, at)
		moved := false
		for damping < 1e12 {
			lower, bad := dense.Cholesky(damped(bend, damping), nil, 0)
			if bad >= 0 {
				damping = max(damping*10, 1e-6)
				continue
			}
			step := dense.Solve(lower, slope)
			next, largest := make([]float64, len(at)), 0.0
			for i := range at {
				next[i] = at[i] - step[i]
				largest = max(largest, math.Abs(step[i]))
			}
			v := m.deviance(next)
			if !(v <= value) {
				if largest < 1e-7 {
					return at, m.settled(at)
				}
				damping = max(damping*10, 1e-6)
				continue
			}
			gained := value - v
			at, value, moved = next, v, true
			damping /= 10
			if largest < 1e-7 && gained < 1e-9*(1+math.Abs(value)) {
				return at, m.settled(at)
			}
			break
		}
		if !moved {
			break
		}
	}
	return nil, refuse.New(refuse.NoConvergence, "more groups or more trials, or fewer slopes", "the search for the likeliest coefficients did not settle in %d steps", mostSteps)
}

// settled refuses coefficients that ran away.
func (m *model) settled(at []float64) error {
	for i, v := range at {
		if !(math.Abs(v) < 30) {
			what := "a standard deviation between groups"
			if k := len(m.mode[0]); i >= k {
				what = m.names[i-k]
			}
			return refuse.New(refuse.Separation, "groups in which both outcomes occur", "%s runs to infinity", what)
		}
	}
	return nil
}

func damped(m dense.Matrix, by float64) dense.Matrix {
	out := dense.New(len(m), len(m))
	for i := range m {
		copy(out[i], m[i])
		out[i][i] += by * max(math.Abs(m[i][i]), 1e-3)
	}
	return out
}

// steps between points of differences, on the scale of log odds.
const h = 1e-3

func moved(of func([]float64) float64, at []float64, i, j int, di, dj float64) float64 {
	p := append([]float64{}, at...)
	p[i] += di
	p[j] += dj
	return of(p)
}

// slope is by central differences of the fourth order.
func slope(of func([]float64) float64, at []float64) []float64 {
	out := make([]float64, len(at))
	for i := range at {
		one := moved(of, at, i, i, h, 0) - moved(of, at, i, i, -h, 0)
		two := moved(of, at, i, i, 2*h, 0) - moved(of, at, i, i, -2*h, 0)
		out[i] = (8*one - two) / (12 * h)
	}
	return out
}

// curvature are second derivatives.
func curvature(of func([]float64) float64, at []float64) dense.Matrix {
	out := dense.New(len(at), len(at))
	here := of(at)
	for i := range at {
		out[i][i] = (moved(of, at, i, i, h, 0) - 2*here + moved(of, at, i, i, -h, 0)) / (h * h)
		for j := range i {
			v := (moved(of, at, i, j, h, h) - moved(of, at, i, j, h, -h) - moved(of, at, i, j, -h, h) + moved(of, at, i, j, -h, -h)) / (4 * h * h)
			out[i][j], out[j][i] = v, v
		}
	}
	return out
}
