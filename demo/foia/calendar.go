package foia

import (
	"strconv"
	"time"
)

// Times are minutes since 1970, local and without a zone, as the releases have
// them; days are counted from 1970 too. never stands for what did not happen.
const (
	perDay = 24 * 60
	never  = int32(-1 << 31)
)

func day(year int, month time.Month, d int) int32 {
	return int32(time.Date(year, month, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// fiscalYears holds the first day of each fiscal year from 2010 to 2030.
var fiscalYears = func() (first [21]int32) {
	for i := range first {
		first[i] = day(2010+i-1, time.October, 1)
	}
	return first
}()

// fiscal returns the fiscal year of a day; those before 2010 count as 2010.
func fiscal(d int32) int {
	year := 2010
	for year < 2029 && d >= fiscalYears[year+1-2010] {
		year++
	}
	return year
}

// minutes are the fractions of a day as Excel prints them, cut where doubles
// of that size end: some lie a little before their minute.
var minutes = func() (text [perDay]string) {
	for m := range text {
		if m > 0 {
			text[m] = strconv.FormatFloat(float64(m)/perDay, 'f', 11, 64)[1:]
		}
	}
	return text
}()

// epoch is 1970-01-01 as a serial of the 1900 date system.
const epoch = 25569

func isoDay(d int32) string {
	if d == never {
		return ""
	}
	return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly)
}

func isoMinute(m int32) string {
	if m == never {
		return ""
	}
	return time.Unix(int64(m)*60, 0).UTC().Format("2006-01-02T15:04")
}

// dayOf returns the day of a minute.
func dayOf(m int32) int32 {
	if m == never {
		return never
	}
	return m / perDay
}
