package riskadjust

import (
	"math"

	"detangle/stat/dense"
	"detangle/stat/refuse"
	"detangle/stat/special"
)

// logit is a logistic regression of counts on a constant, columns of noughts and
// ones, and a few of numbers. Rows name the columns that are one, so that forty levels
// cost no more than their seven factors do: cells are fitted thousands of times.
type logit struct {
	ones    []int32 // row by row, per of them: columns from 1 on, or 0 for the level that is left out
	per     int
	levels  int         // columns of noughts and ones
	numbers [][]float64 // behind them
	loose   [2]int32    // the first and last column that are held near nought, loosely; from 1 on
}

// looseness is the precision of the normal prior of loose columns: of standard deviation 10, so
// that a level of which a draw has no search, or finds alone, is no perfect prediction
// (Gelman and others, Annals of Applied Statistics 2, 2008, hold them nearer).
const looseness = 0.01

func (m *logit) width() int { return 1 + m.levels + len(m.numbers) }

// predict is the linear predictor of a row.
func (m *logit) predict(row int, coef []float64) float64 {
	sum := coef[0]
	for _, at := range m.ones[row*m.per : (row+1)*m.per] {
		if at > 0 {
			sum += coef[at]
		}
	}
	for j, column := range m.numbers {
		sum += coef[1+m.levels+j] * column[row]
	}
	return sum
}

// The end of Newton's steps, and what is taken for a level's coefficient that runs away
// (those of a curve have a scale of their own).
const (
	mostSteps   = 40
	smallStep   = 1e-5 // Newton's next would be about its square
	longestStep = 4
	runaway     = 25
)

// fit climbs from a start (nil: nought) by Newton's steps, until they are small or steps of them
// are made (0: until they are small); lower is Cholesky's triangle of the information there.
func (m *logit) fit(cases, trials, start []float64, steps int) (coef []float64, lower dense.Matrix, err error) {
	k := m.width()
	coef = make([]float64, k)
	copy(coef, start)
	for made := 1; made <= mostSteps; made++ {
		info, slope := m.at(cases, trials, coef)
		m.hold(info, slope, coef)
		var dependent int
		if lower, dependent = dense.Cholesky(info, nil, 1e-11); dependent >= 0 {
			return nil, nil, refuse.New(refuse.NotIdentified, "covariates that differ", "a column of the model is explained by the others")
		}
		step := dense.Solve(lower, slope)
		largest, longest := 0.0, 0.0
		for i, s := range step {
			largest = math.Max(largest, math.Abs(s))
			if i <= m.levels {
				longest = math.Max(longest, math.Abs(s))
			}
		}
		scale := math.Min(1, longestStep/longest)
		for i, s := range step {
			coef[i] += scale * s
			if i <= m.levels && !(math.Abs(coef[i]) < runaway) {
				return nil, nil, refuse.New(refuse.Separation, "more searches", "a perfect prediction: the estimate runs to infinity")
			}
		}
		if made == steps || largest < smallStep*(1+math.Abs(coef[k-1])) {
			return coef, lower, nil
		}
	}
	return nil, nil, refuse.New(refuse.NoConvergence, "more searches", "the model did not settle in %d steps", mostSteps)
}

// at is the information's lower triangle and the slope at coefficients.
func (m *logit) at(cases, trials, coef []float64) (info dense.Matrix, slope []float64) {
	k := m.width()
	info, slope = dense.New(k, k), make([]float64, k)
	at, value := make([]int32, 0, 1+m.per+len(m.numbers)), make([]float64, k)
	for row, n := range trials {
		if n > 0 {
			at = m.columns(row, at[:0], value)
			m.add(at, value, cases[row], n, coef, info, slope)
		}
	}
	return info, slope
}

// hold adds the prior of loose columns.
func (m *logit) hold(info dense.Matrix, slope, coef []float64) {
	for i := m.loose[0]; i > 0 && i <= m.loose[1]; i++ {
		info[i][i] += looseness
		slope[i] -= looseness * coef[i]
	}
}

// without is one of Newton's steps from coefficients of all to those of all but a part, of which
// information and slope are given (Pregibon, Annals of Statistics 9, 1981, for one observation).
func (m *logit) without(coef []float64, info dense.Matrix, slope []float64, part dense.Matrix, ofPart []float64) ([]float64, error) {
	rest, to := dense.New(len(coef), len(coef)), make([]float64, len(coef))
	for i := range rest {
		for j := range i + 1 {
			rest[i][j] = info[i][j] - part[i][j]
		}
		to[i] = slope[i] - ofPart[i]
	}
	m.hold(rest, to, coef)
	lower, dependent := dense.Cholesky(rest, nil, 1e-11)
	if dependent >= 0 {
		return nil, refuse.New(refuse.NotIdentified, "covariates that differ", "a column of the model is explained by the others")
	}
	out := dense.Solve(lower, to)
	for i, c := range coef {
		out[i] += c
	}
	return out, nil
}

// add adds a row's part of the slope and of the information's lower triangle.
func (m *logit) add(at []int32, value []float64, cases, trials float64, coef []float64, info dense.Matrix, slope []float64) {
	sum, ones := 0.0, len(at)-len(m.numbers)
	for _, i := range at[:ones] {
		sum += coef[i]
	}
	for _, i := range at[ones:] {
		sum += coef[i] * value[i]
	}
	p := special.Logistic(sum)
	residual, weight := cases-trials*p, trials*p*(1-p)
	for a, i := range at[:ones] {
		slope[i] += residual
		line := info[i]
		for _, j := range at[:a+1] {
			line[j] += weight
		}
	}
	for a, i := range at[ones:] {
		slope[i] += residual * value[i]
		line, heavy := info[i], weight*value[i]
		for _, j := range at[:ones+a+1] {
			line[j] += heavy * value[j]
		}
	}
}

// columns adds those in which a row is not nought, in their order, and their values.
func (m *logit) columns(row int, at []int32, value []float64) []int32 {
	at, value[0] = append(at, 0), 1
	for _, i := range m.ones[row*m.per : (row+1)*m.per] {
		if i > 0 {
			at, value[i] = append(at, i), 1
		}
	}
	for j, column := range m.numbers {
		i := 1 + m.levels + j
		at, value[i] = append(at, int32(i)), column[row]
	}
	return at
}
