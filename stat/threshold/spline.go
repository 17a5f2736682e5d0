package threshold

import "math"

// spline is a natural cubic spline of several values over evenly spaced knots (de
// Boor, A Practical Guide to Splines, 1978, chapter IV); beyond the last knots it
// goes straight on.
type spline struct {
	first, step float64
	knots, dim  int
	values      []float64 // knot by knot
	bends       []float64 // second derivatives, knot by knot
}

// newSpline takes the values at the knots, of which there are three or more.
func newSpline(first, step float64, values [][]float64) *spline {
	n := len(values)
	s := &spline{first: first, step: step, knots: n, dim: len(values[0])}
	for _, v := range values {
		s.values = append(s.values, v...)
	}
	s.bends = make([]float64, n*s.dim)
	diagonal := make([]float64, n)
	for i := range s.dim { // a tridiagonal system, solved down and up
		at := func(k int) *float64 { return &s.bends[k*s.dim+i] }
		for k := 1; k < n-1; k++ {
			*at(k) = 6 * (values[k-1][i] - 2*values[k][i] + values[k+1][i]) / (step * step)
			diagonal[k] = 4
			if k > 1 {
				*at(k) -= *at(k - 1) / diagonal[k-1]
				diagonal[k] -= 1 / diagonal[k-1]
			}
		}
		for k := n - 2; k > 0; k-- {
			*at(k) = (*at(k) - *at(k + 1)) / diagonal[k]
		}
	}
	return s
}

// at writes the values at v and their derivatives.
func (s *spline) at(v float64, value, slope []float64) {
	place := math.Min(math.Max((v-s.first)/s.step, -1e9), 1e9)
	k := min(max(int(math.Floor(place)), 0), s.knots-2)
	b := place - float64(k) // 0 to 1 within the knots
	beyond := 0.0
	if inside := math.Min(math.Max(b, 0), 1); inside != b {
		beyond, b = (b-inside)*s.step, inside
	}
	a := 1 - b
	square := s.step * s.step / 6
	low, high := s.values[k*s.dim:(k+1)*s.dim], s.values[(k+1)*s.dim:(k+2)*s.dim]
	bendLow, bendHigh := s.bends[k*s.dim:(k+1)*s.dim], s.bends[(k+1)*s.dim:(k+2)*s.dim]
	byLow, byHigh := (a*a*a-a)*square, (b*b*b-b)*square
	slopeLow, slopeHigh := (1-3*a*a)*s.step/6, (3*b*b-1)*s.step/6
	for i := range value {
		slope[i] = (high[i]-low[i])/s.step + slopeLow*bendLow[i] + slopeHigh*bendHigh[i]
		value[i] = a*low[i] + b*high[i] + byLow*bendLow[i] + byHigh*bendHigh[i] + beyond*slope[i]
	}
}

// flattened returns the spline less its tangent at v: there it is zero, and so is
// its slope.
func (s *spline) flattened(v float64) *spline {
	value, slope := make([]float64, s.dim), make([]float64, s.dim)
	s.at(v, value, slope)
	flat := *s
	flat.values = append([]float64(nil), s.values...)
	for k := range s.knots {
		for i := range s.dim {
			flat.values[k*s.dim+i] -= value[i] + slope[i]*(s.first+float64(k)*s.step-v)
		}
	}
	return &flat
}
