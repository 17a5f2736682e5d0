package shrink

import "math"

// surface is a function of two numbers with its slopes and curvatures.
type surface struct{ value, dx, dy, dxx, dyy, dxy float64 }

// onLogs turns derivatives by a and b into those by their logs.
func (s surface) onLogs(a, b, da, db, daa, dbb, dab float64) surface {
	return surface{s.value, a * da, b * db, a*a*daa + a*da, b*b*dbb + b*db, a * b * dab}
}

// climb maximises by Newton's steps that are shortened where they do not rise
// (Levenberg, Quart. Appl. Math. 2, 1944; Marquardt, 1963). It is not ok where
// the top lies beyond e^±16, or nowhere.
func climb(x [2]float64, f func([2]float64) surface) (top [2]float64, value float64, ok bool) {
	s, damp := f(x), 1e-3
	for range 500 {
		if math.Abs(s.dx)+math.Abs(s.dy) < 1e-9*(1+math.Abs(s.value)) {
			return x, s.value, true
		}
		a, b, c := -s.dxx+damp, -s.dyy+damp, -s.dxy
		det := a*b - c*c
		if !(a > 0 && det > 0) {
			damp = math.Max(10*damp, 1e-3)
			continue
		}
		next := [2]float64{x[0] + (b*s.dx-c*s.dy)/det, x[1] + (a*s.dy-c*s.dx)/det}
		moved := f(next)
		if !(moved.value >= s.value-1e-13*math.Abs(s.value)) || math.Abs(next[0]-x[0])+math.Abs(next[1]-x[1]) > 4 {
			damp *= 10
			if damp > 1e14 {
				return x, s.value, false
			}
			continue
		}
		x, s, damp = next, moved, damp/10
		if math.Max(math.Abs(x[0]), math.Abs(x[1])) > 16 {
			return x, s.value, false
		}
	}
	return x, s.value, false
}
