package threshold

import (
	"fmt"
	"math"
	"slices"

	"detangle/stat/mcmc"
	"detangle/stat/nuts"
)

// Summary is of the draws of one quantity.
type Summary struct {
	Mean, SD          float64
	Low, Median, High float64 // at 2.5, 50 and 97.5 per cent
	MCSE              float64 // standard error of Mean by simulation
	RHat              float64
	BulkESS, TailESS  float64
}

// CellSummary is of one cell.
type CellSummary struct {
	Cell
	Threshold   Summary
	Search, Hit Summary // as the model has them
}

// Weighting says how the thresholds of cells are put together to one of a group.
type Weighting string

const (
	// DeptTotal weights a department by its stops of all groups, so that every
	// group is averaged alike: over the departments in which it was stopped
	// (Simoiu et al. 2017, section 4; Pierson et al. 2018).
	DeptTotal Weighting = "dept_total"
	// OwnStops weights a department by the group's own stops.
	OwnStops Weighting = "own_stops"
	// GeographyMean weights it by the group's own stops within a geography, and
	// takes geographies as equals (Pierson et al. 2020).
	GeographyMean Weighting = "geography_mean"
)

// Weightings are all of them, the main one first.
func Weightings() []Weighting { return []Weighting{DeptTotal, OwnStops, GeographyMean} }

// GroupSummary is the threshold of a group, put together by a weighting.
type GroupSummary struct {
	Weighting Weighting
	Group     string
	Threshold Summary
}

// DifferenceSummary is the threshold of a group less that of the first one.
type DifferenceSummary struct {
	Weighting        Weighting
	Group, Reference string
	Difference       Summary
	Below            float64 // share of draws in which the group's is lower: searched on less evidence
}

// Excludes reports whether the interval of 95 per cent leaves out no difference.
func (d DifferenceSummary) Excludes() bool { return d.Difference.Low > 0 || d.Difference.High < 0 }

// weights returns a group's weights of cells, which add up to 1.
func (t *Table) weights(w Weighting, group int) []float64 {
	weights := make([]float64, len(t.Cells))
	totals := t.departmentStops()
	sums := make([]float64, len(t.Geographies))
	for i := range t.Cells {
		if t.group[i] != group {
			continue
		}
		weights[i] = float64(totals[t.department[i]])
		if w != DeptTotal {
			weights[i] = float64(t.Cells[i].Stops)
		}
		sums[t.geography[i]] += weights[i]
	}
	all, geographies := 0.0, 0.0
	for _, s := range sums {
		all += s
		if s > 0 {
			geographies++
		}
	}
	for i := range weights {
		if w == GeographyMean && weights[i] > 0 {
			weights[i] /= sums[t.geography[i]] * geographies
		} else {
			weights[i] /= all
		}
	}
	return weights
}

// average is the weighted threshold of one draw.
func average(cells []Rates, weights []float64) float64 {
	sum := 0.0
	for i, w := range weights {
		if w != 0 {
			sum += w * cells[i].Threshold
		}
	}
	return sum
}

// summarise fills in what the posterior says of cells, groups and differences.
func (p *Posterior) summarise(chains []nuts.Chain, m model) error {
	reported := func(series [][]float64) (Summary, error) {
		s, err := summary(series)
		p.Sampling.MaxRHat = math.Max(p.Sampling.MaxRHat, s.RHat)
		p.Sampling.MinBulkESS = math.Min(p.Sampling.MinBulkESS, s.BulkESS)
		p.Sampling.MinTailESS = math.Min(p.Sampling.MinTailESS, s.TailESS)
		return s, err
	}
	var failed error
	keep := func(s Summary, err error) Summary {
		if err != nil && failed == nil {
			failed = fmt.Errorf("summing up the threshold test: %w", err)
		}
		return s
	}
	for i, c := range p.Table.Cells {
		p.Cells = append(p.Cells, CellSummary{
			Cell:      c,
			Threshold: keep(reported(p.series(func(cells []Rates) float64 { return cells[i].Threshold }))),
			Search:    keep(summary(p.series(func(cells []Rates) float64 { return cells[i].Search }))),
			Hit:       keep(summary(p.series(func(cells []Rates) float64 { return cells[i].Hit }))),
		})
	}
	for _, w := range Weightings() {
		reference := p.Table.weights(w, 0)
		for g, name := range p.Table.Groups {
			own := p.Table.weights(w, g)
			p.Groups = append(p.Groups, GroupSummary{w, name, keep(reported(p.series(func(cells []Rates) float64 { return average(cells, own) })))})
			if g == 0 {
				continue
			}
			series := p.series(func(cells []Rates) float64 { return average(cells, own) - average(cells, reference) })
			p.Differences = append(p.Differences, DifferenceSummary{w, name, p.Table.Groups[0], keep(reported(series)), shareBelow(series, 0)})
		}
	}
	var spreads [][]float64
	for _, chain := range chains {
		var of []float64
		for _, x := range chain.Draws {
			of = append(of, m.spread(x))
		}
		spreads = append(spreads, of)
	}
	p.Spread = keep(reported(spreads))
	return failed
}

func summary(series [][]float64) (Summary, error) {
	d, err := diagnose(series)
	if err != nil {
		return Summary{}, err
	}
	all := sorted(series)
	return Summary{
		Mean: d.Mean, SD: d.SD, MCSE: d.MCSE, RHat: d.RHat, BulkESS: d.BulkESS, TailESS: d.TailESS,
		Low: mcmc.Quantile(all, 0.025), Median: mcmc.Quantile(all, 0.5), High: mcmc.Quantile(all, 0.975),
	}, nil
}

// sorted puts the draws of all chains in order.
func sorted(series [][]float64) []float64 {
	return slices.Sorted(slices.Values(slices.Concat(series...)))
}

func shareBelow(series [][]float64, limit float64) float64 {
	below, all := 0, 0
	for _, chain := range series {
		for _, v := range chain {
			all++
			if v < limit {
				below++
			}
		}
	}
	return float64(below) / float64(all)
}

// Draws returns the thresholds of a group draw by draw, by chain.
func (p *Posterior) Draws(w Weighting, group string) [][]float64 {
	weights := p.Table.weights(w, slices.Index(p.Table.Groups, group))
	return p.series(func(cells []Rates) float64 { return average(cells, weights) })
}

// Agree returns -1 or 1 where the difference of a group has that sign and an
// interval that leaves out zero under every posterior and every weighting, else 0:
// what may be called robust (Pierson et al. 2020 run three scales; the spread of
// settings is this project's).
func Agree(posteriors []*Posterior, group string) int {
	agreed, first := 0, true
	for _, p := range posteriors {
		for _, d := range p.Differences {
			if d.Group != group {
				continue
			}
			sign := 0
			switch {
			case d.Difference.Low > 0:
				sign = 1
			case d.Difference.High < 0:
				sign = -1
			}
			if !first && sign != agreed {
				return 0
			}
			agreed, first = sign, false
		}
	}
	return agreed
}
