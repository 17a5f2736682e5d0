package threshold

import (
	"math"
	"math/rand/v2"

	"detangle/stat/stream"
)

// fromPrior draws a vector of parameters from the prior.
func (f *fast) fromPrior(r *rand.Rand) []float64 {
	x := make([]float64, f.Dim())
	for i := range x {
		x[i] = r.NormFloat64()
	}
	for x[0] == 0 {
		x[0] = r.NormFloat64()
	}
	x[0] = math.Log(math.Abs(x[0])) // sigma is half-normal and stands as its log
	return x
}

// redrawn is a table of the same places and stops with searches and hits drawn
// anew by the rates of its cells. It may hold what NewTable would refuse, such
// as nobody searched.
func (t *Table) redrawn(rates []Rates, r *rand.Rand) *Table {
	drawn := *t
	drawn.Cells = append([]Cell(nil), t.Cells...)
	for i := range drawn.Cells {
		c := &drawn.Cells[i]
		c.Searches = stream.Binomial(r, c.Stops, rates[i].Search)
		c.Hits = stream.Binomial(r, c.Searches, rates[i].Hit)
	}
	return &drawn
}

// Shuffled is a table in which groups are shuffled within each department, among
// the people stopped there: as many of each group were stopped, but who was
// searched and with what result has nothing to do with it. Its thresholds are
// equal but for chance: a placebo (Pierson et al. 2018, section 6).
func (t *Table) Shuffled(seed uint64) *Table {
	r := stream.New(seed)
	shuffled := *t
	shuffled.Cells = append([]Cell(nil), t.Cells...)
	for d := range t.Departments {
		var at []int
		var left []int64 // people of each cell whose lot is not drawn yet
		var hits, misses, people int64
		for i, c := range t.Cells {
			if t.department[i] != d {
				continue
			}
			at, left = append(at, i), append(left, c.Stops)
			hits, misses, people = hits+c.Hits, misses+c.Searches-c.Hits, people+c.Stops
			shuffled.Cells[i].Searches, shuffled.Cells[i].Hits = 0, 0
		}
		for lot := range hits + misses { // each searched person is one of those who are left
			k := r.Int64N(people)
			people--
			for j, i := range at {
				if k >= left[j] {
					k -= left[j]
					continue
				}
				left[j]--
				shuffled.Cells[i].Searches++
				if lot < hits {
					shuffled.Cells[i].Hits++
				}
				break
			}
		}
	}
	return &shuffled
}
