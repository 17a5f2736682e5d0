package glm

import (
	"math"

	"detangle/stat/dense"
	"detangle/stat/refuse"
	"detangle/stat/stream"
)

// Bootstrap is the wild bootstrap's answer about one coefficient being nought.
type Bootstrap struct {
	T            float64 // the score over its standard error, by cluster
	P            float64 // share of draws at least as far from nought, this one counted
	MonteCarloSE float64 // of P
	Draws        int
	Clusters     int
}

// webb are the weights of Webb (Reworking wild bootstrap-based inference for
// clustered errors, 2013), for as few as ten clusters.
var webb = [6]float64{-math.Sqrt(1.5), -1, -math.Sqrt(0.5), math.Sqrt(0.5), 1, math.Sqrt(1.5)}

// Wild tests whether the coefficient of a column is nought by the wild bootstrap
// of scores (Kline and Santos, J. Econometric Methods 1, 2012): the model is
// fitted without the column, and the clusters' scores for it are drawn anew with
// Webb's weights and studentised. Each draw has its own stream of the seed.
func Wild(family Family, rows Rows, name string, clusters []int, draws int, seed uint64) (Bootstrap, error) {
	if draws < 1 {
		return Bootstrap{}, refuse.New(refuse.TooFew, "9,999 draws", "%d draws are none", draws)
	}
	if len(clusters) != len(rows.Cases) {
		return Bootstrap{}, refuse.New(refuse.BadShape, "a cluster for each row", "%d clusters for %d rows", len(clusters), len(rows.Cases))
	}
	without, tested := rows, []float64(nil)
	without.Columns = nil
	for _, c := range rows.Columns {
		if c.Name == name {
			tested = c.Values
		} else {
			without.Columns = append(without.Columns, c)
		}
	}
	if tested == nil {
		return Bootstrap{}, refuse.New(refuse.BadShape, "one of the columns", "there is no column %s", name)
	}
	if _, err := New(family, rows); err != nil {
		return Bootstrap{}, err
	}
	scores, err := restricted(family, without, tested, clusters)
	if err != nil {
		return Bootstrap{}, err
	}
	if len(scores) < fewest {
		return Bootstrap{Clusters: len(scores)}, few(len(scores))
	}
	return draw(scores, draws, seed)
}

// restricted returns the scores of clusters for a column that the fit is
// without, what the other columns and effects explain of it taken out.
func restricted(family Family, without Rows, tested []float64, clusters []int) ([]float64, error) {
	f, err := New(family, without)
	if err != nil {
		return nil, err
	}
	weights, column := make([]float64, f.N), make([]float64, f.N)
	for row, i := range f.Rows {
		_, weights[row] = family.at(f.Predictor[row], without.Cases[i], without.trials(i))
		column[row] = tested[i]
	}
	a := newAbsorber(without.Effects, f.Rows)
	a.weigh(weights)
	rest := a.residual(column, weights)
	right := make([]float64, len(f.partial))
	for j := range right {
		right[j] = dot(f.partial[j], rest, weights)
	}
	for j := range f.partial {
		b := 0.0
		for k := range right {
			b += f.bread[j][k] * right[k]
		}
		for i := range rest {
			rest[i] -= b * f.partial[j][i]
		}
	}
	sums, err := f.byCluster(clusters, func(row int) []float64 { return []float64{rest[row] * f.score[row]} }, 1)
	if err != nil {
		return nil, err
	}
	return flat(sums), nil
}

func flat(m dense.Matrix) []float64 {
	out := make([]float64, len(m))
	for i, row := range m {
		out[i] = row[0]
	}
	return out
}

// studentised is the sum of scores over the root of their squares about the mean.
func studentised(scores []float64) float64 {
	sum, square := 0.0, 0.0
	for _, s := range scores {
		sum += s
	}
	for _, s := range scores {
		d := s - sum/float64(len(scores))
		square += d * d
	}
	if square == 0 {
		return 0
	}
	return sum / math.Sqrt(square)
}

func draw(scores []float64, draws int, seed uint64) (Bootstrap, error) {
	b := Bootstrap{T: studentised(scores), Draws: draws, Clusters: len(scores)}
	if b.T == 0 {
		return b, refuse.New(refuse.NotIdentified, "", "the clusters' scores do not vary")
	}
	far, drawn := 1, make([]float64, len(scores))
	for k := range draws {
		r := stream.New(seed, uint64(k))
		for g, s := range scores {
			drawn[g] = s * webb[r.IntN(len(webb))]
		}
		if math.Abs(studentised(drawn)) >= math.Abs(b.T)*(1-1e-12) {
			far++
		}
	}
	b.P = float64(far) / float64(draws+1)
	b.MonteCarloSE = math.Sqrt(b.P * (1 - b.P) / float64(draws+1))
	return b, nil
}
