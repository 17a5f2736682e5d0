package dates

import (
	"slices"
	"strconv"
	"time"

	"detangle"
	"detangle/record/text"
)

// Find returns every date of a text, in its order. Spans do not overlap: of two
// readings that begin at the same word the longer one stands.
func Find(body string, a Anchor) []Date {
	f := finder{body: body, words: split(body), anchor: a}
	for i := 0; i < len(f.words); {
		n := f.at(i)
		i += max(n, 1)
	}
	return f.found
}

// AnchorsFor returns the first and last day on which an expression such as
// "yesterday" or "last week" can have been written of an event that took place
// on a day; false if there is none within two years of it.
func AnchorsFor(expression string, event detangle.Day) (first, last detangle.Day, ok bool) {
	for day := event - 731; day <= event+731; day++ {
		for _, d := range Find(expression, Anchor{Day: day}) {
			if d.Derived && d.First <= event && event <= d.Last {
				if !ok {
					first, ok = day, true
				}
				last = day
			}
		}
	}
	return first, last, ok
}

type finder struct {
	body   string
	words  []word
	anchor Anchor
	found  []Date
}

// at tries the rules at word i and returns how many words the date took.
func (f *finder) at(i int) int {
	w := f.words[i]
	switch w.kind {
	case '1':
		if i > 0 && f.words[i-1].to == w.from && f.words[i-1].low != "(" && f.words[i-1].low != "‘" && f.words[i-1].low != "“" && f.words[i-1].low != "–" && f.words[i-1].low != "—" && !f.fiscalMark(i-1) {
			return 0 // in the middle of a number or a name
		}
		return f.number(i)
	case 'a':
		if n := f.written(i); n > 0 {
			return n
		}
		return f.derived(i)
	}
	return 0
}

// get returns a word of the same paragraph; an empty one if there is none.
func (f *finder) get(i, from int) word {
	if i < 0 || i >= len(f.words) {
		return word{}
	}
	for j := from + 1; j <= i; j++ {
		if f.words[j].opens {
			return word{}
		}
	}
	return f.words[i]
}

// before returns the word before i in its paragraph.
func (f *finder) before(i int) word {
	if i == 0 || f.words[i].opens {
		return word{}
	}
	return f.words[i-1]
}

// add keeps a date over the words from i up to but without end.
func (f *finder) add(i, end int, d Date) int {
	d.Span = text.Span{From: f.words[i].from, To: f.words[end-1].to}
	d.Text = f.body[d.From:d.To]
	if d.Derived {
		d.Anchor = f.anchor
		if f.anchor.Day == detangle.NoDay {
			d.First, d.Last = detangle.NoDay, detangle.NoDay
		}
	}
	f.found = append(f.found, d)
	return end - i
}

// year reads a year at word i.
func (f *finder) year(i, from int) (int, bool) {
	w := f.get(i, from)
	if w.kind != '1' || len(w.low) != 4 {
		return 0, false
	}
	y, _ := strconv.Atoi(w.low)
	return y, y >= 1776 && y <= 2199
}

// dayNumber reads the day of a month at word i, with th or st behind it, and
// returns how many words that took.
func (f *finder) dayNumber(i, from int) (day, n int) {
	w := f.get(i, from)
	if w.kind != '1' || len(w.low) > 2 {
		return 0, 0
	}
	day, _ = strconv.Atoi(w.low)
	if day < 1 || day > 31 {
		return 0, 0
	}
	if next := f.get(i+1, from); next.from == w.to && slices.Contains([]string{"st", "nd", "rd", "th"}, next.low) {
		return day, 2
	} else if next.from == w.to && (next.kind == 'a' || next.low == "%" || next.low == ":") {
		return 0, 0
	}
	return day, 1
}

// month reads a month's name at word i, with its full stop. The words may and
// march count with a capital only.
func (f *finder) month(i, from int) (m time.Month, n int) {
	w := f.get(i, from)
	m = months[w.low]
	if m == 0 || !w.capital {
		return 0, 0
	}
	if next := f.get(i+1, from); next.low == "." && next.from == w.to && len(w.low) <= 4 && f.get(i+2, from).kind == '1' {
		return m, 2
	}
	return m, 1
}

// coming are words before a date that turn it to what lies ahead.
var coming = []string{"will", "scheduled", "expected", "expires", "until", "deadline", "upcoming", "shall", "starting", "effective"}

// ahead reports whether the words before i, within its sentence, look ahead.
func (f *finder) ahead(i int) bool {
	for j := i - 1; j >= max(0, i-10); j-- {
		if f.words[j+1].opens || f.words[j].low == "." || f.words[j].low == ";" {
			return false
		}
		if slices.Contains(coming, f.words[j].low) {
			return true
		}
	}
	return false
}
