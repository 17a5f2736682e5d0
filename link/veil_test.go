package link

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"detangle"
	"detangle/lake"
	"detangle/stat/stream"
	"detangle/stat/sun"
)

// evenings are stops of two years in two counties of North Carolina; the odds of a
// Black driver in the dark are those in light times so much.
func evenings(t *testing.T, n int, dark float64, seed uint64) string {
	t.Helper()
	sites, err := countySites()
	if err != nil {
		t.Fatal(err)
	}
	r, first := stream.New(seed), time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC)
	count := map[string]int{}
	dusk := map[string]float64{}
	for range n {
		place, date := r.IntN(2), first.AddDate(0, 0, r.IntN(730))
		county := []string{"37063", "37183"}[place]
		at := county + date.Format(time.DateOnly)
		if _, ok := dusk[at]; !ok {
			if dusk[at], err = sun.Clock(sites[county].Place, date.Year(), date.Month(), date.Day(), sun.CivilDusk, sites[county].zone); err != nil {
				t.Fatal(err)
			}
		}
		minute := 980 + r.IntN(320)
		odds := (0.4 + 0.2*float64(place)) * math.Exp(0.002*float64(minute-1140))
		if float64(minute) > dusk[at] {
			odds *= dark
		}
		race := "white"
		if r.Float64() < odds/(1+odds) {
			race = "black"
		}
		count[fmt.Sprintf("('a', %d, date '%s', %d, '%s', ", place+1, date.Format(time.DateOnly), minute, race)]++
	}
	var rows []string
	for row, n := range count {
		rows = append(rows, row+strconv.Itoa(n)+")")
	}
	slices.Sort(rows)
	return `insert into stop_place values ('a', 'nc_sampleville', 'NC', 1, 'North', null, '37063', 10000, null, null, 0, 0), ('a', 'nc_sampleville', 'NC', 2, 'South', null, '37183', 10000, null, null, 0, 0);
		insert into stop_month select 'a' as snapshot, p as place, cast(date '2014-01-01' + to_months(cast(m as integer)) as date) as month, race, 200 as stops, 150 as with_time from range(1, 3) as x (p) cross join range(24) as r (m) cross join (values ('black'), ('white')) as g (race);
		insert into stop_evening values ` + strings.Join(rows, ", ")
}

// veilOf are what spline_by_day says of the record: log odds ratio and standard error.
func veilOf(t *testing.T, e lake.Engine, where string) (value, se float64) {
	t.Helper()
	f, err := e.Query(t.Context(), "select value, se from disparity_estimate where test = 'veil' and compared = 'black' and period = 'all' and estimator = 'spline_by_day' and "+where)
	if err != nil {
		t.Fatal(err)
	}
	if f.Len() != 1 || f.Columns[0].IsNull(0) {
		t.Fatalf("%d answers where %s", f.Len(), where)
	}
	return math.Log(f.Columns[0].Floats[0]), f.Columns[1].Floats[0]
}

func TestDarkIsFoundWhereItWasPlantedAndNowhereElse(t *testing.T) {
	for _, planted := range []float64{0.6, 1} {
		e := tested(t, evenings(t, 12000, planted, 4))
		for _, where := range []string{"scope = 'police'", "scope = 'county' and county_fips = '37063'", "scope = 'department' and department = 'South'"} {
			value, se := veilOf(t, e, where)
			if z := (value - math.Log(planted)) / se; math.Abs(z) > 3 {
				t.Errorf("%s: log odds ratio %.3f (%.3f), planted %.3f", where, value, se, math.Log(planted))
			}
			if z := value / se; planted < 1 && z > -3 {
				t.Errorf("%s: %.3f (%.3f): what was planted is not found", where, value, se)
			}
		}
	}
}

func TestWhatTheVeilLeavesOutIsCounted(t *testing.T) {
	e := tested(t, evenings(t, 3000, 1, 5), "update stop_month set with_time = 90 where place = 2 and month < date '2015-01-01'")
	got := answer(t, e, "select stops, stops = usable + small_place + few_times + no_point + no_zone + no_dusk + outside_window + twilight as whole, few_times > 500 as f, outside_window > 0 as o, twilight > 100 as t, no_dusk + no_zone + no_point as n from veil_stop where scope = 'police'")
	if got != "3000 true true true true 0" {
		t.Error(got)
	}
	if got := answer(t, e, "select few_times from veil_stop where department = 'North'"); got != "0" {
		t.Errorf("%s stops of the North are in months without times", got)
	}
}

func TestTheVeilIsRefusedWhereItCannotBeAsked(t *testing.T) {
	stops := evenings(t, 3000, 1, 6)
	for _, c := range []struct{ change, want string }{
		{"update stop_place set county_fips = null, state = 'TN'", "no_place"},    // two zones
		{"update stop_place set county_fips = null", "no_place"},                  // no point
		{"update stop_place set county_fips = '04017', state = 'AZ'", "no_place"}, // two zones in one county
		{"update stop_place set county_fips = null, lat = 71.3, lng = -156.8, state = 'NC'; delete from stop_evening where month(day) <> 6", "no_dusk"},
		{"update stop_month set with_time = 10", "not_recorded"},
		{"delete from stop_evening", "not_recorded"},
		{"update stop_evening set race = 'white'", "no_variation"},
		{"update stop_evening set day = date '2014-06-15'", "no_overlap"},
		{"update stop_month set stops = 5, with_time = 5 where race = 'black'", "too_few"},
		{"update stop_evening set race = 'white' where hash(day, minute) % 90 > 0", "small_cell"},
	} {
		e := tested(t, stops, c.change)
		if got := answer(t, e, "select coalesce(refusal_code, 'a number') as r from disparity_estimate where test = 'veil' and scope = 'police' and compared = 'black' and estimator = 'by_size'"); got != c.want {
			t.Errorf("%s: %s, want %s", c.change, got, c.want)
		}
	}
	e := tested(t, stops, "update stop_month set stops = 700, with_time = 700")
	if got := answer(t, e, "select distinct refusal_code from disparity_estimate where test = 'veil' and scope = 'police' and compared = 'hispanic'"); got != "hispanic_not_recorded" {
		t.Error(got)
	}
}

func TestTheVeilIsComparedAroundAChangeOfAgreement(t *testing.T) {
	e := tested(t, evenings(t, 8000, 1, 7), `insert into stop_period values ('nc_sampleville', 'county', '37063', null, '37063/2015-01-10', date '2014-01-01', date '2014-12-01', date '2015-02-01', date '2015-12-01', null)`)
	got := answer(t, e, "select period, value between 0.6 and 1.6 as near, agreement_change from disparity_estimate where test = 'veil' and scope = 'county' and compared = 'black' and estimator = 'quarter_hours' and period <> 'all' order by period")
	if got != "after true 37063/2015-01-10, before true 37063/2015-01-10, change true 37063/2015-01-10" {
		t.Error(got)
	}
	if said := answer(t, e, "select sentence from disparity_estimate where test = 'veil' and period = 'change' and compared = 'black' and estimator = 'quarter_hours'"); !strings.Contains(said, "a change is not an effect") {
		t.Error(said)
	}
}

// A department's districts in one county are compared together: before and after are the days
// that they are, whichever district a stop was in.
func TestDistrictsDoNotMixUpBeforeAndAfter(t *testing.T) {
	const period = `insert into stop_period values ('nc_sampleville', 'county', '37063', null, '37063/2015-01-10', date '2014-01-01', date '2014-12-01', date '2015-02-01', date '2015-12-01', null)`
	const split = `insert into stop_place select 'a', 'nc_sampleville', 'NC', 3, 'North', 'B', '37063', 10000, null, null, 0, 0;
		insert into stop_month select snapshot, 3, month, race, stops, with_time from stop_month where place = 1;
		update stop_evening set place = 3 where place = 1 and minute % 2 = 0`
	const ask = "select period, estimator, value, se from disparity_estimate where test = 'veil' and scope = 'county' and county_fips = '37063' and compared = 'black' order by period, estimator"
	whole, apart := answer(t, tested(t, evenings(t, 8000, 0.5, 7), period), ask), answer(t, tested(t, evenings(t, 8000, 0.5, 7), split, period), ask)
	if !strings.Contains(whole, "before quarter_hours 0.") || whole != apart {
		t.Errorf("in one district\n%s\nin two\n%s", whole, apart)
	}
}

func TestSharesByHalfHoursRestOnTenPersonsOfEither(t *testing.T) {
	e := tested(t, evenings(t, 3000, 1, 8))
	if got := answer(t, e, "select count(*) > 10 as some, count(case when share is null then 1 end) > 0 as hidden, max(abs(share * 100 - round(share * 100))) < 1e-9 as two from veil_clock where scope = 'department'"); got != "true true true" {
		t.Error(got)
	}
	if got := answer(t, e, "select count(cases) + count(trials) as n from disparity_estimate where test = 'veil'"); got != "0" {
		t.Errorf("%s counts of drivers by race are given out", got)
	}
}

func TestEveryCountyHasAPointAndClocks(t *testing.T) {
	sites, err := countySites()
	if err != nil {
		t.Fatal(err)
	}
	mixed := 0
	for fips, s := range sites {
		if s.zone == nil {
			mixed++
		}
		if math.Abs(s.Latitude) > 72 || s.Latitude == 0 || len(fips) != 5 {
			t.Errorf("%s: %+v", fips, s)
		}
	}
	if len(sites) < 3200 || mixed > 30 {
		t.Errorf("%d counties, %d of several zones", len(sites), mixed)
	}
	for county, zone := range map[string]string{"48141": "America/Denver", "48201": "America/Chicago", "12033": "America/Chicago", "12086": "America/New_York", "15003": "Pacific/Honolulu"} {
		if got := sites[county].zone; got == nil || offset(got) != offset(zoneNamed(t, zone)) {
			t.Errorf("%s keeps %v, not %s", county, got, zone)
		}
	}
}

func zoneNamed(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func offset(zone *time.Location) int {
	_, seconds := detangle.Day(16000).Time().In(zone).Zone()
	return seconds
}
