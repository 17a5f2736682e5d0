package glm_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/stream"
)

// panel is places by years with a covariate, and counts that follow it.
func panel(places, years int, seed uint64) (glm.Rows, []int) {
	r := stream.New(seed)
	rows := glm.Rows{Columns: []glm.Column{{Name: "x"}}, Effects: []glm.Effect{{Name: "place"}, {Name: "year"}}}
	var clusters []int
	for p := range places {
		for y := range years {
			x := r.NormFloat64()
			mean := math.Exp(1 + 0.3*x + 0.2*float64(p%5) - 0.1*float64(y))
			rows.Cases = append(rows.Cases, math.Floor(mean*r.ExpFloat64()+r.Float64()))
			rows.Columns[0].Values = append(rows.Columns[0].Values, x)
			rows.Effects[0].Levels = append(rows.Effects[0].Levels, p)
			rows.Effects[1].Levels = append(rows.Effects[1].Levels, y)
			clusters = append(clusters, p)
		}
	}
	return rows, clusters
}

// rearranged takes the rows at the places named, as often as they are.
func rearranged(rows glm.Rows, at []int) glm.Rows {
	out := glm.Rows{Cases: pick(rows.Cases, at), Trials: pick(rows.Trials, at), Offset: pick(rows.Offset, at)}
	for _, c := range rows.Columns {
		out.Columns = append(out.Columns, glm.Column{Name: c.Name, Values: pick(c.Values, at)})
	}
	for _, e := range rows.Effects {
		out.Effects = append(out.Effects, glm.Effect{Name: e.Name, Levels: pick(e.Levels, at)})
	}
	return out
}

func pick[T any](values []T, at []int) []T {
	if values == nil {
		return nil
	}
	out := make([]T, len(at))
	for k, i := range at {
		out[k] = values[i]
	}
	return out
}

func TestTheOrderOfRowsChangesNoBit(t *testing.T) {
	rows, clusters := panel(30, 6, 1)
	shuffled := stream.New(2).Perm(len(rows.Cases))
	one, err1 := glm.New(glm.Poisson, rows)
	other, err2 := glm.New(glm.Poisson, rearranged(rows, shuffled))
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	v1, _ := one.ClusterHC1(clusters)
	v2, _ := other.ClusterHC1(pick(clusters, shuffled))
	if one.Coef[0] != other.Coef[0] || one.Deviance != other.Deviance || v1.Matrix[0][0] != v2.Matrix[0][0] {
		t.Errorf("%v %v, shuffled %v %v", one.Coef, v1, other.Coef, v2)
	}
}

func TestTwiceTheRowsHalveTheVariance(t *testing.T) {
	rows, _ := panel(20, 5, 3)
	var twice []int
	for i := range rows.Cases {
		twice = append(twice, i, i)
	}
	one, _ := glm.New(glm.Poisson, rows)
	two, err := glm.New(glm.Poisson, rearranged(rows, twice))
	if err != nil || math.Abs(one.Coef[0]-two.Coef[0]) > 1e-9 || math.Abs(one.Model().Matrix[0][0]/two.Model().Matrix[0][0]-2) > 1e-8 {
		t.Errorf("%v %v %v", one.Coef, two.Coef, err)
	}
}

// TestUnitsScaleNothingElse: counts in tens leave the coefficient of a Poisson
// fit as it is, and so does an offset that is the same everywhere.
func TestUnitsScaleNothingElse(t *testing.T) {
	rows, _ := panel(20, 5, 4)
	one, _ := glm.New(glm.Poisson, rows)
	tens := rows
	tens.Cases = slices.Clone(rows.Cases)
	for i := range tens.Cases {
		tens.Cases[i] /= 10
	}
	tens.Offset = slices.Repeat([]float64{7}, len(rows.Cases))
	other, err := glm.New(glm.Poisson, tens)
	if err != nil || math.Abs(one.Coef[0]-other.Coef[0]) > 1e-8 {
		t.Errorf("%v, in tens %v %v", one.Coef, other.Coef, err)
	}
}

// TestAbsorbedEffectsAreThoseOfColumns, also over two effects that conjugate
// gradients solve, and where some levels are dropped.
func TestAbsorbedEffectsAreThoseOfColumns(t *testing.T) {
	rows, clusters := panel(25, 4, 5)
	for i, p := range rows.Effects[0].Levels {
		if p == 7 {
			rows.Cases[i] = 0
		}
	}
	absorbed, err := glm.New(glm.Poisson, rows)
	if err != nil {
		t.Fatal(err)
	}
	if want := []glm.Dropped{{Reason: glm.ConstantOutcome, Effect: "place", Rows: 4, Groups: 1}}; !slices.Equal(absorbed.Dropped, want) {
		t.Errorf("dropped %v, want %v", absorbed.Dropped, want)
	}
	dense := rearranged(rows, slices.Sorted(slices.Values(absorbed.Rows)))
	names := func(levels []int) (out []string) {
		for _, l := range levels {
			out = append(out, fmt.Sprintf("%03d", l))
		}
		return out
	}
	for _, e := range dense.Effects {
		dense.Columns = append(dense.Columns, glm.Indicators(e.Name, names(e.Levels), "000")...)
	}
	dense.Effects = nil
	full, err := glm.New(glm.Poisson, dense)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := absorbed.ClusterHC1(clusters)
	b, _ := full.ClusterHC1(pick(clusters, slices.Sorted(slices.Values(absorbed.Rows))))
	if absorbed.Rank != full.Rank || math.Abs(absorbed.Coef[0]-full.Coef[1]) > 1e-9 || math.Abs(a.Matrix[0][0]/b.Matrix[1][1]-1) > 1e-7 {
		t.Errorf("absorbed %d %v %v, columns %d %v %v", absorbed.Rank, absorbed.Coef, a.Matrix, full.Rank, full.Coef[1], b.Matrix[1][1])
	}
}

func TestWhatCannotBeFittedIsRefused(t *testing.T) {
	counts := []float64{0, 1, 0, 3, 2, 5, 4, 1}
	half := []float64{0, 0, 0, 0, 1, 1, 1, 1}
	numbered := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	col := func(v []float64) []glm.Column { return []glm.Column{{Name: "x", Values: v}} }
	level := func(v ...int) []glm.Effect { return []glm.Effect{{Name: "g", Levels: v}} }
	for name, c := range map[string]struct {
		family glm.Family
		rows   glm.Rows
		want   string
	}{
		"no rows":            {glm.Poisson, glm.Rows{}, refuse.NoData},
		"lengths":            {glm.Poisson, glm.Rows{Cases: counts, Columns: col(half[:3])}, refuse.BadShape},
		"below nought":       {glm.Poisson, glm.Rows{Cases: []float64{1, -1, 2}}, refuse.BadCount},
		"searches > stops":   {glm.Binomial, glm.Rows{Cases: []float64{1, 3, 2}, Trials: []float64{4, 2, 3}}, refuse.BadCount},
		"not a number":       {glm.Poisson, glm.Rows{Cases: counts, Columns: col([]float64{1, 2, math.NaN(), 3, 4, 5, 6, 7})}, refuse.NotFinite},
		"all nought":         {glm.Poisson, glm.Rows{Cases: make([]float64, 8), Columns: col(half)}, refuse.NoVariation},
		"all searched":       {glm.Binomial, glm.Rows{Cases: []float64{4, 2, 3}, Trials: []float64{4, 2, 3}}, refuse.NoVariation},
		"same column":        {glm.Poisson, glm.Rows{Cases: counts, Columns: append(col(half), glm.Column{Name: "again", Values: half})}, refuse.NotIdentified},
		"within effect":      {glm.Poisson, glm.Rows{Cases: counts, Columns: col(half), Effects: level(1, 1, 1, 1, 2, 2, 2, 2)}, refuse.NotIdentified},
		"too few rows":       {glm.Poisson, glm.Rows{Cases: counts[1:3], Columns: col(numbered[:2])}, refuse.NotIdentified},
		"nought under x":     {glm.Poisson, glm.Rows{Cases: []float64{0, 0, 0, 0, 2, 5, 4, 1}, Columns: col(half)}, refuse.Separation},
		"perfect separation": {glm.Binomial, glm.Rows{Cases: half, Columns: col(numbered)}, refuse.Separation},
		"half separated":     {glm.Binomial, glm.Rows{Cases: []float64{0, 1, 0, 1, 1, 1, 1, 1}, Columns: col(half)}, refuse.Separation},
		"only singletons":    {glm.Poisson, glm.Rows{Cases: counts, Effects: level(1, 2, 3, 4, 5, 6, 7, 8)}, refuse.NoVariation},
	} {
		if _, err := glm.New(c.family, c.rows); refuse.Code(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	rows := glm.Rows{Cases: counts, Columns: col(half)}
	if _, err := glm.NegativeBinomial(glm.Rows{Cases: []float64{3, 3, 3, 3, 4, 4, 4, 4}, Columns: col(half)}); refuse.Code(err) != glm.NoOverdispersion {
		t.Errorf("even counts: %v", err)
	}
	f, err := glm.New(glm.Poisson, rows)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.ClusterHC0(make([]int, 8)); refuse.Code(err) != refuse.OneCluster {
		t.Errorf("one cluster: %v", err)
	}
	three, err := f.ClusterHC0([]int{1, 2, 3, 1, 2, 3, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	e, err := f.Estimate("x", three, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.P(); refuse.Code(err) != glm.FewClusters {
		t.Errorf("three clusters have a probability: %v", err)
	}
	if _, err := glm.Wild(glm.Poisson, rows, "x", []int{1, 2, 3, 1, 2, 3, 1, 2}, 99, 1); refuse.Code(err) != glm.FewClusters {
		t.Errorf("three clusters are drawn anew: %v", err)
	}
}

// TestTheWildBootstrapHoldsItsLevel: of panels in which a column that goes by
// cluster does nothing, about one in twenty is called different at 0.05, and a
// strong effect is found. Streams make both exact.
func TestTheWildBootstrapHoldsItsLevel(t *testing.T) {
	const panels = 200
	rejected := 0
	for k := range panels {
		rows, clusters := panel(16, 4, uint64(100+k))
		rows.Effects = rows.Effects[1:]
		r := stream.New(9, uint64(k))
		treated := glm.Column{Name: "treated"}
		for _, c := range clusters {
			treated.Values = append(treated.Values, float64(c%2))
		}
		shock := make([]float64, 16)
		for g := range shock {
			shock[g] = math.Exp(r.NormFloat64() / 2)
		}
		for i := range rows.Cases {
			rows.Cases[i] = math.Floor(rows.Cases[i] * shock[clusters[i]])
		}
		rows.Columns = append(rows.Columns, treated)
		b, err := glm.Wild(glm.Poisson, rows, "treated", clusters, 399, uint64(k))
		if err != nil {
			t.Fatal(err)
		}
		if b.P <= 0.05 {
			rejected++
		}
	}
	if rejected < 3 || rejected > 20 {
		t.Errorf("%d of %d null panels are called different, about %d expected", rejected, panels, panels/20)
	}
	rows, clusters := panel(40, 6, 11)
	b, err := glm.Wild(glm.Poisson, rows, "x", clusters, 999, 5)
	again, _ := glm.Wild(glm.Poisson, rows, "x", clusters, 999, 5)
	if err != nil || b.P > 0.01 || b != again {
		t.Errorf("%+v %+v %v", b, again, err)
	}
}

// FuzzFit wants of any small table a finite fit or a refusal.
func FuzzFit(f *testing.F) {
	f.Add(uint64(1), 12, 3, false, true)
	f.Add(uint64(2), 40, 1, true, false)
	f.Fuzz(func(t *testing.T, seed uint64, n, most int, logit, absorb bool) {
		n, most = int(uint(n)%60), int(uint(most)%9)+1
		r := rand.New(rand.NewPCG(seed, 1))
		rows := glm.Rows{Columns: []glm.Column{{Name: "a"}, {Name: "b"}}}
		levels := make([]int, n)
		for i := range n {
			trials := float64(r.IntN(most + 1))
			rows.Trials = append(rows.Trials, trials)
			rows.Cases = append(rows.Cases, float64(r.IntN(int(trials)+1)))
			rows.Columns[0].Values = append(rows.Columns[0].Values, float64(r.IntN(2)))
			rows.Columns[1].Values = append(rows.Columns[1].Values, float64(r.IntN(3))*math.Pow(10, float64(r.IntN(5))))
			levels[i] = r.IntN(4)
		}
		if absorb {
			rows.Effects = []glm.Effect{{Name: "g", Levels: levels}}
		}
		family := glm.Poisson
		if logit {
			family = glm.Binomial
		}
		fit, err := glm.New(family, rows)
		if err != nil {
			if refuse.Code(err) == "" {
				t.Fatal(err)
			}
			return
		}
		cluster, err := fit.ClusterHC1(levels)
		if err != nil && refuse.Code(err) == "" {
			t.Fatal(err)
		}
		for _, v := range []glm.Variance{fit.Model(), fit.Quasi(), fit.HC0(), cluster} {
			for _, name := range fit.Names {
				e, err := fit.Estimate(name, v, 0.95)
				if err == nil && (!(e.Low < e.Value && e.Value < e.High) || math.IsInf(e.High-e.Low, 0)) {
					t.Errorf("%s %s: %+v", v.Kind, name, e)
				}
			}
		}
	})
}

// TestAFitIsAsConvergedAsItSays: scores of all columns vanish at a maximum, and weights are
// those there; R's fit stops a hundred-thousandth short of it in its standard errors.
func TestAFitIsAsConvergedAsItSays(t *testing.T) {
	rows, _ := panel(20, 5, 6)
	rows.Effects = nil
	fit, err := glm.New(glm.Poisson, rows)
	if err != nil {
		t.Fatal(err)
	}
	var score, information [2]float64
	cross := 0.0
	for at, i := range fit.Rows {
		x, mu := rows.Columns[0].Values[i], math.Exp(fit.Predictor[at])
		for j, c := range []float64{1, x} {
			score[j] += c * (rows.Cases[i] - mu)
			information[j] += c * c * mu
		}
		cross += x * mu
	}
	if math.Abs(score[0]) > 1e-8*information[0] || math.Abs(score[1]) > 1e-8*information[1] {
		t.Errorf("scores %v are left of information %v", score, information)
	}
	variance := information[0] / (information[0]*information[1] - cross*cross)
	if got := fit.Model().Matrix[1][1]; math.Abs(got/variance-1) > 1e-12 {
		t.Errorf("variance %v, by hand %v", got, variance)
	}
	asR, err := glm.AsR(glm.Poisson, rows)
	if err != nil {
		t.Fatal(err)
	}
	if off := math.Abs(asR.Model().Matrix[1][1]/variance - 1); off == 0 || off > 1e-4 {
		t.Errorf("R's variance is %g off", off)
	}
}
