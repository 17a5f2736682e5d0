package link

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"time"

	"detangle/stat/stream"
	"detangle/stat/sun"
	"detangle/stat/veil"
)

// Stops of the evening become those that the veil of darkness compares: in months of
// which the clock time of at least half of the stops is recorded, in places whose
// point and zone are known, at times of day that are dark there on some days and
// light on others, without twilight.

// races that are compared, with white people and those without a recorded race.
var veilRaces = [...]string{"black", "hispanic", "asian/pacific islander", "white", "not known"}

const (
	veilGroups = 3
	veilWhite  = 3
	veilNone   = 4
)

// usable are the stops of one location, day and minute.
type usable struct {
	location, day int32
	minute        int16
	dark          bool
	all           int32 // of every race
	races         [len(veilRaces)]int32
}

// veilLeft counts stops of the evening by what became of them, whoever was stopped.
type veilLeft struct{ stops, smallPlace, fewTimes, noPoint, noZone, noDusk, outside, twilight, kept int64 }

func (l *veilLeft) add(o veilLeft) {
	l.smallPlace += o.smallPlace
	l.stops, l.fewTimes, l.noPoint, l.noZone = l.stops+o.stops, l.fewTimes+o.fewTimes, l.noPoint+o.noPoint, l.noZone+o.noZone
	l.noDusk, l.outside, l.twilight, l.kept = l.noDusk+o.noDusk, l.outside+o.outside, l.twilight+o.twilight, l.kept+o.kept
}

// veilPlace is a department in a county: what is compared within.
type veilPlace struct {
	county, department string
	why                string // it has no site
	left               veilLeft
	years              map[int][len(veilRaces)]int64 // drivers stopped, at any time of day
	dusks              *dusks
	first, last        float32 // dusk, of the days with stops
}

// veilRecord is a file's stops.
type veilRecord struct {
	geography, state string
	places           []*veilPlace
	rows             []usable         // by location, day and minute
	days             map[int32]dayOf  // of the rows
	size             map[string]int64 // counties, departments, and stops in the evening, of all places
}

// veilSize reads whose stops a file holds, and how many places and stops.
func (w *writer) veilSize(snapshot string) *veilRecord {
	r := &veilRecord{}
	f, err := w.b.Engine().Query(w.ctx, fmt.Sprintf(`SELECT max(geography) AS geography, coalesce(max(state), '') AS state, count(DISTINCT county_fips) AS counties, count(DISTINCT department) AS departments,
		(SELECT cast(coalesce(sum(stops), 0) AS BIGINT) FROM stop_evening WHERE snapshot = '%[1]s') AS stops FROM stop_place WHERE snapshot = '%[1]s'`, snapshot))
	if err != nil {
		w.err = fmt.Errorf("reading whose stops a file holds: %w", err)
		return r
	}
	r.geography, r.state = f.Strings("geography")[0], f.Strings("state")[0]
	r.size = map[string]int64{"county": f.Ints("counties")[0], "department": f.Ints("departments")[0], "stops": f.Ints("stops")[0]}
	return r
}

// monthOf is a month in a place, by its number since year 0.
type monthOf struct {
	location int32
	month    int32
}

// chunkOfStops is how many rows are asked for at a time.
const chunkOfStops = 2_000_000

// readVeil reads the stops of a file.
func (w *writer) readVeil(snapshot string) *veilRecord {
	if w.err != nil {
		return nil
	}
	sites, err := countySites()
	if err != nil {
		w.err = err
		return nil
	}
	// a place with fewer stops than two groups need in a year is left out of everything
	f, err := w.b.Engine().Query(w.ctx, fmt.Sprintf(`WITH placed AS (
			SELECT geography, coalesce(state, '') AS state, department, coalesce(county_fips, '') AS county_fips, place, stops, lat, lng, sum(stops) OVER (PARTITION BY department, county_fips) AS together
			FROM stop_place WHERE snapshot = '%s' AND department IS NOT NULL)
		SELECT geography, state, department, county_fips, place, stops, lat, lng FROM placed WHERE together >= %d ORDER BY department, county_fips, place`, snapshot, 2*enoughInYear))
	if err != nil {
		w.err = fmt.Errorf("reading the places of stops: %w", err)
		return nil
	}
	r := w.veilSize(snapshot)
	at := map[int64]int32{}
	if w.err != nil {
		return nil
	}
	departments, counties, numbers := f.Strings("department"), f.Strings("county_fips"), f.Ints("place")
	lat, err := f.Column("lat")
	if err != nil {
		w.err = err
		return nil
	}
	lng, err := f.Column("lng")
	if err != nil {
		w.err = err
		return nil
	}
	weights := f.Ints("stops")
	type middle struct{ lat, lng, of float64 }
	middles := []middle{}
	for i, department := range departments {
		if n := len(r.places); n == 0 || r.places[n-1].department != department || r.places[n-1].county != counties[i] {
			r.places = append(r.places, &veilPlace{county: counties[i], department: department, years: map[int][len(veilRaces)]int64{}})
			middles = append(middles, middle{})
		}
		n := len(r.places) - 1
		at[numbers[i]] = int32(n)
		if !lat.IsNull(i) && !lng.IsNull(i) {
			m, of := &middles[n], float64(weights[i])
			m.lat, m.lng, m.of = m.lat+of*lat.Floats[i], m.lng+of*lng.Floats[i], m.of+of
		}
	}
	shared := map[string]*dusks{}
	for i, p := range r.places {
		var point *sun.Place
		if m := middles[i]; m.of > 0 {
			point = &sun.Place{Latitude: m.lat / m.of, Longitude: m.lng / m.of}
		}
		var s site
		if s, p.why = siteOf(sites, r.state, p.county, point); p.why != "" {
			continue
		}
		key := fmt.Sprint(s.Place, s.zone)
		if shared[key] == nil {
			shared[key] = &dusks{s, map[int32]duskOf{}}
		}
		p.dusks = shared[key]
	}
	timed := w.veilMonths(snapshot, r, at)
	w.veilRows(snapshot, r, at, timed)
	r.window()
	return r
}

// veilMonths reads how many were stopped by year, and in which months the clock
// time of half of them is recorded.
func (w *writer) veilMonths(snapshot string, r *veilRecord, at map[int64]int32) map[monthOf]bool {
	if w.err != nil {
		return nil
	}
	f, err := w.b.Engine().Query(w.ctx, fmt.Sprintf(`SELECT place, year(month) AS of_year, month(month) AS of_month, race, stops, with_time FROM stop_month WHERE snapshot = '%s'`, snapshot))
	if err != nil {
		w.err = fmt.Errorf("reading the months of stops: %w", err)
		return nil
	}
	sums := map[monthOf][2]int64{}
	places, years, months, races := f.Ints("place"), f.Ints("of_year"), f.Ints("of_month"), f.Strings("race")
	stops, times := f.Ints("stops"), f.Ints("with_time")
	for i, number := range places {
		location, ok := at[number]
		if !ok {
			continue
		}
		key := monthOf{location, int32(12*years[i] + months[i] - 1)}
		s := sums[key]
		sums[key] = [2]int64{s[0] + stops[i], s[1] + times[i]}
		for j, race := range veilRaces {
			if race == races[i] {
				year := r.places[location].years[int(years[i])]
				year[j] += stops[i]
				r.places[location].years[int(years[i])] = year
			}
		}
	}
	timed := map[monthOf]bool{}
	for key, s := range sums {
		timed[key] = 2*s[1] >= s[0]
	}
	return timed
}

// veilRows reads the evenings of a file, some places at a time.
func (w *writer) veilRows(snapshot string, r *veilRecord, at map[int64]int32, timed map[monthOf]bool) {
	if w.err != nil {
		return
	}
	bounds, err := w.b.Engine().Query(w.ctx, fmt.Sprintf(`SELECT place, count(*) AS n FROM stop_evening WHERE snapshot = '%s' GROUP BY place ORDER BY place`, snapshot))
	if err != nil {
		w.err = fmt.Errorf("reading the evenings of stops: %w", err)
		return
	}
	numbers, sizes := bounds.Ints("place"), bounds.Ints("n")
	byLocation := make([][]usable, len(r.places))
	read := numbers[:0]
	for i, number := range numbers {
		if _, ok := at[number]; ok {
			sizes[len(read)] = sizes[i]
			read = append(read, number)
		}
	}
	numbers = read
	for from := 0; from < len(numbers); {
		to, size := from, int64(0)
		for to < len(numbers) && (to == from || size+sizes[to] <= chunkOfStops) {
			size += sizes[to]
			to++
		}
		// each count has twenty bits: no place stops a million people in a minute
		f, err := w.b.Engine().Query(w.ctx, fmt.Sprintf(`SELECT place, CAST(date_diff('day', date '1970-01-01', cast(day AS date)) * 1440 + minute AS BIGINT) AS moment,
			CAST(least(sum(CASE WHEN race = 'black' THEN stops ELSE 0 END), 1048575) + 1048576 * least(sum(CASE WHEN race = 'hispanic' THEN stops ELSE 0 END), 1048575) + 1099511627776 * least(sum(CASE WHEN race = 'asian/pacific islander' THEN stops ELSE 0 END), 1048575) AS BIGINT) AS groups,
			CAST(least(sum(CASE WHEN race = 'white' THEN stops ELSE 0 END), 1048575) + 1048576 * least(sum(CASE WHEN race = 'not known' THEN stops ELSE 0 END), 1048575) + 1099511627776 * least(sum(stops), 1048575) AS BIGINT) AS others
			FROM stop_evening WHERE snapshot = '%s' AND place BETWEEN %d AND %d GROUP BY 1, 2 ORDER BY 1, 2`, snapshot, numbers[from], numbers[to-1]))
		if err != nil {
			w.err = fmt.Errorf("reading the evenings of stops: %w", err)
			return
		}
		r.sunsets(f.Ints("place"), f.Ints("moment"), at)
		r.take(f.Ints("place"), f.Ints("moment"), f.Ints("groups"), f.Ints("others"), at, timed, byLocation)
		from = to
	}
	kept := 0
	for _, rows := range byLocation {
		kept += len(rows)
	}
	r.rows = slices.Grow(r.rows, kept)
	for i, rows := range byLocation {
		byLocation[i] = nil                            // its memory is free once it is copied
		if !slices.IsSortedFunc(rows, compareUsable) { // a location may hold several places, read one after another
			slices.SortStableFunc(rows, compareUsable)
		}
		r.rows = append(r.rows, rows...)
	}
}

const twenty = 1<<20 - 1

// sunsets works out when it gets dark on the days of the rows, site by site side by side.
func (r *veilRecord) sunsets(places, moments []int64, at map[int64]int32) {
	days := map[*dusks]map[int32]bool{}
	var order []*dusks
	for i, moment := range moments {
		day := int32(moment / 1440)
		if i > 0 && places[i] == places[i-1] && day == int32(moments[i-1]/1440) {
			continue
		}
		location, read := at[places[i]]
		if !read || r.places[location].dusks == nil {
			continue
		}
		d := r.places[location].dusks
		if days[d] == nil {
			days[d] = map[int32]bool{}
			order = append(order, d)
		}
		days[d][day] = true
	}
	stream.Each(len(order), runtime.GOMAXPROCS(0), func(i int) {
		for day := range days[order[i]] {
			order[i].on(day)
		}
	})
}

func (r *veilRecord) take(places, moments, groups, others []int64, at map[int64]int32, timed map[monthOf]bool, byLocation [][]usable) {
	day, number, first := int32(math.MinInt32), int64(0), true
	var location int32
	var month bool
	var dusk duskOf
	for i, moment := range moments {
		if _, read := at[places[i]]; !read {
			continue
		}
		if first || places[i] != number || int32(moment/1440) != day {
			if first || places[i] != number {
				location = at[places[i]]
			}
			number, day, first = places[i], int32(moment/1440), false
			date := time.Unix(int64(day)*24*60*60, 0).UTC()
			month = timed[monthOf{location, int32(12*date.Year() + int(date.Month()) - 1)}]
			dusk = duskOf{}
			if p := r.places[location]; p.dusks != nil && month {
				dusk = p.dusks.on(day)
				if dusk.set && (p.last == 0 || dusk.dusk < p.first) {
					p.first = dusk.dusk
				}
				if dusk.set {
					p.last = max(p.last, dusk.dusk)
				}
			}
		}
		p, all := r.places[location], others[i]>>40
		p.left.stops += all
		minute := int16(moment - 1440*int64(day))
		switch {
		case !month:
			p.left.fewTimes += all
		case p.why == "no_point":
			p.left.noPoint += all
		case p.why != "":
			p.left.noZone += all
		case !dusk.set:
			p.left.noDusk += all
		case float32(minute) >= dusk.sunset && float32(minute) <= dusk.dusk:
			p.left.twilight += all
		default:
			byLocation[location] = append(byLocation[location], usable{location, day, minute, float32(minute) > dusk.dusk, int32(all),
				[...]int32{int32(groups[i] & twenty), int32(groups[i] >> 20 & twenty), int32(groups[i] >> 40), int32(others[i] & twenty), int32(others[i] >> 20 & twenty)}})
			p.left.kept += all
		}
	}
}

// window leaves out the times of day that are always light, or always dark, in a
// place.
func (r *veilRecord) window() {
	kept := r.rows[:0]
	for _, row := range r.rows {
		p := r.places[row.location]
		if minute := float32(row.minute); minute >= p.first && minute <= p.last {
			kept = append(kept, row)
		} else {
			p.left.outside += int64(row.all)
			p.left.kept -= int64(row.all)
		}
	}
	r.rows, r.days = kept, map[int32]dayOf{}
	for _, row := range kept {
		if _, ok := r.days[row.day]; !ok {
			r.days[row.day] = dayOf{time.Unix(int64(row.day)*24*60*60, 0).UTC().Year(), r.season(row.day)}
		}
	}
}

// dayOf is what comparisons ask of a day.
type dayOf struct {
	year   int
	season int16 // of a change of clocks
}

// season numbers the change of clocks that a day is near, below nought for none.
func (r *veilRecord) season(day int32) int16 {
	date := time.Unix(int64(day)*24*60*60, 0).UTC()
	name, near := veil.Season(date, r.state)
	if !near {
		return -1
	}
	n := int16(2 * (date.Year() - 1900))
	if name[0] == 'f' {
		n++
	}
	return n
}
