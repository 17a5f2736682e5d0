package threshold

import (
	"math"

	"detangle/stat/special"
)

// signal is the likelihood of one cell under discriminant signals: the innocent
// show x ~ N(0, 1), the guilty, a share phi = logistic(u), x ~ N(delta, 1) with
// delta = exp(v), and who shows more than t is searched (Pierson, Corbett-Davies
// and Goel 2018, section 3). A stop is then a hit, a miss or not searched, with
// probabilities
//
//	phi (1 - Phi(t - delta)),  (1 - phi)(1 - Phi(t)),  phi Phi(t - delta) + (1 - phi) Phi(t)
//
// and the two binomials of the paper are one multinomial, which has no division
// by a rate that may be zero.
type signal struct {
	hits, misses, rest float64 // rest: stopped and not searched
}

// Beyond this the slow way, all in logs, is taken.
const fastU = 300

// noDensity is from where on v = log delta is given no density: exp(v) would
// soon be infinite, and no prior here leaves it a chance.
const noDensity = 300

// logDensity returns the log likelihood without the multinomial coefficient, and
// its derivatives by t, u and v. It takes exp(-u) and exp(v) beside u and v, for
// the caller has them from few exponentials.
func (s *signal) logDensity(t, u, v, odds, delta float64) (l, dt, du, dv float64) {
	if !(v < noDensity) {
		return math.Inf(-1), 0, 0, 0
	}
	near := t - delta
	if !(math.Abs(t) < tableEnd && math.Abs(near) < tableEnd && math.Abs(u) < fastU) {
		return s.logDensitySlow(t, u, v)
	}
	guilty := 1 / (1 + odds)
	innocent := odds * guilty
	densityA := math.Exp(-near*near/2) / rootTwoPi
	densityB := math.Exp(-t*t/2) / rootTwoPi
	upperA := densityA * mills(math.Abs(near))
	lowerA := 1 - upperA
	if near < 0 {
		upperA, lowerA = lowerA, upperA
	}
	upperB := densityB * mills(math.Abs(t))
	lowerB := 1 - upperB
	if t < 0 {
		upperB, lowerB = lowerB, upperB
	}
	q := guilty*lowerA + innocent*lowerB
	l = s.hits*math.Log(guilty*upperA) + s.misses*math.Log(innocent*upperB) + s.rest*math.Log(q)
	hitHazard := s.hits * densityA / upperA
	rest := s.rest / q
	restA := rest * guilty * densityA
	dt = rest*innocent*densityB + restA - hitHazard - s.misses*densityB/upperB
	du = s.hits*innocent - s.misses*guilty + rest*guilty*innocent*(lowerA-lowerB)
	dv = delta * (hitHazard - restA)
	return l, dt, du, dv
}

// logDensitySlow is logDensity where tails may underflow: everything in logs,
// ratios of tails by the inverse Mills ratio.
func (s *signal) logDensitySlow(t, u, v float64) (l, dt, du, dv float64) {
	delta := math.Exp(v)
	near := t - delta
	logGuilty, logInnocent := logLogistic(u), logLogistic(-u)
	guilty, innocent := math.Exp(logGuilty), math.Exp(logInnocent)
	upperA, lowerA := normalLog(near)
	upperB, lowerB := normalLog(t)
	partA, partB := logGuilty+lowerA, logInnocent+lowerB
	q := special.LogSum(partA, partB)
	l = times(s.hits, logGuilty+upperA) + times(s.misses, logInnocent+upperB) + times(s.rest, q)
	if !(l > math.Inf(-1)) {
		return math.Inf(-1), 0, 0, 0
	}
	shareA, shareB := math.Exp(partA-q), math.Exp(partB-q) // of those not searched, the guilty and the innocent
	if math.IsInf(q, -1) {
		shareA, shareB = 0, 0 // then nobody was left unsearched
	}
	hitHazard := times(s.hits, hazard(near))
	restA := s.rest * times(shareA, hazard(-near))
	dt = s.rest*times(shareB, hazard(-t)) + restA - hitHazard - times(s.misses, hazard(t))
	du = s.hits*innocent - s.misses*guilty + s.rest*(shareA*innocent-shareB*guilty)
	dv = times(delta, hitHazard-restA)
	return l, dt, du, dv
}

// times is a product in which nothing of anything is nothing.
func times(count, value float64) float64 {
	if count == 0 || value == 0 {
		return 0
	}
	return count * value
}

// Rates is what a cell's parameters imply.
type Rates struct {
	Threshold float64 // risk of a hit at which officers search
	Search    float64 // share of the stopped who are searched
	Hit       float64 // share of the searched with a hit
}

// rates returns what t, u and v imply: the threshold is the risk of one who
// shows t, special.Logistic(u + delta t - delta²/2) (Pierson, Corbett-Davies and Goel
// 2018, section 3).
func rates(t, u, v float64) Rates {
	delta := math.Exp(math.Min(v, noDensity))
	upperA, _ := normalLog(t - delta)
	upperB, _ := normalLog(t)
	hit, miss := logLogistic(u)+upperA, logLogistic(-u)+upperB
	return Rates{
		Threshold: special.Logistic(u + delta*(t-delta/2)),
		Search:    math.Min(1, math.Exp(special.LogSum(hit, miss))),
		Hit:       special.Logistic(hit - miss),
	}
}
