package foia

import (
	"slices"
	"strings"
	"testing"
)

// counts are the numbers of columns that the specification gives.
var counts = map[string]map[string]int{
	"ice-2023-42034": {"arrests": 7, "detentions": 33, "removals": 29},
	"ice-2022-22955": {"arrests": 23}, // of 113, and an id
	"ice-2026-03":    {"arrests": 25, "detainers": 65, "detentions": 53, "encounters": 23, "removals": 39},
	"ice-2026-08":    {"arrests": 22, "detainers": 44, "detentions": 34, "encounters": 22, "removals": 35},
}

func TestHeadersAreThoseOfTheReleases(t *testing.T) {
	all, truth := small()
	for release, tables := range counts {
		for table, n := range tables {
			want := Columns(table, release)
			if len(want) != n {
				t.Errorf("%s %s: %d columns in the list, want %d", release, table, len(want), n)
			}
			for _, s := range of(all, truth, release, table) {
				if got := quirks(s); !slices.Equal(got, want) {
					t.Errorf("%s, %s: got %q, want %q", s.file, s.name, got, want)
				}
			}
		}
	}
}

// quirks undoes the known differences between files of one release, and
// insists that they are there.
func quirks(s sheet) []string {
	head := slices.Clone(s.head)
	swap := func(file, sheet, printed, usual string) {
		if strings.Contains(s.file, file) && (sheet == "" || s.name == sheet) {
			if i := slices.Index(head, printed); i >= 0 {
				head[i] = usual
			} else {
				head = append(head, "missing: "+printed)
			}
		}
	}
	lacks := func(file, column string, at int) {
		if strings.Contains(s.file, file) && !slices.Contains(head, column) {
			head = slices.Insert(head, at, column)
		}
	}
	swap("Admin Arrests", "FY2014", "Arrest Create By", "Arrest Created By")
	swap("Admin Arrests", "FY2019", "Arrested Created By", "Arrest Created By")
	swap("REM_FY2025", "", "Progrocessing Disposition", "Processing Disposition")
	lacks("Hausman_ARS_FY2024", "Alien File Number", 20)
	lacks("Detainers_FY23", "Birth Date", 15)
	lacks("Detainers_FY24", "Birth Date", 15)
	return head
}

func TestHeadersStandBelowAPreambleOfOneColumn(t *testing.T) {
	all, _ := small()
	for _, s := range all {
		for i, row := range s.above {
			if len(row) != 1 || row[0] == "" {
				t.Errorf("%s, %s, row %d: got %q, want a text in the first column only", s.file, s.name, i+1, row)
			}
		}
		if !strings.Contains(s.above[0][0], "SYNTHETIC") || !strings.HasPrefix(s.file, "SYNTHETIC") {
			t.Errorf("%s does not say SYNTHETIC", s.file)
		}
	}
}

func TestSheetsAreNamedAsInTheReleases(t *testing.T) {
	all, _ := small()
	names := map[string][]string{}
	for _, s := range all {
		names[s.file] = append(names[s.file], s.name)
	}
	for part, want := range map[string][]string{
		"Arrests_FY23_20260311": {"FY2023"},
		"Detentions_PriorFY23":  {"Prior FY2023"},
		"Admin Arrests_FY16-12": {"FY2012", "FY2013", "FY2014", "FY2015", "FY2016"},
		"Removals_FY19-17":      {"FY2017", "FY2018", "FY2019"},
		"Hausman_DET_FY2025":    {"FY2025", "FY2025 (2)"},
		"42034_Detentions_FY12": {"FY2012"},
	} {
		found := false
		for file, got := range names {
			if strings.Contains(file, part) {
				found = true
				if !slices.Equal(got, want) {
					t.Errorf("%s: got %q, want %q", part, got, want)
				}
			}
		}
		if !found {
			t.Errorf("no file %s", part)
		}
	}
}

func TestFilesHoldTheYearOfTheirName(t *testing.T) {
	all, truth := small()
	for _, s := range of(all, truth, "ice-2026-03", "arrests") {
		for _, row := range s.rows {
			if got := fiscal(dayOf(minuteOf(t, row["Apprehension Date"]))); s.name != sheetOf(got) {
				t.Fatalf("%s holds an arrest of %d", s.file, got)
			}
		}
	}
	for _, s := range of(all, truth, "ice-2023-42034", "arrests") {
		for _, row := range s.rows {
			if got := fiscal(dayOf(minuteOf(t, row["Apprehension Date"]))); s.name != sheetOf(got) {
				t.Fatalf("%s, %s holds an arrest of %d", s.file, s.name, got)
			}
		}
	}
}
