package special

import "math"

// LogBeta returns the log of the beta function for a, b > 0, by Stirling's
// formula where it is large, so that differences of large logs do not cancel
// (DLMF 5.11.1 and 5.12.1).
func LogBeta(a, b float64) float64 {
	if !(a > 0 && b > 0) {
		return math.NaN()
	}
	a, b = math.Min(a, b), math.Max(a, b)
	share := a / (a + b)
	switch {
	case a >= 10:
		return logRootTwoPi - math.Log(b)/2 + stirling(a) + stirling(b) - stirling(a+b) + (a-0.5)*math.Log(share) + b*math.Log1p(-share)
	case b >= 10:
		return LogGamma(a) + stirling(b) - stirling(a+b) + a - a*math.Log(a+b) + (b-0.5)*math.Log1p(-share)
	}
	return LogGamma(a) + LogGamma(b) - LogGamma(a+b)
}

// LogChoose returns the log of n over k, of whole numbers 0 <= k <= n.
func LogChoose(n, k float64) float64 {
	if !(k >= 0 && k <= n) {
		return math.Inf(-1)
	}
	if k == 0 || k == n {
		return 0
	}
	return -math.Log1p(n) - LogBeta(n-k+1, k+1)
}

// BetaLogPDF returns the log of the density of Beta(a, b) at x (A&S 26.1.33); at 0 and 1 what it tends to.
func BetaLogPDF(x, a, b float64) float64 {
	if !(x >= 0 && x <= 1 && a > 0 && b > 0) {
		return math.NaN()
	}
	if x == 0 || x == 1 {
		switch power := map[float64]float64{0: a, 1: b}[x]; {
		case power < 1:
			return math.Inf(1)
		case power > 1:
			return math.Inf(-1)
		}
		return -LogBeta(a, b)
	}
	return betaTerm(x, 1-x, a, b) - math.Log(x) - math.Log1p(-x)
}

// betaTerm is the log of x^a y^b / B(a, b), where y is 1-x.
func betaTerm(x, y, a, b float64) float64 {
	if math.Min(a, b) < 10 {
		return a*math.Log(x) + b*logOf(y, x) - LogBeta(a, b)
	}
	p, q := a/(a+b), b/(a+b)
	return a*logRatio(x, p) + b*logRatio(y, q) + (math.Log(a)+math.Log(q))/2 - logRootTwoPi - (stirling(a) + stirling(b) - stirling(a+b))
}

// logOf is log y where y is 1-x.
func logOf(y, x float64) float64 {
	if x < 0.5 {
		return math.Log1p(-x)
	}
	return math.Log(y)
}

// BetaLogTails returns the logs of both tails of Beta(a, b) at x, by the
// continued fraction of the incomplete beta function (DLMF 8.17.22) on the side
// of the mean where it converges fast.
func BetaLogTails(x, a, b float64) (lower, upper float64) {
	switch {
	case !(a > 0 && b > 0) || math.IsInf(a, 1) || math.IsInf(b, 1) || math.IsNaN(x):
		return math.NaN(), math.NaN()
	case x <= 0:
		return math.Inf(-1), 0
	case x >= 1:
		return 0, math.Inf(-1)
	}
	return betaTails(x, 1-x, a, b)
}

func betaTails(x, y, a, b float64) (lower, upper float64) {
	term := betaTerm(x, y, a, b)
	if x < (a+1)/(a+b+2) {
		lower = math.Min(0, term-math.Log(a)+math.Log(betaFraction(x, a, b)))
		return lower, logOneMinus(lower)
	}
	upper = math.Min(0, term-math.Log(b)+math.Log(betaFraction(y, b, a)))
	return logOneMinus(upper), upper
}

// BetaCDF returns the lower tail of Beta(a, b) at x: the regularised incomplete
// beta function (A&S 26.5.1).
func BetaCDF(x, a, b float64) float64 {
	lower, _ := BetaLogTails(x, a, b)
	return math.Exp(lower)
}

// betaFraction sums DLMF 8.17.22.
func betaFraction(x, a, b float64) float64 {
	c := 1.0
	d := 1 / nonzero(1-(a+b)*x/(a+1))
	value := d
	for m := 1.0; m < 1e6; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d = 1 / nonzero(1+even*d)
		c = nonzero(1 + even/c)
		value *= c * d
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d = 1 / nonzero(1+odd*d)
		c = nonzero(1 + odd/c)
		step := c * d
		value *= step
		if math.Abs(step-1) < 1e-16 {
			break
		}
	}
	return value
}

// BetaQuantile returns the x whose lower tail is p, for Beta(a, b): safeguarded
// Newton's steps on the log of the smaller tail, over the log odds of x.
func BetaQuantile(p, a, b float64) float64 {
	if !(p >= 0 && p <= 1 && a > 0 && b > 0) || math.IsInf(a+b, 1) {
		return math.NaN()
	}
	if p == 0 || p == 1 {
		return p
	}
	return Logistic(betaLogOdds(p, a, b))
}

// betaLogOdds is the quantile's log(x/(1-x)), which keeps its digits near 1 too.
func betaLogOdds(p, a, b float64) float64 {
	return solveTail(p, -745, 745, math.Log(a)-math.Log(b), func(w float64) (lower, upper, term float64) {
		x, y := Logistic(w), Logistic(-w)
		lower, upper = betaTails(x, y, a, b)
		return lower, upper, betaTerm(x, y, a, b)
	})
}

// StudentCDF returns the lower tail at x of Student's t with df degrees of
// freedom (A&S 26.7.1 and 26.5.27).
func StudentCDF(x, df float64) float64 {
	if !(df > 0) || math.IsNaN(x) {
		return math.NaN()
	}
	tail := StudentTwoSided(x, df) / 2
	if x > 0 {
		return 1 - tail
	}
	return tail
}

// StudentTwoSided returns the probability of a Student's t at least as far from
// nought as x.
func StudentTwoSided(x, df float64) float64 {
	if !(df > 0) || math.IsNaN(x) {
		return math.NaN()
	}
	if x == 0 || math.IsInf(x, 0) || math.IsInf(df, 1) {
		return NormalTwoSided(x)
	}
	odds := math.Log(df) - 2*math.Log(math.Abs(x)) // of df/(df+x²) against x²/(df+x²), as a log
	lower, _ := betaTails(Logistic(odds), Logistic(-odds), df/2, 0.5)
	return math.Exp(lower)
}

// StudentQuantile returns the x whose lower tail is p, for Student's t with df
// degrees of freedom.
func StudentQuantile(p, df float64) float64 {
	if !(p >= 0 && p <= 1 && df > 0) {
		return math.NaN()
	}
	if p > 0.5 {
		return -StudentQuantile(1-p, df)
	}
	if p == 0.5 {
		return 0
	}
	if p == 0 {
		return math.Inf(-1)
	}
	if math.IsInf(df, 1) {
		return NormalQuantile(p)
	}
	return -math.Sqrt(df * math.Exp(-betaLogOdds(2*p, df/2, 0.5))) // x²/df are the odds against df/(df+x²)
}

// Logistic returns 1/(1 + exp(-x)).
func Logistic(x float64) float64 {
	e := math.Exp(-math.Abs(x))
	if x < 0 {
		return e / (1 + e)
	}
	return 1 / (1 + e)
}

// LogSum returns log(exp a + exp b).
func LogSum(a, b float64) float64 {
	a, b = math.Max(a, b), math.Min(a, b)
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}
