package main

import (
	"encoding/json"
	"math"
	"strconv"
	"testing"

	"detangle/demo/foia"
)

// numbersBy asks a measure through the command line and returns value and
// denominator of each row by one key.
func numbersBy(t *testing.T, lake, key string, args ...string) map[string][2]float64 {
	t.Helper()
	var f struct{ Rows []map[string]any }
	if err := json.Unmarshal([]byte(print(t, lake, append([]string{"measure", "--json", "--by", key}, args...)...)), &f); err != nil {
		t.Fatal(err)
	}
	out := map[string][2]float64{}
	for _, r := range f.Rows {
		value, ok := r["value"].(float64)
		if !ok {
			continue // too few for a share
		}
		of, _ := r["denominator"].(float64)
		out[r[key].(string)] = [2]float64{value, of}
	}
	return out
}

// planted is the share that a local jail honours without an agreement, outside of
// the reluctant states, in which this world has few agreements.
const planted = 0.43

// TestPlantedEffectsOfAgreementsAppearInTheAnswers asks as a reader would. The
// share honoured under a model is the planted one within three standard errors:
// there are few detainers under each model at scale 1. The number of detainers
// rises from the year before an agency's first agreement to the year after.
func TestPlantedEffectsOfAgreementsAppearInTheAnswers(t *testing.T) {
	r := theRecords(t)
	share := numbersBy(t, r.lake(), "model", "detainer_outcomes")
	for _, e := range foia.Effects {
		got, n := share[string(e.Model)][0], share[string(e.Model)][1]
		want := planted + e.Honoured
		if tolerance := 3 * math.Sqrt(want*(1-want)/n); n < 20 || math.Abs(got-want) > tolerance {
			t.Errorf("%s: %.3f of %v detainers are honoured, planted %.2f, tolerance %.3f", e.Model, got, n, want, tolerance)
		}
		t.Logf("%s: %.3f of %v detainers are honoured, planted %.2f", e.Model, got, n, want)
	}
	if none, jem := share["none"], share["JEM"]; none[1] < 300 || jem[0]-none[0] < 0.2 {
		t.Errorf("honoured without an agreement %v, under the jail model %v", none, jem)
	}
	before, after := 0.0, 0.0
	for month, n := range numbersBy(t, r.lake(), "since_agreement", "detainers") {
		switch m, err := strconv.Atoi(month); {
		case err != nil:
		case m >= -12 && m < 0:
			before += n[0]
		case m >= 0 && m < 12:
			after += n[0]
		}
	}
	if before < 40 || after < 1.1*before {
		t.Errorf("%v detainers in the year before an agreement and %v in the year after", before, after)
	}
	t.Logf("%v detainers in the year before the first agreement, %v in the year after", before, after)
}
