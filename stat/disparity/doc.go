// Package disparity is the benchmark test and the outcome test: whether one group
// is searched more often than another, and whether searches of it find less.
//
// In go Counts: cases of trials (searches of stops, hits of searches) of a group
// and of the one it is compared with, place by place, and of people whose race is
// not recorded. Out comes one Estimate for each Estimator, always the same ones in
// the same order: a number with its interval, or a refusal. Then Adjust takes the
// Estimates of many places together: q values, shrunken estimates and ranks within
// families that were fixed before the data were seen. Differences are of shares
// (0.05 is five percentage points); ratios have no unit.
//
// It knows numbers: who is whom, what may be shown and what a number means is said
// above.
package disparity

import (
	"errors"
	"math"

	"detangle"
	"detangle/stat/contingency"
	"detangle/stat/refuse"
	"detangle/stat/special"
)

// Estimator is a way to compare.
type Estimator string

// The estimators of both tests. Crude ones add up the counts of all places, which
// may turn the order of groups around (Simpson's paradox); the others compare
// within places.
const (
	Ratio             Estimator = "ratio"               // crude, Katz
	Difference        Estimator = "difference"          // crude, Newcombe
	RatioWithin       Estimator = "ratio_within"        // Mantel-Haenszel, Greenland-Robins
	DifferenceWithin  Estimator = "difference_within"   // Mantel-Haenszel weights
	OddsRatioWithin   Estimator = "odds_ratio_within"   // Mantel-Haenszel, Robins-Breslow-Greenland
	OddsRatioExact    Estimator = "odds_ratio_exact"    // conditional within places, where sparse
	DifferenceOfMeans Estimator = "difference_of_means" // of places' rates, unweighted
	PerResident       Estimator = "per_resident"        // stops against residents: descriptive
)

// Estimators returns those of Compare, in its order.
func Estimators() []Estimator {
	return []Estimator{Ratio, Difference, RatioWithin, DifferenceWithin, OddsRatioWithin, OddsRatioExact, DifferenceOfMeans}
}

// Unit says what an estimator's number is.
func (e Estimator) Unit() string {
	switch e {
	case Difference, DifferenceWithin, DifferenceOfMeans:
		return "difference"
	case OddsRatioWithin, OddsRatioExact:
		return "odds ratio"
	}
	return "ratio"
}

// The least that is counted on.
const (
	fewest = 10  // trials of each group, below which there is no number
	stable = 30  // trials of each group, below which a number is unstable
	sparse = 600 // sums that the exact distribution is worked out for; larger counts do not need it
	places = 5   // whose rates have a mean with an interval
	tested = 10  // places whose mean has a probability (the fewest clusters that may have one)
)

// Codes of refusals beside those of stat/refuse and stat/contingency.
const (
	Unbounded   = "unbounded"    // the interval of a ratio has no upper end
	NotRecorded = "not_recorded" // nothing says whether there was a case
)

// Counts are what a comparison rests on, in one period.
type Counts struct {
	Group, Against contingency.Rate // of all places together
	Missing        contingency.Rate // of people whose race is not recorded
	Strata         []Stratum        // places that have something of two of these; the others are in the sums alone
	Alone          int              // places with one group alone
}

// Stratum is one place.
type Stratum struct{ Group, Against, Missing contingency.Rate }

// Numbers is what an estimator makes of counts: a number with its interval, or a
// refusal. P is nil where the estimator has no probability.
type Numbers struct {
	Estimator        Estimator
	Value, Low, High *float64
	P                *float64
	SE               float64 // of a difference, or of a ratio's log; 0 where the interval has no single one
	Strata, Dropped  int
	Unstable         bool
	MissingLow       *float64 // the value with all of the missing in either group
	MissingHigh      *float64
	Refusal          *detangle.Refusal
}

// Compare answers with every estimator, at a level of confidence such as 0.95.
func Compare(c Counts, level float64) []Numbers {
	var out []Numbers
	for _, e := range Estimators() {
		n := c.by(e, level)
		if n.Refusal == nil {
			n.bound(c, level)
		}
		out = append(out, n)
	}
	return out
}

// by answers with one estimator.
func (c Counts) by(e Estimator, level float64) (n Numbers) {
	n.Estimator = e
	if err := c.check(); err != nil {
		n.refuse(err)
		return n
	}
	n.Unstable = min(c.Group.Trials, c.Against.Trials) < stable
	pooled := contingency.Pair{Group: c.Group, Reference: c.Against}
	strata := c.pairs()
	n.Strata, n.Dropped = 1, c.Alone
	if e.Within() && len(strata) > 0 { // what is compared is in places that have both groups
		group, against := c.Shared()
		least := min(group.Trials, against.Trials)
		if n.Unstable = least < stable; least < fewest {
			n.Strata, n.Dropped = len(strata), n.Dropped+len(c.Strata)-len(strata)
			n.refuse(refuse.New(refuse.TooFew, "", "too few (%d) in places that have both groups: a rate needs %d", least, fewest))
			return n
		}
	}
	var err error
	switch e {
	case Ratio:
		var r contingency.Estimate
		if r, err = pooled.Ratio(level); err == nil {
			err = n.crude(pooled, r, logSE(r, level))
		}
	case Difference:
		var d contingency.Estimate
		if d, err = pooled.Difference(level); err == nil {
			err = n.crude(pooled, d, 0)
		}
	case RatioWithin:
		var r contingency.Common
		r, err = contingency.RiskRatio(strata, level)
		n.common(r)
	case OddsRatioWithin:
		var r contingency.Common
		r, err = contingency.MantelHaenszel(strata, level)
		n.common(r)
	case DifferenceWithin:
		var d contingency.Weighted
		d, err = contingency.RiskDifference(strata, level)
		n.stratified(d.Stratified)
		if err == nil {
			n.SE = d.SE
			n.P = number(special.NormalTwoSided(d.Value / d.SE))
		}
	case OddsRatioExact:
		var x contingency.Conditional
		x, err = exact(strata, level)
		n.stratified(x.Stratified)
		n.P = number(x.P)
	case DifferenceOfMeans:
		err = n.means(strata, level)
	}
	if err != nil {
		n.refuse(err)
	}
	return n
}

// Within says whether an estimator compares within places alone.
func (e Estimator) Within() bool {
	return e == RatioWithin || e == OddsRatioWithin || e == DifferenceWithin || e == OddsRatioExact
}

// Shared are the counts of both groups in the places that have both.
func (c *Counts) Shared() (group, against contingency.Rate) {
	for _, s := range c.pairs() {
		group, against = more(group, s.Group), more(against, s.Reference)
	}
	return group, against
}

// check refuses counts that are none, and too few.
func (c Counts) check() error {
	for _, r := range []contingency.Rate{c.Group, c.Against, c.Missing} {
		if r.Cases < 0 || r.Trials < r.Cases {
			return refuse.New(refuse.BadCount, "counts with as many trials as cases, or more", "%d cases of %d trials is not a rate", r.Cases, r.Trials)
		}
	}
	for _, s := range c.Strata {
		for _, r := range []contingency.Rate{s.Group, s.Against, s.Missing} {
			if r.Cases < 0 || r.Trials < r.Cases {
				return refuse.New(refuse.BadCount, "counts with as many trials as cases, or more", "a place has %d cases of %d trials", r.Cases, r.Trials)
			}
		}
	}
	if c.Group.Trials+c.Against.Trials == 0 {
		return refuse.New(NotRecorded, "", "nothing of either group is recorded")
	}
	if least := min(c.Group.Trials, c.Against.Trials); least < fewest {
		return refuse.New(refuse.TooFew, "", "too few (%d) to say: a rate needs %d", least, fewest)
	}
	if cases := c.Group.Cases + c.Against.Cases; cases == 0 || cases == c.Group.Trials+c.Against.Trials {
		return refuse.New(refuse.NoVariation, "", "every trial ended alike")
	}
	return nil
}

// pairs are the places that have both groups.
func (c *Counts) pairs() (out []contingency.Pair) {
	for _, s := range c.Strata {
		if s.Group.Trials > 0 && s.Against.Trials > 0 {
			out = append(out, contingency.Pair{Group: s.Group, Reference: s.Against})
		}
	}
	return out
}

// exact works the conditional odds ratio out where counts are sparse; elsewhere it
// takes long and says what Mantel and Haenszel's does.
func exact(strata []contingency.Pair, level float64) (contingency.Conditional, error) {
	sums := int64(0)
	for _, p := range strata {
		cases, others := p.Group.Cases+p.Reference.Cases, p.Group.Trials+p.Reference.Trials-p.Group.Cases-p.Reference.Cases
		sums += min(cases, others, p.Group.Trials, p.Reference.Trials)
		if sums > sparse {
			return contingency.Conditional{}, refuse.New(contingency.TooLarge, "the odds ratio after Mantel and Haenszel", "counts are not sparse: the exact odds ratio is not needed")
		}
	}
	x, err := contingency.Exact(strata, level)
	if err == nil && math.IsInf(x.High, 1) {
		return x, refuse.New(Unbounded, "the difference", "as many cases of the group as there could be: the odds ratio has no upper limit, only a lower one, %.3g", x.Low)
	}
	return x, err
}

// means is the unweighted mean of places' rates of the group, less that of those
// compared with (as Pierson and others, Nature Human Behaviour 4, 2020, have it of
// hit rates), over places that have a rate of both; Student's interval of the
// places' differences (Biometrika 6, 1908).
func (n *Numbers) means(strata []contingency.Pair, level float64) error {
	if !(level > 0 && level < 1) {
		return refuse.New(refuse.BadLevel, "a level such as 0.95", "%g is not a level of confidence", level)
	}
	var differences []float64
	for _, p := range strata {
		if min(p.Group.Trials, p.Reference.Trials) >= fewest {
			differences = append(differences, float64(p.Group.Cases)/float64(p.Group.Trials)-float64(p.Reference.Cases)/float64(p.Reference.Trials))
		}
	}
	k := len(differences)
	n.Strata, n.Dropped = k, n.Dropped+len(strata)-k
	if k < places {
		return refuse.New(refuse.TooFew, "the difference within places", "%d places have a rate of both groups: their mean needs %d", k, places)
	}
	mean, square := moments(differences)
	if square == 0 {
		return refuse.New(refuse.NoVariation, "the difference within places", "the differences of %d places are one number", k)
	}
	se, df := math.Sqrt(square/float64(k-1)/float64(k)), float64(k-1)
	half := special.StudentQuantile(1-(1-level)/2, df) * se
	n.SE, n.Value, n.Low, n.High = se, number(mean), number(mean-half), number(mean+half)
	if k >= tested {
		n.P = number(special.StudentTwoSided(mean/se, df))
	}
	return nil
}

func (n *Numbers) crude(p contingency.Pair, e contingency.Estimate, se float64) error {
	n.estimate(e)
	n.SE = se
	_, probability, err := p.PooledZ()
	n.P = number(probability)
	return err
}

func (n *Numbers) common(c contingency.Common) {
	n.stratified(c.Stratified)
	n.SE, n.P = c.LogSE, number(c.P)
}

func (n *Numbers) stratified(s contingency.Stratified) {
	n.estimate(s.Estimate)
	n.Strata, n.Dropped = s.Used, n.Dropped+s.Dropped
}

func (n *Numbers) estimate(e contingency.Estimate) {
	n.Value, n.Low, n.High = number(e.Value), number(e.Low), number(e.High)
}

// Refuse is an estimator's refusal.
func Refuse(e Estimator, err error) Numbers {
	n := Numbers{Estimator: e}
	n.refuse(err)
	return n
}

// refuse leaves no number.
func (n *Numbers) refuse(err error) {
	refusal := detangle.Refusal{Code: "failed", Reason: err.Error()}
	if refused := new(refuse.Refused); errors.As(err, &refused) {
		refusal = refused.Refusal
	}
	*n = Numbers{Estimator: n.Estimator, Strata: n.Strata, Dropped: n.Dropped, Refusal: &refusal}
}

// logSE is the standard error of a ratio's log, of its interval.
func logSE(e contingency.Estimate, level float64) float64 {
	return math.Log(e.High/e.Low) / (2 * -special.NormalQuantile((1-level)/2))
}

func number(v float64) *float64 { return &v }
