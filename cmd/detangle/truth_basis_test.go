package main

import (
	"encoding/json"
	"math"
	"testing"

	"detangle"
)

// answered asks a measure of a lake through the command line.
func answered(t testing.TB, lake string, args ...string) (f detangle.Finding) {
	t.Helper()
	if err := json.Unmarshal([]byte(print(t, lake, append([]string{"measure", "--json"}, args...)...)), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// plantedBoxes are the shares of detainers on which the demonstration ticks each
// box, in thousandths, of those that say yes or no (demo/foia).
var plantedBoxes = map[string]float64{"biometric_match": 860, "statements_made": 310, "deportation_ordered": 240, "nta_served": 180}

func TestBoxesOfProbableCauseAreTickedAsOftenAsPlanted(t *testing.T) {
	r := theRecords(t)
	f := answered(t, r.lake(), "detainer_basis", "--by", "box")
	if len(f.Rows) != len(plantedBoxes) {
		t.Fatalf("%d boxes", len(f.Rows))
	}
	for _, row := range f.Rows {
		box := row.Keys["box"]
		if row.Value == nil || row.Denominator == nil || *row.Denominator < 500 {
			t.Errorf("%s: %+v", box, row)
			continue
		}
		p, n := plantedBoxes[box]/1000, *row.Denominator
		if share, tolerance := *row.Value/n, 4*math.Sqrt(p*(1-p)/n); math.Abs(share-p) > tolerance { // four standard errors of a share
			t.Errorf("%s: ticked on %.3f of %.0f, planted %.3f", box, share, n, p)
		}
	}
	// What stands in a box adds up to all detainers, for each box.
	whole := *answered(t, r.lake(), "detainers").Rows[0].Value
	sums := map[string]float64{}
	for _, row := range answered(t, r.lake(), "detainer_basis", "--by", "box,standing").Rows {
		sums[row.Keys["box"]] += *row.Value
	}
	for box, sum := range sums {
		if sum != whole {
			t.Errorf("%s: %v detainers of %v", box, sum, whole)
		}
	}
}
