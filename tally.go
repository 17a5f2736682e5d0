package detangle

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// Bounds says which of a row's numbers a counted thing belongs to.
type Bounds uint8

// A thing that certainly counts is Certain; one that counts by the rule though
// it may not hold is Likely; one that may hold though the rule does not count it is Possible.
const (
	inLow Bounds = 1 << iota
	inValue
	inHigh

	Uncounted Bounds = 0
	Certain          = inLow | inValue | inHigh
	Likely           = inValue | inHigh
	Possible         = inHigh
)

// Counts reports whether the thing belongs to the value.
func (b Bounds) Counts() bool { return b&inValue != 0 }

// Tally counts under the keys of a question and makes the rows of its Finding.
type Tally struct {
	facets  *Facets
	by      []string
	moments []Moment
	bounded bool
	where   map[string]string

	codes  [][]int32 // of the keys in by, month apart
	sizes  []uint64
	dense  []int32 // group -> cell + 1, where there are few groups
	sparse map[uint64]int32
	cells  []tallyCell
	seen   map[[2]uint64]Bounds // group and id -> the bounds it counts in
}

type tallyCell struct {
	group            uint64
	n                int64
	low, value, high float64
}

const fewGroups = 1 << 13

// NewTally prepares to count the rows of x under a question's keys. A bounded
// tally gives its rows low and high.
func NewTally(x *Facets, a Args, moments []Moment, bounded bool) (*Tally, error) {
	t := &Tally{facets: x, by: a.By, moments: moments, bounded: bounded, where: a.Where}
	groups := uint64(max(1, len(moments)))
	for _, key := range a.By {
		if key == "month" {
			continue
		}
		fc, ok := x.facets[key]
		if !ok {
			return nil, fmt.Errorf("cannot group by %q, only by %v", key, append(x.names(), "month"))
		}
		t.codes = append(t.codes, fc.codes)
		t.sizes = append(t.sizes, uint64(len(fc.values)))
		groups *= uint64(max(1, len(fc.values)))
	}
	if groups <= fewGroups {
		t.dense = make([]int32, groups)
	} else {
		t.sparse = map[uint64]int32{}
	}
	return t, nil
}

func (t *Tally) group(moment, row int) uint64 {
	group := uint64(0)
	for i, codes := range t.codes {
		group = group*t.sizes[i] + uint64(codes[row])
	}
	return group*uint64(len(t.moments)) + uint64(moment)
}

func (t *Tally) cell(group uint64) *tallyCell { return &t.cells[t.index(group)] }

// index finds the cell of a group, or makes it.
func (t *Tally) index(group uint64) int {
	at := int32(0)
	if t.dense != nil {
		at = t.dense[group]
	} else {
		at = t.sparse[group]
	}
	if at == 0 {
		t.cells = append(t.cells, tallyCell{group: group})
		at = int32(len(t.cells))
		if t.dense != nil {
			t.dense[group] = at
		} else {
			t.sparse[group] = at
		}
	}
	return int(at - 1)
}

// Add counts a row at a moment with a weight: 1 for a count.
func (t *Tally) Add(moment, row int, weight float64, b Bounds) {
	if b == Uncounted {
		return
	}
	t.cell(t.group(moment, row)).add(weight, b)
}

// AddEvents counts a row that stands for so many events.
func (t *Tally) AddEvents(moment, row int, events int64, b Bounds) {
	if b == Uncounted {
		return
	}
	c := t.cell(t.group(moment, row))
	c.add(float64(events), b)
	if b.Counts() {
		c.n += events - 1
	}
}

// AddOnce counts the thing with the given id once in each group and bound,
// however many rows have it: an agency with two agreements, a county with
// three agencies.
func (t *Tally) AddOnce(moment, row int, id int32, weight float64, b Bounds) {
	if b == Uncounted {
		return
	}
	if t.seen == nil {
		t.seen = make(map[[2]uint64]Bounds, 64)
	}
	group := t.group(moment, row)
	key := [2]uint64{group, uint64(id)}
	before := t.seen[key]
	if fresh := b &^ before; fresh != Uncounted {
		t.seen[key] = before | b
		t.cell(group).add(weight, fresh)
	}
}

func (c *tallyCell) add(weight float64, b Bounds) {
	if b&inLow != 0 {
		c.low += weight
	}
	if b&inValue != 0 {
		c.value += weight
		c.n++
	}
	if b&inHigh != 0 {
		c.high += weight
	}
}

// Rows returns one row for each group that holds something, in the order of
// the keys. Months and models are few and known, so that answers by these
// alone have a row for each, zeros included.
func (t *Tally) Rows() []FindingRow {
	t.fill()
	rows := make([]FindingRow, len(t.cells))
	for i := range t.cells {
		rows[i] = t.row(&t.cells[i])
	}
	slices.SortFunc(rows, t.compare)
	return rows
}

// fill makes the cells of groups that hold nothing, where the keys are months
// and models alone.
func (t *Tally) fill() {
	models := []uint64{0}
	for _, key := range t.by {
		switch key {
		case "month":
		case "model":
			models = models[:0]
			for _, m := range Models {
				if want, ok := t.where["model"]; !ok || want == string(m) {
					models = append(models, uint64(t.facets.facets["model"].code[string(m)]))
				}
			}
		default:
			return
		}
	}
	for _, m := range models {
		for moment := range t.moments {
			t.cell(m*uint64(len(t.moments)) + uint64(moment))
		}
	}
}

func (t *Tally) row(c *tallyCell) FindingRow {
	row := FindingRow{Keys: make(map[string]string, len(t.by)), N: c.n, Value: &c.value}
	if t.bounded {
		row.Low, row.High = &c.low, &c.high
	}
	group, moments := c.group, uint64(len(t.moments))
	if month := t.moments[group%moments].Month; month != "" {
		row.Keys["month"] = month
	}
	group /= moments
	at := len(t.sizes)
	for _, key := range slices.Backward(t.by) {
		if key == "month" {
			continue
		}
		at--
		row.Keys[key] = t.facets.facets[key].values[group%t.sizes[at]]
		group /= t.sizes[at]
	}
	return row
}

func (t *Tally) compare(a, b FindingRow) int {
	for _, key := range t.by {
		x, y := a.Keys[key], b.Keys[key]
		if x == y {
			continue
		}
		if key == "model" {
			return cmp.Or(cmp.Compare(modelOrder(x), modelOrder(y)), cmp.Compare(x, y))
		}
		if n, err := strconv.Atoi(x); err == nil {
			if m, err := strconv.Atoi(y); err == nil && n != m {
				return cmp.Compare(n, m) // months before and after: -2 before 1
			}
		}
		return cmp.Compare(x, y)
	}
	return 0
}

// modelOrder puts models in the order pages show them, and others behind.
func modelOrder(model string) int {
	if i := slices.Index(Models, Model(model)); i >= 0 {
		return i
	}
	return len(Models)
}
