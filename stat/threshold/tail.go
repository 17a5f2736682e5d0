package threshold

import "math"

// The normal distribution's density, tails and their ratio, from one exponential
// each. Everything rests on the Mills ratio R(x) = (1 - Phi(x))/phi(x) for x >= 0
// (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2): it has no
// underflow, so the log of a tail is -x²/2 - log sqrt(2 pi) + log R(x) as far as
// numbers go.

const (
	rootTwoPi    = 2.50662827463100050241576528481104525
	logRootTwoPi = 0.918938533204672741780329736405617639861

	tableEnd  = 8  // the table of R covers [0, tableEnd)
	perUnit   = 16 // intervals in 1
	tableSize = tableEnd * perUnit
)

// millsTable holds the Taylor series of R around the middle of each interval, up
// to the seventh power: what is cut is below 4e-15 of R.
var millsTable = func() (table [tableSize][8]float64) {
	for i := range table {
		x := (float64(i) + 0.5) / perUnit
		c := &table[i]
		c[0] = millsSlow(x)
		c[1] = x*c[0] - 1 // R' = xR - 1, and from there R⁽ᵏ⁺¹⁾ = xR⁽ᵏ⁾ + kR⁽ᵏ⁻¹⁾
		for k := 1; k < len(c)-1; k++ {
			c[k+1] = (x*c[k] + c[k-1]) / float64(k+1)
		}
	}
	return table
}()

// mills returns R(x), for 0 <= x < tableEnd.
func mills(x float64) float64 {
	i := uint(x * perUnit)
	c := &millsTable[i%tableSize]
	d := x - (float64(i)+0.5)/perUnit
	d2 := d * d
	return (c[0] + c[1]*d) + d2*((c[2]+c[3]*d)+d2*((c[4]+c[5]*d)+d2*(c[6]+c[7]*d)))
}

// millsSlow returns R(x) for any x >= 0: by erfc near zero, else by Laplace's
// continued fraction 1/(x + 1/(x + 2/(x + ...))) (Abramowitz and Stegun, 26.2.14).
func millsSlow(x float64) float64 {
	if x < 1.5 {
		return rootTwoPi / 2 * math.Exp(x*x/2) * math.Erfc(x/math.Sqrt2)
	}
	terms := 300
	if x > tableEnd {
		terms = 40
	}
	rest := x
	for k := terms; k > 0; k-- {
		rest = x + float64(k)/rest
	}
	return 1 / rest
}

// normalLog returns the logs of the upper and the lower tail at x.
func normalLog(x float64) (upper, lower float64) {
	r := 0.0
	if a := math.Abs(x); a < tableEnd {
		r = mills(a)
	} else {
		r = millsSlow(a)
	}
	small := -x*x/2 - logRootTwoPi + math.Log(r)
	large := math.Log1p(-math.Exp(small))
	if x < 0 {
		return large, small
	}
	return small, large
}

// hazard returns phi(x)/(1 - Phi(x)), the inverse Mills ratio, without overflow.
func hazard(x float64) float64 {
	a := math.Abs(x)
	if x >= 0 {
		if a < tableEnd {
			return 1 / mills(a)
		}
		return 1 / millsSlow(a)
	}
	_, lower := normalLog(x)
	return math.Exp(-x*x/2-logRootTwoPi) / -math.Expm1(lower)
}

// logLogistic returns log(1/(1 + exp(-x))).
func logLogistic(x float64) float64 { return math.Min(x, 0) - math.Log1p(math.Exp(-math.Abs(x))) }
