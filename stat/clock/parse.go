package clock

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var written = regexp.MustCompile(`^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)?$`)

const forms = "write 2026-07-02T10:00, or with its offset 2026-07-02T10:00:00-05:00"

// GapError is a local time that no clock in the zone ever showed.
type GapError struct {
	Wall string // as written, without an offset
	Zone string
	Next time.Time // the moment at which clocks went forward
}

func (e *GapError) Error() string {
	last := e.Next.Add(-time.Second)
	return fmt.Sprintf("%s never was in %s: clocks went forward from %s to %s\nhint: the moment itself is %s", e.Wall, e.Zone, roundUp(last), e.Next.Format("15:04"), e.Next.Format(time.RFC3339))
}

// roundUp writes the wall time just before a change as the minute it reached.
func roundUp(last time.Time) string {
	h, m, _ := last.Clock()
	return fmt.Sprintf("%02d:%02d", h+(m+1)/60, (m+1)%60)
}

// TwiceError is a local time that clocks in the zone showed twice.
type TwiceError struct {
	Wall          string
	Zone          string
	First, Second time.Time
}

func (e *TwiceError) Error() string {
	return fmt.Sprintf("%s was twice in %s, as clocks went back\nhint: the first is %s, the second %s", e.Wall, e.Zone, e.First.Format(time.RFC3339), e.Second.Format(time.RFC3339))
}

// Parse reads a time as people and programs write it: 2026-07-02T10:00 or
// "2026-07-02 10:00", seconds allowed, is local time in the zone; with an
// offset or Z it is that moment, shown in the zone. A local time that does not
// exist is a *GapError, one that exists twice a *TwiceError.
func Parse(text string, zone *time.Location) (time.Time, error) {
	m := written.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return time.Time{}, fmt.Errorf("%q is not a time\nhint: %s", text, forms)
	}
	var n [8]int
	for i := 1; i < 7; i++ {
		n[i], _ = strconv.Atoi(m[i]) // digits only, or empty
	}
	if m[7] != "" {
		n[7], _ = strconv.Atoi((m[7][1:] + "00000000")[:9]) // to nanoseconds
	}
	wall := time.Date(n[1], time.Month(n[2]), n[3], n[4], n[5], n[6], n[7], time.UTC)
	switch {
	case dateOf(utcDay(n[1], time.Month(n[2]), n[3])) != date{n[1], time.Month(n[2]), n[3]}:
		return time.Time{}, fmt.Errorf("%q: there is no such day\nhint: %s", text, forms)
	case n[4] == 24 && n[5] == 0 && n[6] == 0 && n[7] == 0:
		return time.Time{}, fmt.Errorf("%q has an hour 24\nhint: the end of that day is %s", text, wall.Format("2006-01-02T15:04"))
	case n[4] > 23 || n[5] > 59 || n[6] > 59:
		return time.Time{}, fmt.Errorf("%q: there is no such time of day\nhint: %s", text, forms)
	case m[8] != "":
		return parseOffset(text, wall, strings.ToUpper(m[8]), zone)
	}
	return local(wall, zone)
}

// parseOffset reads a time that says how far from UTC it is.
func parseOffset(text string, wall time.Time, offset string, zone *time.Location) (time.Time, error) {
	if offset == "Z" {
		return wall.In(zone), nil
	}
	hours, _ := strconv.Atoi(offset[1:3])
	minutes, _ := strconv.Atoi(offset[4:6])
	if hours > 14 || minutes > 59 {
		return time.Time{}, fmt.Errorf("%q: there is no offset %s\nhint: %s", text, offset, forms)
	}
	ahead := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if offset[0] == '-' {
		ahead = -ahead
	}
	return wall.Add(-ahead).In(zone), nil
}

// local finds the one moment at which clocks in the zone show wall.
func local(wall time.Time, zone *time.Location) (time.Time, error) {
	name := wall.Format("2006-01-02T15:04")
	switch found := readings(wall, zone); len(found) {
	case 1:
		return found[0], nil
	case 2:
		return time.Time{}, &TwiceError{Wall: name, Zone: zone.String(), First: found[0], Second: found[1]}
	default:
		return time.Time{}, &GapError{Wall: name, Zone: zone.String(), Next: gapEnd(wall, zone)}
	}
}
