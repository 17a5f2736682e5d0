package clock_test

import (
	"testing"
	"time"

	"detangle/stat/clock"
)

func run(t *testing.T, zone, start string) clock.Answer {
	t.Helper()
	a, err := clock.Run(at(t, zone, start), clock.FederalObserved)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func at(t *testing.T, zone, text string) time.Time {
	t.Helper()
	loc, err := clock.Zone(zone)
	if err != nil {
		t.Fatal(err)
	}
	when, err := clock.Parse(text, loc)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// TestTheClockRunsOutWhenTheLawSays has the cases of the project's
// specification, and those that a reader would try first.
func TestTheClockRunsOutWhenTheLawSays(t *testing.T) {
	for _, c := range []struct{ name, zone, start, deadline, form string }{
		{"Friday to Tuesday", "America/New_York", "2025-08-08T10:00", "2025-08-12T10:00:00-04:00", "2025-08-10T10:00:00-04:00"},
		{"Friday before a Monday holiday", "America/New_York", "2025-08-29T10:00", "2025-09-03T10:00:00-04:00", "2025-08-31T10:00:00-04:00"},
		{"Wednesday night before Thanksgiving", "America/Chicago", "2025-11-26T23:00", "2025-12-01T23:00:00-06:00", "2025-11-28T23:00:00-06:00"},
		{"Saturday starts on Monday, ends Tuesday 24:00", "America/Los_Angeles", "2025-08-09T15:30", "2025-08-13T00:00:00-07:00", "2025-08-11T15:30:00-07:00"},
		{"observed Independence Day on a Friday", "America/Chicago", "2026-07-02T10:00", "2026-07-07T10:00:00-05:00", "2026-07-04T10:00:00-05:00"},
		{"an hour into a Tuesday", "America/Chicago", "2025-08-12T01:00", "2025-08-14T01:00:00-05:00", "2025-08-14T01:00:00-05:00"},
		{"first Juneteenth, observed the day after it was signed", "America/Denver", "2021-06-17T12:00", "2021-06-22T12:00:00-06:00", "2021-06-19T12:00:00-06:00"},
		{"Juneteenth was none in 2020", "America/Denver", "2020-06-18T12:00", "2020-06-22T12:00:00-06:00", "2020-06-20T12:00:00-06:00"},
		{"New Year's Day observed in December", "America/New_York", "2021-12-30T09:00", "2022-01-04T09:00:00-05:00", "2022-01-01T09:00:00-05:00"},
		{"clocks go forward: the form's 48 hours end an hour later on the wall", "America/New_York", "2026-03-06T10:00", "2026-03-10T10:00:00-04:00", "2026-03-08T11:00:00-04:00"},
		{"clocks go back: an hour earlier", "America/New_York", "2026-10-30T10:00", "2026-11-03T10:00:00-05:00", "2026-11-01T09:00:00-05:00"},
		{"no change of clocks in Phoenix", "America/Phoenix", "2026-03-06T10:00", "2026-03-10T10:00:00-07:00", "2026-03-08T10:00:00-07:00"},
		{"a counted day of 23 hours", "Africa/Cairo", "2024-04-25T10:00", "2024-04-29T11:00:00+03:00", "2024-04-27T11:00:00+03:00"},
		{"a day without a midnight counts from 01:00", "Africa/Cairo", "2024-04-26T01:00", "2024-04-30T01:00:00+03:00", "2024-04-28T01:00:00+03:00"},
		{"the day before form I-247A", "America/New_York", "2017-04-01T23:59", "2017-04-05T00:00:00-04:00", "2017-04-05T00:00:00-04:00"},
		{"the day of form I-247A", "America/New_York", "2017-04-02T00:00", "2017-04-05T00:00:00-04:00", "2017-04-04T00:00:00-04:00"},
		{"Inauguration Day is a day like any other", "America/New_York", "2021-01-19T08:00", "2021-01-21T08:00:00-05:00", "2021-01-21T08:00:00-05:00"},
		{"seconds are kept", "America/New_York", "2025-08-12T01:00:30", "2025-08-14T01:00:30-04:00", "2025-08-14T01:00:30-04:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := run(t, c.zone, c.start)
			if got := a.Deadline.Format(time.RFC3339); got != c.deadline {
				t.Errorf("deadline %s, want %s", got, c.deadline)
			}
			if got := a.DeadlineForm.Format(time.RFC3339); got != c.form {
				t.Errorf("deadline by the form %s, want %s", got, c.form)
			}
		})
	}
}

func TestEachDayIsExplained(t *testing.T) {
	want := []clock.Day{
		{Date: "2025-11-26", Weekday: "Wednesday", Counted: true, Why: clock.OnWeekday, Hours: 1, Total: 1, FormHours: 1, FormTotal: 1},
		{Date: "2025-11-27", Weekday: "Thursday", Why: clock.OnHoliday, Holiday: "Thanksgiving Day", Total: 1, FormHours: 24, FormTotal: 25},
		{Date: "2025-11-28", Weekday: "Friday", Counted: true, Why: clock.OnWeekday, Hours: 24, Total: 25, FormHours: 23, FormTotal: 48},
		{Date: "2025-11-29", Weekday: "Saturday", Why: clock.OnSaturday, Total: 25, FormTotal: 48},
		{Date: "2025-11-30", Weekday: "Sunday", Why: clock.OnSunday, Total: 25, FormTotal: 48},
		{Date: "2025-12-01", Weekday: "Monday", Counted: true, Why: clock.OnWeekday, Hours: 23, Total: 48, FormTotal: 48},
	}
	got := run(t, "America/Chicago", "2025-11-26T23:00").Days
	if len(got) != len(want) {
		t.Fatalf("%d days, want %d: %+v", len(got), len(want), got)
	}
	for i, d := range got {
		d.From, d.To = time.Time{}, time.Time{}
		if d != want[i] {
			t.Errorf("day %d is %+v, want %+v", i+1, d, want[i])
		}
	}
}

func TestAHolidayOnASaturdayIsNamedOnBothDays(t *testing.T) {
	days := run(t, "America/Chicago", "2026-07-02T10:00").Days
	if d := days[1]; d.Date != "2026-07-03" || d.Why != clock.OnHoliday || !d.Observed || d.Holiday != "Independence Day" {
		t.Errorf("3 July 2026 is %+v", d)
	}
	if d := days[2]; d.Date != "2026-07-04" || d.Why != clock.OnSaturday || d.Observed || d.Holiday != "Independence Day" {
		t.Errorf("4 July 2026 is %+v", d)
	}
}

func TestTheSetOfHolidaysIsAParameter(t *testing.T) {
	for set, want := range map[clock.HolidaySet]string{clock.FederalObserved: "2026-07-07T10:00:00-05:00", clock.FederalDated: "2026-07-06T10:00:00-05:00", clock.NoHolidays: "2026-07-06T10:00:00-05:00"} {
		a, err := clock.Run(at(t, "America/Chicago", "2026-07-02T10:00"), set)
		if got := a.Deadline.Format(time.RFC3339); err != nil || got != want {
			t.Errorf("%s: deadline %s (%v), want %s", set, got, err, want)
		}
	}
	if _, err := clock.Run(at(t, "America/Chicago", "2026-07-02T10:00"), "texas"); err == nil {
		t.Error("an unknown set of holidays is no error")
	}
}

func TestAHoldIsMeasuredAgainstBothDeadlines(t *testing.T) {
	a := run(t, "America/Chicago", "2026-07-02T10:00")
	h, err := a.Excess(at(t, "America/Chicago", "2026-07-05T12:30"))
	if err != nil || h.Hours != 74.5 || h.Excess != -45.5 || h.ExcessForm != 26.5 {
		t.Errorf("got %+v, %v", h, err)
	}
	h, err = a.Excess(time.Date(2026, 7, 7, 16, 0, 0, 0, time.UTC))
	if err != nil || h.Excess != 1 || h.End.Format(time.RFC3339) != "2026-07-07T11:00:00-05:00" {
		t.Errorf("got %+v, %v", h, err)
	}
	if _, err := a.Excess(a.Start.Add(-time.Minute)); err == nil {
		t.Error("a hold that ends before it starts is no error")
	}
}

func TestAnEndAtMidnightBelongsToTheDayBefore(t *testing.T) {
	for start, want := range map[string]string{"2025-08-09T15:30": "Tue 12 Aug 24:00", "2025-08-12T10:15": "Thu 14 Aug 10:15"} {
		day, wall := clock.End(run(t, "America/Denver", start).Deadline)
		if got := day.Format("Mon 2 Jan ") + wall; got != want {
			t.Errorf("from %s: %s, want %s", start, got, want)
		}
	}
}

func TestYearsWithoutKnownHolidaysAreRefused(t *testing.T) {
	for _, start := range []string{"2007-12-31T23:59", "2100-01-01T00:00"} {
		if _, err := clock.Run(at(t, "America/Chicago", start), clock.FederalObserved); err == nil {
			t.Errorf("%s is answered", start)
		}
	}
}
