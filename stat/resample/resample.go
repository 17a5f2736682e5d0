// Package resample gives any statistic an interval by drawing clusters anew: agencies, or an
// agency's months. It knows nothing of what is computed: a function of the clusters drawn,
// each as often as it was.
//
// Draws are 1,999 unless said otherwise, each with its own stream of the seed, so that the
// number of workers changes no bit. An end of an interval is a quantile of draws and would be
// another with other draws: its Monte-Carlo error says by how much.
//
// Sources: Efron and Tibshirani, An Introduction to the Bootstrap (1993), 13.3 for percentiles and
// 14.3 for BCa; Davison and Hinkley, Bootstrap Methods and their Application (1997), 3.8, for
// clusters, and 2.5.2 for the error of a quantile.
package resample

import (
	"math"
	"slices"

	"detangle/stat/refuse"
	"detangle/stat/special"
	"detangle/stat/stream"
)

// Draws is the usual number.
const Draws = 1999

// fewest is the number of clusters below which draws are too much alike for an interval.
const fewest = 10

// Statistic computes numbers of clusters, told by their indices: of one draw, with
// repetitions.
type Statistic func(clusters []int) ([]float64, error)

// Options say how to draw.
type Options struct {
	Draws   int // 0: Draws
	Level   float64
	Seed    uint64
	Workers int // at least one; a Statistic may be called by so many at once
	BCa     bool
}

// End is an end of an interval, with the standard error that it has from the draws.
type End struct{ Value, MonteCarloSE float64 }

// Interval is that of one of a statistic's numbers.
type Interval struct {
	Value         float64 // of the clusters as they are
	SE            float64 // standard deviation of the draws
	Low, High     End     // percentiles
	BCa           *[2]End // corrected for bias and acceleration, where it was asked for
	Draws, Failed int     // draws with a number, and draws that were refused
}

// Clusters draws n clusters with replacement. It refuses fewer than ten, a statistic that does
// not vary, and one of which one draw in twenty is refused; BCa also one of which a cluster
// cannot be left out, or of which all draws lie on one side.
func Clusters(n int, of Statistic, o Options) ([]Interval, error) {
	if o.Draws == 0 {
		o.Draws = Draws
	}
	switch {
	case n == 1:
		return nil, refuse.New(refuse.OneCluster, "clusters that differ", "there is one cluster")
	case n < fewest:
		return nil, refuse.New(refuse.TooFew, "ten clusters or more", "%d clusters are too few to draw from", n)
	case !(o.Level > 0 && o.Level < 1) || o.Draws < 40:
		return nil, refuse.New(refuse.BadLevel, "a level such as 0.95, and 1,999 draws", "no interval has level %g of %d draws", o.Level, o.Draws)
	}
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	whole, err := of(all)
	if err != nil {
		return nil, err
	}
	drawn, failed := compute(o.Draws, o.Workers, len(whole), of, func(k int) []int {
		r := stream.New(o.Seed, uint64(k))
		at := make([]int, n)
		for i := range at {
			at[i] = r.IntN(n)
		}
		return at
	})
	if 20*failed > o.Draws {
		return nil, refuse.New(refuse.NoConvergence, "more clusters, or a simpler statistic", "%d of %d draws could not be computed", failed, o.Draws)
	}
	var without [][]float64
	if o.BCa {
		var lost int
		without, lost = compute(n, o.Workers, len(whole), of, func(k int) []int { return slices.Delete(slices.Clone(all), k, k+1) })
		if lost > 0 {
			return nil, refuse.New(refuse.NotIdentified, "percentiles", "without one of %d clusters it cannot be computed", lost)
		}
	}
	out := make([]Interval, len(whole))
	for j, value := range whole {
		if out[j], err = interval(value, drawn[j], o.Level); err != nil {
			return nil, err
		}
		out[j].Failed = failed
		if o.BCa {
			if out[j].BCa, err = bca(value, drawn[j], without[j], o.Level); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// compute returns each of a statistic's numbers over samples, sorted, and how many
// samples were refused.
func compute(samples, workers, width int, of Statistic, sample func(k int) []int) (sorted [][]float64, failed int) {
	found := make([][]float64, samples)
	stream.Each(samples, workers, func(k int) {
		if v, err := of(sample(k)); err == nil && len(v) == width && !slices.ContainsFunc(v, math.IsNaN) {
			found[k] = v
		}
	})
	sorted = make([][]float64, width)
	for _, v := range found {
		if v == nil {
			failed++
			continue
		}
		for j := range sorted {
			sorted[j] = append(sorted[j], v[j])
		}
	}
	for _, v := range sorted {
		slices.Sort(v)
	}
	return sorted, failed
}

func interval(value float64, drawn []float64, level float64) (Interval, error) {
	mean, square := 0.0, 0.0
	for _, v := range drawn {
		mean += v / float64(len(drawn))
	}
	for _, v := range drawn {
		square += (v - mean) * (v - mean)
	}
	if drawn[0] == drawn[len(drawn)-1] {
		return Interval{}, refuse.New(refuse.NoVariation, "clusters that differ", "all draws gave %g", value)
	}
	tail := (1 - level) / 2
	return Interval{Value: value, SE: math.Sqrt(square / float64(len(drawn)-1)), Low: quantile(drawn, tail), High: quantile(drawn, 1-tail), Draws: len(drawn)}, nil
}

// quantile is the draw of rank p(B+1), counted from the nearer end, and half of what lies between the
// draws one standard deviation of that rank away.
func quantile(sorted []float64, p float64) End {
	b := float64(len(sorted))
	at := func(rank float64) float64 { return sorted[min(max(int(rank)-1, 0), len(sorted)-1)] }
	rank := math.Floor(p*(b+1) + 1e-9)
	if p > 0.5 {
		rank = b + 1 - math.Floor((1-p)*(b+1)+1e-9)
	}
	off := math.Ceil(math.Sqrt(b * p * (1 - p)))
	return End{at(rank), (at(rank+off) - at(rank-off)) / 2}
}

// bca moves the percentiles by the draws' median bias and by the acceleration of the statistic's
// spread, from leaving out one cluster at a time (Efron and Tibshirani, 14.9 to 14.15).
func bca(value float64, drawn, without []float64, level float64) (*[2]End, error) {
	below := 0.0
	for _, v := range drawn {
		switch {
		case v < value:
			below++
		case v == value:
			below += 0.5
		}
	}
	if below == 0 || below == float64(len(drawn)) {
		return nil, refuse.New(refuse.NotIdentified, "percentiles", "all draws lie on one side of the value")
	}
	bias := special.NormalQuantile(below / float64(len(drawn)))
	mean, square, cube := 0.0, 0.0, 0.0
	for _, v := range without {
		mean += v / float64(len(without))
	}
	for _, v := range without {
		square += (mean - v) * (mean - v)
		cube += (mean - v) * (mean - v) * (mean - v)
	}
	if square == 0 {
		return nil, refuse.New(refuse.NoVariation, "percentiles", "leaving out a cluster never changes it")
	}
	acceleration := cube / (6 * math.Pow(square, 1.5))
	var ends [2]End
	for i, p := range []float64{(1 - level) / 2, (1 + level) / 2} {
		z := bias + special.NormalQuantile(p)
		if acceleration*z >= 1 {
			return nil, refuse.New(refuse.NotIdentified, "percentiles", "its spread changes too fast with it")
		}
		ends[i] = quantile(drawn, special.NormalSF(-bias-z/(1-acceleration*z)))
	}
	return &ends, nil
}
