package threshold_test

import (
	"math"
	"testing"

	"detangle/stat/stream"
	"detangle/stat/threshold"
)

// TestNoisyBarsAreThoseOfOfficersOneByOne: rates worked out at once are those of
// people stopped one by one, each at a bar of its own.
func TestNoisyBarsAreThoseOfOfficersOneByOne(t *testing.T) {
	const sd, stops = 0.8, 400_000
	cells := world(map[string]float64{"white": 1.6, "black": 1.0, "hispanic": 1.6}, 7)
	p := fitted(t, cells, threshold.Options{Chains: 2, Draws: 1000, Warmup: 500})
	s := p.Signals[0]
	delta, carry := math.Exp(s.Separation), 1/(1+math.Exp(-s.Risk))
	bar := s.Risk + delta*(s.Bar-delta/2)
	r := stream.New(3)
	searches, hits := 0.0, 0.0
	for range stops {
		signal, guilty := r.NormFloat64(), r.Float64() < carry
		if guilty {
			signal += delta
		}
		if s.Risk+delta*(signal-delta/2) > bar+sd*r.NormFloat64() {
			searches++
			if guilty {
				hits++
			}
		}
	}
	for i := range p.Table.Cells { // the same for all cells but in their rates
		p.Table.Cells[i].Stops = stops
	}
	got := p.Noisy(sd, 4).Cells[0]
	for what, pair := range map[string][2]float64{"searches": {float64(got.Searches) / stops, searches / stops}, "hits": {float64(got.Hits) / stops, hits / stops}} {
		if off := math.Abs(pair[0] - pair[1]); off > 5*math.Sqrt(2*pair[1]/stops) {
			t.Errorf("%s: %g at once, %g one by one", what, pair[0], pair[1])
		}
	}
	if quiet := p.Noisy(0, 4).Cells[0]; quiet.Searches >= got.Searches {
		t.Errorf("noise lets %d be searched, and none %d", got.Searches, quiet.Searches)
	}
	if want := difference(p, "black", threshold.DeptTotal).Difference.Mean; math.Abs(p.Planted(threshold.DeptTotal, 1)-want) > 0.02 {
		t.Errorf("%g is planted where the posterior has %g", p.Planted(threshold.DeptTotal, 1), want)
	}
}
