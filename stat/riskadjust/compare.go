package riskadjust

import (
	"math"
	"slices"

	"detangle/stat/refuse"
	"detangle/stat/resample"
	"detangle/stat/special"
	"detangle/stat/spline"
)

// Odds is a log odds ratio of searches of a group against the reference.
type Odds struct {
	Value, SE, Low, High float64
	MonteCarlo           float64 // standard error of the ends of an interval from draws; 0 of one that is not
}

// Comparison is a group against the reference. All of it is on the scale of log odds.
type Comparison struct {
	Group          string
	Within         *Odds       // at equal risk, in the same place: by the score and a level for each place; nil where no place stands alone
	Equal          Odds        // at equal risk, all places together
	Curve          *Odds       // as Within, with a natural spline of the score, of five knots; nil where it was not asked for, or scores are too few for one
	Unadjusted     Odds        // by group alone
	Covariates     *Odds       // by group and all covariates: what may hide or make bias; nil where that model has no answer
	Missing        *[2]float64 // Within, with all of no recorded race in the reference and in the group
	Confounded     *[2]float64 // the least and largest of Within, had one of Confounders been recorded
	Stops, Overlap int64       // of the two groups; Overlap is how many lie where their scores do
	Searches, Hits int64
	Places         int // that are compared within
	Refusal        error
}

// CellOptions say how to compare.
type CellOptions struct {
	Options
	Level       float64
	Draws       int // 0: resample.Draws
	Workers     int
	Curve       bool // with a curve of the score, too
	Confounders []Confounder
}

// pass is what all draws of one table share.
type pass struct {
	c        *Cells
	p        *patterns
	o        CellOptions
	fold     []int // of each cluster
	cluster  []int // of each cell: an index of fold
	compared []int // groups, the reference first
	at       []int // of a group: its place among those compared, or -1
	clusters int
	recorded []int        // cells with a recorded find
	kinds    []kind       // patterns in folds
	kind     []int32      // of each cell: an index of kinds
	start    []float64    // coefficients of the risk of all
	searches [3][]float64 // of the models of searches, in the order of once
	within   []int        // of each cell: an index of places
	places   int
	knots    spline.Knots
}

// Compare fits risk and searches to cells, and draws clusters anew for intervals of both
// steps together. A group below the minimum, or of other risks than the reference, has a
// refusal; where nothing can be compared the error says why. Bands say how groups
// overlap.
func Compare(c *Cells, o CellOptions) ([]Comparison, []Band, error) {
	if err := c.check(); err != nil {
		return nil, nil, err
	}
	p, err := c.patterns()
	if err != nil {
		return nil, nil, err
	}
	s := &pass{c: c, p: p, o: o}
	var clusters []int32
	s.fold, clusters = c.folds(o.Options)
	switch s.clusters = len(clusters); {
	case s.clusters == 1:
		return nil, nil, refuse.New(refuse.OneCluster, "more months, or more places", "all stops are of one month and place")
	case s.clusters < fewest:
		return nil, nil, refuse.New(refuse.TooFew, "more months, or more places", "%d months of places are too few to draw from", s.clusters)
	}
	for _, cluster := range c.Cluster {
		at, _ := slices.BinarySearch(clusters, cluster)
		s.cluster = append(s.cluster, at)
	}
	out := s.groups()
	if len(s.compared) < 2 {
		return out, nil, nil
	}
	places := slices.Compact(slices.Sorted(slices.Values(c.Within)))
	places = slices.DeleteFunc(places, func(place int32) bool { return place < 0 })
	s.places = len(places)
	for _, place := range c.Within {
		at, _ := slices.BinarySearch(places, place)
		if place < 0 {
			at = s.places
		}
		s.within = append(s.within, at)
	}
	s.kindsOf()
	once := slices.Repeat([]float64{1}, s.clusters)
	scores, err := s.scores(once)
	if err != nil {
		return nil, nil, err
	}
	overlapping := s.bands(scores)
	s.overlap(out, scores)
	if len(s.compared) < 2 {
		return out, overlapping, nil
	}
	if o.Curve {
		s.knots = s.curveKnots(scores)
	}
	if _, err := s.once(once); err != nil { // from here on its coefficients are where models of draws start
		return nil, nil, err
	}
	drawn, err := resample.Clusters(s.clusters, func(draw []int) ([]float64, error) {
		weight := make([]float64, s.clusters)
		for _, at := range draw {
			weight[at]++
		}
		return s.once(weight)
	}, resample.Options{Draws: o.Draws, Level: o.Level, Seed: o.Seed, Workers: o.Workers})
	if err != nil {
		return nil, nil, err
	}
	s.spread(out, drawn)
	s.covariates(out)
	for i := range out {
		if out[i].Refusal == nil {
			s.missing(&out[i], scores, once)
			s.confounded(&out[i], scores)
		}
	}
	return out, overlapping, nil
}

// groups counts those that are compared and refuses those with too few searches.
func (s *pass) groups() (out []Comparison) {
	type size struct{ stops, searches, hits int64 }
	sizes := make([]size, len(s.c.Groups))
	for i, g := range s.c.Group {
		if g >= 0 {
			sizes[g].stops, sizes[g].searches, sizes[g].hits = sizes[g].stops+s.c.Stops[i], sizes[g].searches+s.c.Searches[i], sizes[g].hits+s.c.Hits[i]
		}
	}
	few := func(n size) bool { return n.searches < fewest || n.stops-n.searches < fewest }
	tooFew := func(n size, whose string) error {
		if n.searches < fewest {
			return refuse.New(refuse.TooFew, "more stops", "too few searches (%d)%s to say", n.searches, whose)
		}
		return refuse.New(refuse.TooFew, "more stops", "too few stops without a search (%d)%s to say", n.stops-n.searches, whose)
	}
	held := s.clustersOf()
	s.at = slices.Repeat([]int{-1}, len(s.c.Groups))
	s.compared, s.at[0] = []int{0}, 0
	for g := 1; g < len(sizes); g++ {
		one := Comparison{Group: s.c.Groups[g], Stops: sizes[g].stops + sizes[0].stops, Searches: sizes[g].searches + sizes[0].searches, Hits: sizes[g].hits + sizes[0].hits}
		switch {
		case few(sizes[0]):
			one.Refusal = tooFew(sizes[0], " of "+s.c.Groups[0]+" people")
		case few(sizes[g]):
			one.Refusal = tooFew(sizes[g], "")
		case held[0] < spreadOver || held[g] < spreadOver: // most draws anew would be without it
			one.Refusal = refuse.New(refuse.TooFew, "more months, or more places", "searches, or stops without one, lie in %d months of places, which are too few to draw from", min(held[0], held[g]))
		default:
			s.at[g] = len(s.compared)
			s.compared = append(s.compared, g)
		}
		out = append(out, one)
	}
	return out
}

// spreadOver is the least number of months of places that a group's searches must lie in:
// of n drawn anew from n, one draw in e to the power of it has none of them.
const spreadOver = 6

// clustersOf counts the clusters in which each group has a search, or those in which it has
// a stop without one, whichever are fewer.
func (s *pass) clustersOf() []int {
	type in struct {
		group    int
		cluster  int32
		searched int // 1 if so
	}
	seen := map[in]bool{}
	counts := make([][2]int, len(s.c.Groups))
	for i, g := range s.c.Group {
		for searched, n := range [2]int64{s.c.Stops[i] - s.c.Searches[i], s.c.Searches[i]} {
			if at := (in{g, s.c.Cluster[i], searched}); g >= 0 && n > 0 && !seen[at] {
				seen[at] = true
				counts[g][searched]++
			}
		}
	}
	out := make([]int, len(counts))
	for g, n := range counts {
		out[g] = min(n[0], n[1])
	}
	return out
}

// once computes what is drawn: by group alone, at equal risk, and at equal risk within places
// by a line and by a curve.
func (s *pass) once(weight []float64) ([]float64, error) {
	scores, err := s.scores(weight)
	if err != nil {
		return nil, err
	}
	r, groups := s.byScore(scores, weight, NoRace), len(s.compared)
	all := r.together()
	out := all.crude(groups)
	models := []struct {
		of      *scored
		places  int
		columns [][]float64
	}{{all, 1, [][]float64{all.score}}}
	if s.places > 0 {
		r = r.within(s.places)
		models = append(models, models[0])
		models[1].of, models[1].places, models[1].columns = r, s.places, [][]float64{r.score}
		if s.knots != nil {
			models = append(models, models[1])
			models[2].columns = s.knots.Basis(r.score)
		}
	}
	first := s.searches[0] == nil
	for i, m := range models {
		coef, err := m.of.explain(groups, m.places, m.columns, s.searches[i], stepsFor(weight))
		if err != nil {
			return nil, err
		}
		if first {
			s.searches[i] = coef
		}
		out = append(out, coef[1:groups]...)
	}
	if slices.ContainsFunc(out, func(v float64) bool { return math.IsInf(v, 0) }) {
		return nil, refuse.New(refuse.Separation, "more searches", "a group has no search")
	}
	return out, nil
}

// spread gives comparisons their numbers, in the order of once.
func (s *pass) spread(out []Comparison, drawn []resample.Interval) {
	n := len(s.compared) - 1
	for i := range out {
		at := s.at[i+1] - 1
		if at < 0 {
			continue
		}
		out[i].Places = s.places
		out[i].Unadjusted, out[i].Equal = oddsOf(drawn[at]), oddsOf(drawn[n+at])
		for k, to := range []**Odds{&out[i].Within, &out[i].Curve} {
			if j := (2+k)*n + at; j < len(drawn) {
				odds := oddsOf(drawn[j])
				*to = &odds
			}
		}
	}
}

func oddsOf(i resample.Interval) Odds {
	return Odds{i.Value, i.SE, i.Low.Value, i.High.Value, math.Max(i.Low.MonteCarloSE, i.High.MonteCarloSE)}
}

// missing computes the answer with all people of no recorded race in either group.
func (s *pass) missing(c *Comparison, scores, once []float64) {
	if c.Within == nil || !slices.Contains(s.c.Group, NoRace) {
		return
	}
	g := slices.Index(s.c.Groups, c.Group)
	var ends [2]float64
	for i, unknown := range []int{0, g} {
		r := s.byScore(scores, once, unknown).within(s.places)
		coef, err := r.explain(len(s.compared), s.places, [][]float64{r.score}, nil, 0)
		if err != nil {
			return
		}
		ends[i] = coef[s.at[g]]
	}
	if ends[0] > ends[1] {
		ends[0], ends[1] = ends[1], ends[0]
	}
	c.Missing = &ends
}

// enoughClusters is from how many on a sandwich over clusters is used.
const enoughClusters = 30

// covariates fits searches to group and all covariates, with a sandwich over clusters (HC0,
// G/(G - 1); Liang and Zeger, Biometrika 73, 1986), which says too little below thirty of them:
// there it is left out.
func (s *pass) covariates(out []Comparison) {
	if s.clusters < enoughClusters {
		return
	}
	m, rows, cases, trials := s.kitchen()
	coef, lower, err := m.fit(cases, trials, nil, 0)
	if err != nil {
		return
	}
	se := s.sandwich(m, rows, coef, lower)
	z := special.StudentQuantile((1+s.o.Level)/2, float64(s.clusters-1))
	for i := range out {
		if at := s.at[i+1]; at > 0 && out[i].Refusal == nil {
			v := coef[at]
			out[i].Covariates = &Odds{Value: v, SE: se[at-1], Low: v - z*se[at-1], High: v + z*se[at-1]}
		}
	}
}
