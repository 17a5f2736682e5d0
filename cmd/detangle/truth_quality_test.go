package main

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// The demonstration leaves these columns empty as often as the releases do
// (demo/foia, held there against the files): share in percent, and tolerance.
func TestSharesOfEmptyColumnsAreAsPlanted(t *testing.T) {
	r := theRecords(t)
	for column, planted := range map[string][2]float64{"person": {12.5, 3}, "facility_aor": {20, 4}, "lift_reason": {33, 6}, "biometric_match": {24, 4}, "case_status": {53, 8}} {
		rows := answered(t, r.lake(), "null_share", "--where", "table=detainer", "--where", "column="+column, "--where", "release=ice-2026-03").Rows
		if len(rows) != 1 || rows[0].Value == nil || *rows[0].Denominator < 500 {
			t.Errorf("%s: %+v", column, rows)
			continue
		}
		if got := 100 * *rows[0].Value; math.Abs(got-planted[0]) > planted[1] {
			t.Errorf("%s is empty in %.1f %% of the rows, planted %v", column, got, planted)
		}
	}
}

// What is planted of links, over all detainers, lies within the bounds of the
// rate: ids that are blank and the end of the release hide some, and no rule finds all.
func TestTheRateOfLinksHoldsThePlantedOne(t *testing.T) {
	r := theRecords(t)
	planted, _ := plantedLinks(r.truth.People)
	found := 0.0
	for link := range planted["detainer_stay"] {
		if strings.HasPrefix(link, "ice-2026-03 ") {
			found++
		}
	}
	rows := answered(t, r.lake(), "link_rate", "--where", "step=detainer to stay", "--where", "release=ice-2026-03").Rows
	if len(rows) != 1 || rows[0].Value == nil {
		t.Fatalf("%+v", rows)
	}
	if share := found / *rows[0].Denominator; share < *rows[0].Low || share > *rows[0].High {
		t.Errorf("planted %.3f of the detainers are linked, the rate is %.3f (%.3f to %.3f)", share, *rows[0].Value, *rows[0].Low, *rows[0].High)
	}
}

// The measure says what the links themselves say.
func TestTheAgreementOfTheTwoWaysIsThatOfTheirLinks(t *testing.T) {
	r := theRecords(t)
	rows := answered(t, r.lake(), "link_agreement", "--by", "release,step").Rows
	if len(rows) < 5 {
		t.Fatalf("only %d rows", len(rows))
	}
	for _, row := range rows {
		from, to, _ := strings.Cut(row.Keys["step"], " to ")
		n := rowsOf(t, r.lake(), fmt.Sprintf(`select count(*) filter (ways = 2) as same, count(*) as either from (select count(distinct mode) as ways from event_link
where chosen and release = '%s' and from_table = '%s' and to_table = '%s' group by from_record, to_record)`, row.Keys["release"], from, to))[0]
		if n["same"] != *row.Value || n["either"] != *row.Denominator {
			t.Errorf("%v: %v of %v, the links say %v", row.Keys, *row.Value, *row.Denominator, n)
		}
	}
}
