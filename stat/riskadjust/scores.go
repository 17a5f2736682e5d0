package riskadjust

import (
	"math"
	"slices"

	"detangle/stat/dense"
)

// scoreStep is the width to which scores are rounded when searches are explained: stops
// of one group with one rounded score are one row. The variance that it adds to a score is
// a twelfth of its square.
const scoreStep = 0.05

// stepsOfDraw are Newton's steps that a model of a draw makes from that of the table: two are as
// good as all for the interval (Andrews, Econometrica 70, 2002, the k-step bootstrap).
const stepsOfDraw = 2

// stepsFor are those of a draw, or as many as it takes (0) where each cluster counts once.
func stepsFor(weight []float64) int {
	if slices.ContainsFunc(weight, func(w float64) bool { return w != 1 }) {
		return stepsOfDraw
	}
	return 0
}

// scores are the log odds of a hit of each kind of people and fold, as models see it that have
// not seen the fold; clusters count as often as weight says.
func (s *pass) scores(weight []float64) ([]float64, error) {
	folds := max(s.o.Folds, 1)
	n := len(s.p.model.ones) / s.p.model.per
	hits, searches := make([][]float64, folds), make([][]float64, folds)
	for k := range folds {
		hits[k], searches[k] = make([]float64, n), make([]float64, n)
	}
	for _, i := range s.recorded {
		if w := weight[s.cluster[i]]; w > 0 {
			k, at := s.fold[s.cluster[i]], s.p.of[i]
			hits[k][at] += w * float64(s.c.Hits[i])
			searches[k][at] += w * float64(s.c.Recorded[i])
		}
	}
	coefs, err := s.risks(hits, searches, stepsFor(weight))
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(s.kinds))
	for i, kind := range s.kinds {
		out[i] = s.p.model.predict(int(kind.pattern), coefs[kind.fold])
	}
	return out, nil
}

// risks are the coefficients of a hit without each fold. Those of a draw are two steps from the
// table's, and a third to what is without the fold.
func (s *pass) risks(hits, searches [][]float64, steps int) (coefs [][]float64, err error) {
	allHits, allSearches := sumOf(hits), sumOf(searches)
	whole, _, err := s.p.model.fit(allHits, allSearches, s.start, steps)
	if err != nil {
		return nil, err
	}
	if s.start == nil {
		s.start = whole
	}
	if len(hits) == 1 {
		return [][]float64{whole}, nil
	}
	info, slope := dense.New(len(whole), len(whole)), make([]float64, len(whole))
	parts, slopes := make([]dense.Matrix, len(hits)), make([][]float64, len(hits))
	for k := range hits {
		parts[k], slopes[k] = s.p.model.at(hits[k], searches[k], whole)
		for i, line := range parts[k] {
			for j := range i + 1 {
				info[i][j] += line[j]
			}
			slope[i] += slopes[k][i]
		}
	}
	for k := range hits {
		coef, err := s.p.model.without(whole, info, slope, parts[k], slopes[k])
		if steps == 0 && err == nil {
			coef, _, err = s.p.model.fit(lessOf(allHits, hits[k]), lessOf(allSearches, searches[k]), coef, 0)
		}
		if err != nil {
			return nil, err
		}
		coefs = append(coefs, coef)
	}
	return coefs, nil
}

// kind is a pattern in a fold.
type kind struct{ pattern, fold int32 }

// kindsOf numbers the kinds that there are, and says of each cell which it is.
func (s *pass) kindsOf() {
	folds := max(s.o.Folds, 1)
	number := slices.Repeat([]int32{-1}, len(s.p.model.ones)/s.p.model.per*folds)
	for i, pattern := range s.p.of {
		number[int(pattern)*folds+s.fold[s.cluster[i]]] = 0
		if s.c.Recorded[i] > 0 {
			s.recorded = append(s.recorded, i)
		}
	}
	for at, there := range number {
		if there == 0 {
			number[at] = int32(len(s.kinds))
			s.kinds = append(s.kinds, kind{int32(at / folds), int32(at % folds)})
		}
	}
	for i, pattern := range s.p.of {
		s.kind = append(s.kind, number[int(pattern)*folds+s.fold[s.cluster[i]]])
	}
}

func sumOf(of [][]float64) []float64 {
	sum := make([]float64, len(of[0]))
	for _, values := range of {
		for i, v := range values {
			sum[i] += v
		}
	}
	return sum
}

func lessOf(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] - b[i]
	}
	return out
}

// scored are searches of stops by group, place and rounded score.
type scored struct {
	group, place    []int32
	score           []float64
	searches, stops []float64
	lowest, highest int // scores, in steps
}

// byScore counts searches of stops by group (one of those compared), place and score. Where a
// cell's group is not recorded it is unknown, if that is one.
func (s *pass) byScore(scores, weight []float64, unknown int) *scored {
	out := &scored{lowest: math.MaxInt, highest: math.MinInt}
	steps := make([]int, len(scores))
	for at, v := range scores {
		step := int(math.Round(v / scoreStep))
		steps[at] = step
		out.lowest, out.highest = min(out.lowest, step), max(out.highest, step)
	}
	width, places := out.highest-out.lowest+1, s.places+1 // the last is none
	searches, stops := make([]float64, len(s.compared)*places*width), make([]float64, len(s.compared)*places*width)
	for i, g := range s.c.Group {
		w := weight[s.cluster[i]]
		if g == NoRace {
			g = unknown
		}
		if w == 0 || g < 0 || s.at[g] < 0 {
			continue
		}
		at := (s.at[g]*places+s.within[i])*width + steps[s.kind[i]] - out.lowest
		searches[at] += w * float64(s.c.Searches[i])
		stops[at] += w * float64(s.c.Stops[i])
	}
	for at, n := range stops {
		if n > 0 {
			out.add(int32(at/width/places), int32(at/width%places), scoreStep*float64(at%width+out.lowest), searches[at], n)
		}
	}
	return out
}

func (r *scored) add(group, place int32, score, searches, stops float64) {
	r.group, r.place, r.score = append(r.group, group), append(r.place, place), append(r.score, score)
	r.searches, r.stops = append(r.searches, searches), append(r.stops, stops)
}

// within are the same of people in a place.
func (r *scored) within(places int) *scored {
	out := &scored{lowest: r.lowest, highest: r.highest}
	for i, place := range r.place {
		if int(place) < places {
			out.add(r.group[i], place, r.score[i], r.searches[i], r.stops[i])
		}
	}
	return out
}

// together are the same of all places.
func (r *scored) together() *scored {
	out := &scored{lowest: r.lowest, highest: r.highest}
	width := r.highest - r.lowest + 1
	groups := int(slices.Max(r.group)) + 1
	searches, stops := make([]float64, groups*width), make([]float64, groups*width)
	for i, g := range r.group {
		at := int(g)*width + int(math.Round(r.score[i]/scoreStep)) - r.lowest
		searches[at], stops[at] = searches[at]+r.searches[i], stops[at]+r.stops[i]
	}
	for at, n := range stops {
		if n > 0 {
			out.add(int32(at/width), 0, scoreStep*float64(at%width+r.lowest), searches[at], n)
		}
	}
	return out
}

// explain regresses searches on groups, places (of more than one) and columns of the score.
func (r *scored) explain(groups, places int, columns [][]float64, start []float64, steps int) ([]float64, error) {
	m := logit{per: 2, levels: groups + places - 2, numbers: columns}
	if places > 1 {
		m.loose = [2]int32{int32(groups), int32(m.levels)}
	}
	for i, g := range r.group {
		place := int32(0)
		if r.place[i] > 0 {
			place = int32(groups) - 1 + r.place[i]
		}
		m.ones = append(m.ones, g, place)
	}
	coef, _, err := m.fit(r.searches, r.stops, start, steps)
	return coef, err
}

// crude are log odds ratios by group alone.
func (r *scored) crude(groups int) []float64 {
	searches, stops := make([]float64, groups), make([]float64, groups)
	for i, g := range r.group {
		searches[g], stops[g] = searches[g]+r.searches[i], stops[g]+r.stops[i]
	}
	odds := func(g int) float64 { return math.Log(searches[g] / (stops[g] - searches[g])) }
	var out []float64
	for g := 1; g < groups; g++ {
		out = append(out, odds(g)-odds(0))
	}
	return out
}
