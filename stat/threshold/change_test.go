package threshold_test

import (
	"math"
	"testing"

	"detangle/stat/threshold"
)

// TestAChangeOfNothingIsNone: one table before and after, fitted with two seeds, has no
// change, which is known worse than either side by the root of two.
func TestAChangeOfNothingIsNone(t *testing.T) {
	cells := world(map[string]float64{"white": 1.6, "black": 1.0, "hispanic": 1.6}, 7)
	few := threshold.Options{Chains: 2, Draws: 1000, Warmup: 500, Seed: 1}
	before := fitted(t, cells, few)
	few.Seed = 2
	changes, err := threshold.Change(before, fitted(t, cells, few))
	if err != nil || len(changes) != 2*len(threshold.Weightings()) {
		t.Fatal(err, changes)
	}
	for _, c := range changes {
		if math.Abs(c.Change.Mean) > 0.2*c.Before.Difference.SD {
			t.Errorf("%s, %s: the change is %g of %g", c.Weighting, c.Group, c.Change.Mean, c.Before.Difference.SD)
		}
		if ratio := c.Change.SD / c.Before.Difference.SD; ratio < 1.3 || ratio > 1.55 {
			t.Errorf("%s, %s: the change is known %g times as badly as a side", c.Weighting, c.Group, ratio)
		}
	}
	for _, d := range before.Differences { // one table has the weights of both
		for _, c := range changes {
			if c.Weighting == d.Weighting && c.Group == d.Group && math.Abs(c.Before.Difference.Mean-d.Difference.Mean) > 1e-12 {
				t.Errorf("%s, %s: %g before, and by itself %g", c.Weighting, c.Group, c.Before.Difference.Mean, d.Difference.Mean)
			}
		}
	}
	if _, err := threshold.Change(before, fitted(t, cells[:len(cells)-1], few)); err == nil {
		t.Error("periods of other places are compared")
	}
}

// TestPlacesAddUpToTheirRecord: weighted by the stops of each place, differences of
// places are the difference of the record.
func TestPlacesAddUpToTheirRecord(t *testing.T) {
	cells := world(map[string]float64{"white": 1.6, "black": 1.0, "hispanic": 1.6}, 7)
	p := fitted(t, cells, threshold.Options{Chains: 2, Draws: 1000, Warmup: 500})
	stops := map[string]float64{}
	for _, c := range cells {
		stops[c.Department] += float64(c.Stops)
	}
	sum, all := 0.0, 0.0
	for _, d := range p.Places() {
		if d.Group == "black" {
			sum, all = sum+stops[d.Name]*d.Value, all+stops[d.Name]
		}
	}
	if want := difference(p, "black", threshold.DeptTotal).Difference.Mean; all == 0 || math.Abs(sum/all-want) > 1e-9 {
		t.Errorf("places come to %g, the record to %g", sum/all, want)
	}
}
