package clock

import (
	"fmt"
	"time"
)

// Allowed is how long a hold may last: 48 hours by either reading.
const Allowed = 48 * time.Hour

// The years whose holidays are known here.
const (
	FirstYear = 2008
	LastYear  = 2099
)

// Answer is the clock of one release.
type Answer struct {
	Start        time.Time  `json:"start" doc:"release otherwise due, in the place's zone"`
	TZ           string     `json:"tz" doc:"the place's time zone, by its IANA name"`
	Deadline     time.Time  `json:"deadline" doc:"end of the 48 hours by 8 CFR 287.7(d)"`
	DeadlineForm time.Time  `json:"deadline_form" doc:"end of the 48 hours by the text of the form then in use"`
	Hours        float64    `json:"hours" doc:"hours that both readings allow"`
	HolidaySet   HolidaySet `json:"holiday_set" doc:"which days count as holidays"`
	Form         Form       `json:"form" doc:"the form then in use"`
	Days         []Day      `json:"days" doc:"the calendar days from start to deadline"`
	Hold         *Hold      `json:"hold" doc:"the hold measured against both deadlines, where its end was given"`
	Citations    []Citation `json:"citations" doc:"the law"`
	Limits       []Note     `json:"limits" doc:"what the answer does not say"`
}

// Day is one calendar day of the walk from start to deadline.
type Day struct {
	Date      string    `json:"date"`
	Weekday   string    `json:"weekday"`
	Counted   bool      `json:"counted" doc:"whether its hours count under the regulation"`
	Why       Why       `json:"why" doc:"weekday, saturday, sunday or holiday"`
	Holiday   string    `json:"holiday" doc:"name of the holiday on or observed on this day, also of one on a Saturday or Sunday"`
	Observed  bool      `json:"observed" doc:"whether it is a day off for a holiday that falls on a Saturday or Sunday"`
	From      time.Time `json:"from" doc:"start of the stretch of this day: the release or midnight"`
	To        time.Time `json:"to" doc:"its end: midnight or the deadline"`
	Hours     float64   `json:"hours" doc:"hours counted under the regulation"`
	Total     float64   `json:"total" doc:"hours counted so far"`
	FormHours float64   `json:"form_hours" doc:"hours counted by the form"`
	FormTotal float64   `json:"form_total" doc:"hours counted so far by the form"`
}

// Why says why a day is counted or not.
type Why string

// The reasons.
const (
	OnWeekday  Why = "weekday"
	OnSaturday Why = "saturday"
	OnSunday   Why = "sunday"
	OnHoliday  Why = "holiday"
)

// Run computes both deadlines for a release that was due at start, whose
// location is the place's time zone.
func Run(start time.Time, set HolidaySet) (Answer, error) {
	if year := start.Year(); year < FirstYear || year > LastYear {
		return Answer{}, fmt.Errorf("%s lies outside of %d to %d, for which federal holidays are known here", start.Format(time.DateOnly), FirstYear, LastYear)
	}
	if _, err := ParseHolidaySet(string(set)); err != nil {
		return Answer{}, err
	}
	form := formOf(start)
	a := Answer{Start: start, TZ: start.Location().String(), Hours: Allowed.Hours(), HolidaySet: set, Form: form, Days: make([]Day, 0, 8), Citations: citations(form), Limits: Limits}
	a.walk()
	return a, nil
}

// walk goes from day to day until the hours are used up.
func (a *Answer) walk() {
	var counted, byForm time.Duration
	from := a.Start
	for day := dateOf(from); counted < Allowed; day = day.next() {
		to := day.next().midnight(from.Location())
		if !to.After(from) {
			continue // a day that a zone skipped whole
		}
		why, holiday, moved := a.HolidaySet.classify(day)
		spent := time.Duration(0)
		if why == OnWeekday {
			spent = min(to.Sub(from), Allowed-counted)
			to = from.Add(spent)
		}
		counted += spent
		formSpent := spent
		if !a.Form.Excludes {
			formSpent = min(to.Sub(from), Allowed-byForm)
		}
		byForm += formSpent
		a.Days = append(a.Days, Day{Date: utcDay(day.year, day.month, day.day).Format(time.DateOnly), Weekday: day.weekday().String(), Counted: why == OnWeekday, Why: why, Holiday: holiday, Observed: moved,
			From: from, To: to, Hours: spent.Hours(), Total: counted.Hours(), FormHours: formSpent.Hours(), FormTotal: byForm.Hours()})
		from = to
	}
	a.Deadline, a.DeadlineForm = from, from
	if !a.Form.Excludes {
		a.DeadlineForm = a.Start.Add(Allowed)
	}
}

// End says a moment as the end of something: its day, as midnight UTC, and the
// time on the wall, where midnight is 24:00 of the day before.
func End(t time.Time) (day time.Time, wall string) {
	d := dateOf(t)
	if d.midnight(t.Location()).Equal(t) {
		return utcDay(d.year, d.month, d.day-1), "24:00"
	}
	return utcDay(d.year, d.month, d.day), t.Format("15:04")
}

// classify says whether a day counts, and names its holiday.
func (set HolidaySet) classify(d date) (why Why, holiday string, moved bool) {
	holiday, moved = set.on(d.year, d.month, d.day)
	switch w := d.weekday(); {
	case w == time.Saturday:
		return OnSaturday, holiday, moved
	case w == time.Sunday:
		return OnSunday, holiday, moved
	case holiday != "":
		return OnHoliday, holiday, moved
	}
	return OnWeekday, "", false
}

// Hold is a hold that has ended, measured against both deadlines in hours that
// passed. An excess below zero is time that was left.
type Hold struct {
	End        time.Time `json:"end"`
	Hours      float64   `json:"hours" doc:"from release otherwise due to the end of the hold"`
	Excess     float64   `json:"excess_hours" doc:"hours past the regulation's deadline; below zero: hours left"`
	ExcessForm float64   `json:"excess_form_hours" doc:"hours past the form's deadline; below zero: hours left"`
}

// Excess measures a hold that ended at end. The end of a hold is when the
// person left the jail's custody, to ICE or to freedom.
func (a Answer) Excess(end time.Time) (Hold, error) {
	if end.Before(a.Start) {
		return Hold{}, fmt.Errorf("the hold ends at %s, before it starts at %s", end.Format(time.RFC3339), a.Start.Format(time.RFC3339))
	}
	end = end.In(a.Start.Location())
	return Hold{End: end, Hours: end.Sub(a.Start).Hours(), Excess: end.Sub(a.Deadline).Hours(), ExcessForm: end.Sub(a.DeadlineForm).Hours()}, nil
}
