package glm

import (
	"math"

	"detangle/stat/refuse"
	"detangle/stat/special"
)

// Overdispersed is a negative binomial fit: the variance of a count with mean mu
// is mu + mu²/Theta.
type Overdispersed struct {
	*Fit
	Theta, ThetaSE float64
}

// NegativeBinomial fits mean and dispersion in turn, both by maximum likelihood,
// until neither moves (Lawless, Canadian Journal of Statistics 15, 1987; Venables
// and Ripley, Modern Applied Statistics with S, 2002, 7.4). Counts that vary no
// more than Poisson's are refused: Theta would be infinite.
func NegativeBinomial(rows Rows) (*Overdispersed, error) {
	f, err := New(Poisson, rows)
	if err != nil {
		return nil, err
	}
	theta, last := 0.0, math.Inf(-1)
	for range 200 {
		next, information := f.theta(rows, theta)
		if math.IsInf(next, 1) {
			return nil, refuse.New(NoOverdispersion, "the Poisson model", "the counts vary no more than Poisson counts do")
		}
		moved := math.Abs(next-theta) / next
		theta = next
		if f, err = New(Family{negativeBinomial, theta}, rows); err != nil {
			return nil, err
		}
		if moved < 1e-9 && math.Abs(f.LogLik-last) < 1e-9*math.Abs(last) {
			return &Overdispersed{f, theta, 1 / math.Sqrt(information)}, nil
		}
		last = f.LogLik
	}
	return nil, refuse.New(refuse.NoConvergence, "the Poisson model with a sandwich variance", "mean and dispersion did not settle together")
}

// theta maximises the likelihood over theta at the fit's means, by Newton's steps
// on its log within bounds, and returns the observed information about it. It is
// infinite where the likelihood does not rise as 1/theta leaves nought.
func (f *Fit) theta(rows Rows, theta float64) (best, information float64) {
	const largest = 1e7
	excess := 0.0
	for row, i := range f.Rows {
		miss := rows.Cases[i] - math.Exp(f.Predictor[row])
		excess += miss*miss - rows.Cases[i]
	}
	if excess <= 0 {
		return math.Inf(1), 0
	}
	slope := func(th float64) (first, second float64) {
		for row, i := range f.Rows {
			y, mu := rows.Cases[i], math.Exp(f.Predictor[row])
			first += special.Digamma(th+y) - special.Digamma(th) - math.Log1p(mu/th) + 1 - (y+th)/(mu+th)
			second += special.Trigamma(th+y) - special.Trigamma(th) + 1/th - 2/(mu+th) + (y+th)/((mu+th)*(mu+th))
		}
		return first, second
	}
	low, high := math.Log(1e-8), math.Log(largest)
	if first, _ := slope(largest); first > 0 {
		return math.Inf(1), 0
	}
	at := 0.0
	if theta > 0 {
		at = math.Log(theta)
	}
	for range 200 {
		th := math.Exp(at)
		first, second := slope(th)
		information = -second
		if first > 0 {
			low = at
		} else {
			high = at
		}
		next := at - first*th/(second*th*th+first*th)
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		if math.Abs(next-at) < 1e-12 {
			break
		}
		at = next
	}
	return math.Exp(at), information
}
