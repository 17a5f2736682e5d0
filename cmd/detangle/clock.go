package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"detangle/stat/clock"
)

// clockCmd computes until when a detainer lets a jail keep a person.
type clockCmd struct {
	Time     string `arg:"" help:"When release is otherwise due, on the clocks of the place: 2026-07-02T10:00, or with an offset."`
	TZ       string `name:"tz" help:"Time zone of the place, by its IANA name; this machine's if not given." takes:"ZONE"`
	Released string `help:"When the hold ended: measure it against both deadlines." takes:"TIME"`
	Holidays string `help:"Which holidays stop the clock (${default})." default:"federal_observed" enum:"federal_observed,federal_dated,none" takes:"SET"`
	JSON     bool   `name:"json" help:"Print the answer as one object."`
}

// Help says what the two deadlines are.
func (clockCmd) Help() string {
	return `Two readings of one limit: deadline is the regulation's, 48 hours "excluding Saturdays, Sundays, and holidays" (8 CFR 287.7(d)); deadline_form is that of the form then in use, and form I-247A, since 2 April 2017, excludes no day. The clock starts when release is otherwise due, not when the form is prepared. An excluded day stops it from midnight to midnight; every other hour that passes counts, also where clocks change.

The sets of holidays: federal_observed, the federal ones on the days they are observed; federal_dated, on their dates only; none.

Examples:

    detangle clock 2026-07-02T10:00 --tz America/Chicago
    detangle clock 2026-07-02T10:00 --tz America/Chicago --json
    detangle clock "2026-07-02 10:00" --tz America/Chicago --released "2026-07-05 12:30"
    detangle clock 2026-11-01T01:30:00-06:00 --tz America/Chicago
`
}

// Run computes and prints.
func (c *clockCmd) Run(e *env) error {
	zone, err := c.zone(e)
	if err != nil {
		return err
	}
	start, err := clock.Parse(c.Time, zone)
	if err != nil {
		return usageError{err}
	}
	answer, err := clock.Run(start, clock.HolidaySet(c.Holidays))
	if err != nil {
		return usageError{err}
	}
	if c.Released != "" {
		end, err := clock.Parse(c.Released, zone)
		if err != nil {
			return usagef("--released: %w", err)
		}
		hold, err := answer.Excess(end)
		if err != nil {
			return usagef("--released: %w", err)
		}
		answer.Hold = &hold
	}
	if c.JSON {
		return writeJSON(e.stdout, answer)
	}
	if err := printClock(e.stdout, answer); err != nil {
		return err
	}
	explainClock(e, answer)
	return nil
}

// zone is the zone asked for, or this machine's, which is said.
func (c *clockCmd) zone(e *env) (*time.Location, error) {
	name := c.TZ
	if name == "" {
		if name = machineZone(os.Getenv("TZ"), os.Readlink); name == "" {
			return nil, usagef("this machine does not say in which time zone it is\nhint: --tz America/Chicago")
		}
	}
	zone, err := clock.Zone(name)
	if err != nil {
		return nil, usagef("--tz: %w", err)
	}
	if c.TZ == "" {
		e.say("time zone: %s, this machine's; the place's counts\nhint: --tz ZONE", zone)
	}
	return zone, nil
}

// machineZone names the zone of this machine: TZ if it is set, else what
// /etc/localtime links to. Nothing is returned where neither names one.
func machineZone(tz string, readlink func(string) (string, error)) string {
	if tz = strings.TrimPrefix(tz, ":"); tz != "" {
		if _, name, ok := strings.Cut(tz, "zoneinfo/"); ok {
			return name
		}
		return tz
	}
	if target, err := readlink("/etc/localtime"); err == nil {
		_, name, _ := strings.Cut(target, "zoneinfo/")
		return name
	}
	return ""
}

// printClock prints the days, then the deadlines.
func printClock(w io.Writer, a clock.Answer) error {
	var rows [][]string
	for _, d := range a.Days {
		_, to := clock.End(d.To)
		rows = append(rows, []string{d.Date, d.Weekday, countsText(d), d.From.Format("15:04"), to, hoursText(d.Hours), hoursText(d.Total), hoursText(d.FormTotal)})
	}
	if err := writeTable(w, []string{"date", "weekday", "counts", "from", "to", "hours", "total", "by the form"}, rows); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nstart          %s  %s, %s\ndeadline       %s  %s, by 8 CFR 287.7(d)\ndeadline_form  %s  %s, by form %s\n",
		a.Start.Format(time.RFC3339), a.Start.Format("Monday 15:04"), a.TZ, a.Deadline.Format(time.RFC3339), endText(a.Deadline), a.DeadlineForm.Format(time.RFC3339), endText(a.DeadlineForm), a.Form.Name)
	if h := a.Hold; err == nil && h != nil {
		_, err = fmt.Fprintf(w, "hold           %s  %s, after %s hours: %s deadline, %s deadline_form\n", h.End.Format(time.RFC3339), endText(h.End), hoursText(h.Hours), pastText(h.Excess), pastText(h.ExcessForm))
	}
	return err
}

// countsText says whether a day counts, or why not.
func countsText(d clock.Day) string {
	switch {
	case d.Counted:
		return "yes"
	case d.Observed:
		return "no: " + d.Holiday + ", observed"
	case d.Why == clock.OnHoliday:
		return "no: " + d.Holiday
	}
	return "no: " + d.Weekday
}

func endText(t time.Time) string {
	day, wall := clock.End(t)
	return day.Weekday().String() + " " + wall
}

// hoursText writes hours with at most two digits behind the point.
func hoursText(hours float64) string {
	return strconv.FormatFloat(math.Round(hours*100)/100, 'f', -1, 64)
}

func pastText(excess float64) string {
	if excess > 0 {
		return hoursText(excess) + " hours past"
	}
	return hoursText(-excess) + " hours before"
}

// explainClock says on stderr what the deadlines rest on and what they leave
// open.
func explainClock(e *env, a clock.Answer) {
	e.say("%s", a.Form.Note)
	for _, c := range a.Citations {
		if c.Quote {
			e.say("law: %s: \"%s\"", c.Cite, c.Text)
		} else {
			e.say("law: %s: %s", c.Cite, c.Text)
		}
	}
	for _, l := range a.Limits {
		e.say("note: %s", l.Text)
	}
}
