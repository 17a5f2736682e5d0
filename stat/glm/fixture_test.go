package glm_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"detangle/stat/fixture"
	"detangle/stat/glm"
	"detangle/stat/refuse"
)

func column(rows []fixture.Row, name string) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = row[name]
	}
	return out
}

func numbers(t *testing.T, rows []fixture.Row, name string) []float64 {
	out := make([]float64, len(rows))
	for i, row := range rows {
		out[i] = row.Number(t, name)
	}
	return out
}

// design has race and age as columns, with year and county absorbed or as
// columns too.
func design(t *testing.T, rows []fixture.Row, absorb bool) glm.Rows {
	first := func(name string) string { return slices.Min(column(rows, name)) }
	out := glm.Rows{Columns: slices.Concat(glm.Indicators("race", column(rows, "race"), "white"), glm.Indicators("age", column(rows, "age"), first("age")))}
	for _, name := range []string{"year", "county"} {
		if absorb {
			out.Effects = append(out.Effects, glm.Effect{Name: name, Levels: glm.Levels(column(rows, name))})
		} else {
			out.Columns = append(out.Columns, glm.Indicators(name, column(rows, name), first(name))...)
		}
	}
	return out
}

func TestFixtureBenchmark(t *testing.T) {
	dir := fixture.Dir(t, "benchmark")
	all := fixture.Rows(t, dir, "cells.csv")
	stopped := slices.DeleteFunc(slices.Clone(all), func(r fixture.Row) bool { return r.Number(t, "stops") == 0 })
	want := fixture.Quantities(t, dir, "expected_fit.csv")
	for name, absorb := range map[string]bool{"absorbed": true, "columns": false} {
		t.Run(name, func(t *testing.T) {
			stops := design(t, all, absorb)
			stops.Cases = numbers(t, all, "stops")
			for _, p := range numbers(t, all, "population") {
				stops.Offset = append(stops.Offset, math.Log(p))
			}
			searches := design(t, stopped, absorb)
			searches.Cases, searches.Trials = numbers(t, stopped, "searches"), numbers(t, stopped, "stops")

			poisson, err := glm.AsR(glm.Poisson, stops)
			if err != nil {
				t.Fatal(err)
			}
			fixture.Near(t, "poisson deviance", poisson.Deviance, want["poisson_deviance"], 1e-6)
			fixture.Near(t, "poisson loglik", poisson.LogLik, want["poisson_loglik"], 1e-6)
			fixture.Near(t, "dispersion", poisson.Dispersion, want["quasi_dispersion"], 1e-6)
			compare(t, dir, "poisson", poisson, poisson.Model(), column(all, "county"), 1e-6)
			compare(t, dir, "quasipoisson", poisson, poisson.Quasi(), column(all, "county"), 1e-6)

			binomial, err := glm.AsR(glm.Binomial, searches)
			if err != nil {
				t.Fatal(err)
			}
			fixture.Near(t, "binomial deviance", binomial.Deviance, want["binomial_deviance"], 1e-6)
			fixture.Near(t, "binomial loglik", binomial.LogLik, want["binomial_loglik"], 1e-6)
			compare(t, dir, "binomial_search", binomial, binomial.Model(), column(stopped, "county"), 1e-6)

			negbin, err := glm.NegativeBinomial(stops)
			if refuse.Code(err) == glm.NoOverdispersion {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			fixture.Near(t, "theta", negbin.Theta, want["negbin_theta"], 1e-5)
			fixture.Near(t, "theta se", negbin.ThetaSE, want["negbin_theta_se"], 1e-5)
			fixture.Near(t, "negbin loglik", negbin.LogLik, want["negbin_loglik"], 1e-5)
			compare(t, dir, "negbin", negbin.Fit, negbin.Model(), column(all, "county"), 1e-5)
		})
	}
}

// compare holds each term of a model that was fitted against the file.
func compare(t *testing.T, dir, model string, f *glm.Fit, v glm.Variance, clusters []string, tolerance float64) {
	t.Helper()
	hc0, err0 := f.ClusterHC0(glm.Levels(clusters))
	hc1, err1 := f.ClusterHC1(glm.Levels(clusters))
	if err0 != nil || err1 != nil {
		t.Fatal(err0, err1)
	}
	for _, row := range fixture.Rows(t, dir, "expected_coefs.csv") {
		if row["model"] != model {
			continue
		}
		for name, kind := range map[string]glm.Variance{"se_model": v, "se_hc0": f.HC0(), "se_cluster_hc0": hc0, "se_cluster_hc1": hc1} {
			e, err := f.Estimate(row["term"], kind, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			fixture.Near(t, model+" "+e.Name, e.Value, row["coef"], tolerance)
			if row[name] != "NA" && row[name] != "" {
				fixture.Near(t, strings.Join([]string{model, e.Name, name}, " "), e.SE, row[name], tolerance)
			}
		}
	}
}
