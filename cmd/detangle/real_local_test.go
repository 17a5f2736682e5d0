package main

import (
	"fmt"
	"testing"
)

// Numbers of local records, counted from the files by another program (pandas).

func TestRealDetainersOfPennsylvaniaByYearAndLiftReason(t *testing.T) {
	months := values(ask(t, "detainers?where.source=pa_detainers&by=month"))
	years := map[string]int{}
	for month, n := range months {
		years[month[:4]] += n
	}
	for year, want := range map[string]int{"2007": 546, "2008": 5326, "2009": 4897, "2010": 4829, "2011": 4842, "2012": 4181, "2013": 4171, "2014": 2751, "2015": 1214} {
		if years[year] != want {
			t.Errorf("%s: %d detainers, counted %d", year, years[year], want)
		}
	}
	reasons := values(ask(t, "detainers?where.source=pa_detainers&by=lift_reason"))
	for reason, want := range map[string]int{"Booked into Detention": 18143, "": 11229, "Case Closed": 1457, "Lifted": 1220, "Transferred": 233, "Detainer Declined by LEA": 225, "Alien Not Subject to Deportation": 86, "United States Citizen Interviewed": 61} {
		if reasons[reason] != want {
			t.Errorf("%q: %d detainers, counted %d", reason, reasons[reason], want)
		}
	}
}

func TestRealArrestFormsOfSeattleByYearAndMethod(t *testing.T) {
	years := map[string]int{}
	for month, n := range values(ask(t, "arrests?where.source=uwchr-i213-seattle&by=month")) {
		years[month[:4]] += n
	}
	for year, want := range map[string]int{"2013": 1, "2016": 1, "2020": 1, "2021": 84, "2022": 2481, "2023": 2909, "2024": 1310, "2025": 4175} {
		if years[year] != want {
			t.Errorf("%s: %d forms, counted %d", year, years[year], want)
		}
	}
	methods := values(ask(t, "arrests?where.source=uwchr-i213-seattle&by=method"))
	for method, want := range map[string]int{"Non-Custodial Arrest": 6424, "Located": 1419, "Other efforts": 970, "CAP Federal Incarceration": 741, "CAP Local Incarceration": 358} {
		if methods[method] != want {
			t.Errorf("%s: %d forms, counted %d", method, methods[method], want)
		}
	}
}

func TestRealHoldsOfPierceCounty(t *testing.T) {
	if all := values(ask(t, "holds")); all[""] != 62 {
		t.Errorf("%d bookings with a hold, counted 62 in the two tables", all[""])
	}
	past := values(ask(t, "holds?by=past"))
	if sum := past["none"] + past["not known"] + past["up to the deadline"] + past["beyond the deadline"]; sum != 62 || past["not known"] == 0 {
		t.Errorf("holds by what was past due: %v", past)
	}
	if f := ask(t, "holds?by=gender"); f.Refusal == nil {
		t.Error("holds are counted by an attribute of persons")
	}
}

func TestRealDetainersOfMinnesotaByMonthAreThosePublished(t *testing.T) {
	lake := realLake(t)
	for _, c := range []struct {
		sql  string
		want string
	}{
		{"select count(*) as n from published_count where series = 'mn-detainers-by-month'", "42"},
		{"select count(*) as n from published_count where series = 'mn-detainers-by-day'", "1227"},
		{"select count(*) as n from published_count where series = 'i213-by-year'", "204"},
		{"select count(*) as n from published_count where series = 'i213-by-quarter'", "816"},
		{"select cast(value as bigint) as n from published_count where series = 'mn-detainers-by-month' and date = '2026-02-01'", "493"},
		{"select count(*) as n from (select date_trunc('month', date) as month, sum(value) as days from published_count where series = 'mn-detainers-by-day' group by 1) as d join published_count as m on m.series = 'mn-detainers-by-month' and m.date = d.month where m.value <> d.days", "0"},
		{"select count(*) as n from published_count where series = 'mn-arrests-by-day'", "1034"},
		{"select count(*) as n from published_count as d join published_count as t on t.series = 'mn-arrests-by-type' and t.date = d.date where d.series = 'mn-arrests-by-day' and d.state = 'MN' group by d.date, d.value having sum(t.value) <> d.value union all select 0", "0"},
		{"select cast(sum(value) as bigint) as n from published_count where series = 'mn-arrests-by-type' and date > date '2025-12-01' and category = 'collateral'", "1319"},
		{"select cast(sum(value) as bigint) as n from published_count where series = 'mn-detainers-by-facility'", "882"},
		{"select cast(sum(value) as bigint) as n from published_count where series = 'mn-detainers-by-day' and date >= date '2025-12-01'", "882"},
		{"select cast(sum(value) as bigint) as n from published_count where series = 'pierce-dispositions'", "74628"},
		{"select count(distinct disposition) as n from processing_disposition where disposition_raw in ('ER', 'EXPEDITED REMOVAL')", "1"},
		{"select count(*) as n from issue where code = 'no_source' and message not like 'left unread: %'", "0"},
		{"select count(*) as n from detainer where source = 'mn-detainers' and lift_reason = 'Detainer Declined by LEA'", "22"},
	} {
		if got := fmt.Sprint(rowsOf(t, lake, c.sql)[0]["n"]); got != c.want {
			t.Errorf("%s: %s, want %s", c.sql, got, c.want)
		}
	}
}
