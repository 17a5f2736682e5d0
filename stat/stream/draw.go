package stream

import (
	"math"
	"math/rand/v2"
)

// Binomial draws the number of successes among n trials of probability p: by
// inversion where few are expected, else by Hörmann's transformed rejection
// (BTRS; The Generation of Binomial Random Variates, J. Stat. Comput. Simul. 46,
// 1993). Probabilities outside of 0 to 1 count as the nearer end.
func Binomial(r *rand.Rand, n int64, p float64) int64 {
	switch {
	case n <= 0 || !(p > 0):
		return 0
	case p >= 1:
		return n
	case p > 0.5:
		return n - Binomial(r, n, 1-p)
	case float64(n)*p < 10:
		return inversion(r, n, p)
	}
	return rejection(r, n, p)
}

// inversion counts successes by the waiting times between them (Devroye,
// Non-Uniform Random Variate Generation, 1986, X.4.3: the second waiting time
// algorithm is exact for every n).
func inversion(r *rand.Rand, n int64, p float64) int64 {
	rate := math.Log1p(-p)
	if rate == 0 {
		return 0 // p is below the spacing of numbers at 1
	}
	successes, trial := int64(0), 0.0
	for {
		trial += math.Floor(math.Log(1-r.Float64())/rate) + 1
		if trial > float64(n) {
			return successes
		}
		successes++
	}
}

// rejection is BTRS, for p of at most 1/2 and np of at least 10.
func rejection(r *rand.Rand, n int64, p float64) int64 {
	size := float64(n)
	spread := math.Sqrt(size * p * (1 - p))
	b := 1.15 + 2.53*spread
	a := -0.0873 + 0.0248*b + 0.01*p
	c := size*p + 0.5
	vr := 0.92 - 4.2/b
	alpha := (2.83 + 5.1/b) * spread
	odds := math.Log(p / (1 - p))
	mode := math.Floor((size + 1) * p)
	logFactorial := func(x float64) float64 { v, _ := math.Lgamma(x + 1); return v }
	h := logFactorial(mode) + logFactorial(size-mode)
	for {
		u, v := r.Float64()-0.5, 1-r.Float64()
		us := 0.5 - math.Abs(u)
		k := math.Floor((2*a/us+b)*u + c)
		if us >= 0.07 && v <= vr {
			return int64(k)
		}
		if k < 0 || k > size {
			continue
		}
		if math.Log(v*alpha/(a/(us*us)+b)) <= h-logFactorial(k)-logFactorial(size-k)+(k-mode)*odds {
			return int64(k)
		}
	}
}

// Hypergeometric draws how many of so many successes in a population fall to a
// sample: by inversion, from the most likely number outward, so that it takes about
// as many steps as the standard deviation (Kachitvichyanukul and Schmeiser, J. Stat.
// Comput. Simul. 22, 1985, compare the ways).
func Hypergeometric(r *rand.Rand, population, successes, sample int64) int64 {
	least, most := max(0, sample+successes-population), min(sample, successes)
	if least >= most {
		return least
	}
	n, k, m := float64(population), float64(successes), float64(sample)
	mode := min(max(int64((m+1)*(k+1)/(n+2)), least), most)
	at := func(x int64) float64 {
		v := float64(x)
		return logChoose(k, v) + logChoose(n-k, m-v) - logChoose(n, m)
	}
	p := math.Exp(at(mode))
	u := r.Float64() - p
	up, down, x, y := p, p, mode, mode
	for u > 0 && (x < most || y > least) {
		if x < most { // p(x+1)/p(x)
			v := float64(x)
			up *= (k - v) * (m - v) / ((v + 1) * (n - k - m + v + 1))
			x++
			if u -= up; u <= 0 {
				return x
			}
		}
		if y > least {
			v := float64(y)
			down *= v * (n - k - m + v) / ((k - v + 1) * (m - v + 1))
			y--
			if u -= down; u <= 0 {
				return y
			}
		}
	}
	return mode
}

func logChoose(n, k float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return a - b - c
}
