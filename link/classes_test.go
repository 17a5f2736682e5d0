package link

import (
	"encoding/csv"
	"regexp"
	"strings"
	"testing"
)

// likeClass is the first class whose pattern a landmark has, as the count of
// encounters takes it.
func likeClass(t *testing.T, landmark string) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(landmarkClasses)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		if regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(r[0]), "%", ".*") + "$").MatchString(landmark) {
			return r[1]
		}
	}
	return "unknown"
}

func TestLandmarksAreClassedByTheFirstPatternTheyHave(t *testing.T) {
	for landmark, want := range map[string]string{
		"SC INTEROPERABILITY LAFO": "interop_center", "BATAVIA INTEROPERABILITY REGIONAL CENTER NY STATE": "interop_center", "CHICAGO DEPORT CENTER SECURE COMMUNITIES, IL": "interop_center",
		"SLC GENERAL AREA, NON-SPECIFIC": "non_specific", "CAP - LEE COUNTY JAIL, AL STATE": "jail", "287(G)-KNOX COUNTY SHERIFF'S OFFICE": "agency", "ATL FUGITIVE OPERATIONS, GA": "ice_unit",
		"ERO - TALLAHASSEE": "ice_unit", "CERRO GORDO COUNTY, IA": "unknown", "AEROSPACE PARK": "unknown", "STUART": "unknown",
	} {
		if got := likeClass(t, landmark); got != want {
			t.Errorf("%s: %s, want %s", landmark, got, want)
		}
	}
}

func TestEveryMethodHasOneClassAndSaysWhoGivesIt(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(methodClasses)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen, differ := map[string]bool{}, 0
	for _, r := range rows[1:] {
		for _, class := range r[1:3] {
			if class != "at large" && class != "custodial" && class != "287(g)" && class != "other" {
				t.Errorf("%s has the class %q", r[0], class)
			}
		}
		if seen[r[0]] || r[3] == "" {
			t.Errorf("%s stands twice or has no source", r[0])
		}
		if seen[r[0]] = true; r[1] != r[2] {
			differ++
		}
	}
	if differ != 2 || len(seen) < 25 {
		t.Errorf("%d methods, of which the two published classings differ in %d", len(seen), differ)
	}
}
