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

// against is the group that others are compared with.
const against = "white"

// record is what is fitted together: the stops of one police, or one state of a
// published table.
type record struct {
	source, state, snapshot string
	persons                 bool
	first, last             detangle.Day

	cells   []threshold.Cell            // all of them
	table   *threshold.Table            // those that are fitted
	left    map[string]detangle.Refusal // groups that are left out
	dropped int64                       // places with too few stops, or beyond the largest
	refusal *detangle.Refusal
	fits    []fit
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
	persons, stops, searches, hits := f.Ints("persons"), f.Ints("stops"), f.Ints("searches"), f.Ints("hits")
	for _, column := range [][]int64{persons, stops, searches, hits} {
		if len(column) != f.Len() {
			return nil, errors.New("no integer columns persons, stops, searches and hits")
		}
	}
	var out []*record
	at := map[string]*record{}
	for i, source := range f.Strings("source") {
		state, key := f.Strings("state")[i], source
		if persons[i] == 0 {
			key += " " + state
		}
		r := at[key]
		if r == nil {
			r = &record{source: source, state: state, persons: persons[i] != 0, first: first[i], last: last[i], snapshot: f.Strings("snapshot")[i]}
			at[key] = r
			out = append(out, r)
		}
		r.first, r.last = min(r.first, first[i]), max(r.last, last[i])
		r.cells = append(r.cells, threshold.Cell{Geography: state, Department: f.Strings("department")[i], Group: f.Strings("race")[i], Stops: stops[i], Searches: searches[i], Hits: hits[i]})
	}
	for _, r := range out {
		r.choose()
	}
	return out, nil
}

// choose keeps the places and groups that are fitted, or says why none can be.
func (r *record) choose() {
	r.left = map[string]detangle.Refusal{}
	groups := r.groups()
	cells := slices.DeleteFunc(slices.Clone(r.cells), func(c threshold.Cell) bool { return r.left[c.Group].Code != "" })
	total := map[string]int64{}
	for _, c := range cells {
		total[c.Department] += c.Stops
	}
	places := make([]string, 0, len(total))
	for place := range total {
		places = append(places, place)
	}
	slices.SortFunc(places, func(a, b string) int { return cmp.Or(cmp.Compare(total[b], total[a]), strings.Compare(a, b)) })
	kept := places
	if i := slices.IndexFunc(places, func(p string) bool { return total[p] < leastStops }); i >= 0 {
		kept = places[:i]
	}
	kept = kept[:min(len(kept), mostPlaces)]
	r.dropped = int64(len(places) - len(kept))
	cells = slices.DeleteFunc(cells, func(c threshold.Cell) bool { return !slices.Contains(kept, c.Department) })
	var refused *refuse.Refused
	table, err := threshold.NewTable(cells, append([]string{against}, groups...))
	switch {
	case errors.As(err, &refused):
		r.refusal = &refused.Refusal
	case err != nil:
		r.refusal = &detangle.Refusal{Code: refuse.BadCount, Reason: err.Error()}
	case table.Groups[0] != against:
		r.refusal = &detangle.Refusal{Code: threshold.OneGroup, Reason: "no " + against + " person was stopped: there is nobody to compare with"}
	default:
		if err := table.Identified(); errors.As(err, &refused) {
			r.refusal = &refused.Refusal
		}
	}
	r.table = table
}

// groups returns the groups that are compared, and notes those left out.
func (r *record) groups() (compared []string) {
	searches, places := map[string]int64{}, map[string]int{}
	for _, c := range r.cells {
		searches[c.Group] += c.Searches
		if c.Searches > 0 {
			places[c.Group]++
		} else {
			places[c.Group] += 0
		}
	}
	for group := range searches {
		switch {
		case group == against:
		case searches[group] < leastSearches:
			r.left[group] = detangle.Refusal{Code: refuse.TooFew, Reason: fmt.Sprintf("under %d searches of this group", leastSearches), Closing: "more years, or other places"}
		case places[group] < leastPlaces:
			r.left[group] = detangle.Refusal{Code: refuse.TooFew, Reason: fmt.Sprintf("searches of this group in under %d places", leastPlaces), Closing: "more places"}
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
func (r *record) key() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s %+v %+v\n", Measure.Name, version, settings(r.table), options(1))
	for _, c := range r.table.Cells {
		fmt.Fprintf(h, "%q %q %q %d %d %d\n", c.Geography, c.Department, c.Group, c.Stops, c.Searches, c.Hits)
	}
	return hex.EncodeToString(h.Sum(nil))
}
