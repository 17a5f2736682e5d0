package mcmc

import (
	"math"
	"slices"
)

// rhat is the square root of the variance over all chains against that within
// them (Gelman and Rubin 1992, as in equations 1 to 4).
func rhat(chains [][]float64) float64 {
	within, over := variances(chains)
	if !(within > 0) {
		if over > 0 {
			return math.MaxFloat64 // every chain stands still, each elsewhere
		}
		return 1
	}
	return math.Sqrt(over / within)
}

// variances returns the mean variance within chains and the estimate over all.
func variances(chains [][]float64) (within, over float64) {
	n := float64(len(chains[0]))
	means := make([]float64, len(chains))
	for i, chain := range chains {
		mean, sd := meanSD(chain)
		means[i] = mean
		within += sd * sd / float64(len(chains))
	}
	_, between := meanSD(means)
	return within, within*(n-1)/n + between*between
}

// ess is the effective sample size: the number of draws over the sum of their
// autocorrelations, cut by Geyer's initial monotone sequence (Practical Markov
// Chain Monte Carlo, Statistical Science 7, 1992; equations 10 to 13), and at
// most the number of draws times its decimal logarithm.
func ess(chains [][]float64) float64 {
	n := len(chains[0])
	total := float64(len(chains) * n)
	within, over := variances(chains)
	if !(over > 0) {
		return total
	}
	centred := make([][]float64, len(chains))
	for i, chain := range chains {
		mean, _ := meanSD(chain)
		centred[i] = each([][]float64{chain}, func(v float64) float64 { return v - mean })[0]
	}
	correlation := func(lag int) float64 { return 1 - (within-autocovariance(centred, lag))/over }

	// Pairs of neighbouring lags have positive sums in theory; the sequence ends
	// with the first pair that has not.
	even, odd := 1.0, correlation(1)
	pairs := [][2]float64{{even, odd}}
	lag := 0
	for lag < n-5 && even+odd > 0 {
		lag += 2
		even, odd = correlation(lag), correlation(lag+1)
		if even+odd >= 0 {
			pairs = append(pairs, [2]float64{even, odd})
		}
	}
	rest := math.Max(even, 0) // the lag after the sequence, which helps antithetic chains
	if len(pairs) > lag/2 {   // the last pair read is the one after the sequence
		pairs = pairs[:lag/2]
	}
	sum, previous := 0.0, math.Inf(1)
	for _, pair := range pairs {
		previous = math.Min(previous, pair[0]+pair[1])
		sum += previous
	}
	tau := math.Max(-1+2*sum+rest, 1/math.Log10(total))
	return total / tau
}

// autocovariance is that of a lag, over n, as the mean of all chains.
func autocovariance(centred [][]float64, lag int) float64 {
	sum := 0.0
	for _, chain := range centred {
		for i, v := range chain[lag:] {
			sum += v * chain[i]
		}
	}
	return sum / float64(len(centred)*len(centred[0]))
}

// quantileESS is the effective sample size of being at or below a quantile
// (section 4.3).
func quantileESS(chains [][]float64, p float64) float64 {
	all := slices.Sorted(slices.Values(slices.Concat(chains...)))
	quantile := Quantile(all, p)
	return ess(split(each(chains, func(v float64) float64 {
		if v <= quantile {
			return 1
		}
		return 0
	})))
}
