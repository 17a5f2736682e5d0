package disparity

import (
	"math"
	"slices"

	"detangle/stat/contingency"
	"detangle/stat/stream"
)

// LeftOut is an answer without one of its places.
type LeftOut struct {
	Stratum int // the place in Counts.Strata
	Numbers Numbers
}

// LeaveOneOut answers without each place in turn, and returns the least and the
// largest answer, and how many were refused. Of fewer than two places there is none.
// May, if given, says which places may be left out, and leave what behind.
func LeaveOneOut(c Counts, e Estimator, level float64, may func(left Stratum, without Counts) bool) (least, largest *LeftOut, refused int) {
	if len(c.Strata) < 2 {
		return nil, nil, 0
	}
	for i, s := range c.Strata {
		without := c
		without.Strata = slices.Delete(slices.Clone(c.Strata), i, i+1)
		without.Group, without.Against, without.Missing = less(c.Group, s.Group), less(c.Against, s.Against), less(c.Missing, s.Missing)
		if may != nil && !may(s, without) {
			refused++
			continue
		}
		n := without.by(e, level)
		if n.Refusal != nil {
			refused++
			continue
		}
		if least == nil || *n.Value < *least.Numbers.Value {
			least = &LeftOut{i, n}
		}
		if largest == nil || *n.Value > *largest.Numbers.Value {
			largest = &LeftOut{i, n}
		}
	}
	return least, largest, refused
}

func less(a, b contingency.Rate) contingency.Rate {
	return contingency.Rate{Cases: a.Cases - b.Cases, Trials: a.Trials - b.Trials}
}

// Placebo is what a test says where there is nothing to find.
type Placebo struct {
	Draws     int     // with a number
	Low, High float64 // 95 % of the draws' values lie between
	Mean      float64
	Covered   int // draws whose interval holds no disparity: about the level's share of them
	Beyond    int // draws at least as far from no disparity as what was seen
}

// Shuffle gives out the cases of each place among its people of both groups by lot,
// so that race says nothing, and answers again: Fisher's permutation, place by place.
// Ways that add all places up have none, for places that differ would still be told apart.
func Shuffle(c Counts, e Estimator, level float64, draws int, seed uint64) (p Placebo, ok bool) {
	seen := c.by(e, level)
	if seen.Refusal != nil || e == Ratio || e == Difference {
		return p, false
	}
	var values []float64
	for i := range draws {
		r := stream.New(seed, uint64(i))
		shuffled := Counts{Alone: c.Alone}
		for _, s := range c.Strata {
			cases := s.Group.Cases + s.Against.Cases
			group := stream.Hypergeometric(r, s.Group.Trials+s.Against.Trials, cases, s.Group.Trials)
			one := Stratum{Group: contingency.Rate{Cases: group, Trials: s.Group.Trials}, Against: contingency.Rate{Cases: cases - group, Trials: s.Against.Trials}}
			shuffled.Strata = append(shuffled.Strata, one)
			shuffled.Group, shuffled.Against = more(shuffled.Group, one.Group), more(shuffled.Against, one.Against)
		}
		n := shuffled.by(e, level)
		if n.Refusal != nil {
			continue
		}
		values = append(values, *n.Value)
		if *n.Low <= e.none() && e.none() <= *n.High {
			p.Covered++
		}
		if e.distance(*n.Value) >= e.distance(*seen.Value) {
			p.Beyond++
		}
	}
	if p.Draws = len(values); p.Draws == 0 {
		return p, false
	}
	slices.Sort(values)
	for _, v := range values {
		p.Mean += v / float64(len(values))
	}
	p.Low, p.High = values[len(values)*25/1000], values[min(len(values)-1, len(values)*975/1000)]
	return p, true
}

func more(a, b contingency.Rate) contingency.Rate {
	return contingency.Rate{Cases: a.Cases + b.Cases, Trials: a.Trials + b.Trials}
}

// none is the value that says there is no disparity.
func (e Estimator) none() float64 {
	if e.Unit() == "difference" {
		return 0
	}
	return 1
}

// distance is how far a value is from none, of ratios on the scale of their logs.
func (e Estimator) distance(v float64) float64 {
	if e.Unit() == "difference" {
		return math.Abs(v)
	}
	return math.Abs(math.Log(v))
}
