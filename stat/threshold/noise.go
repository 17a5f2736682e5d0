package threshold

import (
	"math"

	"detangle/stat/nuts"
	"detangle/stat/special"
	"detangle/stat/stream"
)

// Signal is what a cell's parameters are, over all draws: the bar t, the logit u of
// the share who carry something, and the log v of how far their signals lie apart.
type Signal struct{ Bar, Risk, Separation float64 }

// meanSignals divides sums by chain by the draws they are of.
func meanSignals(sums [][]Signal, chains []nuts.Chain) (means []Signal) {
	draws := 0.0
	for i, chain := range chains {
		draws += float64(len(chain.Draws))
		if means == nil {
			means = make([]Signal, len(sums[i]))
		}
		for j, s := range sums[i] {
			means[j] = Signal{means[j].Bar + s.Bar, means[j].Risk + s.Risk, means[j].Separation + s.Separation}
		}
	}
	for i, s := range means {
		means[i] = Signal{s.Bar / draws, s.Risk / draws, s.Separation / draws}
	}
	return means
}

// Noisy is the table that officers would have made whose bars are not one in a cell:
// at each stop the logit of the risk at which they search is that of the posterior's
// mean parameters plus a normal error of standard deviation sd (Pierson, Corbett-Davies
// and Goel 2018, section 6). With sd of 0 it is the world that the test assumes. Only
// the fast test has parameters to make it of.
//
// An error e of the logit moves the bar on the signal by e/delta, and a normal signal
// less a normal error is normal: so rates are those of signals whose spread is
// sqrt(1 + (sd/delta)²), and no stop is simulated by itself.
func (p *Posterior) Noisy(sd float64, seed uint64) *Table {
	rates := make([]Rates, len(p.Signals))
	for i, s := range p.Signals {
		rates[i] = s.noisy(sd)
	}
	return p.Table.redrawn(rates, stream.New(seed))
}

func (s Signal) noisy(sd float64) Rates {
	delta := math.Exp(s.Separation)
	spread := math.Hypot(1, sd/delta)
	near, _ := normalLog((s.Bar - delta) / spread)
	far, _ := normalLog(s.Bar / spread)
	hit, miss := logLogistic(s.Risk)+near, logLogistic(-s.Risk)+far
	return Rates{
		Threshold: special.Logistic(s.Risk + delta*(s.Bar-delta/2)),
		Search:    math.Min(1, math.Exp(special.LogSum(hit, miss))),
		Hit:       special.Logistic(hit - miss),
	}
}

// Planted is the difference between the thresholds of a group and of the first one
// in the tables of Noisy: what a fit of them should find.
func (p *Posterior) Planted(w Weighting, group int) float64 {
	cells := make([]Rates, len(p.Signals))
	for i, s := range p.Signals {
		cells[i] = s.noisy(0)
	}
	return average(cells, p.Table.weights(w, group)) - average(cells, p.Table.weights(w, 0))
}
