package shrink

import (
	"cmp"
	"math"
	"slices"

	"detangle/stat/refuse"
	"detangle/stat/special"
)

// NoOverdispersion is the code of places that vary no more than chance.
const NoOverdispersion = "no_overdispersion"

// Counted is a place's cases, and the trials or the expected cases behind them.
type Counted struct{ Cases, Of float64 }

// Rates is the beta-binomial model: a place's rate is drawn from Beta(Alpha, Beta).
type Rates struct {
	Alpha, Beta, LogLik float64
	Places              []Shrunken // posterior Beta(Alpha + cases, Beta + trials - cases)
}

// BetaBinomial fits by maximum likelihood and shrinks each rate (Skellam, J. R.
// Stat. Soc. B 10, 1948; Griffiths, Biometrics 29, 1973).
func BetaBinomial(places []Counted, level float64) (*Rates, error) {
	sorted, err := counted(places, level, true)
	if err != nil {
		return nil, err
	}
	cases, trials, spread := 0.0, 0.0, 0.0
	for _, p := range sorted {
		cases, trials = cases+p.Cases, trials+p.Of
	}
	mean := cases / trials
	if cases == 0 || cases == trials {
		return nil, refuse.New(refuse.NoVariation, "", "all %g trials ended alike", trials)
	}
	for _, p := range sorted { // the score of over-dispersion (Tarone, Biometrika 66, 1979)
		spread += (p.Cases-p.Of*mean)*(p.Cases-p.Of*mean)/(mean*(1-mean)) - p.Of
	}
	if spread <= 0 {
		return nil, refuse.New(NoOverdispersion, "one common rate", "the rates of places vary no more than chance")
	}
	at, value, ok := climb([2]float64{math.Log(10 * mean), math.Log(10 * (1 - mean))}, func(x [2]float64) (v surface) {
		a, b := math.Exp(x[0]), math.Exp(x[1])
		var da, db, daa, dbb, dab float64
		for _, p := range sorted {
			y, rest := p.Cases, p.Of-p.Cases
			v.value += special.LogChoose(p.Of, y) + special.LogBeta(a+y, b+rest) - special.LogBeta(a, b)
			all, all2 := special.Digamma(a+b)-special.Digamma(a+b+p.Of), special.Trigamma(a+b)-special.Trigamma(a+b+p.Of)
			da += special.Digamma(a+y) - special.Digamma(a) + all
			db += special.Digamma(b+rest) - special.Digamma(b) + all
			daa += special.Trigamma(a+y) - special.Trigamma(a) + all2
			dbb += special.Trigamma(b+rest) - special.Trigamma(b) + all2
			dab += all2
		}
		return v.onLogs(a, b, da, db, daa, dbb, dab)
	})
	if !ok {
		return nil, notSettled()
	}
	r := &Rates{Alpha: math.Exp(at[0]), Beta: math.Exp(at[1]), LogLik: value}
	for _, p := range places {
		a, b, tail := r.Alpha+p.Cases, r.Beta+p.Of-p.Cases, (1-level)/2
		r.Places = append(r.Places, Shrunken{a / (a + b), math.Sqrt(a*b/(a+b+1)) / (a + b), special.BetaQuantile(tail, a, b), special.BetaQuantile(1-tail, a, b)})
	}
	return r, nil
}

// Ratios is the gamma-Poisson model: a place's ratio of cases to expected ones is
// drawn from a gamma distribution of Shape and Mean.
type Ratios struct {
	Shape, Mean, LogLik float64
	Places              []Shrunken // posterior Gamma(cases + Shape, rate expected + Shape/Mean)
}

// GammaPoisson fits by maximum likelihood and shrinks each ratio (Clayton and
// Kaldor, Biometrics 43, 1987).
func GammaPoisson(places []Counted, level float64) (*Ratios, error) {
	sorted, err := counted(places, level, false)
	if err != nil {
		return nil, err
	}
	cases, expected, spread := 0.0, 0.0, 0.0
	for _, p := range sorted {
		cases, expected = cases+p.Cases, expected+p.Of
	}
	mean := cases / expected
	if cases == 0 {
		return nil, refuse.New(refuse.NoVariation, "", "there is no case among %g expected", expected)
	}
	for _, p := range sorted { // the score of over-dispersion (Dean, JASA 87, 1992)
		spread += (p.Cases-p.Of*mean)*(p.Cases-p.Of*mean) - p.Cases
	}
	if spread <= 0 {
		return nil, refuse.New(NoOverdispersion, "one common ratio", "the ratios of places vary no more than chance")
	}
	at, value, ok := climb([2]float64{math.Log(3), math.Log(3 / mean)}, func(x [2]float64) (v surface) {
		k, rate := math.Exp(x[0]), math.Exp(x[1])
		var dk, dr, dkk, drr, dkr float64
		for _, p := range sorted {
			y, all := p.Cases, rate+p.Of
			v.value += special.LogGamma(y+k) - special.LogGamma(k) - special.LogGamma(y+1) - k*math.Log1p(p.Of/rate) + y*math.Log(p.Of/all)
			dk += special.Digamma(y+k) - special.Digamma(k) - math.Log1p(p.Of/rate)
			dr += k/rate - (k+y)/all
			dkk += special.Trigamma(y+k) - special.Trigamma(k)
			drr += (k+y)/all/all - k/rate/rate
			dkr += 1/rate - 1/all
		}
		return v.onLogs(k, rate, dk, dr, dkk, drr, dkr)
	})
	if !ok {
		return nil, notSettled()
	}
	r := &Ratios{Shape: math.Exp(at[0]), Mean: math.Exp(at[0] - at[1]), LogLik: value}
	for _, p := range places {
		shape, rate, tail := r.Shape+p.Cases, p.Of+r.Shape/r.Mean, (1-level)/2
		r.Places = append(r.Places, Shrunken{shape / rate, math.Sqrt(shape) / rate, special.GammaQuantile(tail, shape) / rate, special.GammaQuantile(1-tail, shape) / rate})
	}
	return r, nil
}

// counted checks places and returns them in one order.
func counted(places []Counted, level float64, trials bool) ([]Counted, error) {
	if !(level > 0 && level < 1) {
		return nil, refuse.New(refuse.BadLevel, "a level such as 0.95", "%g is not a level of confidence", level)
	}
	if len(places) < 3 {
		return nil, refuse.New(refuse.TooFew, "three places or more", "%d places do not show how places vary", len(places))
	}
	for i, p := range places {
		if !(p.Cases >= 0 && p.Cases <= 1<<53 && p.Of > 0 && p.Of <= 1<<53) || trials && p.Cases > p.Of {
			return nil, refuse.New(refuse.BadCount, "cases of nought or more among trials or expected cases above nought", "place %d has %g cases of %g", i+1, p.Cases, p.Of)
		}
	}
	return slices.SortedFunc(slices.Values(places), func(a, b Counted) int {
		return cmp.Or(cmp.Compare(a.Cases, b.Cases), cmp.Compare(a.Of, b.Of))
	}), nil
}

func notSettled() error {
	return refuse.New(refuse.NoConvergence, "one common rate", "the spread of places cannot be told from none, or from all")
}
