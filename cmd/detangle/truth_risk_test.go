package main

import (
	"strings"
	"testing"
)

// In the planted worlds the record tells nothing of risk but the place: at equal risk in the same
// place a lower bar is found where it was planted, nobody else is called treated otherwise, and
// a group of whom fewer carry something comes out below one, as the method warns.
func TestPlantedWorldsComeOutOfTheRiskAdjustedTest(t *testing.T) {
	s := theStops(t)
	for _, c := range []struct {
		world, group string
		want         int // 1: searched more beyond doubt, -1: less, 0: no telling
	}{
		{"biased", "black", 1}, {"biased", "hispanic", 1}, {"unbiased", "black", 0}, {"unbiased", "hispanic", 0}, {"infra-marginal", "black", -1}, {"infra-marginal", "hispanic", -1}, {"mislabelled", "black", 0},
	} {
		w := s.world(t, c.world)
		f := answered(t, s.lake(), "disparity_risk_adjusted", "--by", "group", "--where", "source="+w.Geography, "--where", "group="+c.group)
		if len(f.Rows) != 1 || f.Rows[0].Value == nil {
			if c.world != "infra-marginal" { // of a group searched seldom a count may be too small to say
				t.Errorf("%s, %s: %+v", c.world, c.group, f)
			}
			continue
		}
		r, got := f.Rows[0], 0
		if *r.Low > 1 {
			got = 1
		} else if *r.High < 1 {
			got = -1
		}
		if said := strings.Contains(r.Test.Sentence, "different standard"); got != c.want || said != (c.want == 1) || r.Test.P == nil {
			t.Errorf("%s, %s: %v (%v to %v): %s", c.world, c.group, *r.Value, *r.Low, *r.High, r.Test.Sentence)
		}
	}
	if f := answered(t, s.lake(), "disparity_risk_adjusted", "--by", "group", "--where", "source=wi_exampleville"); len(f.Rows) == 0 || f.Rows[0].Refusal == nil || f.Rows[0].Refusal.Code != "not_recorded" {
		t.Errorf("a record without searches: %+v", f)
	}
}

// Before the agreement that was planted nobody is searched at a lower bar; after it Hispanic drivers are.
func TestTheRiskAdjustedTestFindsThePlantedChange(t *testing.T) {
	s := theStops(t)
	w := s.world(t, "changed")
	of := map[string][2]float64{}
	for _, r := range answered(t, s.lake(), "disparity_risk_adjusted", "--by", "agreement,period", "--where", "source="+w.Geography, "--where", "group=hispanic", "--where", "county="+w.Change.CountyFIPS).Rows {
		if r.Low != nil {
			of[r.Keys["period"]] = [2]float64{*r.Low, *r.High}
		}
	}
	if before := of["before"]; !(before[0] < 1 && 1 < before[1]) || !(of["after"][0] > 1) || !(of["change"][0] > 1) {
		t.Errorf("%v: the bar for Hispanic drivers fell with the agreement", of)
	}
}

// The stops of a race spread over risk: the shares add up to all of them.
func TestStopsSpreadOverRisk(t *testing.T) {
	s := theStops(t)
	f := answered(t, s.lake(), "risk_spread", "--by", "risk", "--where", "race=white", "--where", "source="+s.world(t, "biased").Geography)
	sum := 0.0
	for _, r := range f.Rows {
		if r.Value != nil {
			sum += *r.Value
		}
	}
	if len(f.Rows) != 20 || sum < 0.97 || sum > 1.03 {
		t.Errorf("shares of %d stretches of risk add up to %v", len(f.Rows), sum)
	}
}
