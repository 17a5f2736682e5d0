package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"detangle/demo"
)

// TestTheThresholdTestTellsBiasFromOtherRisks computes the test for two worlds of the
// demo through the door that people use. Searches of the infra-marginal world find
// less of one group at one bar: no setting may call that a lower bar for all of them;
// the biased world has lower bars, under every setting. What was computed is kept,
// one file a record.
func TestTheThresholdTestTellsBiasFromOtherRisks(t *testing.T) {
	if testing.Short() {
		t.Skip("two records under every setting: minutes")
	}
	dir := t.TempDir()
	data, at := filepath.Join(dir, "data"), filepath.Join(dir, "lake")
	if _, err := demo.Generate(demo.Options{Seed: 3, Scale: 0.01, Stops: 240000}, demo.Folder(data)); err != nil {
		t.Fatal(err)
	}
	var words bytes.Buffer
	if code := run([]string{"build", "--in", data, "--lake", at}, &words, &words); code != 0 {
		t.Fatalf("build exits with %d: %s", code, words.String())
	}
	for _, c := range []struct {
		source string
		robust bool
	}{{"nc_statewide", true}, {"ok_statewide", false}} {
		f := answered(t, at, "disparity_threshold", "--where", "source="+c.source, "--by", "group,estimator")
		seen := 0
		for _, r := range f.Rows {
			group, estimator := r.Keys["group"], r.Keys["estimator"]
			if group != "black" && group != "hispanic" || strings.HasPrefix(estimator, "beta signals") {
				continue
			}
			if r.Refusal != nil {
				t.Errorf("%s, %s, %s: %s", c.source, group, estimator, r.Refusal.Reason)
				continue
			}
			seen++
			if robust := strings.Contains(r.Test.Sentence, "in all prior settings"); robust != c.robust {
				t.Errorf("%s, %s, %s: %s", c.source, group, estimator, r.Test.Sentence)
			}
			if c.robust && !(*r.High < 0) {
				t.Errorf("%s, %s, %s: %g to %g", c.source, group, estimator, *r.Low, *r.High)
			}
		}
		if seen != 20 { // five settings, two weightings, two groups
			t.Errorf("%s: %d estimates, want 20", c.source, seen)
		}
	}
	kept, err := filepath.Glob(filepath.Join(at, "answers", "*.json"))
	if err != nil || len(kept) != 2 {
		t.Fatalf("%v are kept, %v", kept, err)
	}
}
