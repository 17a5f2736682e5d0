package detangle

import "fmt"

// ReleaseCounts are numbers about whole releases: how full a column is, how many
// links two rules share. A release is one thing: a window that cuts it leaves it
// out, and releases overlap, so that they are never added up.
type ReleaseCounts struct {
	facets      *Facets
	first, last []Day // of the release; NoDay where that is not known
	sums        [][]int64
	cover       Coverage
}

// NewReleaseCounts indexes a frame with the columns release, first_day and
// last_day (dates, NULL where the release's span is not known), a text column for
// each key and an integer column for each sum.
func NewReleaseCounts(f *Frame, about About, keys, sums []string) (*ReleaseCounts, error) {
	c := &ReleaseCounts{cover: Coverage{First: NoDay, Last: NoDay, Name: about.Name, Closing: about.Closing, Words: map[string]map[string]string{}}}
	var err error
	keys = append([]string{"release"}, keys...)
	if c.facets, err = NewFacets(f, keys...); err != nil {
		return nil, err
	}
	if c.first, err = f.Days("first_day"); err != nil {
		return nil, err
	}
	if c.last, err = f.Days("last_day"); err != nil {
		return nil, err
	}
	for _, name := range sums {
		column := f.Ints(name)
		if len(column) != f.Len() {
			return nil, fmt.Errorf("no integer column %s", name)
		}
		c.sums = append(c.sums, column)
	}
	for i, first := range c.first {
		if first != NoDay && (c.cover.First == NoDay || first < c.cover.First) {
			c.cover.First = first
		}
		c.cover.Last = max(c.cover.Last, c.last[i])
	}
	for _, key := range keys {
		c.cover.Words[key] = map[string]string{}
		for _, v := range c.facets.facets[key].values {
			if v != "" {
				c.cover.Words[key][v] = v
			}
		}
	}
	return c, nil
}

// Coverage says from when to when there are releases.
func (c *ReleaseCounts) Coverage() Coverage { return c.cover }

// Choose refuses to add releases up, and to answer without the keys without which
// a number means nothing; why says of each why that is.
func (c *ReleaseCounts) Choose(where map[string]string, by []string, needed []string, why map[string]string) Choice {
	choice := Choice{Coverage: c.cover, Where: where}
	asked := Args{Where: where, By: by}
	for _, key := range needed {
		if asked.Asks(key) || len(c.cover.Words[key]) < 2 {
			continue
		}
		choice.Refusal = &Refusal{Code: key + "_needed", Reason: why[key], Closing: "by=" + key + ", or where." + key}
		break
	}
	return choice
}

// Groups adds the sums up under the keys of a question. cut reports that the
// window cuts a release, which is left out.
func (c *ReleaseCounts) Groups(a Args) (groups []Group, cut bool, err error) {
	keep, err := c.facets.Filter(a.Where)
	if err != nil {
		return nil, false, err
	}
	tally, err := NewTally(c.facets, a, []Moment{{From: a.From, To: a.AsOf}}, false)
	if err != nil {
		return nil, false, err
	}
	for row := range c.first {
		if !keep.Keep(row) {
			continue
		}
		if c.first[row] != NoDay && c.first[row] < a.From || c.last[row] > a.AsOf {
			cut = true
			continue
		}
		at := tally.index(tally.group(0, row))
		if at == len(groups) {
			groups = append(groups, Group{Sums: make([]int64, len(c.sums))})
		}
		for i := range c.sums {
			groups[at].Sums[i] += c.sums[i][row]
		}
	}
	for i := range groups {
		groups[i].Row = tally.row(&tally.cells[i])
	}
	sortGroups(groups, tally)
	return groups, cut, nil
}
