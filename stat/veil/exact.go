package veil

import (
	"detangle/stat/contingency"
)

// FewStops is the number of usable stops in a place below which Exact is the
// answer to show first: its form assumes nothing of clock time.
const FewStops = 500

// Strata pairs dark with light within each place, quarter of an hour and control:
// the group's share of stops in each.
func Strata(stops []Stop) []contingency.Pair {
	type stratum struct {
		location, control string
		quarter           int
	}
	pairs := map[stratum]contingency.Pair{}
	for _, s := range stops {
		if s.Minute < 0 || s.Minute >= 24*60 || !s.dark() {
			continue
		}
		at := stratum{s.Location, s.Control, s.Minute / 15}
		p := pairs[at]
		rate := &p.Reference
		if s.key().Dark {
			rate = &p.Group
		}
		rate.Trials++
		if s.Minority {
			rate.Cases++
		}
		pairs[at] = p
	}
	var out []contingency.Pair
	for _, p := range pairs {
		out = append(out, p)
	}
	return out
}
