package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"detangle"
)

// Totals of published aggregates, counted from the files by another program.

func TestRealSecureCommunitiesCountiesByYear(t *testing.T) {
	got := values(ask(t, "sc_active_counties?by=activated_year"))
	for year, want := range map[string]int{"2008": 14, "2009": 88, "2010": 780, "2011": 1098, "2012": 1016, "2013": 106} {
		if got[year] != want {
			t.Errorf("%s: %d counties activated, listed %d", year, got[year], want)
		}
	}
	all := ask(t, "sc_active_counties?as_of=2013-01-31")
	if row := all.Rows[0]; *row.Value != 3102 || *row.Low != 3102 || *row.Denominator != 3242 {
		t.Errorf("%v of %v counties, listed 3102 of 3242", *row.Value, *row.Denominator)
	}
	if said := strings.Join(all.Caveats, "\n"); !strings.Contains(said, "140 of 3242 (PR 79, AK 44, VA 8, HI 5, SD 2, MT 1, WV 1)") {
		t.Errorf("the counties without a month are not said: %s", said)
	}
}

func TestRealTheFirstCountyIsHarris(t *testing.T) {
	var first []detangle.FindingRow
	for _, row := range ask(t, "sc_active_counties?as_of=2008-10-31&by=county").Rows {
		if row.Refusal == nil {
			first = append(first, row)
		}
	}
	if len(first) != 1 || first[0].Keys["county"] != "48201" || first[0].Labels["county"] != "Harris County, TX" {
		t.Errorf("got %+v", first)
	}
	if before := ask(t, "sc_active_counties?as_of=2008-09-30"); before.Refusal == nil || before.Refusal.Code != "before_record" {
		t.Errorf("before the first: %+v", before.Refusal)
	}
	if n := len(ask(t, "sc_active_counties?by=month").Rows); n != 52 {
		t.Errorf("%d months, want 52 from 2008-10 to 2013-01", n)
	}
}

func TestRealRemovalsByFiscalYear(t *testing.T) {
	byYear := ask(t, "removals?by=fiscal_year")
	got := values(byYear)
	for year, want := range map[string]int{"2021": 42785, "2022": 54370, "2023": 117680, "2024": 235577, "2025": 54929} {
		if got[year] != want {
			t.Errorf("fiscal year %s: %d removals, published %d", year, got[year], want)
		}
		if alone := values(ask(t, "removals?where.fiscal_year="+year))[""]; alone != want {
			t.Errorf("fiscal year %s asked alone: %d", year, alone)
		}
	}
	if byYear.From != "2020-10-01" || byYear.AsOf != "2024-12-31" || !strings.Contains(byYear.Caveats[0], "no cell below 10") {
		t.Errorf("from %s to %s, %q", byYear.From, byYear.AsOf, byYear.Caveats)
	}
	for _, by := range []string{"month", "aor", "arresting_agency"} {
		sum := 0
		for _, n := range values(ask(t, "removals?by="+by)) {
			sum += n
		}
		if sum != 505341 {
			t.Errorf("by %s the removals add up to %d, not 505341", by, sum)
		}
	}
	for _, f := range []string{"removals?by=citizenship", "removals?where.criminality=convicted"} {
		if r := ask(t, f).Refusal; r == nil || r.Code != "no_attribute" {
			t.Errorf("%s: %+v", f, r)
		}
	}
}

func TestRealHeadcountsOnADay(t *testing.T) {
	for date, want := range map[string]int{"2019-08-01": 54583, "2021-02-01": 14107} {
		all := ask(t, "detention_population?as_of="+date)
		if got := values(all)[""]; got != want {
			t.Errorf("%s: %d held, counted %d", date, got, want)
		}
		for _, by := range []string{"facility", "aor", "state"} {
			sum := 0
			for _, n := range values(ask(t, "detention_population?by="+by+"&as_of="+date)) {
				sum += n
			}
			if sum != want {
				t.Errorf("%s: by %s they add up to %d, not %d", date, by, sum, want)
			}
		}
	}
	if f := ask(t, "detention_population?as_of=2008-01-01"); f.Refusal == nil || f.Refusal.Reason != "the daily headcount starts on 2011-10-01" {
		t.Errorf("before the record is whole: %+v", f.Refusal)
	}
}

// A number of an aggregate leads to rows of the kept file, too.
func TestRealTraceOfAggregates(t *testing.T) {
	lake := realLake(t)
	for ref, want := range map[string][2]string{
		"sc_active_counties?where.county=48201":                        {"countyname", "HARRIS"},
		"removals?where.fiscal_year=2021&where.aor=BUF":                {"Arresting Agency", "CBP ICE"},
		"detention_population?where.facility=ADLNTCA&as_of=2019-08-01": {"detention_facility_code", "ADLNTCA"},
	} {
		var got traced
		if err := json.Unmarshal([]byte(print(t, lake, "trace", "measure:"+ref, "--rows", "1", "--json")), &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Originals) != 1 || got.Originals[0].Cells[0].Header != want[0] || !strings.Contains(want[1], got.Originals[0].Cells[0].Value) {
			t.Errorf("%s leads to %s", ref, fmt.Sprintf("%+v", got.Originals))
		}
	}
}

// Nothing of the aggregates is lost on the way in.
func TestRealAggregatesAreLoadedWhole(t *testing.T) {
	lake := realLake(t)
	got := print(t, lake, "query", "--csv", `SELECT source, sum(rows_in) AS n, sum(rows_set_aside) AS aside FROM snapshot
WHERE source IN ('secure-communities-activation', 'ice-removals-by-month', 'uwchr-headcount', 'ice-facilities-2015', 'uwchr-facilities', 'uwchr-facility-aor', 'uwchr-county-aor', 'ddp-areas-of-responsibility')
GROUP BY source ORDER BY source`)
	want := "source,n,aside\nddp-areas-of-responsibility,426,0\nice-facilities-2015,209,0\nice-removals-by-month,7715,0\nsecure-communities-activation,3242,0\n" +
		"uwchr-county-aor,3220,0\nuwchr-facilities,1532,0\nuwchr-facility-aor,1147,0\nuwchr-headcount,928231,0\n"
	if strings.ReplaceAll(got, "\r", "") != want {
		t.Errorf("got\n%s", got)
	}
}
