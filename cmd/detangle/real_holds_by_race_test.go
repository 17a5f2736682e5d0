package main

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// The two published tables of the Pierce County study, counted from the files by another program: 52 of
// 755 bookings of Hispanic people have a hold, 10 of 8,209 of all others with a recorded race. Fewer than ten are of White
// people, so that the comparison with them alone is refused, and so are those of people born abroad.
func TestRealHoldsByRaceInPierceCounty(t *testing.T) {
	for group, want := range map[string]string{"hispanic": "small_cell", "black": "small_cell", "born abroad": "small_cell", "hispanic born abroad": "small_cell"} {
		rows := ask(t, "disparity_detainers?where.source=pierce-bookings&where.group="+group).Rows
		if len(rows) != 1 || rows[0].Refusal == nil || rows[0].Refusal.Code != want || rows[0].Value != nil {
			t.Errorf("%s: %+v", group, rows)
		}
	}
	rows := ask(t, "disparity_detainers?where.source=pierce-bookings&where.estimator=ratio&where.group=hispanic against all others").Rows
	if want := (52. / 755) / (10. / 8209); len(rows) != 1 || rows[0].Value == nil || math.Abs(*rows[0].Value/want-1) > 0.005 || rows[0].N != 0 || rows[0].Test.Cases != nil {
		t.Errorf("%+v, want %g", rows, want)
	}
	if rows := ask(t, "disparity_detainers?where.source=pierce-bookings&where.estimator=stay_hazard&where.group=with a hold").Rows; len(rows) != 1 || rows[0].Refusal.Code != "no_time_of_hold" {
		t.Errorf("%+v", rows)
	}
}

// What the study printed of its main table, which is not held: the shares are those of 152 of 2,540
// bookings of Hispanic people, and no other whole numbers near.
func TestRealPrintedHoldsOfTheMainTable(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(realData(t), "pierce-county-detainers", "published-results.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	printed := func(name string) float64 {
		v, err := strconv.ParseFloat(string(regexp.MustCompile(`(?m)^` + name + `: (.*)$`).FindSubmatch(text)[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	hispanic := printed("hispanic_percent") / 100 * printed("unique_booking_ids")
	held := printed("hispanic_hold_percent") / 100 * printed("hold_count")
	if math.Abs(hispanic-2540) > 1e-6 || math.Abs(held-152) > 1e-6 || math.Abs(printed("hispanic_holds_as_percent_of_race")-100*152./2540) > 1e-9 {
		t.Errorf("%g of %g", held, hispanic)
	}
}
