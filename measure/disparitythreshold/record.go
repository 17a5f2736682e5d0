package disparitythreshold

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"detangle"
	"detangle/stat/refuse"
	"detangle/stat/threshold"
)

// The rules of what is fitted (method.md).
const (
	leastStops    = 1000 // of the groups compared, in a place
	mostPlaces    = 100
	leastSearches = 50 // of a group
	leastPlaces   = 3  // in which a group has a search
)

// smallCell is the code of a number that may not be told of persons.
const smallCell = "small_cell"

// against is the group that others are compared with.
const against = "white"

// record is the stops of one police, or one state of a published table.
type record struct {
	source, state, snapshot string
	persons                 bool
	first, last             detangle.Day

	chosen           // of all months
	around []*change // by agreement: begins, ends
	places map[string]*place
	fits   []fit
	made   []again // checks
}

// place is what is told of a place beside its counts.
type place struct {
	county string
	hidden map[string]bool // groups of which counts here may not be told of
}

func newRecords(f *detangle.Frame) ([]*record, error) {
	first, err := f.Days("first_day")
	if err != nil {
		return nil, err
	}
	last, err := f.Days("last_day")
	if err != nil {
		return nil, err
	}
	persons, hidden, stops, searches, hits := f.Ints("persons"), f.Ints("hidden"), f.Ints("stops"), f.Ints("searches"), f.Ints("hits")
	for _, column := range [][]int64{persons, hidden, stops, searches, hits} {
		if len(column) != f.Len() {
			return nil, errors.New("no integer columns persons, hidden, stops, searches and hits")
		}
	}
	state, department, county, race, snapshot := f.Strings("state"), f.Strings("department"), f.Strings("county"), f.Strings("race"), f.Strings("snapshot")
	agreement, period := f.Strings("agreement"), f.Strings("period")
	var out []*record
	at := map[string]*record{}
	for i, source := range f.Strings("source") {
		key := source
		if persons[i] == 0 {
			key += " " + state[i]
		}
		r := at[key]
		if r == nil {
			r = &record{source: source, state: state[i], persons: persons[i] != 0, first: first[i], last: last[i], snapshot: snapshot[i], places: map[string]*place{}}
			for _, a := range []string{begins, ends} {
				r.around = append(r.around, &change{of: r, agreement: a})
			}
			at[key] = r
			out = append(out, r)
		}
		cell := threshold.Cell{Geography: state[i], Department: department[i], Group: race[i], Stops: stops[i], Searches: searches[i], Hits: hits[i]}
		if agreement[i] != "" {
			r.changeOf(agreement[i]).add(period[i], cell)
			continue
		}
		r.first, r.last = min(r.first, first[i]), max(r.last, last[i])
		r.cells = append(r.cells, cell)
		if r.places[cell.Department] == nil {
			r.places[cell.Department] = &place{county: county[i], hidden: map[string]bool{}}
		}
		r.places[cell.Department].hidden[cell.Group] = hidden[i] != 0 || r.persons && fewPersons(cell)
	}
	for _, r := range out {
		r.choose(r.persons)
		for _, c := range r.around {
			c.choose()
		}
	}
	return out, nil
}

func (r *record) changeOf(agreement string) *change {
	return r.around[slices.IndexFunc(r.around, func(c *change) bool { return c.agreement == agreement })]
}

// fewPersons says whether a count of a cell is of one to nine persons.
func fewPersons(c threshold.Cell) bool {
	small := func(n int64) bool { return n > 0 && n < 10 }
	return small(c.Hits) || small(c.Searches-c.Hits) || small(c.Stops-c.Searches)
}

// chosen are the cells of a fit, and what is left out of it.
type chosen struct {
	cells   []threshold.Cell            // all of them
	table   *threshold.Table            // those that are fitted
	left    map[string]detangle.Refusal // groups that are left out
	dropped int64                       // places with too few stops, or beyond the largest
	refusal *detangle.Refusal
}

// choose keeps the places and groups that are fitted, or says why none can be.
func (c *chosen) choose(persons bool) {
	groups := c.groups(persons)
	cells := slices.DeleteFunc(slices.Clone(c.cells), func(cell threshold.Cell) bool { return c.left[cell.Group].Code != "" })
	kept, all := largest(cells)
	c.dropped = int64(all - len(kept))
	c.tabulate(slices.DeleteFunc(cells, func(cell threshold.Cell) bool { return !slices.Contains(kept, cell.Department) }), groups)
}

// largest are the places with enough stops, and of how many they are.
func largest(cells []threshold.Cell) (kept []string, all int) {
	total := map[string]int64{}
	for _, c := range cells {
		total[c.Department] += c.Stops
	}
	for place := range total {
		if total[place] >= leastStops {
			kept = append(kept, place)
		}
	}
	slices.SortFunc(kept, func(a, b string) int { return cmp.Or(cmp.Compare(total[b], total[a]), strings.Compare(a, b)) })
	return kept[:min(len(kept), mostPlaces)], len(total)
}

// tabulate makes the table of cells, or says why it cannot be answered.
func (c *chosen) tabulate(cells []threshold.Cell, groups []string) {
	if small, found := c.left[against]; found {
		c.refusal = &small
		return
	}
	var refused *refuse.Refused
	table, err := threshold.NewTable(cells, append([]string{against}, groups...))
	switch {
	case errors.As(err, &refused):
		c.refusal = &refused.Refusal
	case err != nil:
		c.refusal = &detangle.Refusal{Code: refuse.BadCount, Reason: err.Error()}
	case table.Groups[0] != against:
		c.refusal = &detangle.Refusal{Code: threshold.OneGroup, Reason: "no " + against + " person was stopped: there is nobody to compare with"}
	default:
		if err := table.Identified(); errors.As(err, &refused) {
			c.refusal = &refused.Refusal
		}
	}
	c.table = table
}

// groups returns the groups that are compared, and notes those left out.
func (c *chosen) groups(persons bool) (compared []string) {
	c.left = map[string]detangle.Refusal{}
	whole, places := map[string]threshold.Cell{}, map[string]int{}
	for _, cell := range c.cells {
		sum := whole[cell.Group]
		whole[cell.Group] = threshold.Cell{Stops: sum.Stops + cell.Stops, Searches: sum.Searches + cell.Searches, Hits: sum.Hits + cell.Hits}
		if cell.Searches > 0 {
			places[cell.Group]++
		}
	}
	for group, sum := range whole {
		switch {
		case group == against && persons && fewPersons(sum), group != against && persons && sum.Searches >= leastSearches && places[group] >= leastPlaces && fewPersons(sum):
			c.left[group] = detangle.Refusal{Code: smallCell, Reason: "a count that it rests on has fewer than ten persons", Closing: "more years, or more places together"}
		case group == against:
		case sum.Searches < leastSearches:
			c.left[group] = detangle.Refusal{Code: refuse.TooFew, Reason: fmt.Sprintf("under %d searches of this group", leastSearches), Closing: "more years, or other places"}
		case places[group] < leastPlaces:
			c.left[group] = detangle.Refusal{Code: refuse.TooFew, Reason: fmt.Sprintf("searches of this group in under %d places", leastPlaces), Closing: "more places"}
		default:
			compared = append(compared, group)
		}
	}
	slices.Sort(compared)
	return compared
}

func (r *record) name() string {
	if r.persons {
		return r.source
	}
	return r.source + " " + r.state
}

func (r *record) scope() string {
	if r.persons {
		return "police"
	}
	return "state"
}

// key tells everything that the fits rest on.
func (r *record) key() string { return keyOf(settings(r.table), r.table) }

// keyOf is of what is done with tables.
func keyOf(what any, tables ...*threshold.Table) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s %+v %+v\n", Measure.Name, version, what, options(1))
	for i, t := range tables {
		fmt.Fprintf(h, "table %d\n", i)
		for _, c := range t.Cells {
			fmt.Fprintf(h, "%q %q %q %d %d %d\n", c.Geography, c.Department, c.Group, c.Stops, c.Searches, c.Hits)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
