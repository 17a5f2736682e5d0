package glm_test

import (
	"fmt"
	"math"
	"testing"

	"detangle/stat/dense"
	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/stream"
)

// even are clusters of two rows each with counts that add up to the totals.
func even(totals ...float64) (rows glm.Rows, clusters []int) {
	for c, total := range totals {
		rows.Cases = append(rows.Cases, total/4, 3*total/4)
		clusters = append(clusters, c, c)
	}
	return rows, clusters
}

// TestClustersOfOneSizeHaveTheTextbookVariance: of a mean over m clusters of one size, CR2 is the
// variance of the clusters' totals with m - 1 below, and so are its degrees of freedom.
// By hand, of totals 4, 8, 8, 20: the log of the mean has variance 140/(4*3) over 10².
func TestClustersOfOneSizeHaveTheTextbookVariance(t *testing.T) {
	rows, clusters := even(4, 8, 8, 20)
	fit, err := glm.New(glm.Poisson, rows)
	if err != nil {
		t.Fatal(err)
	}
	v, err := fit.CR2(clusters)
	if err != nil {
		t.Fatal(err)
	}
	if want := 144. / 12 / 100; math.Abs(v.Matrix[0][0]-want) > 1e-12 || math.Abs(v.DF[0]-3) > 1e-9 {
		t.Errorf("variance %v with %v degrees, want %v with 3", v.Matrix, v.DF, want)
	}
	e, err := fit.Estimate(glm.Intercept, v, 0.95)
	if err != nil || math.Abs(e.High-e.Value-3.182446305284263*math.Sqrt(0.12)) > 1e-9 {
		t.Errorf("%+v %v", e, err)
	}
	if p, err := e.P(); refuse.Code(err) != glm.FewClusters {
		t.Errorf("four clusters gave the probability %v (%v)", p, err)
	}
}

// TestTwoGroupsOfClustersAreWelchs: a difference of two groups of clusters has Welch's variance,
// and his degrees of freedom where both have one variance (Imbens and Kolesár, Rev. Econ. Stat. 98,
// 2016, section II). By hand: totals 6, 10, 14 with mean 10, and 16, 20, 20, 20, 24 with mean 20.
func TestTwoGroupsOfClustersAreWelchs(t *testing.T) {
	rows, clusters := even(6, 10, 14, 16, 20, 20, 20, 24)
	x := make([]float64, len(rows.Cases))
	for i := range x {
		if clusters[i] > 2 {
			x[i] = 1
		}
	}
	rows.Columns = []glm.Column{{Name: "x", Values: x}}
	fit, err := glm.New(glm.Poisson, rows)
	if err != nil {
		t.Fatal(err)
	}
	v, err := fit.CR2(clusters)
	if err != nil {
		t.Fatal(err)
	}
	want := 32./2/3/100 + 32./4/5/400
	if math.Abs(v.Matrix[1][1]/want-1) > 1e-9 {
		t.Errorf("variance %v, want %v", v.Matrix[1][1], want)
	}
	// Of the family's own variance a cluster of the first group has half of one of the second on
	// the scale of the mean, and twice on that of its log.
	a, b := 1./(3*10), 1./(5*20)
	if df := (a + b) * (a + b) / (a*a/2 + b*b/4); math.Abs(v.DF[1]-df) > 1e-8 {
		t.Errorf("%v degrees, want %v", v.DF[1], df)
	}
}

// TestCR2IsItsDefinition: written out over all rows, on the scale of Pearson's residuals.
func TestCR2IsItsDefinition(t *testing.T) {
	rows, clusters := uneven()
	fit, err := glm.New(glm.Binomial, rows)
	if err != nil {
		t.Fatal(err)
	}
	v, err := fit.CR2(clusters)
	if err != nil {
		t.Fatal(err)
	}
	n, k := fit.N, len(fit.Coef)
	x, residual := dense.New(n, k), make([]float64, n)
	for row, i := range fit.Rows {
		p := 1 / (1 + math.Exp(-fit.Predictor[row]))
		root := math.Sqrt(rows.Trials[i] * p * (1 - p))
		residual[row] = (rows.Cases[i] - rows.Trials[i]*p) / root
		x[row][0] = root
		for j, c := range rows.Columns {
			x[row][j+1] = root * c.Values[i]
		}
	}
	bread := fit.Model().Matrix
	left := dense.New(n, n) // what the fit leaves: the unit matrix less the hat matrix
	for r := range n {
		for s := range n {
			for i := range k {
				for j := range k {
					left[r][s] -= x[r][i] * bread[i][j] * x[s][j]
				}
			}
		}
		left[r][r]++
	}
	column := 1
	variance, weights := 0.0, [][]float64{}
	for c := range 6 {
		var at []int
		for row, i := range fit.Rows {
			if clusters[i] == c {
				at = append(at, row)
			}
		}
		own := dense.New(len(at), len(at))
		for a, r := range at {
			for b, s := range at {
				own[a][b] = left[r][s]
			}
		}
		values, vectors := dense.Eigen(own)
		weight := make([]float64, n)
		influence := 0.0
		for a := range at {
			for b, s := range at {
				root := 0.0
				for e, value := range values {
					root += vectors[a][e] * vectors[b][e] / math.Sqrt(value)
				}
				toward := 0.0
				for j := range k {
					toward += bread[column][j] * x[at[a]][j]
				}
				influence += toward * root * residual[s]
				for r := range n {
					weight[r] += toward * root * left[s][r]
				}
			}
		}
		variance += influence * influence
		weights = append(weights, weight)
	}
	trace, square := 0.0, 0.0
	for i, a := range weights {
		for j, b := range weights {
			g := 0.0
			for r := range a {
				g += a[r] * b[r]
			}
			if square += g * g; i == j {
				trace += g
			}
		}
	}
	if math.Abs(v.Matrix[column][column]/variance-1) > 1e-9 || math.Abs(v.DF[column]/(trace*trace/square)-1) > 1e-8 {
		t.Errorf("variance %v with %v degrees, by definition %v with %v", v.Matrix[column][column], v.DF[column], variance, trace*trace/square)
	}
	if v.DF[column] >= 5 {
		t.Errorf("six uneven clusters have %v degrees of freedom", v.DF[column])
	}
}

// uneven are six clusters of one to eleven rows.
func uneven() (rows glm.Rows, clusters []int) {
	r := stream.New(7)
	rows.Columns = []glm.Column{{Name: "x"}, {Name: "z"}}
	for c := range 6 {
		shift := r.NormFloat64()
		for range 1 + 2*c {
			trials := float64(5 + r.IntN(40))
			rows.Trials = append(rows.Trials, trials)
			rows.Cases = append(rows.Cases, math.Floor(trials*r.Float64()))
			rows.Columns[0].Values = append(rows.Columns[0].Values, shift+r.NormFloat64())
			rows.Columns[1].Values = append(rows.Columns[1].Values, r.NormFloat64())
			clusters = append(clusters, c)
		}
	}
	return rows, clusters
}

func TestEffectsWithinClustersMayBeAbsorbedForCR2(t *testing.T) {
	rows, places := panel(12, 5, 8)
	rows.Effects = rows.Effects[:1]
	var clusters []int
	for _, p := range places {
		clusters = append(clusters, p/2)
	}
	absorbed, err := glm.New(glm.Poisson, rows)
	if err != nil {
		t.Fatal(err)
	}
	v, err := absorbed.CR2(clusters)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range places {
		names = append(names, fmt.Sprintf("%02d", p))
	}
	written := rows
	written.Effects, written.Columns = nil, append(rows.Columns[:1:1], glm.Indicators("p", names, "00")...)
	full, err := glm.New(glm.Poisson, written)
	if err != nil {
		t.Fatal(err)
	}
	w, err := full.CR2(clusters)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(v.Matrix[0][0]/w.Matrix[1][1]-1) > 1e-7 || math.Abs(v.DF[0]/w.DF[1]-1) > 1e-6 {
		t.Errorf("absorbed %v %v, columns %v %v", v.Matrix[0][0], v.DF[0], w.Matrix[1][1], w.DF[1])
	}
	rows, _ = panel(12, 5, 8)
	across, err := glm.New(glm.Poisson, rows)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := across.CR2(clusters); refuse.Code(err) != refuse.BadShape {
		t.Errorf("years across clusters: %v", err)
	}
}

// TestWhatOneClusterTellsHasNoVariance: a column that is not nought in one cluster alone.
func TestWhatOneClusterTellsHasNoVariance(t *testing.T) {
	rows, clusters := even(6, 10, 14, 16)
	x := make([]float64, len(rows.Cases))
	x[0], x[1] = 1, 1
	rows.Columns = []glm.Column{{Name: "x", Values: x}}
	fit, err := glm.New(glm.Poisson, rows)
	if err != nil {
		t.Fatal(err)
	}
	v, err := fit.CR2(clusters)
	if err != nil {
		t.Fatal(err)
	}
	if e, err := fit.Estimate("x", v, 0.95); refuse.Code(err) != refuse.NotIdentified {
		t.Errorf("%+v %v", e, err)
	}
}

// TestTenClustersAreRightAboutOftenEnough: with ten clusters that differ, an effect of nought is
// called one at 0.05 about as often as that; the cluster sandwich calls it more often.
func TestTenClustersAreRightAboutOftenEnough(t *testing.T) {
	const worlds = 600
	cr2, plain := 0, 0
	for world := range worlds {
		r := stream.New(9, uint64(world))
		rows := glm.Rows{Columns: []glm.Column{{Name: "x"}}}
		var clusters []int
		for c := range 10 {
			in, shift := 0.0, 0.3*r.NormFloat64()
			if c < 3 {
				in = 1
			}
			for range 4 {
				rows.Cases = append(rows.Cases, float64(stream.Binomial(r, 100000, math.Exp(shift)*0.0005)))
				rows.Columns[0].Values = append(rows.Columns[0].Values, in)
				clusters = append(clusters, c)
			}
		}
		fit, err := glm.New(glm.Poisson, rows)
		if err != nil {
			t.Fatal(err)
		}
		called := func(v glm.Variance, err error) int {
			if err != nil {
				t.Fatal(err)
			}
			e, err := fit.Estimate("x", v, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if p, err := e.P(); err != nil || p < 0.05 {
				return 1
			}
			return 0
		}
		cr2 += called(fit.CR2(clusters))
		plain += called(fit.ClusterHC0(clusters))
	}
	if share := float64(cr2) / worlds; share > 0.08 || cr2 >= plain {
		t.Errorf("called %d of %d worlds without an effect, the cluster sandwich %d", cr2, worlds, plain)
	}
}
