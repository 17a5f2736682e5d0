package link

import (
	"strings"
	"time"
)

// signing is one signing date that was printed for an agreement, from the list
// that first printed it until the list that printed another.
type signing struct {
	date, reading string // reading: first, renewal, correction
	from, to      string // known time
	row           row
}

const (
	renewalDays   = 14  // re-signed at least so long after, and after the old date was already on a list
	renewalMonths = 365 // or signed anew a year or more later, whenever the list was brought up to date
)

// signings reads a spell's printed dates. ICE rewrites SIGNED when an agreement
// is renewed (Etowah: 8 June 2016, then 9 June 2020) and corrects it by a day or
// two now and then; it never says which. A later date is a renewal if it lies
// after the first list that printed the old one (and two weeks after the old),
// or a year or more after it; every other rewriting is a correction.
func signings(rows []row) []signing {
	var out []signing
	for _, r := range rows {
		if r.signed == "" || len(out) > 0 && out[len(out)-1].date == r.signed {
			continue
		}
		s := signing{date: r.signed, reading: "first", from: r.date, row: r}
		if n := len(out); n > 0 {
			out[n-1].to = r.date
			s.reading = "correction"
			apart := daysBetween(out[n-1].date, r.signed)
			if apart >= renewalMonths || apart >= renewalDays && r.signed > out[n-1].from {
				s.reading = "renewal"
			}
			if returnsTo(out, r.signed) {
				s.reading = "correction"
			}
		}
		out = append(out, s)
	}
	return out
}

// returnsTo reports a date that was printed before: the publisher took a change back.
func returnsTo(earlier []signing, date string) bool {
	for _, s := range earlier {
		if s.date == date {
			return true
		}
	}
	return false
}

// original is the first signing date, after corrections and before renewals.
func (s *spell) original() string {
	date := ""
	for _, g := range s.signed {
		if g.reading == "renewal" {
			break
		}
		date = g.date
	}
	return date
}

func (s *spell) renewals() (n int64) {
	for _, g := range s.signed {
		if g.reading == "renewal" {
			n++
		}
	}
	return n
}

func daysBetween(from, to string) int {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

func lower(s string) string { return strings.ToLower(s) }
