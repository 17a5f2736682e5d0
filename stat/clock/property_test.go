package clock_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"detangle/stat/clock"
)

// TestWhatHoldsForEveryClock tries what must be true whatever the calendar is,
// at odd seconds and in zones that change clocks on other days than ours.
func TestWhatHoldsForEveryClock(t *testing.T) {
	random := rand.New(rand.NewPCG(287, 7))
	zones := append([]string{"Africa/Cairo", "America/Havana", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"}, clock.Choices...)
	for range 20_000 {
		loc, err := clock.Zone(zones[random.IntN(len(zones))])
		if err != nil {
			t.Fatal(err)
		}
		start := time.Date(2008, 1, 5, 0, 0, 0, 0, time.UTC).Add(time.Duration(random.Int64N(22*365*24*3600)) * time.Second).In(loc)
		set := clock.HolidaySets[random.IntN(len(clock.HolidaySets))]
		a, err := clock.Run(start, set)
		if err != nil {
			t.Fatal(err)
		}
		later, err := clock.Run(start.Add(time.Duration(random.Int64N(int64(72*time.Hour)))), set)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case a.Deadline.Before(start.Add(clock.Allowed)):
			t.Fatalf("%s: the deadline %s comes before 48 hours are over", start, a.Deadline)
		case a.Deadline.After(start.Add(clock.Allowed + 8*24*time.Hour)):
			t.Fatalf("%s: the deadline %s lies too far away", start, a.Deadline)
		case a.DeadlineForm.After(a.Deadline):
			t.Fatalf("%s: an exclusion shortens the hold to %s", start, a.Deadline)
		case a.Form.Excludes && !a.DeadlineForm.Equal(a.Deadline):
			t.Fatalf("%s: the old form's deadline is %s, the regulation's %s", start, a.DeadlineForm, a.Deadline)
		case later.Deadline.Before(a.Deadline):
			t.Fatalf("a release at %s ends before one at %s", later.Start, start)
		}
		checkDays(t, a)
	}
}

// checkDays wants days without gap from start to deadline, whose hours add up.
func checkDays(t *testing.T, a clock.Answer) {
	t.Helper()
	at, sum, form := a.Start, 0.0, 0.0
	for _, d := range a.Days {
		if !d.From.Equal(at) || !d.To.After(d.From) {
			t.Fatalf("%s in %s: a gap before %s: %s to %s", a.Start, a.TZ, d.Date, d.From, d.To)
		}
		if d.From.Format(time.DateOnly) != d.Date || d.From.Weekday().String() != d.Weekday {
			t.Fatalf("%s in %s: the day %s %s begins at %s", a.Start, a.TZ, d.Weekday, d.Date, d.From)
		}
		if d.Counted != (d.Hours > 0) || d.Counted != (d.Why == clock.OnWeekday) {
			t.Fatalf("%s in %s: %+v", a.Start, a.TZ, d)
		}
		at, sum, form = d.To, sum+d.Hours, form+d.FormHours
	}
	if !at.Equal(a.Deadline) || !near(sum, 48) || !near(form, 48) || !near(a.Days[len(a.Days)-1].Total, 48) || !near(a.Days[len(a.Days)-1].FormTotal, 48) {
		t.Fatalf("%s in %s: the days end at %s after %g and %g hours, the deadline is %s", a.Start, a.TZ, at, sum, form, a.Deadline)
	}
}

func near(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }

func TestStartingAnywhereInAWeekendMakesNoDifference(t *testing.T) {
	want := run(t, "America/Denver", "2025-08-09T00:00").Deadline
	for _, start := range []string{"2025-08-09T12:34:56", "2025-08-10T00:00", "2025-08-10T23:59:59", "2025-08-11T00:00"} {
		if got := run(t, "America/Denver", start).Deadline; !got.Equal(want) {
			t.Errorf("from %s: %s, want %s", start, got, want)
		}
	}
}
