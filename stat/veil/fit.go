package veil

import (
	"fmt"
	"slices"

	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/special"
	"detangle/stat/spline"
)

// Dark is the name of the coefficient.
const Dark = "dark"

// Options say how to fit.
type Options struct {
	Degrees  int          // of freedom of the curve of clock time, 1 to 6; fewer are a check of it
	ByPlace  bool         // each place has a curve of its own
	Knots    spline.Knots // of the curve; of none, at even quantiles of the cells' minutes
	Level    float64      // of confidence
	ByDay    []Stop       // the stops behind the cells, for a variance by place and day; may be nil
	ByCount  *Counts      // the same as counts, where stops are many
	Controls bool         // each Control has a level of its own

	Fitter glm.Fitter // nil: glm.New; glm.AsR for comparison with R
}

// Result is the coefficient of dark with what it rests on.
type Result struct {
	Model      glm.Estimate  // log odds ratio of dark against light, with the model's standard error
	Clustered  *glm.Estimate // the same by place and day, where the stops were given
	Detectable float64       // the log odds ratio that would be found in four of five such tables, at 0.05
	Stops      int64         // in the cells that were used
	Knots      spline.Knots
	Fit        *glm.Fit
	Cells      []Cell // in the order of the fit's rows as given
}

// Fit regresses the group's share on dark and a natural spline of clock time, with
// a level for each place. Cells in which nothing differs between light and dark at
// one time and place are no comparison and are refused. Where the variance by place
// and day alone is refused, the result comes with the refusal.
func Fit(cells []Cell, o Options) (*Result, error) {
	cells = inOrder(slices.Clone(cells))
	if err := comparable(cells); err != nil {
		return nil, err
	}
	r := &Result{Cells: cells, Knots: o.Knots}
	minutes := make([]float64, len(cells))
	for i, c := range cells {
		minutes[i] = float64(c.Minute)
	}
	var err error
	if r.Knots == nil {
		if r.Knots, err = spline.At(minutes, o.Degrees); err != nil {
			return nil, err
		}
	}
	fit := o.Fitter
	if fit == nil {
		fit = glm.New
	}
	if r.Fit, err = fit(glm.Binomial, rows(cells, r.Knots.Basis(minutes), o)); err != nil {
		return nil, err
	}
	for _, i := range r.Fit.Rows {
		r.Stops += cells[i].Stops
	}
	if len(r.Fit.Rows) < len(cells) { // places in which nothing differs were left out
		used := make([]Cell, 0, len(r.Fit.Rows))
		for _, i := range r.Fit.Rows {
			used = append(used, cells[i])
		}
		if err := comparable(used); err != nil {
			return nil, err
		}
	}
	if r.Model, err = r.Fit.Estimate(Dark, r.Fit.Model(), o.Level); err != nil {
		return nil, err
	}
	r.Detectable = (special.NormalQuantile(0.975) + special.NormalQuantile(0.8)) * r.Model.SE
	var variance glm.Variance
	switch {
	case o.ByDay != nil:
		variance, err = r.Fit.ClusterParts(parts(cells, o.ByDay))
	case o.ByCount != nil:
		variance, err = r.Fit.ClusterOrdered(o.ByCount.parts(cells))
	default:
		return r, nil
	}
	if err != nil {
		return r, err
	}
	clustered, err := r.Fit.Estimate(Dark, variance, o.Level)
	if err != nil {
		return r, err
	}
	r.Clustered = &clustered
	return r, nil
}

// comparable refuses cells that are not counts, and those without a quarter of an
// hour that is light and dark in one place.
func comparable(cells []Cell) error {
	type quarter struct {
		location string
		at       int
	}
	seen := map[quarter][2]bool{}
	both := false
	for _, c := range cells {
		if c.Stops < 0 || c.Minority < 0 || c.Minority > c.Stops {
			return refuse.New(refuse.BadCount, "counts with 0 <= minority <= stops", "%d of %d stops at minute %d in %s", c.Minority, c.Stops, c.Minute, c.Location)
		}
		if c.Minute < 0 || c.Minute > 24*60 {
			return refuse.New(refuse.BadCount, "minutes from 0 to 1440", "minute %d is no time of day", c.Minute)
		}
		if c.Stops > 0 {
			q := quarter{c.Location, c.Minute / 15}
			s := seen[q]
			s[int(number(c.Dark))] = true
			seen[q] = s
			both = both || s[0] && s[1]
		}
	}
	if !both {
		return refuse.New(refuse.NoOverlap, "stops of more months", "no time of day in any place is light on some days and dark on others")
	}
	return nil
}

func rows(cells []Cell, curve [][]float64, o Options) glm.Rows {
	out := glm.Rows{Columns: []glm.Column{{Name: Dark}}}
	var locations, controls []string
	for _, c := range cells {
		out.Cases, out.Trials = append(out.Cases, float64(c.Minority)), append(out.Trials, float64(c.Stops))
		out.Columns[0].Values = append(out.Columns[0].Values, number(c.Dark))
		locations, controls = append(locations, c.Location), append(controls, c.Control)
	}
	for j, values := range curve {
		out.Columns = append(out.Columns, glm.Column{Name: fmt.Sprint("curve ", j+1), Values: values})
	}
	out.Effects = []glm.Effect{{Name: "location", Levels: glm.Levels(locations)}}
	if o.ByPlace {
		base := slices.Min(locations)
		for _, place := range glm.Indicators("", locations, base) {
			for j, values := range curve {
				own := make([]float64, len(values))
				for i, v := range values {
					own[i] = v * place.Values[i]
				}
				out.Columns = append(out.Columns, glm.Column{Name: fmt.Sprint("curve ", j+1, " in ", place.Name), Values: own})
			}
		}
	}
	if o.Controls {
		out.Effects = append(out.Effects, glm.Effect{Name: "control", Levels: glm.Levels(controls)})
	}
	return out
}

// parts are the stops of each cell by place and day.
func parts(cells []Cell, stops []Stop) []glm.Part {
	row := map[Cell]int{}
	for i, c := range cells {
		c.Stops, c.Minority = 0, 0
		row[c] = i
	}
	type day struct {
		location string
		day      int
	}
	days := make([]day, len(stops))
	for i, s := range stops {
		days[i] = day{s.Location, s.Day}
	}
	order := slices.Clone(days)
	slices.SortFunc(order, func(a, b day) int {
		if a.location != b.location {
			if a.location < b.location {
				return -1
			}
			return 1
		}
		return a.day - b.day
	})
	cluster := map[day]int{}
	for i, d := range slices.Compact(order) {
		cluster[d] = i
	}
	type part struct{ row, cluster int }
	counts := map[part][2]float64{}
	for i, s := range stops {
		at, ok := row[s.key()]
		if !ok {
			continue
		}
		p := part{at, cluster[days[i]]}
		c := counts[p]
		counts[p] = [2]float64{c[0] + number(s.Minority), c[1] + 1}
	}
	var out []glm.Part
	for p, c := range counts {
		out = append(out, glm.Part{Row: p.row, Cluster: p.cluster, Cases: c[0], Trials: c[1]})
	}
	return out
}
