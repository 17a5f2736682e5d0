package dates

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// word is a run of letters, a run of digits, or one mark.
type word struct {
	from, to int
	low      string // in small letters
	kind     byte   // 'a' letters, '1' digits, '.' a mark
	capital  bool   // begins with one
	opens    bool   // first of its paragraph: no expression reaches across
}

// split cuts a text into words. Space is no word; a blank line begins a paragraph.
func split(body string) []word {
	words := make([]word, 0, len(body)/5+1)
	opens := true
	for i := 0; i < len(body); {
		r, n := utf8.DecodeRuneInString(body[i:])
		from := i
		i += n
		switch {
		case unicode.IsSpace(r):
			if r == '\n' && strings.HasPrefix(strings.TrimLeft(body[i:], " \t\r"), "\n") || r == '\f' {
				opens = true
			}
			continue
		case unicode.IsLetter(r):
			i = run(body, i, unicode.IsLetter)
			words = append(words, word{from: from, to: i, low: strings.ToLower(body[from:i]), kind: 'a', capital: unicode.IsUpper(r), opens: opens})
		case r >= '0' && r <= '9':
			i = run(body, i, func(r rune) bool { return r >= '0' && r <= '9' })
			words = append(words, word{from: from, to: i, low: body[from:i], kind: '1', opens: opens})
		default:
			words = append(words, word{from: from, to: i, low: body[from:i], kind: '.', opens: opens})
		}
		opens = false
	}
	return words
}

func run(body string, i int, in func(rune) bool) int {
	for i < len(body) {
		r, n := utf8.DecodeRuneInString(body[i:])
		if !in(r) {
			break
		}
		i += n
	}
	return i
}

var months = map[string]time.Month{
	"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
	"september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}

var weekdays = map[string]time.Weekday{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
}

// seasons by the months that they begin with, as publishers use them.
var seasons = map[string]time.Month{"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}

var numbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
}

// units of time, in the singular.
var units = map[string]string{
	"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month", "year": "year", "years": "year", "decade": "decade", "decades": "decade",
}

// terms are the days on which presidents took office: public record.
var terms = []struct {
	name string
	year int
}{{"clinton", 1993}, {"bush", 2001}, {"obama", 2009}, {"trump", 2017}, {"biden", 2021}, {"trump", 2025}}
