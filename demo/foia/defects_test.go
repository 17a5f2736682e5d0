package foia

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func decode(t *testing.T, files memory) whole {
	t.Helper()
	var truth whole
	if err := json.Unmarshal(files[TruthPath], &truth); err != nil {
		t.Fatal(err)
	}
	return truth
}

// key is a row without some columns.
func key(row map[string]string, without ...string) string {
	var b strings.Builder
	for _, c := range slices.Sorted(maps.Keys(row)) {
		if !slices.Contains(without, c) {
			fmt.Fprintf(&b, "%s=%s|", c, row[c])
		}
	}
	return b.String()
}

func TestTwoFilesOfAugustHoldTheSameRows(t *testing.T) {
	all, truth := small()
	var files [][]string
	for _, s := range of(all, truth, "ice-2026-08", "arrests")[:2] {
		var rows []string
		for _, row := range s.rows {
			rows = append(rows, key(row, "Alien File Number"))
		}
		files = append(files, rows)
	}
	if len(files[0]) == 0 || !slices.Equal(files[0], files[1]) {
		t.Error("the arrests of FY2023 and FY2024 differ")
	}
}

func TestOneDateIsOfTheFirstCentury(t *testing.T) {
	all, truth := small()
	n := 0
	for _, row := range rowsOf(all, truth, "ice-2026-08", "detainers") {
		if row["Apprehension Date"] == "06/14/0002 03:10 PM" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d dates of the first century, want 1", n)
	}
}

func TestDatesAreGarbledNowAndThen(t *testing.T) {
	all, truth := small()
	found := map[string]bool{}
	for _, row := range slices.Concat(rowsOf(all, truth, "ice-2026-03", "detentions"), rowsOf(all, truth, "ice-2026-03", "detainers")) {
		if x, err := strconv.ParseFloat(row["Entry Date"], 64); err == nil && x > 2_000_000 {
			found["a year far ahead"] = true
		}
		if row["Entry Date"] == "01/15/0199" {
			found["a year long past"] = true
		}
		if strings.ContainsAny(row["MSC Charge Date"], "/U") {
			found["a date as text"] = true
		}
	}
	if len(found) != 3 {
		t.Errorf("found only %v", found)
	}
}

func TestStintsAreMultiplied(t *testing.T) {
	all, truth := small()
	bonds := []string{"Bond Posted Date", "Bond Posted Amount", "Initial Bond Set Amount", "Initial Bond Set Date"}
	rows := rowsOf(all, truth, "ice-2026-03", "detentions")
	seen, places := map[string]int{}, map[string]int{}
	for _, row := range rows {
		seen[key(row, bonds...)]++
		if id := row["Anonymized Identifier"]; id != "" {
			in, _, _ := strings.Cut(row["Book In Date Time"], ".")
			places[id+row["Detention Facility Code"]+in+row["Stay Book In Date Time"]]++
		}
	}
	twice, sameDay := 0, 0
	for _, n := range seen {
		twice += n - 1
	}
	for _, n := range places {
		sameDay += n - 1
	}
	counts := planted(truth, "ice-2026-03")
	if twice != counts["bond_twice"] || twice == 0 {
		t.Errorf("%d rows differ in bonds only, planted %d", twice, counts["bond_twice"])
	}
	if sameDay -= twice; sameDay < counts["same_day"] || sameDay == 0 {
		t.Errorf("%d rows of the same day, planted %d", sameDay, counts["same_day"])
	}
}

// planted counts the defects that the truth names.
func planted(truth whole, release string) map[string]int {
	for _, c := range truth.Releases {
		if c.Release == release {
			return c.Defects
		}
	}
	return nil
}

func TestEncountersAndArrestsAreRepeated(t *testing.T) {
	all, truth := small()
	counts := planted(truth, "ice-2026-03")
	seen, twice := map[string]int{}, 0
	for _, row := range rowsOf(all, truth, "ice-2026-03", "encounters") {
		if k := key(row); seen[k] > 0 {
			twice++
		} else {
			seen[k]++
		}
	}
	if twice != counts["encounter_twice"] || twice == 0 {
		t.Errorf("%d encounters stand twice, planted %d", twice, counts["encounter_twice"])
	}
	for _, what := range []string{"arrest_repeated", "book_in_at_00_01", "stay_before_first_stint", "cut_at_the_beginning"} {
		if counts[what] == 0 {
			t.Errorf("no %s", what)
		}
	}
}

func TestRoundedIdsFallTogether(t *testing.T) {
	all, truth := small()
	ids, rows := map[string]bool{}, 0
	for _, row := range rowsOf(all, truth, "ice-2022-22955", "arrests") {
		if id := row["Unique Identifier"]; id != "" {
			ids[id], rows = true, rows+1
			if !strings.Contains(id, "E+18") {
				t.Fatalf("%q is no number that Excel rounded", id)
			}
		}
	}
	if len(ids) > rows*9/10 || len(ids) < 2 {
		t.Errorf("%d ids for %d rows: they do not fall together", len(ids), rows)
	}
}

func TestSerialsLieALittleBesideTheirMinute(t *testing.T) {
	early := 0
	for m := range perDay {
		x, _ := strconv.ParseFloat("45000"+minutes[m], 64)
		if int((x-45000)*perDay) < m {
			early++
		}
		if got := int(float64((x-45000)*perDay) + 0.5); got != m {
			t.Fatalf("minute %d reads back as %d", m, got)
		}
	}
	if early == 0 {
		t.Error("cutting off instead of rounding would be right for every minute")
	}
}
