package publish

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"detangle"
)

func TestAWithheldSourceGivesOutNeitherRowsNorOriginals(t *testing.T) {
	s := &Site{Options: Options{Sources: []detangle.Source{
		{ID: "open", Title: "Open", Table: "listing"},
		{ID: "people", Title: "People", Table: "booking", Persons: true},
		{ID: "closed", Title: "Closed", Table: "historical_listing", Withheld: "its licence forbids it"},
	}}}
	for table, want := range map[string]string{"listing": "", "agency": "", "detainer_count": "", "attribute_cell": "",
		"booking": personsReason, "detainer": personsReason, "event_link": personsReason, "attribute_count": kept["attribute_count"], "made_by_a_reader": "it is not on the list of tables that are", "historical_listing": "Closed: its licence forbids it", "agency_past": "Closed: its licence forbids it"} {
		if got := s.tableWithheld(table); got != want {
			t.Errorf("table %s: %q, want %q", table, got, want)
		}
	}
	if s.withheld("closed") == "" || s.withheld("people") == "" || s.withheld("open") != "" {
		t.Error("the wrong source is withheld")
	}
}

// TestEveryTableIsDecidedOn sees to it that a new table is put on one of the lists.
func TestEveryTableIsDecidedOn(t *testing.T) {
	text, err := os.ReadFile("../docs/tables.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^## (\w+)$`).FindAllStringSubmatch(string(text), -1) {
		out, in := slices.Contains(given, m[1]), slices.Contains(aboutPersons, m[1]) || kept[m[1]] != ""
		if out == in {
			t.Errorf("the table %s is on %d lists of publish/withheld.go, not one", m[1], map[bool]int{true: 2}[out])
		}
	}
}

func TestAnIssueQuotesNothingOfAFileAboutPersons(t *testing.T) {
	s := &Site{Options: Options{Sources: []detangle.Source{{ID: "people", Persons: true}, {ID: "lists"}}},
		ledger: &Ledger{Issues: []*Issue{{Source: "people", Raw: "1.26E+18", Row: 8}, {Source: "lists", Raw: "05/082025", Row: 9}}}}
	s.blankIssues()
	if p := s.ledger.Issues[0]; p.Raw != "" || p.Row != 0 {
		t.Errorf("it quotes %q of row %d", p.Raw, p.Row)
	}
	if l := s.ledger.Issues[1]; l.Raw == "" || l.Row != 9 {
		t.Error("an issue of a list lost its cell")
	}
	if sql := s.tableSelect("issue"); !strings.Contains(sql, "'people'") || strings.Contains(sql, "'lists'") {
		t.Error(sql)
	}
	if sql := s.tableSelect("agency"); sql != `SELECT * FROM "agency"` {
		t.Error(sql)
	}
}
