package veil

import (
	"fmt"
	"math"

	"detangle/stat/contingency"
	"detangle/stat/disparity"
	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/stream"
)

// Estimators of the odds that a driver stopped in the dark is of the group, over
// the same in light.
const (
	BySize           disparity.Estimator = "by_size"             // SplineByDay from FewStops stops on, OddsRatioExact below
	Spline           disparity.Estimator = "spline"              // curve of clock time, six degrees of freedom; the model's variance
	SplineByDay      disparity.Estimator = "spline_by_day"       // the same with a variance by place and day
	ClockChange      disparity.Estimator = "clock_change"        // within thirty days of a change of clocks
	ClockChangeByDay disparity.Estimator = "clock_change_by_day" //
	QuarterHours     disparity.Estimator = "quarter_hours"       // within quarters of an hour, Mantel-Haenszel
	ExactQuarters    disparity.Estimator = "quarter_hours_exact" // the same, conditional
	degrees                              = 6                     // of freedom of the curve
)

// Degrees is the estimator with a curve of fewer degrees of freedom, a check.
func Degrees(n int) disparity.Estimator { return disparity.Estimator(fmt.Sprint("spline_", n)) }

// Estimators returns those of Compare, in its order.
func Estimators() []disparity.Estimator {
	return []disparity.Estimator{BySize, Spline, SplineByDay, ClockChange, ClockChangeByDay, QuarterHours, ExactQuarters}
}

// Checks returns those of Check.
func Checks() (out []disparity.Estimator) {
	for n := 1; n < degrees; n++ {
		out = append(out, Degrees(n))
	}
	return out
}

// Compare answers with every estimator: an odds ratio with its interval, or a
// refusal. Strata are the places (quarters of an hour) that were compared within. Its
// parts are worked out by so many workers; their number changes no bit.
func Compare(c Counts, level float64, workers int) []disparity.Numbers {
	var plain, byDay, change, changeByDay, quarters, exact disparity.Numbers
	parts := []func(){
		func() {
			season := Counts{counts: c.counts, seasons: true}
			change, changeByDay = season.curve(level)
			change.Estimator, changeByDay.Estimator = ClockChange, ClockChangeByDay
		},
		func() { plain, byDay = c.curve(level) },
		func() { quarters, exact = c.quarters(level), c.exact(level) },
	}
	stream.Each(len(parts), workers, func(i int) { parts[i]() })
	chosen := byDay
	if c.stops() < FewStops {
		chosen = exact
	}
	chosen.Estimator = BySize
	return []disparity.Numbers{chosen, plain, byDay, change, changeByDay, quarters, exact}
}

// Check answers with curves of 1 to 5 degrees of freedom, by so many workers.
func Check(c Counts, level float64, workers int) []disparity.Numbers {
	cells := c.Cells()
	out := make([]disparity.Numbers, degrees-1)
	stream.Each(len(out), workers, func(i int) {
		e := Degrees(i + 1)
		r, err := Fit(cells, Options{Degrees: i + 1, Level: level})
		if err != nil {
			out[i] = disparity.Refuse(e, err)
			return
		}
		out[i] = odds(e, r.Model, r)
	})
	return out
}

func (c Counts) stops() (n int64) {
	for _, k := range c.counts {
		n += int64(k.Stops)
	}
	return n
}

// curve fits the spline, with both variances.
func (c Counts) curve(level float64) (plain, byDay disparity.Numbers) {
	r, err := Fit(c.Cells(), Options{Degrees: degrees, Level: level, ByCount: &c, Controls: c.seasons})
	if err != nil && r == nil {
		return disparity.Refuse(Spline, err), disparity.Refuse(SplineByDay, err)
	}
	plain = odds(Spline, r.Model, r)
	if plain.Refusal != nil {
		byDay = plain
		byDay.Estimator = SplineByDay
		return plain, byDay
	}
	if err != nil {
		return plain, disparity.Refuse(SplineByDay, err)
	}
	return plain, odds(SplineByDay, *r.Clustered, r)
}

// enoughDays is from how many days of places on their sandwich (HC0) is used: below it is too small.
const enoughDays = 30

// odds are a coefficient's numbers, on the scale of the odds ratio.
func odds(e disparity.Estimator, c glm.Estimate, r *Result) disparity.Numbers {
	if c.Clusters > 0 && c.Clusters < enoughDays {
		return disparity.Refuse(e, refuse.New(glm.FewClusters, "more days, or the same without days as clusters", "%d days of places are too few for a variance by day: thirty or more", c.Clusters))
	}
	value, low, high := math.Exp(c.Value), math.Exp(c.Low), math.Exp(c.High)
	n := disparity.Numbers{Estimator: e, Value: &value, Low: &low, High: &high, SE: c.SE, Strata: r.places()}
	if !(low > 0) || math.IsInf(high, 1) || math.IsNaN(value) {
		return disparity.Refuse(e, refuse.New(refuse.NotFinite, "more stops", "its interval has no end"))
	}
	if p, err := c.P(); err == nil {
		n.P = &p
	}
	return n
}

// places is the number of places in the cells that were used.
func (r *Result) places() int {
	seen := map[string]bool{}
	for _, i := range r.Fit.Rows {
		seen[r.Cells[i].Location] = true
	}
	return len(seen)
}

// quarters compares within quarters of an hour, with those without a recorded race
// in either group as bounds.
func (c Counts) quarters(level float64) disparity.Numbers {
	m, err := contingency.MantelHaenszel(c.strata(leftOut), level)
	if err != nil {
		return disparity.Refuse(QuarterHours, err)
	}
	if !(m.Low > 0) || math.IsInf(m.High, 1) {
		return disparity.Refuse(QuarterHours, refuse.New(refuse.NotFinite, "more stops", "its interval has no end"))
	}
	n := disparity.Numbers{Estimator: QuarterHours, Value: &m.Value, Low: &m.Low, High: &m.High, P: &m.P, SE: m.LogSE, Strata: m.Used, Dropped: m.Dropped}
	one, err := contingency.MantelHaenszel(c.strata(inGroup), level)
	if err != nil {
		return n
	}
	other, err := contingency.MantelHaenszel(c.strata(inReference), level)
	if err != nil {
		return n
	}
	low, high := min(one.Value, other.Value), max(one.Value, other.Value)
	n.MissingLow, n.MissingHigh = &low, &high
	return n
}

// exact is the conditional odds ratio, where stops are few.
func (c Counts) exact(level float64) disparity.Numbers {
	if c.stops() >= FewStops {
		return disparity.Refuse(ExactQuarters, refuse.New(contingency.TooLarge, "quarter_hours", "stops are not few: the exact odds ratio is not needed"))
	}
	x, err := contingency.Exact(c.strata(leftOut), level)
	if err == nil && (math.IsInf(x.High, 1) || x.Low <= 0 || x.Value <= 0) {
		err = refuse.New(disparity.Unbounded, "more stops", "as few or as many of the group as there could be: the odds ratio has an interval on one side only, %.3g to %.3g", x.Low, x.High)
	}
	if err != nil {
		return disparity.Refuse(ExactQuarters, err)
	}
	return disparity.Numbers{Estimator: ExactQuarters, Value: &x.Value, Low: &x.Low, High: &x.High, P: &x.P, Strata: x.Used, Dropped: x.Dropped}
}
