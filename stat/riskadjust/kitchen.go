package riskadjust

import (
	"cmp"
	"math"
	"slices"

	"detangle/stat/dense"
	"detangle/stat/special"
	"detangle/stat/stream"
)

// kitchen is the model of searches by group and all covariates: columns of groups first.
// rows are those of cells, -1 of cells that are not compared.
func (s *pass) kitchen() (m *logit, rows []int, cases, trials []float64) {
	groups, per := len(s.compared), s.p.model.per
	m = &logit{per: per + 1, levels: groups - 1 + s.p.model.levels, loose: [2]int32{int32(groups), int32(groups - 1 + s.p.model.levels)}}
	n := len(s.p.model.ones) / per
	row := slices.Repeat([]int{-1}, groups*n)
	stops, searches := make([]float64, groups*n), make([]float64, groups*n)
	for i, g := range s.c.Group {
		if g >= 0 && s.at[g] >= 0 {
			at := s.at[g]*n + int(s.p.of[i])
			stops[at] += float64(s.c.Stops[i])
			searches[at] += float64(s.c.Searches[i])
		}
	}
	for at, count := range stops {
		if count == 0 {
			continue
		}
		row[at] = len(trials)
		trials, cases = append(trials, count), append(cases, searches[at])
		m.ones = append(m.ones, int32(at/n))
		for _, level := range s.p.model.ones[at%n*per : (at%n+1)*per] {
			if level > 0 {
				level += int32(groups - 1)
			}
			m.ones = append(m.ones, level)
		}
	}
	rows = make([]int, len(s.c.Group))
	for i, g := range s.c.Group {
		rows[i] = -1
		if g >= 0 && s.at[g] >= 0 {
			rows[i] = row[s.at[g]*n+int(s.p.of[i])]
		}
	}
	return m, rows, cases, trials
}

// sandwich are the standard errors of the groups' coefficients.
func (s *pass) sandwich(m *logit, rows []int, coef []float64, lower dense.Matrix) []float64 {
	k, groups := m.width(), len(s.compared)
	chance := make([]float64, len(m.ones)/m.per)
	for at := range chance {
		chance[at] = special.Logistic(m.predict(at, coef))
	}
	// of each cluster only its part of the groups' coefficients is kept: a row of the inverse
	// information, times its scores
	inverse := dense.Inverse(lower)
	type key struct{ cluster, row int }
	var order []key
	count := map[key][2]int64{}
	for i, row := range rows {
		if row < 0 {
			continue
		}
		at := key{s.cluster[i], row}
		n, seen := count[at]
		if !seen {
			order = append(order, at)
		}
		count[at] = [2]int64{n[0] + s.c.Searches[i], n[1] + s.c.Stops[i]}
	}
	slices.SortFunc(order, func(a, b key) int { return cmp.Or(a.cluster-b.cluster, a.row-b.row) })
	part := dense.New(s.clusters, groups-1)
	at, value := make([]int32, 0, m.per+1), make([]float64, k)
	for _, of := range order {
		n := count[of]
		residual := float64(n[0]) - float64(n[1])*chance[of.row]
		at = m.columns(of.row, at[:0], value)
		for g := range groups - 1 {
			sum := 0.0
			for _, j := range at {
				sum += inverse[g+1][j]
			}
			part[of.cluster][g] += residual * sum
		}
	}
	se := make([]float64, groups-1)
	for _, of := range part {
		for g, v := range of {
			se[g] += v * v
		}
	}
	for g := range se {
		se[g] = math.Sqrt(se[g] * float64(s.clusters) / float64(s.clusters-1))
	}
	return se
}

// chanceStep is the width to which log odds of a search are rounded when a confounder is
// imagined.
const chanceStep = 0.05

// confounded finds how far a confounder could move the answer.
func (s *pass) confounded(c *Comparison, scores []float64) {
	if len(s.o.Confounders) == 0 || c.Within == nil {
		return
	}
	m, rows, cases, trials := s.kitchen()
	coef, _, err := m.fit(cases, trials, nil, 0)
	if err != nil {
		return
	}
	g := s.at[slices.Index(s.c.Groups, c.Group)]
	type key struct{ group, place, score, chance int }
	count := map[key][2]float64{}
	for i, row := range rows {
		if row < 0 {
			continue
		}
		of := s.at[s.c.Group[i]]
		if of != 0 && of != g || s.within[i] == s.places {
			continue
		}
		at := key{min(of, 1), s.within[i], int(math.Round(scores[s.kind[i]] / chanceStep)), int(math.Round(m.predict(row, coef) / chanceStep))}
		n := count[at]
		count[at] = [2]float64{n[0] + float64(s.c.Searches[i]), n[1] + float64(s.c.Stops[i])}
	}
	table := imagined{places: s.places}
	keys := make([]key, 0, len(count))
	for at := range count {
		keys = append(keys, at)
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(a.group-b.group, a.place-b.place, a.score-b.score, a.chance-b.chance)
	})
	for _, at := range keys {
		n := count[at]
		table.add(at.group == 1, int32(at.place), chanceStep*float64(at.score), special.Logistic(chanceStep*float64(at.chance)), n[0], n[1])
	}
	values, failed := make([]float64, len(s.o.Confounders)), make([]error, len(s.o.Confounders))
	stream.Each(len(values), s.o.Workers, func(i int) { values[i], failed[i] = table.with(s.o.Confounders[i]) })
	for _, err := range failed {
		if err != nil {
			return
		}
	}
	c.Confounded = &[2]float64{slices.Min(values), slices.Max(values)}
}
