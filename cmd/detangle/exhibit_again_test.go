package main

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// This file is another program: it knows an archive and its README, and nothing else.

// workAgain works out what estimates.csv says of the benchmark and the outcome test, and
// says how many of each scope and period it could.
func workAgain(t *testing.T, inside map[string][]byte) map[string]int {
	t.Helper()
	cells, done := map[string][]map[string]string{}, map[string]int{}
	for _, r := range csvRows(t, inside["inputs/cells.csv"]) {
		cells[r["test"]] = append(cells[r["test"]], r)
	}
	periods := map[string]map[string]string{}
	if data := inside["inputs/stop_period.csv"]; len(data) > 0 {
		for _, p := range csvRows(t, data) {
			periods[p["scope"]+p["agreement_change"]] = p
		}
	}
	for _, e := range csvRows(t, inside["results/estimates.csv"]) {
		if e["test"] != "benchmark" && e["test"] != "outcome" || e["refusal_code"] != "" {
			continue
		}
		test := e["test"]
		if e["estimator"] == "per_resident" {
			test = "residents"
		}
		got, ok := again(cells[test], periods[e["scope"]+e["agreement_change"]], e)
		if !ok {
			continue
		}
		done[e["scope"]+" "+e["period"]]++
		done[e["estimator"]]++
		nearly(t, e, "value", got.value)
		if got.low != 0 {
			nearly(t, e, "low", got.low)
			nearly(t, e, "high", got.high)
		}
	}
	return done
}

// workedOut is a value with its ends; both are 0 where they are not worked out.
type workedOut struct{ value, low, high float64 }

// shrunkAgain pulls values towards the means of their families, where neither is rounded,
// and says how many it could.
func shrunkAgain(t *testing.T, inside map[string][]byte) (done int) {
	t.Helper()
	key := func(r map[string]string) string {
		return r["test"] + "/" + r["estimator"] + "/" + r["compared"] + "/" + r["scope"] + "/" + r["period"]
	}
	families := map[string]map[string]string{}
	for _, f := range csvRows(t, inside["results/families.csv"]) {
		families[key(f)] = f
	}
	for _, e := range csvRows(t, inside["results/estimates.csv"]) {
		if e["shrunk"] == "" || e["persons"] != "false" {
			continue
		}
		f := families[key(e)]
		value, mean, back := parsed(e["value"]), parsed(f["mean"]), func(v float64) float64 { return v }
		if e["unit"] != "difference" {
			value, mean, back = math.Log(value), math.Log(mean), math.Exp
		}
		spread, se := parsed(f["spread"]), parsed(e["se"])
		nearly(t, e, "shrunk", back(mean+spread*spread/(spread*spread+se*se)*(value-mean)))
		done++
	}
	return done
}

// again works one estimate out; a change is of both periods.
func again(cells []map[string]string, period, e map[string]string) (workedOut, bool) {
	if !slices.Contains([]string{"ratio", "difference", "ratio_within", "difference_within", "per_resident"}, e["estimator"]) {
		return workedOut{}, false
	}
	if e["period"] != "change" {
		return pooled(cellsOf(cells, period, e, e["period"]), e)
	}
	before, ok := pooled(cellsOf(cells, period, e, "before"), e)
	after, _ := pooled(cellsOf(cells, period, e, "after"), e)
	if e["unit"] == "difference" {
		return workedOut{value: after.value - before.value}, ok
	}
	made := workedOut{value: after.value / before.value}
	if before.low > 0 && after.low > 0 {
		down := math.Hypot(math.Log(after.value/after.low), math.Log(before.high/before.value))
		up := math.Hypot(math.Log(after.high/after.value), math.Log(before.value/before.low))
		made.low, made.high = made.value*math.Exp(-down), made.value*math.Exp(up)
	}
	return made, ok
}

// cellsOf are the rows of an estimate's groups, place and months.
func cellsOf(cells []map[string]string, period, e map[string]string, when string) (out []map[string]string) {
	for _, r := range cells {
		here := r["race"] == e["compared"] || r["race"] == "white"
		for _, key := range []string{"state", "county_fips", "department"} {
			here = here && (e[key] == "" || r[key] == e[key])
		}
		switch when {
		case "all":
		case "before", "after":
			here = here && period != nil && r["month"] >= period[when+"_from"][:10] && r["month"] <= period[when+"_to"][:10]
		default:
			here = here && strings.HasPrefix(r["month"], when) // a year
		}
		if here {
			out = append(out, r)
		}
	}
	return out
}

// pooled compares a group with white people in these rows.
func pooled(rows []map[string]string, e map[string]string) (workedOut, bool) {
	type place struct{ a, n1, c, n0 float64 }
	places, whole := map[string]*place{}, place{}
	for _, r := range rows {
		within := r["within_"+e["scope"]]
		if places[within] == nil {
			places[within] = &place{}
		}
		cases, trials := parsed(r["cases"]), parsed(r["trials"])
		for _, at := range []*place{places[within], &whole} {
			if r["race"] == "white" {
				at.c, at.n0 = at.c+cases, at.n0+trials
			} else {
				at.a, at.n1 = at.a+cases, at.n1+trials
			}
		}
	}
	ratio := whole.a / whole.n1 / (whole.c / whole.n0)
	switch e["estimator"] {
	case "ratio":
		return aroundRatio(ratio, math.Sqrt(1/whole.a-1/whole.n1+1/whole.c-1/whole.n0)), true
	case "per_resident":
		return aroundRatio(ratio, math.Sqrt(1/whole.a+1/whole.c)), true
	case "difference":
		return workedOut{value: whole.a/whole.n1 - whole.c/whole.n0}, true
	}
	over, under := 0.0, 0.0
	for _, p := range places {
		n := p.n1 + p.n0
		switch {
		case p.n1 == 0 || p.n0 == 0:
		case e["estimator"] == "ratio_within":
			over, under = over+p.a*p.n0/n, under+p.c*p.n1/n
		default:
			over, under = over+(p.a*p.n0-p.c*p.n1)/n, under+p.n1*p.n0/n
		}
	}
	return workedOut{value: over / under}, true
}

// aroundRatio is a ratio with the interval that the standard error of its log makes.
func aroundRatio(ratio, se float64) workedOut {
	return workedOut{ratio, ratio * math.Exp(-1.959963984540054*se), ratio * math.Exp(1.959963984540054*se)}
}
