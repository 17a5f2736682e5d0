package main

import (
	"testing"

	"detangle"
)

// Totals of the county tables of the Stanford Open Policing Project, pooled by
// race, counted from the files by another program.
func TestRealSearchAndHitRatesPooledByRace(t *testing.T) {
	for ref, want := range map[string]map[string][2]int64{
		"search_rate?by=race": {"black": {251041, 7296978}, "hispanic": {495613, 13234052}, "white": {651285, 35196590}},
		"hit_rate?by=race":    {"black": {29444, 103018}, "hispanic": {21768, 96575}, "white": {59457, 214438}},
	} {
		got := ask(t, ref).Rows
		if len(got) != 3 {
			t.Fatalf("%s: %d rows", ref, len(got))
		}
		for _, r := range got {
			w := want[r.Keys["race"]]
			if r.N != w[0] || *r.Denominator != float64(w[1]) || *r.Value != float64(w[0])/float64(w[1]) || *r.Low >= *r.Value || *r.High <= *r.Value {
				t.Errorf("%s, %s: %d of %v, published %d of %d", ref, r.Keys["race"], r.N, *r.Denominator, w[0], w[1])
			}
		}
	}
}

// The pooled order of hit rates is not that within places.
func TestRealPooledHitRatesAreASimpsonTrap(t *testing.T) {
	byState := map[string]map[string]float64{}
	for _, r := range ask(t, "hit_rate?by=state,race").Rows {
		if byState[r.Keys["state"]] == nil {
			byState[r.Keys["state"]] = map[string]float64{}
		}
		byState[r.Keys["state"]][r.Keys["race"]] = *r.Value
	}
	below := 0
	for _, rates := range byState {
		if rates["black"] < rates["white"] {
			below++
		}
	}
	if len(byState) != 9 || below != 8 {
		t.Errorf("%d states, in %d of which the hit rate of Black drivers is below that of White ones", len(byState), below)
	}
	pooled := map[string]detangle.FindingRow{}
	for _, r := range ask(t, "hit_rate?by=race").Rows {
		pooled[r.Keys["race"]] = r
	}
	if *pooled["black"].Low <= *pooled["white"].High {
		t.Error("pooled, the interval of Black drivers lies above that of White ones")
	}
}
