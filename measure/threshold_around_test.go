package measure

import (
	"fmt"
	"testing"

	"detangle"
	"detangle/measure/disparitythreshold"
)

// TestTheThresholdTestReadsTheMonthsAroundAgreements: of each county those of the first
// change without doubt, of beginnings and of ends apart.
func TestTheThresholdTestReadsTheMonthsAroundAgreements(t *testing.T) {
	f, err := engine(t, "stops_around.sql").Query(t.Context(), disparitythreshold.Measure.SQL)
	if err != nil {
		t.Fatal(err)
	}
	got, hidden := map[string]string{}, ""
	for i, race := range f.Strings("race") {
		if race != "black" {
			continue
		}
		key := f.Strings("agreement")[i] + " " + f.Strings("period")[i] + " " + f.Strings("department")[i]
		got[key] = fmt.Sprintf("%d %d %d", f.Ints("stops")[i], f.Ints("searches")[i], f.Ints("hits")[i])
		if f.Ints("hidden")[i] != 0 {
			hidden += key
		}
	}
	for key, want := range map[string]string{
		" all Police 1":       "3600 910 360", // 17 months of 20 searches and 19 of 30
		"begins before 99001": "1700 340 170", // January 2014 to May 2015
		"begins after 99001":  "1200 360 120", // July 2015 to June 2016
		"begins before 99006": "2200 440 220", // its doubtful change of 2014 is none
		"begins after 99006":  "700 210 70",
		"ends before 99007":   "2300 460 230",
		"ends after 99007":    "600 180 60",
	} {
		if got[key] != want {
			t.Errorf("%s: %s, want %s", key, got[key], want)
		}
	}
	if len(got) != 7+2*7 {
		t.Errorf("%d cells", len(got))
	}
	if hidden != " all Police 2" {
		t.Errorf("hidden are %q", hidden)
	}
}

// TestMonthsAroundAgreementsAreRefusedUntilTheyAreComputed: six counties are enough for a
// beginning, one is too few for an end.
func TestMonthsAroundAgreementsAreRefusedUntilTheyAreComputed(t *testing.T) {
	s := service(t, "stops_around.sql")
	for agreement, want := range map[string]string{"begins": "not_computed", "ends": "too_few_departments"} {
		f, err := s.Ask(t.Context(), detangle.Question{Name: "disparity_threshold", Where: map[string]string{"agreement": agreement}, By: []string{"group", "period"}})
		if err != nil || len(f.Rows) != 6 {
			t.Fatal(err, f.Rows)
		}
		for _, r := range f.Rows {
			if r.Refusal == nil || r.Refusal.Code != want {
				t.Errorf("%s, %s, %s: %+v, want %s", agreement, r.Keys["group"], r.Keys["period"], r.Refusal, want)
			}
		}
	}
}
