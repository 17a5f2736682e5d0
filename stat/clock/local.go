package clock

// A local time is not always one moment: when clocks go forward an hour is
// missing, when they go back an hour comes twice. Nothing here picks silently.

import "time"

// readings are the moments at which a clock on the wall in loc shows the same
// as wall does (whose own zone does not matter): one as a rule, none or two
// where clocks change. They are in order.
func readings(wall time.Time, loc *time.Location) []time.Time {
	plain := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), time.UTC)
	var found []time.Time
	for _, near := range []time.Duration{-26 * time.Hour, 26 * time.Hour} {
		_, offset := plain.Add(near).In(loc).Zone()
		t := plain.Add(-time.Duration(offset) * time.Second).In(loc)
		if sameWall(t, plain) && (len(found) == 0 || !found[0].Equal(t)) {
			found = append(found, t)
		}
	}
	if len(found) == 2 && found[1].Before(found[0]) {
		found[0], found[1] = found[1], found[0]
	}
	return found
}

func sameWall(a, b time.Time) bool {
	ah, am, as := a.Clock()
	bh, bm, bs := b.Clock()
	return dateOf(a) == dateOf(b) && ah == bh && am == bm && as == bs
}

// date is a day of the calendar, without a zone.
type date struct {
	year  int
	month time.Month
	day   int
}

func dateOf(t time.Time) date {
	y, m, d := t.Date()
	return date{y, m, d}
}

func (d date) next() date { return dateOf(utcDay(d.year, d.month, d.day+1)) }

func (d date) weekday() time.Weekday { return utcDay(d.year, d.month, d.day).Weekday() }

// midnight is the first moment of a day in loc. Where clocks go forward at
// midnight it is the moment after the gap.
func (d date) midnight(loc *time.Location) time.Time {
	const quiet = 26 * time.Hour
	t := time.Date(d.year, d.month, d.day, 0, 0, 0, 0, loc)
	from, to := t.ZoneBounds()
	if (from.IsZero() || t.Sub(from) > quiet) && (to.IsZero() || to.Sub(t) > quiet) {
		return t
	}
	wall := utcDay(d.year, d.month, d.day)
	if found := readings(wall, loc); len(found) > 0 {
		return found[0]
	}
	return gapEnd(wall, loc)
}

// gapEnd is the moment after a gap that swallows the wall time.
func gapEnd(wall time.Time, loc *time.Location) time.Time {
	_, before := wall.Add(-26 * time.Hour).In(loc).Zone()
	inside := wall.Add(-time.Duration(before) * time.Second).In(loc)
	from, _ := inside.ZoneBounds()
	return from
}
