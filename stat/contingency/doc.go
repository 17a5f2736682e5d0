// Package contingency compares two groups by counts: rates with their intervals,
// differences, ratios and odds ratios, in one table or over strata such as
// departments.
//
// In go a Rate (cases of trials) or Pairs of rates, one for each stratum, and a
// level of confidence such as 0.95. Out come Estimates, or a refusal
// (refuse.Refused) where the counts do not say. Rates and differences are shares
// from 0 to 1 (a difference of 0.05 is five percentage points); ratios have no
// unit. The order of strata changes no bit of an answer.
//
// A package above asks who is compared with whom and what the number means; this
// one knows counts.
package contingency

import (
	"math"

	"detangle/stat/interval"
	"detangle/stat/refuse"
	"detangle/stat/special"
)

// ZeroCount is the code of a ratio that a count of nought leaves undefined.
const ZeroCount = "zero_count"

// most is the largest count taken: above it floating point skips whole numbers.
const most = 1 << 53

// Estimate is a number with its interval.
type Estimate struct {
	Value, Low, High float64
}

// Rate is a count of cases among trials, such as hits among searches.
type Rate struct {
	Cases, Trials int64
}

// Pair is one stratum: a group and the one that it is compared with.
type Pair struct {
	Group, Reference Rate
}

func (r Rate) check() error {
	if r.Cases < 0 || r.Trials < r.Cases || r.Trials > most {
		return refuse.New(refuse.BadCount, "counts with 0 <= cases <= trials <= 2^53", "%d cases of %d trials is not a rate", r.Cases, r.Trials)
	}
	return nil
}

func (p Pair) check() error {
	if err := p.Group.check(); err != nil {
		return err
	}
	return p.Reference.check()
}

// share is cases over trials, of a rate that has some.
func (r Rate) share() float64 { return float64(r.Cases) / float64(r.Trials) }

// quantile is the normal quantile of a two-sided interval.
func quantile(level float64) (float64, error) {
	if !(level > 0 && level < 1) {
		return 0, refuse.New(refuse.BadLevel, "a level such as 0.95", "%g is not a level of confidence", level)
	}
	return -special.NormalQuantile((1 - level) / 2), nil
}

// known refuses rates without trials.
func known(level float64, rates ...Rate) (z float64, err error) {
	for _, r := range rates {
		if err := r.check(); err != nil {
			return 0, err
		}
		if r.Trials == 0 {
			return 0, refuse.New(refuse.NoData, "", "there is no rate of no trials")
		}
	}
	return quantile(level)
}

// Wilson returns a rate with its score interval (E. B. Wilson, JASA 22, 1927).
func (r Rate) Wilson(level float64) (Estimate, error) {
	z, err := known(level, r)
	if err != nil {
		return Estimate{}, err
	}
	low, high := interval.WilsonAt(r.Cases, r.Trials, z)
	return Estimate{r.share(), low, high}, nil
}

// ClopperPearson returns a rate with its exact interval (Biometrika 26, 1934):
// quantiles of beta distributions.
func (r Rate) ClopperPearson(level float64) (Estimate, error) {
	if _, err := known(level, r); err != nil {
		return Estimate{}, err
	}
	k, n, tail := float64(r.Cases), float64(r.Trials), (1-level)/2
	e := Estimate{r.share(), 0, 1}
	if k > 0 {
		e.Low = special.BetaQuantile(tail, k, n-k+1)
	}
	if k < n {
		e.High = special.BetaQuantile(1-tail, k+1, n-k)
	}
	return e, nil
}

// Jeffreys returns a rate with the quantiles of its posterior under the prior
// Beta(1/2, 1/2) (Brown, Cai and DasGupta, Statistical Science 16, 2001, without
// their change at 0 and n).
func (r Rate) Jeffreys(level float64) (Estimate, error) {
	if _, err := known(level, r); err != nil {
		return Estimate{}, err
	}
	k, n, tail := float64(r.Cases), float64(r.Trials), (1-level)/2
	return Estimate{r.share(), special.BetaQuantile(tail, k+0.5, n-k+0.5), special.BetaQuantile(1-tail, k+0.5, n-k+0.5)}, nil
}

// Difference returns group minus reference with Newcombe's hybrid score interval
// (Statistics in Medicine 17, 1998, method 10).
func (p Pair) Difference(level float64) (Estimate, error) {
	z, err := known(level, p.Group, p.Reference)
	if err != nil {
		return Estimate{}, err
	}
	p1, p0 := p.Group.share(), p.Reference.share()
	l1, u1 := interval.WilsonAt(p.Group.Cases, p.Group.Trials, z)
	l0, u0 := interval.WilsonAt(p.Reference.Cases, p.Reference.Trials, z)
	return Estimate{p1 - p0, p1 - p0 - math.Hypot(p1-l1, u0-p0), p1 - p0 + math.Hypot(u1-p1, p0-l0)}, nil
}

// Ratio returns group over reference with Katz's log interval (Biometrics 34,
// 1978). It is refused where a count is nought: nothing is added in silence.
func (p Pair) Ratio(level float64) (Estimate, error) {
	z, err := known(level, p.Group, p.Reference)
	if err != nil {
		return Estimate{}, err
	}
	if p.Group.Cases == 0 || p.Reference.Cases == 0 {
		return Estimate{}, refuse.New(ZeroCount, "the exact odds ratio, or the difference", "a ratio of rates has no interval where one of them has no case")
	}
	part := func(r Rate) float64 { return 1/float64(r.Cases) - 1/float64(r.Trials) }
	value := p.Group.share() / p.Reference.share()
	half := z * math.Sqrt(part(p.Group)+part(p.Reference))
	return Estimate{value, value * math.Exp(-half), value * math.Exp(half)}, nil
}

// PooledZ returns the difference over its standard error under equal rates, and
// the two-sided probability (the chi-square test of Pearson, 1900, without
// correction for continuity).
func (p Pair) PooledZ() (z, probability float64, err error) {
	if _, err := known(0.95, p.Group, p.Reference); err != nil {
		return 0, 0, err
	}
	n1, n0 := float64(p.Group.Trials), float64(p.Reference.Trials)
	cases := float64(p.Group.Cases) + float64(p.Reference.Cases)
	if cases == 0 || cases == n1+n0 {
		return 0, 0, refuse.New(refuse.NoVariation, "", "all %.0f trials ended alike", n1+n0)
	}
	pooled := cases / (n1 + n0)
	z = (p.Group.share() - p.Reference.share()) / math.Sqrt(pooled*(1-pooled)*(1/n1+1/n0))
	return z, special.NormalTwoSided(z), nil
}
