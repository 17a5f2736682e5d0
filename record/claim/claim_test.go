package claim

import (
	"testing"

	"detangle/record/facts"
)

// book loads the claims of the project.
func book(t testing.TB) *Book {
	t.Helper()
	b, err := Own()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryClaimOfTheProjectIsWellFormed(t *testing.T) {
	statements, others := 0, 0
	for _, c := range book(t).Claims {
		if c.ID[0] == 'd' && c.ID[2] == '-' {
			statements++
		} else {
			others++
		}
	}
	if statements != 104 || others < 20 {
		t.Errorf("%d claims of the five statements, want 104; %d of agencies, officials and supporters, want 20 or more", statements, others)
	}
}

func TestNothingDanglesBetweenTheProjectsClaimsAndItsRecord(t *testing.T) {
	record, wrong := facts.Load(facts.Own())
	for _, p := range append(wrong, book(t).Check(record)...) {
		t.Error(p.Error())
	}
}
