package detangle

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
)

// The kinds of list that ICE publishes of 287(g).
const (
	Participating = "participating"
	Pending       = "pending"
)

// List is a snapshot with a list date: one published list.
type List struct {
	Kind       string
	Order      int64 // 1, 2, … within kind
	Date       Day
	Snapshot   string
	File       string
	Rows       int64
	Complete   bool
	Reason     string // why it is not complete
	Confidence string // of the list date
}

// Calendar holds the lists of one kind in the order of their publication. It
// knows which list stood on a day; a list that is not complete (stale, cut
// short) is held, but never stands.
type Calendar struct {
	all, complete []List
}

// NewCalendar orders lists; they are of one kind.
func NewCalendar(lists []List) Calendar {
	all := slices.Clone(lists)
	slices.SortStableFunc(all, func(a, b List) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Order, b.Order))
	})
	c := Calendar{all: all}
	for _, l := range all {
		if l.Complete {
			c.complete = append(c.complete, l)
		}
	}
	return c
}

// Complete returns the complete lists, oldest first.
func (c Calendar) Complete() []List { return c.complete }

// On returns the newest complete list on or before the day.
func (c Calendar) On(d Day) (List, bool) {
	i := sort.Search(len(c.complete), func(i int) bool { return c.complete[i].Date > d })
	if i == 0 {
		return List{}, false
	}
	return c.complete[i-1], true
}

// Between returns the complete lists that stood within a window: the one that
// stood at its beginning, and those published in it.
func (c Calendar) Between(from, to Day) []List {
	var lists []List
	if l, ok := c.On(from); ok {
		lists = append(lists, l)
	}
	for _, l := range c.complete {
		if l.Date > from && l.Date <= to {
			lists = append(lists, l)
		}
	}
	return lists
}

// PassedOver returns the lists dated after the given one and on or before the
// day that are held, but not complete.
func (c Calendar) PassedOver(after List, d Day) []List {
	var lists []List
	for _, l := range c.all {
		if !l.Complete && l.Date > after.Date && l.Date <= d {
			lists = append(lists, l)
		}
	}
	return lists
}

// Lists reads the lake's table of lists: columns kind, list_order, list_date,
// snapshot, file_original, rows, complete (0 or 1), incomplete_reason, confidence.
func Lists(f *Frame) ([]List, error) {
	dates, err := f.Days("list_date")
	if err != nil {
		return nil, fmt.Errorf("read lists: %w", err)
	}
	for _, name := range []string{"kind", "snapshot", "file_original", "incomplete_reason", "confidence"} {
		if len(f.Strings(name)) != f.Len() {
			return nil, fmt.Errorf("read lists: no text column %s", name)
		}
	}
	for _, name := range []string{"list_order", "rows", "complete"} {
		if len(f.Ints(name)) != f.Len() {
			return nil, fmt.Errorf("read lists: no integer column %s", name)
		}
	}
	lists := make([]List, f.Len())
	for i := range lists {
		lists[i] = List{
			Kind: f.Strings("kind")[i], Order: f.Ints("list_order")[i], Date: dates[i],
			Snapshot: f.Strings("snapshot")[i], File: f.Strings("file_original")[i],
			Rows: f.Ints("rows")[i], Complete: f.Ints("complete")[i] != 0,
			Reason: f.Strings("incomplete_reason")[i], Confidence: f.Strings("confidence")[i],
		}
	}
	return lists, nil
}

// Standing returns the lists that stood at some moments, as the inputs of a
// Finding: each once, oldest first.
func (c Calendar) Standing(moments []Moment) []Input {
	var inputs []Input
	for _, m := range moments {
		l, ok := c.On(m.To)
		if n := len(inputs); ok && (n == 0 || inputs[n-1].Snapshot != l.Snapshot) {
			inputs = append(inputs, l.Input())
		}
	}
	return inputs
}

// Ledger returns the inputs of an answer from the ledger: the lists that stood
// at some moments, and the newest list known, which decides what has ended.
func (c Calendar) Ledger(moments []Moment) []Input {
	inputs := c.Standing(moments)
	if n := len(c.complete); n > 0 && (len(inputs) == 0 || inputs[len(inputs)-1].Snapshot != c.complete[n-1].Snapshot) {
		inputs = append(inputs, c.complete[n-1].Input())
	}
	return inputs
}

// Input names the list as an input of a Finding.
func (l List) Input() Input {
	return Input{Snapshot: l.Snapshot, File: l.File, ListDate: l.Date.String()}
}

// Within returns the lists that stood in the windows of some moments, as the
// inputs of a Finding, oldest first.
func (c Calendar) Within(moments []Moment) []Input {
	var inputs []Input
	if len(moments) == 0 {
		return inputs
	}
	for _, l := range c.Between(moments[0].From, moments[len(moments)-1].To) {
		inputs = append(inputs, l.Input())
	}
	return inputs
}

// Until returns the calendar as it was known on a day.
func (c Calendar) Until(known Day) Calendar {
	if n := len(c.all); n == 0 || c.all[n-1].Date <= known {
		return c
	}
	before := func(lists []List) []List {
		i := sort.Search(len(lists), func(i int) bool { return lists[i].Date > known })
		return lists[:i]
	}
	return Calendar{all: before(c.all), complete: before(c.complete)}
}
