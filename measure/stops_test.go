package measure

import (
	"strings"
	"testing"
)

func TestRatesOfStopsArePooledWithWilsonIntervals(t *testing.T) {
	s := service(t, "stops.sql")
	for _, c := range []struct{ ref, want string }{
		{"measure:search_rate?by=race&where.state=SC", "black 0.076 (0.0559 to 0.103), white 0.02545 (0.0152 to 0.0423)"},
		{"measure:hit_rate?by=race", "black 0.4286 (0.319 to 0.545), white 0.4015 (0.322 to 0.487)"},
		{"measure:hit_rate?by=county,race", "45001 black 0.3 (0.181 to 0.454), 45001 white 0.375 (0.294 to 0.464), 45003 black 0.6 (0.423 to 0.754), 45003 white 0.6667 (0.391 to 0.862)"},
		{"measure:search_rate?by=place&where.state=RI", "RI Zone K1 too_few"},
		{"measure:search_rate?by=race&as_of=2013-12-31", "refused: part_of_a_record"},
		{"measure:search_rate?by=race&as_of=2010-12-31", "refused: before_record"},
		{"measure:search_rate?by=department", "refused: no_column"},
		{"measure:search_rate?by=race&where.source=sc_sampleville", "black 0.0875 (0.0636 to 0.119), white 0.05 (0.0341 to 0.0728)"},
		{"measure:search_rate?by=department,race&where.source=sc_sampleville", "North black 0.108 (0.0753 to 0.153), North white *"},
		{"measure:search_rate?by=department&where.source=sc_sampleville", "North 0.08 (0.0593 to 0.107)"},
		{"measure:search_rate?where.source=sc_sampleville", "0.06667 (0.0521 to 0.0849)"},
		{"measure:search_rate?by=county,department,race&where.source=sc_sampleville", "refused: no_column"},
		{"measure:hit_rate?by=race&where.source=sc_sampleville", "refused: not_recorded"},
	} {
		if got := shown(askRef(t, s, c.ref)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.ref, got, c.want)
		}
	}
}

func TestAHitRateByRaceSaysWhatItCannotSay(t *testing.T) {
	s := service(t, "stops.sql")
	if said := strings.Join(askRef(t, s, "measure:hit_rate?by=race").Caveats, "\n"); !strings.Contains(said, "Infra-marginality") || !strings.Contains(said, "Simpson") {
		t.Errorf("the caveats of the outcome test are missing: %s", said)
	}
	if said := strings.Join(askRef(t, s, "measure:hit_rate?by=county,race").Caveats, "\n"); strings.Contains(said, "Simpson") {
		t.Errorf("an answer by county is not pooled: %s", said)
	}
}

func TestPublishedRatesOfStopsAreTracedToTheirRows(t *testing.T) {
	s := service(t, "stops.sql")
	q := Query{Name: "hit_rate", Where: map[string]string{"county": "45003", "race": "white"}}
	rows, err := s.Rows(t.Context(), q)
	if err != nil || len(rows) != 1 || rows[0].Ref.Row != 5 || rows[0].Note != "white: 8 of 12" {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestTestsForUnequalTreatmentAreLookedUpNotAddedUp(t *testing.T) {
	s := service(t, "stops.sql")
	for _, c := range []struct{ ref, want string }{
		{"measure:disparity_benchmark?by=group", "black 1.591 (0.813 to 3.11)"},
		{"measure:disparity_benchmark?by=group&where.estimator=ratio", "black 2.986 (1.64 to 5.44)"},
		{"measure:disparity_benchmark?by=state,group", "SC black 1.591 (0.813 to 3.11)"},
		{"measure:disparity_benchmark?by=county,group", "45001 black 2 (0.8 to 5), 45003 black 1.25 (0.46 to 3.4)"},
		{"measure:disparity_benchmark?by=estimator&where.group=black", "ratio 2.986 (1.64 to 5.44), ratio_within 1.591 (0.813 to 3.11)"},
		{"measure:disparity_benchmark?where.source=sc_sampleville&by=group", "black small_cell"},
		{"measure:disparity_benchmark", "refused: group_needed"},
		{"measure:disparity_benchmark?by=group,county,department", "refused: two_layouts"},
		{"measure:disparity_benchmark?where.county=45001&where.group=black", "2 (0.8 to 5)"},
		{"measure:disparity_benchmark?by=group&as_of=2013-12-31", "refused: part_of_a_record"},
		{"measure:disparity_outcome?by=group", "black -0.07315 (-0.221 to 0.0744)"},
		{"measure:disparity_benchmark?by=department,group", "refused: not_in_record"},
	} {
		if got := shown(askRef(t, s, c.ref)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.ref, got, c.want)
		}
	}
	if r := askRef(t, s, "measure:disparity_benchmark?by=department,group").Refusal; r == nil || r.Closing != "leave out department" {
		t.Errorf("a comparison that no record has does not say which key to leave out: %+v", r)
	}
	row := askRef(t, s, "measure:disparity_benchmark?by=county,group").Rows[0]
	if x := row.Test; x == nil || x.Unit != "ratio" || *x.Cases != 8 || *x.P != 0.13 || x.Q != nil || x.Family.Tests != 2 || x.Family.TooFew != 1 || row.N != 700 {
		t.Errorf("%+v", row.Test)
	}
	if said := strings.Join(askRef(t, s, "measure:disparity_outcome?by=group").Caveats, "\n"); !strings.Contains(said, "Infra-marginality") || !strings.Contains(said, "post-stop selection") {
		t.Errorf("the caveats of the outcome test are missing: %s", said)
	}
	if said := strings.Join(askRef(t, s, "measure:disparity_benchmark?by=group&where.estimator=ratio").Caveats, "\n"); !strings.Contains(said, "Simpson") {
		t.Errorf("a crude ratio does not say what it is: %s", said)
	}
}

func TestBarsOfEvidenceAreRefusedUntilTheyAreComputed(t *testing.T) {
	s := service(t, "stops.sql")
	for _, c := range []struct{ ref, want string }{
		{"measure:disparity_threshold?by=state,group", "SC black not_computed, SC hispanic not_computed"},
		{"measure:disparity_threshold?by=group", "refused: state_needed"},
		{"measure:disparity_threshold?by=state,group&where.period=change", "SC black no_months, SC hispanic no_months"},
		{"measure:disparity_threshold?by=group,period&where.state=SC&where.agreement=ends&where.group=black", "black after no_months, black before no_months, black change no_months"},
		{"measure:disparity_threshold", "refused: group_needed"},
	} {
		if got := shown(askRef(t, s, c.ref)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.ref, got, c.want)
		}
	}
}
