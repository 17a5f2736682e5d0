package dates

import (
	"fmt"
	"strconv"
	"time"

	"detangle"
)

// Dates that are written out.

// number tries the rules that begin with digits at word i.
func (f *finder) number(i int) int {
	for _, rule := range []func(int) int{f.iso, f.slashed, f.dayFirst, f.ago, f.decade, f.yearAlone} {
		if n := rule(i); n > 0 {
			return n
		}
	}
	return 0
}

// iso reads 2021-09-28.
func (f *finder) iso(i int) int {
	y, ok := f.year(i, i)
	if !ok || f.get(i+1, i).low != "-" || f.get(i+3, i).low != "-" || len(f.get(i+2, i).low) != 2 || len(f.get(i+4, i).low) != 2 {
		return 0
	}
	m, _ := strconv.Atoi(f.get(i+2, i).low)
	d, _ := strconv.Atoi(f.get(i+4, i).low)
	if !exists(y, time.Month(m), d) {
		return 0
	}
	day := dayOf(y, time.Month(m), d)
	return f.add(i, i+5, Date{First: day, Last: day, Precision: "day", Rule: "year-month-day", Confidence: High})
}

// slashed reads 2/18/2025, 02.18.2025, 2-18-25: month first, as in the United
// States, unless only the other order makes a date.
func (f *finder) slashed(i int) int {
	mark := f.get(i+1, i).low
	if mark != "/" && mark != "." && mark != "-" || f.get(i+3, i).low != mark {
		return 0
	}
	a, b, y := f.get(i, i), f.get(i+2, i), f.get(i+4, i)
	if a.kind != '1' || b.kind != '1' || y.kind != '1' || len(a.low) > 2 || len(b.low) > 2 || len(y.low) != 4 && (len(y.low) != 2 || mark == "." && len(a.low) < 2) {
		return 0
	}
	if f.words[i].to != f.words[i+1].from || f.words[i+3].to != y.from || f.get(i+5, i).low == mark && f.get(i+5, i).from == y.to && f.get(i+6, i).kind == '1' {
		return 0 // spaced, or a fourth number follows
	}
	m, _ := strconv.Atoi(a.low)
	d, _ := strconv.Atoi(b.low)
	year, _ := strconv.Atoi(y.low)
	rule, confidence := "month/day/year, as in the United States", High
	if len(y.low) == 2 {
		year += 2000
		rule, confidence = "month/day/year, with the century of today", Medium
	}
	if m > 12 && d <= 12 {
		m, d, rule, confidence = d, m, "day/month/year, for there is no such month", Medium
	}
	if m < 1 || m > 12 || !exists(year, time.Month(m), d) {
		return 0
	}
	day := dayOf(year, time.Month(m), d)
	return f.add(i, i+5, Date{First: day, Last: day, Precision: "day", Rule: rule, Confidence: confidence})
}

// dayFirst reads 28 September 2021 and the 28th of September.
func (f *finder) dayFirst(i int) int {
	d, n := f.dayNumber(i, i)
	if n == 0 {
		return 0
	}
	j := i + n
	if f.get(j, i).low == "day" {
		j++
	}
	if f.get(j, i).low == "of" {
		j++
	}
	m, k := f.month(j, i)
	if k == 0 || m == 5 && f.get(j, i).low != "may" {
		return 0
	}
	return f.monthDay(i, j+k, m, d, d)
}

// monthDay finishes a date of which month and days are known: words i to j.
func (f *finder) monthDay(i, j int, m time.Month, d, last int) int {
	end := j
	if f.get(end, i).low == "," {
		end++
	}
	if y, ok := f.year(end, i); ok && f.get(end+1, i).low != "-" {
		if !exists(y, m, d) || !exists(y, m, last) || last < d {
			return 0
		}
		precision := "day"
		if last > d {
			precision = "range"
		}
		return f.add(i, end+1, Date{First: dayOf(y, m, d), Last: dayOf(y, m, last), Precision: precision, Rule: "day, month and year", Confidence: High})
	}
	if !exists(2000, m, d) {
		return 0
	}
	date := Date{Precision: "day", Derived: true, Confidence: Medium, Rule: "a day without a year: the last one not after the anchor"}
	if a := f.anchor.Day; a != detangle.NoDay {
		y := a.Time().Year()
		ahead := f.ahead(i)
		if ahead {
			date.Rule = "a day without a year, of what is to come: the next one not before the anchor"
			for y < 2200 && (!exists(y, m, d) || dayOf(y, m, d) < a) {
				y++
			}
		} else {
			for y > 1700 && (!exists(y, m, d) || dayOf(y, m, d) > a) {
				y--
			}
		}
		date.First = dayOf(y, m, d)
		date.Last = date.First + detangle.Day(max(0, last-d))
	}
	return f.add(i, j, date)
}

// written tries the rules that begin with a word: September 28, 2021; September
// 2021; in September; fiscal year 2021; early 2021; spring 2021.
func (f *finder) written(i int) int {
	if m, n := f.month(i, i); n > 0 {
		if k := f.monthFirst(i, m, n); k > 0 {
			return k
		}
	}
	for _, rule := range []func(int) int{f.fiscal, f.part, f.season} {
		if n := rule(i); n > 0 {
			return n
		}
	}
	return 0
}

func (f *finder) monthFirst(i int, m time.Month, n int) int {
	j := i + n
	if d, k := f.dayNumber(j, i); k > 0 {
		last := d
		end := j + k
		if dash := f.get(end, i).low; dash == "-" || dash == "–" || dash == "—" || dash == "to" {
			if l, more := f.dayNumber(end+1, i); more > 0 && l > d {
				last, end = l, end+1+more
			}
		}
		return f.monthDay(i, end, m, d, last)
	}
	end := j
	if next := f.get(end, i).low; next == "," || next == "of" {
		end++
	}
	if y, ok := f.year(end, i); ok {
		first := dayOf(y, m, 1)
		return f.add(i, end+1, Date{First: first, Last: first.MonthEnd(), Precision: "month", Rule: "month and year", Confidence: High})
	}
	return f.monthAlone(i, i+n, m)
}

// monthAlone reads "in February": the last one that had begun, or the next one of
// what is to come.
func (f *finder) monthAlone(i, end int, m time.Month) int {
	switch f.before(i).low {
	case "in", "since", "by", "last", "this", "next", "until", "during", "early", "late", "mid", "from", "of", "through", "before", "after":
	default:
		return 0
	}
	date := Date{Precision: "month", Derived: true, Confidence: High, Rule: "a month without a year: the last one that had begun by the anchor"}
	word := f.before(i).low
	ahead := word == "next" || word == "by" || word == "until" || f.ahead(i)
	if ahead {
		date.Rule, date.Confidence = "a month without a year, of what is to come: the next one", Medium
	}
	if a := f.anchor.Day; a != detangle.NoDay {
		y := a.Time().Year()
		if !ahead && dayOf(y, m, 1) > a {
			y--
		}
		if ahead && dayOf(y, m, 1).MonthEnd() < a {
			y++
		}
		if word == "last" && a.Time().Month() == m {
			y--
		}
		date.First = dayOf(y, m, 1)
		date.Last = date.First.MonthEnd()
	}
	return f.add(i, end, date)
}

// decade reads the 1990s.
func (f *finder) decade(i int) int {
	y, ok := f.year(i, i)
	if s := f.get(i+1, i); !ok || y%10 != 0 || s.low != "s" || s.from != f.words[i].to {
		return 0
	}
	return f.add(i, i+2, Date{First: dayOf(y, 1, 1), Last: dayOf(y+9, 12, 31), Precision: "range", Rule: "a decade", Confidence: High})
}

// yearAlone reads a year after a word that can stand before one, a range of
// years, and "the 2020 campaign".
func (f *finder) yearAlone(i int) int {
	y, ok := f.year(i, i)
	if !ok || y < 1900 {
		return 0
	}
	if dash := f.get(i+1, i).low; dash == "-" || dash == "–" || dash == "—" {
		if n := f.yearRange(i, y); n > 0 {
			return n
		}
	}
	confidence := High
	next := f.get(i+1, i)
	switch f.before(i).low {
	case "in", "since", "by", "during", "until", "from", "through", "before", "after", "between", "to", "early", "late", "mid", "of", "year", "circa", "as", "calendar":
		if next.from == f.words[i].to && (next.low == "-" || next.kind == 'a') || next.low == "%" {
			return 0
		}
	case "and", "or", ",", "–":
		if len(f.found) == 0 || f.found[len(f.found)-1].Precision != "year" || f.words[i].from-f.found[len(f.found)-1].To > 6 {
			return 0
		}
	case "the", "a", "its", "their", "his", "her", "our", "that", "this":
		if next.kind != 'a' || next.from == f.words[i].to {
			return 0
		}
		confidence = Medium
	default:
		return 0
	}
	first, last := yearOf(y)
	return f.add(i, i+1, Date{First: first, Last: last, Precision: "year", Rule: "a year", Confidence: confidence})
}

// yearRange reads 2017-2020 and 2018-19.
func (f *finder) yearRange(i, y int) int {
	w := f.get(i+2, i)
	to, err := strconv.Atoi(w.low)
	if err != nil || w.from != f.words[i+1].to {
		return 0
	}
	if len(w.low) == 2 {
		to += y - y%100
	}
	if len(w.low) != 2 && len(w.low) != 4 || to <= y || to > 2199 || f.get(i+3, i).low == "-" {
		return 0
	}
	return f.add(i, i+3, Date{First: dayOf(y, 1, 1), Last: dayOf(to, 12, 31), Precision: "range", Rule: "from a year to a year", Confidence: High})
}

// fiscalMark reports whether word i is FY.
func (f *finder) fiscalMark(i int) bool {
	return f.words[i].low == "fy" && f.words[i].capital
}

// fiscal reads fiscal year 2021, fiscal 2021, FY2021, FY 21: from 1 October of
// the year before to 30 September (31 U.S.C. 1102).
func (f *finder) fiscal(i int) int {
	j := i + 1
	switch {
	case f.words[i].low == "fiscal":
		if f.get(j, i).low == "year" {
			j++
		}
	case !f.fiscalMark(i):
		return 0
	}
	w := f.get(j, i)
	y, err := strconv.Atoi(w.low)
	if err != nil || len(w.low) != 4 && (len(w.low) != 2 || !f.fiscalMark(i)) {
		return 0
	}
	if len(w.low) == 2 {
		y += 2000
	}
	if y < 1900 || y > 2199 {
		return 0
	}
	return f.add(i, j+1, Date{First: dayOf(y-1, 10, 1), Last: dayOf(y, 9, 30), Precision: "fiscal year", Rule: "a federal fiscal year", Confidence: High})
}

// part reads early 2021, late 2021, mid-2021 and the end of 2021: thirds of the
// year by convention.
func (f *finder) part(i int) int {
	third, j := f.third(i)
	if third < 0 {
		return 0
	}
	if m, n := f.month(j, i); n > 0 {
		end := j + n
		if f.get(end, i).low == "," {
			end++
		}
		if y, ok := f.year(end, i); ok {
			first := dayOf(y, m, 1) + detangle.Day([]int{0, 10, 20}[third])
			last := first + 9
			if third == 2 {
				last = first.MonthEnd()
			}
			return f.add(i, end+1, Date{First: first, Last: last, Precision: "range", Rule: "a third of a month", Confidence: Medium})
		}
		return 0
	}
	y, ok := f.year(j, i)
	if !ok {
		return 0
	}
	first := dayOf(y, time.Month(1+4*third), 1)
	return f.add(i, j+1, Date{First: first, Last: addMonths(first, 4) - 1, Precision: "range", Rule: "a third of a year", Confidence: Medium})
}

// third reads early, mid, late, the end of, the beginning of; -1 if it is none.
func (f *finder) third(i int) (third, next int) {
	next = i + 1
	switch f.words[i].low {
	case "early":
		third = 0
	case "late":
		third = 2
	case "mid", "middle":
		third = 1
		if f.get(next, i).low == "-" {
			next++
		}
	case "beginning", "start":
		third = 0
	case "end":
		third = 2
	default:
		return -1, 0
	}
	switch f.words[i].low {
	case "beginning", "start", "end", "middle":
		if f.get(next, i).low != "of" {
			return -1, 0
		}
		next++
	}
	return third, next
}

// season reads spring 2021 and summer of 2021. Winter 2021 ends in February 2022.
func (f *finder) season(i int) int {
	m, ok := seasons[f.words[i].low]
	j := i + 1
	if f.get(j, i).low == "of" {
		j++
	}
	y, has := f.year(j, i)
	if !ok || !has {
		return 0
	}
	first := dayOf(y, m, 1)
	return f.add(i, j+1, Date{First: first, Last: addMonths(first, 3) - 1, Precision: "season", Rule: fmt.Sprintf("three months from %s, by convention", m), Confidence: Medium})
}
