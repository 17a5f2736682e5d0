package glm

import (
	"math"

	"detangle/stat/special"
)

type kind int

const (
	poisson kind = iota
	binomial
	negativeBinomial
)

// Family is the distribution of a count given its mean, with its usual link: log
// for counts, logit for cases among trials.
type Family struct {
	kind  kind
	theta float64
}

// Poisson has a variance equal to the mean; with Fit.Dispersion it is the
// quasi-Poisson model, and with a sandwich variance it needs the mean alone to be
// right (Gourieroux, Monfort and Trognon, Econometrica 52, 1984).
var Poisson = Family{kind: poisson}

// Binomial is the logit of cases among trials.
var Binomial = Family{kind: binomial}

// at returns, for a row and a predictor, the derivative of the log likelihood by
// the predictor and the expected information about it.
func (f Family) at(eta, cases, trials float64) (score, weight float64) {
	switch f.kind {
	case binomial:
		p, q := bothChances(eta)
		return cases*q - (trials-cases)*p, trials * p * q
	case negativeBinomial:
		mu := math.Exp(eta)
		return (cases - mu) / (1 + mu/f.theta), mu / (1 + mu/f.theta)
	}
	mu := math.Exp(eta)
	return cases - mu, mu
}

// mean is the expected count.
func (f Family) mean(eta, trials float64) float64 {
	if f.kind == binomial {
		return trials * special.Logistic(eta)
	}
	return math.Exp(eta)
}

// start is a predictor to begin with: that of the count itself, moved off its
// bounds.
func (f Family) start(cases, trials float64) float64 {
	if f.kind == binomial {
		return math.Log((cases + 0.5) / (trials - cases + 0.5))
	}
	return math.Log(cases + 0.1)
}

// atBound says that a row's mean is, to the precision of numbers, the bound that
// its count sits on: what a row is that the columns separate.
func (f Family) atBound(eta, cases, trials float64) bool {
	const far = 15
	return cases == 0 && eta < -far || f.kind == binomial && cases == trials && eta > far
}

// deviance is twice what the log likelihood lacks of a perfect fit (McCullagh
// and Nelder, table 2.1).
func (f Family) deviance(eta, cases, trials float64) float64 {
	times := func(y, logRatio float64) float64 {
		if y == 0 {
			return 0
		}
		return y * logRatio
	}
	if f.kind == binomial {
		in, out := bothLogs(eta)
		return 2 * (times(cases, math.Log(cases/trials)-in) + times(trials-cases, math.Log((trials-cases)/trials)-out))
	}
	mu := f.mean(eta, trials)
	switch f.kind {
	case negativeBinomial:
		return 2 * (times(cases, math.Log(cases)-eta) - (cases+f.theta)*math.Log1p((cases-mu)/(mu+f.theta)))
	}
	return 2 * (times(cases, math.Log(cases)-eta) - (cases - mu))
}

// perfect is a binomial row's log likelihood where its share is its chance, without constants.
func perfect(cases, trials float64) (sum float64) {
	for _, y := range [2]float64{cases, trials - cases} {
		if y > 0 {
			sum += y * math.Log(y/trials)
		}
	}
	return sum
}

// logLik is the log of the probability of a count, with all its constants.
func (f Family) logLik(eta, cases, trials float64) float64 {
	switch f.kind {
	case binomial:
		in, out := bothLogs(eta)
		return special.LogChoose(trials, cases) + cases*in + (trials-cases)*out
	case negativeBinomial:
		mu := math.Exp(eta)
		return special.LogGamma(f.theta+cases) - special.LogGamma(f.theta) - special.LogGamma(cases+1) -
			f.theta*math.Log1p(mu/f.theta) + cases*(eta-math.Log(mu+f.theta))
	}
	return cases*eta - math.Exp(eta) - special.LogGamma(cases+1)
}

// bothChances are the chances of a case and of none.
func bothChances(eta float64) (in, out float64) {
	e := math.Exp(-math.Abs(eta))
	if eta < 0 {
		return e / (1 + e), 1 / (1 + e)
	}
	return 1 / (1 + e), e / (1 + e)
}

// bothLogs are the logs of bothChances.
func bothLogs(eta float64) (in, out float64) {
	l := math.Log1p(math.Exp(-math.Abs(eta)))
	return math.Min(eta, 0) - l, math.Min(-eta, 0) - l
}
