package veil

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"

	"detangle/stat/contingency"
	"detangle/stat/glm"
)

// Count is the usable stops of one place, day and minute: of a group (Minority) and
// of all who are compared (Stops), and those without a recorded race, who are
// neither.
type Count struct {
	Location, Day            int32
	Minute                   int16 // 0 to 1439
	Season                   int16 // a number for the change of clocks that the day is near; below 0 for none
	Dark                     bool
	Stops, Minority, Missing int32
}

// Counts are those of many places. Those of one place, day and minute are one.
type Counts struct {
	counts  []Count
	seasons bool // only stops near a change of clocks, each change with a level of its own
}

// NewCounts sorts counts, in place, and adds up those of one place, day and minute.
// Stops at no time of day are left out.
func NewCounts(counts []Count) Counts {
	order := func(a, b Count) int {
		return cmp.Or(cmp.Compare(a.Location, b.Location), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Minute, b.Minute), cmp.Compare(number(a.Dark), number(b.Dark)), cmp.Compare(a.Season, b.Season))
	}
	counts = slices.DeleteFunc(counts, func(c Count) bool { return c.Minute < 0 || c.Minute >= 24*60 })
	if !slices.IsSortedFunc(counts, order) {
		slices.SortFunc(counts, order)
	}
	at := 0
	for i, c := range counts {
		if i > 0 && order(counts[at-1], c) == 0 {
			last := &counts[at-1]
			last.Stops, last.Minority, last.Missing = last.Stops+c.Stops, last.Minority+c.Minority, last.Missing+c.Missing
			continue
		}
		counts[at] = c
		at++
	}
	return Counts{counts: counts[:at]}
}

const fives = 24*60/5 + 1

// fiveOf rounds a minute to five minutes, halves to even, as Cell has it.
var fiveOf = func() (of [24 * 60]int16) {
	for minute := range of {
		of[minute] = int16(math.RoundToEven(float64(minute) / 5))
	}
	return of
}()

func (c Count) bin() int { return 2*int(fiveOf[c.Minute]) + int(number(c.Dark)) }

func (c Counts) season(s int16) int16 {
	if c.seasons {
		return s
	}
	return 0
}

func place(location int32) string { return strconv.Itoa(int(location)) }

// places yields the counts of one place after another.
func (c Counts) places() iter.Seq[[]Count] {
	return func(yield func([]Count) bool) {
		for from := 0; from < len(c.counts); {
			to := from
			for to < len(c.counts) && c.counts[to].Location == c.counts[from].Location {
				to++
			}
			if !yield(c.counts[from:to]) {
				return
			}
			from = to
		}
	}
}

// Cells adds counts up, in the order of Cells.
func (c Counts) Cells() (cells []Cell) {
	for counts := range c.places() {
		bySeason := map[int16]*[2 * fives][2]int64{}
		for _, n := range counts {
			if n.Stops == 0 || c.seasons && n.Season < 0 {
				continue
			}
			bins := bySeason[c.season(n.Season)]
			if bins == nil {
				bins = new([2 * fives][2]int64)
				bySeason[c.season(n.Season)] = bins
			}
			at := &bins[n.bin()]
			at[0], at[1] = at[0]+int64(n.Stops), at[1]+int64(n.Minority)
		}
		for season, bins := range bySeason {
			for bin, n := range bins {
				if n[0] > 0 {
					cells = append(cells, Cell{Dark: bin%2 == 1, Minute: 5 * (bin / 2), Location: place(counts[0].Location), Control: strconv.Itoa(int(season)), Stops: n[0], Minority: n[1]})
				}
			}
		}
	}
	return inOrder(cells)
}

// parts are the counts as parts of cells, by place and day.
func (c Counts) parts(cells []Cell) iter.Seq[glm.Part] {
	rows := map[string]map[string]*[2 * fives]int32{}
	for i, cell := range cells {
		bySeason := rows[cell.Location]
		if bySeason == nil {
			bySeason = map[string]*[2 * fives]int32{}
			rows[cell.Location] = bySeason
		}
		if bySeason[cell.Control] == nil {
			bySeason[cell.Control] = new([2 * fives]int32)
		}
		bySeason[cell.Control][2*(cell.Minute/5)+int(number(cell.Dark))] = int32(i)
	}
	return func(yield func(glm.Part) bool) {
		cluster := 0
		for counts := range c.places() {
			bySeason := rows[place(counts[0].Location)]
			bins, season := (*[2 * fives]int32)(nil), int16(-1)
			for i, n := range counts {
				if i == 0 || n.Day != counts[i-1].Day {
					cluster++
				}
				if n.Stops == 0 || c.seasons && n.Season < 0 {
					continue
				}
				if s := c.season(n.Season); bins == nil || s != season {
					season, bins = s, bySeason[strconv.Itoa(int(s))]
				}
				if !yield(glm.Part{Row: int(bins[n.bin()]), Cluster: cluster, Cases: float64(n.Minority), Trials: float64(n.Stops)}) {
					return
				}
			}
		}
	}
}

// missing says where those without a recorded race are put.
type missing int

const (
	leftOut missing = iota
	inGroup
	inReference
)

// strata pairs dark with light within each place and quarter of an hour.
func (c Counts) strata(m missing) (out []contingency.Pair) {
	for counts := range c.places() {
		var quarters [96]contingency.Pair
		for _, n := range counts {
			rate := &quarters[n.Minute/15].Reference
			if n.Dark {
				rate = &quarters[n.Minute/15].Group
			}
			rate.Trials, rate.Cases = rate.Trials+int64(n.Stops), rate.Cases+int64(n.Minority)
			if m != leftOut {
				rate.Trials += int64(n.Missing)
			}
			if m == inGroup {
				rate.Cases += int64(n.Missing)
			}
		}
		for _, q := range quarters {
			if q.Group.Trials+q.Reference.Trials > 0 {
				out = append(out, q)
			}
		}
	}
	return out
}
