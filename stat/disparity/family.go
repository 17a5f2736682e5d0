package disparity

import (
	"math"
	"slices"

	"detangle/stat/multiple"
	"detangle/stat/shrink"
	"detangle/stat/special"
)

// Family says what the numbers of many places by one estimator show together.
// Which numbers are one family is fixed before the data are seen.
type Family struct {
	Tests, Refused int
	Pi0            *float64 // Storey's share of tests with nothing to find, of a hundred tests or more
	Mean, Spread   *float64 // of the places' true values (of ratios: back from the mean of logs, and the logs' standard deviation)
	NullMean       *float64 // of the scores' own null: what most places show
	NullSD         *float64 // where further than 0.15 from 1, q values rest on this null, and say which places stand out among the others
	Excess         *float64 // the funnel's over-dispersion
}

// Standing is where a place stands within its family; nil where it has no number,
// or the family is too small to say.
type Standing struct {
	Q, QAny, LocalFDR             *float64
	Shrunk, ShrunkLow, ShrunkHigh *float64
	RankLow, RankHigh             *int64
	Funnel                        string
}

// Where a value lies in the funnel.
const (
	Within      = "within"
	BeyondWarn  = "beyond 95"
	BeyondAlarm = "beyond 99.8"
)

const (
	few   = 50    // places below which the hyper-parameters' error widens shrunken intervals
	draws = 400   // of every place, for ranks
	most  = 5_000 // places that are ranked: beyond, ranks say nothing
	z95   = 1.959963984540054
	z998  = 3.090232306167813
)

// Seed is that of the program's own draws: of ranks here, and of folds and draws of
// comparisons at equal risk.
const Seed = 1

// Adjust takes a family together. Ranks are drawn where asked for, by the seed.
func Adjust(numbers []Numbers, ranked bool, seed uint64) (Family, []Standing) {
	var f Family
	out := make([]Standing, len(numbers))
	for _, n := range numbers {
		if n.Refusal != nil {
			f.Refused++
		} else {
			f.Tests++
		}
	}
	f.discover(numbers, out)
	f.shrink(numbers, out, ranked, seed)
	return f, out
}

// discover adjusts the probabilities: Benjamini and Hochberg, Benjamini and
// Yekutieli, Storey's share and local rates (multiple.Adjust, multiple.EmpiricalNull).
func (f *Family) discover(numbers []Numbers, out []Standing) {
	var at []int
	var p, z []float64
	for i, n := range numbers {
		if n.Refusal == nil && n.P != nil {
			at, p, z = append(at, i), append(p, *n.P), append(z, score(n))
		}
	}
	if len(at) == 0 {
		return
	}
	null, err := multiple.EmpiricalNull(z)
	if err == nil {
		f.NullMean, f.NullSD = number(null.Mean), number(null.SD)
		if null.Used {
			p = null.P
		}
	}
	adjusted, err := multiple.Adjust(p)
	if err != nil {
		return
	}
	if len(at) >= many {
		f.Pi0 = number(adjusted.Pi0)
	}
	for k, i := range at {
		out[i].Q, out[i].QAny = number(adjusted.BH[k]), number(adjusted.BY[k])
		if null != nil {
			out[i].LocalFDR = number(null.Local[k])
		}
	}
}

// many is from how many tests on a share of them says something.
const many = 100

// score is the normal score of a probability, with the sign of the effect.
func score(n Numbers) float64 {
	z := 38.0 // beyond, a probability is nought in floating point
	if *n.P > 0 {
		z = math.Min(z, -special.NormalQuantile(*n.P/2))
	}
	if n.Estimator.Unit() == "difference" && *n.Value < 0 || n.Estimator.Unit() != "difference" && *n.Value < 1 {
		return -z
	}
	return z
}

// scale is a number where its error is about normal: a ratio's log.
func scale(n Numbers) float64 {
	if n.Estimator.Unit() == "difference" {
		return *n.Value
	}
	return math.Log(*n.Value)
}

func back(e Estimator, v float64) *float64 {
	if e.Unit() == "difference" {
		return &v
	}
	return number(math.Exp(v))
}

// shrink fits random effects by REML and places every number in its family's
// funnel. Below fifty places the intervals are widened for not knowing the
// hyper-parameters (Morris, JASA 78, 1983).
func (f *Family) shrink(numbers []Numbers, out []Standing, ranked bool, seed uint64) {
	var at []int
	var measured []shrink.Measured
	for i, n := range numbers {
		if n.Refusal == nil && n.SE > 0 && !math.IsInf(n.SE, 0) {
			at, measured = append(at, i), append(measured, shrink.Measured{Estimate: scale(n), SE: n.SE})
		}
	}
	meta, err := shrink.Normal(measured, shrink.REML, z95)
	if err != nil {
		if meta, err = shrink.Normal(measured, shrink.DL, z95); err != nil {
			return
		}
	}
	e := numbers[at[0]].Estimator
	f.Mean, f.Spread = back(e, meta.Mean), number(math.Sqrt(meta.Tau2))
	widen(meta, measured)
	excess := Excess(measured, meta.Mean)
	f.Excess = &excess
	for k, i := range at {
		s := meta.Places[k]
		if high := back(e, s.High); !math.IsInf(*high, 0) { // else nothing is known of it
			out[i].Shrunk, out[i].ShrunkLow, out[i].ShrunkHigh = back(e, s.Mean), back(e, s.Low), high
		}
		out[i].Funnel = position(measured[k], meta.Mean, excess)
	}
	if !ranked || len(at) > most {
		return
	}
	ranks, err := shrink.Ranks(meta.Places, 0.95, draws, seed)
	if err != nil {
		return
	}
	for k, i := range at {
		low, high := int64(ranks[k].Low), int64(ranks[k].High)
		out[i].RankLow, out[i].RankHigh = &low, &high
	}
}

func widen(m *shrink.Meta, measured []shrink.Measured) {
	k := float64(len(measured))
	if k >= few || k <= 3 {
		return
	}
	var variances []float64
	for _, p := range measured {
		variances = append(variances, p.SE*p.SE)
	}
	mean, _ := moments(variances)
	for i, p := range measured {
		v := p.SE * p.SE
		b := v / (v + m.Tau2)
		square := v*(1-(k-1)/k*b) + 2/(k-3)*b*b*(mean+m.Tau2)/(v+m.Tau2)*(p.Estimate-m.Mean)*(p.Estimate-m.Mean)
		s := &m.Places[i]
		s.SD = math.Max(s.SD, math.Sqrt(square))
		s.Low, s.High = s.Mean-z95*s.SD, s.Mean+z95*s.SD
	}
}

// Excess is the over-dispersion of scores about a mean: the mean of their squares,
// with the outer tenth on either side drawn in, and at least 1 (Spiegelhalter,
// Statistics in Medicine 24, 2005).
func Excess(measured []shrink.Measured, mean float64) float64 {
	var z []float64
	for _, p := range measured {
		z = append(z, (p.Estimate-mean)/p.SE)
	}
	if len(z) == 0 {
		return 1
	}
	slices.Sort(z)
	low, high := z[len(z)/10], z[len(z)-1-len(z)/10]
	sum := 0.0
	for _, v := range z {
		v = math.Min(high, math.Max(low, v))
		sum += v * v
	}
	return math.Max(1, sum/float64(len(z)))
}

// Funnel returns the limits between which 95 and 99.8 per cent of estimates with a
// standard error lie, if all places are alike but for the family's over-dispersion
// (Spiegelhalter 2005). Mean and limits are on the estimator's own scale.
func (f Family) Funnel(e Estimator, se float64) (low95, high95, low998, high998 float64, ok bool) {
	if f.Mean == nil || f.Excess == nil || !(se >= 0) || math.IsInf(se, 0) {
		return 0, 0, 0, 0, false
	}
	mean := *f.Mean
	if e.Unit() != "difference" {
		mean = math.Log(mean)
	}
	at := func(z float64) float64 { return *back(e, mean+z*se*math.Sqrt(*f.Excess)) }
	return at(-z95), at(z95), at(-z998), at(z998), true
}

func position(p shrink.Measured, mean, excess float64) string {
	switch z := math.Abs(p.Estimate-mean) / p.SE / math.Sqrt(excess); {
	case z > z998:
		return BeyondAlarm
	case z > z95:
		return BeyondWarn
	}
	return Within
}
