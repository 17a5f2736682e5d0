package disparitythreshold

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"detangle"
	"detangle/stat/refuse"
	"detangle/stat/stream"
	"detangle/stat/threshold"
)

// Checks of an answer beside its settings: tables of the same stops are made whose
// truth is known, and fitted as the real one is. Officers whose bars are noisy should
// move what is found but little (method.md, rule 11); where groups are given out by
// lot there is nothing to find.

// noises are the standard deviations of the logit of officers' bars; without noise the
// table is what the test assumes.
var noises = []float64{0, 0.25, 0.5, 1}

// again is what is kept of a fit of a made table.
type again struct {
	Check       string             `json:"check"`
	Refusal     *detangle.Refusal  `json:"refusal,omitempty"`
	Planted     map[string]float64 `json:"planted"` // difference of each group
	Differences []difference       `json:"differences,omitempty"`
}

func (r *record) checkKey() string { return keyOf(fmt.Sprintf("checks %v", noises), r.table) }

// check fits every made table under the usual setting.
func (r *record) check(ctx context.Context, workers int) ([]byte, error) {
	p, err := threshold.Fit(ctx, r.table, options(workers))
	if p == nil {
		return nil, err // a posterior that did not settle is good enough to make tables of
	}
	planted := map[string]float64{}
	for g, group := range r.table.Groups[1:] {
		planted[group] = p.Planted(threshold.DeptTotal, g+1)
	}
	var all []again
	for i, sd := range noises {
		made := again{Check: fmt.Sprintf("threshold noise %g", sd), Planted: planted}
		if all, err = made.fit(ctx, workers, p.Noisy(sd, stream.Seed(seed, 10+uint64(i))), all); err != nil {
			return nil, err
		}
	}
	lot := again{Check: byLot, Planted: map[string]float64{}}
	if all, err = lot.fit(ctx, workers, r.table.Shuffled(stream.Seed(seed, 20)), all); err != nil {
		return nil, err
	}
	return json.Marshal(all)
}

const byLot = "race by lot within places"

// fit fits a made table and adds what is kept of it to all.
func (a again) fit(ctx context.Context, workers int, made *threshold.Table, all []again) ([]again, error) {
	p, err := threshold.Fit(ctx, made, options(workers))
	var refused *refuse.Refused
	switch {
	case errors.As(err, &refused):
		a.Refusal = &refused.Refusal
		return append(all, a), nil
	case err != nil:
		return nil, err
	}
	f, err := keep(usual, p, nil)
	a.Differences = slices.DeleteFunc(f.Differences, func(d difference) bool { return d.Weighting != threshold.DeptTotal })
	return append(all, a), err
}

// Checks are those of a group: the settings and weightings of its answer, and the made
// tables.
func (p *Prepared) Checks(where map[string]string) (checks []detangle.Check) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	i := slices.IndexFunc(p.records, func(r *record) bool {
		return r.source == where["source"] && (r.persons || r.state == where["state"])
	})
	if i < 0 {
		return nil
	}
	r, group := p.records[i], where["group"]
	for _, row := range p.all {
		if row.Source != r.source || row.Scope != r.scope() || !r.persons && row.State != r.state || row.Group != group || row.Agreement != "" {
			continue
		}
		name := "prior setting " + row.Estimator
		if row.Estimator == usual {
			name = "as answered"
		}
		checks = append(checks, detangle.Check{Check: name, Value: row.Value, Low: row.Low, High: row.High, Refusal: row.Refusal})
	}
	if r.refusal != nil || r.left[group].Code != "" {
		return checks
	}
	for _, a := range r.made {
		checks = append(checks, a.of(group))
	}
	return append(checks,
		notRun("one place left out", "each place left out would be a fit of its own", "detangle measure disparity_outcome --robust, which leaves each out; differences of places: --by department,group"),
		notRun("missing race in either group", "people without a recorded race are in no cell of the test", "detangle measure disparity_benchmark --robust, which gives their bounds"))
}

func notRun(check, reason, closing string) detangle.Check {
	return detangle.Check{Check: check, Refusal: &detangle.Refusal{Code: "not_run", Reason: reason, Closing: closing}}
}

// of is the row of a group.
func (a again) of(group string) detangle.Check {
	c := detangle.Check{Check: a.Check, Refusal: a.Refusal, Made: true}
	for _, d := range a.Differences {
		if d.Group != group {
			continue
		}
		value, low, high := thousandths(d.Value), thousandths(d.Low), thousandths(d.High)
		c.Value, c.Low, c.High = &value, &low, &high
		if planted, found := a.Planted[group]; found {
			c.Note = fmt.Sprintf("made with %s points, found %s: bars of %.0f %% against %.0f %%", points(planted), points(d.Value), 100*d.Bar, 100*d.Against)
		} else {
			c.Note = fmt.Sprintf("made without a difference: bars of %.0f %% against %.0f %%", 100*d.Bar, 100*d.Against)
		}
	}
	return c
}

// readChecks reads what check made.
func readChecks(kept []byte) (made []again, err error) {
	if err := json.Unmarshal(kept, &made); err != nil {
		return nil, fmt.Errorf("what was kept are no checks: %w", err)
	}
	if len(made) != len(noises)+1 {
		return nil, fmt.Errorf("what was kept has %d checks of %d", len(made), len(noises)+1)
	}
	return made, nil
}
