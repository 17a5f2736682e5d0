package dates

import (
	"encoding/json"
	"time"

	"detangle"
	"detangle/record/text"
)

// Confidence is how sure a rule is of the days that it gives.
type Confidence string

// The confidences.
const (
	High   Confidence = "high"   // the words leave no other reading
	Medium Confidence = "medium" // the usual reading; another is possible
	Low    Confidence = "low"    // a range within which it lies, by a convention stated in the rule
)

// Anchor is the day from which derived dates are counted.
type Anchor struct {
	Day  detangle.Day // NoDay if it is not known
	Rule string       // how it is known: "the text's own date", "given by the editor"
}

// Date is one expression of time in a text.
type Date struct {
	text.Span
	Text       string       // as written
	First      detangle.Day // the first day that it may mean; NoDay if that is open
	Last       detangle.Day // the last, included
	Precision  string       // day, week, month, season, year, fiscal year, range
	Derived    bool         // counted from the anchor
	Rule       string       // what was done, in words
	Anchor     Anchor       // of a derived date
	Confidence Confidence
}

// Known reports whether the date has days.
func (d Date) Known() bool { return d.First != detangle.NoDay }

// stored is the form in JSON: days in ISO form, absent where they are open.
type stored struct {
	text.Span
	Text       string     `json:"text"`
	First      string     `json:"first,omitempty"`
	Last       string     `json:"last,omitempty"`
	Precision  string     `json:"precision"`
	Rule       string     `json:"rule"`
	Derived    bool       `json:"derived,omitempty"`
	Anchor     string     `json:"anchor,omitempty"`
	AnchorRule string     `json:"anchor_rule,omitempty"`
	Confidence Confidence `json:"confidence"`
}

// MarshalJSON writes days in ISO form.
func (d Date) MarshalJSON() ([]byte, error) {
	s := stored{Span: d.Span, Text: d.Text, First: d.First.String(), Last: d.Last.String(), Precision: d.Precision, Rule: d.Rule, Derived: d.Derived, Confidence: d.Confidence}
	if d.Derived {
		s.Anchor, s.AnchorRule = d.Anchor.Day.String(), d.Anchor.Rule
	}
	return json.Marshal(s)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Date) UnmarshalJSON(b []byte) error {
	var s stored
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*d = Date{Span: s.Span, Text: s.Text, First: isoDay(s.First), Last: isoDay(s.Last), Precision: s.Precision, Rule: s.Rule, Derived: s.Derived, Confidence: s.Confidence}
	if d.Derived {
		d.Anchor = Anchor{isoDay(s.Anchor), s.AnchorRule}
	}
	return nil
}

func isoDay(s string) detangle.Day {
	day, err := detangle.ParseDay(s)
	if err != nil {
		return detangle.NoDay
	}
	return day
}

// The arithmetic of calendars.

func dayOf(year int, month time.Month, day int) detangle.Day {
	return detangle.DayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// exists reports whether the calendar has the day.
func exists(year int, month time.Month, day int) bool {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return t.Month() == month && t.Day() == day
}

func monthOf(d detangle.Day) (first, last detangle.Day) {
	t := d.Time()
	return dayOf(t.Year(), t.Month(), 1), d.MonthEnd()
}

func yearOf(year int) (first, last detangle.Day) { return dayOf(year, 1, 1), dayOf(year, 12, 31) }

// weekOf returns the Monday and the Sunday around a day.
func weekOf(d detangle.Day) (first, last detangle.Day) {
	monday := d - detangle.Day((int(d.Time().Weekday())+6)%7)
	return monday, monday + 6
}

// addMonths moves a day by months, to the end of a month that is too short.
func addMonths(d detangle.Day, n int) detangle.Day {
	t := d.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return min(detangle.DayOf(first)+detangle.Day(t.Day()-1), detangle.DayOf(first).MonthEnd())
}
