package link

import (
	"fmt"
	"math"
	"strings"

	"detangle/stat/disparity"
	"detangle/stat/special"
	"detangle/stat/veil"
)

// What a number may be said to mean: a measured difference, never a motive. Below
// a method's minimum it says so; where the interval has no difference in it, it
// says what it cannot rule out.

var groupNames = map[string]string{"black": "Black", "hispanic": "Hispanic", "white": "White", "asian/pacific islander": "Asian and Pacific Islander"}

func groupName(group string) string {
	if name := groupNames[group]; name != "" {
		return name
	}
	return group
}

// sentence says a row in words.
func sentence(e *estimate) string {
	if r := e.numbers.Refusal; r != nil {
		return upperFirst(r.Reason) + "."
	}
	value, low, high := e.written()
	less := *e.numbers.Value < 0
	var said string
	switch {
	case e.test == veilTest:
		said = e.veiled(value, low, high)
	case e.period == "change":
		said = e.changed(value, low, high)
	case e.estimator == string(disparity.PerResident):
		said = fmt.Sprintf("%s residents were stopped %s times as often (%s to %s) as %s ones, per resident: descriptive, for residents are not the drivers at risk", groupName(e.compared), value, low, high, groupName(e.against))
	case e.test == "outcome" && e.unit == "difference":
		said = e.found(less, value, low, high)
	case e.test == "outcome":
		said = fmt.Sprintf("searches of %s people found contraband at %s times the %s (%s to %s) of searches of %s people%s", groupName(e.compared), value, rateOrOdds(e.unit), low, high, groupName(e.against), e.places())
	case e.unit == "difference":
		more := "more"
		if less {
			more = "fewer"
		}
		said = fmt.Sprintf("of 100 stops of %s people %s %s were searched than of %s people%s (difference %s points, %s to %s)", groupName(e.compared), strings.TrimLeft(value, "+−"), more, groupName(e.against), e.places(), value, low, high)
	case e.unit == "odds ratio":
		said = fmt.Sprintf("the odds of a search of %s people were %s times (%s to %s) those of %s people%s", groupName(e.compared), value, low, high, groupName(e.against), e.places())
	default:
		said = fmt.Sprintf("%s people were searched %s times as often (%s to %s) as %s people%s", groupName(e.compared), value, low, high, groupName(e.against), e.places())
	}
	switch e.period {
	case "before":
		said = "in the months before the agreement changed, " + said
	case "after":
		said = "in the months after the agreement had changed, " + said
	case "all", "change":
	default:
		said = "in " + e.period + ", " + said
	}
	return upperFirst(said + e.unclear(low, high) + e.power() + ".")
}

// found is the sentence of an outcome gap, with the rates where they may be shown.
func (e *estimate) found(less bool, value, low, high string) string {
	how := "more often"
	if less {
		how = "less often"
	}
	rates := ""
	if c := e.counts; c != nil && e.estimator == string(disparity.Difference) {
		rates = fmt.Sprintf("%.0f %% against %.0f %%; ", 100*float64(c[0])/float64(c[1]), 100*float64(c[2])/float64(c[3]))
	}
	return fmt.Sprintf("searches of %s people found contraband %s than those of %s people%s (%sdifference %s points, %s to %s)", groupName(e.compared), how, groupName(e.against), e.places(), rates, value, low, high)
}

// changed is the sentence of a change: it is not an effect.
func (e *estimate) changed(value, low, high string) string {
	what := "searches"
	if e.test == "outcome" {
		what = "finds"
	}
	if e.unit == "difference" {
		return fmt.Sprintf("the difference between %s of %s and %s people changed by %s points (%s to %s) once the agreement had changed; a change is not an effect", what, groupName(e.compared), groupName(e.against), value, low, high)
	}
	return fmt.Sprintf("the %s of %s of %s against %s people was %s times (%s to %s) what it was before the agreement changed; a change is not an effect", e.unit, what, groupName(e.compared), groupName(e.against), value, low, high)
}

// veiled is the sentence of the veil of darkness: fewer of a group once its race is
// hard to see is the sign that the test looks for.
func (e *estimate) veiled(value, low, high string) string {
	if e.period == "change" {
		return fmt.Sprintf("the odds ratio of dark against light for %s against %s drivers was %s times (%s to %s) what it was before the agreement changed; a change is not an effect", groupName(e.compared), groupName(e.against), value, low, high)
	}
	said := fmt.Sprintf("at the same time of day, the odds that a driver who was stopped is %s, not %s, were %s times (%s to %s) in the dark what they were in light", groupName(e.compared), groupName(e.against), value, low, high)
	if *e.numbers.High < 1 {
		said += ": consistent with a different standard where race can be seen"
	}
	return said
}

// power says what a comparison of the few weeks around changes of clocks would find, as it must
// be said beside each: the ratio that four of five such records would tell from 1.
func (e *estimate) power() string {
	if !strings.HasPrefix(e.estimator, string(veil.ClockChange)) || e.period == "change" || !(e.numbers.SE > 0) {
		return ""
	}
	detectable := math.Exp(-(special.NormalQuantile(0.975) + special.NormalQuantile(0.8)) * e.numbers.SE)
	return fmt.Sprintf("; four of five records like this would find an odds ratio of %.2f, or further from 1", detectable)
}

// places says how many places a number compares within.
func (e *estimate) places() string {
	switch {
	case e.estimator == string(disparity.Ratio) || e.estimator == string(disparity.Difference):
		return ", all places together"
	case e.estimator == string(disparity.DifferenceOfMeans):
		return fmt.Sprintf(" in the mean of %d places", e.numbers.Strata)
	case e.numbers.Strata == 1:
		return " in the same place"
	}
	return fmt.Sprintf(", compared within %d places", e.numbers.Strata)
}

// unclear says what an interval with no difference in it cannot rule out.
func (e *estimate) unclear(low, high string) string {
	null := 1.0
	if e.unit == "difference" {
		null, low, high = 0, low+" points", high+" points"
	}
	if n := e.numbers; *n.Low <= null && null <= *n.High {
		return fmt.Sprintf(": compatible with no difference; the data cannot rule out effects from %s to %s", low, high)
	}
	return ""
}

func rateOrOdds(unit string) string {
	if unit == "odds ratio" {
		return "odds"
	}
	return "rate"
}

// written writes a value and its interval with as many decimals as the interval
// calls for: ratios as they are, differences in points of a hundred.
func (e *estimate) written() (value, low, high string) {
	n := e.numbers
	v, l, h := *n.Value, *n.Low, *n.High
	if e.persons {
		v, l, h = significant(v, 3), significant(l, 3), significant(h, 3)
	}
	format := "%.*f"
	if e.unit == "difference" {
		v, l, h, format = 100*v, 100*l, 100*h, "%+.*f"
	}
	decimals := 3
	for _, step := range []struct {
		width    float64
		decimals int
	}{{0.02, 2}, {0.2, 1}, {20, 0}} {
		if h-l >= step.width {
			decimals = step.decimals
		}
	}
	if e.unit != "difference" && v < 1 {
		decimals = max(decimals, 2)
	}
	write := func(x float64) string {
		s := fmt.Sprintf(format, decimals, x)
		if strings.Trim(s, "+-0.") == "" {
			return strings.Trim(s, "+-")
		}
		return strings.Replace(s, "-", "−", 1)
	}
	return write(v), write(l), write(h)
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
