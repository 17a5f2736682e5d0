package link

import (
	"fmt"
	"strings"
	"testing"
)

// bookings of a race, birth and class of charge: so many, of which so many with a hold. Each is two rows.
func bookings(from int, race, abroad, class string, all, held int) string {
	return fmt.Sprintf(`insert into booking select 'a', 'sample-jail', '53053', %d + i // 2, timestamp '2017-03-01 08:00:00', timestamp '2017-03-05 08:00:00', '%s', %s, '%s', i // 2 < %d and i %% 2 = 0 from range(2 * %d) as r (i);`,
		from, race, abroad, class, held, all)
}

// TestHoldsAreComparedWithinClassesOfCharge: within both classes Hispanic people are held twice as often; all
// together, because they are booked on graver charges, 2.8 times. With Black people the others are (15 + 7.78) over (7.5 + 4).
func TestHoldsAreComparedWithinClassesOfCharge(t *testing.T) {
	e := tested(t, bookings(0, "hispanic", "true", "violent", 300, 60), bookings(1000, "white", "false", "violent", 100, 10),
		bookings(2000, "hispanic", "true", "other", 100, 10), bookings(3000, "white", "false", "other", 300, 15), bookings(4000, "black", "false", "other", 50, 3), bookings(5000, "not known", "null", "other", 40, 0))
	for _, c := range []struct{ group, estimator, want string }{
		{"hispanic", "ratio", "2.8 -"},
		{"hispanic", "ratio_within", "2 -"},
		{"black", "ratio", "- small_cell"},
		{"hispanic against all others", "ratio_within", "1.98 -"},
		{"hispanic born abroad", "ratio", "- too_few"},
		{"with a hold", "stay_hazard", "- no_time_of_hold"},
	} {
		got := strings.Replace(answer(t, e, "select coalesce(cast(value as text), '-') as v, coalesce(refusal_code, '-') as r from disparity_estimate where test = 'detainers' and period = 'all' and compared = '"+c.group+"' and estimator = '"+c.estimator+"'"), ".0 ", " ", 1)
		if got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.group, c.estimator, got, c.want)
		}
	}
	if got := answer(t, e, "select count(*) as n from disparity_estimate where test = 'detainers' and (cases is not null or trials is not null or not persons)"); got != "0" {
		t.Errorf("%s rows show counts of persons", got)
	}
	if got := answer(t, e, "select base, first_day, last_day from disparity_record where test = 'detainers'"); got != "890 2017-03-01 2017-03-05" {
		t.Error(got)
	}
	got := answer(t, e, "select sentence from disparity_estimate where test = 'detainers' and compared = 'hispanic' and estimator = 'ratio_within'")
	if !strings.Contains(got, "within 2 classes of charge") || !strings.Contains(got, "of White") {
		t.Error(got)
	}
}

// TestLiftsAreComparedByCitizenshipWithinStates: citizens of Ruritania have as many lifts in each state as the others;
// repeated rows, other releases and detainers without a recorded end are not counted.
func TestLiftsAreComparedByCitizenshipWithinStates(t *testing.T) {
	detainers := func(from int, country, state, reason string, n int) string {
		return fmt.Sprintf(`insert into detainer select 'b', %d + i, '%s' from range(%d) as r (i);
			insert into detainer_event select %d + i, 'ice-detainers', 'ice-x', true, false, date '2020-01-01', '%s', %s, 'unknown', false from range(%d) as r (i);`, from, country, n, from, state, reason, n)
	}
	e := tested(t, detainers(0, "RURITANIA", "TX", "'Case Closed'", 90), detainers(1000, "RURITANIA", "TX", "'Booked into Detention'", 810), detainers(2000, "RURITANIA", "WA", "'Not Amenable to Removal'", 50), detainers(3000, "RURITANIA", "WA", "'Booked into Detention'", 50),
		detainers(4000, "BURGUNDY", "TX", "'Case Closed'", 10), detainers(5000, "BURGUNDY", "TX", "'Booked into Detention'", 90), detainers(6000, "BURGUNDY", "WA", "'Case Closed'", 200), detainers(7000, "BURGUNDY", "WA", "'Booked into Detention'", 200),
		detainers(8000, "RURITANIA", "WA", "null", 500), detainers(9000, "BURGUNDY", "WA", "'Case Closed'", 500), `update detainer_event set dropped = true where record >= 9000`)
	got := answer(t, e, "select compared, against, value, strata from disparity_estimate where test = 'detainers' and estimator = 'difference_within'")
	if got != "citizens of ruritania citizens of other countries 0 2" && got != "citizens of ruritania citizens of other countries 0.0 2" {
		t.Error(got)
	}
	if got := answer(t, e, "select value from disparity_estimate where test = 'detainers' and estimator = 'ratio'"); got != "0.333" {
		t.Errorf("all states together: %s", got)
	}
}

func TestARecordOfDetainersWithoutCitizenshipIsRefused(t *testing.T) {
	e := tested(t, "insert into detainer select 'b', i, null from range(2000) as r (i)", "insert into detainer_event select i, 'pa', 'pa', false, false, date '2010-01-01', 'PA', 'Case Closed', 'unknown', false from range(2000) as r (i)")
	if got := answer(t, e, "select compared, refusal_code from disparity_estimate where test = 'detainers' and estimator = 'ratio_within'"); got != "citizens of each country not_recorded" {
		t.Error(got)
	}
}

// Around an agreement of the jail's county bookings are cut by months, those between left out: planted are
// as many holds in both groups before it, and twice as many of Hispanic people after.
func TestHoldsAreComparedAroundAnAgreement(t *testing.T) {
	stops := []string{bookings(0, "hispanic", "true", "other", 400, 80), bookings(1000, "white", "false", "other", 400, 40),
		"update booking set booked_at = timestamp '2016-03-10 08:00:00' where booking % 2 = 0", "update booking set immigration_hold = false where race = 'hispanic' and booking % 4 = 0"}
	e := tested(t, append(stops, `insert into stop_period values ('sample-jail', 'county', '53053', null, '53053/2016-06-10', date '2016-01-01', date '2016-05-01', date '2016-07-01', date '2017-12-01', null)`)...)
	for period, want := range map[string]string{"before": "1", "after": "2", "change": "2"} {
		got := answer(t, e, "select value from disparity_estimate where test = 'detainers' and scope = 'county' and county_fips = '53053' and agreement_change = '53053/2016-06-10' and compared = 'hispanic' and estimator = 'ratio_within' and period = '"+period+"'")
		if strings.TrimSuffix(got, ".0") != want {
			t.Errorf("%s: %s, want %s", period, got, want)
		}
	}
	if got := answer(t, e, "select sentence from disparity_estimate where test = 'detainers' and compared = 'hispanic' and estimator = 'ratio_within' and period = 'change'"); !strings.Contains(got, "a factor of 2") || !strings.Contains(got, "a change is not an effect") {
		t.Error(got)
	}
	e = tested(t, stops...)
	if got := answer(t, e, "select distinct refusal_code, period from disparity_estimate where test = 'detainers' and period <> 'all'"); got != "no_change change" {
		t.Errorf("without an agreement: %s", got)
	}
}
