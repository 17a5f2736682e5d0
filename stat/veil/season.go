package veil

import (
	"fmt"
	"slices"
	"time"
)

// aroundChange is how many days before and after a change of clocks are compared.
const aroundChange = 30

// ClockChanges returns the days of a year on which clocks in the United States go
// forward and back: since 2007 the second Sunday of March and the first of November
// (Energy Policy Act of 2005, section 110); from 1987 to 2006 the first Sunday of
// April and the last of October (Public Law 99-359). Other years have none here.
func ClockChanges(year int) (forward, back time.Time, ok bool) {
	sunday := func(month time.Month, day int) time.Time { // the first on or after a day
		t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		return t.AddDate(0, 0, (7-int(t.Weekday()))%7)
	}
	switch {
	case year >= 2007:
		return sunday(time.March, 8), sunday(time.November, 1), true
	case year >= 1987:
		return sunday(time.April, 1), sunday(time.October, 25), true
	}
	return forward, back, false
}

// Season returns the change of clocks that a date is within thirty days of, as
// "spring 2018" or "fall 2018", to be the Control of its stops; false for other
// dates, and for states and territories that do not change their clocks.
func Season(date time.Time, state string) (string, bool) {
	if slices.Contains([]string{"AZ", "HI", "PR", "VI", "GU", "MP", "AS"}, state) {
		return "", false
	}
	day := time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, time.UTC)
	forward, back, ok := ClockChanges(date.Year())
	if !ok {
		return "", false
	}
	for name, change := range map[string]time.Time{"spring": forward, "fall": back} {
		if away := day.Sub(change).Hours() / 24; away >= -aroundChange && away <= aroundChange {
			return fmt.Sprint(name, " ", date.Year()), true
		}
	}
	return "", false
}
