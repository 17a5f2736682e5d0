package threshold

import (
	"fmt"

	"detangle/stat/mcmc"
)

// Side is a group's threshold in one period, less that of the first group.
type Side struct {
	Difference Summary
	Below      float64 // share of draws in which the group's is lower
	Bar        float64 // mean of the group's threshold
	Against    float64 // mean of the first group's
}

// ChangeSummary is how the difference of a group moved from one period to another.
type ChangeSummary struct {
	Weighting        Weighting
	Group, Reference string
	Before, After    Side
	Change           Summary // of the difference after, less that before
	Below            float64 // share of draws in which it fell
}

// Change compares the posteriors of two periods, of the same groups in the same
// departments. Departments have one weight in both, by the stops of both periods
// together, so that no change comes of where stops were made. The two are fitted
// apart, and must be with seeds of their own: draws of the one are then
// independent of those of the other, and the difference of a draw of each is a
// draw of the difference.
func Change(before, after *Posterior) (out []ChangeSummary, err error) {
	both, err := together(before.Table, after.Table)
	if err != nil {
		return nil, err
	}
	bars := func(p *Posterior, w Weighting, g int) [][]float64 {
		weights := both.weights(w, g)
		return p.series(func(cells []Rates) float64 { return average(cells, weights) })
	}
	for _, w := range Weightings() {
		for g := 1; g < len(both.Groups); g++ {
			c := ChangeSummary{Weighting: w, Group: both.Groups[g], Reference: both.Groups[0]}
			var differences [2][][]float64
			for i, p := range []*Posterior{before, after} {
				own, against := bars(p, w, g), bars(p, w, 0)
				differences[i] = less(own, against)
				s := Side{Below: shareBelow(differences[i], 0), Bar: meanOf(own), Against: meanOf(against)}
				if s.Difference, err = summary(differences[i]); err != nil {
					return nil, fmt.Errorf("summing up a period: %w", err)
				}
				if i == 0 {
					c.Before = s
				} else {
					c.After = s
				}
			}
			change := less(differences[1], differences[0])
			c.Below = shareBelow(change, 0)
			if c.Change, err = summary(change); err != nil {
				return nil, fmt.Errorf("summing up a change: %w", err)
			}
			out = append(out, c)
		}
	}
	return out, nil
}

// together is a table with the stops of both.
func together(a, b *Table) (*Table, error) {
	if len(a.Cells) != len(b.Cells) {
		return nil, fmt.Errorf("the periods have %d and %d cells: they are compared in the same places", len(a.Cells), len(b.Cells))
	}
	both := *a
	both.Cells = append([]Cell(nil), a.Cells...)
	for i, c := range b.Cells {
		if own := &both.Cells[i]; own.place() != c.place() || own.Group != c.Group {
			return nil, fmt.Errorf("%s, %s is in one period alone", c.Department, c.Group)
		}
		both.Cells[i].Stops += c.Stops
	}
	return &both, nil
}

// less takes one series from another, draw by draw, as far as both go.
func less(a, b [][]float64) [][]float64 {
	out := make([][]float64, min(len(a), len(b)))
	for i := range out {
		out[i] = make([]float64, min(len(a[i]), len(b[i])))
		for j := range out[i] {
			out[i][j] = a[i][j] - b[i][j]
		}
	}
	return out
}

func meanOf(series [][]float64) float64 {
	sum, n := 0.0, 0.0
	for _, chain := range series {
		for _, v := range chain {
			sum, n = sum+v, n+1
		}
	}
	return sum / n
}

// PlaceDifference is the threshold of a group in one department, less that of the
// first group there.
type PlaceDifference struct {
	Place
	Group, Reference string
	Value, Low, High float64 // mean, 2.5 and 97.5 per cent
	Below            float64 // share of draws in which the group's is lower
	Bar, Against     float64 // means of the two thresholds
}

// Places are the differences of each department in which both groups were
// stopped. They are of one posterior, which pulls departments together: no
// department is compared by its own counts alone.
func (p *Posterior) Places() (out []PlaceDifference) {
	reference := map[int]int{}
	for i, d := range p.Table.department {
		if p.Table.group[i] == 0 {
			reference[d] = i
		}
	}
	for i, d := range p.Table.department {
		j, found := reference[d]
		if !found || p.Table.group[i] == 0 {
			continue
		}
		series := p.series(func(cells []Rates) float64 { return cells[i].Threshold - cells[j].Threshold })
		all := sorted(series)
		out = append(out, PlaceDifference{
			Place: p.Table.Departments[d], Group: p.Table.Cells[i].Group, Reference: p.Table.Groups[0],
			Value: meanOf(series), Low: mcmc.Quantile(all, 0.025), High: mcmc.Quantile(all, 0.975), Below: shareBelow(series, 0),
			Bar: p.Cells[i].Threshold.Mean, Against: p.Cells[j].Threshold.Mean,
		})
	}
	return out
}
