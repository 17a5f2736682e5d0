package detangle

import (
	"fmt"
	"math"
	"time"
)

// Day is a calendar date, counted in days since 1970-01-01, so that questions
// over thousands of rows compare integers and not text.
type Day int32

// NoDay stands for a date that is not known: before every other.
// Forever lies after every date.
const (
	NoDay   Day = math.MinInt32
	Forever Day = math.MaxInt32
)

// ParseDay reads an ISO date, with or without a time of day behind it.
func ParseDay(iso string) (Day, error) {
	if len(iso) < len(time.DateOnly) {
		return NoDay, fmt.Errorf("%q is no date\nhint: write dates as 2025-09-03", iso)
	}
	t, err := time.Parse(time.DateOnly, iso[:len(time.DateOnly)])
	if err != nil || (len(iso) > 10 && iso[10] != 'T' && iso[10] != ' ') {
		return NoDay, fmt.Errorf("%q is no date\nhint: write dates as 2025-09-03", iso)
	}
	return DayOf(t), nil
}

// DayOf returns the date of t in t's own zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Time returns midnight UTC of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String writes the ISO date; NoDay and Forever are empty.
func (d Day) String() string {
	if d == NoDay || d == Forever {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Month writes the month as people sort it: 2025-09.
func (d Day) Month() string { return d.Time().Format("2006-01") }

// MonthEnd returns the last day of the day's month.
func (d Day) MonthEnd() Day {
	t := d.Time()
	return DayOf(time.Date(t.Year(), t.Month()+1, 0, 0, 0, 0, 0, time.UTC))
}

// MonthBefore returns the same day one month earlier, or the last day of that
// month where it is shorter: a month before 31 March is 28 or 29 February.
func (d Day) MonthBefore() Day {
	t := d.Time()
	end := DayOf(time.Date(t.Year(), t.Month(), 0, 0, 0, 0, 0, time.UTC))
	return min(DayOf(time.Date(t.Year(), t.Month()-1, t.Day(), 0, 0, 0, 0, time.UTC)), end)
}

// Days reads a column of ISO dates; missing ones are NoDay.
func (f *Frame) Days(name string) ([]Day, error) {
	c, err := f.Column(name)
	if err != nil {
		return nil, err
	}
	days := make([]Day, c.Len())
	for i := range days {
		if c.IsNull(i) || c.Strings == nil || c.Strings[i] == "" {
			days[i] = NoDay
			continue
		}
		if days[i], err = ParseDay(c.Strings[i]); err != nil {
			return nil, fmt.Errorf("column %s, row %d: %w", name, i, err)
		}
	}
	return days, nil
}
