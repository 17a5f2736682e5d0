package multiple

import (
	"math"
	"slices"

	"detangle/stat/dense"
	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/special"
	"detangle/stat/spline"
)

// Null is the distribution of z scores of tests with nothing to find, as most of
// the scores show it.
type Null struct {
	Mean, SD  float64
	Pi0       float64   // share of tests it accounts for, at most 1
	Used      bool      // SD is further than 15 per cent from 1, so P and Local rest on this null; else on N(0, 1)
	P         []float64 // two-sided, under the null that is used
	Local     []float64 // local false discovery rate: how likely it is that there is nothing to find
	Discarded int       // scores more than 12 from nought, which the curve is not fitted to
}

// Numbers of the method.
const (
	fewestScores = 100
	bins         = 90
	curve        = 7    // degrees of freedom of the log density
	differs      = 0.15 // of the null's standard deviation from 1
)

// EmpiricalNull fits the density of z scores by Poisson regression of a histogram
// on a natural spline, and matches a normal to its middle half (central matching:
// Efron, JASA 99, 2004; Large-Scale Inference, 2010, 6.2). Fewer than a hundred
// scores are refused, and so are scores whose middle is no peak.
func EmpiricalNull(z []float64) (*Null, error) {
	var within []float64
	for i, v := range z {
		if math.IsNaN(v) {
			return nil, refuse.New(refuse.NotFinite, "leave refused tests out, and count them", "score %d is not a number", i+1)
		}
		if math.Abs(v) <= 12 {
			within = append(within, v)
		}
	}
	if len(within) < fewestScores {
		return nil, refuse.New(refuse.TooFew, "the null N(0, 1)", "%d scores are too few to show a null of their own", len(within))
	}
	slices.Sort(within)
	density, err := smooth(within)
	if err != nil {
		return nil, err
	}
	n := &Null{Discarded: len(z) - len(within)}
	if err := n.match(within, density); err != nil {
		return nil, err
	}
	n.Used = math.Abs(n.SD-1) > differs
	mean, sd := 0.0, 1.0
	if n.Used {
		mean, sd = n.Mean, n.SD
	}
	for _, v := range z {
		at := (v - mean) / sd
		n.P = append(n.P, special.NormalTwoSided(at))
		local := 0.0 // beyond the curve a score is nothing's
		if math.Abs(v) <= 12 {
			local = math.Min(1, n.Pi0*special.NormalPDF(at)/sd/math.Exp(density(v)))
		}
		n.Local = append(n.Local, local)
	}
	return n, nil
}

// smooth returns the log of the density of sorted scores.
func smooth(sorted []float64) (func(float64) float64, error) {
	low, high := sorted[0]-1e-9, sorted[len(sorted)-1]+1e-9
	width := (high - low) / bins
	counts, middles := make([]float64, bins), make([]float64, bins)
	for i := range middles {
		middles[i] = low + (float64(i)+0.5)*width
	}
	for _, v := range sorted {
		counts[min(int((v-low)/width), bins-1)]++
	}
	knots, err := spline.At(middles, curve)
	if err != nil {
		return nil, err
	}
	columns := func(values []float64) (out []glm.Column) {
		for _, c := range knots.Basis(values) {
			out = append(out, glm.Column{Name: string(rune('a' + len(out))), Values: c})
		}
		return out
	}
	fit, err := glm.New(glm.Poisson, glm.Rows{Cases: counts, Columns: columns(middles)})
	if err != nil {
		return nil, err
	}
	scale := math.Log(float64(len(sorted)) * width)
	return func(v float64) float64 {
		linear, err := fit.Linear(columns([]float64{v}))
		if err != nil {
			return math.Inf(1)
		}
		return linear[0] - scale
	}, nil
}

// match fits a parabola to the log density over the middle half of the scores.
func (n *Null) match(sorted []float64, density func(float64) float64) error {
	low, high := sorted[len(sorted)/4], sorted[len(sorted)-1-len(sorted)/4]
	normal, right := dense.New(3, 3), make([]float64, 3)
	for k := range 41 {
		v := low + (high-low)*float64(k)/40
		row, y := []float64{1, v, v * v}, density(v)
		dense.AddOuter(normal, row, 1)
		for j := range row {
			right[j] += row[j] * y
		}
	}
	lower, bad := dense.Cholesky(normal, nil, 1e-13)
	if bad >= 0 {
		return refuse.New(refuse.NotIdentified, "the null N(0, 1)", "the middle half of the scores is one value")
	}
	c := dense.Solve(lower, right)
	if !(c[2] < -1e-6) {
		return refuse.New(refuse.NotIdentified, "the null N(0, 1)", "the middle of the scores is no peak that a normal could match")
	}
	n.SD = 1 / math.Sqrt(-2*c[2])
	n.Mean = -c[1] / (2 * c[2])
	if n.Mean < low || n.Mean > high {
		return refuse.New(refuse.NotIdentified, "the null N(0, 1)", "the normal that the middle of the scores suggests has its peak at %.3g, outside of it", n.Mean)
	}
	n.Pi0 = math.Min(1, math.Exp(c[0]+n.Mean*n.Mean/(2*n.SD*n.SD))*n.SD*math.Sqrt(2*math.Pi))
	return nil
}
