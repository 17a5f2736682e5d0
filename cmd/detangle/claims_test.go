package main

import (
	"encoding/json"
	"strings"
	"testing"

	"detangle/record/claim"
)

// A made-up lake tests nothing real. Its detainers begin as those of the releases
// do, so that what it refuses of 2021 is what a real lake refuses.
func TestClaimsAreNotTestedOnASyntheticLakeAndDetainersOf2021AreRefused(t *testing.T) {
	lake := theRecords(t).lake()
	var got claim.Judged
	if err := json.Unmarshal([]byte(print(t, lake, "claims", "--json")), &got); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for _, r := range got.Claims {
		if r.Check == claim.ByMeasure && r.Verdict != claim.Untestable {
			t.Errorf("%s: %s on a synthetic lake", r.ID, r.Verdict)
		}
		for _, e := range r.Evidence {
			if e.Number == nil || e.Measure != "detainers" {
				continue
			}
			if e.Refusal == nil || !strings.HasPrefix(e.Refusal.Reason, "the national record of detainers starts on 2022-10") {
				t.Errorf("%s: detainers from %s to %s: %+v", r.ID, e.From, e.AsOf, e.Refusal)
			}
			if r.Check == claim.ByRefusal && !strings.Contains(r.Reason, e.Refusal.Reason) {
				t.Errorf("%s does not give the measure's reason: %s", r.ID, r.Reason)
			}
			refused++
		}
	}
	if !got.Synthetic || refused < 3 {
		t.Errorf("synthetic: %v, %d questions to detainers", got.Synthetic, refused)
	}
}
