package publish

import (
	"testing"

	"detangle"
)

func TestAWithheldSourceGivesOutNeitherRowsNorOriginals(t *testing.T) {
	s := &Site{Options: Options{Sources: []detangle.Source{
		{ID: "open", Title: "Open", Table: "listing"},
		{ID: "closed", Title: "Closed", Table: "historical_listing", Withheld: "its licence forbids it"},
	}}}
	for table, want := range map[string]string{"listing": "", "agency": "", "historical_listing": "Closed: its licence forbids it", "agency_past": "Closed: its licence forbids it"} {
		if got := s.tableWithheld(table); got != want {
			t.Errorf("table %s: %q, want %q", table, got, want)
		}
	}
	if s.withheld("closed") == "" || s.withheld("open") != "" {
		t.Error("the wrong source is withheld")
	}
}
