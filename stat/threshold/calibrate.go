package threshold

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"detangle/stat/mcmc"
	"detangle/stat/nuts"
	"detangle/stat/stream"
)

// Trial says what to calibrate: tables drawn from the prior and fitted with it.
type Trial struct {
	Shape    *Table // its places and stops; its searches and hits are drawn anew
	Prior    Prior
	Tables   int // 200
	Draws    int // 63: kept of each fit, so that ranks go from 0 to 63
	Thin     int // 16: transitions for each draw that is kept
	Warmup   int // 500
	Seed     uint64
	Workers  int // tables at a time: 1
	Progress func(done int)
}

// Calibration holds what came of a trial.
type Calibration struct {
	Prior      string
	Tables     int
	Draws      int
	Divergent  int
	Quantities []Ranked
}

// Ranked is one quantity over all tables: how many of the draws kept lie below
// the value that the table was made with. If prior, likelihood and sampler are
// right, ranks are uniform (Talts, Betancourt, Simpson, Vehtari and Gelman,
// Validating Bayesian Inference Algorithms with Simulation-Based Calibration,
// arXiv:1804.06788, 2018).
type Ranked struct {
	Name    string
	Ranks   []int
	ChiP    float64 // of chi square over 16 bins
	EnvP    float64 // of the simultaneous band of the ranks' distribution
	Covered int     // tables whose interval of 90 per cent holds the value
}

// Calibrate draws tables from the prior, fits each, and ranks what they were
// made with among the draws. Tables without a search count too. It does not
// depend on the number of workers.
func Calibrate(ctx context.Context, trial Trial) (*Calibration, error) {
	trial = trial.withDefaults()
	if err := trial.Prior.check(); err != nil {
		return nil, err
	}
	results := make([]replicate, trial.Tables)
	failed := make([]error, trial.Tables)
	var progress sync.Mutex
	finished := 0
	stream.Each(trial.Tables, trial.Workers, func(i int) {
		results[i], failed[i] = trial.replicate(ctx, uint64(i))
		if trial.Progress != nil {
			progress.Lock()
			defer progress.Unlock()
			finished++
			trial.Progress(finished)
		}
	})
	for i, err := range failed {
		if err != nil {
			return nil, fmt.Errorf("table %d: %w", i+1, err)
		}
	}
	return trial.gather(results), nil
}

func (t Trial) withDefaults() Trial {
	for _, d := range []struct {
		field *int
		value int
	}{{&t.Tables, 200}, {&t.Draws, 63}, {&t.Thin, 16}, {&t.Warmup, 500}, {&t.Workers, 1}} {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
	return t
}

// replicate is one table of a trial: the rank and the coverage of each quantity.
type replicate struct {
	ranks     []int
	covered   []bool
	divergent int
}

func (t Trial) replicate(ctx context.Context, index uint64) (replicate, error) {
	f := newFast(t.Shape, t.Prior)
	r := stream.New(t.Seed, index)
	truth := f.fromPrior(r)
	cells := make([]Rates, len(t.Shape.Cells))
	f.rates(truth, cells)
	table := t.Shape.redrawn(cells, r)
	c := newFast(table, t.Prior).coordinates()
	chains, err := nuts.Sample(ctx, func() nuts.Target { return newWhitened(table, t.Prior, c) }, nuts.Options{
		Seed: r.Uint64(), Chains: 1, Warmup: t.Warmup, Draws: t.Draws * t.Thin, Target: 0.95, Workers: 1,
	})
	if err != nil {
		return replicate{}, err
	}
	ask := newQuantities(f)
	want := slices.Clone(ask.values(truth))
	drawn := make([][]float64, len(want))
	var out replicate
	out.ranks = make([]int, len(want))
	back := newWhitened(table, t.Prior, c)
	for j, y := range chains[0].Draws {
		if chains[0].Divergent[j] {
			out.divergent++
		}
		for q, v := range ask.values(back.parameters(y)) {
			drawn[q] = append(drawn[q], v)
			if (j+1)%t.Thin == 0 && v < want[q] {
				out.ranks[q]++
			}
		}
	}
	for q, values := range drawn {
		slices.Sort(values)
		out.covered = append(out.covered, mcmc.Quantile(values, 0.05) <= want[q] && want[q] <= mcmc.Quantile(values, 0.95))
	}
	return out, nil
}

// quantities are what a trial ranks: sigma, tau of groups, the means, and the
// groups' thresholds with their differences.
type quantities struct {
	f       *fast
	names   []string
	weights [][]float64
	cells   []Rates
	out     []float64
}

func newQuantities(f *fast) *quantities {
	q := &quantities{f: f, cells: make([]Rates, len(f.cells)), names: []string{"sigma", "m_u", "m_v"}}
	groups := f.table.Groups
	if f.prior.Threshold > 0 {
		for _, g := range groups {
			q.names = append(q.names, "tau "+g)
		}
	}
	for i, g := range groups {
		q.names = append(q.names, "threshold "+g)
		q.weights = append(q.weights, f.table.weights(DeptTotal, i))
	}
	for _, g := range groups[1:] {
		q.names = append(q.names, "difference "+g)
	}
	return q
}

// values returns the quantities of one vector, in a slice that the next call
// writes over.
func (q *quantities) values(x []float64) []float64 {
	at := &q.f.at
	q.f.rates(x, q.cells)
	out := append(q.out[:0], x[0], x[at.mu], x[at.mv])
	out = append(out, x[at.tau:at.z]...)
	first := len(out)
	for _, w := range q.weights {
		out = append(out, average(q.cells, w))
	}
	for _, v := range out[first+1:] {
		out = append(out, v-out[first])
	}
	q.out = out
	return out
}

func (t Trial) gather(results []replicate) *Calibration {
	c := &Calibration{Prior: t.Prior.Name, Tables: t.Tables, Draws: t.Draws}
	band := newBand(t.Tables, t.Draws, stream.New(t.Seed, math.MaxUint64))
	for q, name := range newQuantities(newFast(t.Shape, t.Prior)).names {
		ranked := Ranked{Name: name}
		for _, r := range results {
			ranked.Ranks = append(ranked.Ranks, r.ranks[q])
			if r.covered[q] {
				ranked.Covered++
			}
		}
		ranked.ChiP = chiUniform(ranked.Ranks, t.Draws)
		ranked.EnvP = band.p(ranked.Ranks)
		c.Quantities = append(c.Quantities, ranked)
	}
	for _, r := range results {
		c.Divergent += r.divergent
	}
	return c
}
