package foia

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func minuteOf(t *testing.T, serial string) int32 {
	t.Helper()
	x, err := strconv.ParseFloat(serial, 64)
	if err != nil {
		t.Fatalf("%q is no serial", serial)
	}
	return int32(math.Round((x - epoch) * perDay))
}

func sheetOf(year int) string { return fmt.Sprintf("FY%d", year) }

// blank holds the shares of blank cells that were measured on the real
// releases, in percent, and how far a small demo may be off.
var blank = []struct {
	release, table, column string
	percent, off           float64
}{
	{"ice-2026-03", "detainers", "Anonymized Identifier", 12.5, 3}, {"ice-2026-03", "detainers", "Facility AOR", 20, 4}, {"ice-2026-03", "detainers", "Detainer Lift Reason", 33, 6},
	{"ice-2026-03", "detainers", "Apprehension Date", 75, 5}, {"ice-2026-03", "detainers", "Apprehension Method", 75, 5}, {"ice-2026-03", "detainers", "Departed Date", 78, 5}, {"ice-2026-03", "detainers", "Entry Status", 23, 4},
	{"ice-2026-03", "detainers", "Biometric Match Yes No", 24, 4}, {"ice-2026-03", "detainers", "MSC Charge", 69, 5}, {"ice-2026-03", "detainers", "Detainer Threat Level", 5, 3}, {"ice-2026-03", "detainers", "Case Status", 53, 8},
	{"ice-2026-03", "encounters", "Anonymized Identifier", 10.8, 3}, {"ice-2026-03", "encounters", "Event Landmark", 55, 4}, {"ice-2026-03", "encounters", "Lead Source", 84, 3}, {"ice-2026-03", "encounters", "Case Status", 62, 6}, {"ice-2026-03", "encounters", "Departed Date", 86, 5},
	{"ice-2026-03", "arrests", "State", 15, 4}, {"ice-2026-03", "arrests", "Apprehension Type", 65, 15}, {"ice-2026-03", "arrests", "Operation", 75, 4}, {"ice-2026-03", "arrests", "County", 100, 0}, {"ice-2026-03", "arrests", "Anonymized Identifier", 1, 1.5},
	{"ice-2026-03", "arrests", "Departed Date", 45, 10}, {"ice-2026-03", "arrests", "Final Order Date", 40, 8}, {"ice-2026-03", "arrests", "TOA Current Duty AOR", 2, 2},
	{"ice-2026-03", "detentions", "Religion", 97, 2}, {"ice-2026-03", "detentions", "Book Out Date Time", 2.4, 2}, {"ice-2026-03", "detentions", "Stay Book Out Date Time", 6.8, 3.5}, {"ice-2026-03", "detentions", "Bond Posted Date", 93, 3},
	{"ice-2026-03", "detentions", "Ethnicity", 56, 4}, {"ice-2026-03", "detentions", "Aggravated Felon Yes No", 54, 8}, {"ice-2026-03", "detentions", "Case Threat Level", 67, 8}, {"ice-2026-03", "detentions", "Departed Date", 37, 9}, {"ice-2026-03", "detentions", "Anonymized Identifier", 0.3, 0.5},
	{"ice-2026-08", "removals", "Apprehension State", 85, 12}, {"ice-2026-08", "removals", "Final Order Date", 5, 3}, {"ice-2026-08", "removals", "Entry Date", 24, 4},
}

func TestCellsAreBlankAsOftenAsInTheReleases(t *testing.T) {
	all, truth := small()
	for _, b := range blank {
		rows, missing := rowsOf(all, truth, b.release, b.table), 0
		for _, row := range rows {
			if row[b.column] == "" {
				missing++
			}
		}
		if got := 100 * float64(missing) / float64(len(rows)); math.Abs(got-b.percent) > b.off {
			t.Errorf("%s %s, %s: %.1f %% of %d cells are blank, want %.1f", b.release, b.table, b.column, got, len(rows), b.percent)
		}
	}
}

// real is how many thousand rows the tables have, as published or, for
// arrests and removals, as yearly reports add up.
var real = map[string]map[string]float64{
	"ice-2023-42034": {"arrests": 1800, "detentions": 8500, "removals": 2800},
	"ice-2026-03":    {"arrests": 800, "detainers": 610, "detentions": 2618, "encounters": 2600, "removals": 1020},
}

func TestTablesKeepTheProportionsOfTheReleases(t *testing.T) {
	all, truth := small()
	total := 0
	for _, f := range truth.Files {
		total += f.Rows
	}
	if total < 45_000 || total > 55_000 {
		t.Errorf("scale 1 has %d rows, want about 50,000", total)
	}
	for release, tables := range real {
		for table, thousands := range tables {
			got, want := float64(len(rowsOf(all, truth, release, table))), thousands*1000/Full
			if math.Abs(got-want) > 0.1*want {
				t.Errorf("%s %s: %.0f rows, want %.0f", release, table, got, want)
			}
		}
	}
}

// domain holds columns whose every value is known.
var domain = map[string]*regexp.Regexp{
	"Anonymized Identifier":        regexp.MustCompile(`^[0-9a-f]{40}$`),
	"Anonymized Unique Identifier": regexp.MustCompile(`^[0-9a-f]{40}$`),
	"Apprehension Method":          regexp.MustCompile(`^(CAP (Local|State|Federal) Incarceration|287\(g\) Program|Custodial Arrest|Located|Non-Custodial Arrest|Probation and Parole|Worksite Enforcement|ERO Reprocessed Arrest|Law Enforcement Agency Response Unit|Other Agency \(turned over to INS\)|Other Task Force|Organized Crime Drug Enforcement Ta|Anti-Smuggling|Patrol (Border|Interior)|Traffic Check|Other efforts)$`),
	"Apprehension Criminality":     regexp.MustCompile(`^(1 Convicted Criminal|2 Pending Criminal Charges|3 Other Immigration Violator)$`),
	"Case Threat Level":            regexp.MustCompile(`^([123]|NA)$`),
	"Final Order Yes No":           regexp.MustCompile(`^(YES|NO)$`),
	"Offense INA 236C Yes No":      regexp.MustCompile(`^[YN]$`),
	"Gender":                       regexp.MustCompile(`^(Male|Female|Unknown)$`),
	"AOR":                          regexp.MustCompile(`^.+ Area of Responsibility$`),
	"MSC Charge Code":              regexp.MustCompile(`^[0-9]{4}$`),
	"Detention Facility Code":      regexp.MustCompile(`^[A-Z0-9]{3,7}$`),
	"Detainer Facility Code":       regexp.MustCompile(`^[A-Z0-9]{3,7}$`),
	"Detainer Type":                regexp.MustCompile(`^I247[ADGNX]? - .+`),
	"Birth Year":                   regexp.MustCompile(`^(19|20)[0-9]{2}$`),
	"Case Category":                regexp.MustCompile(`^\[[0-9A-Z]+\] `),
	"Birth Date":                   regexp.MustCompile(`(?i)\(b\)|b\([0-9]\)`),
	"Alien File Number":            regexp.MustCompile(`(?i)\(b\)|b\([0-9]\)`),
}

func TestValuesAreOfTheirDomains(t *testing.T) {
	all, _ := small()
	seen := map[string]int{}
	for _, s := range all {
		for _, row := range s.rows {
			for column, value := range row {
				if d := domain[column]; d != nil {
					seen[column]++
					if !d.MatchString(value) {
						t.Fatalf("%s, %s: %q", s.file, column, value)
					}
				}
			}
		}
	}
	for column := range domain {
		if seen[column] == 0 {
			t.Errorf("no value of %s", column)
		}
	}
}

func TestMethodsOfCAPEndInJuly2025(t *testing.T) {
	all, truth := small()
	for _, row := range rowsOf(all, truth, "ice-2026-08", "arrests") {
		late := dayOf(minuteOf(t, row["Apprehension Date"])) >= capEnds
		method := row["Apprehension Method"]
		if late && strings.HasPrefix(method, "CAP ") || !late && method == "Custodial Arrest" {
			t.Fatalf("%s on %s", method, moment(row["Apprehension Date"]))
		}
	}
}

func TestMostStintsEndInATransfer(t *testing.T) {
	all, truth := small()
	rows, n := rowsOf(all, truth, "ice-2026-03", "detentions"), 0
	for _, row := range rows {
		if row["Detention Release Reason"] == "Transferred" {
			n++
		}
	}
	if share := 100 * n / len(rows); share < 55 || share > 65 {
		t.Errorf("%d %% of stints end in a transfer, want about 61", share)
	}
}
