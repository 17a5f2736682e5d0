package glm

import (
	"math"
	"slices"
	"strings"

	"detangle/stat/dense"
	"detangle/stat/refuse"
)

// Fit is a model that has converged. Predictor and Rows go together; what was
// dropped has no predictor.
type Fit struct {
	Names      []string  // of the coefficients
	Coef       []float64 // on the scale of the link, for one unit of a column
	N, Rank    int       // rows used, and parameters with those of the effects
	Deviance   float64
	LogLik     float64
	Dispersion float64 // Pearson's chi-square over N - Rank: 1 where the variance is the family's
	Dropped    []Dropped
	Rows       []int     // rows used, as they were given, in the order of sums
	Predictor  []float64 // linear predictor of each of Rows, with offset and effects

	family  Family
	bread   dense.Matrix // inverse of the information about the columns, effects taken out
	partial [][]float64  // columns with the effects taken out, at the last weights
	score   []float64    // derivative of each row's log likelihood by its predictor
	weight  []float64    // expected information of each row about its predictor
	effects []Effect     // absorbed
}

// work is a fit on its way: rows in order, with what the steps change.
type work struct {
	family                 Family
	cases, trials, offset  []float64
	columns                [][]float64
	names                  []string
	absorber               *absorber
	eta, scores, weights   []float64 // of rows: predictors, and what they make of the family's derivatives
	coef                   []float64
	before                 []float64    // coefficients of the step before
	partial                [][]float64  // columns, effects taken out
	lower                  dense.Matrix // Cholesky's triangle of their information
	deviance, lastDeviance float64
	perfect                float64 // log likelihood of a perfect fit, without constants, once counted
	counted                bool
}

const (
	steps       = 60    // Newton's steps: a regular fit takes about 8
	smallChange = 1e-8  // of the deviance, relative: where R's glm stops
	farMove     = 0.01  // of a predictor, relative to 1 + itself: one that still runs, runs to infinity
	smallMove   = 1e-7  // of a predictor, likewise: what a further step would still move is its square
	explained   = 1e-10 // a column of which others leave this share of its square is not one of its own
)

// New fits a family to rows.
func New(family Family, rows Rows) (*Fit, error) { return fit(family, rows, false) }

// Fitter is New or AsR.
type Fitter func(Family, Rows) (*Fit, error)

// AsR is New as glm of R prints it: it stops at a deviance that moves by less than
// 1e-8 of itself, and weighs rows as its last step did and not as it ended, so that of a
// standard error or a dispersion five digits or so are true. It is for comparison with R
// alone.
func AsR(family Family, rows Rows) (*Fit, error) { return fit(family, rows, true) }

func fit(family Family, rows Rows, asR bool) (*Fit, error) {
	if err := rows.check(family); err != nil {
		return nil, err
	}
	kept, dropped := rows.kept(family)
	w, err := newWork(family, rows, kept)
	if err != nil {
		return nil, err
	}
	if err := w.run(asR); err != nil {
		return nil, err
	}
	return w.fit(rows.Effects, kept, dropped), nil
}

func newWork(family Family, rows Rows, kept []int) (*work, error) {
	pick := func(values []float64, absent float64) []float64 {
		out := make([]float64, len(kept))
		for at, i := range kept {
			out[at] = absent
			if values != nil {
				out[at] = values[i]
			}
		}
		return out
	}
	w := &work{family: family, cases: pick(rows.Cases, 0), trials: pick(rows.Trials, 1), offset: pick(rows.Offset, 0), absorber: newAbsorber(rows.Effects, kept)}
	if len(rows.Effects) == 0 {
		w.names, w.columns = []string{Intercept}, [][]float64{pick(nil, 1)}
	}
	for _, c := range rows.Columns {
		w.names, w.columns = append(w.names, c.Name), append(w.columns, pick(c.Values, 0))
	}
	cases, trials := 0.0, 0.0
	for i := range w.cases {
		cases, trials = cases+w.cases[i], trials+w.trials[i]
	}
	switch {
	case len(kept) == 0 || cases == 0 || family.kind == binomial && cases == trials:
		return nil, refuse.New(refuse.NoVariation, "", "no row is left whose outcome could differ, of %d", len(rows.Cases))
	case len(kept) <= w.rank():
		return nil, refuse.New(refuse.NotIdentified, "more rows, or fewer columns and levels", "%d rows do not determine %d parameters", len(kept), w.rank())
	}
	w.eta, w.scores, w.weights = make([]float64, len(kept)), make([]float64, len(kept)), make([]float64, len(kept))
	for i := range w.eta {
		w.eta[i] = family.start(w.cases[i], w.trials[i])
		w.weights[i] = 1
	}
	if bad := w.decompose(); bad >= 0 {
		return nil, refuse.New(refuse.NotIdentified, "leave the column out", "column %s is a combination of the columns before it and of the effects", w.names[bad])
	}
	w.deviance = math.Inf(1) // the start fits too well: it is no predictor of the model
	return w, nil
}

func (w *work) rank() int { return len(w.columns) + w.absorber.rank() }

// total adds a function of rows up.
func (w *work) total(of func(eta, cases, trials float64) float64) float64 {
	sum := 0.0
	for i, eta := range w.eta {
		sum += of(eta, w.cases[i], w.trials[i])
	}
	return sum
}

// lacks is the deviance, but for the rounding of its large parts; of a binomial what a perfect
// fit has is the same at each step.
func (w *work) lacks() float64 {
	if w.family.kind != binomial {
		return w.total(w.family.deviance)
	}
	if !w.counted {
		w.perfect, w.counted = w.total(func(_, cases, trials float64) float64 { return perfect(cases, trials) }), true
	}
	sum := 0.0
	for i, eta := range w.eta {
		in, out := bothLogs(eta)
		cases := w.cases[i]
		sum += cases*in + (w.trials[i]-cases)*out
	}
	return 2 * (w.perfect - sum)
}

// decompose takes the effects out of the columns at the present weights, and
// decomposes what is left; it returns a column that others explain, or -1.
func (w *work) decompose() int {
	w.absorber.weigh(w.weights)
	size := make([]float64, len(w.columns))
	w.partial = make([][]float64, len(w.columns))
	for j, c := range w.columns {
		size[j] = dot(c, c, w.weights)
		w.partial[j] = w.absorber.residual(c, w.weights)
	}
	information, weighted := dense.New(len(w.columns), len(w.columns)), make([]float64, len(w.weights))
	for i, column := range w.partial {
		for row, v := range column {
			weighted[row] = w.weights[row] * v
		}
		for j := range i + 1 {
			information[i][j] = inner(weighted, w.partial[j])
			information[j][i] = information[i][j]
		}
	}
	lower, bad := dense.Cholesky(information, size, explained)
	w.lower = lower
	return bad
}

func dot(a, b, weights []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += weights[i] * v * b[i]
	}
	return sum
}

func inner(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// run takes Newton's steps until neither deviance nor predictors move.
func (w *work) run(asR bool) error {
	still := smallMove
	if asR {
		still = farMove
	}
	for range steps {
		moved, bad := w.step()
		if bad >= 0 {
			return w.stuck(bad)
		}
		if math.Abs(w.deviance-w.lastDeviance) >= smallChange*(0.1+math.Abs(w.deviance)) || moved > still {
			continue
		}
		if asR {
			return nil
		}
		if bad := w.weigh(); bad >= 0 {
			return w.stuck(bad)
		}
		return nil
	}
	return w.stuck(-1)
}

// weigh sets the scores and weights of the present predictors.
func (w *work) weigh() int {
	for i, eta := range w.eta {
		w.scores[i], w.weights[i] = w.family.at(eta, w.cases[i], w.trials[i])
	}
	return w.decompose()
}

// step regresses the working response, and halves the way while the deviance
// rises.
func (w *work) step() (moved float64, bad int) {
	if bad := w.weigh(); bad >= 0 {
		return 0, bad
	}
	response := make([]float64, len(w.eta))
	for i, eta := range w.eta {
		response[i] = eta - w.offset[i]
		if w.weights[i] > 0 {
			response[i] += w.scores[i] / w.weights[i]
		}
	}
	rest := w.absorber.residual(response, w.weights)
	right := make([]float64, len(w.columns))
	for j := range right {
		right[j] = dot(w.partial[j], rest, w.weights)
	}
	w.before, w.coef = w.coef, dense.Solve(w.lower, right)
	for j, b := range w.coef {
		for i := range rest {
			rest[i] -= b * w.partial[j][i]
		}
	}
	next, old := make([]float64, len(w.eta)), w.eta
	for i := range next {
		next[i] = w.offset[i] + response[i] - rest[i]
	}
	w.lastDeviance, w.eta = w.deviance, next
	for range 40 {
		w.deviance = w.lacks()
		if w.deviance <= w.lastDeviance+1e-8*(1+math.Abs(w.lastDeviance)) && !math.IsInf(w.deviance, 1) {
			break
		}
		for i := range next {
			next[i] = (next[i] + old[i]) / 2
		}
	}
	for i := range next {
		moved = math.Max(moved, math.Abs(next[i]-old[i])/(1+math.Abs(next[i])))
	}
	return moved, -1
}

// stuck tells a separation from any other failure: its rows have run to the bound
// that their count sits on, and coefficients with them.
func (w *work) stuck(bad int) error {
	at := 0
	for i, eta := range w.eta {
		if w.family.atBound(eta, w.cases[i], w.trials[i]) {
			at++
		}
	}
	if at == 0 && bad >= 0 {
		return refuse.New(refuse.NotIdentified, "leave the column out, or scale it", "column %s cannot be told from the others", w.names[bad])
	}
	if at == 0 {
		return refuse.New(refuse.NoConvergence, "fewer columns, or columns on a smaller scale", "the fit did not settle in %d steps", steps)
	}
	var runaway []string
	for j := range w.coef {
		if w.before != nil && math.Abs(w.coef[j]-w.before[j]) > 1e-3*(1+math.Abs(w.coef[j])) {
			runaway = append(runaway, w.names[j])
		}
	}
	if runaway == nil {
		runaway = []string{"an effect"}
	}
	return refuse.New(refuse.Separation, "join levels, or use an exact or shrunken estimate", "%d of %d rows are predicted perfectly: %s would run to infinity", at, len(w.eta), strings.Join(runaway, ", "))
}

func (w *work) fit(effects []Effect, kept []int, dropped []Dropped) *Fit {
	f := &Fit{Names: w.names, Coef: w.coef, N: len(kept), Rank: w.rank(), Dropped: dropped, Rows: kept, Predictor: w.eta,
		family: w.family, bread: dense.Inverse(w.lower), partial: w.partial, score: make([]float64, len(kept)), weight: w.weights, effects: effects}
	f.Deviance, f.LogLik = w.total(w.family.deviance), w.total(w.family.logLik)
	pearson := 0.0
	for i, eta := range w.eta {
		score, weight := w.family.at(eta, w.cases[i], w.trials[i])
		if weight > 0 {
			working := score / weight // the working residual, at the present predictors
			f.score[i] = working * w.weights[i]
			pearson += working * f.score[i]
		}
	}
	f.Dispersion = pearson / float64(f.N-f.Rank)
	return f
}

// Linear returns the linear predictor of other rows, from their columns, for a
// fit without effects or offset.
func (f *Fit) Linear(columns []Column) ([]float64, error) {
	if len(columns)+1 != len(f.Coef) || f.Names[0] != Intercept || len(columns) == 0 {
		return nil, refuse.New(refuse.BadShape, "the columns of the fit, in their order", "%d columns for %d coefficients", len(columns), len(f.Coef))
	}
	out := slices.Repeat([]float64{f.Coef[0]}, len(columns[0].Values))
	for j, c := range columns {
		if c.Name != f.Names[j+1] || len(c.Values) != len(out) {
			return nil, refuse.New(refuse.BadShape, "the columns of the fit, in their order", "column %s is not %s, or has other rows", c.Name, f.Names[j+1])
		}
		for i, v := range c.Values {
			out[i] += f.Coef[j+1] * v
		}
	}
	return out, nil
}
