package threshold

import "math"

// fast is the log posterior density of the fast test, in parameters without
// bounds and not centred: all have standard normal priors but sigma, which is
// half-normal and stands as its log. The vector is
//
//	log sigma; tau of groups; z of cells; a; b; m_u; a'; b'; m_v
//
// where a and b leave out what is fixed at 0. Constants of the priors and of the
// multinomial are left out.
type fast struct {
	table *Table
	prior Prior
	cells []signal

	group, effect, department []int // of each cell; effect and department as places in their vectors, 0 for the fixed one
	at                        places
	u, v                      parts // gradients by effect and department
}

// places are the offsets of the parts of the vector.
type places struct {
	tau, z, a, b, mu, a2, b2, mv, dim int
}

// parts are the effects on u or on v, and what is added up for their gradient.
type parts struct {
	effect, department         []float64
	effectExp, departmentExp   []float64 // exp of sign times them; that of the mean is with the effects
	sign                       float64
	byEffect, byDepartment     []float64
	mean, byMean               float64
	atEffect, atDepartment, at int
}

func newFast(table *Table, prior Prior) *fast {
	f := &fast{table: table, prior: prior, group: table.group, department: table.department}
	for _, c := range table.Cells {
		f.cells = append(f.cells, signal{hits: float64(c.Hits), misses: float64(c.Searches - c.Hits), rest: float64(c.Stops - c.Searches)})
	}
	groups := len(table.Groups)
	effects := groups * len(table.Geographies) // with the first, which is fixed
	for i := range table.Cells {
		if prior.ByGeography {
			f.effect = append(f.effect, table.geography[i]*groups+table.group[i])
		} else {
			f.effect = append(f.effect, 1+table.group[i]) // place 0 is fixed and nobody's
		}
	}
	if !prior.ByGeography {
		effects = groups + 1
	}
	taus := groups
	if prior.Threshold == 0 {
		taus = 0
	}
	departments := len(table.Departments)
	p := &f.at
	p.tau = 1
	p.z = p.tau + taus
	p.a = p.z + len(table.Cells)
	p.b = p.a + effects - 1
	p.mu = p.b + departments - 1
	p.a2 = p.mu + 1
	p.b2 = p.a2 + effects - 1
	p.mv = p.b2 + departments - 1
	p.dim = p.mv + 1
	f.u = newParts(-1, effects, departments, p.a, p.b, p.mu)
	f.v = newParts(1, effects, departments, p.a2, p.b2, p.mv)
	return f
}

func newParts(sign float64, effects, departments, atEffect, atDepartment, at int) parts {
	vector := func(n int) []float64 { return make([]float64, n) }
	return parts{
		sign: sign, effectExp: vector(effects), departmentExp: vector(departments),
		effect: vector(effects), department: vector(departments), byEffect: vector(effects), byDepartment: vector(departments),
		atEffect: atEffect, atDepartment: atDepartment, at: at,
	}
}

// load scales the effects of x, takes their exponentials, of which there are fewer
// than cells, and clears their gradients.
func (p *parts) load(x []float64, prior *Prior) {
	for i := range p.effect[1:] {
		p.effect[i+1] = prior.Group * x[p.atEffect+i]
	}
	for i := range p.department[1:] {
		p.department[i+1] = prior.Department * x[p.atDepartment+i]
	}
	p.mean, p.byMean = prior.Mean*x[p.at], 0
	for i, v := range p.effect {
		p.effectExp[i] = math.Exp(p.sign * (p.mean + v))
	}
	for i, v := range p.department {
		p.departmentExp[i] = math.Exp(p.sign * v)
	}
	clear(p.byEffect)
	clear(p.byDepartment)
}

// store adds the gradients to those of the prior.
func (p *parts) store(gradient []float64, prior *Prior) {
	for i, g := range p.byEffect[1:] {
		gradient[p.atEffect+i] += prior.Group * g
	}
	for i, g := range p.byDepartment[1:] {
		gradient[p.atDepartment+i] += prior.Department * g
	}
	gradient[p.at] += prior.Mean * p.byMean
}

func (f *fast) Dim() int { return f.at.dim }

// LogDensity returns the kernel of the log posterior and its gradient; it
// allocates nothing.
func (f *fast) LogDensity(x, gradient []float64) float64 {
	sigma := math.Exp(x[0])
	l := x[0] - sigma*sigma/2 // the half-normal with the Jacobian of its log
	gradient[0] = 1 - sigma*sigma
	for i := 1; i < len(x); i++ {
		l -= x[i] * x[i] / 2
		gradient[i] = -x[i]
	}
	f.u.load(x, &f.prior)
	f.v.load(x, &f.prior)
	spread := f.prior.Spread * sigma
	withMean := f.prior.Threshold > 0
	bySpread := 0.0
	z := x[f.at.z:f.at.a]
	byZ := gradient[f.at.z:f.at.a]
	for i := range f.cells {
		effect, department := f.effect[i], f.department[i]
		t := spread * z[i]
		if withMean {
			t += f.prior.Threshold * x[f.at.tau+f.group[i]]
		}
		u := f.u.mean + f.u.effect[effect] + f.u.department[department]
		v := f.v.mean + f.v.effect[effect] + f.v.department[department]
		cell, dt, du, dv := f.cells[i].logDensity(t, u, v, f.u.effectExp[effect]*f.u.departmentExp[department], f.v.effectExp[effect]*f.v.departmentExp[department])
		l += cell
		byZ[i] += spread * dt
		bySpread += z[i] * dt
		if withMean {
			gradient[f.at.tau+f.group[i]] += f.prior.Threshold * dt
		}
		f.u.byMean += du
		f.u.byEffect[effect] += du
		f.u.byDepartment[department] += du
		f.v.byMean += dv
		f.v.byEffect[effect] += dv
		f.v.byDepartment[department] += dv
	}
	gradient[0] += spread * bySpread
	f.u.store(gradient, &f.prior)
	f.v.store(gradient, &f.prior)
	if math.IsNaN(l) {
		return math.Inf(-1)
	}
	return l
}

// predictors returns t, u and v of a cell.
func (f *fast) predictors(x []float64, i int) (t, u, v float64) {
	t = f.prior.Spread * math.Exp(x[0]) * x[f.at.z+i]
	if f.prior.Threshold > 0 {
		t += f.prior.Threshold * x[f.at.tau+f.group[i]]
	}
	u, v = f.prior.Mean*x[f.at.mu], f.prior.Mean*x[f.at.mv]
	if e := f.effect[i]; e > 0 {
		u += f.prior.Group * x[f.at.a+e-1]
		v += f.prior.Group * x[f.at.a2+e-1]
	}
	if d := f.department[i]; d > 0 {
		u += f.prior.Department * x[f.at.b+d-1]
		v += f.prior.Department * x[f.at.b2+d-1]
	}
	return t, u, v
}

func (f *fast) rates(x []float64, out []Rates) {
	for i := range f.cells {
		out[i] = rates(f.predictors(x, i))
	}
}

// signals adds what x says of each cell.
func (f *fast) signals(x []float64, sums []Signal) {
	for i := range sums {
		t, u, v := f.predictors(x, i)
		sums[i] = Signal{sums[i].Bar + t, sums[i].Risk + u, sums[i].Separation + v}
	}
}

func (f *fast) spread(x []float64) float64 { return f.prior.Spread * math.Exp(x[0]) }
