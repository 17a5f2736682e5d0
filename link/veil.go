package link

import (
	"cmp"
	"fmt"
	"maps"
	"runtime"
	"slices"

	"detangle"
	"detangle/stat/disparity"
	"detangle/stat/refuse"
	"detangle/stat/stream"
	"detangle/stat/veil"
)

// The veil of darkness asks of stops in the evening whether a group's share of them
// is another once it is dark, at one time of day and in one place: over the whole of a
// record, in each county and in each department, and around changes of agreement.

const (
	veilTest      = "veil"
	enoughInYear  = 100 // stops of each group in a year of a place, below which the year is left out
	fewestEvening = 10  // usable stops of each group, below which a place is not tested
	halfHour      = 30
)

// veilScope is where a comparison is made: some locations, over some days.
type veilScope struct {
	estimate          // its key
	places   []int32  // locations, in order
	days     [2]int32 // from and to, both included
	check    bool     // with curves of fewer degrees of freedom
}

var allDays = [2]int32{-1 << 30, 1 << 30}

// veilTests makes the estimates, with what pages draw and what was left out.
func (w *writer) veilTests(untested map[family3]int64) (rows []estimate) {
	if w.err != nil {
		return nil
	}
	clockTable, leftTable := newVeilClock(), newVeilLeft()
	for _, snapshot := range w.stopSnapshots() {
		r := w.readVeil(snapshot)
		periods := w.changePeriods(r.geography)
		if w.err != nil {
			return nil
		}
		read, scopes := map[string]int64{}, r.scopes()
		answers := r.compareAll(scopes, periods)
		for i, s := range scopes {
			read[s.scope]++
			r.left(leftTable, s)
			rows = append(rows, answers[i].rows...)
			for _, group := range answers[i].untested {
				untested[family3{veilTest, s.scope, group}]++
			}
			if len(answers[i].rows) > 0 {
				r.clock(clockTable, s)
			}
		}
		for _, scope := range []string{"county", "department"} {
			for group := range veilGroups {
				untested[family3{veilTest, scope, veilRaces[group]}] += r.size[scope] - read[scope]
			}
		}
	}
	rows = append(rows, changed(rows)...)
	for i := range rows {
		rows[i].sentence = sentence(&rows[i])
	}
	w.table("veil_clock", clockTable, map[string]string{"dark": "BOOLEAN", "minute": "BIGINT", "share": "DOUBLE"})
	types := map[string]string{}
	for _, n := range veilLeftColumns {
		types[n] = "BIGINT"
	}
	w.table("veil_stop", leftTable, types)
	return rows
}

// scopes are the whole record, its counties and its departments.
func (r *veilRecord) scopes() (out []*veilScope) {
	key := func(scope, county, department string) estimate {
		return estimate{test: veilTest, source: r.geography, scope: scope, state: r.state, county: county, dept: department, period: "all", against: "white", unit: "odds ratio", persons: true}
	}
	all := &veilScope{estimate: key("police", "", ""), days: allDays, check: true}
	counties, departments := map[string]*veilScope{}, map[string]*veilScope{}
	for i, p := range r.places {
		all.places = append(all.places, int32(i))
		if p.county != "" {
			if counties[p.county] == nil {
				counties[p.county] = &veilScope{estimate: key("county", p.county, ""), days: allDays}
			}
			counties[p.county].places = append(counties[p.county].places, int32(i))
		}
		if departments[p.department] == nil {
			departments[p.department] = &veilScope{estimate: key("department", "", p.department), days: allDays}
		}
		departments[p.department].places = append(departments[p.department].places, int32(i))
	}
	out = append(out, all)
	for _, scopes := range []map[string]*veilScope{counties, departments} {
		for _, name := range slices.Sorted(maps.Keys(scopes)) {
			out = append(out, scopes[name])
		}
	}
	return out
}

// of yields the stops of a location within a scope's days.
func (r *veilRecord) of(s *veilScope, location int32) []usable {
	from, _ := slices.BinarySearchFunc(r.rows, usable{location: location, day: s.days[0], minute: -1}, compareUsable)
	to, _ := slices.BinarySearchFunc(r.rows, usable{location: location, day: s.days[1], minute: 24 * 60}, compareUsable)
	return r.rows[from:to]
}

func compareUsable(a, b usable) int {
	return cmp.Or(cmp.Compare(a.location, b.location), cmp.Compare(a.day, b.day), cmp.Compare(a.minute, b.minute))
}

// veilAnswer is what is found in a scope: over all days and around changes.
type veilAnswer struct {
	rows     []estimate
	untested []string // groups with too few
}

// compareAll tests scopes by as many workers as there are processors. Each answer
// has a place of its own, so that their number changes nothing. A department that is
// all there is in its county is compared once.
func (r *veilRecord) compareAll(scopes []*veilScope, periods map[[2]string][]changePeriod) []veilAnswer {
	answers, same, first := make([]veilAnswer, len(scopes)), make([]int, len(scopes)), map[string]int{}
	for i, s := range scopes {
		same[i] = i
		if s.check {
			continue // it has more estimators
		}
		key := fmt.Sprint(s.places)
		if at, seen := first[key]; seen {
			same[i] = at
		} else {
			first[key] = i
		}
	}
	all := runtime.GOMAXPROCS(0)
	stream.Each(len(scopes), all, func(i int) {
		if same[i] == i && !scopes[i].check {
			answers[i].rows, answers[i].untested = r.compare(scopes[i], 1)
		}
	})
	for i, s := range scopes { // a whole record takes as long as many places: all work on its parts
		if same[i] == i && s.check {
			answers[i].rows, answers[i].untested = r.compare(s, all)
		}
	}
	for i, s := range scopes {
		if at := same[i]; at != i {
			answers[i].untested = answers[at].untested
			for _, row := range answers[at].rows {
				row.scope, row.county, row.dept = s.scope, s.county, s.dept
				answers[i].rows = append(answers[i].rows, row)
			}
		}
	}
	stream.Each(len(scopes), all, func(i int) {
		if len(answers[i].rows) == 0 {
			return
		}
		for _, p := range periods[[2]string{scopes[i].county, scopes[i].dept}] {
			for _, of := range p.of(scopes[i]) {
				around, _ := r.compare(of, 1)
				answers[i].rows = append(answers[i].rows, around...)
			}
		}
	})
	return answers
}

// compare tests each group in a scope, by so many workers, and says which have too few to be
// tested.
func (r *veilRecord) compare(s *veilScope, workers int) (rows []estimate, untested []string) {
	for group := range veilGroups {
		counts, left, years := r.counts(s, group)
		var sums [2][2]int64 // light and dark; group and white
		missing, all := int64(0), int64(0)
		var unknown [2]int64
		for _, c := range counts {
			unknown[darkAt(c.Dark)] += int64(c.Missing)
			sum := &sums[darkAt(c.Dark)]
			sum[0], sum[1] = sum[0]+int64(c.Minority), sum[1]+int64(c.Stops-c.Minority)
			missing, all = missing+int64(c.Missing), all+int64(c.Stops+c.Missing)
		}
		key := s.estimate
		key.compared = veilRaces[group]
		if min(sums[0][0]+sums[1][0], sums[0][1]+sums[1][1]) < fewestEvening && (s.scope != "police" || s.period != "all") {
			untested = append(untested, key.compared)
			continue
		}
		share := coarse(float64(missing)/float64(max(all, 1)), all)
		for _, n := range r.numbers(s, group, counts, sums, years, workers) {
			row := key
			row.estimator, row.numbers, row.missing = string(n.Estimator), n, &share
			row.numbers.Dropped += left
			if few(unknown[0]) || few(unknown[1]) {
				row.numbers.MissingLow, row.numbers.MissingHigh = nil, nil
			}
			rows = append(rows, row)
		}
	}
	return rows, untested
}

func darkAt(dark bool) int {
	if dark {
		return 1
	}
	return 0
}

// numbers are those of one comparison, or why there is none.
func (r *veilRecord) numbers(s *veilScope, group int, counts []veil.Count, sums [2][2]int64, years int64, workers int) []disparity.Numbers {
	estimators := veil.Estimators()
	if s.check {
		estimators = append(estimators, veil.Checks()...)
	}
	if refusal := r.refusal(s, group, sums, years); refusal != nil {
		var out []disparity.Numbers
		for _, e := range estimators {
			out = append(out, disparity.Refuse(e, refusal))
		}
		return out
	}
	c := veil.NewCounts(counts)
	out := veil.Compare(c, level, workers)
	if s.check {
		out = append(out, veil.Check(c, level, workers)...)
	}
	return out
}

func (r *veilRecord) refusal(s *veilScope, group int, sums [2][2]int64, years int64) error {
	var left veilLeft
	var hispanic, raced int64
	for _, location := range s.places {
		p := r.places[location]
		left.add(p.left)
		for _, year := range p.years {
			hispanic += year[1]
			raced += year[0] + year[1] + year[2] + year[3]
		}
	}
	name := groupName(veilRaces[group])
	switch {
	case veilRaces[group] == "hispanic" && hispanic == 0 && raced >= enoughForHispanic:
		return refuse.New("hispanic_not_recorded", "a record that has it, or surnames", "no Hispanic person is among those with a recorded race: it is not recorded here, and Hispanic people are counted under other races")
	case left.stops == 0:
		return refuse.New(disparity.NotRecorded, "stop files that say at what time", "the record says of no stop in the evening at what time it was")
	case left.stops == left.fewTimes:
		return refuse.New(disparity.NotRecorded, "stop files that say at what time", "in no month is the clock time of half of the stops recorded")
	case left.stops == left.fewTimes+left.noPoint+left.noZone:
		return refuse.New("no_place", "the county, or latitude and longitude", "it is not known where on earth, or by which clocks, these stops were made: it cannot be said when it was dark")
	case left.noDusk > 0 && left.kept+left.twilight+left.outside == 0:
		return refuse.New("no_dusk", "stops at other times of the year", "the sun does not set, or it does not get dark, on any of these evenings")
	case left.kept == 0:
		return refuse.New(refuse.NoOverlap, "stops of more months", "no time of day in any place is light on some days and dark on others")
	case years == 0:
		return refuse.New(refuse.TooFew, "more years, or more places together", "no place has %d stops of %s and of White drivers in any year", enoughInYear, name)
	}
	for _, light := range sums {
		for _, n := range light {
			if n > 0 && n < leastPersons {
				return refuse.New("small_cell", "more years, or more places together", "a count that it rests on has fewer than ten persons, or would tell of one that has")
			}
		}
	}
	return nil
}

// counts are the usable stops of a group and of white people in years of places with
// enough of both; left is how many such years are left out, years how many stay.
func (r *veilRecord) counts(s *veilScope, group int) (out []veil.Count, left int, years int64) {
	day, on := int32(-1<<31), dayOf{}
	for _, location := range s.places {
		p := r.places[location]
		enough := map[int]bool{}
		for y, n := range p.years {
			enough[y] = n[group] >= enoughInYear && n[veilWhite] >= enoughInYear
			if enough[y] {
				years++
			} else {
				left++
			}
		}
		for _, u := range r.of(s, location) {
			if u.day != day {
				day, on = u.day, r.days[u.day]
			}
			n, white, none := u.races[group], u.races[veilWhite], u.races[veilNone]
			if !enough[on.year] || n+white+none == 0 {
				continue
			}
			out = append(out, veil.Count{Location: location, Day: u.day, Minute: u.minute, Season: on.season, Dark: u.dark, Stops: n + white, Minority: n, Missing: none})
		}
	}
	return out, left, years
}

// changePeriod is the months around a change of agreement.
type changePeriod struct {
	change        string
	before, after [2]int32
}

// of cuts a scope before and after a change.
func (p changePeriod) of(s *veilScope) (out []*veilScope) {
	for name, days := range map[string][2]int32{"before": p.before, "after": p.after} {
		c := *s
		c.period, c.change, c.days, c.check = name, p.change, days, false
		out = append(out, &c)
	}
	slices.SortFunc(out, func(a, b *veilScope) int { return cmp.Compare(b.period, a.period) })
	return out
}

// changePeriods are the changes of agreement around which a record is cut, by county and department.
func (w *writer) changePeriods(of string) map[[2]string][]changePeriod {
	if w.err != nil {
		return nil
	}
	f, err := w.b.Engine().Query(w.ctx, `SELECT source, coalesce(county_fips, '') AS county_fips, coalesce(department, '') AS department, agreement_change, CAST(before_from AS VARCHAR) AS before_from, CAST(before_to AS VARCHAR) AS before_to, CAST(after_from AS VARCHAR) AS after_from, CAST(after_to AS VARCHAR) AS after_to
		FROM stop_period WHERE doubt IS NULL AND before_from IS NOT NULL AND after_from IS NOT NULL ORDER BY source, county_fips, department, agreement_change`)
	if err != nil {
		w.err = fmt.Errorf("reading the months around changes: %w", err)
		return nil
	}
	out := map[[2]string][]changePeriod{}
	for i, source := range f.Strings("source") {
		if source != of {
			continue
		}
		span := func(from, to string) (days [2]int32) {
			first, err := detangle.ParseDay(f.Strings(from)[i])
			if err != nil {
				w.err = err
			}
			last, err := detangle.ParseDay(f.Strings(to)[i])
			if err != nil {
				w.err = err
			}
			return [2]int32{int32(first), int32(last.MonthEnd())}
		}
		key := [2]string{f.Strings("county_fips")[i], f.Strings("department")[i]}
		out[key] = append(out[key], changePeriod{f.Strings("agreement_change")[i], span("before_from", "before_to"), span("after_from", "after_to")})
	}
	return out
}

// veilLeftColumns count stops of the evening, whoever was stopped.
var veilLeftColumns = []string{"stops", "usable", "small_place", "few_times", "no_point", "no_zone", "no_dusk", "outside_window", "twilight"}

func newVeilLeft() *table {
	return newTable(append([]string{"source", "scope", "state", "county_fips", "department"}, veilLeftColumns...)...)
}

func (r *veilRecord) left(t *table, s *veilScope) {
	var left veilLeft
	for _, location := range s.places {
		left.add(r.places[location].left)
	}
	if s.scope == "police" {
		left.smallPlace = r.size["stops"] - left.stops
		left.stops = r.size["stops"]
	}
	t.add(s.source, s.scope, text(s.state), text(s.county), text(s.dept), left.stops, left.kept, left.smallPlace, left.fewTimes, left.noPoint, left.noZone, left.noDusk, left.outside, left.twilight)
}

func newVeilClock() *table {
	return newTable("source", "scope", "state", "county_fips", "department", "compared", "against", "minute", "dark", "share")
}

// clock adds a group's share by half hours, in light and in dark, where neither has
// fewer than ten persons; to two digits, so that it leads back to no count.
func (r *veilRecord) clock(t *table, s *veilScope) {
	for group := range veilGroups {
		counts, _, _ := r.counts(s, group)
		var bins [24 * 60 / halfHour][2][2]int64
		for _, c := range counts {
			bin := &bins[c.Minute/halfHour][darkAt(c.Dark)]
			bin[0], bin[1] = bin[0]+int64(c.Minority), bin[1]+int64(c.Stops-c.Minority)
		}
		for at, bin := range bins {
			for dark, n := range bin {
				if n[0]+n[1] == 0 {
					continue
				}
				var share any
				if n[0] >= leastPersons && n[1] >= leastPersons {
					share = significant(float64(n[0])/float64(n[0]+n[1]), 2)
				}
				t.add(s.source, s.scope, text(s.state), text(s.county), text(s.dept), veilRaces[group], "white", int64(at*halfHour), dark == 1, share)
			}
		}
	}
}
