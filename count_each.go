package detangle

import "slices"

// Each calls found with every row asked for, its moment and its events.
func (c *Counts) Each(a Args, moments []Moment, found func(moment, row int, events int64)) error {
	keep, err := c.facets.Filter(a.Where)
	if err != nil {
		return err
	}
	belongs := c.belongs(a)
	at := newMonths(moments)
	all := at.whole(a, c)
	for row, month := range c.month {
		if !belongs(row) || !keep.Keep(row) {
			continue
		}
		if moment := at.find(month, all); moment >= 0 {
			found(moment, row, c.rows[row])
		}
	}
	return nil
}

// belongs tells the rows of the record that a question is about: of a release,
// or a local record, all; of the national one those that stand for their year.
func (c *Counts) belongs(a Args) func(row int) bool {
	if a.Where["release"] != "" {
		return func(int) bool { return true } // the filter sees to it
	}
	byRelease := slices.Contains(a.By, "release")
	bySource := slices.Contains(a.By, "source") || a.Where["source"] != ""
	releases := c.facets.facets["release"]
	all := make([]bool, len(releases.values))
	for code, name := range releases.values {
		all[code] = byRelease || bySource && c.records[name] != nil && c.local(name)
	}
	return func(row int) bool { return c.current[row] || all[releases.codes[row]] }
}

// months finds the moment that a month lies in.
type months struct {
	first int32
	at    []int32 // month less first -> moment, -1 where none
}

func newMonths(moments []Moment) months {
	if len(moments) == 0 {
		return months{}
	}
	number := func(d Day) int32 {
		t := d.Time()
		return int32(t.Year()*12 + int(t.Month()) - 1)
	}
	start := func(m Moment) int32 {
		if m.From == m.From.MonthEnd() && m.From < m.To && m.Month != "" {
			return number(m.From + 1)
		}
		return number(m.From)
	}
	m := months{first: start(moments[0])}
	m.at = slices.Repeat([]int32{-1}, int(number(moments[len(moments)-1].To)-m.first)+1)
	for i, moment := range moments {
		for n := start(moment); n <= number(moment.To); n++ {
			m.at[n-m.first] = int32(i)
		}
	}
	return m
}

// whole reports that a question is about the record from end to end, so that
// events whose day is not known belong to it.
func (m months) whole(a Args, c *Counts) bool {
	if slices.Contains(a.By, "month") {
		return false
	}
	cover := c.Choose(a.Where, a.By).Coverage
	return a.From <= cover.First && a.AsOf >= cover.Last
}

func (m months) find(month int32, whole bool) int {
	if month == noMonth {
		if whole {
			return 0
		}
		return -1
	}
	if month < m.first || int(month-m.first) >= len(m.at) {
		return -1
	}
	return int(m.at[month-m.first])
}

// Facets are the keys of the rows.
func (c *Counts) Facets() *Facets { return c.facets }

// Count answers a question with the number of events under its keys. What a row
// belongs to is Certain, unless certain says otherwise; nil for all.
func (c *Counts) Count(a Args, certain func(row int) Bounds) ([]FindingRow, error) {
	moments := a.Moments()
	tally, err := NewTally(c.facets, a, moments, certain != nil)
	if err != nil {
		return nil, err
	}
	err = c.Each(a, moments, func(moment, row int, events int64) {
		b := Certain
		if certain != nil {
			b = certain(row)
		}
		tally.AddEvents(moment, row, events, b)
	})
	return tally.Rows(), err
}

// Group is what a question asks for under one set of keys: a row to fill in,
// and sums over its events.
type Group struct {
	Row  FindingRow
	Sums []int64
}

// Groups adds up so many sums for each group of a question: add is called with
// each row asked for, its events and the sums of its group.
func (c *Counts) Groups(a Args, sums int, add func(row int, events int64, sums []int64)) ([]Group, error) {
	moments := a.Moments()
	tally, err := NewTally(c.facets, a, moments, false)
	if err != nil {
		return nil, err
	}
	var groups []Group
	err = c.Each(a, moments, func(moment, row int, events int64) {
		at := tally.index(tally.group(moment, row))
		if at == len(groups) {
			groups = append(groups, Group{Sums: make([]int64, sums)})
		}
		add(row, events, groups[at].Sums)
	})
	for i := range groups {
		groups[i].Row = tally.row(&tally.cells[i])
	}
	sortGroups(groups, tally)
	return groups, err
}

func sortGroups(groups []Group, tally *Tally) {
	slices.SortFunc(groups, func(a, b Group) int { return tally.compare(a.Row, b.Row) })
}
