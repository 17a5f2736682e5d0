package mixed_test

import (
	"math"
	"slices"
	"testing"

	"detangle/stat/fixture"
	"detangle/stat/glm"
	"detangle/stat/mixed"
	"detangle/stat/refuse"
	"detangle/stat/stream"
)

// TestFixtureMixed holds fits to those of glmer. Where it takes differences for the
// curvature of a Laplace fit, the weights in the determinant stay as they were, so that
// its standard errors are compared with those. By quadrature they are from the whole
// curvature, as ours always are.
func TestFixtureMixed(t *testing.T) {
	dir := fixture.Dir(t, "glmm")
	var rows glm.Rows
	var groups, races []string
	minority := glm.Column{Name: "minority"}
	for _, r := range fixture.Rows(t, dir, "cells.csv") {
		rows.Cases, rows.Trials = append(rows.Cases, r.Number(t, "y")), append(rows.Trials, r.Number(t, "n"))
		groups, races = append(groups, r["dept"]), append(races, r["race"])
		value := 1.0
		if r["race"] == "white" {
			value = 0
		}
		minority.Values = append(minority.Values, value)
	}
	rows.Columns = glm.Indicators("race", races, "white")
	sd := fixture.Quantities(t, dir, "expected_var.csv")
	draws := map[string]string{}
	for _, r := range fixture.Rows(t, dir, "expected_ranef.csv") {
		draws[r["dept"]] = r["blup_laplace"]
	}
	for name, c := range map[string]struct {
		o        mixed.Options
		sds      []string
		logLik   string
		hasDraws bool
	}{
		"laplace":        {mixed.Options{Points: mixed.Laplace, Level: 0.95}, []string{"laplace_sd_dept"}, "laplace_loglik", true},
		"agq25":          {mixed.Options{Points: 25, Level: 0.95}, []string{"agq25_sd_dept"}, "", false},
		"laplace_slopes": {mixed.Options{Points: mixed.Laplace, Level: 0.95, Slopes: []glm.Column{minority}}, []string{"slopes_sd_dept", "slopes_sd_minority"}, "slopes_loglik", false},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := mixed.Fit(rows, groups, c.o)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]mixed.Effect{}
			for _, e := range r.Effects {
				got[e.Name] = e
			}
			found := 0
			for _, row := range fixture.Rows(t, dir, "expected_fixed.csv") {
				if row["model"] == name {
					found++
					fixture.Near(t, row["term"], got[row["term"]].Value, row["coef"], 1e-3)
					se := got[row["term"]].Held
					if c.o.Points > 1 {
						se = got[row["term"]].SE
					}
					fixture.Near(t, row["term"]+" se", se, row["se"], 1e-3)
				}
			}
			if found != len(r.Effects) {
				t.Errorf("%d coefficients are expected, %d found", found, len(r.Effects))
			}
			for i, quantity := range c.sds {
				fixture.Near(t, quantity, r.SD[i], sd[quantity], 5e-3)
			}
			if c.logLik != "" {
				fixture.Near(t, c.logLik, r.LogLikelihood, sd[c.logLik], 1e-3)
			}
			for _, g := range r.Groups {
				if c.hasDraws {
					fixture.Near(t, g.Name, g.Draws[0], draws[g.Name], 1e-3)
				}
			}
		})
	}
}

// world has groups whose log odds are drawn with a standard deviation.
func world(groups, rowsEach int, sd float64, seed uint64) (rows glm.Rows, of []string) {
	r := stream.New(seed)
	c := glm.Column{Name: "minority"}
	for g := range groups {
		draw := sd * r.NormFloat64()
		for i := range rowsEach {
			x := float64(i % 2)
			p := 1 / (1 + math.Exp(1-0.4*x-draw))
			cases := 0.0
			for range 60 {
				if r.Float64() < p {
					cases++
				}
			}
			rows.Cases, rows.Trials = append(rows.Cases, cases), append(rows.Trials, 60)
			c.Values, of = append(c.Values, x), append(of, string(rune('a'+g%26))+string(rune('a'+g/26)))
		}
	}
	rows.Columns = []glm.Column{c}
	return rows, of
}

func TestWhatIsPlantedIsFound(t *testing.T) {
	for _, sd := range []float64{0, 0.5} {
		rows, groups := world(60, 4, sd, 3)
		for _, points := range []int{mixed.Laplace, 9} {
			r, err := mixed.Fit(rows, groups, mixed.Options{Points: points, Level: 0.99})
			if err != nil {
				t.Fatal(err)
			}
			slope := r.Effects[1]
			if math.Abs(r.SD[0]-sd) > 0.15 || slope.Low > 0.4 || slope.High < 0.4 {
				t.Errorf("planted 0.4 and %g, found %+v and %v", sd, slope, r.SD)
			}
			sum := 0.0
			for _, g := range r.Groups {
				sum += g.Draws[0]
			}
			if math.Abs(sum/60) > 0.02 {
				t.Errorf("the draws have mean %g", sum/60)
			}
		}
	}
}

// TestTheOrderOfRowsChangesNoBit, and neither do names of groups that sort alike.
func TestTheOrderOfRowsChangesNoBit(t *testing.T) {
	rows, groups := world(12, 4, 0.4, 5)
	o := mixed.Options{Points: mixed.Laplace, Level: 0.95, Slopes: rows.Columns}
	one, err := mixed.Fit(rows, groups, o)
	if err != nil {
		t.Fatal(err)
	}
	back := glm.Rows{Cases: slices.Clone(rows.Cases), Trials: slices.Clone(rows.Trials), Columns: []glm.Column{{Name: "minority", Values: slices.Clone(rows.Columns[0].Values)}}}
	slices.Reverse(back.Cases)
	slices.Reverse(back.Trials)
	slices.Reverse(back.Columns[0].Values)
	slices.Reverse(groups)
	o.Slopes = back.Columns
	other, err := mixed.Fit(back, groups, o)
	if err != nil || !slices.Equal(one.Effects, other.Effects) || !slices.Equal(one.SD, other.SD) || one.LogLikelihood != other.LogLikelihood {
		t.Errorf("%+v\nbackwards %+v %v", one, other, err)
	}
}

func TestRefusals(t *testing.T) {
	rows, groups := world(6, 4, 0.4, 7)
	one := slices.Repeat([]string{"a"}, len(groups))
	all := glm.Rows{Cases: slices.Clone(rows.Cases), Trials: rows.Trials, Columns: rows.Columns}
	for i, x := range rows.Columns[0].Values {
		if x == 1 {
			all.Cases[i] = all.Trials[i]
		}
	}
	above := glm.Rows{Cases: slices.Clone(rows.Trials), Trials: rows.Trials, Columns: rows.Columns}
	above.Cases[3]++
	o := mixed.Options{Points: mixed.Laplace, Level: 0.95}
	for name, c := range map[string]struct {
		rows   glm.Rows
		groups []string
		o      mixed.Options
		want   string
	}{
		"one group":              {rows, one, o, refuse.OneCluster},
		"perfect prediction":     {all, groups, o, refuse.Separation},
		"more cases than trials": {above, groups, o, refuse.BadCount},
		"no rows":                {glm.Rows{}, nil, o, refuse.NoData},
		"groups missing":         {rows, groups[1:], o, refuse.BadShape},
		"even points":            {rows, groups, mixed.Options{Points: 4, Level: 0.95}, refuse.BadShape},
		"points for slopes":      {rows, groups, mixed.Options{Points: 5, Level: 0.95, Slopes: rows.Columns}, refuse.BadShape},
		"no level":               {rows, groups, mixed.Options{Points: 1}, refuse.BadLevel},
	} {
		if _, err := mixed.Fit(c.rows, c.groups, c.o); refuse.Code(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// FuzzFit: never a panic, never a number that is none.
func FuzzFit(f *testing.F) {
	f.Add([]byte{3, 9, 0, 4, 9, 1, 2, 5, 0, 1, 3, 1})
	f.Add([]byte{9, 9, 0, 9, 9, 1, 0, 5, 0, 0, 3, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		var rows glm.Rows
		var groups []string
		c := glm.Column{Name: "x"}
		for i := 0; i+3 <= len(data) && i < 60; i += 3 {
			rows.Cases, rows.Trials = append(rows.Cases, float64(data[i]%16)), append(rows.Trials, float64(data[i+1]%16))
			c.Values = append(c.Values, float64(data[i+2]%3))
			groups = append(groups, string('a'+rune(data[i+2]/3%5)))
		}
		rows.Columns = []glm.Column{c}
		r, err := mixed.Fit(rows, groups, mixed.Options{Points: 1, Level: 0.9})
		if err != nil {
			if refuse.Code(err) == "" {
				t.Fatal(err)
			}
			return
		}
		for _, e := range r.Effects {
			if math.IsNaN(e.Value) || math.IsNaN(e.SE) || e.Low > e.High || math.IsInf(e.Value, 0) {
				t.Fatalf("%+v", e)
			}
		}
	})
}
