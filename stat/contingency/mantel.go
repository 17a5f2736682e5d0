package contingency

import (
	"cmp"
	"math"
	"slices"

	"detangle/stat/refuse"
	"detangle/stat/special"
)

// Stratified is what strata say together: a number, how many of them were used,
// and how many carry no information and were dropped.
type Stratified struct {
	Estimate
	Used, Dropped int
}

// Conditional is an odds ratio with its exact two-sided probability.
type Conditional struct {
	Stratified
	P float64
}

// Common is the Mantel-Haenszel odds ratio, the standard error of its log, and
// the chi-square of Cochran, Mantel and Haenszel (one degree of freedom, no
// correction for continuity) with its probability.
type Common struct {
	Stratified
	LogSE, ChiSquare, P float64
}

// Weighted is a difference over strata, with its standard error.
type Weighted struct {
	Stratified
	SE float64
}

// inOrder returns the strata in one order, whatever order they came in.
func inOrder(strata []Pair) ([]Pair, error) {
	for _, p := range strata {
		if err := p.check(); err != nil {
			return nil, err
		}
	}
	return slices.SortedFunc(slices.Values(strata), func(a, b Pair) int {
		return cmp.Or(cmp.Compare(a.Group.Trials, b.Group.Trials), cmp.Compare(a.Reference.Trials, b.Reference.Trials),
			cmp.Compare(a.Group.Cases, b.Group.Cases), cmp.Compare(a.Reference.Cases, b.Reference.Cases))
	}), nil
}

// cells are the counts of a stratum: cases and others of the group, of the
// reference, and all.
func (p Pair) cells() (a, b, c, d, all float64) {
	a, c = float64(p.Group.Cases), float64(p.Reference.Cases)
	b, d = float64(p.Group.Trials)-a, float64(p.Reference.Trials)-c
	return a, b, c, d, a + b + c + d
}

// informative says whether both groups and both outcomes occur in a stratum.
func (p Pair) informative() bool {
	a, b, c, d, _ := p.cells()
	return a+b > 0 && c+d > 0 && a+c > 0 && b+d > 0
}

// MantelHaenszel returns the odds ratio that strata share (Mantel and Haenszel,
// J. Natl. Cancer Inst. 22, 1959), with the variance of Robins, Breslow and
// Greenland (Biometrics 42, 1986) and the test of Cochran, Mantel and Haenszel.
func MantelHaenszel(strata []Pair, level float64) (Common, error) {
	z, err := quantile(level)
	if err != nil {
		return Common{}, err
	}
	ordered, err := inOrder(strata)
	if err != nil {
		return Common{}, err
	}
	var out Common
	var sumR, sumS, sumPR, sumPSQR, sumQS, excess, variance float64
	for _, stratum := range ordered {
		if !stratum.informative() {
			out.Dropped++
			continue
		}
		out.Used++
		a, b, c, d, all := stratum.cells()
		r, s, p, q := a*(d/all), b*(c/all), (a+d)/all, (b+c)/all
		sumR += r
		sumS += s
		sumPR += p * r
		sumPSQR += p*s + q*r
		sumQS += q * s
		excess += a - (a+b)*((a+c)/all)
		variance += (a + b) / all * ((c + d) / all) * (a + c) * ((b + d) / (all - 1))
	}
	if out.Used == 0 {
		return out, noOverlap(len(strata))
	}
	out.ChiSquare = excess * excess / variance
	out.P = special.ChiSquareSF(out.ChiSquare, 1)
	if sumR == 0 || sumS == 0 {
		return out, refuse.New(ZeroCount, "the exact odds ratio", "an odds ratio over %d strata has no standard error: a product of opposite cells is nought in each", out.Used)
	}
	out.Value = sumR / sumS
	out.LogSE = math.Sqrt(sumPR/(2*sumR*sumR) + sumPSQR/(2*sumR*sumS) + sumQS/(2*sumS*sumS))
	out.Low, out.High = out.Value*math.Exp(-z*out.LogSE), out.Value*math.Exp(z*out.LogSE)
	return out, nil
}

func noOverlap(strata int) error {
	return refuse.New(refuse.NoOverlap, "strata in which both groups and both outcomes occur", "none of %d strata has both groups and both outcomes", strata)
}

// RiskDifference returns the difference of rates over strata, each weighed by
// n1 n0/(n1 + n0), with the variance that holds for many small strata as well as
// for few large ones (Sato, Biometrics 45, 1989): the sum of binomial variances of
// Greenland and Robins (1985) is nought for a group of one. Where that is nought,
// as where all of one group and none of the other are cases, it is refused.
func RiskDifference(strata []Pair, level float64) (Weighted, error) {
	z, err := quantile(level)
	if err != nil {
		return Weighted{}, err
	}
	ordered, err := inOrder(strata)
	if err != nil {
		return Weighted{}, err
	}
	var out Weighted
	var weights, sum, sumP, sumQ float64
	for _, stratum := range ordered {
		a, b, c, d, all := stratum.cells()
		if a+b == 0 || c+d == 0 {
			out.Dropped++
			continue
		}
		out.Used++
		weight := (a + b) * ((c + d) / all)
		weights += weight
		sum += weight * (stratum.Group.share() - stratum.Reference.share())
		group, reference := (a+b)/all, (c+d)/all
		sumP += group*group*c - reference*reference*a + group*reference*((c+d)-(a+b))/2
		sumQ += (a*(d/all) + c*(b/all)) / 2
	}
	if out.Used == 0 {
		return out, noOverlap(len(strata))
	}
	out.Value = sum / weights
	variance := out.Value*sumP + sumQ
	if !(variance > 1e-12*sumQ) {
		return out, refuse.New(refuse.NoVariation, "", "every rate of %d strata is 0 or 1, which gives a difference no variance", out.Used)
	}
	out.SE = math.Sqrt(variance) / weights
	out.Low, out.High = out.Value-z*out.SE, out.Value+z*out.SE
	return out, nil
}

// RiskRatio returns the ratio of rates that strata share, weighed after Mantel and
// Haenszel, with the variance of its log (Greenland and Robins, Biometrics 41,
// 1985; in one stratum it is Katz's) and the test of Cochran, Mantel
// and Haenszel. Strata in which one group or every case is missing carry no
// information. It is refused where a group has no case in any.
func RiskRatio(strata []Pair, level float64) (Common, error) {
	z, err := quantile(level)
	if err != nil {
		return Common{}, err
	}
	ordered, err := inOrder(strata)
	if err != nil {
		return Common{}, err
	}
	var out Common
	var sumR, sumS, sumV, excess, variance float64
	for _, stratum := range ordered {
		a, b, c, d, all := stratum.cells()
		if a+b == 0 || c+d == 0 || a+c == 0 {
			out.Dropped++
			continue
		}
		out.Used++
		sumR += a * ((c + d) / all)
		sumS += c * ((a + b) / all)
		sumV += (a+c)*((a+b)/all)*((c+d)/all) - a*(c/all)
		excess += a - (a+b)*((a+c)/all)
		variance += (a + b) / all * ((c + d) / all) * (a + c) * ((b + d) / (all - 1))
	}
	if out.Used == 0 {
		return out, noOverlap(len(strata))
	}
	if sumR == 0 || sumS == 0 {
		return out, refuse.New(ZeroCount, "the exact odds ratio, or the difference", "a ratio of rates over %d strata has no interval where one of the groups has no case", out.Used)
	}
	if variance == 0 || sumV <= 0 {
		return out, refuse.New(refuse.NoVariation, "", "every trial of %d strata ended alike", out.Used)
	}
	out.ChiSquare = excess * excess / variance
	out.P = special.ChiSquareSF(out.ChiSquare, 1)
	out.Value = sumR / sumS
	out.LogSE = math.Sqrt(sumV / sumR / sumS)
	out.Low, out.High = out.Value*math.Exp(-z*out.LogSE), out.Value*math.Exp(z*out.LogSE)
	return out, nil
}
