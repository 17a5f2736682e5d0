package threshold

import (
	"math"

	"detangle/stat/special"
)

// beta is the log posterior density of the first threshold test: the risk of a
// stopped person is Beta(a, b) with mean phi and a + b = lambda, and who is
// above t is searched (Simoiu, Corbett-Davies and Goel 2017, section 3):
//
//	t = logistic(t_group + sigma_group z(cell))
//	phi = logistic(phi_group + phi_department),  lambda = exp(lambda_group + lambda_department)
//
// where the largest department has no effects. The priors are the narrow ones of
// that paper's national run. The vector, standard normal but for the log of the
// half-normal sigmas, is
//
//	log sigma, t, phi and lambda of groups; z of cells; phi and lambda of departments
type beta struct {
	table       *Table
	departments []int // of each cell: the place of its effects, -1 for the one without
	groups, at  int   // at: where z begins
	dim         int
}

// A prior of the beta model is a place and a scale.
const (
	betaSigma                = 0.25
	betaT, betaTScale        = -2, 1
	betaPhi, betaPhiScale    = -3.5, 0.25
	betaLambda, betaLamScale = 2, 0.5
	betaPhiDepartment        = 0.25
	betaLambdaDepartment     = 0.5
)

// newBeta takes the department that has no effects of its own.
func newBeta(table *Table, fixed int) *beta {
	m := &beta{table: table, groups: len(table.Groups)}
	for _, d := range table.department {
		switch {
		case d == fixed:
			d = -1
		case d > fixed:
			d--
		}
		m.departments = append(m.departments, d)
	}
	m.at = 4 * m.groups
	m.dim = m.at + len(table.Cells) + 2*(len(table.Departments)-1)
	return m
}

func (m *beta) Dim() int { return m.dim }

// place returns where the parameters of a cell stand in the vector; those of the
// fixed department stand nowhere.
func (m *beta) place(i int) (sigma, t, phi, lambda, z, phiD, lambdaD int) {
	g := m.table.group[i]
	cells := len(m.table.Cells)
	phiD, lambdaD = -1, -1
	if d := m.departments[i]; d >= 0 {
		phiD = m.at + cells + d
		lambdaD = phiD + len(m.table.Departments) - 1
	}
	return g, m.groups + g, 2*m.groups + g, 3*m.groups + g, m.at + i, phiD, lambdaD
}

// shape returns a cell's logit threshold and the two shapes of its risks.
func (m *beta) shape(x []float64, i int) (w, a, b float64) {
	sigma, t, phi, lambda, z, phiD, lambdaD := m.place(i)
	w = betaT + betaTScale*x[t] + betaSigma*math.Exp(x[sigma])*x[z]
	u := betaPhi + betaPhiScale*x[phi]
	v := betaLambda + betaLamScale*x[lambda]
	if phiD >= 0 {
		u += betaPhiDepartment * x[phiD]
		v += betaLambdaDepartment * x[lambdaD]
	}
	total := math.Exp(v)
	return w, total * special.Logistic(u), total * special.Logistic(-u)
}

// LogDensity returns the kernel of the log posterior and its gradient.
func (m *beta) LogDensity(x, gradient []float64) float64 {
	l := 0.0
	for i, v := range x {
		if i < m.groups { // the log of a half-normal
			s := math.Exp(v)
			l += v - s*s/2
			gradient[i] = 1 - s*s
			continue
		}
		l -= v * v / 2
		gradient[i] = -v
	}
	for i, c := range m.table.Cells {
		w, a, b := m.shape(x, i)
		cell, dw, da, db := betaCell(c, w, a, b)
		if math.IsNaN(cell) || math.IsInf(cell, 0) {
			return math.Inf(-1)
		}
		l += cell
		sigma, t, phi, lambda, z, phiD, lambdaD := m.place(i)
		spread := betaSigma * math.Exp(x[sigma])
		gradient[t] += betaTScale * dw
		gradient[z] += spread * dw
		gradient[sigma] += spread * x[z] * dw
		du, dv := a*b/(a+b)*(da-db), a*da+b*db
		gradient[phi] += betaPhiScale * du
		gradient[lambda] += betaLamScale * dv
		if phiD >= 0 {
			gradient[phiD] += betaPhiDepartment * du
			gradient[lambdaD] += betaLambdaDepartment * dv
		}
	}
	return l
}

// betaCell is the trinomial likelihood of one cell with its derivatives by the
// logit threshold and the shapes. The three probabilities are
//
//	hit: (a S + T)/(a + b),  miss: (b S - T)/(a + b),  not searched: 1 - S
//
// with S the upper tail at the threshold and T = t^a (1-t)^b / B(a, b), which
// follows from the tails of Beta(a + 1, b) and Beta(a, b + 1) (NIST Digital
// Library of Mathematical Functions, 8.17.20 and 8.17.21).
func betaCell(c Cell, w, a, b float64) (l, dw, da, db float64) {
	lower, upper, term := betaTails(w, a, b)
	total := dual{a + b, 1, 1}
	hit := dual{a, 1, 0}.times(upper).plus(term).over(total)
	miss := dual{b, 0, 1}.times(upper).plus(term.scale(-1)).over(total)
	t := special.Logistic(w)
	for _, part := range []struct {
		count int64
		p     dual
		dw    float64 // of p: the density of w is T
	}{{c.Hits, hit, -t * term.v}, {c.Searches - c.Hits, miss, -(1 - t) * term.v}, {c.Stops - c.Searches, lower, term.v}} {
		if part.count == 0 {
			continue
		}
		n := float64(part.count)
		l += n * math.Log(part.p.v)
		dw += n * part.dw / part.p.v
		da += n * part.p.a / part.p.v
		db += n * part.p.b / part.p.v
	}
	return l, dw, da, db
}

func (m *beta) rates(x []float64, out []Rates) {
	for i := range out {
		w, a, b := m.shape(x, i)
		_, upper, term := betaTails(w, a, b)
		hit := (a*upper.v + term.v) / (a + b)
		out[i] = Rates{Threshold: special.Logistic(w), Search: upper.v}
		if upper.v > 0 {
			out[i].Hit = math.Min(1, hit/upper.v)
		}
	}
}

// spread is that of the reference group's thresholds, on the logit scale.
func (m *beta) spread(x []float64) float64 { return betaSigma * math.Exp(x[0]) }
