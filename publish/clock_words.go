package publish

import (
	"html/template"
	"strconv"
	"time"

	"detangle/stat/clock"
)

// zone names a time zone, with its IANA name where the catalogue has none.
func (w *Words) zone(name string) string {
	if key := "zone." + name; w.Has(key) {
		return w.Plain(key)
	}
	return name
}

// moment writes when something begins: Thursday, 2 July 2026, 10:00.
func (w *Words) moment(t time.Time) string {
	return w.Plain("clock.moment", "weekday", w.Plain("weekday."+t.Weekday().String()), "date", w.Date(t.Format(time.DateOnly)), "time", t.Format("15:04"))
}

// end writes when something ends, where midnight is 24:00 of the day before.
func (w *Words) end(t time.Time) string {
	day, wall := clock.End(t)
	return w.Plain("clock.moment", "weekday", w.Plain("weekday."+day.Weekday().String()), "date", w.Date(day.Format(time.DateOnly)), "time", wall)
}

// offsetOf is how far a clock is from universal time: UTC−05:00.
func offsetOf(t time.Time) string {
	text := t.Format("-07:00")
	if text[0] == '-' {
		return "UTC−" + text[1:]
	}
	return "UTC" + text
}

// clockTime is the end of a day's stretch on the wall.
func clockTime(t time.Time) string {
	_, wall := clock.End(t)
	return wall
}

// shortDay writes a day for a narrow column: Thu 2 Jul.
func (w *Words) shortDay(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	day := w.Plain("date.daymonth", "day", strconv.Itoa(t.Day()), "month", w.entries["mon."+strconv.Itoa(int(t.Month()))])
	return w.Plain("clock.short_day", "weekday", w.Plain("wday."+t.Weekday().String()), "day", day)
}

// counts says whether a day counts, or why it does not.
func (w *Words) counts(d clock.Day) string {
	switch {
	case d.Counted:
		return w.Plain("clock.counted")
	case d.Observed:
		return w.Plain("clock.observed", "holiday", w.holiday(d.Holiday))
	case d.Why == clock.OnHoliday:
		return w.Plain("clock.holiday", "holiday", w.holiday(d.Holiday))
	case d.Holiday != "":
		return w.Plain("clock.weekend_holiday", "weekday", w.Plain("weekday."+d.Weekday), "holiday", w.holiday(d.Holiday))
	}
	return w.Plain("clock.weekend", "weekday", w.Plain("weekday."+d.Weekday))
}

// holiday names a holiday in the catalogue's language, if it has a word for it.
func (w *Words) holiday(name string) string {
	if key := "holiday." + name; w.Has(key) {
		return w.Plain(key)
	}
	return name
}

// past says how a hold ended against a deadline.
func (w *Words) past(excess float64) template.HTML {
	if excess > 0 {
		return w.HTML("clock.past", "n", excess)
	}
	return w.HTML("clock.left", "n", -excess)
}

// noted is a note of the clock in the catalogue's language.
func (w *Words) noted(key, text string) string {
	if w.Has(key) {
		return w.Plain(key)
	}
	return text
}

// clockFuncs are what the clock's template may call besides.
func (w *Words) clockFuncs() template.FuncMap {
	return template.FuncMap{
		"moment": w.moment, "ended": w.end, "counts": w.counts, "past": w.past, "until": clockTime, "shortday": w.shortDay, "offset": offsetOf, "zonename": w.zone,
		"limit":    func(n clock.Note) string { return w.noted("clocklimit."+n.Code, n.Text) },
		"formnote": func(f clock.Form) string { return w.noted("clockform."+f.Code, f.Note) },
		"lawtext":  func(c clock.Citation) string { return w.noted("clocklaw."+c.Code, c.Text) },
	}
}
