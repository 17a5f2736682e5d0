// Package riskadjust compares how often groups are searched at equal risk: a first
// model of who carries contraband, learned from those who were searched and blind
// to the group, scores everybody; a second one explains searches by group and
// score. The group's coefficient is a log odds ratio at equal risk.
//
// In go Stops; out comes a Result with all four models, or a refusal. Risk is
// learned from searches alone: where they are selected by what was not recorded,
// scores are biased (Sensitivity says how much that could change), and where
// groups do not share a range of risk there is nothing to compare.
//
// Source: Jung, Corbett-Davies, Gaebler, Shroff and Goel, Mitigating Included- and
// Omitted-Variable Bias in Estimates of Disparate Impact, arXiv:1809.05651.
package riskadjust

import (
	"cmp"
	"maps"
	"slices"

	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/stream"
)

// Score is the name of the column with the predictor of the risk model: log odds
// of contraband, were the person searched.
const Score = "lr"

// fewest is the number of searches, hits and misses below which no risk is learned.
const fewest = 10

// Stops are one element for each stop.
type Stops struct {
	Group      []string
	Searched   []bool
	Hit        []bool       // read where Searched
	Covariates []glm.Column // what may tell of risk; never the group
}

// Options say how to fit.
type Options struct {
	Reference string // the group that others are compared with
	Folds     int    // each stop is scored by a model that has not seen its fold; below 2, by one model of all
	Seed      uint64 // of the folds

	Fitter glm.Fitter // nil: glm.New; glm.AsR for comparison with R
}

func (o Options) fit(rows glm.Rows) (*glm.Fit, error) {
	if o.Fitter == nil {
		return glm.New(glm.Binomial, rows)
	}
	return o.Fitter(glm.Binomial, rows)
}

// Result is the models, all on the scale of log odds.
type Result struct {
	Risk       *glm.Fit // hit among searched, by covariates (of all folds together)
	Unadjusted *glm.Fit // searched, by group
	Kitchen    *glm.Fit // searched, by group and covariates: what may hide or make bias
	Adjusted   *glm.Fit // searched, by group and Score
	Scores     []float64
}

// Fit fits the models in turn.
func Fit(stops Stops, o Options) (*Result, error) {
	if err := stops.check(o.Reference); err != nil {
		return nil, err
	}
	var r Result
	var err error
	if r.Risk, err = o.fit(stops.searches(nil)); err != nil {
		return nil, err
	}
	if r.Scores, err = stops.score(r.Risk, o); err != nil {
		return nil, err
	}
	if err := overlap(stops.Group, r.Scores, o.Reference); err != nil {
		return nil, err
	}
	groups := glm.Indicators("", stops.Group, o.Reference)
	searched := count(stops.Searched)
	for _, m := range []struct {
		fit  **glm.Fit
		more []glm.Column
	}{{&r.Unadjusted, nil}, {&r.Kitchen, stops.Covariates}, {&r.Adjusted, []glm.Column{{Name: Score, Values: r.Scores}}}} {
		if *m.fit, err = o.fit(glm.Rows{Cases: searched, Columns: slices.Concat(groups, m.more)}); err != nil {
			return nil, err
		}
	}
	return &r, nil
}

func (s Stops) check(reference string) error {
	n := len(s.Group)
	if n == 0 {
		return refuse.New(refuse.NoData, "", "there are no stops")
	}
	if len(s.Searched) != n || len(s.Hit) != n {
		return refuse.New(refuse.BadShape, "", "groups, searches and hits of %d, %d and %d stops", n, len(s.Searched), len(s.Hit))
	}
	for _, c := range s.Covariates {
		if len(c.Values) != n {
			return refuse.New(refuse.BadShape, "", "covariate %s has %d rows of %d", c.Name, len(c.Values), n)
		}
	}
	if !slices.Contains(s.Group, reference) {
		return refuse.New(refuse.NoOverlap, "stops of the reference group", "no stop is of group %s", reference)
	}
	searches, hits := 0, 0
	for i, searched := range s.Searched {
		if searched {
			searches++
			if s.Hit[i] {
				hits++
			}
		}
	}
	if len(s.Covariates) == 0 {
		return refuse.New(refuse.NoData, "covariates that tell of risk", "there is nothing to learn risk from")
	}
	if hits < fewest || searches-hits < fewest {
		return refuse.New(refuse.TooFew, "ten searches with a hit and ten without, or more", "%d searches with %d hits are too few to learn risk from", searches, hits)
	}
	return nil
}

func count(yes []bool) []float64 {
	out := make([]float64, len(yes))
	for i, y := range yes {
		if y {
			out[i] = 1
		}
	}
	return out
}

// searches are the rows of the risk model, of those stops that use allows.
func (s Stops) searches(use func(stop int) bool) glm.Rows {
	rows := glm.Rows{}
	for _, c := range s.Covariates {
		rows.Columns = append(rows.Columns, glm.Column{Name: c.Name})
	}
	hits := count(s.Hit)
	for i, searched := range s.Searched {
		if searched && (use == nil || use(i)) {
			rows.Cases = append(rows.Cases, hits[i])
			for j, c := range s.Covariates {
				rows.Columns[j].Values = append(rows.Columns[j].Values, c.Values[i])
			}
		}
	}
	return rows
}

func (s Stops) score(whole *glm.Fit, o Options) ([]float64, error) {
	if o.Folds < 2 {
		return whole.Linear(s.Covariates)
	}
	fold := s.folds(o)
	scores := make([]float64, len(s.Group))
	for k := range o.Folds {
		fit, err := o.fit(s.searches(func(i int) bool { return fold[i] != k }))
		if err != nil {
			return nil, err
		}
		linear, err := fit.Linear(s.Covariates)
		if err != nil {
			return nil, err
		}
		for i := range scores {
			if fold[i] == k {
				scores[i] = linear[i]
			}
		}
	}
	return scores, nil
}

// folds deals the stops out, in an order that is theirs and not the table's.
func (s Stops) folds(o Options) []int {
	fold := make([]int, len(s.Group))
	deal := stream.New(o.Seed).Perm(len(fold))
	for at, i := range s.order() {
		fold[i] = deal[at] % o.Folds
	}
	return fold
}

// order sorts stops by all that is known of them.
func (s Stops) order() []int {
	order := make([]int, len(s.Group))
	for i := range order {
		order[i] = i
	}
	searched, hit := count(s.Searched), count(s.Hit)
	slices.SortStableFunc(order, func(i, j int) int {
		if c := cmp.Or(cmp.Compare(s.Group[i], s.Group[j]), cmp.Compare(searched[i], searched[j]), cmp.Compare(searched[i]*hit[i], searched[j]*hit[j])); c != 0 {
			return c
		}
		for _, column := range s.Covariates {
			if c := cmp.Compare(column.Values[i], column.Values[j]); c != 0 {
				return c
			}
		}
		return 0
	})
	return order
}

// overlap refuses groups whose middle nine tenths of scores do not meet those of
// the reference.
func overlap(group []string, scores []float64, reference string) error {
	byGroup := map[string][]float64{}
	for i, g := range group {
		byGroup[g] = append(byGroup[g], scores[i])
	}
	reach := map[string][2]float64{}
	for g, values := range byGroup {
		slices.Sort(values)
		last := float64(len(values) - 1)
		reach[g] = [2]float64{values[int(0.05*last)], values[int(0.95*last+0.5)]}
	}
	for _, g := range slices.Sorted(maps.Keys(reach)) {
		if reach[g][0] > reach[reference][1] || reach[g][1] < reach[reference][0] {
			return refuse.New(refuse.NoOverlap, "stops of like risk in both groups", "the risks of %s and %s do not meet", g, reference)
		}
	}
	return nil
}
