package multiple_test

import (
	"math"
	"testing"

	"detangle/stat/fixture"
	"detangle/stat/multiple"
	"detangle/stat/refuse"
	"detangle/stat/stream"
)

func TestFixtureAdjusted(t *testing.T) {
	dir := fixture.Dir(t, "multiple_testing")
	rows := fixture.Rows(t, dir, "agencies.csv")
	var p []float64
	for _, row := range rows {
		p = append(p, row.Number(t, "p"))
	}
	a, err := multiple.Adjust(p)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for i, row := range rows {
		for name, list := range map[string][]float64{"bonferroni": a.Bonferroni, "holm": a.Holm, "bh": a.BH, "by": a.BY, "storey_q_lambda_half": a.Storey} {
			fixture.Near(t, row["agency"]+" "+name, list[i], row[name], 1e-10)
		}
		if a.BH[i] <= 0.05 {
			found++
		}
	}
	want := fixture.Quantities(t, dir, "expected_summary.csv")
	fixture.Near(t, "pi0", a.Pi0, want["pi0_half"], 1e-10)
	fixture.Near(t, "found", float64(found), want["n_bh_05"], 0)
}

func TestAdjustedValuesAscendWithTheirProbabilities(t *testing.T) {
	r := stream.New(1)
	var p []float64
	for range 300 {
		p = append(p, math.Pow(r.Float64(), 3))
	}
	p = append(p, 0, 1, 0.5, 0.5)
	a, err := multiple.Adjust(p)
	if err != nil {
		t.Fatal(err)
	}
	for i := range p {
		for j := range p {
			if p[i] <= p[j] && (a.BH[i] > a.BH[j] || a.Holm[i] > a.Holm[j] || a.BY[i] > a.BY[j]) {
				t.Fatalf("%g and %g", p[i], p[j])
			}
		}
		if !(p[i] <= a.BH[i] && a.BH[i] <= a.BY[i] && a.BH[i] <= a.Holm[i] && a.Holm[i] <= a.Bonferroni[i] && a.Bonferroni[i] <= 1) {
			t.Errorf("%g: %g %g %g", p[i], a.BH[i], a.Holm[i], a.Bonferroni[i])
		}
	}
	for _, bad := range [][]float64{nil, {0.2, math.NaN()}, {1.1}} {
		if _, err := multiple.Adjust(bad); refuse.Code(err) == "" {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

// TestTheNullIsThatOfMost: of 3,000 scores nineteen in twenty come from a null
// wider than 1, which is found and used; those of N(0, 1) are left as they are.
func TestTheNullIsThatOfMost(t *testing.T) {
	for _, sd := range []float64{1, 1.5} {
		r := stream.New(3)
		var z []float64
		for i := range 3000 {
			v := sd * r.NormFloat64()
			if i%20 == 0 {
				v += 6
			}
			z = append(z, v)
		}
		n, err := multiple.EmpiricalNull(z)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(n.SD-sd) > 0.12 || math.Abs(n.Mean) > 0.1 || n.Used != (sd > 1) || n.Pi0 < 0.9 {
			t.Errorf("sd %g: %g %g %g %v", sd, n.Mean, n.SD, n.Pi0, n.Used)
		}
		for i, v := range z {
			if !(n.P[i] >= 0 && n.P[i] <= 1 && n.Local[i] >= 0 && n.Local[i] <= 1) || v > 5*sd && n.Local[i] > 0.2 || math.Abs(v) < sd && n.Local[i] < 0.8 {
				t.Errorf("sd %g: z %g has p %g, local %g", sd, v, n.P[i], n.Local[i])
				break
			}
		}
	}
}

func TestScoresWithoutANullAreRefused(t *testing.T) {
	same := make([]float64, 200)
	for name, z := range map[string][]float64{"few": {1, 2, 3}, "one value": same, "not a number": append(same, math.NaN())} {
		if _, err := multiple.EmpiricalNull(z); refuse.Code(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Scores that grow denser and denser upwards have no middle: the parabola through
// them peaks beyond, and no null is read off it.
func TestANullWhosePeakLiesElsewhereIsRefused(t *testing.T) {
	var z []float64
	for i := range 600 {
		z = append(z, 12*math.Sqrt(float64(i)/600))
	}
	n, err := multiple.EmpiricalNull(z)
	if refuse.Code(err) != refuse.NotIdentified {
		t.Errorf("%+v, %v", n, err)
	}
}
