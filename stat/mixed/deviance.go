package mixed

import (
	"math"
	"slices"

	"detangle/stat/dense"
	"detangle/stat/special"
)

// A group's draws are u, standard normal, times the standard deviations. Its share
// of the likelihood is the integral over u of the density of u times the binomial
// likelihood at u; around the most likely u that is nearly a normal density, whose
// spread is that of the curvature.

// deviance is minus twice the log likelihood without the binomial constants, at
// standard deviations and coefficients. The sign of a standard deviation does not
// matter, so that nought is no border to the search.
func (m *model) deviance(at []float64) float64 {
	sum := 0.0
	for j := range m.groups {
		sum -= 2 * m.group(j, at)
	}
	return sum
}

// group is the log of one group's share of the likelihood.
func (m *model) group(j int, at []float64) float64 {
	u := m.mode[j]
	value, lower, ok := m.peak(j, at, u)
	if !ok { // a start from elsewhere
		clear(u)
		if value, lower, ok = m.peak(j, at, u); !ok {
			return math.Inf(-1)
		}
	}
	if len(m.nodes) > 0 {
		return m.quadrature(j, at, u[0], 1/lower[0][0])
	}
	half := 0.0
	for i := range lower {
		half += math.Log(lower[i][i])
	}
	return value - half
}

// joint is the log of the density of u, without its constant, times the binomial
// likelihood, with what Newton's step needs.
func (m *model) joint(j int, at, u []float64) (value float64, score []float64, information dense.Matrix) {
	k := len(u)
	score, information = make([]float64, k), dense.New(k, k)
	z := make([]float64, k)
	for i := range k {
		value -= u[i] * u[i] / 2
		score[i] = -u[i]
		information[i][i] = 1
	}
	for r := m.bounds[j]; r < m.bounds[j+1]; r++ {
		eta := m.predictor(r, at, u)
		for i, x := range m.z[r] {
			z[i] = x * at[i]
		}
		p := 1 / (1 + math.Exp(-eta))
		value += m.cases[r]*eta - m.trials[r]*softplus(eta)
		for i := range k {
			score[i] += z[i] * (m.cases[r] - m.trials[r]*p)
		}
		dense.AddOuter(information, z, m.trials[r]*p*(1-p))
	}
	return value, score, information
}

// held is the deviance by Laplace's approximation with the weights of its determinant
// held as they are at one point: what glmer sees when it takes differences.
func (m *model) held(at []float64) func([]float64) float64 {
	weights, modes := make([]float64, len(m.x)), make([][]float64, len(m.mode))
	for j, u := range m.mode {
		modes[j] = slices.Clone(u)
		for r := m.bounds[j]; r < m.bounds[j+1]; r++ {
			p := 1 / (1 + math.Exp(-m.predictor(r, at, u)))
			weights[r] = m.trials[r] * p * (1 - p)
		}
	}
	return func(p []float64) float64 {
		sum := 0.0
		for j := range m.groups {
			u := slices.Clone(modes[j])
			value, _, ok := m.peak(j, p, u)
			spread := dense.New(len(u), len(u))
			for i := range u {
				spread[i][i] = 1
			}
			z := make([]float64, len(u))
			for r := m.bounds[j]; r < m.bounds[j+1]; r++ {
				for i := range z {
					z[i] = m.z[r][i] * p[i]
				}
				dense.AddOuter(spread, z, weights[r])
			}
			lower, bad := dense.Cholesky(spread, nil, 0)
			if !ok || bad >= 0 {
				return math.Inf(1)
			}
			sum -= 2 * value
			for i := range lower {
				sum += 2 * math.Log(lower[i][i])
			}
		}
		return sum
	}
}

// predictor is the log odds of a row.
func (m *model) predictor(r int, at, u []float64) (eta float64) {
	for c, x := range m.x[r] {
		eta += x * at[len(u)+c]
	}
	for i, x := range m.z[r] {
		eta += x * at[i] * u[i]
	}
	return eta
}

func softplus(x float64) float64 { return math.Max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// peak moves u to the most likely draws, by Newton's steps that are halved while
// they do not climb.
func (m *model) peak(j int, at, u []float64) (value float64, lower dense.Matrix, ok bool) {
	value, score, information := m.joint(j, at, u)
	for range 100 {
		lower, bad := dense.Cholesky(information, nil, 0)
		if bad >= 0 || math.IsNaN(value) {
			return 0, nil, false
		}
		step := dense.Solve(lower, score)
		size := 0.0
		for _, s := range step {
			size = max(size, math.Abs(s))
		}
		if size < 1e-11 {
			return value, lower, true
		}
		next := make([]float64, len(u))
		climbed := false
		for scale := 1.0; scale > 1e-10; scale /= 2 {
			for i := range u {
				next[i] = u[i] + scale*step[i]
			}
			v, s, inf := m.joint(j, at, next)
			if v >= value-1e-13*math.Abs(value) {
				value, score, information, climbed = v, s, inf, true
				copy(u, next)
				break
			}
		}
		if !climbed {
			return value, lower, size < 1e-7
		}
	}
	return value, nil, false
}

// quadrature integrates over one draw, at nodes around its mode on the scale of its
// spread.
func (m *model) quadrature(j int, at []float64, mode, spread float64) float64 {
	sum := math.Inf(-1)
	for i, x := range m.nodes {
		v, _, _ := m.joint(j, at, []float64{mode + math.Sqrt2*spread*x})
		sum = special.LogSum(sum, v+x*x+m.logs[i])
	}
	return sum + math.Log(spread) - math.Log(math.Pi)/2
}

// hermite returns the nodes of Gauss-Hermite quadrature and the logs of its weights:
// roots of the Hermite polynomial by Newton's steps, from the largest in (Press and
// others, Numerical Recipes, 2007, 4.6).
func hermite(n int) (nodes, logs []float64) {
	nodes, logs = make([]float64, n), make([]float64, n)
	x := 0.0
	for i := range (n + 1) / 2 {
		switch i {
		case 0:
			x = math.Sqrt(float64(2*n+1)) - 1.85575*math.Pow(float64(2*n+1), -1./6)
		case 1:
			x -= 1.14 * math.Pow(float64(n), 0.426) / x
		case 2:
			x = 1.86*x - 0.86*nodes[0]
		case 3:
			x = 1.91*x - 0.91*nodes[1]
		default:
			x = 2*x - nodes[i-2]
		}
		slope := 0.0
		for range 50 {
			p, before := math.Pow(math.Pi, -0.25), 0.0
			for k := range n {
				p, before = x*math.Sqrt(2/float64(k+1))*p-math.Sqrt(float64(k)/float64(k+1))*before, p
			}
			slope = math.Sqrt(2*float64(n)) * before
			step := p / slope
			x -= step
			if math.Abs(step) < 1e-15*max(1, math.Abs(x)) {
				break
			}
		}
		w := math.Log(2) - 2*math.Log(math.Abs(slope))
		nodes[i], nodes[n-1-i], logs[i], logs[n-1-i] = x, -x, w, w
	}
	return nodes, logs
}

func normalQuantile(level float64) float64 { return -special.NormalQuantile((1 - level) / 2) }
