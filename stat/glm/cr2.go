package glm

import (
	"math"

	"detangle/stat/dense"
	"detangle/stat/refuse"
)

// CR2 is the sandwich of clusters whose scores are scaled so that it is unbiased where the
// family's variance holds, with Satterthwaite's degrees of freedom for each coefficient: for
// fewer than thirty clusters (Bell and McCaffrey, Survey Methodology 28, 2002; Pustejovsky
// and Tipton, J. Bus. Econ. Stat. 36, 2018). Residuals are adjusted as Pearson's, by the
// symmetric root, where rows of the working model are independent and of one variance.
//
// Effects that are absorbed must lie within clusters: what they take from a cluster's
// residuals is then nothing that the adjustment sees. Others are refused.
func (f *Fit) CR2(clusters []int) (Variance, error) {
	if err := f.nested(clusters); err != nil {
		return Variance{}, err
	}
	k := len(f.Coef)
	sums, err := f.byCluster(clusters, f.crossed, k*k+k)
	if err != nil {
		return Variance{}, err
	}
	root, bad := dense.Cholesky(f.bread, nil, 0)
	if bad >= 0 {
		return Variance{}, refuse.New(refuse.NotIdentified, "leave the column out, or scale it", "column %s cannot be told from the others", f.Names[bad])
	}
	// All is in coordinates in which the information of all clusters is the unit
	// matrix: that of one cluster is what it has in the hat matrix.
	turned := transpose(root)
	meat := dense.New(k, k)
	var shares []share
	for _, sum := range sums {
		information := dense.New(k, k)
		for i := range information {
			copy(information[i], sum[k+i*k:])
		}
		s := newShare(dense.Around(turned, information))
		shares = append(shares, s)
		dense.AddOuter(meat, s.times(apply(turned, sum[:k]), adjust), 1)
	}
	v := Variance{Kind: "cr2", Clusters: len(sums), Matrix: dense.Around(root, meat), DF: make([]float64, k)}
	for j := range v.DF {
		v.DF[j] = satterthwaite(shares, root[j])
	}
	return v, nil
}

// crossed are a row's scores and its part of the information.
func (f *Fit) crossed(row int) []float64 {
	out := f.scores(row)
	for _, a := range f.partial {
		for _, b := range f.partial {
			out = append(out, a[row]*b[row]*f.weight[row])
		}
	}
	return out
}

// nested refuses an absorbed effect with a level in two clusters.
func (f *Fit) nested(clusters []int) error {
	for _, e := range f.effects {
		of := map[int]int{}
		for _, i := range f.Rows {
			if i >= len(clusters) {
				return nil // byCluster refuses it
			}
			if c, seen := of[e.Levels[i]]; seen && c != clusters[i] {
				return refuse.New(refuse.BadShape, "the effect as columns (Indicators)", "levels of %s lie across clusters", e.Name)
			}
			of[e.Levels[i]] = clusters[i]
		}
	}
	return nil
}

// share is a cluster's part of the hat matrix, by eigenvalues.
type share struct {
	values  []float64
	vectors dense.Matrix
}

func newShare(m dense.Matrix) share {
	values, vectors := dense.Eigen(m)
	return share{values, vectors}
}

// times returns the vector times a function of the share.
func (s share) times(v []float64, of func(h float64) float64) []float64 {
	out := make([]float64, len(v))
	for j, h := range s.values {
		along := 0.0
		for i := range v {
			along += s.vectors[i][j] * v[i]
		}
		along *= of(h)
		for i := range out {
			out[i] += along * s.vectors[i][j]
		}
	}
	return out
}

// adjust is the inverse root of what the fit leaves of residuals; where it leaves
// nothing, none (Moore and Penrose's inverse).
func adjust(h float64) float64 {
	if 1-h < 1e-9 {
		return 0
	}
	return 1 / math.Sqrt(1-h)
}

// satterthwaite matches mean and variance of the variance's distribution, were rows
// independent and of the family's variance (Bell and McCaffrey 2002): it is a sum of
// squares of clusters' weights times residuals, whose products are those of `along`
// less those of `seen`. It is 0 where the coefficient rests on one cluster alone.
func satterthwaite(shares []share, direction []float64) float64 {
	size := 0.0
	for _, d := range direction {
		size += d * d
	}
	along := make([]float64, len(shares))
	seen := make([][]float64, len(shares))
	for j, s := range shares {
		p := s.times(direction, func(h float64) float64 { return math.Sqrt(math.Max(h, 0)) * adjust(h) })
		along[j] = product(p, p)
		seen[j] = s.times(direction, func(h float64) float64 { return h * adjust(h) })
		alone := s.times(direction, func(h float64) float64 {
			if 1-h < 1e-9 {
				return 1
			}
			return 0
		})
		if product(alone, alone) > 1e-9*size {
			return 0
		}
	}
	trace, square := 0.0, 0.0
	for j := range shares {
		for k := range shares {
			g := -product(seen[j], seen[k])
			if j == k {
				g += along[j]
				trace += g
			}
			square += g * g
		}
	}
	return trace * trace / square
}

func product(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func transpose(m dense.Matrix) dense.Matrix {
	out := dense.New(len(m), len(m))
	for i := range m {
		for j := range m {
			out[j][i] = m[i][j]
		}
	}
	return out
}

func apply(m dense.Matrix, v []float64) []float64 {
	out := make([]float64, len(m))
	for i, row := range m {
		out[i] = product(row, v)
	}
	return out
}
