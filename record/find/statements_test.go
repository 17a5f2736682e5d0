package find

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"detangle"
	"detangle/record/dates"
	"detangle/record/facts"
)

// data is the folder of the real files; a test that needs them skips without it.
func data(t testing.TB, parts ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{cmp.Or(os.Getenv("DETANGLE_DATA"), filepath.Join("..", "..", "..", "shared", "data"))}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the real files are not here: %v", err)
	}
	return path
}

// membersOfCongress reads the members from the legislators' list.
func membersOfCongress(t testing.TB) []Person {
	t.Helper()
	f, err := os.Open(data(t, "legislators", "legislators-current.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	people, err := Members(f)
	if err != nil {
		t.Fatal(err)
	}
	return people
}

// TestRealStatementsAreFound scores the five statements: with the curated record
// as gazetteer, with one that lacks every body that only these texts name, and
// with no body known.
func TestRealStatementsAreFound(t *testing.T) {
	record, problems := facts.Load(facts.Own())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	curated := FromRecord(record)
	people := append(curated.People, membersOfCongress(t)...)
	runs := []struct {
		name   string
		bodies []Organisation
		least  float64
	}{
		{"with the curated record", curated.Organisations, 0.9},
		{"with organisations emptied of what only the statements name", organisations(t, "federal", "national"), 0.9},
		{"with no organisation known", nil, 0.85},
	}
	for _, run := range runs {
		t.Run(run.name, func(t *testing.T) {
			finder := New(Gazetteer{Organisations: run.bodies, People: people})
			into := scoreFolder(t, finder, data(t, "statements"), "statements.csv")
			t.Log("\n" + printed(run.name, into))
			for _, aspect := range []string{withRole, string(OrganisationKind), string(QuotationKind), string(DateKind)} {
				if s := into[aspect]; s.recall() < run.least || s.precision() < run.least {
					t.Errorf("%s: recall %.2f, precision %.2f; at least %.2f each was promised", aspect, s.recall(), s.precision(), run.least)
				}
			}
		})
	}
}

// scoreFolder finds in every document of a truth file.
func scoreFolder(t testing.TB, finder *Finder, folder, truths string) map[string]*tally {
	t.Helper()
	byDocument := map[string][]truth{}
	var order []string
	for _, w := range readTruth(t, truths) {
		if byDocument[w.document] == nil {
			order = append(order, w.document)
		}
		byDocument[w.document] = append(byDocument[w.document], w)
	}
	into := map[string]*tally{}
	for _, document := range order {
		text, err := os.ReadFile(filepath.Join(folder, document))
		if err != nil {
			t.Fatal(err)
		}
		r := finder.Find(string(text), dates.Anchor{Day: detangle.NoDay})
		if r.Refused != "" {
			t.Errorf("%s: %s", document, r.Refused)
		}
		name, _, _ := strings.Cut(document, "_")
		scores(into, strings.TrimSuffix(name, ".txt"), r.Proposals, byDocument[document])
	}
	return into
}
