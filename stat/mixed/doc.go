// Package mixed fits counts of successes whose log odds differ from group to group
// by draws from a normal distribution: how much agencies vary, beside what their
// races or periods have in common. Independent draws of an intercept and of slopes
// are integrated out by Laplace's approximation, or, for one of them, by adaptive
// Gauss-Hermite quadrature.
//
// In go glm.Rows and a group for each; out come coefficients with standard errors,
// standard deviations between groups, and each group's most likely draw. Groups are
// shrunken towards what they have in common: a group of few trials says little.
// Rows and groups are sorted before they are added up.
//
// Sources: Pinheiro and Bates, J. Comput. Graph. Stat. 4 (1995), for both
// approximations; Bates, Mächler, Bolker and Walker, J. Stat. Softw. 67 (2015), for
// draws on the scale of their standard deviations; Liu and Pierce, Biometrika 81
// (1994), for adaptive quadrature.
package mixed

import (
	"math"
	"slices"

	"detangle/stat/dense"
	"detangle/stat/glm"
	"detangle/stat/refuse"
)

// Laplace is one point of quadrature.
const Laplace = 1

// Options say what varies between groups, and how it is integrated.
type Options struct {
	Slopes []glm.Column // what differs between groups besides the intercept; independently of it
	Points int          // of quadrature: Laplace, or an odd number up to 51 for an intercept alone
	Level  float64      // of the intervals
}

// Effect is a coefficient that all groups share, on the scale of log odds.
type Effect struct {
	Name                 string
	Value, SE, Low, High float64
	Held                 float64 // standard error as glmer has it for a Laplace fit, for comparison: the weights in its determinant are held as at the fit
}

// Group is what one group draws, at its most likely: for the intercept, and for each
// slope.
type Group struct {
	Name  string
	Draws []float64
}

// Result is a fit.
type Result struct {
	Effects       []Effect
	SD            []float64 // between groups: of the intercept, and of each slope
	Groups        []Group   // by name
	LogLikelihood float64   // with the binomial constants
	Rows          int
}

// Fit finds the coefficients and standard deviations at which the rows are most
// likely. Standard errors are from the curvature of the likelihood in both. It
// refuses rows of a single group, what glm refuses, and a search that does not
// settle.
func Fit(rows glm.Rows, groups []string, o Options) (*Result, error) {
	m, err := newModel(rows, groups, o)
	if err != nil {
		return nil, err
	}
	at, err := m.minimise()
	if err != nil {
		return nil, err
	}
	return m.result(at, o)
}

// model is what a deviance is computed from: rows by group.
type model struct {
	names  []string // of the coefficients
	x      [][]float64
	z      [][]float64 // what varies: 1, and the slopes
	cases  []float64
	trials []float64
	bounds []int // where each group's rows begin; one more at the end
	groups []string
	nodes  []float64 // of quadrature; none for Laplace
	logs   []float64 // logs of their weights
	start  []float64 // coefficients without groups
	fixed  float64   // the binomial constants
	mode   [][]float64
}

func newModel(rows glm.Rows, groups []string, o Options) (*model, error) {
	if o.Level <= 0 || o.Level >= 1 {
		return nil, refuse.New(refuse.BadLevel, "a share such as 0.95", "%g is no share of confidence", o.Level)
	}
	if o.Points < 1 || o.Points%2 == 0 || o.Points > 51 || o.Points > 1 && len(o.Slopes) > 0 {
		return nil, refuse.New(refuse.BadShape, "1, or an odd number up to 51 where the intercept alone varies", "%d points of quadrature do not fit %d slopes", o.Points, len(o.Slopes))
	}
	if len(rows.Effects) > 0 || rows.Offset != nil {
		return nil, refuse.New(refuse.BadShape, "columns", "absorbed effects and offsets are not for this model")
	}
	if len(groups) != len(rows.Cases) {
		return nil, refuse.New(refuse.BadShape, "", "%d rows have %d groups", len(rows.Cases), len(groups))
	}
	common, err := glm.New(glm.Binomial, rows)
	if err != nil {
		return nil, err
	}
	m := &model{names: common.Names, start: common.Coef}
	for _, slope := range o.Slopes {
		if len(slope.Values) != len(groups) {
			return nil, refuse.New(refuse.BadShape, "", "%s has %d rows of %d", slope.Name, len(slope.Values), len(groups))
		}
	}
	order := make([]int, 0, len(groups))
	for i := range groups {
		if trials(rows, i) > 0 {
			order = append(order, i)
		}
	}
	slopes := func(i int) []float64 {
		z := []float64{1}
		for _, c := range o.Slopes {
			z = append(z, c.Values[i])
		}
		return z
	}
	row := func(i int) []float64 {
		x := []float64{1}
		for _, c := range rows.Columns {
			if slices.Contains(m.names, c.Name) {
				x = append(x, c.Values[i])
			}
		}
		return x
	}
	slices.SortFunc(order, func(a, b int) int {
		if groups[a] != groups[b] {
			if groups[a] < groups[b] {
				return -1
			}
			return 1
		}
		if c := slices.Compare(row(a), row(b)); c != 0 {
			return c
		}
		return slices.Compare(append(slopes(a), trials(rows, a), rows.Cases[a]), append(slopes(b), trials(rows, b), rows.Cases[b]))
	})
	for _, i := range order {
		if k := len(m.groups); k == 0 || m.groups[k-1] != groups[i] {
			m.groups, m.bounds = append(m.groups, groups[i]), append(m.bounds, len(m.x))
		}
		n, y := trials(rows, i), rows.Cases[i]
		m.x, m.z, m.cases, m.trials = append(m.x, row(i)), append(m.z, slopes(i)), append(m.cases, y), append(m.trials, n)
		m.fixed += logChoose(n, y)
	}
	m.bounds = append(m.bounds, len(m.x))
	if len(m.groups) < 2 {
		return nil, refuse.New(refuse.OneCluster, "two groups; that their variance is known well takes ten and more", "all rows are of %d group", len(m.groups))
	}
	if o.Points > 1 {
		m.nodes, m.logs = hermite(o.Points)
	}
	m.mode = make([][]float64, len(m.groups))
	for j := range m.mode {
		m.mode[j] = make([]float64, 1+len(o.Slopes))
	}
	return m, nil
}

func trials(rows glm.Rows, i int) float64 {
	if rows.Trials == nil {
		return 1
	}
	return rows.Trials[i]
}

func logChoose(n, k float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return a - b - c
}

// result reads the fit at the parameters found: standard deviations, then
// coefficients.
func (m *model) result(at []float64, o Options) (*Result, error) {
	k := len(m.mode[0])
	r := &Result{Rows: len(m.x), LogLikelihood: m.fixed - m.deviance(at)/2}
	for _, sd := range at[:k] {
		r.SD = append(r.SD, math.Abs(sd))
	}
	for j, name := range m.groups {
		g := Group{Name: name}
		for i, u := range m.mode[j] {
			g.Draws = append(g.Draws, u*at[i])
		}
		r.Groups = append(r.Groups, g)
	}
	var variances [2]dense.Matrix
	for i, of := range []func([]float64) float64{m.deviance, m.held(at)} {
		lower, bad := dense.Cholesky(curvature(of, at), nil, 1e-12)
		if bad >= 0 {
			return nil, refuse.New(refuse.NoConvergence, "more groups, or fewer slopes", "the likelihood has no peak where the search ended")
		}
		variances[i] = dense.Inverse(lower)
	}
	z := normalQuantile(o.Level)
	for i, name := range m.names {
		se, held := math.Sqrt(2*variances[0][k+i][k+i]), math.Sqrt(2*variances[1][k+i][k+i]) // of deviances, not of their halves
		r.Effects = append(r.Effects, Effect{name, at[k+i], se, at[k+i] - z*se, at[k+i] + z*se, held})
	}
	return r, nil
}
