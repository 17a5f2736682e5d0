package disparitythreshold

import (
	"fmt"
	"strings"

	"detangle"
)

var names = map[string]string{"black": "Black", "hispanic": "Hispanic", "white": "White", "asian/pacific islander": "Asian and Pacific Islander"}

func sentenceOf(r detangle.Refusal) string {
	if r.Reason == "" {
		return ""
	}
	return strings.ToUpper(r.Reason[:1]) + r.Reason[1:] + "."
}

func nameOf(group string) string {
	if name := names[group]; name != "" {
		return name
	}
	return group
}

// sentence says a difference in words.
func sentence(d difference, f fit, all []fit) string {
	name := nameOf(d.Group)
	numbers := fmt.Sprintf("%.0f %% against %.0f %%; difference %s points, %s to %s", 100*d.Bar, 100*d.Against, points(d.Value), points(d.Low), points(d.High))
	if d.Low <= 0 && d.High >= 0 {
		return fmt.Sprintf("The model does not tell the bars for searches of %s and White people apart (%s).", name, numbers) + misfit(f.Model)
	}
	how := "lower"
	if d.Value > 0 {
		how = "higher"
	}
	return fmt.Sprintf("The model infers a %s bar for searches of %s people than of White people (%s)", how, name, numbers) + robustness(d.Group, f, all) + misfit(f.Model)
}

// robustness ends the sentence on a difference that leaves out none.
func robustness(group string, f fit, all []fit) string {
	var settled []fit
	var unsettled []string
	for _, other := range all {
		if other.Refusal == nil {
			settled = append(settled, other)
		} else if other.Setting != beta {
			unsettled = append(unsettled, other.Setting)
		}
	}
	switch {
	case f.Setting == beta:
		return " with beta signals: a cross-check."
	case agree(all, group) != notRobust:
		return ", in all prior settings: consistent with a different standard."
	case len(unsettled) > 0 && agree(settled, group) != notRobust:
		return fmt.Sprintf(", in every prior setting but %s, whose sampling did not settle: not counted as robust.", strings.Join(unsettled, " and "))
	}
	return " under this prior setting, and not under all: the finding is not robust."
}

// sentence says what a period, or a change, is about.
func (c *change) sentence(period string, d difference, f fit, all []fit) string {
	turned := map[string]string{begins: "began", ends: "ended"}[c.agreement]
	where := fmt.Sprintf("in %d counties", c.sides[0].count(d.Group))
	if period != "change" {
		return fmt.Sprintf("%s an agreement %s, %s: ", strings.ToUpper(period[:1])+period[1:], turned, where) + sentence(d, f, all)
	}
	s := fmt.Sprintf("From before an agreement %s to after, %s, the difference between the bars for searches of %s and White people went from %s to %s points (change %s points, %s to %s)",
		turned, where, nameOf(d.Group), points(d.Against), points(d.Bar), points(d.Value), points(d.Low), points(d.High))
	switch {
	case d.Low <= 0 && d.High >= 0:
		return s + ": the data do not tell a change."
	case agree(all, d.Group) != notRobust:
		return s + ", in all prior settings: a change, and no word on its cause."
	}
	return s + ", under this prior setting and not under all: the change is not robust."
}

// misfit says how a model fails its checks. Rates of few searches are far off by
// chance alone, which its share of draws that are as far off tells.
func misfit(m *detangle.ModelFit) string {
	switch {
	case m == nil || !m.Failed:
		return ""
	case m.SearchP >= leastP && m.SearchP <= 1-leastP && m.HitP >= leastP && m.HitP <= 1-leastP:
		return fmt.Sprintf(" A check of the model fails: its hit rates are off by %.1f points, over 5. Of so few searches chance alone explains that: %.0f in 100 draws are further off.", 100*m.HitError, 100*m.HitP)
	}
	return " The model does not fit what was seen: its predictions of searches or finds are further off than chance explains."
}

// leastP is the share of draws, on either side, beyond which a model fails.
const leastP = 0.01

// points are percentage points with their sign.
func points(v float64) string {
	s := fmt.Sprintf("%+.1f", 100*v)
	if s == "+0.0" || s == "-0.0" {
		return "0.0"
	}
	return strings.Replace(s, "-", "−", 1)
}
