package glm

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"sync"

	"detangle/stat/dense"
	"detangle/stat/refuse"
	"detangle/stat/special"
)

// FewClusters is the code of a probability that too few clusters leave unknown.
const FewClusters = "few_clusters"

// fewest is the number of clusters below which no probability is given.
const fewest = 10

// Variance is the covariance of a fit's coefficients, of one kind.
type Variance struct {
	Kind     string
	Clusters int // 0 where rows are independent
	Matrix   dense.Matrix
	DF       []float64 // degrees of freedom of each coefficient's interval, where they are not Clusters - 1
}

// Model trusts the family's variance: the inverse of the expected information.
func (f *Fit) Model() Variance { return Variance{Kind: "model", Matrix: f.bread} }

// Quasi scales Model by the dispersion (McCullagh and Nelder, 9.3).
func (f *Fit) Quasi() Variance { return f.Model().times("quasi", f.Dispersion) }

// HC0 is the sandwich of rows (Huber 1967, White 1980), unadjusted.
func (f *Fit) HC0() Variance {
	meat := dense.New(len(f.Coef), len(f.Coef))
	for i := range f.score {
		dense.AddOuter(meat, f.scores(i), 1)
	}
	return Variance{Kind: "hc0", Matrix: dense.Around(f.bread, meat)}
}

// scores are a row's derivatives of the log likelihood by the coefficients, the
// effects taken out.
func (f *Fit) scores(row int) []float64 {
	out := make([]float64, len(f.partial))
	for j, c := range f.partial {
		out[j] = c[row] * f.score[row]
	}
	return out
}

// ClusterHC0 is the sandwich of clusters (Liang and Zeger, Biometrika 73, 1986),
// times G/(G-1) for G clusters. Clusters are told for the rows that were given.
// One cluster has no variance and is refused.
func (f *Fit) ClusterHC0(clusters []int) (Variance, error) {
	sums, err := f.byCluster(clusters, f.scores, len(f.Coef))
	if err != nil {
		return Variance{}, err
	}
	meat := dense.New(len(f.Coef), len(f.Coef))
	for _, sum := range sums {
		dense.AddOuter(meat, sum, 1)
	}
	g := float64(len(sums))
	v := Variance{Kind: "cluster_hc0", Clusters: len(sums), Matrix: dense.Around(f.bread, meat)}
	return v.times(v.Kind, g/(g-1)), nil
}

// ClusterHC1 is ClusterHC0 times (N-1)/(N-Rank).
func (f *Fit) ClusterHC1(clusters []int) (Variance, error) {
	v, err := f.ClusterHC0(clusters)
	if err != nil {
		return v, err
	}
	return v.times("cluster_hc1", float64(f.N-1)/float64(f.N-f.Rank)), nil
}

func (v Variance) times(kind string, factor float64) Variance {
	out := Variance{Kind: kind, Clusters: v.Clusters, Matrix: dense.New(len(v.Matrix), len(v.Matrix))}
	for i, row := range v.Matrix {
		for j, c := range row {
			out.Matrix[i][j] = factor * c
		}
	}
	return out
}

// byCluster adds rows up by cluster, in the order of the clusters' numbers.
func (f *Fit) byCluster(clusters []int, of func(row int) []float64, width int) ([][]float64, error) {
	place := map[int]int{}
	var seen []int
	for _, i := range f.Rows {
		if i >= len(clusters) {
			return nil, refuse.New(refuse.BadShape, "a cluster for each row", "%d clusters for row %d", len(clusters), i+1)
		}
		if _, ok := place[clusters[i]]; !ok {
			place[clusters[i]] = 0
			seen = append(seen, clusters[i])
		}
	}
	if len(seen) < 2 {
		return nil, refuse.New(refuse.OneCluster, "clusters that differ", "all %d rows are one cluster", len(f.Rows))
	}
	slices.Sort(seen)
	for at, c := range seen {
		place[c] = at
	}
	sums := dense.New(len(seen), width)
	for row, i := range f.Rows {
		sum := sums[place[clusters[i]]]
		for j, v := range of(row) {
			sum[j] += v
		}
	}
	return sums, nil
}

// Estimate is a coefficient with its standard error and interval, on the scale
// of the link.
type Estimate struct {
	Name             string
	Value, SE        float64
	Low, High, Level float64
	Clusters         int     // behind the standard error; 0 where rows are independent
	DF               float64 // of Student's distribution, where there are clusters
}

// Estimate returns a coefficient. The interval is the normal's, or of clusters
// Student's with one degree of freedom less than there are clusters (Bester,
// Conley and Hansen, J. Econometrics 165, 2011), or with those of the variance. A coefficient without variance
// is refused.
func (f *Fit) Estimate(name string, v Variance, level float64) (Estimate, error) {
	j := slices.Index(f.Names, name)
	if j < 0 || j >= len(v.Matrix) {
		return Estimate{}, refuse.New(refuse.BadShape, "one of the columns of the fit", "there is no coefficient %s", name)
	}
	if !(level > 0 && level < 1) {
		return Estimate{}, refuse.New(refuse.BadLevel, "a level such as 0.95", "%g is not a level of confidence", level)
	}
	e := Estimate{Name: name, Value: f.Coef[j], SE: math.Sqrt(v.Matrix[j][j]), Level: level, Clusters: v.Clusters}
	if !(v.Matrix[j][j] > 1e-14*f.bread[j][j]) { // clusters whose scores cancel
		return e, refuse.New(refuse.NotIdentified, "more clusters or rows", "%s has no variance of the kind %s", name, v.Kind)
	}
	half := -special.NormalQuantile((1-level)/2) * e.SE
	if v.Clusters > 0 {
		e.DF = float64(v.Clusters - 1)
		if v.DF != nil {
			e.DF = v.DF[j]
		}
		if !(e.DF > 0) {
			return e, refuse.New(refuse.NotIdentified, "more clusters in which it differs", "%s rests on one cluster alone", name)
		}
		half = -studentQuantile((1-level)/2, e.DF) * e.SE
	}
	e.Low, e.High = e.Value-half, e.Value+half
	return e, nil
}

// quantiles are those that were asked for: thousands of places have as many days as one another.
var quantiles sync.Map

func studentQuantile(p, df float64) float64 {
	key := [2]float64{p, df}
	if q, known := quantiles.Load(key); known {
		return q.(float64)
	}
	q := special.StudentQuantile(p, df)
	quantiles.Store(key, q)
	return q
}

// P is the two-sided probability of a coefficient as far from nought, were it
// nought. Below ten clusters it is refused; below thirty CR2 or Wild is better.
func (e Estimate) P() (float64, error) {
	switch {
	case !(e.SE > 0):
		return 0, refuse.New(refuse.NotIdentified, "", "%s has no standard error", e.Name)
	case e.Clusters == 0:
		return special.NormalTwoSided(e.Value / e.SE), nil
	case e.Clusters < fewest:
		return 0, few(e.Clusters)
	}
	return special.StudentTwoSided(e.Value/e.SE, e.DF), nil
}

func few(clusters int) error {
	return refuse.New(FewClusters, "ten clusters or more", "%d clusters are too few for a probability", clusters)
}

// Part is some of the cases and trials of a row, which belong to one cluster.
type Part struct {
	Row, Cluster  int // the row as it was given
	Cases, Trials float64
}

// ClusterParts is ClusterHC0 where rows are sums over clusters: each row's counts
// come in parts, such as a cell's stops by place and day.
func (f *Fit) ClusterParts(parts []Part) (Variance, error) {
	return f.ClusterOrdered(slices.Values(slices.SortedFunc(slices.Values(parts), func(a, b Part) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Cases, b.Cases), cmp.Compare(a.Trials, b.Trials))
	})))
}

// ClusterOrdered is ClusterParts of parts that come cluster by cluster, and need
// not be held.
func (f *Fit) ClusterOrdered(parts iter.Seq[Part]) (Variance, error) {
	last := -1
	for _, i := range f.Rows {
		last = max(last, i)
	}
	place := make([]int, last+1) // 1 more than where a row stands; 0 where it is not used
	for at, i := range f.Rows {
		place[i] = at + 1
	}
	meat, sum := dense.New(len(f.Coef), len(f.Coef)), make([]float64, len(f.Coef))
	clusters, cluster := 0, 0
	for p := range parts {
		if p.Row < 0 || p.Row > last || place[p.Row] == 0 {
			continue
		}
		at := place[p.Row] - 1
		if clusters == 0 || p.Cluster != cluster {
			dense.AddOuter(meat, sum, 1)
			clear(sum)
			clusters, cluster = clusters+1, p.Cluster
		}
		score, _ := f.family.at(f.Predictor[at], p.Cases, p.Trials)
		for j, c := range f.partial {
			sum[j] += c[at] * score
		}
	}
	dense.AddOuter(meat, sum, 1)
	if clusters < 2 {
		return Variance{}, refuse.New(refuse.OneCluster, "clusters that differ", "all rows are one cluster")
	}
	g := float64(clusters)
	v := Variance{Kind: "cluster_hc0", Clusters: clusters, Matrix: dense.Around(f.bread, meat)}
	return v.times(v.Kind, g/(g-1)), nil
}
