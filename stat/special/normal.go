package special

import "math"

const (
	logRootTwoPi = 0.918938533204672741780329736405617639861
	rootTwoPi    = 2.50662827463100050241576528481104525
)

// NormalPDF returns the density of the standard normal (A&S 26.2.1).
func NormalPDF(x float64) float64 { return math.Exp(-x*x/2) / rootTwoPi }

// NormalLogCDF returns the log of the standard normal's lower tail, by erfc
// (A&S 26.2.29) or, far out, by the Mills ratio.
func NormalLogCDF(x float64) float64 {
	switch {
	case x > 0:
		return math.Log1p(-math.Erfc(x/math.Sqrt2) / 2)
	case x > -10:
		return math.Log(math.Erfc(-x/math.Sqrt2) / 2)
	}
	return -x*x/2 - logRootTwoPi + math.Log(farMills(-x))
}

// NormalLogSF returns the log of the standard normal's upper tail.
func NormalLogSF(x float64) float64 { return NormalLogCDF(-x) }

// NormalSF returns the standard normal's upper tail.
func NormalSF(x float64) float64 { return math.Erfc(x/math.Sqrt2) / 2 }

// NormalTwoSided returns the probability of a standard normal at least as far
// from nought as z.
func NormalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// Hazard returns the density over the upper tail: the inverse of the Mills ratio.
func Hazard(x float64) float64 {
	if x > 10 {
		return 1 / farMills(x)
	}
	return NormalPDF(x) / NormalSF(x)
}

// farMills returns upper tail over density for x of at least 10, by Laplace's
// continued fraction 1/(x + 1/(x + 2/(x + ...))) (A&S 26.2.14).
func farMills(x float64) float64 {
	rest := x
	for k := 40.0; k > 0; k-- {
		rest = x + k/rest
	}
	return 1 / rest
}

// NormalQuantile returns the x whose lower tail is p: by the inverse of erf in
// the middle, else by Newton's steps on the log of the tail, which is concave.
func NormalQuantile(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p > 0.9:
		return -normalTail(math.Log(1 - p))
	case p >= 0.1:
		return math.Sqrt2 * math.Erfinv(2*p-1)
	}
	return normalTail(math.Log(p))
}

// normalTail solves log Phi(x) = logP for small probabilities.
func normalTail(logP float64) float64 {
	if math.IsInf(logP, -1) {
		return logP
	}
	x := -math.Sqrt(-2 * logP)
	for range 50 {
		step := (NormalLogCDF(x) - logP) / Hazard(-x)
		x -= step
		if math.Abs(step) < 1e-15*math.Abs(x) {
			break
		}
	}
	return x
}
