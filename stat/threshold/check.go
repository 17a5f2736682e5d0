package threshold

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"detangle/stat/stream"
)

// Check holds the counts against what the posterior predicts (Gelman, Meng and
// Stern, Posterior Predictive Assessment of Model Fitness, Statistica Sinica 6,
// 1996; weighted errors as in Pierson et al. 2018, section 5).
type Check struct {
	SearchError float64 // root of the mean squared error of search rates, weighted by stops
	HitError    float64 // the same of hit rates, weighted by searches
	SearchP     float64 // share of draws whose replicated searches are further off than the real ones, by chi square
	HitP        float64 // the same of hits, given the searches
	Worst       []Misfit
	Failed      bool // hit rates are off by more than 5 points, or a share above lies outside 0.01 to 0.99
}

// Misfit is a cell that the model fits badly.
type Misfit struct {
	Cell
	Search, Hit Misses
}

// Misses is a rate as it was and as predicted, and how many standard deviations
// lie between.
type Misses struct{ Observed, Predicted, Score float64 }

func (m Misfit) score() float64 { return math.Max(math.Abs(m.Search.Score), math.Abs(m.Hit.Score)) }

// check fills in the predictive checks.
func (p *Posterior) check(random *rand.Rand) {
	c := &p.Check
	var searches, hits weighted
	for i, cell := range p.Table.Cells {
		stops, searched := float64(cell.Stops), float64(cell.Searches)
		m := Misfit{Cell: cell, Search: misses(float64(cell.Searches), stops, p.Cells[i].Search.Mean), Hit: misses(float64(cell.Hits), searched, p.Cells[i].Hit.Mean)}
		searches.add(m.Search, stops)
		hits.add(m.Hit, searched)
		c.Worst = append(c.Worst, m)
	}
	slices.SortStableFunc(c.Worst, func(a, b Misfit) int { return cmp.Compare(b.score(), a.score()) })
	c.Worst = c.Worst[:min(5, len(c.Worst))]
	c.SearchError, c.HitError = searches.root(), hits.root()

	further, hitsFurther, draws := 0.0, 0.0, 0.0
	for _, chain := range p.draws {
		for _, cells := range chain {
			var real, replicated, realHits, replicatedHits float64
			for i, r := range cells {
				n, s := p.Table.Cells[i].Stops, p.Table.Cells[i].Searches
				real += chiSquare(s, n, r.Search)
				replicated += chiSquare(stream.Binomial(random, n, r.Search), n, r.Search)
				realHits += chiSquare(p.Table.Cells[i].Hits, s, r.Hit)
				replicatedHits += chiSquare(stream.Binomial(random, s, r.Hit), s, r.Hit)
			}
			draws++
			if replicated >= real {
				further++
			}
			if replicatedHits >= realHits {
				hitsFurther++
			}
		}
	}
	c.SearchP, c.HitP = further/draws, hitsFurther/draws
	outside := func(p float64) bool { return p < 0.01 || p > 0.99 }
	c.Failed = c.HitError > 0.05 || outside(c.SearchP) || outside(c.HitP)
}

// misses compares k of n with a predicted rate; of nobody there is no rate.
func misses(k, n, rate float64) Misses {
	if n == 0 {
		return Misses{Observed: rate, Predicted: rate}
	}
	m := Misses{Observed: k / n, Predicted: rate}
	if spread := rate * (1 - rate) / n; spread > 0 {
		m.Score = (m.Observed - rate) / math.Sqrt(spread)
	}
	return m
}

// chiSquare is the discrepancy of k successes among n of probability p.
func chiSquare(k, n int64, p float64) float64 {
	mean := float64(n) * p
	if spread := mean * (1 - p); spread > 0 {
		return (float64(k) - mean) * (float64(k) - mean) / spread
	}
	return 0
}

// weighted is a mean of squares.
type weighted struct{ squares, weights float64 }

func (w *weighted) add(m Misses, weight float64) {
	w.squares += weight * (m.Observed - m.Predicted) * (m.Observed - m.Predicted)
	w.weights += weight
}

func (w *weighted) root() float64 {
	if w.weights == 0 {
		return 0
	}
	return math.Sqrt(w.squares / w.weights)
}
