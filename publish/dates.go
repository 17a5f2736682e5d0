package publish

import (
	"strconv"
	"strings"
	"time"
)

// date parts of an ISO date; ok is false for anything else.
func dateParts(iso string) (year string, month, day int, ok bool) {
	if len(iso) < 10 {
		return "", 0, 0, false
	}
	t, err := time.Parse(time.DateOnly, iso[:10])
	if err != nil {
		return "", 0, 0, false
	}
	return iso[:4], int(t.Month()), t.Day(), true
}

// Date writes an ISO date in full: 13 February 2026.
func (w *Words) Date(iso string) string { return w.date(iso, "date.long", "month.") }

// Day writes an ISO date short: 13 Feb 2026.
func (w *Words) Day(iso string) string { return w.date(iso, "date.short", "mon.") }

// The same few hundred days stand on every page, so what was written is kept.
func (w *Words) date(iso, form, months string) string {
	if written, ok := w.dates.Load(form + iso); ok {
		return written.(string)
	}
	written := w.writeDate(iso, form, months)
	if len(iso) == len(time.DateOnly) && iso > "1990" && iso < "2100" {
		w.dates.Store(form+iso, written)
	}
	return written
}

func (w *Words) writeDate(iso, form, months string) string {
	year, month, day, ok := dateParts(iso)
	if !ok {
		return iso
	}
	return w.Plain(form, "day", strconv.Itoa(day), "month", w.entries[months+strconv.Itoa(month)], "year", year)
}

// Month writes the month of an ISO date: January 2025.
func (w *Words) Month(iso string) string {
	if len(iso) == 7 {
		iso += "-01"
	}
	return w.date(iso, "date.month", "month.")
}

// Between writes when something happened that lies after one date and on or
// before another: "between 11 and 13 Feb 2026", "by 13 Jan 2021" where the
// start is not known, and a single date where both are one.
func (w *Words) Between(after, by string) string {
	switch {
	case by == "" && after == "":
		return w.Plain("date.unknown")
	case by == "":
		return w.Plain("date.after", "date", w.Day(after))
	case after == "":
		return w.Plain("date.by", "date", w.Day(by))
	case after == by:
		return w.Day(by)
	}
	return w.Plain("date.between", "from", w.shortened(after, by), "to", w.Day(by))
}

// Range writes a span of time: 13 Jan 2021 – 13 Feb 2026.
func (w *Words) Range(from, to string) string {
	if from == to || to == "" {
		return w.Day(from)
	}
	return w.shortened(from, to) + " – " + w.Day(to)
}

// shortened writes a date without what it shares with the one after it.
func (w *Words) shortened(first, last string) string {
	y1, m1, d1, ok1 := dateParts(first)
	y2, m2, _, ok2 := dateParts(last)
	switch {
	case !ok1 || !ok2 || y1 != y2:
		return w.Day(first)
	case m1 == m2:
		return strconv.Itoa(d1)
	}
	return strings.TrimSpace(w.Plain("date.daymonth", "day", strconv.Itoa(d1), "month", w.entries["mon."+strconv.Itoa(m1)]))
}

// dayNumber counts days since 1970, for places on a time axis.
func dayNumber(iso string) float64 {
	if len(iso) < 10 {
		return 0
	}
	t, err := time.Parse(time.DateOnly, iso[:10])
	if err != nil {
		return 0
	}
	return float64(t.Unix() / 86400)
}

// monthEnd is the last day of a month written 2025-09.
func monthEnd(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return t.AddDate(0, 1, -1).Format(time.DateOnly)
}

// nextMonth is the month after one written 2025-09.
func nextMonth(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return "9999-99"
	}
	return t.AddDate(0, 1, 0).Format("2006-01")
}

// monthName is the short name of a month written 2025-09.
func (w *Words) monthName(month string) string {
	_, m, _, ok := dateParts(month + "-01")
	if !ok {
		return month
	}
	return w.entries["mon."+strconv.Itoa(m)]
}
