package threshold

import (
	"math"

	"detangle/stat/special"
)

// dual is a value with its derivatives by the two shapes of a beta distribution,
// carried along by the rules of differentiation.
type dual struct{ v, a, b float64 }

func (x dual) plus(y dual) dual { return dual{x.v + y.v, x.a + y.a, x.b + y.b} }
func (x dual) times(y dual) dual {
	return dual{x.v * y.v, x.a*y.v + x.v*y.a, x.b*y.v + x.v*y.b}
}
func (x dual) over(y dual) dual {
	v := x.v / y.v
	return dual{v, (x.a - v*y.a) / y.v, (x.b - v*y.b) / y.v}
}
func (x dual) scale(k float64) dual { return dual{k * x.v, k * x.a, k * x.b} }
func (x dual) swapped() dual        { return dual{x.v, x.b, x.a} }

// betaTails returns both tails of Beta(a, b) at x = logistic(w), and the term
// x^a (1-x)^b / B(a, b), with their derivatives by a and b: by the continued
// fraction of the incomplete beta function (NIST Digital Library of Mathematical
// Functions, 8.17.22) on the side of the mean where it converges fast. The tails
// are not numbers where it does not converge.
func betaTails(w, a, b float64) (lower, upper, term dual) {
	x := special.Logistic(w)
	logX, logY := logLogistic(w), logLogistic(-w)
	ga, _ := math.Lgamma(a)
	gb, _ := math.Lgamma(b)
	gab, _ := math.Lgamma(a + b)
	both := special.Digamma(a + b)
	term.v = math.Exp(a*logX + b*logY + gab - ga - gb)
	term.a = term.v * (logX + both - special.Digamma(a))
	term.b = term.v * (logY + both - special.Digamma(b))
	one := dual{v: 1}
	if x < (a+1)/(a+b+2) {
		lower = term.over(dual{a, 1, 0}).times(betaFraction(x, a, b))
		return lower, one.plus(lower.scale(-1)), term
	}
	upper = term.over(dual{b, 0, 1}).times(betaFraction(special.Logistic(-w), b, a).swapped())
	return one.plus(upper.scale(-1)), upper, term
}

// betaFraction evaluates the continued fraction forwards, by the method of Lentz
// as modified by Thompson and Barnett, J. Comput. Phys. 64 (1986).
func betaFraction(x, shapeA, shapeB float64) dual {
	const tiny = 1e-300
	a, b, one := dual{shapeA, 1, 0}, dual{shapeB, 0, 1}, dual{v: 1}
	ab := a.plus(b)
	value, c, d := one, one, dual{}
	for n := range 2000 {
		m := dual{v: float64(n / 2)}
		var k dual
		switch {
		case n == 0:
			k = one
		case n%2 == 1:
			k = a.plus(m).times(ab.plus(m)).scale(-x).over(a.plus(m.scale(2)).times(a.plus(m.scale(2)).plus(one)))
		default:
			k = m.times(b.plus(m.scale(-1))).scale(x).over(a.plus(m.scale(2)).plus(dual{v: -1}).times(a.plus(m.scale(2))))
		}
		d = one.plus(k.times(d))
		if d.v == 0 {
			d.v = tiny
		}
		d = one.over(d)
		if n == 0 { // the fraction begins with its first numerator
			value, c = d, dual{v: 1 / tiny}
			continue
		}
		c = one.plus(k.over(c))
		if c.v == 0 {
			c.v = tiny
		}
		step := c.times(d)
		value = value.times(step)
		if math.Abs(step.v-1)+math.Abs(step.a)+math.Abs(step.b) < 1e-15*(3+math.Abs(value.a/value.v)+math.Abs(value.b/value.v)) {
			return value
		}
	}
	return dual{math.NaN(), math.NaN(), math.NaN()}
}
