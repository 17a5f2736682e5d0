package foia

// Everything that is drawn is a function of a seed, the person's number and
// the name of what is drawn (splitmix64: Steele, Lea and Flood 2014): no stream
// is kept, so that any person of any release can be made at any time, and the
// releases agree on who did what.

// mix turns neighbouring numbers into unrelated ones.
func mix(z uint64) uint64 {
	z += 0x9E3779B97F4A7C15
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// name hashes what is drawn (FNV-1a).
func name(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// below maps a drawn number to 0 to n-1.
func below(drawn uint64, n int) int {
	if n <= 0 {
		return 0
	}
	return int((drawn >> 32) * uint64(n) >> 32)
}

// chance is true for so many in ten thousand.
func chance(drawn uint64, n int) bool { return below(drawn, 10000) < n }

// between maps a drawn number to low to high, both included.
func between(drawn uint64, low, high int) int { return low + below(drawn, high-low+1) }

// dice are numbers drawn one after the other from one place.
type dice struct{ state uint64 }

func (d *dice) next() uint64 {
	d.state += 0x9E3779B97F4A7C15
	return mix(d.state)
}

func (d *dice) below(n int) int            { return below(d.next(), n) }
func (d *dice) chance(n int) bool          { return chance(d.next(), n) }
func (d *dice) between(low, high int) int  { return between(d.next(), low, high) }
func (d *dice) along(quantiles ...int) int { return along(d.next(), quantiles) }

// along draws from a distribution given by equally spaced quantiles.
func along(drawn uint64, quantiles []int) int {
	i := below(drawn, len(quantiles)-1)
	return between(mix(drawn), quantiles[i], quantiles[i+1])
}
