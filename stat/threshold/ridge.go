package threshold

import (
	"math"
	"slices"
)

// bend straightens a ridge of the posterior: the threshold test is long and bent
// along log delta, for a stronger signal with higher thresholds and fewer guilty
// fits nearly as well. Given a sum of drivers it moves other parameters to where
// they are most likely, less what a straight line does. To shift parameters by a
// function of others changes no volume, so no density.
type bend struct {
	drivers []int
	weights []float64
	moves   []int
	by      *spline
}

func (b *bend) sum(x []float64) float64 {
	v := 0.0
	for i, p := range b.drivers {
		v += b.weights[i] * x[p]
	}
	return v
}

const knotStep = 0.25

// ridges are the bends through the centre: one along the mean of log delta, with
// all else following, where groups are held together by a mean threshold each; else
// one along the log delta of each group, with its own guilt and thresholds.
func (f *fast) ridges(centre []float64) []bend {
	if f.prior.Threshold > 0 {
		return []bend{f.commonBend(centre)}
	}
	var bends []bend
	for e := 1; e < len(f.v.effect); e++ {
		if slices.Contains(f.effect, e) {
			bends = append(bends, f.groupBend(centre, e))
		}
	}
	return bends
}

// commonBend runs along m_v, as far as its standard normal prior reaches.
func (f *fast) commonBend(centre []float64) bend {
	s := newScoring(f, f.elimination(), centre)
	b := bend{drivers: []int{f.at.mv}, weights: []float64{1}}
	for p := range f.Dim() {
		if p != f.at.mv {
			b.moves = append(b.moves, p)
		}
	}
	b.by = s.along(&b, -3, 3, func(v float64) {
		s.x[f.at.mv] = v
		s.climb(4, 0, f.at.mv)
	})
	return b
}

// groupBend runs along an effect's log delta, from signals that say nothing to
// those that say all.
func (f *fast) groupBend(centre []float64, effect int) bend {
	a, a2 := f.at.a+effect-1, f.at.a2+effect-1
	b := bend{drivers: []int{f.at.mv, a2}, weights: []float64{f.prior.Mean, f.prior.Group}}
	var cells []int
	for i, e := range f.effect {
		if e == effect {
			cells = append(cells, i)
			b.moves = append(b.moves, f.at.z+i)
		}
	}
	b.moves = append(b.moves, a)
	s := newScoring(f, b.moves, centre)
	s.cells = cells
	b.by = s.along(&b, -4, 3, func(v float64) {
		s.x[a2] = (v - f.prior.Mean*s.x[f.at.mv]) / f.prior.Group
		s.climb(4)
	})
	return b
}

// along walks from the centre to both ends, knot by knot, each time from where
// the last step ended, and returns how the moved parameters go.
func (s *scoring) along(b *bend, low, high float64, stand func(v float64)) *spline {
	count := int(math.Round((high-low)/knotStep)) + 1
	knots := make([][]float64, count)
	centre := b.sum(s.x)
	middle := min(max(int(math.Round((centre-low)/knotStep)), 0), count-1)
	visit := func(k int) {
		stand(low + float64(k)*knotStep)
		for _, p := range b.moves {
			knots[k] = append(knots[k], s.x[p])
		}
	}
	for k := middle; k < count; k++ {
		visit(k)
	}
	for i, p := range b.moves {
		s.x[p] = knots[middle][i]
	}
	for k := middle - 1; k >= 0; k-- {
		visit(k)
	}
	return newSpline(low, knotStep, knots).flattened(centre)
}
