package threshold

import (
	"math"
	"slices"
)

// factor is the Cholesky factor L of a sparse precision matrix P = L L', by
// column, in an order in which little fills in (George and Liu, Computer Solution
// of Large Sparse Positive Definite Systems, 1981). P is the unit matrix plus
// what data add, so no pivot is below 1 but by rounding.
type factor struct {
	order    []int // order[k]: which parameter is eliminated k-th
	diagonal []float64
	start    []int32 // column k holds entries start[k] to start[k+1]
	rows     []int32
	values   []float64
}

// sparse is a symmetric matrix while it is put together: of each column its
// lower part, rows in order.
type sparse struct {
	place    []int // of each parameter in the order of elimination; -1 for those left out
	diagonal []float64
	rows     [][]int32
	values   [][]float64
}

// newSparse takes the parameters in the order of elimination, of dim in all.
func newSparse(order []int, dim int) *sparse {
	s := &sparse{place: make([]int, dim), diagonal: make([]float64, len(order)), rows: make([][]int32, len(order)), values: make([][]float64, len(order))}
	for p := range s.place {
		s.place[p] = -1
	}
	for k, parameter := range order {
		s.place[parameter] = k
	}
	s.reset()
	return s
}

// reset makes it the unit matrix, which is what the prior says.
func (s *sparse) reset() {
	for k := range s.diagonal {
		s.diagonal[k] = 1
		clear(s.values[k])
	}
}

// add adds a value to the entries of two parameters, if neither is left out.
func (s *sparse) add(p, q int, value float64) {
	i, j := s.place[p], s.place[q]
	if i < 0 || j < 0 {
		return
	}
	s.addAt(max(i, j), min(i, j), value)
}

func (s *sparse) addAt(row, column int, value float64) {
	if row == column {
		s.diagonal[row] += value
		return
	}
	at, found := slices.BinarySearch(s.rows[column], int32(row))
	if !found {
		s.rows[column] = slices.Insert(s.rows[column], at, int32(row))
		s.values[column] = slices.Insert(s.values[column], at, 0)
	}
	s.values[column][at] += value
}

// factored turns the matrix into its factor, column by column.
func (s *sparse) factored(order []int) *factor {
	f := &factor{order: order, start: make([]int32, 1, len(order)+1)}
	for k := range order {
		pivot := math.Sqrt(math.Max(s.diagonal[k], 1))
		f.diagonal = append(f.diagonal, pivot)
		rows, values := s.rows[k], s.values[k]
		for a := range values {
			values[a] /= pivot
		}
		for a, row := range rows {
			for b := range a + 1 {
				s.addAt(int(row), int(rows[b]), -values[a]*values[b])
			}
		}
		f.rows = append(f.rows, rows...)
		f.values = append(f.values, values...)
		f.start = append(f.start, int32(len(f.rows)))
	}
	return f
}

// forward solves L w = x, in place and in the order of elimination.
func (f *factor) forward(x []float64) {
	for k, d := range f.diagonal {
		x[k] /= d
		v := x[k]
		for e := f.start[k]; e < f.start[k+1]; e++ {
			x[f.rows[e]] -= f.values[e] * v
		}
	}
}

// backward solves L' w = x, in place and in the order of elimination.
func (f *factor) backward(x []float64) {
	for k := len(f.diagonal) - 1; k >= 0; k-- {
		v := x[k]
		for e := f.start[k]; e < f.start[k+1]; e++ {
			v -= f.values[e] * x[f.rows[e]]
		}
		x[k] = v / f.diagonal[k]
	}
}
