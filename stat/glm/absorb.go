package glm

import (
	"math"
	"slices"
)

// absorber takes the weighted means of effects out of columns. One effect is one
// pass; several are solved together by conjugate gradients on the sizes of their
// levels, scaled by the weights of the levels (Golub and Van Loan, 11.5; Correia,
// 2017, for its use on fixed effects).
type absorber struct {
	codes [][]int   // effect, row: levels from 0
	size  []int     // levels of each effect
	from  []int     // first place of each effect among all levels
	all   int       // levels of all effects
	mass  []float64 // weight of each level
}

func newAbsorber(effects []Effect, rows []int) *absorber {
	a := &absorber{}
	for _, e := range effects {
		code := map[int]int{}
		codes := make([]int, len(rows))
		for at, i := range rows {
			c, ok := code[e.Levels[i]]
			if !ok {
				c = len(code)
				code[e.Levels[i]] = c
			}
			codes[at] = c
		}
		a.codes, a.size = append(a.codes, codes), append(a.size, len(code))
	}
	for e := len(a.codes) - 1; e >= 0 && len(a.codes) > 1; e-- {
		if a.size[e] == 1 { // the mean of all, which any other effect takes out as well
			a.codes, a.size = slices.Delete(a.codes, e, e+1), slices.Delete(a.size, e, e+1)
		}
	}
	for _, size := range a.size {
		a.from = append(a.from, a.all)
		a.all += size
	}
	a.mass = make([]float64, a.all)
	return a
}

// rank is how many parameters the effects stand for: their levels, less one for
// each part of the table that two effects do not connect (Abowd, Creecy and
// Kramarz, 2002), less one for each further effect.
func (a *absorber) rank() int {
	if len(a.codes) < 2 {
		return a.all
	}
	parent := make([]int, a.size[0]+a.size[1])
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	parts := len(parent)
	for row := range a.codes[0] {
		if x, y := find(a.codes[0][row]), find(a.size[0]+a.codes[1][row]); x != y {
			parent[x] = y
			parts--
		}
	}
	return a.all - parts - (len(a.codes) - 2)
}

// weigh sets the weights of rows.
func (a *absorber) weigh(weights []float64) {
	clear(a.mass)
	for e, codes := range a.codes {
		for row, c := range codes {
			a.mass[a.from[e]+c] += weights[row]
		}
	}
}

// sums adds weighted values up by level.
func (a *absorber) sums(values, weights, out []float64) {
	clear(out)
	for e, codes := range a.codes {
		level := out[a.from[e]:]
		for row, c := range codes {
			level[c] += weights[row] * values[row]
		}
	}
}

// spread gives each row the sum of its levels.
func (a *absorber) spread(levels, out []float64) {
	clear(out)
	for e, codes := range a.codes {
		level := levels[a.from[e]:]
		for row, c := range codes {
			out[row] += level[c]
		}
	}
}

// residual returns values less their weighted means by level.
func (a *absorber) residual(values, weights []float64) []float64 {
	out := append([]float64(nil), values...)
	if len(a.codes) == 0 {
		return out
	}
	levels := a.solve(values, weights)
	if len(a.codes) == 1 {
		for row, c := range a.codes[0] {
			out[row] -= levels[c]
		}
		return out
	}
	fitted := make([]float64, len(values))
	a.spread(levels, fitted)
	for row := range out {
		out[row] -= fitted[row]
	}
	return out
}

func (a *absorber) solve(values, weights []float64) []float64 {
	rest, level := make([]float64, a.all), make([]float64, a.all)
	a.sums(values, weights, rest)
	scaled := func() (z []float64, dot float64) {
		z = make([]float64, a.all)
		for i, r := range rest {
			if a.mass[i] > 0 {
				z[i] = r / a.mass[i]
				dot += z[i] * r
			}
		}
		return z, dot
	}
	z, dot := scaled()
	if len(a.codes) == 1 {
		return z
	}
	direction, first := z, dot
	spread, step := make([]float64, len(values)), make([]float64, a.all)
	for range 10_000 {
		if dot <= 1e-26*first {
			break
		}
		a.spread(direction, spread)
		a.sums(spread, weights, step)
		along := 0.0
		for i := range step {
			along += direction[i] * step[i]
		}
		if !(along > 0) || math.IsInf(dot/along, 0) {
			break
		}
		for i := range level {
			level[i] += dot / along * direction[i]
			rest[i] -= dot / along * step[i]
		}
		last := dot
		z, dot = scaled()
		for i := range direction {
			direction[i] = z[i] + dot/last*direction[i]
		}
	}
	return level
}
