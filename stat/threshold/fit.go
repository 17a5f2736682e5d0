package threshold

import (
	"context"
	"errors"
	"fmt"
	"math"

	"detangle/stat/mcmc"
	"detangle/stat/nuts"
	"detangle/stat/refuse"
	"detangle/stat/stream"
)

// Options say how to sample. The zero value of a field is its default.
type Options struct {
	Prior       Prior // OPP2020(1)
	Seed        uint64
	Chains      int     // 4
	Warmup      int     // 1000 a chain
	Draws       int     // 1000 a chain
	Target      float64 // 0.95: acceptance aimed at
	Depth       int     // 10
	Workers     int     // chains at a time; the answer does not depend on it
	PriorDriven bool    // answer tables that the data alone do not identify
}

// WithDefaults fills in what is not set.
func (o Options) WithDefaults() Options {
	if o.Prior == (Prior{}) {
		o.Prior = OPP2020(1)
	}
	if o.Target == 0 {
		o.Target = 0.95
	}
	if o.Chains == 0 {
		o.Chains = 4
	}
	if o.Warmup == 0 {
		o.Warmup = 1000
	}
	if o.Draws == 0 {
		o.Draws = 1000
	}
	return o
}

// model is a density whose parameters imply rates of cells.
type model interface {
	nuts.Target
	rates(x []float64, out []Rates)
	spread(x []float64) float64
}

// Posterior is what the draws say.
type Posterior struct {
	Table       *Table
	Prior       string
	Cells       []CellSummary
	Signals     []Signal            // of each cell; none with beta signals
	Groups      []GroupSummary      // under each weighting
	Differences []DifferenceSummary // of each group but the first, under each weighting
	Spread      Summary             // of thresholds within groups, on the scale of the model
	Sampling    Sampling
	Check       Check

	draws [][][]Rates // by chain, draw and cell
}

// Sampling is what happened while drawing, and whether it may be trusted.
type Sampling struct {
	Chains, Warmup, Draws int // in each chain
	Target                float64
	Again                 bool // drawn a second time, longer and with smaller steps
	Divergent             int
	MaxRHat               float64 // over bars of cells and groups, their differences and their spread; predicted rates, which are only held against those seen, are not in it
	MinBulkESS            float64
	MinTailESS            float64
	MinBFMI               float64 // over chains
	MeanDepth             float64 // doublings of a trajectory
	Gradients             int     // taken in all, of every attempt
}

// What a sampling has to keep (section 5 of Vehtari et al. 2021 for R-hat and
// effective sizes; Betancourt 2016 for the fraction of missing information).
const (
	mostDivergent = 0.001
	mostRHat      = 1.01
	leastESS      = 400
	leastBFMI     = 0.3
)

// failure says in words what a sampling does not keep, or nothing.
func (s Sampling) failure() string {
	draws := s.Chains * s.Draws
	switch {
	case float64(s.Divergent) > mostDivergent*float64(draws):
		return fmt.Sprintf("%d of %d draws diverged", s.Divergent, draws)
	case s.MaxRHat > mostRHat:
		return fmt.Sprintf("chains disagree: R-hat is %.3f", s.MaxRHat)
	case s.MinBulkESS < leastESS || s.MinTailESS < leastESS:
		return fmt.Sprintf("the draws are worth %.0f independent ones in the middle and %.0f in the tails, not %d", s.MinBulkESS, s.MinTailESS, leastESS)
	case s.MinBFMI < leastBFMI:
		return fmt.Sprintf("energies hardly move: a fraction of missing information of %.2f", s.MinBFMI)
	}
	return ""
}

// Fit draws from the posterior of the fast threshold test. Where the first
// sampling does not keep its bounds it is done once more, twice as long and
// with a target of 0.99; where that fails too the error is *refuse.Refused with
// NoConvergence, and the posterior comes with it for a look at what went wrong,
// not for publication. Any other refusal comes alone.
func Fit(ctx context.Context, table *Table, options Options) (*Posterior, error) {
	options = options.WithDefaults()
	if err := options.Prior.check(); err != nil {
		return nil, err
	}
	c := newFast(table, options.Prior).coordinates()
	return fit(ctx, table, options, options.Prior.Name, func() model { return newWhitened(table, options.Prior, c) })
}

// FitBeta is Fit with the beta signals and narrow priors of the first threshold
// test; Options.Prior is not used. It is many times slower and meant for small
// tables, as a check of the other.
func FitBeta(ctx context.Context, table *Table, options Options) (*Posterior, error) {
	return fit(ctx, table, options.WithDefaults(), "beta signals", func() model { return newBeta(table, table.largestDepartment()) })
}

func fit(ctx context.Context, table *Table, options Options, name string, build func() model) (*Posterior, error) {
	if !options.PriorDriven {
		if err := table.Identified(); err != nil {
			return nil, err
		}
	}
	p, err := sample(ctx, table, options, name, build)
	if err != nil {
		return nil, err
	}
	if p.Sampling.failure() == "" {
		return p, nil
	}
	again := options
	again.Warmup, again.Draws, again.Target = 2*options.Warmup, 2*options.Draws, math.Max(options.Target, 0.99)
	again.Seed = stream.Seed(options.Seed, 2)
	first := p.Sampling.Gradients
	if p, err = sample(ctx, table, again, name, build); err != nil {
		return nil, err
	}
	p.Sampling.Again = true
	p.Sampling.Gradients += first
	if failure := p.Sampling.failure(); failure != "" {
		return p, refuse.New(NoConvergence, "more cells with searches, or a narrower prior", "%s: %s", name, failure)
	}
	return p, nil
}

// sample draws once and says what came out.
func sample(ctx context.Context, table *Table, options Options, name string, build func() model) (*Posterior, error) {
	chains, err := nuts.Sample(ctx, func() nuts.Target { return build() }, nuts.Options{
		Seed: stream.Seed(options.Seed, 0), Chains: options.Chains, Warmup: options.Warmup, Draws: options.Draws,
		Target: options.Target, Depth: options.Depth, Workers: options.Workers,
	})
	if err != nil {
		return nil, fmt.Errorf("sampling the threshold test: %w", err)
	}
	p := &Posterior{Table: table, Prior: name}
	p.Sampling = Sampling{Chains: options.Chains, Warmup: options.Warmup, Draws: options.Draws, Target: options.Target, MinBFMI: math.MaxFloat64, MinBulkESS: math.MaxFloat64, MinTailESS: math.MaxFloat64}
	p.read(chains, build)
	if err := p.summarise(chains, build()); err != nil {
		return nil, err
	}
	p.check(stream.New(options.Seed, 1))
	return p, nil
}

// read turns draws of parameters into draws of rates, a chain to a goroutine,
// and tells how the sampling went.
func (p *Posterior) read(chains []nuts.Chain, build func() model) {
	p.draws = make([][][]Rates, len(chains))
	cells := len(p.Table.Cells)
	sums := make([][]Signal, len(chains))
	stream.Each(len(chains), len(chains), func(i int) {
		m := build()
		all := make([]Rates, len(chains[i].Draws)*cells)
		signalled, ok := m.(interface{ signals([]float64, []Signal) })
		if ok {
			sums[i] = make([]Signal, cells)
		}
		for j, x := range chains[i].Draws {
			row := all[j*cells : (j+1)*cells : (j+1)*cells]
			m.rates(x, row)
			p.draws[i] = append(p.draws[i], row)
			if ok {
				signalled.signals(x, sums[i])
			}
		}
	})
	p.Signals = meanSignals(sums, chains)
	s := &p.Sampling
	for _, chain := range chains {
		s.Gradients += chain.Gradients
		s.MinBFMI = math.Min(s.MinBFMI, mcmc.BFMI(chain.Energy))
		for j := range chain.Draws {
			if chain.Divergent[j] {
				s.Divergent++
			}
			s.MeanDepth += float64(chain.Depth[j]) / float64(len(chains)*len(chain.Draws))
		}
	}
}

// series returns one number of each draw, by chain.
func (p *Posterior) series(of func(cells []Rates) float64) [][]float64 {
	out := make([][]float64, len(p.draws))
	for i, chain := range p.draws {
		out[i] = make([]float64, len(chain))
		for j, cells := range chain {
			out[i][j] = of(cells)
		}
	}
	return out
}

// diagnose is mcmc.Diagnose, for which a quantity that is the same in every
// draw is known without an error.
func diagnose(chains [][]float64) (mcmc.Diagnostics, error) {
	d, err := mcmc.Diagnose(chains)
	if errors.Is(err, mcmc.ErrConstant) {
		all := float64(len(chains) * len(chains[0]))
		return mcmc.Diagnostics{Mean: chains[0][0], RHat: 1, BulkESS: all, TailESS: all, Chains: len(chains), Per: len(chains[0])}, nil
	}
	return d, err
}
