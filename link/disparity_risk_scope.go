package link

import (
	"runtime"
	"slices"
	"strings"

	"detangle"
	"detangle/stat/stream"
)

// riskScope is where a comparison is made.
type riskScope struct {
	estimate // its key
	draws    int
	cells    []int32 // of the record's
}

// riskScopes are the tests of a record: all of it, and counties and departments with enough
// searches, over all months and around changes of agreement.
func (w *writer) riskScopes(r *riskRecord, shown familyCells, overlaps *table, untested map[family3]int64) (rows []estimate) {
	key := func(scope, county, department string) estimate {
		return estimate{test: riskTest, source: r.source, scope: scope, state: r.state, county: county, dept: department, period: "all", against: "white", unit: "odds ratio", persons: true}
	}
	scopes := []*riskScope{{estimate: key("police", "", ""), cells: r.all()}}
	if len(r.cells) > manyCells {
		scopes[0].draws = fewDraws
	}
	by := map[[2]string][]int32{}
	found := map[[2]string]int64{}
	for i, c := range r.cells {
		if c.place < 0 {
			continue
		}
		where := r.alone[c.place]
		for _, at := range [][2]string{{where[0], ""}, {"", where[1]}} {
			if at != [2]string{} && (at[0] != "" || r.departments > 1) {
				by[at], found[at] = append(by[at], int32(i)), found[at]+int64(c.found)
			}
		}
	}
	order := make([][2]string, 0, len(by))
	for at := range by {
		order = append(order, at)
	}
	slices.SortFunc(order, func(a, b [2]string) int { return strings.Compare(a[0]+"\x00"+a[1], b[0]+"\x00"+b[1]) })
	periods := w.changePeriods(r.source)
	if w.err != nil {
		return nil
	}
	tested := map[string]int64{}
	for _, at := range order {
		if found[at] < riskSearches {
			continue
		}
		scope := "county"
		if at[0] == "" {
			scope = "department"
		}
		tested[scope]++
		s := &riskScope{estimate: key(scope, at[0], at[1]), draws: riskDraws, cells: by[at]}
		scopes = append(scopes, s)
		for _, p := range periods[at] {
			scopes = append(scopes, r.within(s, p, "before", p.before), r.within(s, p, "after", p.after))
		}
	}
	w.countUntested(r, tested, untested)
	answers := make([][]estimate, len(scopes))
	answers[0] = r.compare(scopes[0], shown, overlaps, runtime.GOMAXPROCS(0))
	stream.Each(len(scopes)-1, runtime.GOMAXPROCS(0), func(i int) {
		answers[i+1] = r.compare(scopes[i+1], shown, nil, 1)
	})
	return slices.Concat(answers...)
}

// all are the cells of a whole record.
func (r *riskRecord) all() []int32 {
	out := make([]int32, len(r.cells))
	for i := range out {
		out[i] = int32(i)
	}
	return out
}

// within cuts a scope to the months on one side of a change of agreement.
func (r *riskRecord) within(s *riskScope, p changePeriod, period string, days [2]int32) *riskScope {
	c := *s
	c.period, c.change, c.cells = period, p.change, nil
	from, to := monthNumber(days[0]), monthNumber(days[1])
	for _, i := range s.cells {
		if month := r.cells[i].month; month >= from && month <= to {
			c.cells = append(c.cells, i)
		}
	}
	return &c
}

// monthNumber is that of a day's month, since year 0.
func monthNumber(day int32) int32 {
	date := detangle.Day(day).Time()
	return int32(12*date.Year() + int(date.Month()) - 1)
}

// countUntested counts the counties and departments of a record that have too few searches.
func (w *writer) countUntested(r *riskRecord, tested map[string]int64, untested map[family3]int64) {
	for scope, places := range map[string]int64{"county": r.counties, "department": r.departments} {
		if scope == "department" && r.departments < 2 {
			continue
		}
		for _, group := range riskGroups[1:] {
			untested[family3{riskTest, scope, group}] += places - tested[scope]
		}
	}
}
