package suppress

import "math"

// Sum is something an adversary knows: the cells of these numbers add up to a total.
type Sum struct {
	Total int64
	Cells []int
}

// Solve is an adversary who knows sums over cells, none of which is below zero: he
// narrows each cell by what a sum leaves of it beside the least and the most of
// its other cells, until nothing moves. It shares no line with Protect, so that
// each can be held against the other; what it finds is certain, though not all
// that could be found (Bounds is exact, for one table).
func Solve(cells int, sums []Sum) []Interval {
	known := make([]Interval, cells)
	in := make([][]int, cells) // sums that a cell is in
	for i := range known {
		known[i] = Interval{0, math.MaxInt32}
	}
	waiting, queued := make([]int, 0, len(sums)), make([]bool, len(sums))
	for n, s := range sums {
		waiting, queued[n] = append(waiting, n), true
		for _, c := range s.Cells {
			in[c] = append(in[c], n)
		}
	}
	for len(waiting) > 0 {
		n := waiting[0]
		waiting, queued[n] = waiting[1:], false
		for _, c := range narrow(sums[n], known) {
			for _, m := range in[c] {
				if !queued[m] {
					waiting, queued[m] = append(waiting, m), true
				}
			}
		}
	}
	return known
}

// narrow applies one sum to its cells and returns those that it moved.
func narrow(s Sum, known []Interval) (moved []int) {
	var low, high int64
	for _, c := range s.Cells {
		low, high = low+known[c].Low, high+known[c].High
	}
	for _, c := range s.Cells {
		was := known[c]
		now := Interval{max(was.Low, s.Total-(high-was.High)), min(was.High, s.Total-(low-was.Low))}
		if now != was {
			low, high = low+now.Low-was.Low, high+now.High-was.High
			known[c] = now
			moved = append(moved, c)
		}
	}
	return moved
}
