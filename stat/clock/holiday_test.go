package clock_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"detangle/stat/clock"
)

// literal reads the list of observed holidays that pandas wrote.
func literal(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/federal-holidays.txt")
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if day, name, ok := strings.Cut(strings.TrimSpace(line), " "); ok && day != "#" {
			list[day] = name
		}
	}
	if len(list) < 240 {
		t.Fatalf("only %d holidays in the list", len(list))
	}
	return list
}

func TestHolidaysAreThoseOfTheList(t *testing.T) {
	list := literal(t)
	found := 0
	for year := 2008; year <= 2030; year++ {
		for _, h := range clock.Holidays(year) {
			if list[h.Observed] != h.Name {
				t.Errorf("%s is observed on %s; the list has %q on that day", h.Name, h.Observed, list[h.Observed])
			}
			found++
		}
	}
	// The list begins with Christmas 2007 and ends with two holidays of January 2031.
	if want := len(list) - 3; found != want {
		t.Errorf("%d holidays, the list has %d", found, want)
	}
}

func TestHolidaysKnowTheDayAndTheDayOff(t *testing.T) {
	for _, want := range []clock.Holiday{
		{Name: "New Year's Day", Date: "2022-01-01", Observed: "2021-12-31"},
		{Name: "Independence Day", Date: "2026-07-04", Observed: "2026-07-03"},
		{Name: "Christmas Day", Date: "2022-12-25", Observed: "2022-12-26"},
		{Name: "Juneteenth National Independence Day", Date: "2021-06-19", Observed: "2021-06-18"},
		{Name: "Memorial Day", Date: "2026-05-25", Observed: "2026-05-25"},
		{Name: "Thanksgiving Day", Date: "2029-11-22", Observed: "2029-11-22"},
	} {
		if !slices.Contains(clock.Holidays(yearOf(want.Date)), want) {
			t.Errorf("%+v is missing", want)
		}
	}
	if n := len(clock.Holidays(2020)); n != 10 {
		t.Errorf("2020 has %d holidays, want 10", n)
	}
	if n := len(clock.Holidays(2021)); n != 11 {
		t.Errorf("2021 has %d holidays, want 11", n)
	}
}

func yearOf(day string) int {
	year := 0
	for _, r := range day[:4] {
		year = year*10 + int(r-'0')
	}
	return year
}
