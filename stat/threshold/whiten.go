package threshold

import (
	"math"
	"slices"
)

// coordinates are those in which the posterior is about round: x is the centre plus
// L'⁻¹ y, where L L' is the precision by Fisher's information there, with the
// bends added one after the other.
type coordinates struct {
	centre []float64
	factor *factor
	bends  []bend
}

// whitened is the fast test in such coordinates. The change leaves the posterior
// what it is, and in the new ones a trajectory of the sampler turns after few
// steps in place of hundreds (Neal, MCMC Using Hamiltonian Dynamics, 2011, 4.1: a
// linear change of coordinates is a choice of the metric).
type whitened struct {
	*fast
	*coordinates
	x, g, w, value []float64
	slopes         [][]float64 // of each bend
}

func newWhitened(table *Table, prior Prior, c *coordinates) *whitened {
	f := newFast(table, prior)
	vector := func() []float64 { return make([]float64, f.Dim()) }
	w := &whitened{fast: f, coordinates: c, x: vector(), g: vector(), w: vector(), value: vector()}
	for i := range c.bends {
		w.slopes = append(w.slopes, make([]float64, len(c.bends[i].moves)))
	}
	return w
}

// LogDensity is that of fast, less a constant, with the gradient by y.
func (w *whitened) LogDensity(y, gradient []float64) float64 {
	l := w.fast.LogDensity(w.parameters(y), w.g)
	for i := len(w.bends) - 1; i >= 0; i-- {
		b := &w.bends[i]
		along := 0.0
		for j, p := range b.moves {
			along += w.g[p] * w.slopes[i][j]
		}
		for j, p := range b.drivers {
			w.g[p] += b.weights[j] * along
		}
	}
	for k, p := range w.factor.order {
		gradient[k] = w.g[p]
	}
	w.factor.forward(gradient)
	return l
}

// parameters returns x, in a slice that the next call writes over.
func (w *whitened) parameters(y []float64) []float64 {
	copy(w.w, y)
	w.factor.backward(w.w)
	for k, p := range w.factor.order {
		w.x[p] = w.centre[p] + w.w[k]
	}
	for i := range w.bends {
		b := &w.bends[i]
		value := w.value[:len(b.moves)]
		b.by.at(b.sum(w.x), value, w.slopes[i])
		for j, p := range b.moves {
			w.x[p] += value[j]
		}
	}
	return w.x
}

func (w *whitened) rates(y []float64, out []Rates) { w.fast.rates(w.parameters(y), out) }

func (w *whitened) signals(y []float64, sums []Signal) { w.fast.signals(w.parameters(y), sums) }

func (w *whitened) spread(y []float64) float64 { return w.fast.spread(w.parameters(y)) }

// coordinates finds the centre of the posterior, roughly, and the ridges through
// it. Whatever it finds is a valid change of coordinates; a good one is fast.
func (f *fast) coordinates() *coordinates {
	const rounds, startSigma = 20, 0.3
	order := f.elimination()
	x := make([]float64, f.Dim())
	x[0] = math.Log(startSigma)
	s := newScoring(f, order, x)
	s.climb(rounds, 0)
	return &coordinates{centre: slices.Clone(s.x), factor: f.precision(s.x, s.matrix, nil).factored(order), bends: f.ridges(s.x)}
}
