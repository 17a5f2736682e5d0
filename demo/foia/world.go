package foia

import (
	"math"
	"sort"
	"time"
)

// world is what all releases are cut from. Nothing in it changes after it is
// made, so that releases can be written side by side.
type world struct {
	seed   uint64
	scale  float64 // 1 is the real counts
	words  *vocabulary
	domain *domains
	areas  []*area
	jails  []*jail
	within map[*area][]*jail
	blocks []block
}

// block is the people whose pathway begins in a fiscal year: they are numbered
// in the order of that day, so that a release is written from the first person
// to the last and its files come out in the order of time.
type block struct {
	target  target
	first   int64 // number of the first person
	count   int64
	kinds   [kinds]uint64 // cumulated shares, of 1<<32
	removed int           // of 10,000 stays so many end in removal
	begins  [13]int64     // persons before each month
	days    [13]int32     // first day of each month, and of the next year
}

func newWorld(o Options) *world {
	w := &world{seed: mix(uint64(o.Seed)), scale: o.Scale / Full, words: newVocabulary()}
	w.domain = newDomains(w.words)
	var byState map[string][]*area
	w.areas, byState = readAreas(w.words)
	w.jails = jails(o, w.words, byState)
	w.within = map[*area][]*jail{}
	for _, j := range w.jails {
		w.within[j.area] = append(w.within[j.area], j)
	}
	next := int64(0)
	for _, t := range targets {
		b := newBlock(t, w.scale, next)
		next += b.count
		w.blocks = append(w.blocks, b)
	}
	return w
}

func newBlock(t target, scale float64, first int64) block {
	b := block{target: t, first: first, removed: int(t.removed() * 10000)}
	shares := t.persons()
	sum := 0.0
	for _, n := range shares {
		sum += n
	}
	b.count = int64(math.Round(sum * 1000 * scale))
	cumulated := 0.0
	for k, n := range shares {
		cumulated += n
		b.kinds[k] = uint64(cumulated / sum * (1 << 32))
	}
	months := monthly[t.year]
	weights := [13]int64{}
	for m := range 12 {
		b.days[m] = monthStart(t.year, m)
		n := int64(months[m])
		if n == 0 {
			n = int64(monthStart(t.year, m+1) - b.days[m])
		}
		weights[m+1] = weights[m] + n
	}
	b.days[12] = monthStart(t.year, 12)
	for m := range b.begins {
		b.begins[m] = b.count * weights[m] / weights[12]
	}
	return b
}

// monthStart returns the first day of a month of a fiscal year, 0 is October.
func monthStart(year, m int) int32 { return day(year-1, time.Month(10+m), 1) }

// start returns the day on which the i-th person of the block begins.
func (b *block) start(i int64) int32 {
	m := sort.Search(12, func(m int) bool { return b.begins[m+1] > i })
	m = min(m, 11)
	within, of := i-b.begins[m], max(1, b.begins[m+1]-b.begins[m])
	return b.days[m] + int32(within*int64(b.days[m+1]-b.days[m])/of)
}

// jailAt picks a jail by weight.
func (w *world) jailAt(drawn uint64) *jail {
	n := drawn % w.jails[len(w.jails)-1].until
	return w.jails[sort.Search(len(w.jails), func(i int) bool { return w.jails[i].until > n })]
}
