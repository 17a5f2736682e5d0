package riskadjust

import (
	"math"

	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/special"
)

// Confounder is something binary that officers saw and the records do not have.
type Confounder struct {
	OnHit, OnSearch  float64 // log odds ratios of its presence for a hit and for a search
	Group, Reference float64 // how often it is there among stops of either, 0 to 1
}

// Confounders are the corners and middles of what is worth imagining: odds up to
// double, and a prevalence of a tenth to nine tenths in either group.
func Confounders() []Confounder {
	var out []Confounder
	for _, hit := range []float64{0, math.Ln2 / 2, math.Ln2} {
		for _, search := range []float64{0, math.Ln2 / 2, math.Ln2} {
			for _, group := range []float64{0.1, 0.5, 0.9} {
				for _, reference := range []float64{0.1, 0.5, 0.9} {
					out = append(out, Confounder{hit, search, group, reference})
				}
			}
		}
	}
	return out
}

// Sensitivity returns the group's coefficient at equal risk, had each confounder
// been recorded, and the least and largest of them. The stops of other groups than
// these two are left out. Each stop is split by the chance that the confounder was
// there given whether it was searched, and both parts are scored anew (Rosenbaum
// and Rubin, J. R. Stat. Soc. B 45, 1983; Jung and others, section 4).
func Sensitivity(stops Stops, o Options, group string, confounders []Confounder) (coefs []float64, least, largest float64, err error) {
	var at []int
	for i, g := range stops.Group {
		if g == group || g == o.Reference {
			at = append(at, i)
		}
	}
	pair := stops.pick(at)
	r, err := Fit(pair, o)
	if err != nil {
		return nil, 0, 0, err
	}
	if len(confounders) == 0 || len(r.Adjusted.Coef) != 3 {
		return nil, 0, 0, refuse.New(refuse.NoData, "a group other than the reference, and a confounder", "nothing is compared")
	}
	least, largest = math.Inf(1), math.Inf(-1)
	chance := make([]float64, len(at)) // of a search, by group and covariates
	for row, i := range r.Kitchen.Rows {
		chance[i] = special.Logistic(r.Kitchen.Predictor[row])
	}
	for _, c := range confounders {
		coef, err := pair.confounded(c, group, chance, r.Scores)
		if err != nil {
			return nil, 0, 0, err
		}
		coefs = append(coefs, coef)
		least, largest = math.Min(least, coef), math.Max(largest, coef)
	}
	return coefs, least, largest, nil
}

func (s Stops) confounded(c Confounder, group string, chance, scores []float64) (float64, error) {
	n := len(s.Group)
	rows := glm.Rows{Cases: make([]float64, 2*n), Trials: make([]float64, 2*n), Columns: []glm.Column{{Name: group, Values: make([]float64, 2*n)}, {Name: Score, Values: make([]float64, 2*n)}}}
	for i, g := range s.Group {
		there, in := c.Reference, 0.0
		if g == group {
			there, in = c.Group, 1
		}
		if !(there >= 0 && there <= 1) || math.IsNaN(c.OnHit+c.OnSearch) || math.Abs(c.OnHit)+math.Abs(c.OnSearch) > 50 {
			return 0, refuse.New(refuse.NotFinite, "odds ratios and shares", "%+v is not a confounder", c)
		}
		base := without(chance[i], there, c.OnSearch)
		ifSearched := there * special.Logistic(base+c.OnSearch) / chance[i]
		ifNot := there * special.Logistic(-base-c.OnSearch) / (1 - chance[i])
		hit := without(special.Logistic(scores[i]), ifSearched, c.OnHit)
		share := ifNot
		if s.Searched[i] {
			share = ifSearched
		}
		for k, part := range []float64{1 - share, share} {
			row := 2*i + k
			rows.Trials[row] = math.Max(0, part)
			if s.Searched[i] {
				rows.Cases[row] = rows.Trials[row]
			}
			rows.Columns[0].Values[row] = in
			rows.Columns[1].Values[row] = hit + float64(k)*c.OnHit
		}
	}
	fit, err := glm.New(glm.Binomial, rows)
	if err != nil {
		return 0, err
	}
	return fit.Coef[1], nil
}

// without returns the log odds where the confounder is not there, such that the
// mean over its presence is a chance, by bisection.
func without(chance, there, effect float64) float64 {
	low, high := -60.0, 60.0
	for range 100 {
		middle := (low + high) / 2
		if there*special.Logistic(middle+effect)+(1-there)*special.Logistic(middle) < chance {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}
