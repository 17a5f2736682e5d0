// Package shrink says how much many places vary, and how large a place's own
// number is once chance is taken out: estimates are pulled towards the mean, the
// more so the less is known of them.
//
// In go estimates with standard errors (Normal), cases of trials (BetaBinomial) or
// counts with what was expected (GammaPoisson); out come the hyper-parameters, and
// for each place a posterior mean with its interval. Estimates keep the scale they
// came on; rates are shares; ratios of counts to expectations have no unit. What
// does not vary more than chance is refused by the last two.
package shrink

import (
	"cmp"
	"math"
	"slices"

	"detangle/stat/refuse"
)

// Way is how the variance between places is estimated.
type Way int

// REML is the default; DL is fast; ML leaves out that the mean is estimated.
const (
	REML Way = iota // Patterson and Thompson, Biometrika 58 (1971)
	ML
	DL // DerSimonian and Laird, Controlled Clinical Trials 7 (1986)
)

// Measured is a place's estimate with its standard error.
type Measured struct{ Estimate, SE float64 }

// Meta is the random-effects model of many estimates (Viechtbauer, J. Educational
// and Behavioral Statistics 30, 2005).
type Meta struct {
	Mean, MeanSE float64
	Tau2         float64 // variance between places, on the square of the estimates' scale
	LogLik       float64 // with all its constants, at Mean and Tau2
	Q            float64 // Cochran's heterogeneity, of as many degrees of freedom as places, less one
	I2           float64 // per cent of the variance that is between places, by DL (Higgins and Thompson, 2002)
	Places       []Shrunken
}

// Shrunken is a place's posterior, given the hyper-parameters.
type Shrunken struct {
	Mean, SD  float64
	Low, High float64
}

// Normal fits the model and shrinks each estimate: the posterior mean is
// (Tau2·estimate + SE²·Mean)/(Tau2 + SE²) (Efron and Morris, JASA 70, 1975). The
// intervals take Mean and Tau2 as known, which is short of the truth below fifty
// places.
func Normal(places []Measured, way Way, z float64) (*Meta, error) {
	if len(places) < 3 {
		return nil, refuse.New(refuse.TooFew, "three places or more", "%d places do not show how places vary", len(places))
	}
	for i, p := range places {
		if !(p.SE > 0) || math.IsInf(p.SE, 0) || math.IsNaN(p.Estimate) || math.IsInf(p.Estimate, 0) {
			return nil, refuse.New(refuse.NotFinite, "leave refused places out, and count them", "place %d has the estimate %g with standard error %g", i+1, p.Estimate, p.SE)
		}
	}
	sorted := slices.SortedFunc(slices.Values(places), func(a, b Measured) int {
		return cmp.Or(cmp.Compare(a.Estimate, b.Estimate), cmp.Compare(a.SE, b.SE))
	})
	m := &Meta{}
	dl := m.moments(sorted)
	m.Tau2 = dl
	if way != DL {
		tau2, err := scoring(sorted, dl, way)
		if err != nil {
			return nil, err
		}
		m.Tau2 = tau2
	}
	s := sum(sorted, m.Tau2)
	m.Mean, m.MeanSE = s.mean, 1/math.Sqrt(s.w)
	for _, p := range sorted {
		v := p.SE*p.SE + m.Tau2
		m.LogLik -= (math.Log(2*math.Pi*v) + (p.Estimate-m.Mean)*(p.Estimate-m.Mean)/v) / 2
	}
	for _, p := range places {
		v := p.SE * p.SE
		mean, sd := (m.Tau2*p.Estimate+v*m.Mean)/(m.Tau2+v), math.Sqrt(m.Tau2*v/(m.Tau2+v))
		m.Places = append(m.Places, Shrunken{mean, sd, mean - z*sd, mean + z*sd})
	}
	return m, nil
}

// sums at a variance between places: weights and their powers, the weighted mean,
// and weighted squares about it.
type sums struct{ w, w2, w3, mean, square, square2 float64 }

func sum(places []Measured, tau2 float64) (s sums) {
	for _, p := range places {
		w := 1 / (p.SE*p.SE + tau2)
		s.w, s.w2, s.w3, s.mean = s.w+w, s.w2+w*w, s.w3+w*w*w, s.mean+w*p.Estimate
	}
	s.mean /= s.w
	for _, p := range places {
		w, d := 1/(p.SE*p.SE+tau2), p.Estimate-s.mean
		s.square, s.square2 = s.square+w*d*d, s.square2+w*w*d*d
	}
	return s
}

// moments sets Q and I2, and returns the variance between places of DerSimonian
// and Laird.
func (m *Meta) moments(places []Measured) float64 {
	s, df := sum(places, 0), float64(len(places)-1)
	m.Q = s.square
	if m.Q > df {
		m.I2 = 100 * (m.Q - df) / m.Q
	}
	return math.Max(0, (m.Q-df)/(s.w-s.w2/s.w))
}

// scoring maximises the likelihood, or the restricted one, by Fisher's scoring on
// a variance that stays at nought or above.
func scoring(places []Measured, tau2 float64, way Way) (float64, error) {
	for range 10_000 {
		s := sum(places, tau2)
		score, information := s.square2-s.w, s.w2
		if way == REML {
			score += s.w2 / s.w
			information += s.w2*s.w2/s.w/s.w - 2*s.w3/s.w
		}
		next := math.Max(0, tau2+score/information)
		if math.Abs(next-tau2) <= 1e-12*(tau2+1/s.w) {
			return next, nil
		}
		tau2 = next
	}
	return 0, refuse.New(refuse.NoConvergence, "the estimate by moments (DL)", "the variance between places did not settle")
}
