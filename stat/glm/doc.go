// Package glm fits counts by generalised linear models: Poisson with a log link
// (also as quasi-likelihood), grouped binomial with a logit, and the negative
// binomial, with fixed effects absorbed.
//
// In go Rows: counts, columns and effects; out comes a Fit with coefficients (on
// the scale of the link: a log ratio, or a log odds ratio, for one unit of the
// column), their variances in several kinds, and what was dropped. What cannot be
// fitted is refused (refuse.Refused): a column that the others explain, a perfect
// separation, a single cluster. Rows are sorted before they are added up, so their
// order changes no bit of an answer.
//
// Sources: McCullagh and Nelder, Generalized Linear Models (1989), 2.5, for
// iteratively reweighted least squares; Guimarães and Portugal, Stata Journal 10
// (2010), and Correia, Guimarães and Zylkin, Stata Journal 20 (2020), for effects
// absorbed within its steps; Correia, Guimarães and Zylkin, arXiv:1903.01633, for
// separation; Zeileis, Köll and Graham, J. Stat. Softw. 95 (2020), for the names
// of variances.
package glm

import (
	"cmp"
	"math"
	"slices"

	"detangle/stat/refuse"
)

// NoOverdispersion is the code of a negative binomial whose variance is not above
// the mean.
const NoOverdispersion = "no_overdispersion"

// Column is one number for each row: a covariate, or 0 and 1 for a level.
type Column struct {
	Name   string
	Values []float64
}

// Effect is a level for each row, whose mean is absorbed and not estimated. Levels
// should be told by name (Levels), not by the order in which they came.
type Effect struct {
	Name   string
	Levels []int
}

// Rows are the data. Without Effects an intercept is put before the columns.
type Rows struct {
	Cases   []float64 // counts: stops, or searches among Trials
	Trials  []float64 // binomial alone; of none, one for each row
	Offset  []float64 // added to the predictor, such as the log of residents; may be nil
	Columns []Column
	Effects []Effect
}

// Intercept names the column of ones.
const Intercept = "(Intercept)"

// Levels numbers names in their alphabetical order.
func Levels(names []string) []int {
	sorted := slices.Compact(slices.Sorted(slices.Values(names)))
	out := make([]int, len(names))
	for i, name := range names {
		out[i], _ = slices.BinarySearch(sorted, name)
	}
	return out
}

// Indicators returns a column of 0 and 1 for each level but the base, in
// alphabetical order, named prefix and level.
func Indicators(prefix string, names []string, base string) []Column {
	var columns []Column
	for _, level := range slices.Compact(slices.Sorted(slices.Values(names))) {
		if level == base {
			continue
		}
		values := make([]float64, len(names))
		for i, name := range names {
			if name == level {
				values[i] = 1
			}
		}
		columns = append(columns, Column{prefix + level, values})
	}
	return columns
}

// check refuses what is not data.
func (r Rows) check(family Family) error {
	n := len(r.Cases)
	if n == 0 {
		return refuse.New(refuse.NoData, "", "there are no rows")
	}
	shape := func(name string, length int) error {
		if length != n {
			return refuse.New(refuse.BadShape, "", "%s has %d rows of %d", name, length, n)
		}
		return nil
	}
	for _, optional := range []Column{{"trials", r.Trials}, {"offset", r.Offset}} {
		if optional.Values != nil {
			if err := shape(optional.Name, len(optional.Values)); err != nil {
				return err
			}
		}
	}
	for _, e := range r.Effects {
		if err := shape(e.Name, len(e.Levels)); err != nil {
			return err
		}
	}
	for _, c := range slices.Concat(r.Columns, []Column{{"cases", r.Cases}, {"trials", r.Trials}, {"offset", r.Offset}}) {
		if err := shape(c.Name, len(c.Values)); c.Values != nil && err != nil {
			return err
		}
		for i, v := range c.Values {
			if math.IsNaN(v) || math.Abs(v) > 1e100 {
				return refuse.New(refuse.NotFinite, "drop or mend the row", "%s of row %d is %g", c.Name, i+1, v)
			}
		}
	}
	for i, y := range r.Cases {
		if y < 0 || y > 1<<53 || family.kind == binomial && !(y <= r.trials(i) && r.trials(i) <= 1<<53) {
			return refuse.New(refuse.BadCount, "counts with 0 <= cases <= trials <= 2^53", "row %d has %g cases", i+1, y)
		}
	}
	return nil
}

func (r Rows) trials(i int) float64 {
	if r.Trials == nil {
		return 1
	}
	return r.Trials[i]
}

// Dropped says which rows were left out, and why.
type Dropped struct {
	Reason string // no_trials, constant_outcome or singleton
	Effect string // by which effect, if by one
	Rows   int
	Groups int
}

// Reasons of rows left out.
const (
	NoTrials        = "no_trials"
	ConstantOutcome = "constant_outcome" // all of the group's outcomes are nought, or all are cases: its effect runs to infinity
	Singleton       = "singleton"        // one row, which its own effect explains
)

// kept drops rows that carry no information until none is left to drop, and
// returns the rest in one order.
func (r Rows) kept(family Family) (rows []int, dropped []Dropped) {
	for i := range r.Cases {
		if family.kind != binomial || r.trials(i) > 0 {
			rows = append(rows, i)
		}
	}
	if lost := len(r.Cases) - len(rows); lost > 0 {
		dropped = append(dropped, Dropped{Reason: NoTrials, Rows: lost})
	}
	for again := true; again; {
		again = false
		for _, e := range r.Effects {
			for _, reason := range []string{ConstantOutcome, Singleton} {
				left, groups := r.drop(family, e, reason, rows)
				if len(left) < len(rows) {
					dropped = count(dropped, Dropped{reason, e.Name, len(rows) - len(left), groups})
					rows, again = left, true
				}
			}
		}
	}
	slices.SortStableFunc(rows, r.compare)
	return rows, dropped
}

// count adds to the line of the same reason and effect.
func count(all []Dropped, d Dropped) []Dropped {
	for i := range all {
		if all[i].Reason == d.Reason && all[i].Effect == d.Effect {
			all[i].Rows += d.Rows
			all[i].Groups += d.Groups
			return all
		}
	}
	return append(all, d)
}

func (r Rows) drop(family Family, e Effect, reason string, rows []int) (left []int, groups int) {
	type sums struct {
		rows          int
		cases, trials float64
	}
	byLevel := map[int]sums{}
	for _, i := range rows {
		s := byLevel[e.Levels[i]]
		byLevel[e.Levels[i]] = sums{s.rows + 1, s.cases + r.Cases[i], s.trials + r.trials(i)}
	}
	out := map[int]bool{}
	for level, s := range byLevel {
		switch reason {
		case Singleton:
			out[level] = s.rows == 1
		case ConstantOutcome:
			out[level] = s.cases == 0 || family.kind == binomial && s.cases == s.trials
		}
		if out[level] {
			groups++
		}
	}
	for _, i := range rows {
		if !out[e.Levels[i]] {
			left = append(left, i)
		}
	}
	return left, groups
}

// compare orders rows by all that a fit knows of them.
func (r Rows) compare(i, j int) int {
	for _, e := range r.Effects {
		if c := cmp.Compare(e.Levels[i], e.Levels[j]); c != 0 {
			return c
		}
	}
	for _, column := range r.Columns {
		if c := cmp.Compare(column.Values[i], column.Values[j]); c != 0 {
			return c
		}
	}
	for _, values := range [][]float64{r.Offset, r.Trials, r.Cases} {
		if values != nil {
			if c := cmp.Compare(values[i], values[j]); c != 0 {
				return c
			}
		}
	}
	return 0
}
