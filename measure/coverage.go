package measure

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"detangle"
)

// withheld refuses a question by an attribute of persons. Which cells of such an
// answer may be shown depends on all other answers, and only a layer that sees
// them all can say.
func (m *loaded) withheld(q Query) *detangle.Refusal {
	var asked []string
	for _, key := range append(slices.Sorted(maps.Keys(q.Where)), q.By...) {
		if slices.Contains(m.Withheld, key) && !slices.Contains(asked, key) {
			asked = append(asked, key)
		}
	}
	if len(asked) == 0 {
		return nil
	}
	return &detangle.Refusal{Code: "attribute_of_persons",
		Reason:  fmt.Sprintf("%s is an attribute of persons: counts by it are not offered while nothing checks that small groups stay hidden across all answers", strings.Join(asked, " and ")),
		Closing: "suppression of small cells over every answer that is published"}
}

// lacking refuses a key that the measure's table has no column for.
func (m *loaded) lacking(q Query) *detangle.Refusal {
	for _, key := range append(slices.Sorted(maps.Keys(q.Where)), q.By...) {
		if refusal, ok := m.Lacks[key]; ok {
			return &refusal
		}
	}
	return nil
}

// cover settles the days of a question within a record.
func (r *resolved) cover(m *loaded, c detangle.Coverage, from, asOf, known detangle.Day) error {
	if r.question.Known != "" && !c.Editions {
		return &QuestionError{m.Name + " rests on one record as it was published: it takes no known date", ""}
	}
	r.args.Known, r.args.First = known, c.First
	if c.Monthly && from != detangle.NoDay && from < c.First && from.MonthEnd() == c.First.MonthEnd() {
		from = c.First // the record begins within the month asked for
	}
	switch {
	case c.First == detangle.NoDay:
		r.refusal = &detangle.Refusal{Code: "no_record", Reason: c.Name + " is not among the files held", Closing: c.Closing}
	case from != detangle.NoDay && from < c.First || asOf < c.First:
		r.refusal = &detangle.Refusal{Code: "before_record", Reason: c.Name + " starts on " + c.First.String(), Closing: c.Closing}
	case from != detangle.NoDay && from > c.Last:
		r.refusal = &detangle.Refusal{Code: "after_record", Reason: c.Name + " ends on " + c.Last.String(), Closing: c.Closing}
	}
	if r.refusal != nil {
		return nil
	}
	if asOf > c.Last {
		if asOf != detangle.Forever {
			r.note("%s ends on %s: the answer is as of that day, not of %s.", upperFirst(c.Name), c.Last, asOf)
		}
		asOf = c.Last
	}
	if from == detangle.NoDay && m.Window {
		from = c.First
	}
	if m.Window && c.Monthly {
		if from, asOf = r.wholeMonths(c, from, asOf); r.refusal != nil {
			return nil
		}
	}
	r.args.From, r.args.AsOf = from, asOf
	r.question.From, r.question.AsOf = from.String(), asOf.String()
	return nil
}

// wholeMonths narrows a window to the months that lie in it.
func (r *resolved) wholeMonths(c detangle.Coverage, from, asOf detangle.Day) (detangle.Day, detangle.Day) {
	first, last := from, asOf
	if first.Time().Day() != 1 && first != c.First {
		first = first.MonthEnd() + 1
	}
	if last != last.MonthEnd() && last != c.Last { // a record may begin and end within a month
		last = detangle.DayOf(last.Time().AddDate(0, 0, -last.Time().Day()))
	}
	if first > last {
		r.refusal = &detangle.Refusal{Code: "part_of_a_month", Reason: fmt.Sprintf("%s knows whole months, and none lies between %s and %s", c.Name, from, asOf), Closing: c.Closing}
	} else if first != from && from != from.MonthEnd() || last != asOf {
		r.note("%s knows whole months: the window is %s to %s.", upperFirst(c.Name), first, last)
	}
	return first, last
}

func (r *resolved) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
