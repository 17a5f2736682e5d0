package link

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"detangle/lake"
)

// stopTables are empty tables of stops, as the build makes them.
const emptyStops = `
create table county (county_fips text, state text, county_name text);
create table stop_place (snapshot text, geography text, state text, place bigint, department text, district text, county_fips text, stops bigint, lat double, lng double, hispanic bigint, with_race bigint);
create table stop_month (snapshot text, place bigint, month date, race text, stops bigint, with_time bigint);
create table stop_evening (snapshot text, place bigint, day date, minute bigint, race text, stops bigint);
create table stop_risk (snapshot text, place bigint, month date, race text, age text, sex text, hours bigint, weekend boolean, type text, stops bigint, searches bigint, with_hit bigint, hits bigint);
create table stop_cell (snapshot text, place bigint, month date, race text, with_search bigint, searches bigint, with_hit bigint, hits bigint, race_by_surname text);
create table stop_count (source text, event text, state text, place text, county_fips text, race text, events bigint, base bigint);
create table stop_period (source text, scope text, county_fips text, department text, agreement_change text, before_from date, before_to date, after_from date, after_to date, doubt text);
create table stop_race_cell (geography text, result text, layout text, county_fips text, department text, race text, withheld boolean);
create table stop_rate (event text, source text, layout text, county_fips text, department text, race text, withheld boolean, base bigint, first_day date, last_day date, snapshot text);
create table booking (snapshot text, source text, county_fips text, booking bigint, booked_at timestamp, released_at timestamp, race text, born_abroad boolean, charge_class text, immigration_hold boolean);
create table detainer (snapshot text, record bigint, citizenship text);
create table detainer_event (record bigint, source text, release text, "current" boolean, dropped boolean, prepared date, state text, lift_reason text, outcome text, us_citizen_lift boolean);
`

// tested runs the tests over made-up counts.
func tested(t *testing.T, statements ...string) lake.Engine {
	t.Helper()
	b, err := lake.Begin(t.Context(), t.TempDir(), lake.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Abort() })
	for _, sql := range append([]string{emptyStops}, statements...) {
		if err := b.Engine().Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	w := &writer{ctx: t.Context(), b: b}
	w.disparities()
	if w.err != nil {
		t.Fatal(w.err)
	}
	return b.Engine()
}

// twoDepartments: the South searches everybody more and stops more Black drivers;
// within both Black drivers are searched as often. Of the file's sixty drivers
// without a race thirty were searched.
const twoDepartments = `
insert into stop_place (snapshot, geography, state, place, department, district, county_fips) values ('a', 'sc_sampleville', 'SC', 1, 'North', null, '45001'), ('a', 'sc_sampleville', 'SC', 2, 'South', null, '45003');
insert into stop_cell (snapshot, place, month, race, with_search, searches, with_hit, hits) values
  ('a', 1, date '2014-01-01', 'black', 200, 20, 20, 10), ('a', 1, date '2014-02-01', 'white', 800, 80, 80, 40),
  ('a', 2, date '2014-01-01', 'black', 600, 240, 240, 60), ('a', 2, date '2014-02-01', 'white', 200, 80, 80, 40),
  ('a', 2, date '2014-01-01', 'not known', 60, 30, 30, 12), ('a', 2, date '2014-01-01', 'hispanic', 40, 4, 4, 1);
insert into stop_race_cell select 'sc_sampleville' as geography, e.result, l.layout, l.county, l.department, r.race, r.race = 'hispanic' as withheld
from (values ('not searched'), ('searched without a hit'), ('hit')) as e (result)
cross join (values ('geography', null, null), ('county', '45001', null), ('county', '45003', null), ('department', null, 'North'), ('department', null, 'South')) as l (layout, county, department)
cross join (values ('black'), ('white'), ('hispanic'), ('not known')) as r (race);
`

func TestATestComparesWithinDepartmentsAndAllTogether(t *testing.T) {
	e := tested(t, twoDepartments)
	for estimator, want := range map[string]string{
		"ratio":               "2.03", // 260 of 800 against 160 of 1,000
		"ratio_within":        "1",    // 10 and 40 per cent of both
		"difference_within":   "0",    //
		"difference_of_means": "-",    // two places have no interval
		"per_resident":        "-",    //
		"odds_ratio_exact":    "1",    //
	} {
		got := answer(t, e, "select coalesce(cast(value as text), '-') as v from disparity_estimate where test = 'benchmark' and scope = 'police' and compared = 'black' and estimator = '"+estimator+"'")
		if strings.TrimSuffix(got, ".0") != want {
			t.Errorf("%s: %s, want %s", estimator, got, want)
		}
	}
	got := answer(t, e, "select cases, trials, against_cases, against_trials, strata, concordance from disparity_estimate where test = 'outcome' and scope = 'police' and compared = 'black' and estimator = 'difference_within'")
	if got != "70 260 80 160 2 only-outcome" {
		t.Error(got)
	}
	if got := answer(t, e, "select count(*) as n from disparity_estimate where scope = 'department' and compared = 'black' and estimator = 'ratio_within'"); got != "4" {
		t.Errorf("%s departments are tested, twice two", got)
	}
}

// Of 860 drivers of either group 60 have no race: with the thirty searched among
// Black drivers the ratio is 290/860 over 0.16, with White ones 0.325 over 190/1060.
func TestWhatHasNoRaceIsPutIntoEitherGroup(t *testing.T) {
	e := tested(t, twoDepartments)
	got := answer(t, e, "select missing_share, missing_low, missing_high from disparity_estimate where test = 'benchmark' and scope = 'police' and compared = 'black' and estimator = 'ratio'")
	if got != "0.03 1.81 2.11" {
		t.Error(got)
	}
}

func TestNoNumberRestsOnFewPersonsOrOnWhatIsWithheld(t *testing.T) {
	e := tested(t, twoDepartments)
	if got := answer(t, e, "select distinct refusal_code from disparity_estimate where compared = 'hispanic' and scope = 'police' and estimator <> 'per_resident' and test <> 'veil'"); got != "small_cell" {
		t.Errorf("four Hispanic drivers were searched: %s", got)
	}
	if got := answer(t, e, "select count(*) as n from disparity_estimate where compared = 'hispanic' and (value is not null or cases is not null or missing_share is null and scope = 'police' and estimator <> 'per_resident')"); got != "0" {
		t.Errorf("%s rows of Hispanic drivers have a number", got)
	}
	north := func(change, test string) string {
		return answer(t, tested(t, twoDepartments, change), "select coalesce(refusal_code, 'a number') as r, count(cases) as n from disparity_estimate where test = '"+test+"' and department = 'North' and compared = 'black' and estimator = 'ratio' group by 1")
	}
	for _, c := range []struct{ change, test, want string }{
		{"select 1", "benchmark", "a number 1"},
		{"update stop_race_cell set withheld = true where department = 'North' and race = 'black' and result = 'hit'", "benchmark", "small_cell 0"},
		{"update stop_race_cell set withheld = true where department = 'North' and race = 'black' and result = 'hit'", "outcome", "small_cell 0"},
		{"update stop_race_cell set withheld = true where department = 'North' and race = 'black' and result = 'not searched'", "outcome", "a number 1"},
		{"delete from stop_race_cell where department = 'North' and race = 'white' and result = 'hit'", "benchmark", "small_cell 0"}, // counted under other
		{"delete from stop_race_cell where department = 'North' and result = 'hit'", "benchmark", "small_cell 0"},                    // searches less those without a hit tell of it
		{"delete from stop_race_cell where department = 'North' and result <> 'not searched'", "benchmark", "a number 0"},            // nothing of the sum is laid out
		{"delete from stop_race_cell where department = 'North'", "outcome", "a number 0"},
		{"update stop_race_cell set withheld = true where layout = 'geography' and race = 'black'", "outcome", "small_cell 0"}, // places would add up to it
	} {
		if got := north(c.change, c.test); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.change, c.test, got, c.want)
		}
	}
}

func TestADepartmentWithoutHispanicDriversDoesNotRecordThem(t *testing.T) {
	e := tested(t, twoDepartments, "update stop_cell set with_search = 2000, searches = 200 where place = 1 and race = 'white'")
	if got := answer(t, e, "select distinct refusal_code from disparity_estimate where department = 'North' and compared = 'hispanic' and test = 'benchmark'"); got != "hispanic_not_recorded" {
		t.Error(got)
	}
}

func TestPublishedTablesAreTestedAsPublished(t *testing.T) {
	e := tested(t, `insert into stop_count values
		('counts', 'searches', 'SC', '45001', '45001', 'black', 8, 200), ('counts', 'searches', 'SC', '45001', '45001', 'white', 10, 500),
		('counts', 'searches', 'SC', '45003', '45003', 'black', 30, 300), ('counts', 'searches', 'SC', '45003', '45003', 'white', 4, 50),
		('counts', 'searches', 'RI', 'Zone K1', null, 'black', 1, 9), ('counts', 'searches', 'RI', 'Zone K1', null, 'white', 1, 90),
		('counts', 'stops', 'SC', '45001', '45001', 'black', 200, 100), ('counts', 'stops', 'SC', '45001', '45001', 'white', 500, 1000)`)
	for ask, want := range map[string]float64{
		"estimator = 'ratio_within' and scope = 'state' and state = 'SC'":           1.5909090909,
		"estimator = 'ratio' and scope = 'state' and state = 'SC'":                  2.9857142857,
		"estimator = 'ratio' and scope = 'county' and county_fips = '45001'":        2,
		"estimator = 'per_resident' and scope = 'county' and county_fips = '45001'": 4,
	} {
		f, err := e.Query(t.Context(), "select value from disparity_estimate where compared = 'black' and test = 'benchmark' and "+ask)
		if err != nil || f.Len() != 1 || math.Abs(f.Columns[0].Floats[0]-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", ask, f, want)
		}
	}
	if got := answer(t, e, "select too_few, tests, refused from disparity_family where test = 'benchmark' and estimator = 'ratio_within' and scope = 'department' and compared = 'black'"); got != "1 0 0" {
		t.Errorf("a district of nine stops is tested: %s", got)
	}
	if got := answer(t, e, "select too_few, tests, refused from disparity_family where estimator = 'ratio_within' and scope = 'county' and compared = 'black'"); got != "0 2 0" {
		t.Error(got)
	}
}

func TestBadCountsOfStopsAreRefusedNotNumbers(t *testing.T) {
	for name, cells := range map[string]string{
		"searches above stops": "('a', 1, date '2014-01-01', 'black', 20, 40, 40, 10), ('a', 1, date '2014-01-01', 'white', 200, 40, 40, 10)",
		"hits above searches":  "('a', 1, date '2014-01-01', 'black', 200, 40, 20, 40), ('a', 1, date '2014-01-01', 'white', 200, 40, 40, 50)",
		"one race only":        "('a', 1, date '2014-01-01', 'white', 200, 40, 40, 10)",
		"all searched":         "('a', 1, date '2014-01-01', 'black', 200, 200, 200, 200), ('a', 1, date '2014-01-01', 'white', 200, 200, 200, 200)",
		"none searched":        "('a', 1, date '2014-01-01', 'black', 200, 0, 0, 0), ('a', 1, date '2014-01-01', 'white', 200, 0, 0, 0)",
		"all nought":           "('a', 1, date '2014-01-01', 'black', 0, 0, 0, 0), ('a', 1, date '2014-01-01', 'white', 0, 0, 0, 0)",
	} {
		e := tested(t, "insert into stop_place (snapshot, geography, state, place, department, district, county_fips) values ('a', 'sc_sampleville', 'SC', 1, 'North', null, '45001'); insert into stop_cell (snapshot, place, month, race, with_search, searches, with_hit, hits) values "+cells)
		test := "outcome"
		if name == "searches above stops" {
			test = "benchmark"
		}
		if got := answer(t, e, fmt.Sprintf("select count(value) as v, count(p) as p, count(*) - count(refusal_code) as r from disparity_estimate where test = '%s'", test)); got != "0 0 0" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestSharesStandInStepsOfTenPersons(t *testing.T) {
	for _, c := range []struct {
		share float64
		of    int64
		want  float64
	}{{0.03234, 1860, 0.03}, {0.03234, 18600, 0.032}, {0.4, 12, 0}, {0.44, 120, 0.4}, {0, 0, 0}} {
		if got := coarse(c.share, c.of); got != c.want {
			t.Errorf("%v of %d becomes %v, want %v", c.share, c.of, got, c.want)
		}
	}
}

func TestRoundedNumbersHaveThreeDigits(t *testing.T) {
	for v, want := range map[float64]float64{0.123456: 0.123, -98765: -98800, 3.4699e-76: 3.47e-76, 0: 0, 1: 1, 0.99999: 1} {
		if got := significant(v, 3); got != want {
			t.Errorf("%v becomes %v, want %v", v, got, want)
		}
	}
}

// Departments of one stop each are counted and not tested; a police with very many
// is tested as a whole.
func TestManyAgenciesOfOneStopEachAreCounted(t *testing.T) {
	const many = 200_000
	e := tested(t, fmt.Sprintf(`insert into stop_place (snapshot, geography, state, place, department, district, county_fips) select 'a' as snapshot, 'tx_statewide' as geography, 'TX' as state, n as place, 'Department ' || n as department, null as district, '48' || lpad(cast(n %% 254 * 2 + 1 as text), 3, '0') as county_fips from range(%[1]d) as r (n);
		insert into stop_cell by name select 'a' as snapshot, n as place, date '2014-01-01' as month, case when n %% 3 = 0 then 'black' else 'white' end as race, 1 as with_search, case when n %% 10 = 0 then 1 else 0 end as searches, case when n %% 10 = 0 then 1 else 0 end as with_hit, case when n %% 20 = 0 then 1 else 0 end as hits from range(%[1]d) as r (n);
		insert into stop_race_cell select 'tx_statewide' as geography, e.result, 'geography' as layout, null as county_fips, null as department, r.race, false as withheld from (values ('not searched'), ('searched without a hit'), ('hit')) as e (result) cross join (values ('black'), ('white')) as r (race)`, many))
	for scope, want := range map[string]string{"department": fmt.Sprintf("%d 0", many), "county": "0 0"} {
		if got := answer(t, e, "select too_few, tests from disparity_family where test = 'benchmark' and scope = '"+scope+"' and compared = 'black' and estimator = 'ratio_within'"); got != want {
			t.Errorf("by %s: %s, want %s", scope, got, want)
		}
	}
	if got := answer(t, e, "select strata, dropped, refusal_code from disparity_estimate where test = 'benchmark' and scope = 'police' and compared = 'black' and estimator = 'ratio_within'"); got != fmt.Sprintf("0 %d no_overlap", many) {
		t.Error(got)
	}
	if got := answer(t, e, "select count(value) as n from disparity_estimate where test = 'benchmark' and scope = 'police' and compared = 'black' and estimator = 'ratio'"); got != "1" {
		t.Error(got)
	}
}

// Of 30 searches of Black drivers 27 were in a place where no White driver was stopped: what is
// compared within places rests on three persons, and is not said; all places together are.
func TestWithinPlacesNothingRestsOnFewPersons(t *testing.T) {
	e := tested(t, `insert into stop_place (snapshot, geography, state, place, department, district, county_fips) values ('a', 'tx_statewide', 'TX', 1, 'A', null, '48001'), ('a', 'tx_statewide', 'TX', 2, 'B', null, '48001');
		insert into stop_cell (snapshot, place, month, race, with_search, searches, with_hit, hits) values ('a', 1, date '2014-01-01', 'black', 2000, 27, 0, 0), ('a', 2, date '2014-01-01', 'black', 40, 3, 0, 0), ('a', 2, date '2014-01-01', 'white', 200, 20, 0, 0);
		insert into stop_race_cell select 'tx_statewide', e.result, l.layout, l.county, null, r.race, false from (values ('not searched'), ('searched without a hit')) as e (result) cross join (values ('geography', null), ('county', '48001')) as l (layout, county) cross join (values ('black'), ('white')) as r (race)`)
	for estimator, want := range map[string]string{"ratio_within": "small_cell", "difference_within": "small_cell", "odds_ratio_exact": "small_cell", "ratio": "-"} {
		if got := answer(t, e, "select distinct refusal_code from disparity_estimate where test = 'benchmark' and period = 'all' and scope in ('police', 'county') and compared = 'black' and estimator = '"+estimator+"'"); got != want {
			t.Errorf("%s: %s, want %s", estimator, got, want)
		}
	}
}

// Each year of a record stands beside all of them; a year of few persons is refused, and with it
// one more, or it could be worked out.
func TestAWholeRecordIsComparedYearByYear(t *testing.T) {
	e := tested(t, `insert into stop_place (snapshot, geography, state, place, department, district, county_fips) select 'a', 'tx_statewide', 'TX', n, 'Department ' || n, null, '48001' from range(4) as r (n);
		insert into stop_cell by name select 'a' as snapshot, n as place, make_date(y::int, m::int, 1) as month, race, 1000 as with_search,
			case when race = 'white' then 50 when y = 2014 then 50 when y = 2015 then 100 else 2 end as searches, 0 as with_hit, 0 as hits
			from range(4) as r (n), range(2014, 2017) as t (y), range(1, 3) as u (m), (values ('black'), ('white')) as v (race) where y < 2016 or n = 0 and m = 1;
		insert into stop_race_cell select 'tx_statewide', e.result, 'geography', null, null, r.race, false from (values ('not searched'), ('searched without a hit')) as e (result) cross join (values ('black'), ('white')) as r (race)`)
	if got := answer(t, e, "select period, value, refusal_code, cases from disparity_estimate where test = 'benchmark' and scope = 'police' and compared = 'black' and estimator = 'ratio_within' order by period"); got != "2014 - small_cell -, 2015 2 - -, 2016 - small_cell -, all 1.41 - 1202" {
		t.Error(got)
	}
	if got := answer(t, e, "select sentence from disparity_estimate where test = 'benchmark' and scope = 'police' and period = '2015' and compared = 'black' and estimator = 'ratio_within'"); !strings.HasPrefix(got, "In 2015, Black people were searched 2.0 times as often") {
		t.Error(got)
	}
	if got := answer(t, e, "select count(*) as n from disparity_family where test = 'benchmark' and scope = 'police' and compared = 'black' and estimator = 'ratio_within'"); got != "4" {
		t.Errorf("%s families: each year is one of its own", got)
	}
}

func TestEstimatesAreCarriedOverWhileTheirCountsStand(t *testing.T) {
	dir := t.TempDir()
	run := func(statements ...string) error {
		b, err := lake.Begin(t.Context(), dir, lake.BuildOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer b.Abort() // what it wrote serves the next build
		for _, sql := range statements {
			if err := b.Engine().Exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
		}
		w := &writer{ctx: t.Context(), b: b}
		w.disparities()
		return w.err
	}
	if err := run(emptyStops, twoDepartments); err != nil {
		t.Fatal(err)
	}
	if err := run(); err != nil {
		t.Errorf("nothing changed, and the tests are run anew: %v", err)
	}
}

// Of the North's 800 White drivers 100 have a Hispanic surname, 20 of them searched:
// Black drivers are then compared with 700, 60 of them searched.
func TestASensitivityBySurnameStandsBesideWhatWasRecorded(t *testing.T) {
	const recode = "update stop_cell set with_search = 700, searches = 60 where place = 1 and race = 'white'; insert into stop_cell values ('a', 1, date '2014-02-01', 'white', 100, %d, 10, 5, 'hispanic')"
	ask := "select value, surname_value from disparity_estimate where test = 'benchmark' and department = 'North' and compared = 'black' and estimator = 'ratio'"
	if got := answer(t, tested(t, twoDepartments, fmt.Sprintf(recode, 20)), ask); got != "1 1.17" && got != "1.0 1.17" {
		t.Error(got)
	}
	if got := answer(t, tested(t, twoDepartments, fmt.Sprintf(recode, 5)), ask); !strings.HasSuffix(got, " -") {
		t.Errorf("five persons are told otherwise, and it shows: %s", got)
	}
	if got := answer(t, tested(t, twoDepartments), ask); !strings.HasSuffix(got, " -") {
		t.Errorf("a file without surnames: %s", got)
	}
	if got := answer(t, tested(t, twoDepartments, fmt.Sprintf(recode, 20)), "select distinct period from disparity_estimate"); got != "all" {
		t.Errorf("periods: %s", got)
	}
}
