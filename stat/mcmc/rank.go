package mcmc

import (
	"cmp"
	"math"
	"slices"

	"detangle/stat/special"
)

// split halves each chain, so that a drift within one shows as a difference
// between two; the middle draw of an odd number is left out.
func split(chains [][]float64) [][]float64 {
	var halves [][]float64
	for _, chain := range chains {
		half := len(chain) / 2
		halves = append(halves, chain[:half], chain[len(chain)-half:])
	}
	return halves
}

// folded returns the distances of all draws from their median, which tell of
// chains that differ in spread.
func folded(chains [][]float64) [][]float64 {
	all := slices.Sorted(slices.Values(slices.Concat(chains...)))
	median := Quantile(all, 0.5)
	return each(chains, func(v float64) float64 { return math.Abs(v - median) })
}

// normalScores replaces draws by the normal quantiles of their ranks over all
// chains, ties sharing a rank, with the offsets of Blom (1958): equation 14.
func normalScores(chains [][]float64) [][]float64 {
	type place struct{ chain, draw int }
	var places []place
	for i, chain := range chains {
		for j := range chain {
			places = append(places, place{i, j})
		}
	}
	value := func(p place) float64 { return chains[p.chain][p.draw] }
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(value(a), value(b)) })
	scores := each(chains, func(float64) float64 { return 0 })
	n := float64(len(places))
	for first := 0; first < len(places); {
		end := first + 1
		for end < len(places) && value(places[end]) == value(places[first]) {
			end++
		}
		rank := float64(first+1+end) / 2
		score := special.NormalQuantile((rank - 0.375) / (n + 0.25))
		for _, p := range places[first:end] {
			scores[p.chain][p.draw] = score
		}
		first = end
	}
	return scores
}

func each(chains [][]float64, change func(float64) float64) [][]float64 {
	changed := make([][]float64, len(chains))
	for i, chain := range chains {
		changed[i] = make([]float64, len(chain))
		for j, v := range chain {
			changed[i][j] = change(v)
		}
	}
	return changed
}

// meanSD returns mean and standard deviation (n - 1) in two passes.
func meanSD(values []float64) (mean, sd float64) {
	n := float64(len(values))
	for _, v := range values {
		mean += v / n
	}
	squares := 0.0
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	if n < 2 {
		return mean, 0
	}
	return mean, math.Sqrt(squares / (n - 1))
}
