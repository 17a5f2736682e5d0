package disparity

import (
	"detangle/stat/contingency"
)

// MissingShare is the share of trials of people whose race is not recorded, of all
// that are compared.
func (c Counts) MissingShare() float64 {
	all := c.Group.Trials + c.Against.Trials + c.Missing.Trials
	if all <= 0 {
		return 0
	}
	return float64(c.Missing.Trials) / float64(all)
}

// bound computes the value again with all people of no recorded race in the group,
// and all in the one compared with: the worst that their missing can do, if they
// are of these two (Manski, Nonparametric Bounds on Treatment Effects, 1990).
func (n *Numbers) bound(c Counts, level float64) {
	low, high := *n.Value, *n.Value
	if n.Estimator == OddsRatioExact {
		return // sparse counts with others added are not
	}
	if c.Missing.Trials > 0 {
		for _, toGroup := range []bool{true, false} {
			with := c.assign(toGroup).by(n.Estimator, level)
			if with.Refusal != nil {
				return
			}
			low, high = min(low, *with.Value), max(high, *with.Value)
		}
	}
	n.MissingLow, n.MissingHigh = number(low), number(high)
}

// assign puts the missing into one of the groups.
func (c Counts) assign(toGroup bool) Counts {
	add := func(group, against, missing contingency.Rate) (contingency.Rate, contingency.Rate) {
		if toGroup {
			return contingency.Rate{Cases: group.Cases + missing.Cases, Trials: group.Trials + missing.Trials}, against
		}
		return group, contingency.Rate{Cases: against.Cases + missing.Cases, Trials: against.Trials + missing.Trials}
	}
	out := Counts{Alone: c.Alone, Strata: make([]Stratum, len(c.Strata))}
	out.Group, out.Against = add(c.Group, c.Against, c.Missing)
	for i, s := range c.Strata {
		out.Strata[i].Group, out.Strata[i].Against = add(s.Group, s.Against, s.Missing)
	}
	return out
}
