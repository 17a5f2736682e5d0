package disparitythreshold

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"detangle"
	"detangle/stat/threshold"
)

// weightings are the names of estimators under each weighting, after that of the
// setting.
var weightings = map[threshold.Weighting]string{threshold.DeptTotal: "", threshold.OwnStops: ", own stops"}

// rows are a record's answers, one for each group and estimator, and what is known
// of the models behind them.
func (r *record) rows(models map[string]detangle.ModelFit) (rows []detangle.DisparityRow) {
	row := detangle.DisparityRow{Source: r.source, State: r.state, Scope: r.scope(), Against: against, Unit: rowsUnit, Snapshot: r.snapshot, Persons: r.persons, First: r.first, Last: r.last, Dropped: r.dropped}
	for _, c := range r.cells {
		row.Whole += c.Stops
	}
	for _, group := range slices.Sorted(maps.Keys(r.left)) {
		refusal := r.left[group]
		out := row
		out.Group, out.Estimator, out.Refusal = group, usual, &refusal
		out.Sentence = sentenceOf(refusal)
		rows = append(rows, out)
	}
	compared := map[string]int64{}
	for _, c := range r.cells {
		if c.Group != against && r.left[c.Group].Code == "" {
			compared[c.Group]++
		}
	}
	for _, group := range slices.Sorted(maps.Keys(compared)) {
		out := row
		out.Group, out.Estimator, out.Strata = group, usual, r.places(group)
		switch {
		case r.refusal != nil:
			out.Refusal, out.Sentence = r.refusal, sentenceOf(*r.refusal)
			rows = append(rows, out)
		case r.fits == nil:
			out.Refusal = &detangle.Refusal{Code: "not_computed", Reason: "the threshold test of " + r.name() + " is not computed yet", Closing: r.command()}
			out.Sentence = sentenceOf(*out.Refusal)
			rows = append(rows, out)
		default:
			rows = append(rows, r.fitted(out, models)...)
		}
	}
	return rows
}

// command computes what is not there.
func (r *record) command() string {
	s := "detangle measure disparity_threshold --where source=" + r.source
	if !r.persons {
		s += " --where state=" + r.state + " --by state,group"
	} else {
		s += " --by group"
	}
	return s
}

// places are those in which a group is fitted.
func (r *record) places(group string) (n int64) {
	if r.table == nil {
		return 0
	}
	for _, c := range r.table.Cells {
		if c.Group == group {
			n++
		}
	}
	return n
}

// fitted are the rows of a group, one for each setting and weighting.
func (r *record) fitted(row detangle.DisparityRow, models map[string]detangle.ModelFit) (rows []detangle.DisparityRow) {
	for _, f := range r.fits {
		for _, d := range f.differences() {
			name, shown := weightings[d.Weighting]
			if !shown || f.Refusal == nil && d.Group != row.Group {
				continue
			}
			out := row
			out.Estimator = f.Setting + name
			if f.Refusal != nil {
				out.Refusal, out.Sentence = f.Refusal, sentenceOf(*f.Refusal)
				rows = append(rows, out)
				continue
			}
			value, low, high := thousandths(d.Value), thousandths(d.Low), thousandths(d.High)
			out.Value, out.Low, out.High = &value, &low, &high
			out.Sentence = sentence(row.Group, d, f, r.fits)
			model := *f.Model
			model.Below = d.Below
			models[modelKey(r.source, r.stateKey(), row.Group, out.Estimator)] = model
			rows = append(rows, out)
		}
	}
	return rows
}

// differences are those of a fit; a refused one stands for all.
func (f fit) differences() []difference {
	if f.Refusal == nil {
		return f.Differences
	}
	var all []difference
	for _, w := range threshold.Weightings() {
		all = append(all, difference{Weighting: w})
	}
	return all
}

func (r *record) stateKey() string {
	if r.persons {
		return ""
	}
	return r.state
}

func thousandths(v float64) float64 { return math.Round(v*1000) / 1000 }

var names = map[string]string{"black": "Black", "hispanic": "Hispanic", "white": "White", "asian/pacific islander": "Asian and Pacific Islander"}

func sentenceOf(r detangle.Refusal) string {
	if r.Reason == "" {
		return ""
	}
	return strings.ToUpper(r.Reason[:1]) + r.Reason[1:] + "."
}

// sentence says a difference in words.
func sentence(group string, d difference, f fit, all []fit) string {
	agreed := agree(all, group)
	var settled []fit
	var unsettled []string
	for _, other := range all {
		if other.Refusal == nil {
			settled = append(settled, other)
		} else if other.Setting != beta {
			unsettled = append(unsettled, other.Setting)
		}
	}
	name := names[group]
	if name == "" {
		name = group
	}
	numbers := fmt.Sprintf("%.0f %% against %.0f %%; difference %s points, %s to %s", 100*d.Bar, 100*d.Against, points(d.Value), points(d.Low), points(d.High))
	var s string
	switch {
	case d.Low <= 0 && d.High >= 0:
		s = fmt.Sprintf("The model does not tell the bars for searches of %s and White people apart (%s).", name, numbers)
	default:
		how := "lower"
		if d.Value > 0 {
			how = "higher"
		}
		s = fmt.Sprintf("The model infers a %s bar for searches of %s people than of White people (%s)", how, name, numbers)
		switch {
		case f.Setting == beta:
			s += " with beta signals: a cross-check."
		case agreed != notRobust:
			s += ", in all prior settings: consistent with a different standard."
		case len(unsettled) > 0 && agree(settled, group) != notRobust:
			s += fmt.Sprintf(", in every prior setting but %s, whose sampling did not settle: not counted as robust.", strings.Join(unsettled, " and "))
		default:
			s += " under this prior setting, and not under all: the finding is not robust."
		}
	}
	return s + misfit(f.Model)
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
