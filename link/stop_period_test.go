package link

import (
	"fmt"
	"strings"
	"testing"

	"detangle"
)

func on(iso string) detangle.Day {
	d, err := detangle.ParseDay(iso)
	if err != nil {
		panic(err)
	}
	return d
}

func from(model, after, by string) inForce {
	s := inForce{model: model, beganBy: on(by), endedBy: detangle.Forever, beganAfter: detangle.NoDay}
	if after != "" {
		s.beganAfter = on(after)
	}
	return s
}

func until(s inForce, after, by string) inForce {
	s.endedAfter, s.endedBy = on(after), on(by)
	return s
}

func changesText(stretches ...inForce) string {
	var out []string
	for _, c := range modelChanges(stretches) {
		text := fmt.Sprintf("%s>%s %s..%s", c.before, c.since, c.after, c.by)
		if c.bound {
			text = "(" + text + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

func TestTheModelsOfACountyChangeWhenTheirSetDoes(t *testing.T) {
	wso, jem := from("WSO", "2014-03-09", "2014-03-10"), from("JEM", "2015-06-01", "2015-09-20")
	doubt := from("TFM", "2014-03-09", "2014-03-10")
	doubt.doubtful, doubt.endedAfter, doubt.endedBy = true, on("2016-01-05"), on("2016-01-12")
	for _, c := range []struct {
		want      string
		stretches []inForce
	}{
		{"", nil},
		{"none>WSO 2014-03-09..2014-03-10", []inForce{wso}},
		{"none>WSO 2014-03-09..2014-03-10", []inForce{wso, from("WSO", "2014-11-09", "2014-11-10")}},                            // another agency of the county, the same model
		{"none>WSO 2014-03-09..2014-03-10, WSO>JEM+WSO 2015-06-01..2015-09-20", []inForce{jem, wso}},                            //
		{"none>WSO 2014-03-09..2014-03-10, WSO>none 2016-01-05..2016-01-12", []inForce{until(wso, "2016-01-05", "2016-01-12")}}, //
		{"none>WSO+TFM 2014-03-09..2014-04-02", []inForce{wso, from("TFM", "2014-03-30", "2014-04-02")}},                        // no whole month lies between
		{"(none>none 2014-03-09..2014-03-20)", []inForce{until(wso, "2014-03-15", "2014-03-20")}},                               // it came and went
		{"none>WSO ..2014-03-10", []inForce{from("WSO", "", "2014-03-10")}},                                                     // it stood on the first list
		{"none>TFM 2014-03-09..2014-03-10, (TFM>TFM 2016-01-05..2016-01-12)", []inForce{doubt}},                                 // not yet called ended
	} {
		if got := changesText(c.stretches...); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// A record from 2 January 2014 to the end of 2016: January 2014 is no whole month.
// WSO begins on 10 March 2014, JEM at some time after 1 June and by 20 September 2015.
func TestMonthsAroundAChangeAreWholeAndEndAtTheNext(t *testing.T) {
	changes := modelChanges([]inForce{from("WSO", "2014-03-09", "2014-03-10"), from("JEM", "2015-06-01", "2015-09-20")})
	r := stopRecord{first: on("2014-01-02"), last: on("2016-12-31")}
	lists := listSpan{first: on("2013-01-01"), last: on("2020-01-01"), past: map[int]bool{2012: true}}
	for i, want := range []string{"2014-02-01..2014-02-01 1, 1, 2014-04-01..2015-05-01 14", "2014-04-01..2015-05-01 14, 4, 2015-10-01..2016-12-01 15"} {
		p := around(changes, i, r, lists)
		if got := fmt.Sprintf("%s..%s %d, %d, %s..%s %d", p.beforeFrom, p.beforeTo, p.before, p.between, p.afterFrom, p.afterTo, p.after); got != want {
			t.Errorf("change %d: got  %s\nwant %s", i, got, want)
		}
	}
	if p := around(changes, 0, stopRecord{first: on("2014-03-20"), last: on("2016-12-31")}, lists); p.before != 0 || p.after == 0 {
		t.Errorf("a record that begins after the change: %+v", p)
	}
	if p := around(changes, 1, stopRecord{first: on("2010-01-01"), last: on("2015-06-30")}, lists); p.before != 14 || p.after != 0 {
		t.Errorf("a record that ends before the change is known: %+v", p)
	}
}

func TestAChangeBeforeTheFirstListIsHeldAgainstListsOfEarlierYears(t *testing.T) {
	c := modelChange{after: on("2014-03-09"), by: on("2014-03-10")}
	both := months{before: 3, after: 3}
	past := map[string]map[int]bool{"45001": {2013: true, 2014: true}, "45003": {2014: true}}
	lists := listSpan{first: on("2021-01-13"), last: on("2026-02-13"), past: map[int]bool{2013: true, 2014: true}}
	for county, want := range map[string]string{"45001": "lists of earlier years: a renewal", "45003": "lists of earlier years", "": "lists of earlier years"} {
		by, doubt := lists.known(c, past, county, both)
		if got := by + map[bool]string{true: ": a renewal"}[doubt != ""]; got != want {
			t.Errorf("%s: %s (%s), want %s", county, by, doubt, want)
		}
	}
	lists.past = nil
	if by, doubt := lists.known(c, nil, "45003", both); by != "signing date alone" || doubt != "" {
		t.Errorf("%s, %s", by, doubt)
	}
	lists.first = on("2014-01-01")
	if by, _ := lists.known(c, past, "45001", both); by != "lists" {
		t.Errorf("a change within the ledger is known by %s", by)
	}
}

// Searches of Black drivers go from 10 to 20 in a hundred, of White ones from 5 to 5
// once the agreement began in mid-March: twice becomes four times.
func TestATestComparesMonthsAfterAChangeWithMonthsBefore(t *testing.T) {
	e := tested(t, twoDepartments, `delete from stop_cell;
		insert into stop_period values ('sc_sampleville', 'county', '45001', null, '45001/2014-03-10', date '2014-01-01', date '2014-02-01', date '2014-04-01', date '2014-12-01', null),
		  ('sc_sampleville', 'department', null, 'South', 'sc-south-police/2014-03-10', date '2014-01-01', date '2014-02-01', date '2014-04-01', date '2014-12-01', 'a renewal');
		insert into stop_cell (snapshot, place, month, race, with_search, searches, with_hit, hits) values
		  ('a', 1, date '2014-02-01', 'black', 400, 40, 40, 20), ('a', 1, date '2014-02-01', 'white', 1000, 50, 50, 20),
		  ('a', 1, date '2014-03-01', 'black', 400, 390, 390, 20), ('a', 1, date '2014-03-01', 'white', 1000, 20, 20, 10),
		  ('a', 1, date '2014-04-01', 'black', 400, 80, 80, 20), ('a', 1, date '2014-12-01', 'white', 1000, 50, 50, 20),
		  ('a', 2, date '2014-02-01', 'black', 400, 40, 40, 20), ('a', 2, date '2014-04-01', 'white', 1000, 50, 50, 20)`)
	got := answer(t, e, "select period, value, agreement_change, cases is null as c from disparity_estimate where test = 'benchmark' and scope = 'county' and compared = 'black' and estimator = 'ratio_within' and period <> 'all' order by period")
	if got != "after 4 45001/2014-03-10 true, before 2 45001/2014-03-10 true, change 2 45001/2014-03-10 true" {
		t.Error(got)
	}
	said := answer(t, e, "select sentence from disparity_estimate where test = 'benchmark' and period = 'change' and compared = 'black' and estimator = 'ratio_within'")
	if !strings.Contains(said, "a change is not an effect") {
		t.Error(said)
	}
	if n := answer(t, e, "select count(*) as n from disparity_estimate where period <> 'all' and scope = 'department'"); n != "0" {
		t.Errorf("a renewal is tested %s times", n)
	}
	if n := answer(t, e, "select tests, refused from disparity_family where period = 'change' and test = 'benchmark' and estimator = 'ratio_within' and compared = 'black'"); n != "1 0" {
		t.Errorf("the family of changes: %s", n)
	}
}
