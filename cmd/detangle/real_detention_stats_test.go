package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"
)

// The fourteen detention statistics workbooks of the pack.

// answer runs a query on the shared lake and returns its rows, cells joined by a space.
func answer(t *testing.T, sql string) []string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(print(t, realLake(t), "query", "--csv", sql))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows[1:] {
		out = append(out, strings.Join(r, " "))
	}
	return out
}

func TestRealEveryWorkbookYieldsEveryTableItHas(t *testing.T) {
	text, err := os.ReadFile("../../sources/ice-detention-stats/testdata/tables.csv")
	if err != nil {
		t.Fatal(err)
	}
	got := print(t, realLake(t), "query", "--csv", "select file_original, table_name, count(*) as numbers from detention_stat group by 1, 2 order by 1, 2")
	if got = strings.ReplaceAll(got, "\r", ""); got != string(text) {
		t.Errorf("tables by workbook:\n%s", got)
	}
	if n := answer(t, "select count(distinct snapshot) from detention_stat"); n[0] != "14" {
		t.Errorf("%s workbooks", n)
	}
}

// Every number on the sheets stands in a table, but for those whose row has no label.
func TestRealNoNumberOfAWorkbookIsLeftUnread(t *testing.T) {
	got := answer(t, "select file_original, sheet_original, row_original, column_original, raw, message from issue where source = 'ice-detention-stats' and severity <> 'note' order by 1")
	want := []string{
		"FY21-detentionstats.xlsx ATD FY21 YTD 115 2 2 cells set aside: unexpected: a number whose row has no label",
		"FY26_detentionStats02022026.xlsx ATD FY26 YTD 32 2 8 cells set aside: unexpected: a number whose row has no label",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q", got)
	}
	got = answer(t, "select count(*), sum(rows_in) - sum(rows_loaded) - sum(rows_set_aside) - sum(rows_blank) from snapshot where source = 'ice-detention-stats'")
	if got[0] != "14 0" {
		t.Errorf("workbooks, and cells that are not accounted for: %s", got)
	}
}

func TestRealTotalsAddUpWithinAWorkbook(t *testing.T) {
	for name, sql := range map[string]string{
		"parts and total of counts": `select file_original, table_name, sum(value) filter (where not total) as parts, max(value) filter (where total and month is null
    and coalesce(agency, 'all') = 'all' and coalesce(criminality, 'all') = 'all' and coalesce(facility_type, 'all') = 'all' and coalesce(category, 'all') = 'all') as whole
  from detention_stat where table_name in ('initial_book_ins_by_agency', 'initial_book_ins_by_facility_type', 'final_book_outs_by_reason', 'final_book_outs_by_facility_type', 'currently_detained_by_criminality', 'currently_detained_by_disposition')
    and unit <> 'share' group by 1, 2 having parts is distinct from whole or whole is null`,
		"book-ins of a month, ICE and CBP": `select file_original, month, sum(value) filter (where agency <> 'all') as parts, sum(value) filter (where agency = 'all') as whole
  from detention_stat where table_name = 'initial_book_ins_by_agency' group by 1, 2 having parts is distinct from whole`,
		"population of a month, ICE and CBP": `select file_original, month, sum(value) filter (where agency <> 'all' and criminality = 'all') as parts, sum(value) filter (where agency = 'all' and criminality = 'all') as whole
  from detention_stat where table_name = 'average_daily_population_by_agency' group by 1, 2 having abs(parts - whole) > 0.01`,
		"people detained by length of stay": `select file_original, month, period, sum(value) filter (where not total) as parts, sum(value) filter (where category = 'all' and population = 'all') as whole
  from detention_stat where table_name = 'detained_by_length_of_stay' group by 1, 2, 3 having parts is distinct from whole`,
		"segregation":                          `select file_original, month, sum(value) filter (where not total) as parts, sum(value) filter (where total) as whole from detention_stat where table_name = 'segregation_by_facility' group by 1, 2 having parts is distinct from whole`,
		"levels and criminality of facilities": `select file_original, sum(adp) as levels, sum(male_criminal + male_non_criminal + female_criminal + female_non_criminal) as crimes from detention_facility_stat group by 1 having abs(levels - crimes) > 0.01`,
	} {
		if got := answer(t, sql); len(got) > 0 {
			t.Errorf("%s: %d do not add up: %q", name, len(got), got[:min(3, len(got))])
		}
	}
}

// Numbers read off the workbooks by eye.
func TestRealDetentionStatsReadBack(t *testing.T) {
	april := "select coalesce(value, -1) from detention_stat where file_original = 'FY26_detentionStats_04092026.xlsx' and " // -1: not known
	for where, want := range map[string]string{
		"table_name = 'currently_detained_by_disposition' and category = 'all' and facility_type = 'all'":                                        "60311",
		"table_name = 'currently_detained_by_criminality' and agency = 'ICE' and criminality = 'all' and unit = 'people'":                        "51428",
		"table_name = 'currently_detained_by_criminality' and agency = 'CBP' and criminality = 'all' and unit = 'people'":                        "8883",
		"table_name = 'initial_book_ins_by_agency' and agency = 'all' and month = date '2025-10-01'":                                             "41612",
		"table_name = 'initial_book_ins_by_agency' and agency = 'ICE' and month = date '2025-10-01'":                                             "36622",
		"table_name = 'initial_book_ins_by_agency' and agency = 'all' and month is null":                                                         "230354",
		"table_name = 'final_book_outs_by_facility_type' and facility_type = 'all'":                                                              "227695",
		"table_name = 'removals' and category = 'all'":                                                                                           "234236",
		"table_name = 'removals' and category = 'with a FAMU Identifier'":                                                                        "23658",
		"table_name = 'average_daily_population_by_agency' and agency = 'all' and criminality = 'all' and month is null":                         "66978.048387",
		"table_name = 'bond_monthly' and metric = 'final book-outs with bond posted' and month = date '2025-10-01'":                              "1124",
		"table_name = 'atd_by_aor' and aor = 'all' and metric = 'participants'":                                                                  "180701",
		"table_name = 'segregation_by_facility' and month = date '2026-03-01' and facility_name = 'ADELANTO ICE PROCESSING CENTER'":              "76",
		"table_name = 'segregation_by_reason' and fiscal_year = 2026 and period = 'Q2' and category = 'all' and metric = 'placements'":           "467",
		"table_name = 'initial_book_ins_by_agency' and agency = 'all' and month = date '2026-05-01' and note like 'the month begins after%'":     "-1",
		"table_name = 'bond_monthly' and metric = 'final book-outs' and month = date '2025-03-01' and note like 'not filled in%'":                "-1",
		"table_name = 'us_citizens' and metric = 'arrests' and fiscal_year = 2025":                                                               "-1",
		"table_name = 'us_citizens' and metric = 'arrests' and fiscal_year = 2024":                                                               "13",
		"table_name = 'parole_requested' and month = date '2023-10-01'":                                                                          "409",
		"table_name = 'detained_by_length_of_stay' and month = date '2023-01-01' and period = 'mid' and category = 'all' and population = 'all'": "21735",
	} {
		if got := answer(t, april+where); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", where, got, want)
		}
	}
	for year, c := range map[string][2]string{
		"2024": {"FY24_detentionStats.xlsx", "24118 17692 21085 20536 24431 22105 23974 28582 25034 23644 24706 22006"},
		"2025": {"FY25_detentionStats09242025.xlsx", "23613 21123 22122 21990 21630 22921 22817 28880 36704 31262 32364 24755"},
	} {
		got := answer(t, "select value from detention_stat where file_original = '"+c[0]+"' and table_name = 'initial_book_ins_by_agency' and agency = 'all' and month is not null order by month")
		if strings.Join(got, " ") != c[1] {
			t.Errorf("book-ins of fiscal year %s: %s", year, got)
		}
	}
}

func TestRealFacilitiesOfTheWorkbooks(t *testing.T) {
	got := answer(t, "select file_original, count(*), count(state), cast(sum(adp) as decimal(10, 1)) from detention_facility_stat where substr(file_original, 1, 2) = 'FY' group by 1 order by 1")
	want := []string{
		"FY19-detentionstats.xlsx 213 213 49142.5", "FY20-detentionstats.xlsx 170 170 32979.4", "FY21-detentionstats.xlsx 135 135 18292.2", "FY22-detentionStats.xlsx 130 130 21344.3",
		"FY23_detentionStats.xlsx 115 115 28148.2", "FY24_detentionStats.xlsx 109 109 36277.4", "FY25_detentionStats01162025.xlsx 107 107 38894.1", "FY25_detentionStats09242025.xlsx 189 189 47550.5",
		"FY26_detentionStats02022026.xlsx 225 225 66811.7", "FY26_detentionStats_04092026.xlsx 203 202 66161.7",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q", got)
	}
	if bad := answer(t, "select name from detention_facility_stat where length(zip) <> 5 or zip is null or aor is null"); len(bad) > 0 {
		t.Errorf("without a zip of five digits or an area: %q", bad)
	}
}

func TestRealTheDayOfThePullWinsOverTheName(t *testing.T) {
	got := answer(t, "select distinct file_original, pull_date, pull_rule, pull_confidence from detention_stat where substr(file_original, 1, 8) in ('20230121', 'FY25_det', 'FY26_det') order by 1")
	want := []string{
		"20230121175133-FY23_detentionStats01192022.xlsx 2023-01-09 year corrected medium",
		"FY25_detentionStats01162025.xlsx 2025-01-06 printed high", "FY25_detentionStats09242025.xlsx 2025-09-15 printed high",
		"FY26_detentionStats02022026.xlsx 2026-01-22 printed high", "FY26_detentionStats_04092026.xlsx 2026-04-02 printed high",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q", got)
	}
}

// The numbers that the brief of the workbooks lists are answers of measures, too.
func TestRealMeasuresOnTheWorkbooks(t *testing.T) {
	for ref, want := range map[string]string{
		"currently_detained":                                                           "60311",
		"currently_detained?by=arresting_agency":                                       "CBP 8883, ICE 51428",
		"currently_detained?by=disposition":                                            "Expedited Removal (I-860) 4709, Notice to Appear (I-862) 43877, Other 8986, Reinstatement of Deport Order (I-871) 2739",
		"initial_book_ins?where.fiscal_year=2026":                                      "230354",
		"initial_book_ins?from=2025-10-01&as_of=2025-10-31":                            "41612",
		"initial_book_ins?where.arresting_agency=ICE&from=2025-10-01&as_of=2025-10-31": "36622",
		"initial_book_ins?where.fiscal_year=2026&known=2026-02-10":                     "154456",
		"initial_book_ins?by=month&where.fiscal_year=2024":                             "2023-10 24118, 2023-11 17692, 2023-12 21085, 2024-01 20536, 2024-02 24431, 2024-03 22105, 2024-04 23974, 2024-05 28582, 2024-06 25034, 2024-07 23644, 2024-08 24706, 2024-09 22006",
		"final_book_outs?where.fiscal_year=2026":                                       "227695",
		"final_releases?by=fiscal_year":                                                "2019 263263, 2020 61886, 2021 143355, 2022 246080, 2023 148002",
		"atd_participants?as_of=2026-04-04":                                            "180701",
		"atd_participants?as_of=2026-04-04&by=family_status":                           "FAMU 67299, Single Adult 113402",
		"removals_reported?where.fiscal_year=2026":                                     "234236",
		"removals_reported?where.fiscal_year=2026&by=family":                           "with a FAMU Identifier 23658",
		"average_daily_population?where.fiscal_year=2026":                              "66978.048387",
		"average_daily_population?where.facility=STWRTGA&where.fiscal_year=2026":       "2025.8033",
	} {
		f := ask(t, ref)
		var got []string
		for _, r := range f.Rows {
			line := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.6f", *r.Value), "0"), ".")
			if strings.HasPrefix(ref, "average_daily_population?where.facility") {
				line = fmt.Sprintf("%.4f", *r.Value)
			}
			for i := len(f.By) - 1; i >= 0; i-- {
				line = r.Keys[f.By[i]] + " " + line
			}
			got = append(got, line)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: got %q, want %s", ref, got, want)
		}
	}
	f := ask(t, "average_daily_population?where.fiscal_year=2026&by=facility")
	sum := 0.0
	for _, r := range f.Rows {
		sum += *r.Value
	}
	if fmt.Sprintf("%.1f", sum) != "66161.7" || !strings.Contains(strings.Join(f.Caveats, " "), "of 203 facilities") {
		t.Errorf("facilities add up to %.1f: %q", sum, f.Caveats)
	}
}

// A number leads to its cell, and the cell holds it.
func TestRealTraceOfAPublishedNumber(t *testing.T) {
	got := print(t, realLake(t), "trace", "measure:initial_book_ins?where.arresting_agency=ICE&from=2025-10-01&as_of=2025-10-31")
	for _, want := range []string{`sheet "Detention FY26", cell J22`, "J   Oct          36622"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

// Most facilities have a code, and the rest are counted.
func TestRealFacilitiesAreFoundByNameAndAddress(t *testing.T) {
	got := answer(t, "select count(*), count(facility), count(*) filter (where confidence = 'high') from facility_match")
	var all, found, high int
	if _, err := fmt.Sscan(got[0], &all, &found, &high); err != nil || all != 2112 || found < 1900 || high < 1450 {
		t.Errorf("%d facilities, %d with a code, %d of high confidence (%v)", all, found, high, err)
	}
	for name, want := range map[string]string{"STEWART DETENTION CENTER": "STWRTGA", "SOUTH TEXAS FAMILY RESIDENTIAL CENTER": "STFRCTX", "KROME NORTH SERVICE PROCESSING CENTER": "KRO", "ADAMS COUNTY DET CENTER": "ADAMSMS"} {
		if got := answer(t, "select distinct facility from facility_match join detention_facility_stat using (snapshot, sheet_original, row_original) where name = '"+name+"' and facility is not null"); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %s", name, got, want)
		}
	}
}

// The FY25 workbook of September prints other numbers for whole months than that of January.
func TestRealRestatementsAreShown(t *testing.T) {
	got := answer(t, `select month, value_before, value_after, pull_before, pull_after from detention_restatement
where table_name = 'initial_book_ins_by_agency' and fiscal_year = 2025 and agency = 'all' order by month`)
	want := []string{"2024-10-01 23622 23613 2025-01-06 2025-09-15", "2024-11-01 21127 21123 2025-01-06 2025-09-15", "2024-12-01 22139 22122 2025-01-06 2025-09-15"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q", got)
	}
	if bad := answer(t, "select count(*) from detention_restatement where snapshot_before = snapshot_after or value_before = value_after or pull_before > pull_after"); bad[0] != "0" {
		t.Errorf("%s restatements of nothing", bad)
	}
}

// The pack has no release of individual detention records: nothing stands beside the printed numbers.
func TestRealBookInsHaveNoIndividualRecordsBesideThem(t *testing.T) {
	f := ask(t, "book_ins_reconciled")
	if f.Refusal == nil || f.Refusal.Code != "no_record" || f.Refusal.Closing != "a release of ICE's individual detention records" {
		t.Errorf("%+v, %+v", f.Refusal, f.Rows)
	}
}
