package threshold

import (
	"math"
	"math/rand/v2"

	"detangle/stat/special"
)

// Whether ranks from 0 to draws are uniform is asked in two ways: by chi square
// over 16 bins, and by how far their distribution strays from the diagonal
// anywhere.

const bins = 16

// Histogram counts ranks from 0 to draws in 16 bins as even as they can be.
func Histogram(ranks []int, draws int) [16]int {
	var counts [bins]int
	for _, r := range ranks {
		counts[r*bins/(draws+1)]++
	}
	return counts
}

// chiUniform is the p-value of chi square over the bins; with fewer ranks than
// bins some expect less, which the counts take into account.
func chiUniform(ranks []int, draws int) float64 {
	var expected [bins]float64
	for r := range draws + 1 {
		expected[r*bins/(draws+1)] += float64(len(ranks)) / float64(draws+1)
	}
	statistic := 0.0
	degrees := -1
	for i, n := range Histogram(ranks, draws) {
		if expected[i] > 0 {
			statistic += (float64(n) - expected[i]) * (float64(n) - expected[i]) / expected[i]
			degrees++
		}
	}
	if degrees < 1 {
		return 1
	}
	return special.ChiSquareSF(statistic, float64(degrees))
}

// band is the simultaneous band of an empirical distribution of uniform ranks,
// by simulation (Säilynoja, Bürkner and Vehtari, Graphical Test for Discrete
// Uniformity and its Applications in Goodness-of-Fit Evaluation and Multiple
// Sample Comparison, Statistics and Computing 32, 2022, section 2).
type band struct {
	draws    int
	below    [][]float64 // below[r][k]: chance of at most k ranks being at most r
	extremes []float64   // of simulated samples, the smallest two-sided tail
}

const bandSamples = 2000

func newBand(tables, draws int, random *rand.Rand) *band {
	b := &band{draws: draws}
	for r := range draws { // at the last rank all are below
		b.below = append(b.below, binomialBelow(tables, float64(r+1)/float64(draws+1)))
	}
	for range bandSamples {
		ranks := make([]int, tables)
		for i := range ranks {
			ranks[i] = random.IntN(draws + 1)
		}
		b.extremes = append(b.extremes, b.extreme(ranks))
	}
	return b
}

// extreme is the smallest two-sided tail of the ranks' distribution anywhere.
func (b *band) extreme(ranks []int) float64 {
	counts := make([]int, b.draws+1)
	for _, r := range ranks {
		counts[r]++
	}
	smallest, k := 1.0, 0
	for r, below := range b.below {
		k += counts[r]
		upper := 1.0
		if k > 0 {
			upper = 1 - below[k-1]
		}
		smallest = min(smallest, 2*min(below[k], upper))
	}
	return smallest
}

// p is the share of simulated samples that stray as far.
func (b *band) p(ranks []int) float64 {
	own, further := b.extreme(ranks), 1
	for _, e := range b.extremes {
		if e <= own {
			further++
		}
	}
	return float64(further) / float64(len(b.extremes)+1)
}

// binomialBelow returns the distribution function of Binomial(n, p), 0 < p < 1.
func binomialBelow(n int, p float64) []float64 {
	out := make([]float64, n+1)
	sum := 0.0
	for k := range out {
		sum += math.Exp(special.LogChoose(float64(n), float64(k)) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
		out[k] = math.Min(sum, 1)
	}
	return out
}
