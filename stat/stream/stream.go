// Package stream gives every chain, replicate and table a generator of random
// numbers of its own, told by a seed and a path of indices and by nothing else:
// not by the goroutine that runs it, nor by how many run.
//
// Sources: PCG-DXSM of O'Neill, PCG: A Family of Simple Fast Space-Efficient
// Statistically Good Algorithms (2014), as in math/rand/v2; seeds are spread by
// the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
package stream

import "math/rand/v2"

// New returns the generator of a place below a seed: New(seed, chain), or
// New(seed, replicate, chain). Another path is another, unrelated stream.
func New(seed uint64, path ...uint64) *rand.Rand {
	high, low := mix(seed), mix(seed^0x9e3779b97f4a7c15)
	for _, index := range path {
		high, low = mix(high^mix(index)), mix(low+mix(^index))
	}
	return rand.New(rand.NewPCG(high, low))
}

// Seed returns a seed below a seed, for what takes one and makes its own
// streams.
func Seed(seed uint64, path ...uint64) uint64 { return New(seed, path...).Uint64() }

// mix is the finaliser of SplitMix64 (Stafford's variant 13), after one step of
// its counter so that zero does not stay zero.
func mix(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
