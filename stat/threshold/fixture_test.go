package threshold

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"detangle/stat/fixture"
)

// fixtureTable reads cells.csv. Names get their index in front, so that the
// order by name is the order of the indices; row says which cell a row became.
func fixtureTable(t testing.TB, dir string) (table *Table, rowOf []int) {
	t.Helper()
	file := fixture.Rows(t, dir, "cells.csv")
	groups := 0
	for _, r := range file {
		groups = max(groups, r.Int(t, "race"))
	}
	names := make([]string, groups)
	cells := make([]Cell, len(file))
	for i, r := range file {
		race := r.Int(t, "race")
		geography := (r.Int(t, "gr") - 1) / groups
		cells[i] = Cell{
			Geography: fmt.Sprintf("%04d", geography), Department: fmt.Sprintf("%06d %s", r.Int(t, "dept"), r["dept_name"]), Group: r["race_name"],
			Stops: int64(r.Int(t, "n")), Searches: int64(r.Int(t, "s")), Hits: int64(r.Int(t, "h")),
		}
		names[race-1] = r["race_name"]
	}
	table, err := NewTable(cells, names)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cells {
		at := -1
		for i, kept := range table.Cells {
			if kept == c {
				at = i
			}
		}
		rowOf = append(rowOf, at)
	}
	return table, rowOf
}

// TestFixtureDensityAndGradientAreThoseOfTheReference: the kernel within 1e-9 and
// each part of the gradient within 1e-7 of itself, or of the largest part where
// it is a small difference of large ones.
func TestFixtureDensityAndGradientAreThoseOfTheReference(t *testing.T) {
	for _, name := range []string{"threshold_single", "threshold_multigeo"} {
		t.Run(name, func(t *testing.T) {
			dir := fixture.Dir(t, name)
			table, rowOf := fixtureTable(t, dir)
			f := newFast(table, OPP2020(1))
			place := func(index int) int { // of the reference's vector, from 1, in ours
				i := index - 1
				if i >= f.at.z && i < f.at.a {
					return f.at.z + rowOf[i-f.at.z]
				}
				return i
			}
			type check struct {
				x, gradient []float64
				density     float64
				set         int
			}
			cases := map[string]*check{}
			for _, r := range fixture.Rows(t, dir, "logdensity_gradient_checks.csv") {
				c := cases[r["case"]]
				if c == nil {
					c = &check{x: make([]float64, f.Dim()), gradient: make([]float64, f.Dim()), density: r.Number(t, "log_density_kernel")}
					cases[r["case"]] = c
				}
				i := place(r.Int(t, "index"))
				c.x[i], c.gradient[i] = r.Number(t, "theta"), r.Number(t, "grad")
				c.set++
			}
			gradient := make([]float64, f.Dim())
			for id, c := range cases {
				if c.set != f.Dim() {
					t.Fatalf("case %s has %d parameters, the model %d", id, c.set, f.Dim())
				}
				got := f.LogDensity(c.x, gradient)
				if !(math.Abs(got-c.density) <= 1e-9*math.Abs(c.density)) {
					t.Errorf("case %s: log density %.15g, want %.15g", id, got, c.density)
				}
				for i, want := range c.gradient {
					if !(math.Abs(gradient[i]-want) <= 1e-7*math.Max(1, math.Abs(want))) {
						t.Errorf("case %s: derivative %d is %.12g, want %.12g", id, i+1, gradient[i], want)
					}
				}
			}
		})
	}
}

// TestFixturePosteriorsAreThoseOfRstan compares group thresholds, differences and
// cells under both weightings, and what the predictive checks say: means within
// four standard errors of both simulations (six where the reference itself is
// loose), standard deviations within 10 per cent (20).
func TestFixturePosteriorsAreThoseOfRstan(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds a table")
	}
	for _, c := range []struct {
		name, cells string
		prior       Prior
		beta, loose bool
	}{
		{name: "threshold_single", prior: OPP2020(1)},
		{name: "threshold_multigeo", prior: OPP2020(1)},
		{name: "threshold_single_prior_x0.5", cells: "threshold_single", prior: OPP2020(0.5)},
		{name: "threshold_single_prior_x1.5", cells: "threshold_single", prior: OPP2020(1.5)},
		{name: "threshold_single_2018priors", cells: "threshold_single", prior: FastTT2018(), loose: true},
		{name: "threshold_beta", cells: "threshold_single", beta: true, loose: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := fixture.Dir(t, c.name)
			cells := dir
			if c.cells != "" {
				cells = fixture.Dir(t, c.cells)
			}
			table, _ := fixtureTable(t, cells)
			options := Options{Prior: c.prior, Seed: 287, Draws: 4000}
			if c.loose {
				options.Draws = 2000 // as many as the reference: rare tails are in neither or in both
			}
			var p *Posterior
			var err error
			if c.beta { // the reference fixes the first department, not the largest
				options.Warmup, options.Draws = 600, 700
				p, err = fit(context.Background(), table, options.WithDefaults(), "beta signals", func() model { return newBeta(table, 0) })
			} else {
				p, err = Fit(context.Background(), table, options)
			}
			if p == nil {
				t.Fatal(err)
			}
			if err != nil && !c.loose { // those of the reference did not all converge either
				t.Error(err)
			}
			t.Logf("%+v", p.Sampling)
			t.Logf("%+v", p.Check)
			compareGroups(t, p, dir, c.loose)
			compareCells(t, p, dir, c.loose)
			compareChecks(t, p, dir, c.loose)
		})
	}
}

// near reports how a summary disagrees with a reference of draws worth ess.
func near(s Summary, mean, sd, mcse float64, loose bool) string {
	errors, spread := 4.0, 0.1
	if loose {
		errors, spread = 6, 0.2
	}
	if !(math.Abs(s.Mean-mean) <= errors*math.Hypot(s.MCSE, mcse)) {
		return fmt.Sprintf("mean %g (± %g), want %g (± %g)", s.Mean, s.MCSE, mean, mcse)
	}
	if !(math.Abs(s.SD/sd-1) <= spread) {
		return fmt.Sprintf("standard deviation %g, want %g", s.SD, sd)
	}
	return ""
}

func compareGroups(t *testing.T, p *Posterior, dir string, loose bool) {
	t.Helper()
	for _, r := range fixture.Rows(t, dir, "expected_aggregate_thresholds.csv") {
		var got Summary
		for _, g := range p.Groups {
			if r["quantity"] == "threshold" && g.Group == r["race"] && string(g.Weighting) == r["weighting"] {
				got = g.Threshold
			}
		}
		for _, d := range p.Differences {
			if r["quantity"] == "diff_vs_"+d.Reference && d.Group == r["race"] && string(d.Weighting) == r["weighting"] {
				got = d.Difference
			}
		}
		if wrong := near(got, r.Number(t, "mean"), r.Number(t, "sd"), r.Number(t, "mcse"), loose); wrong != "" {
			t.Errorf("%s %s %s: %s", r["weighting"], r["quantity"], r["race"], wrong)
		}
	}
}

// compareCells takes the reference's standard error from the worst effective
// size that it reports, for its cells come without.
func compareCells(t *testing.T, p *Posterior, dir string, loose bool) {
	t.Helper()
	ess := expectedFit(t, dir)["min_neff"]
	for _, r := range fixture.Rows(t, dir, "expected_cells.csv") {
		for _, c := range p.Cells {
			if c.Group != r["race"] || !strings.HasSuffix(c.Department, " "+r["dept"]) {
				continue
			}
			for _, q := range []struct {
				name string
				got  Summary
			}{{"threshold", c.Threshold}, {"search_rate", c.Search}, {"hit_rate", c.Hit}} {
				sd := r.Number(t, q.name+"_sd")
				if wrong := near(q.got, r.Number(t, q.name+"_mean"), sd, sd/math.Sqrt(ess), loose); wrong != "" {
					t.Errorf("%s of %s %s: %s", q.name, r["dept"], r["race"], wrong)
				}
			}
		}
	}
}

// compareChecks allows for the error of simulation of shares of a few hundred
// independent draws.
func compareChecks(t *testing.T, p *Posterior, dir string, loose bool) {
	t.Helper()
	share := 0.08
	if loose {
		share = 0.12
	}
	want := expectedFit(t, dir)
	for _, c := range []struct {
		name           string
		got, tolerance float64
	}{
		{"ppc_weighted_rmse_search_rate", p.Check.SearchError, 0.002}, {"ppc_weighted_rmse_hit_rate", p.Check.HitError, 0.003},
		{"ppc_bayes_p_chisq_search", p.Check.SearchP, share}, {"ppc_bayes_p_chisq_hit", p.Check.HitP, share},
	} {
		if !(math.Abs(c.got-want[c.name]) <= c.tolerance) {
			t.Errorf("%s is %g, want %g", c.name, c.got, want[c.name])
		}
	}
}

func expectedFit(t testing.TB, dir string) map[string]float64 {
	t.Helper()
	out := map[string]float64{}
	for _, r := range fixture.Rows(t, dir, "expected_fit.csv") {
		out[r["quantity"]] = r.Number(t, "value")
	}
	return out
}
