package threshold

import (
	"fmt"
	"math"
)

// Prior says how far the parameters of the fast test are held together. With all
// of tau, z, a, b, m standard normal and sigma half-normal,
//
//	t = Threshold tau(group) + Spread sigma z(cell)
//	u = Mean m + Group a(group, or geography and group) + Department b(department)
//	v = the same, of its own
//
// so the numbers here are the scales of the normal priors.
type Prior struct {
	Name        string
	Threshold   float64 // of a group's mean threshold; 0 leaves it out
	Spread      float64 // of the half-normal of the thresholds' spread
	Mean        float64 // of the means of logit guilt and log delta
	Group       float64 // of the effects of groups on them
	Department  float64 // of the effects of departments on them
	ByGeography bool    // a group has an effect in each geography, the first of all 0; else one in all, none fixed
}

// OPP2020 is the hierarchical prior of Pierson et al., Nature Human Behaviour 4
// (2020), with every scale times c: the paper's program runs c of 0.5, 1 and 1.5.
func OPP2020(c float64) Prior {
	return Prior{
		Name:      fmt.Sprintf("opp2020 x%g", c),
		Threshold: c, Spread: c, Mean: c, Group: 0.1 * c, Department: 0.1 * c, ByGeography: true,
	}
}

// Widened is OPP2020 with groups and departments held together five times less
// (0.5 in place of 0.1): whether an answer rests on their being alike.
func Widened() Prior {
	p := OPP2020(1)
	p.Name, p.Group, p.Department = "opp2020 widened", 0.5, 0.5
	return p
}

// FastTT2018 is the prior of Pierson, Corbett-Davies and Goel, AISTATS 2018:
// thresholds around 0 with one spread, groups free, departments held together.
func FastTT2018() Prior {
	return Prior{Name: "fasttt2018", Spread: 1, Mean: 1, Group: 1, Department: 0.1}
}

// Priors are those that an answer is given under, the first as the main one: a
// finding holds where all agree.
func Priors() []Prior {
	return []Prior{OPP2020(1), OPP2020(0.5), OPP2020(1.5), FastTT2018(), Widened()}
}

func (p Prior) check() error {
	for _, scale := range []float64{p.Threshold, p.Spread, p.Mean, p.Group, p.Department} {
		if !(scale >= 0 && scale <= 100) || math.IsNaN(scale) {
			return fmt.Errorf("prior %s: a scale lies between 0 and 100, not at %g", p.Name, scale)
		}
	}
	if p.Spread == 0 {
		return fmt.Errorf("prior %s: thresholds need a spread", p.Name)
	}
	return nil
}
