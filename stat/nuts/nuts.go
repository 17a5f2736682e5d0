// Package nuts draws from a density that is known up to a constant and has a
// gradient: the No-U-Turn sampler. A Target goes in, chains of draws with what
// happened on the way come out; whether they may be trusted is asked of package
// mcmc.
//
// Sources: Hoffman and Gelman, The No-U-Turn Sampler, JMLR 15 (2014), for the
// tree, the dual averaging of the step size and the starting step; Betancourt, A
// Conceptual Introduction to Hamiltonian Monte Carlo, arXiv:1701.02434 (2017),
// appendix A, for multinomial choice within a trajectory and the generalised
// criterion of the turn; the Stan Reference Manual, MCMC Sampling, for the
// windows of the warm-up, the regularised diagonal metric, the extra turns
// checked between subtrees and the constants.
//
// A chain depends on seed and index alone, so the same bytes come from any
// number of workers on one kind of machine.
package nuts

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"

	"detangle/stat/stream"
)

// Target is a log density up to a constant. One goroutine uses it at a time, so
// it may keep buffers.
type Target interface {
	Dim() int
	// LogDensity returns the log density at x and writes its gradient. It may
	// return -Inf or NaN where there is no density: such a point is never kept.
	LogDensity(x, gradient []float64) float64
}

// Options say how to sample. The zero value of a field is its default.
type Options struct {
	Seed    uint64
	Chains  int     // 4
	Warmup  int     // 1000 transitions a chain, not kept
	Draws   int     // 1000 transitions a chain, kept
	Target  float64 // 0.8: the mean acceptance that the step size is adapted to
	Depth   int     // 10: a trajectory has at most 2^Depth steps
	Radius  float64 // 2: chains start uniformly within ±Radius in each direction
	Workers int     // as many as the program may use: chains at a time
}

func (o Options) withDefaults() Options {
	set := func(field *int, value int) {
		if *field == 0 {
			*field = value
		}
	}
	set(&o.Chains, 4)
	set(&o.Warmup, 1000)
	set(&o.Draws, 1000)
	set(&o.Depth, 10)
	set(&o.Workers, runtime.GOMAXPROCS(0))
	if o.Target == 0 {
		o.Target = 0.8
	}
	if o.Radius == 0 {
		o.Radius = 2
	}
	return o
}

func (o Options) check() error {
	switch {
	case o.Chains < 1 || o.Warmup < 1 || o.Draws < 1 || o.Workers < 1:
		return fmt.Errorf("sampling takes at least one chain, draw, step of warm-up and worker: %+v", o)
	case o.Depth < 1 || o.Depth > 20:
		return fmt.Errorf("a trajectory has a depth of 1 to 20, not %d", o.Depth)
	case !(o.Target > 0 && o.Target < 1):
		return fmt.Errorf("the acceptance aimed at lies between 0 and 1, not at %g", o.Target)
	case !(o.Radius > 0) || math.IsInf(o.Radius, 1):
		return fmt.Errorf("the radius of starting points is positive, not %g", o.Radius)
	}
	return nil
}

// Chain is what one chain drew, after its warm-up.
type Chain struct {
	Draws     [][]float64 // one row a draw, in the order of the target's dimensions
	Energy    []float64   // of the Hamiltonian on the trajectory of a draw
	Divergent []bool      // whether the trajectory of a draw left the level set of its energy
	Depth     []int       // doublings of the trajectory of a draw
	Accept    []float64   // mean acceptance along the trajectory of a draw
	Step      float64     // the adapted step size
	Metric    []float64   // the adapted inverse metric: a variance for each dimension
	Gradients int         // gradients taken, warm-up and all
}

// ErrNoStart says that no starting point with a density was found.
var ErrNoStart = errors.New("no starting point has a finite density and gradient")

// Sample runs the chains, each with a target of its own, and returns them in
// order. It ends early, with the error of ctx, when ctx does.
func Sample(ctx context.Context, target func() Target, options Options) ([]Chain, error) {
	options = options.withDefaults()
	if err := options.check(); err != nil {
		return nil, err
	}
	chains := make([]Chain, options.Chains)
	failed := make([]error, options.Chains)
	stream.Each(options.Chains, options.Workers, func(i int) {
		chains[i], failed[i] = run(ctx, target(), options, stream.New(options.Seed, uint64(i)))
	})
	for i, err := range failed {
		if err != nil {
			return nil, fmt.Errorf("chain %d: %w", i+1, err)
		}
	}
	return chains, nil
}

// run is one chain: a start, a warm-up that adapts step size and metric, and the
// draws.
func run(ctx context.Context, target Target, options Options, random *rand.Rand) (Chain, error) {
	s := newSampler(target, options, random)
	if err := s.start(options.Radius); err != nil {
		return Chain{}, err
	}
	s.firstStep()
	adapt := newAdaptation(options.Warmup, options.Target, s.step, len(s.metric))
	for range options.Warmup {
		if err := ctx.Err(); err != nil {
			return Chain{}, err
		}
		t := s.transition()
		s.step = adapt.learnStep(t.accept)
		if adapt.learnMetric(s.here.x, s.metric) {
			s.firstStep()
			adapt.restart(s.step)
		}
	}
	s.step = adapt.finalStep()

	chain := Chain{Step: s.step, Metric: append([]float64(nil), s.metric...)}
	dim := len(s.metric)
	values := make([]float64, options.Draws*dim)
	for i := range options.Draws {
		if err := ctx.Err(); err != nil {
			return Chain{}, err
		}
		t := s.transition()
		row := values[i*dim : (i+1)*dim : (i+1)*dim]
		copy(row, s.here.x)
		chain.Draws = append(chain.Draws, row)
		chain.Energy = append(chain.Energy, t.energy)
		chain.Divergent = append(chain.Divergent, t.divergent)
		chain.Depth = append(chain.Depth, t.depth)
		chain.Accept = append(chain.Accept, t.accept)
	}
	chain.Gradients = s.gradients
	return chain, nil
}
