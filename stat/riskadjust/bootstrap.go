package riskadjust

import (
	"slices"

	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/resample"
)

// Interval is that of a coefficient of the adjusted model.
type Interval struct {
	Name string
	resample.Interval
}

// Bootstrap draws clusters of stops with replacement (nil: each stop by itself)
// and fits risk and search together anew, so that the interval knows that scores
// are estimates (Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
// 13.3; resample.Clusters).
func Bootstrap(stops Stops, o Options, clusters []int, level float64, draws int, seed uint64) ([]Interval, error) {
	whole, err := Fit(stops, o)
	if err != nil {
		return nil, err
	}
	units, err := stops.units(clusters)
	if err != nil {
		return nil, err
	}
	names := whole.Adjusted.Names
	drawn, err := resample.Clusters(len(units), func(draw []int) ([]float64, error) {
		var at []int
		for _, unit := range draw {
			at = append(at, units[unit]...)
		}
		fit, err := Fit(stops.pick(at), o)
		if err != nil {
			return nil, err
		}
		if !slices.Equal(fit.Adjusted.Names, names) {
			return nil, refuse.New(refuse.NoOverlap, "", "a group was not drawn")
		}
		return fit.Adjusted.Coef, nil
	}, resample.Options{Draws: draws, Level: level, Seed: seed})
	if err != nil {
		return nil, err
	}
	var out []Interval
	for j, i := range drawn {
		out = append(out, Interval{names[j], i})
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
