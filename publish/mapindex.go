package publish

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"detangle"
)

// mapIndex knows for every county which models were listed there on which
// list, so that the map of any date is a look-up. It colours; it counts nothing.
type mapIndex struct {
	lists    []*List             // complete participating lists, one for each date
	counties map[string][]mapRun // by county FIPS
}

// mapRun is a stretch of lists, first to last, on which a model was listed.
type mapRun struct {
	model       detangle.Model
	first, last int
}

func newMapIndex(l *Ledger) *mapIndex {
	x := &mapIndex{lists: l.ListsOf("participating"), counties: map[string][]mapRun{}}
	position := map[*List]int{}
	for i, list := range x.lists {
		position[list] = i
	}
	for _, a := range l.Agencies {
		if a.County == "" || a.Statewide {
			continue
		}
		for _, s := range a.sightings {
			if i, ok := position[s.list]; ok {
				x.add(a.County, s.model, i)
			}
		}
	}
	for _, runs := range x.counties {
		slices.SortFunc(runs, func(a, b mapRun) int { return a.first - b.first })
	}
	return x
}

// add notes that a model was listed in a county on list i.
func (x *mapIndex) add(county string, model detangle.Model, i int) {
	runs := x.counties[county]
	for k := range runs {
		r := &runs[k]
		if r.model == model && i >= r.first && i <= r.last+1 {
			r.last = max(r.last, i)
			return
		}
	}
	x.counties[county] = append(runs, mapRun{model, i, i})
}

// at returns the position of the newest list on or before a date, -1 before the first.
func (x *mapIndex) at(date string) int {
	return sort.Search(len(x.lists), func(i int) bool { return x.lists[i].Date > date }) - 1
}

// models returns what was listed in a county on list i.
func (x *mapIndex) models(county string, i int) []detangle.Model {
	var out []detangle.Model
	for _, m := range detangle.Models {
		for _, r := range x.counties[county] {
			if r.model == m && r.first <= i && i <= r.last {
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// mapClass is the colour of a set of models: task force before jail
// enforcement before warrant service, "none" for none.
func mapClass(models []detangle.Model) string {
	for _, m := range []detangle.Model{detangle.TFM, detangle.JEM, detangle.WSO} {
		if slices.Contains(models, m) {
			return string(m)
		}
	}
	return "none"
}

// ever returns the counties that were ever listed, sorted.
func (x *mapIndex) ever() []string {
	out := make([]string, 0, len(x.counties))
	for fips := range x.counties {
		out = append(out, fips)
	}
	sort.Strings(out)
	return out
}

// script is what the slider needs to colour the map without asking: the dates
// of the lists, and for each county its runs, as "T12-144 W3-20".
func (x *mapIndex) script() map[string]any {
	dates := make([]string, len(x.lists))
	for i, list := range x.lists {
		dates[i] = list.Date
	}
	counties := make(map[string]string, len(x.counties))
	for fips, runs := range x.counties {
		var b strings.Builder
		for i, r := range runs {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteByte(r.model[0])
			b.WriteString(strconv.Itoa(r.first) + "-" + strconv.Itoa(r.last))
		}
		counties[fips] = b.String()
	}
	return map[string]any{"dates": dates, "counties": counties}
}
