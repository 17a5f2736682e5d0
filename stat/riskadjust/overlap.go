package riskadjust

import (
	"math"
	"slices"

	"detangle/stat/refuse"
	"detangle/stat/special"
	"detangle/stat/spline"
)

// Band is a stretch of risk, the chance that a search would find something.
type Band struct {
	From, To float64
	Stops    []int64 // of each of Groups
}

// bands are even stretches of risk.
const bands = 20

// leastBend is the distance in log odds below which two knots are too near for a curve
// between them.
const leastBend = 0.1

// curveKnots are those of a curve of the score: at the quantiles that Harrell gives for five
// (Regression Modeling Strategies, 2015, table 2.3), by stops.
func (s *pass) curveKnots(scores []float64) spline.Knots {
	once := slices.Repeat([]float64{1}, s.clusters)
	r := s.byScore(scores, once, NoRace)
	var out spline.Knots
	for _, p := range []float64{0.05, 0.275, 0.5, 0.725, 0.95} {
		out = append(out, r.quantile(-1, p))
	}
	for i := range out[1:] {
		if out[i+1]-out[i] < leastBend {
			return nil
		}
	}
	return out
}

// quantile is that of scores by stops, of one group or of all (-1).
func (r *scored) quantile(group int, p float64) float64 {
	at := make([]float64, r.highest-r.lowest+1)
	all := 0.0
	for i, g := range r.group {
		if group < 0 || int(g) == group {
			at[int(math.Round(r.score[i]/scoreStep))-r.lowest] += r.stops[i]
			all += r.stops[i]
		}
	}
	sum := 0.0
	for step, n := range at {
		if sum += n; sum >= p*all && n > 0 {
			return scoreStep * float64(step+r.lowest)
		}
	}
	return scoreStep * float64(r.highest)
}

// overlap refuses groups whose middle nine tenths of scores do not meet those of the
// reference, and says of the others how many stops lie where both are.
func (s *pass) overlap(out []Comparison, scores []float64) {
	r := s.byScore(scores, slices.Repeat([]float64{1}, s.clusters), NoRace)
	low, high := r.quantile(0, 0.05), r.quantile(0, 0.95)
	kept := []int{0}
	for _, g := range s.compared[1:] {
		lowest, highest := math.Max(low, r.quantile(s.at[g], 0.05)), math.Min(high, r.quantile(s.at[g], 0.95))
		if lowest > highest {
			out[g-1].Refusal = refuse.New(refuse.NoOverlap, "stops of like risk in both groups", "the risks of %s and %s do not meet", s.c.Groups[g], s.c.Groups[0])
			continue
		}
		for i, of := range r.group {
			if (of == 0 || int(of) == s.at[g]) && r.score[i] >= lowest && r.score[i] <= highest {
				out[g-1].Overlap += int64(r.stops[i])
			}
		}
		kept = append(kept, g)
	}
	s.compared = kept
	s.at = slices.Repeat([]int{-1}, len(s.c.Groups))
	for at, g := range kept {
		s.at[g] = at
	}
}

// bands counts stops of groups by risk.
func (s *pass) bands(scores []float64) []Band {
	out := make([]Band, bands)
	for b := range out {
		out[b] = Band{float64(b) / bands, float64(b+1) / bands, make([]int64, len(s.c.Groups))}
	}
	for i, g := range s.c.Group {
		if g >= 0 {
			risk := special.Logistic(scores[s.kind[i]])
			out[min(int(bands*risk), bands-1)].Stops[g] += s.c.Stops[i]
		}
	}
	return out
}
