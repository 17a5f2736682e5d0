package clock_test

import (
	"testing"
	"time"

	"detangle/stat/clock"
)

// TestEveryHourOf2008To2030 holds the clock against another that shares
// nothing with it: it cuts time into half hours, asks of each whether its date
// on the wall is a Saturday, a Sunday or in a literal list of days off, and
// finds the end of the 96th that is not by sliding two fingers along. Half
// hours, because every zone here is whole hours from UTC and no midnight falls
// inside of one.
func TestEveryHourOf2008To2030(t *testing.T) {
	list := literal(t)
	for _, zone := range []string{"America/New_York", "America/Phoenix", "America/Anchorage", "America/Chicago", "Pacific/Guam"} {
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			loc, err := time.LoadLocation(zone)
			if err != nil {
				t.Fatal(err)
			}
			walkHalfHours(t, loc, list)
		})
	}
}

func walkHalfHours(t *testing.T, loc *time.Location, list map[string]string) {
	const half = 30 * time.Minute
	first := time.Date(2008, 1, 1, 0, 0, 0, 0, loc)
	last := time.Date(2031, 1, 1, 0, 0, 0, 0, loc)
	var off []bool // of each half hour from first on
	for at := first; at.Before(last.Add(14 * 24 * time.Hour)); at = at.Add(half) {
		wall := at.Format("Mon 2006-01-02")
		_, holiday := list[wall[4:]]
		off = append(off, wall[:3] == "Sat" || wall[:3] == "Sun" || holiday)
	}
	checked, wrong := 0, 0
	count, end := 0, 0 // count of half hours that are on, in [i, end)
	for i := 0; ; i++ {
		start := first.Add(time.Duration(i) * half)
		if !start.Before(last) {
			break
		}
		for count < 96 {
			if !off[end] {
				count++
			}
			end++
		}
		if i%2 == 0 { // every hour
			want := first.Add(time.Duration(end) * half)
			a, err := clock.Run(start, clock.FederalObserved)
			if err != nil {
				t.Fatal(err)
			}
			if !a.Deadline.Equal(want) {
				if wrong++; wrong < 10 {
					t.Errorf("from %s: deadline %s, counting half hours gives %s", start, a.Deadline, want)
				}
			}
			checked++
		}
		if !off[i] {
			count--
		}
	}
	if checked < 201_000 {
		t.Errorf("only %d hours were checked", checked)
	}
}
