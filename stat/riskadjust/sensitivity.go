package riskadjust

import (
	"math"

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
	table := imagined{places: 1}
	for row, i := range r.Kitchen.Rows {
		searched := 0.0
		if pair.Searched[i] {
			searched = 1
		}
		table.add(pair.Group[i] == group, 0, r.Scores[i], special.Logistic(r.Kitchen.Predictor[row]), searched, 1)
	}
	least, largest = math.Inf(1), math.Inf(-1)
	for _, c := range confounders {
		coef, err := table.with(c)
		if err != nil {
			return nil, 0, 0, err
		}
		coefs = append(coefs, coef)
		least, largest = math.Min(least, coef), math.Max(largest, coef)
	}
	return coefs, least, largest, nil
}

// imagined are stops of two groups, to which a confounder is added.
type imagined struct {
	group           []bool  // or the reference
	place           []int32 // 0 to places - 1
	places          int
	score, chance   []float64 // log odds of a hit, and the chance of a search by group and covariates
	searches, stops []float64
}

func (t *imagined) add(group bool, place int32, score, chance, searches, stops float64) {
	t.group, t.place, t.score, t.chance = append(t.group, group), append(t.place, place), append(t.score, score), append(t.chance, chance)
	t.searches, t.stops = append(t.searches, searches), append(t.stops, stops)
}

// with is the group's coefficient at equal risk, had a confounder been recorded.
func (t *imagined) with(c Confounder) (float64, error) {
	for _, there := range []float64{c.Group, c.Reference} {
		if !(there >= 0 && there <= 1) || math.IsNaN(c.OnHit+c.OnSearch) || math.Abs(c.OnHit)+math.Abs(c.OnSearch) > 50 {
			return 0, refuse.New(refuse.NotFinite, "odds ratios and shares", "%+v is not a confounder", c)
		}
	}
	n := len(t.group)
	m := logit{per: 2, levels: t.places, numbers: [][]float64{make([]float64, 0, 2*n)}}
	if t.places > 1 {
		m.loose = [2]int32{2, int32(t.places)}
	}
	var cases, trials []float64
	for i, chance := range t.chance {
		there, in := c.Reference, int32(0)
		if t.group[i] {
			there, in = c.Group, 1
		}
		place := int32(0)
		if t.place[i] > 0 {
			place = 1 + t.place[i]
		}
		base := without(chance, there, c.OnSearch)
		ifSearched := there * special.Logistic(base+c.OnSearch) / chance
		ifNot := there * special.Logistic(-base-c.OnSearch) / (1 - chance)
		hit := without(special.Logistic(t.score[i]), ifSearched, c.OnHit)
		searched, not := t.searches[i], t.stops[i]-t.searches[i]
		for present, share := range [2][2]float64{{1 - ifSearched, 1 - ifNot}, {ifSearched, ifNot}} {
			with, out := searched*math.Max(0, share[0]), not*math.Max(0, share[1])
			m.ones, m.numbers[0] = append(m.ones, in, place), append(m.numbers[0], hit+float64(present)*c.OnHit)
			cases, trials = append(cases, with), append(trials, with+out)
		}
	}
	coef, _, err := m.fit(cases, trials, nil, 0)
	if err != nil {
		return 0, err
	}
	return coef[1], nil
}

// without returns the log odds where the confounder is not there, such that the mean over
// its presence is a chance: the root of a quadratic in the odds.
func without(chance, there, effect float64) float64 {
	up := math.Exp(effect)
	a, b := up*(1-chance), there*up+1-there-chance*(1+up)
	root := math.Sqrt(b*b + 4*a*chance)
	if b > 0 {
		return math.Log(2 * chance / (b + root))
	}
	return math.Log((root - b) / (2 * a))
}
