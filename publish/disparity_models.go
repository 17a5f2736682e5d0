package publish

// How the models behind a test were sampled, and how they fit what was seen.

import (
	"math"
	"strings"

	"detangle"
)

// modelLine is what is known of a model's draws and of how it fits what was seen.
type modelLine struct {
	Setting                  string
	Draws, RHat, ESS         string
	SearchError, SearchP     string
	HitError, HitP           string
	Settled, Failed, Refused bool
	Fails, Worst, Reason     string // what fails; the places that fit worst; why it is refused
}

// modelsOf are the models behind a test, one for each prior setting. Weightings of one
// setting's draws have one model.
func (s *Site) modelsOf(e *exhibit, usual string) (out []modelLine) {
	number := func(v float64, digits int) string { return s.words.decimal(v, digits) }
	for _, estimator := range waysOf(e, usual) {
		if strings.Contains(estimator, ",") {
			continue
		}
		line := modelLine{Setting: s.words.estimator(estimator)}
		for _, row := range e.Rows {
			if row.Keys["estimator"] != estimator {
				continue
			}
			if m := test(row).Model; m != nil {
				line.Draws, line.RHat, line.ESS = s.words.text(m.Draws), number(m.RHat, 3), s.words.Number(math.Round(min(m.BulkESS, m.TailESS)))
				if m.Divergent > 0 {
					line.Draws += s.words.Plain("disparity.model_divergent", "n", m.Divergent)
				}
				line.SearchError, line.SearchP = s.words.Plain("number.points", "text", number(100*m.SearchError, 1)), s.words.chance(&m.SearchP)
				line.HitError, line.HitP = s.words.Plain("number.points", "text", number(100*m.HitError, 1)), s.words.chance(&m.HitP)
				line.Fails = strings.Join(s.failures(m), "; ")
				line.Settled, line.Failed, line.Worst = true, m.Failed, strings.Join(m.Worst[:min(3, len(m.Worst))], "; ")
				break
			}
			if row.Refusal != nil && row.Refusal.Code == "no_convergence" {
				line.Refused, line.Reason = true, row.Refusal.Reason
			}
		}
		if line.Settled || line.Refused {
			out = append(out, line)
		}
	}
	return out
}

// The bounds of predictive checks: of the error of hit rates, and of the share of draws that
// are further off than what was seen.
const mostHitError, leastCheckP = .05, .01

// failures are the checks that a model fails, in words.
func (s *Site) failures(m *detangle.ModelFit) (out []string) {
	if m.HitError > mostHitError {
		out = append(out, s.words.Plain("disparity.fails_hits"))
	}
	for _, check := range []struct {
		p              float64
		further, close string
	}{{m.SearchP, "disparity.fails_search_far", "disparity.fails_search_close"}, {m.HitP, "disparity.fails_hit_far", "disparity.fails_hit_close"}} {
		switch {
		case check.p < leastCheckP:
			out = append(out, s.words.Plain(check.further))
		case check.p > 1-leastCheckP:
			out = append(out, s.words.Plain(check.close))
		}
	}
	return out
}
