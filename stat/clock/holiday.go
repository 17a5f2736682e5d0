package clock

// Federal holidays are those of 5 U.S.C. 6103(a). Since 2008 the list changed
// once: Pub. L. 117-17, signed 17 June 2021, added Juneteenth, observed for the
// first time the next day. A holiday on a Saturday is observed on the Friday
// before (5 U.S.C. 6103(b)), one on a Sunday on the Monday after (Executive
// Order 11582, section 3). Inauguration Day is a holiday for federal employees
// in and around Washington only (5 U.S.C. 6103(c)), and days off that a
// president gives are none: neither is counted.

import (
	"fmt"
	"slices"
	"time"
)

// HolidaySet says which days count as holidays. The regulation says "holidays"
// and does not define them, so the choice is the reader's and travels with the
// answer.
type HolidaySet string

// The sets of holidays.
const (
	FederalObserved HolidaySet = "federal_observed" // each on the day it is observed; the one to use
	FederalDated    HolidaySet = "federal_dated"    // each on its date only: no Friday before, no Monday after
	NoHolidays      HolidaySet = "none"             // Saturdays and Sundays only
)

// HolidaySets are all sets, the usual one first.
var HolidaySets = []HolidaySet{FederalObserved, FederalDated, NoHolidays}

// ParseHolidaySet returns the set of that name; nothing names the usual one.
func ParseHolidaySet(name string) (HolidaySet, error) {
	switch {
	case name == "":
		return FederalObserved, nil
	case slices.Contains(HolidaySets, HolidaySet(name)):
		return HolidaySet(name), nil
	}
	return "", fmt.Errorf("unknown set of holidays %q\nhint: sets are %s, %s and %s", name, FederalObserved, FederalDated, NoHolidays)
}

// Holiday is one federal holiday of one year, both days as 2026-07-04.
type Holiday struct {
	Name     string `json:"name"`
	Date     string `json:"date"`
	Observed string `json:"observed"` // may lie in the year before: 1 January on a Saturday
}

// holidayRule is one line of 5 U.S.C. 6103(a): a fixed day of a month, or the
// nth weekday of it, -1 for the last.
type holidayRule struct {
	name    string
	month   time.Month
	day     int
	nth     int
	weekday time.Weekday
	since   int // first year, 0 for before 2008
}

var holidayRules = []holidayRule{
	{name: "New Year's Day", month: time.January, day: 1},
	{name: "Birthday of Martin Luther King, Jr.", month: time.January, nth: 3, weekday: time.Monday},
	{name: "Washington's Birthday", month: time.February, nth: 3, weekday: time.Monday},
	{name: "Memorial Day", month: time.May, nth: -1, weekday: time.Monday},
	{name: "Juneteenth National Independence Day", month: time.June, day: 19, since: 2021},
	{name: "Independence Day", month: time.July, day: 4},
	{name: "Labor Day", month: time.September, nth: 1, weekday: time.Monday},
	{name: "Columbus Day", month: time.October, nth: 2, weekday: time.Monday},
	{name: "Veterans Day", month: time.November, day: 11},
	{name: "Thanksgiving Day", month: time.November, nth: 4, weekday: time.Thursday},
	{name: "Christmas Day", month: time.December, day: 25},
}

// date is the holiday's own day in a year, as midnight UTC.
func (r holidayRule) date(year int) time.Time {
	if r.nth == 0 {
		return utcDay(year, r.month, r.day)
	}
	if r.nth < 0 {
		last := utcDay(year, r.month+1, 0)
		return last.AddDate(0, 0, -int(last.Weekday()-r.weekday+7)%7)
	}
	first := utcDay(year, r.month, 1)
	return first.AddDate(0, 0, int(r.weekday-first.Weekday()+7)%7+7*(r.nth-1))
}

// observed moves a day off the weekend.
func observed(date time.Time) time.Time {
	switch date.Weekday() {
	case time.Saturday:
		return date.AddDate(0, 0, -1)
	case time.Sunday:
		return date.AddDate(0, 0, 1)
	}
	return date
}

func utcDay(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// Holidays are the federal holidays of a year (2008 to 2099), in order.
func Holidays(year int) []Holiday {
	var all []Holiday
	for _, r := range holidayRules {
		if year >= r.since {
			date := r.date(year)
			all = append(all, Holiday{r.name, date.Format(time.DateOnly), observed(date).Format(time.DateOnly)})
		}
	}
	return all
}

// on names the holiday of a day, if it is one in this set, and says whether the
// day is another than the holiday's own.
func (set HolidaySet) on(year int, month time.Month, day int) (name string, moved bool) {
	if set == NoHolidays {
		return "", false
	}
	want := utcDay(year, month, day)
	for _, r := range holidayRules {
		if r.month != month || year < r.since {
			continue
		}
		switch date := r.date(year); {
		case date.Equal(want):
			return r.name, false
		case set == FederalObserved && observed(date).Equal(want):
			return r.name, true
		}
	}
	// The one holiday that is observed in another month, and year, than its own.
	if set == FederalObserved && month == time.December && day == 31 && want.Weekday() == time.Friday {
		return holidayRules[0].name, true
	}
	return "", false
}
