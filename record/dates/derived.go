package dates

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"detangle"
)

// Dates that are counted from the anchor.

// derived tries the rules at word i.
func (f *finder) derived(i int) int {
	a := f.anchor.Day
	switch w := f.words[i]; w.low {
	case "today", "tonight":
		d := Date{First: a, Last: a, Precision: "day", Derived: true, Rule: "today: the anchor", Confidence: Medium}
		if f.happened(i) {
			d.Confidence = High
		}
		return f.add(i, i+1, d)
	case "yesterday":
		return f.add(i, i+1, Date{First: a - 1, Last: a - 1, Precision: "day", Derived: true, Rule: "yesterday: the day before the anchor", Confidence: High})
	case "tomorrow":
		return f.add(i, i+1, Date{First: a + 1, Last: a + 1, Precision: "day", Derived: true, Rule: "tomorrow: the day after the anchor", Confidence: High})
	case "last", "this", "next", "past", "previous", "coming":
		return f.relative(i)
	case "recently":
		return f.add(i, i+1, Date{First: a - 90, Last: a, Precision: "range", Derived: true, Rule: "recently: within 90 days before the anchor, by convention", Confidence: Low})
	case "recent":
		return f.recent(i)
	case "inauguration":
		return f.inauguration(i)
	case "first":
		return f.firstDays(i)
	}
	if weekday, ok := weekdays[f.words[i].low]; ok && f.words[i].capital {
		return f.weekday(i, weekday, false)
	}
	if n := f.ago(i); n > 0 {
		return n
	}
	return 0
}

// happened reports whether the words around say what somebody did: "sent a
// letter today" is a day, "people who live here today" is not.
func (f *finder) happened(i int) bool {
	did := func(w word) bool {
		return w.kind == 'a' && (strings.HasSuffix(w.low, "ed") || slices.Contains([]string{"sent", "said", "wrote", "led", "told", "held", "took", "made", "filed", "won", "issued", "are", "is"}, w.low))
	}
	for j := max(0, i-9); j < min(len(f.words), i+6); j++ {
		if j != i && did(f.words[j]) && f.samePart(j, i) {
			return true
		}
	}
	return false
}

func (f *finder) samePart(a, b int) bool {
	for j := min(a, b) + 1; j <= max(a, b); j++ {
		if f.words[j].opens {
			return false
		}
	}
	return true
}

// relative reads last week, this month, next year, last Tuesday, last summer,
// the past two years, this morning; with late or early before it.
func (f *finder) relative(i int) int {
	a := f.anchor.Day
	w, next := f.words[i].low, f.get(i+1, i)
	step := map[string]int{"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "past": -1}[w]
	if w == "past" || w == "last" || w == "next" || w == "coming" {
		if n := f.stretch(i); n > 0 {
			return n
		}
	}
	if w == "past" && f.before(i).low != "the" && f.before(i).low != "this" {
		return 0
	}
	if weekday, ok := weekdays[next.low]; ok && next.capital {
		return f.weekday(i, weekday, true)
	}
	if m, ok := seasons[next.low]; ok && (w == "last" || w == "this") {
		return f.relativeSeason(i, m, step)
	}
	d := Date{Derived: true, Confidence: High}
	switch {
	case w == "last" && next.low == "night":
		d.First, d.Last, d.Precision, d.Rule = a-1, a-1, "day", "last night: the day before the anchor"
	case w == "this" && slices.Contains([]string{"morning", "afternoon", "evening"}, next.low):
		d.First, d.Last, d.Precision, d.Rule = a, a, "day", "this "+next.low+": the anchor"
	case next.low == "week":
		d.First, d.Last = weekOf(a + detangle.Day(7*step))
		d.Precision, d.Confidence = "week", Medium
		d.Rule = w + " week: Monday to Sunday; some writers mean the seven days around"
	case next.low == "month":
		first, _ := monthOf(a)
		d.First = addMonths(first, step)
		d.Last, d.Precision, d.Rule = d.First.MonthEnd(), "month", w+" month: the calendar month"
	case next.low == "year":
		d.First, d.Last = yearOf(a.Time().Year() + step)
		d.Precision, d.Rule = "year", w+" year: the calendar year"
	default:
		return 0
	}
	f.narrow(i, &d)
	return f.add(i, i+2, d)
}

// narrow cuts a derived range down by the word before it: earlier this year ends
// at the anchor, later this year begins there.
func (f *finder) narrow(i int, d *Date) {
	switch f.before(i).low {
	case "earlier":
		d.Last, d.Rule = min(d.Last, f.anchor.Day), "earlier "+d.Rule+", up to the anchor"
	case "later":
		d.First, d.Rule = max(d.First, f.anchor.Day), "later "+d.Rule+", from the anchor"
	case "late":
		d.First, d.Confidence, d.Rule = d.Last-(d.Last-d.First)/3, Medium, "late "+d.Rule+", its last third"
	case "early":
		d.Last, d.Confidence, d.Rule = d.First+(d.Last-d.First)/3, Medium, "early "+d.Rule+", its first third"
	}
}

// stretch reads the past two years, the last 90 days, the next six months.
func (f *finder) stretch(i int) int {
	w := f.words[i].low
	j := i + 1
	n := 1
	if count, k := f.count(j, i); k > 0 && f.get(j, i).low != "a" && f.get(j, i).low != "an" {
		n, j = count, j+k
	} else if w != "past" || f.before(i).low != "the" {
		return 0 // "last year" is a year of the calendar, "the past year" is not
	}
	unit := units[f.get(j, i).low]
	if unit == "" || n > 5000 {
		return 0
	}
	a := f.anchor.Day
	d := Date{Precision: "range", Derived: true, Confidence: Medium, First: back(a, n, unit), Last: a, Rule: fmt.Sprintf("the past %d %ss, up to the anchor", n, unit)}
	if w == "next" || w == "coming" {
		d.First, d.Last, d.Rule = a, back(a, -n, unit), fmt.Sprintf("the next %d %ss, from the anchor", n, unit)
	}
	return f.add(i, j+1, d)
}

// back counts n units back from a day.
func back(d detangle.Day, n int, unit string) detangle.Day {
	if d == detangle.NoDay {
		return d
	}
	switch unit {
	case "day":
		return d - detangle.Day(n)
	case "week":
		return d - detangle.Day(7*n)
	case "month":
		return addMonths(d, -n)
	case "decade":
		n *= 10
	}
	return addMonths(d, -12*n)
}

// count reads a number in digits or words and returns how many words it took.
func (f *finder) count(i, from int) (n, k int) {
	w := f.get(i, from)
	if w.kind == '1' && len(w.low) <= 4 {
		n, _ = strconv.Atoi(w.low)
		return n, 1
	}
	if n = numbers[w.low]; n == 0 {
		return 0, 0
	}
	if dash, unit := f.get(i+1, from), f.get(i+2, from); n >= 20 && n < 100 && dash.low == "-" && numbers[unit.low] > 0 && numbers[unit.low] < 10 {
		return n + numbers[unit.low], 3
	}
	return n, 1
}

// ago reads two years ago, a week ago, several months ago, two years into the
// Biden administration, two years after.
func (f *finder) ago(i int) int {
	n, k := f.count(i, i)
	vague := ""
	if w := f.words[i].low; w == "several" || w == "few" || w == "couple" || w == "many" || w == "some" {
		n, k, vague = 3, 1, w
		if f.get(i+1, i).low == "of" {
			k++
		}
	}
	if k == 0 {
		return 0
	}
	unit := units[f.get(i+k, i).low]
	if unit == "" || n < 1 || n > 5000 {
		return 0
	}
	end := i + k + 1
	switch f.get(end, i).low {
	case "ago", "earlier":
		return f.add(i, end+1, f.agoDate(n, unit, vague))
	case "into":
		return f.into(i, end, n, unit)
	}
	return 0
}

func (f *finder) agoDate(n int, unit, vague string) Date {
	a := f.anchor.Day
	at := back(a, n, unit)
	d := Date{First: at, Last: at, Precision: "day", Derived: true, Confidence: High, Rule: fmt.Sprintf("%d %ss before the anchor", n, unit)}
	switch unit {
	case "week":
		d.First, d.Last = at-3, at+3
		d.Precision, d.Confidence, d.Rule = "week", Medium, d.Rule+", three days either way"
	case "month":
		d.First, d.Last = at-15, at+15
		d.Precision, d.Confidence, d.Rule = "month", Medium, d.Rule+", fifteen days either way"
	case "year":
		d.First, d.Last = addMonths(at, -6), addMonths(at, 6)
		d.Precision, d.Confidence, d.Rule = "year", Medium, d.Rule+", six months either way"
	case "decade":
		d.First, d.Last = addMonths(at, -36), addMonths(at, 36)
		d.Precision, d.Confidence, d.Rule = "range", Low, d.Rule+", three years either way"
	}
	if vague != "" {
		d.First, d.Last = back(a, 9, unit), back(a, 2, unit)
		d.Precision, d.Confidence, d.Rule = "range", Low, fmt.Sprintf("%s %ss ago: two to nine, by convention", vague, unit)
	}
	return d
}

// into reads "two years into the Biden administration".
func (f *finder) into(i, end, n int, unit string) int {
	j := end + 1
	for j < end+4 && (f.get(j, i).low == "the" || f.get(j, i).low == "president" || f.get(j, i).low == "his" || f.get(j, i).low == "a") {
		j++
	}
	start, year := f.term(f.get(j, i).low)
	if year == 0 {
		return 0
	}
	if f.get(j+1, i).low == "administration" || f.get(j+1, i).low == "presidency" || f.get(j+1, i).low == "term" {
		j++
	} else if mark := f.get(j+1, i).low; (mark == "’" || mark == "'") && f.get(j+2, i).low == "s" {
		j += 2
		if next := f.get(j+1, i).low; next == "presidency" || next == "term" || next == "administration" {
			j++
		}
	}
	first := back(start, -n, unit)
	d := Date{First: first, Last: back(start, -n-1, unit) - 1, Precision: "range", Derived: true, Confidence: Medium,
		Rule: fmt.Sprintf("%d %ss from the day that the term began, %s, and less than one more", n, unit, start)}
	if a := f.anchor.Day; a != detangle.NoDay && a >= first && a < d.Last {
		d.Last, d.Confidence, d.Rule = a, High, d.Rule+"; up to the anchor"
	}
	return f.add(i, j+1, d)
}

// term returns the day on which a president's latest term before the anchor began.
func (f *finder) term(name string) (start detangle.Day, year int) {
	for _, t := range terms {
		if day := dayOf(t.year, 1, 20); t.name == name && (year == 0 || f.anchor.Day != detangle.NoDay && day <= f.anchor.Day) {
			start, year = day, t.year
		}
	}
	return start, year
}

// firstDays reads "the first day of Biden's presidency" and "the first 100 days
// of the Biden administration".
func (f *finder) firstDays(i int) int {
	j, n := i+1, 1
	if count, k := f.count(j, i); k > 0 {
		n, j = count, j+k
	}
	unit := units[f.get(j, i).low]
	if unit == "" || n > 1500 {
		return 0
	}
	j++
	if w := f.get(j, i).low; w != "of" && w != "in" {
		return 0
	}
	j++
	for k := 0; k < 2 && (f.get(j, i).low == "the" || f.get(j, i).low == "president"); k++ {
		j++
	}
	start, year := f.term(f.get(j, i).low)
	if year == 0 {
		return 0
	}
	for k := 0; k < 3 && slices.Contains([]string{"’", "'", "s"}, f.get(j+1, i).low); k++ {
		j++
	}
	switch f.get(j+1, i).low {
	case "administration", "presidency", "term":
	default:
		return 0
	}
	d := Date{First: start, Last: back(start, -n, unit) - 1, Precision: "range", Derived: true, Confidence: High, Rule: fmt.Sprintf("counted from the day that the term began, %s", start)}
	if n == 1 && unit == "day" {
		d.Precision = "day"
	}
	return f.add(i, j+2, d)
}

// inauguration reads Inauguration Day: the last one not after the anchor.
func (f *finder) inauguration(i int) int {
	if f.get(i+1, i).low != "day" || !f.words[i].capital {
		return 0
	}
	d := Date{Precision: "day", Derived: true, Confidence: Medium, Rule: "Inauguration Day: the last 20 January after an election that is not after the anchor"}
	if a := f.anchor.Day; a != detangle.NoDay {
		y := a.Time().Year()
		for y%4 != 1 || dayOf(y, 1, 20) > a {
			y--
		}
		d.First = dayOf(y, 1, 20)
		d.Last = d.First
	}
	return f.add(i, i+2, d)
}

// recent reads in recent weeks: low, by convention.
func (f *finder) recent(i int) int {
	unit := units[f.get(i+1, i).low]
	span := map[string]int{"day": 14, "week": 60, "month": 365, "year": 5 * 365}[unit]
	if span == 0 || !strings.HasSuffix(f.get(i+1, i).low, "s") {
		return 0
	}
	a := f.anchor.Day
	return f.add(i, i+2, Date{First: a - detangle.Day(span), Last: a, Precision: "range", Derived: true, Confidence: Low,
		Rule: fmt.Sprintf("recent %ss: within %d days before the anchor, by convention", unit, span)})
}

// weekday reads Tuesday, on Tuesday, last Tuesday, next Tuesday.
func (f *finder) weekday(i int, day time.Weekday, with bool) int {
	a := f.anchor.Day
	end, how := i+1, ""
	if with {
		end, how = i+2, f.words[i].low
	}
	if end < len(f.words) && f.get(end, i).low == "," { // Tuesday, September 28, 2021: the date says it
		if m, n := f.month(end+1, i); n > 0 && m > 0 {
			return 0
		}
	}
	since := (int(a.Time().Weekday()) - int(day) + 7) % 7
	d := Date{Precision: "day", Derived: true, Confidence: Medium, Rule: "a weekday: the last one, the anchor included"}
	at := a - detangle.Day(since)
	switch {
	case how == "last" && since == 0:
		at, d.Rule = a-7, "last weekday: the last one before the anchor"
	case how == "last":
		d.Rule = "last weekday: the last one before the anchor; some writers mean the week before"
	case how == "next" || how == "coming":
		at, d.Rule = a+detangle.Day(7-since), "next weekday: the next one after the anchor"
	case how == "this" || f.ahead(i):
		at, d.Rule = a+detangle.Day((7-since)%7), "a weekday to come: the next one, the anchor included"
	}
	d.First, d.Last = at, at
	return f.add(i, end, d)
}

// relativeSeason reads last summer and this spring.
func (f *finder) relativeSeason(i int, m time.Month, step int) int {
	d := Date{Precision: "season", Derived: true, Confidence: Medium, Rule: "a season: three months, by convention; the last one that had begun by the anchor"}
	if a := f.anchor.Day; a != detangle.NoDay {
		y := a.Time().Year()
		if dayOf(y, m, 1) > a {
			y--
		}
		if first := dayOf(y, m, 1); step < 0 && addMonths(first, 3) > a {
			y--
		}
		d.First = dayOf(y, m, 1)
		d.Last = addMonths(d.First, 3) - 1
	}
	return f.add(i, i+2, d)
}
