package demo

import "math/bits"

// random is a small generator of numbers that are the same everywhere and for
// ever (splitmix64: Steele, Lea and Flood 2014). Each use has a stream of its
// own, named after what it decides, so that a new use does not move the others.
type random struct{ state uint64 }

func newRandom(seed int64, stream string) *random {
	h := uint64(14695981039346656037) // FNV-1a
	for i := 0; i < len(stream); i++ {
		h = (h ^ uint64(stream[i])) * 1099511628211
	}
	r := &random{state: h ^ uint64(seed)*0x9E3779B97F4A7C15}
	r.next()
	return r
}

func (r *random) next() uint64 {
	r.state += 0x9E3779B97F4A7C15
	z := r.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// below returns a number from 0 to n-1; 0 if there is none.
func (r *random) below(n int) int {
	if n <= 0 {
		return 0
	}
	hi, _ := bits.Mul64(r.next(), uint64(n))
	return int(hi)
}

// between returns a number from low to high, both included.
func (r *random) between(low, high int) int { return low + r.below(high-low+1) }

// chance is true for so many in a thousand.
func (r *random) chance(permille int) bool { return r.below(1000) < permille }

func pick[T any](r *random, from []T) T { return from[r.below(len(from))] }

// weighted picks an index with the chance that its weight has.
func (r *random) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := r.below(sum)
	for i, w := range weights {
		if n -= w; n < 0 {
			return i
		}
	}
	return len(weights) - 1
}

func shuffle[T any](r *random, list []T) {
	for i := len(list) - 1; i > 0; i-- {
		j := r.below(i + 1)
		list[i], list[j] = list[j], list[i]
	}
}

// quantiles of a made-up county: residents by rank in twenty.
var quantiles = []int{600, 2500, 5000, 7500, 10000, 13000, 16000, 19000, 22500, 26000, 30000, 36000, 43000, 52000, 65000, 85000, 120000, 190000, 340000, 800000, 3400000}

func (r *random) residents() int {
	i := r.below(len(quantiles) - 1)
	if i == len(quantiles)-2 && !r.chance(250) {
		return r.between(300000, 800000) // the few very large ones stay few
	}
	return r.between(quantiles[i], quantiles[i+1])
}
