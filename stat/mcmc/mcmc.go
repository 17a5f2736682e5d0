// Package mcmc says how far draws of chains may be trusted: whether the chains
// agree, how many independent draws they are worth in the middle and in the
// tails, and how large the error of simulation is. Chains of one quantity go in,
// of equal length; numbers or a reason come out.
//
// Source, where none other is named: Vehtari, Gelman, Simpson, Carpenter and
// Bürkner, Rank-Normalization, Folding, and Localization: An Improved R-hat for
// Assessing Convergence of MCMC, Bayesian Analysis 16 (2021).
package mcmc

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Why there are no diagnostics.
var (
	ErrShort     = errors.New("at least one chain of twelve draws is needed")
	ErrUneven    = errors.New("chains differ in length")
	ErrConstant  = errors.New("all draws are the same")
	ErrNotFinite = errors.New("a draw is not a number that can be squared")
)

// Diagnostics are of one quantity, over all chains.
type Diagnostics struct {
	Mean, SD    float64
	RHat        float64 // the larger of bulk and folded; 1 where chains agree
	BulkESS     float64 // independent draws worth, for means and medians
	TailESS     float64 // the same for the quantiles at 5 and 95 per cent
	MCSE        float64 // standard error of Mean
	Chains, Per int     // chains, and draws in each
}

// Diagnose returns the diagnostics of chains. The error is one of those above.
func Diagnose(chains [][]float64) (Diagnostics, error) {
	if err := check(chains); err != nil {
		return Diagnostics{}, err
	}
	halves := split(chains)
	normal := normalScores(halves)
	d := Diagnostics{
		RHat:    math.Max(rhat(normal), rhat(normalScores(folded(halves)))),
		BulkESS: ess(normal),
		TailESS: math.Min(quantileESS(chains, 0.05), quantileESS(chains, 0.95)),
		Chains:  len(chains), Per: len(chains[0]),
	}
	d.Mean, d.SD = meanSD(slices.Concat(chains...))
	d.MCSE = d.SD / math.Sqrt(ess(halves))
	return d, nil
}

// RHat returns the rank-normalised split R-hat, the larger of the one of the
// draws and the one of their distances from the median (section 4).
func RHat(chains [][]float64) (float64, error) {
	d, err := Diagnose(chains)
	return d.RHat, err
}

// BFMI returns the Bayesian fraction of missing information of a chain's
// energies: values below 0.3 say that momenta do not carry it from level to
// level (Betancourt, Diagnosing Suboptimal Cotangent Disintegrations in
// Hamiltonian Monte Carlo, arXiv:1604.00695, 2016). It is 0 for energies that do
// not vary.
func BFMI(energy []float64) float64 {
	mean, _ := meanSD(energy)
	moves, all := 0.0, 0.0
	for i, e := range energy {
		all += (e - mean) * (e - mean)
		if i > 0 {
			moves += (e - energy[i-1]) * (e - energy[i-1])
		}
	}
	if !(all > 0) || math.IsInf(all, 1) {
		return 0
	}
	return moves / all
}

// Quantile returns the type 7 quantile of sorted values: linear between order
// statistics (Hyndman and Fan, Sample Quantiles in Statistical Packages, The
// American Statistician 50, 1996). It panics for no values.
func Quantile(sorted []float64, p float64) float64 {
	at := min(max(p, 0), 1) * float64(len(sorted)-1)
	below := int(at)
	if below+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	rest := at - float64(below)
	return sorted[below] + rest*(sorted[below+1]-sorted[below])
}

func check(chains [][]float64) error {
	if len(chains) == 0 || len(chains[0]) < 12 {
		return ErrShort
	}
	constant := true
	for i, chain := range chains {
		if len(chain) != len(chains[0]) {
			return fmt.Errorf("chain %d has %d draws, the first %d: %w", i+1, len(chain), len(chains[0]), ErrUneven)
		}
		for _, v := range chain {
			if !(math.Abs(v) <= 1e150) {
				return fmt.Errorf("chain %d: %w", i+1, ErrNotFinite)
			}
			constant = constant && v == chains[0][0]
		}
	}
	if constant {
		return ErrConstant
	}
	return nil
}
