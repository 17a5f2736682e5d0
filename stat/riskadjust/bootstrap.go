package riskadjust

import (
	"math"
	"slices"

	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/stream"
)

// Interval is a percentile interval of a coefficient of the adjusted model.
type Interval struct {
	Name             string
	Value, Low, High float64
	Draws, Failed    int // replicates that were fitted, and that were refused
}

// Bootstrap draws clusters of stops with replacement (nil: each stop by itself)
// and fits risk and search together anew, so that the interval knows that scores
// are estimates (Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
// 13.3). Each replicate has its own stream of the seed. It is refused where one
// replicate in twenty cannot be fitted.
func Bootstrap(stops Stops, o Options, clusters []int, level float64, draws int, seed uint64) ([]Interval, error) {
	whole, err := Fit(stops, o)
	if err != nil {
		return nil, err
	}
	if !(level > 0 && level < 1) || draws < 40 {
		return nil, refuse.New(refuse.BadLevel, "a level such as 0.95, and 1,999 draws", "no interval has level %g of %d draws", level, draws)
	}
	units, err := stops.units(clusters)
	if err != nil {
		return nil, err
	}
	found := make([][]float64, len(whole.Adjusted.Names))
	for k := range draws {
		r := stream.New(seed, uint64(k))
		var at []int
		for range units {
			at = append(at, units[r.IntN(len(units))]...)
		}
		fit, err := Fit(stops.pick(at), o)
		if err != nil || !slices.Equal(fit.Adjusted.Names, whole.Adjusted.Names) {
			continue
		}
		for j, c := range fit.Adjusted.Coef {
			found[j] = append(found[j], c)
		}
	}
	fitted := len(found[0])
	if failed := draws - fitted; 20*failed > draws {
		return nil, refuse.New(refuse.NoConvergence, "more stops, or fewer covariates", "%d of %d replicates could not be fitted", failed, draws)
	}
	var out []Interval
	for j, name := range whole.Adjusted.Names {
		slices.Sort(found[j])
		tail := int(math.Floor((1 - level) / 2 * float64(fitted+1)))
		low, high := max(tail-1, 0), min(fitted-tail, fitted-1)
		out = append(out, Interval{name, whole.Adjusted.Coef[j], found[j][low], found[j][high], fitted, draws - fitted})
	}
	return out, nil
}

// units are the stops of each cluster, in an order that is not the table's.
func (s Stops) units(clusters []int) ([][]int, error) {
	order := s.order()
	if clusters == nil {
		units := make([][]int, len(order))
		for at, i := range order {
			units[at] = []int{i}
		}
		return units, nil
	}
	if len(clusters) != len(order) {
		return nil, refuse.New(refuse.BadShape, "a cluster for each stop", "%d clusters for %d stops", len(clusters), len(order))
	}
	slices.SortStableFunc(order, func(i, j int) int { return clusters[i] - clusters[j] })
	var units [][]int
	for at, i := range order {
		if at == 0 || clusters[i] != clusters[order[at-1]] {
			units = append(units, nil)
		}
		units[len(units)-1] = append(units[len(units)-1], i)
	}
	if len(units) < 2 {
		return nil, refuse.New(refuse.OneCluster, "clusters that differ", "all %d stops are one cluster", len(order))
	}
	return units, nil
}

func (s Stops) pick(at []int) Stops {
	var out Stops
	for _, c := range s.Covariates {
		out.Covariates = append(out.Covariates, glm.Column{Name: c.Name, Values: make([]float64, len(at))})
	}
	for k, i := range at {
		out.Group, out.Searched, out.Hit = append(out.Group, s.Group[i]), append(out.Searched, s.Searched[i]), append(out.Hit, s.Hit[i])
		for j, c := range s.Covariates {
			out.Covariates[j].Values[k] = c.Values[i]
		}
	}
	return out
}
