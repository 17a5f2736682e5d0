package disparitythreshold

import (
	"bytes"
	"strings"
	"testing"

	"detangle"
)

// TestNoisyBarsLeaveTheSign of a planted difference, tables without noise give back
// what they were made with, and race by lot gives none.
func TestNoisyBarsLeaveTheSign(t *testing.T) {
	t.Parallel()
	p := prepared(t, world(8, all(0.08), map[string]float64{"white": 0.3, "black": 0.15, "hispanic": 0.3}))
	r := p.records[0]
	made, err := r.check(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	if one, err := r.check(t.Context(), 1); err != nil || !bytes.Equal(one, made) {
		t.Errorf("one worker makes other bytes than two: %v", err)
	}
	for _, w := range p.Work() {
		if w.Check {
			if err := w.Give(made); err != nil || !w.Done() {
				t.Fatal(err)
			}
		} else if w.Done() {
			t.Error("checks are taken for the answer")
		}
	}
	checks := map[string]detangle.Check{}
	for _, c := range p.Checks(map[string]string{"source": "ex_statewide", "group": "black"}) {
		checks[c.Check] = c
	}
	if c := checks["as answered"]; c.Refusal == nil || c.Refusal.Code != "not_computed" {
		t.Errorf("%+v", c)
	}
	planted := r.made[0].Planted["black"]
	if quiet := checks["threshold noise 0"]; planted > -0.05 || *quiet.Low > planted || *quiet.High < planted {
		t.Errorf("%g is planted and %g to %g found", planted, *quiet.Low, *quiet.High)
	}
	for _, name := range []string{"threshold noise 0.25", "threshold noise 0.5", "threshold noise 1"} {
		if c := checks[name]; !c.Made || c.Refusal != nil || *c.High >= 0 || !strings.Contains(c.Note, "made with "+points(planted)) {
			t.Errorf("%s: %+v", name, c)
		}
	}
	if lot := checks[byLot]; *lot.Low > 0 || *lot.High < 0 {
		t.Errorf("by lot: %g to %g", *lot.Low, *lot.High)
	}
	for _, name := range []string{"one place left out", "missing race in either group"} {
		if c := checks[name]; c.Made || c.Refusal == nil || c.Refusal.Code != "not_run" {
			t.Errorf("%s: %+v", name, c)
		}
	}
	if _, err := readChecks([]byte("[]")); err == nil {
		t.Error("no checks are taken for checks")
	}
}
