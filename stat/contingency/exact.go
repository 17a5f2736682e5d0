package contingency

import (
	"math"

	"detangle/stat/refuse"
	"detangle/stat/special"
)

// TooLarge is the code of strata whose exact distribution takes too long; their
// counts are large enough for MantelHaenszel.
const TooLarge = "too_large"

// work bounds the terms summed for an exact distribution: about two seconds. longest bounds
// its values, each of which is gone through a hundred times or more to find a root.
const (
	work    = 200_000_000
	longest = 1_000_000
)

// Exact returns the conditional odds ratio that strata share, given all their
// margins: its maximum likelihood estimate, the limits at which either tail
// of the sum of the group's cases has half of what the level leaves, and the
// two-sided probability of sums no more likely than this one when the odds are
// equal (Gart, Biometrika 57, 1970; Mehta, Patel and Gray, JASA 80, 1985; for one
// stratum, Fisher's test). The estimate is 0 or infinite where the sum is the
// least or the largest that the margins allow.
func Exact(strata []Pair, level float64) (Conditional, error) { return exact(strata, level, finely) }

// ExactAsR is Exact as fisher.test and mantelhaen.test of R print it: they search on
// the scale of the odds ratio, or of its inverse above 1, and stop at the fourth root
// of the machine's precision, so that of an estimate four digits or so are true. It is
// for comparison with R alone.
func ExactAsR(strata []Pair, level float64) (Conditional, error) {
	return exact(strata, level, asR)
}

func asR(rising func(logOdds float64) float64) float64 {
	const precision = 0x1p-52
	of := func(odds float64) float64 { return rising(math.Log(odds)) }
	switch at := of(1); {
	case at > 0:
		return brent(of, 0, 1, math.Pow(precision, 0.25))
	case at < 0:
		return 1 / brent(func(t float64) float64 { return of(1 / t) }, precision, 1, math.Pow(precision, 0.25))
	}
	return 1
}

func exact(strata []Pair, level float64, find search) (Conditional, error) {
	if _, err := quantile(level); err != nil {
		return Conditional{}, err
	}
	ordered, err := inOrder(strata)
	if err != nil {
		return Conditional{}, err
	}
	var out Conditional
	sum := sums{logs: []float64{0}}
	for _, stratum := range ordered {
		if !stratum.informative() {
			out.Dropped++
			continue
		}
		out.Used++
		if !sum.add(stratum) {
			return out, refuse.New(TooLarge, "the Mantel-Haenszel odds ratio, which such counts are large enough for", "the exact distribution over %d strata has too many terms", len(strata))
		}
	}
	if out.Used == 0 {
		return out, noOverlap(len(strata))
	}
	out.P = sum.twoSided()
	out.Estimate = sum.estimate((1-level)/2, find)
	return out, nil
}

// sums is the distribution of a sum of hypergeometric counts at equal
// odds: logs of what is proportional to the probability of each value from the
// least on. Such distributions are log-concave, which is what adding rests on.
type sums struct {
	logs     []float64
	observed int // the sum seen, from the least
	done     int // terms summed so far
}

// hypergeometric returns the logs of the probabilities of a stratum's count, and
// the place of the one seen; nothing where it is too long.
func hypergeometric(p Pair) (logs []float64, observed int) {
	a, b, c, d, _ := p.cells()
	least, largest := math.Max(0, a-d), math.Min(a+b, a+c)
	if largest-least > longest {
		return nil, 0
	}
	for x := least; x <= largest; x++ {
		logs = append(logs, special.LogChoose(a+b, x)+special.LogChoose(c+d, a+c-x))
	}
	return logs, int(a - least)
}

// add convolves with one more stratum, and says whether that was little enough
// work. For each sum it starts at the largest term and walks both ways until
// terms no longer count.
func (s *sums) add(p Pair) bool {
	other, observed := hypergeometric(p)
	if other == nil || s.done+len(s.logs)+len(other) > work || len(s.logs)+len(other) > longest {
		return false
	}
	const negligible = 45 // e^-45 is below the spacing of numbers at 1
	out := make([]float64, len(s.logs)+len(other)-1)
	top, best := math.Inf(-1), 0
	for k := range out {
		first, last := max(0, k-len(s.logs)+1), min(k, len(other)-1)
		term := func(j int) float64 { return s.logs[k-j] + other[j] }
		best = min(max(best, first), last)
		for best < last && term(best+1) >= term(best) {
			best++
		}
		for best > first && term(best-1) > term(best) {
			best--
		}
		most, sum := term(best), 1.0
		for j := best + 1; j <= last && term(j) > most-negligible; j++ {
			sum += math.Exp(term(j) - most)
			s.done++
		}
		for j := best - 1; j >= first && term(j) > most-negligible; j-- {
			sum += math.Exp(term(j) - most)
			s.done++
		}
		if s.done++; s.done > work {
			return false
		}
		out[k] = most + math.Log(sum)
		top = max(top, out[k])
	}
	for k := range out {
		out[k] -= top
	}
	s.logs, s.observed = out, s.observed+observed
	return true
}

// twoSided sums what is at most as likely as the sum seen, times 1 + 1e-7.
func (s *sums) twoSided() float64 {
	bound := s.logs[s.observed] + math.Log1p(1e-7)
	tail, all := math.Inf(-1), math.Inf(-1)
	for _, v := range s.logs {
		all = special.LogSum(all, v)
		if v <= bound {
			tail = special.LogSum(tail, v)
		}
	}
	return math.Min(1, math.Exp(tail-all))
}

// search finds the odds ratio at which a rising function of its log crosses nought.
type search func(rising func(logOdds float64) float64) float64

// estimate finds the odds ratio with its limits.
func (s *sums) estimate(tail float64, find search) Estimate {
	last := len(s.logs) - 1
	e := Estimate{Value: 0, Low: 0, High: math.Inf(1)}
	switch s.observed {
	case 0:
	case last:
		e.Value = math.Inf(1)
	default:
		e.Value = find(func(logOdds float64) float64 { return s.tilt(logOdds).mean - float64(s.observed) })
	}
	if s.observed > 0 {
		e.Low = find(func(logOdds float64) float64 { return math.Exp(s.tilt(logOdds).above) - tail })
	}
	if s.observed < last {
		e.High = find(func(logOdds float64) float64 { return tail - math.Exp(s.tilt(logOdds).below) })
	}
	return e
}

// finely searches on the scale of the log, to all digits.
func finely(rising func(logOdds float64) float64) float64 {
	low, high := -1.0, 1.0
	for rising(low) > 0 && low > -700 {
		low *= 2
	}
	for rising(high) < 0 && high < 700 {
		high *= 2
	}
	return math.Exp(brent(rising, low, high, 1e-14))
}

// brent finds a root between two points of different signs (R. P. Brent, Algorithms for Minimization
// without Derivatives, 1973, chapter 4; step by step as R's uniroot takes it).
func brent(f func(float64) float64, a, b, tolerance float64) float64 {
	fa, fb := f(a), f(b)
	if fa == 0 {
		return a
	}
	if fb == 0 {
		return b
	}
	c, fc := a, fa
	for range 1001 {
		before := b - a
		if math.Abs(fc) < math.Abs(fb) {
			a, b, c = b, c, b
			fa, fb, fc = fb, fc, fb
		}
		least := 2*0x1p-52*math.Abs(b) + tolerance/2
		step := (c - b) / 2
		if math.Abs(step) <= least || fb == 0 {
			return b
		}
		if math.Abs(before) >= least && math.Abs(fa) > math.Abs(fb) {
			var p, q float64
			cb := c - b
			if a == c {
				t1 := fb / fa
				p, q = cb*t1, 1-t1
			} else {
				q = fa / fc
				t1, t2 := fb/fc, fb/fa
				p = t2 * (cb*q*(q-t1) - (b-a)*(t1-1))
				q = (q - 1) * (t1 - 1) * (t2 - 1)
			}
			if p > 0 {
				q = -q
			} else {
				p = -p
			}
			if p < 0.75*cb*q-math.Abs(least*q)/2 && p < math.Abs(before*q/2) {
				step = p / q
			}
		}
		if math.Abs(step) < least {
			step = math.Copysign(least, step)
		}
		a, fa = b, fb
		b += step
		fb = f(b)
		if fb > 0 && fc > 0 || fb < 0 && fc < 0 {
			c, fc = a, fa
		}
	}
	return b
}

// tilted is the distribution at another odds ratio: its mean, and the logs of
// the probabilities of at least and at most the sum seen.
type tilted struct{ mean, above, below float64 }

func (s *sums) tilt(logOdds float64) tilted {
	if math.IsInf(logOdds, -1) { // all of it lies on the least sum
		if s.observed == 0 {
			return tilted{}
		}
		return tilted{above: math.Inf(-1)}
	}
	term := func(k int) float64 { return s.logs[k] + float64(k)*logOdds }
	most := math.Inf(-1)
	for k := range s.logs {
		most = max(most, term(k))
	}
	var all, moment, above, below float64
	for k := range s.logs {
		v := math.Exp(term(k) - most)
		all += v
		moment += v * float64(k)
		if k >= s.observed {
			above += v
		}
		if k <= s.observed {
			below += v
		}
	}
	return tilted{moment / all, math.Log(above / all), math.Log(below / all)}
}
