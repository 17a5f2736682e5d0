package riskadjust_test

import (
	"math"
	"strings"
	"testing"

	"detangle/stat/fixture"
	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/riskadjust"
	"detangle/stat/stream"
)

func TestFixtureRiskAdjusted(t *testing.T) {
	dir := fixture.Dir(t, "risk_adjusted")
	var stops riskadjust.Stops
	for i, row := range fixture.Rows(t, dir, "stops.csv") {
		stops.Group = append(stops.Group, row["race"])
		stops.Searched = append(stops.Searched, row["searched"] == "1")
		stops.Hit = append(stops.Hit, row["contraband"] == "1")
		for j, name := range []string{"x1", "x2"} {
			if i == 0 {
				stops.Covariates = append(stops.Covariates, glm.Column{Name: name})
			}
			stops.Covariates[j].Values = append(stops.Covariates[j].Values, row.Number(t, name))
		}
	}
	r, err := riskadjust.Fit(stops, riskadjust.Options{Reference: "white", Fitter: glm.AsR})
	if err != nil {
		t.Fatal(err)
	}
	models := map[string]*glm.Fit{"risk_model": r.Risk, "unadjusted": r.Unadjusted, "kitchen_sink": r.Kitchen, "risk_adjusted": r.Adjusted}
	for _, row := range fixture.Rows(t, dir, "expected.csv") {
		f := models[row["model"]]
		e, err := f.Estimate(strings.TrimPrefix(row["term"], "race"), f.Model(), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		fixture.Near(t, row["model"]+" "+e.Name, e.Value, row["coef"], 1e-6)
		fixture.Near(t, row["model"]+" "+e.Name+" se", e.SE, row["se"], 1e-6)
	}
}

// planted are stops at which a group is searched on odds higher by bias, at equal
// risk, and carries other risks too.
func planted(n int, bias float64, seed uint64) riskadjust.Stops {
	r := stream.New(seed)
	s := riskadjust.Stops{Covariates: []glm.Column{{Name: "x"}}}
	for range n {
		group, x := "white", r.NormFloat64()
		if r.IntN(2) == 1 {
			group, x = "black", x+0.5
		}
		searched := -1 + x
		if group == "black" {
			searched += bias
		}
		s.Group = append(s.Group, group)
		s.Searched = append(s.Searched, r.Float64() < 1/(1+math.Exp(-searched)))
		s.Hit = append(s.Hit, r.Float64() < 1/(1+math.Exp(0.5-x)))
		s.Covariates[0].Values = append(s.Covariates[0].Values, x)
	}
	return s
}

func TestAPlantedBiasIsFoundAndRiskAloneIsNone(t *testing.T) {
	o := riskadjust.Options{Reference: "white", Folds: 5, Seed: 1}
	for _, bias := range []float64{0, 0.7} {
		intervals, err := riskadjust.Bootstrap(planted(4000, bias, 3), o, nil, 0.95, 99, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range intervals {
			if i.Name == "black" && !(i.Low.Value < bias && bias < i.High.Value && i.High.Value-i.Low.Value < 0.5) {
				t.Errorf("planted %g, found %+v", bias, i)
			}
		}
	}
}

func TestAConfounderThatDoesNothingChangesNothing(t *testing.T) {
	stops, o := planted(1500, 0.7, 5), riskadjust.Options{Reference: "white"}
	r, err := riskadjust.Fit(stops, o)
	if err != nil {
		t.Fatal(err)
	}
	coefs, least, largest, err := riskadjust.Sensitivity(stops, o, "black", []riskadjust.Confounder{{0, 0, 0.1, 0.9}, {math.Ln2, math.Ln2, 0.9, 0.1}, {math.Ln2, math.Ln2, 0.1, 0.9}})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(coefs[0]-r.Adjusted.Coef[1]) > 1e-8 || !(coefs[1] < coefs[0] && coefs[0] < coefs[2]) || least != coefs[1] || largest != coefs[2] {
		t.Errorf("%v about %v", coefs, r.Adjusted.Coef[1])
	}
}

func TestTheOrderOfStopsChangesNoBit(t *testing.T) {
	stops := planted(600, 0.7, 5)
	shuffled := riskadjust.Stops{Covariates: []glm.Column{{Name: "x"}}}
	for _, i := range stream.New(1).Perm(600) {
		shuffled.Group, shuffled.Searched, shuffled.Hit = append(shuffled.Group, stops.Group[i]), append(shuffled.Searched, stops.Searched[i]), append(shuffled.Hit, stops.Hit[i])
		shuffled.Covariates[0].Values = append(shuffled.Covariates[0].Values, stops.Covariates[0].Values[i])
	}
	o := riskadjust.Options{Reference: "white", Folds: 5, Seed: 4}
	one, _ := riskadjust.Bootstrap(stops, o, nil, 0.9, 40, 2)
	other, err := riskadjust.Bootstrap(shuffled, o, nil, 0.9, 40, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i := range one {
		if one[i] != other[i] {
			t.Errorf("%+v, shuffled %+v", one[i], other[i])
		}
	}
}

func TestWhatStopsDoNotSayIsRefused(t *testing.T) {
	few, far, none := planted(20, 0, 1), planted(2000, 0, 1), planted(500, 0, 1)
	none.Covariates = nil
	for i, g := range far.Group {
		if g == "black" {
			far.Covariates[0].Values[i] += 50
		}
	}
	for _, c := range []struct {
		stops     riskadjust.Stops
		reference string
		want      string
	}{{riskadjust.Stops{}, "white", refuse.NoData}, {few, "white", refuse.TooFew}, {few, "green", refuse.NoOverlap}, {none, "white", refuse.NoData}} {
		if _, err := riskadjust.Fit(c.stops, riskadjust.Options{Reference: c.reference}); refuse.Code(err) != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	if _, err := riskadjust.Fit(far, riskadjust.Options{Reference: "white"}); refuse.Code(err) == "" {
		t.Errorf("groups of other risks: %v", err)
	}
}
