// Package multiple is for many tests at once: adjusted probabilities, and the null
// distribution that the tests themselves show.
//
// In go probabilities or z scores of one family, fixed before the data were seen;
// out come as many adjusted ones, in the order given, or a refusal. Adjusted
// values are probabilities from 0 to 1; q values bound the share of false findings
// among those as small.
package multiple

import (
	"math"
	"slices"

	"detangle/stat/refuse"
)

// Adjusted are the ways to adjust.
type Adjusted struct {
	Bonferroni []float64 // family-wise (Bonferroni 1936; Dunn, JASA 56, 1961)
	Holm       []float64 // family-wise (Holm, Scand. J. Statistics 6, 1979)
	BH         []float64 // false discovery rate (Benjamini and Hochberg, J. R. Stat. Soc. B 57, 1995)
	BY         []float64 // the same under any dependence, such as a shared comparison group (Benjamini and Yekutieli, Ann. Statist. 29, 2001)
	Pi0        float64   // share of true nulls, from the probabilities above one half (Storey, J. R. Stat. Soc. B 64, 2002); at most 1
	Storey     []float64 // BH times Pi0: shown, not used to gain power
}

// Adjust adjusts the probabilities of a family.
func Adjust(p []float64) (*Adjusted, error) {
	n := len(p)
	if n == 0 {
		return nil, refuse.New(refuse.NoData, "", "there are no tests")
	}
	above := 0
	for i, v := range p {
		if !(v >= 0 && v <= 1) {
			return nil, refuse.New(refuse.NotFinite, "leave refused tests out, and count them", "test %d has the probability %g", i+1, v)
		}
		if v > 0.5 {
			above++
		}
	}
	order := make([]int, n)
	harmonic := 0.0
	for i := range order {
		order[i] = i
		harmonic += 1 / float64(i+1)
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case p[i] < p[j]:
			return -1
		case p[i] > p[j]:
			return 1
		}
		return 0
	})
	a := &Adjusted{Pi0: math.Min(1, 2*float64(above)/float64(n))}
	for _, list := range []*[]float64{&a.Bonferroni, &a.Holm, &a.BH, &a.BY, &a.Storey} {
		*list = make([]float64, n)
	}
	largest := 0.0
	for rank, i := range order {
		largest = math.Max(largest, math.Min(1, float64(n-rank)*p[i]))
		a.Holm[i], a.Bonferroni[i] = largest, math.Min(1, float64(n)*p[i])
	}
	bh, by := 1.0, 1.0
	for rank := n - 1; rank >= 0; rank-- {
		i := order[rank]
		q := float64(n) / float64(rank+1) * p[i]
		bh, by = math.Min(bh, q), math.Min(by, q*harmonic)
		a.BH[i], a.BY[i], a.Storey[i] = bh, by, bh*a.Pi0
	}
	return a, nil
}
