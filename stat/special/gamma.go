package special

import "math"

// LogGamma returns the log of the gamma function for x > 0.
func LogGamma(x float64) float64 {
	if !(x > 0) {
		return math.NaN()
	}
	v, _ := math.Lgamma(x)
	return v
}

// stirling returns what Stirling's formula lacks of log gamma, for x of at
// least 10 (A&S 6.1.41).
func stirling(x float64) float64 {
	y := 1 / (x * x)
	return (1./12 - y*(1./360-y*(1./1260-y*(1./1680-y*(1./1188-y*(691./360360-y/156)))))) / x
}

// Digamma returns the derivative of log gamma for x > 0: raised by recurrence
// (A&S 6.3.5), then by its asymptotic series (6.3.18).
func Digamma(x float64) float64 {
	if !(x > 0) {
		return math.NaN()
	}
	shift := 0.0
	for ; x < 10; x++ {
		shift -= 1 / x
	}
	y := 1 / (x * x)
	return shift + math.Log(x) - 1/(2*x) - y*(1./12-y*(1./120-y*(1./252-y*(1./240-y*(1./132-y*(691./32760-y/12))))))
}

// Trigamma returns the second derivative of log gamma for x > 0 (A&S 6.4.6 and
// 6.4.12).
func Trigamma(x float64) float64 {
	if !(x > 0) {
		return math.NaN()
	}
	shift := 0.0
	for ; x < 10; x++ {
		shift += 1 / (x * x)
	}
	y := 1 / (x * x)
	return shift + 1/x + y/2 + y/x*(1./6-y*(1./30-y*(1./42-y*(1./30-y*(5./66-y*(691./2730-y*7/6))))))
}

// GammaLogTails returns the logs of both tails at x of the gamma distribution of
// a shape, with scale 1: by the series (DLMF 8.7.1) below the mean and by the
// continued fraction (DLMF 8.9.2) above.
func GammaLogTails(x, shape float64) (lower, upper float64) {
	switch {
	case !(shape > 0) || math.IsInf(shape, 1) || math.IsNaN(x):
		return math.NaN(), math.NaN()
	case x <= 0:
		return math.Inf(-1), 0
	case math.IsInf(x, 1):
		return 0, math.Inf(-1)
	}
	term := gammaTerm(x, shape)
	if x < shape+1 {
		sum, part := 1/shape, 1/shape
		for k := shape + 1; part > sum*1e-17; k++ {
			part *= x / k
			sum += part
		}
		lower = math.Min(0, term+math.Log(sum))
		return lower, logOneMinus(lower)
	}
	upper = math.Min(0, term+math.Log(gammaFraction(x, shape)))
	return logOneMinus(upper), upper
}

// gammaTerm is the log of x^s exp(-x)/Gamma(s).
func gammaTerm(x, s float64) float64 {
	if s < 10 {
		return s*math.Log(x) - x - LogGamma(s)
	}
	return s*(logRatio(x, s)-(x-s)/s) + math.Log(s)/2 - logRootTwoPi - stirling(s)
}

// logRatio is log(x/y), without loss where they are near.
func logRatio(x, y float64) float64 {
	if d := (x - y) / y; math.Abs(d) < 0.5 {
		return math.Log1p(d)
	}
	return math.Log(x) - math.Log(y)
}

// gammaFraction sums DLMF 8.9.2, for x above shape + 1.
func gammaFraction(x, s float64) float64 {
	b := x + 1 - s
	c, d := math.Inf(1), 1/b
	value := d
	for n := 1.0; n < 1e6; n++ {
		a := -n * (n - s)
		b += 2
		d = 1 / nonzero(a*d+b)
		c = nonzero(b + a/c)
		step := c * d
		value *= step
		if math.Abs(step-1) < 1e-16 {
			break
		}
	}
	return value
}

// nonzero keeps Lentz's method from dividing by nought.
func nonzero(x float64) float64 {
	if x == 0 {
		return 1e-300
	}
	return x
}

// logOneMinus is log(1 - exp(x)) for x <= 0 (Mächler, Accurately Computing
// log(1 - exp(-|a|)), 2012).
func logOneMinus(x float64) float64 {
	if x > -math.Ln2 {
		return math.Log(-math.Expm1(x))
	}
	return math.Log1p(-math.Exp(x))
}

// ChiSquareSF returns the upper tail of chi-square with df degrees of freedom
// (A&S 26.4.19).
func ChiSquareSF(x, df float64) float64 {
	_, upper := GammaLogTails(x/2, df/2)
	return math.Exp(upper)
}

// GammaQuantile returns the x whose lower tail is p, for a gamma distribution of
// a shape and scale 1: safeguarded Newton's steps on the log of the smaller tail,
// over log x.
func GammaQuantile(p, shape float64) float64 {
	if !(p >= 0 && p <= 1 && shape > 0) || math.IsInf(shape, 1) {
		return math.NaN()
	}
	if p == 0 || p == 1 {
		return p / (1 - p) // 0 or infinity
	}
	w := solveTail(p, -745, 709, math.Log(shape), func(w float64) (lower, upper, term float64) {
		x := math.Exp(w)
		lower, upper = GammaLogTails(x, shape)
		return lower, upper, gammaTerm(x, shape)
	})
	return math.Exp(w)
}

// solveTail finds where the lower tail is p, between low and high. The tails and
// the term (the density per unit of w) come as logs.
func solveTail(p, low, high, w float64, tails func(w float64) (lower, upper, term float64)) float64 {
	byLower, target := p <= 0.5, math.Log(p)
	if !byLower {
		target = math.Log1p(-p)
	}
	for range 300 {
		lower, upper, term := tails(w)
		miss, slope := lower-target, math.Exp(term-lower)
		if !byLower {
			miss, slope = target-upper, math.Exp(term-upper)
		}
		if miss > 0 {
			high = w
		} else {
			low = w
		}
		next := w - miss/slope
		if math.Abs(next-w) <= 4e-16*math.Max(1, math.Abs(w)) {
			return w
		}
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		w = next
	}
	return w
}
