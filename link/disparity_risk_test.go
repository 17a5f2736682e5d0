package link

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"detangle/stat/stream"
)

// youngAndOld are stops of two years by two departments. The young carry more and are
// searched more, at one standard, and more Black drivers are young; at equal risk the
// odds of a search of Black drivers are bias times those of white ones.
func youngAndOld(n int, bias float64, seed uint64) string {
	r := stream.New(seed)
	type cell struct {
		place, month, hours int
		race, age           string
	}
	counts := map[cell][4]int{}
	for range n {
		c := cell{1 + r.IntN(2), r.IntN(24), r.IntN(8), "white", "50 and over"}
		young := 0.25
		if r.IntN(3) == 0 {
			c.race, young = "black", 0.6
		}
		risk := -1.4
		if r.Float64() < young {
			c.age, risk = "under 20", 0.2
		}
		if c.hours < 2 {
			risk += 0.6
		}
		odds := math.Exp(risk - 1.2)
		if c.race == "black" {
			odds *= bias
		}
		k := counts[c]
		k[0]++
		if r.Float64() < odds/(1+odds) {
			k[1]++
			k[2]++
			if r.Float64() < 1/(1+math.Exp(-risk)) {
				k[3]++
			}
		}
		counts[c] = k
	}
	var rows []string
	for c, k := range counts {
		rows = append(rows, fmt.Sprintf("('a', %d, date '%d-%02d-01', '%s', '%s', 'male', %d, false, 'vehicular', %s)", c.place, 2014+c.month/12, c.month%12+1, c.race, c.age, c.hours,
			strings.Join([]string{strconv.Itoa(k[0]), strconv.Itoa(k[1]), strconv.Itoa(k[2]), strconv.Itoa(k[3])}, ", ")))
	}
	slices.Sort(rows)
	return `insert into stop_place (snapshot, geography, state, place, department, county_fips, hispanic, with_race) values ('a', 'nc_sampleville', 'NC', 1, 'North', '37063', 0, 0), ('a', 'nc_sampleville', 'NC', 2, 'South', '37183', 0, 0);
		insert into stop_risk values ` + strings.Join(rows, ", ")
}

func TestRiskThatAgeTellsIsNoDisparityAtEqualRisk(t *testing.T) {
	for _, planted := range []float64{1, 1.6} {
		e := tested(t, youngAndOld(30000, planted, 11))
		for _, where := range []string{"scope = 'police'", "scope = 'county' and county_fips = '37063'", "scope = 'department' and department = 'South'"} {
			f, err := e.Query(t.Context(), "select estimator, value, low, high, se from disparity_estimate where test = 'risk_adjusted' and compared = 'black' and period = 'all' and value is not null and "+where)
			if err != nil {
				t.Fatal(err)
			}
			of := map[string][4]float64{}
			for i, name := range f.Strings("estimator") {
				of[name] = [4]float64{f.Columns[1].Floats[i], f.Columns[2].Floats[i], f.Columns[3].Floats[i], f.Columns[4].Floats[i]}
			}
			equal, crude := of["equal_risk_within"], of["unadjusted"]
			if z := (math.Log(equal[0]) - math.Log(planted)) / equal[3]; !(math.Abs(z) < 3) {
				t.Errorf("%s: %v at equal risk, planted %g", where, equal, planted)
			}
			if !(crude[1] > 1 && crude[0] > equal[0]) {
				t.Errorf("%s: unadjusted %v against %v at equal risk: age explains nothing", where, crude, equal)
			}
			if planted > 1 && !(equal[1] > 1) {
				t.Errorf("%s: %v at equal risk: what was planted is not found", where, equal)
			}
			if wide, ok := of["confounded"]; ok != strings.Contains(where, "police") || ok && !(wide[1] < equal[0] && equal[0] < wide[2]) {
				t.Errorf("%s: a confounder leaves %v of %v", where, wide, equal)
			}
		}
		if got := answer(t, e, "select count(*) as n, min(share) >= 0 as some, abs(sum(share) - 2) < 0.2 as whole from risk_overlap where share is not null"); !strings.HasSuffix(got, "true true") {
			t.Errorf("the overlap is %s", got)
		}
	}
}

func TestTheRiskAdjustedTestIsRefusedWhereItCannotBeAsked(t *testing.T) {
	stops := youngAndOld(6000, 1, 12)
	for _, c := range []struct{ change, want string }{
		{"delete from stop_risk", "not_recorded"},
		{"update stop_risk set hits = 0", "too_few"},
		{"update stop_risk set searches = 0, with_hit = 0, hits = 0 where race = 'black'", "too_few"},
		{"update stop_risk set searches = 0, with_hit = 0, hits = 0 where race = 'black' and not (place = 1 and month = date '2014-01-01' and hours < 4)", "small_cell"},
		{"update stop_risk set month = date '2014-01-01', place = 1", "one_cluster"},
		{"update stop_risk set age = 'not known', hours = null, sex = 'not known', month = cast(date '2014-01-01' + to_months(cast(month(month) - 1 as integer)) as date), place = 1", "no_data"},
		{"insert into stop_race_cell values ('nc_sampleville', 'hit', 'geography', null, null, 'black', true)", "small_cell"},
	} {
		e := tested(t, stops, c.change)
		got := answer(t, e, "select distinct refusal_code from disparity_estimate where test = 'risk_adjusted' and scope = 'police' and compared = 'black'")
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.change, got, c.want)
		}
	}
}

func TestTheRiskAdjustedTestIsMadeAroundChanges(t *testing.T) {
	e := tested(t, youngAndOld(20000, 1, 13), `insert into stop_period values ('nc_sampleville', 'county', '37063', null, '37063/2015-01-10', date '2014-01-01', date '2014-12-01', date '2015-02-01', date '2015-12-01', null)`)
	got := answer(t, e, "select string_agg(period, ' ' order by period) as p, min(case when low < value and value < high then 1 else 0 end) as held from disparity_estimate where test = 'risk_adjusted' and scope = 'county' and agreement_change is not null and compared = 'black' and estimator = 'equal_risk_within'")
	if got != "after before change 1" {
		t.Error(got)
	}
}
