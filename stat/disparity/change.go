package disparity

import (
	"math"

	"detangle/stat/refuse"
	"detangle/stat/special"
)

// Change compares a period after a date with one before: the ratio of ratios, or
// the difference of differences, with the interval that the two intervals make
// (Zou and Donner, Statistics in Medicine 27, 2008; of ratios on the scale of
// their logs). The periods share no one, so that they are independent. That something
// changed says nothing of why.
func Change(before, after Numbers) Numbers {
	n := Numbers{Estimator: after.Estimator, Strata: min(before.Strata, after.Strata), Dropped: max(before.Dropped, after.Dropped), Unstable: before.Unstable || after.Unstable}
	for _, period := range []struct {
		name string
		Numbers
	}{{"before", before}, {"after", after}} {
		if period.Refusal != nil {
			n.refuse(refuse.New(period.Refusal.Code, period.Refusal.Closing, "%s the change: %s", period.name, period.Refusal.Reason))
			return n
		}
	}
	to, back := func(v float64) float64 { return v }, func(v float64) float64 { return v }
	if n.Estimator.Unit() != "difference" {
		to, back = math.Log, math.Exp
		if *before.Low <= 0 || *after.Low <= 0 {
			n.refuse(refuse.New(Unbounded, "the change of the difference", "an interval of a ratio that reaches nought has no log"))
			return n
		}
	}
	b, lb, ub := to(*before.Value), to(*before.Low), to(*before.High)
	a, la, ua := to(*after.Value), to(*after.Low), to(*after.High)
	n.Value = number(back(a - b))
	n.Low, n.High = number(back(a-b-math.Hypot(a-la, ub-b))), number(back(a-b+math.Hypot(ua-a, b-lb)))
	if before.SE > 0 && after.SE > 0 && n.Estimator != DifferenceOfMeans {
		n.SE = math.Hypot(before.SE, after.SE)
		n.P = number(special.NormalTwoSided((a - b) / n.SE))
	}
	return n
}
