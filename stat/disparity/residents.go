package disparity

import (
	"math"

	"detangle/stat/contingency"
	"detangle/stat/refuse"
	"detangle/stat/special"
)

// Residents compares stops per resident: the ratio of two rates of Poisson counts
// with the interval of its log (Rothman and Greenland, Modern Epidemiology, 1998,
// chapter 14). Residents are not the drivers who could be stopped, and one driver
// is stopped many times: the number describes and tests nothing, so that it has no
// probability. Stops may exceed residents.
func Residents(group, against contingency.Rate, level float64) Numbers {
	n := Numbers{Estimator: PerResident, Strata: 1}
	if !(level > 0 && level < 1) {
		n.refuse(refuse.New(refuse.BadLevel, "a level such as 0.95", "%g is not a level of confidence", level))
		return n
	}
	for _, r := range []contingency.Rate{group, against} {
		switch {
		case r.Cases < 0 || r.Trials < 0:
			n.refuse(refuse.New(refuse.BadCount, "", "%d stops of %d residents is not a rate", r.Cases, r.Trials))
		case r.Trials < fewest:
			n.refuse(refuse.New(refuse.TooFew, "", "too few residents (%d) to say: a rate needs %d", r.Trials, fewest))
		case r.Cases == 0:
			n.refuse(refuse.New(contingency.ZeroCount, "", "no one of a group was stopped: a ratio has no interval"))
		}
		if n.Refusal != nil {
			return n
		}
	}
	ratio := float64(group.Cases) / float64(group.Trials) / (float64(against.Cases) / float64(against.Trials))
	n.SE = math.Sqrt(1/float64(group.Cases) + 1/float64(against.Cases))
	half := -special.NormalQuantile((1-level)/2) * n.SE
	n.Value, n.Low, n.High = number(ratio), number(ratio*math.Exp(-half)), number(ratio*math.Exp(half))
	n.Unstable = min(group.Trials, against.Trials) < stable
	return n
}
