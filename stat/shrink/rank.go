package shrink

import (
	"slices"

	"detangle/stat/refuse"
	"detangle/stat/stream"
)

// Rank is where a place stands among all, 1 for the largest, with its interval.
type Rank struct{ Median, Low, High int }

// Ranks draws every place from its posterior, as a normal of its mean and standard
// deviation, and ranks them in each draw (Goldstein and Spiegelhalter, J. R. Stat.
// Soc. A 159, 1996): a rank is never shown without its interval.
func Ranks(places []Shrunken, level float64, draws int, seed uint64) ([]Rank, error) {
	if len(places) == 0 || draws < 100 || !(level > 0 && level < 1) {
		return nil, refuse.New(refuse.TooFew, "places, 100 draws or more, and a level such as 0.95", "%d places, %d draws and level %g give no ranks", len(places), draws, level)
	}
	seen := make([][]int, len(places))
	values, order := make([]float64, len(places)), make([]int, len(places))
	for k := range draws {
		r := stream.New(seed, uint64(k))
		for i, p := range places {
			values[i], order[i] = p.Mean+p.SD*r.NormFloat64(), i
		}
		slices.SortStableFunc(order, func(a, b int) int {
			if values[a] > values[b] {
				return -1
			}
			if values[a] < values[b] {
				return 1
			}
			return 0
		})
		for rank, i := range order {
			seen[i] = append(seen[i], rank+1)
		}
	}
	tail := int((1 - level) / 2 * float64(draws))
	out := make([]Rank, len(places))
	for i, ranks := range seen {
		slices.Sort(ranks)
		out[i] = Rank{ranks[draws/2], ranks[tail], ranks[draws-1-tail]}
	}
	return out, nil
}
