package main

import (
	"fmt"
	"math"
	"testing"
)

// TestTheFunnelByMonthRecoversThePlantedLinks compares the linked detainers of
// each month with those planted in the month that the detainer was prepared in.
// The links themselves are held by TestLinksRecoverThePlantedTruth: here no month
// may have another one's. Two of a hundred, and three in a small month, may differ.
func TestTheFunnelByMonthRecoversThePlantedLinks(t *testing.T) {
	r := theRecords(t)
	planted, _ := plantedLinks(r.truth.People)
	months := map[string]float64{}
	for link := range planted["detainer_stay"] {
		var release, person, prepared, bookIn string
		if _, err := fmt.Sscan(link, &release, &person, &prepared, &bookIn); err != nil {
			t.Fatal(err)
		}
		if release == "ice-2026-03" {
			months[prepared[:7]]++
		}
	}
	rows := answered(t, r.lake(), "pipeline_funnel", "--where", "step=detainer to stay", "--where", "standing=linked", "--where", "release=ice-2026-03", "--by", "month").Rows
	found := 0.0
	for _, row := range rows {
		want, got := months[row.Keys["month"]], *row.Value
		if math.Abs(got-want) > math.Max(3, want/50) {
			t.Errorf("%s: %v linked, planted %v", row.Keys["month"], got, want)
		}
		found += got
		delete(months, row.Keys["month"])
	}
	if len(rows) < 36 || found < 200 || len(months) > 0 {
		t.Errorf("%d months, %v links, not answered %v", len(rows), found, months)
	}
}

// What is counted by state is all that is counted: unknown is a row of its own.
func TestTheFunnelByStateHasEveryEvent(t *testing.T) {
	r := theRecords(t)
	whole, byState, unknown := map[string]float64{}, map[string]float64{}, map[string]float64{}
	for _, row := range answered(t, r.lake(), "pipeline_funnel", "--by", "step").Rows {
		whole[row.Keys["step"]] = *row.Value
	}
	for _, row := range answered(t, r.lake(), "pipeline_funnel", "--by", "step,state").Rows {
		byState[row.Keys["step"]] += *row.Value
		if row.Keys["state"] == "" {
			unknown[row.Keys["step"]] += *row.Value
		}
	}
	for step, want := range whole {
		if byState[step] != want {
			t.Errorf("%s: %v by state, %v in all", step, byState[step], want)
		}
		if step == "encounter to detainer" && unknown[step] != want {
			t.Errorf("an encounter has a state: %v of %v are unknown", unknown[step], want)
		}
	}
	if len(whole) < 5 {
		t.Errorf("only %d steps", len(whole))
	}
	// The states of arrests are those of the measure of arrests.
	arrests := map[string]float64{}
	for _, row := range answered(t, r.lake(), "arrests", "--by", "state", "--where", "release=ice-2026-03").Rows {
		arrests[row.Keys["state"]] = *row.Value
	}
	for _, row := range answered(t, r.lake(), "pipeline_funnel", "--by", "state", "--where", "step=arrest to stay", "--where", "release=ice-2026-03").Rows {
		if state := row.Keys["state"]; state != "" && *row.Value != arrests[state] {
			t.Errorf("%s: %v arrests in the funnel, %v arrests", state, *row.Value, arrests[state])
		}
	}
}
