package facts

// Questions of time: when, in which order, for how long, and who had a part.

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Day returns the day of an instrument itself: that of its document, or the first that is
// known to the day.
func (i *Instrument) Day() (time.Time, bool) {
	for _, wanted := range []string{"document", "signed", "made", "filed", "sent", ""} {
		for _, d := range i.Dates {
			if (d.Of == wanted || wanted == "") && len(d.Date) == len(time.DateOnly) {
				return First(d.Date), true
			}
		}
	}
	return time.Time{}, false
}

// Count is what reports allow together about one number: between Low and High, where each is known.
type Count struct {
	Low      *int    `json:"low,omitempty"`
	High     *int    `json:"high,omitempty"`
	Unit     string  `json:"unit"`
	Reports  []Bound `json:"reports"`
	Conflict bool    `json:"conflict"` // the reports cannot all be true
}

// SignerCount joins what was reported of the signers of an instrument. The count of the
// list of signers itself, if it is complete, is not a report and is compared by the reader.
func (i *Instrument) SignerCount() (c Count) {
	for _, b := range i.Counts {
		if b.Unit != "members of Congress" && b.Unit != "organisations" && b.Unit != "senators" {
			continue
		}
		if b.Of != "" && b.Of != "signers" {
			continue
		}
		c.Unit, c.Reports = b.Unit, append(c.Reports, b)
	}
	for _, b := range c.Reports {
		if b.Low != nil && (c.Low == nil || *b.Low < *c.Low) {
			c.Low = b.Low
		}
		if b.High == nil {
			c.High = nil
		}
	}
	unbounded := slices.ContainsFunc(c.Reports, func(b Bound) bool { return b.High == nil })
	for _, b := range c.Reports {
		if !unbounded && b.High != nil && (c.High == nil || *b.High > *c.High) {
			c.High = b.High
		}
		for _, other := range c.Reports {
			if b.High != nil && other.Low != nil && *other.Low > *b.High {
				c.Conflict = true
			}
		}
	}
	return c
}

// Silence is how long a step of a thread went without an answer. Where the day of the answer
// is not known, Days is the least that it can have been, and Most the most.
type Silence struct {
	Step     int    `json:"step"`     // from 1
	Answered bool   `json:"answered"` // by a step whose date is Until; else Until is the day of asking
	Until    string `json:"until"`
	Days     int    `json:"days"`
	Most     int    `json:"most"`
}

// Silences counts, for every demand and follow-up, the days to the first step that
// answers it, or to asOf where none does by then.
func (t *Thread) Silences(asOf time.Time) (all []Silence) {
	for n, s := range t.Steps {
		start := First(s.Date)
		if s.Kind != "demand" && s.Kind != "follow-up" || start.After(asOf) {
			continue
		}
		silence := Silence{Step: n + 1, Until: asOf.Format(time.DateOnly)}
		end, latest := asOf, asOf
		for _, later := range t.Steps[n+1:] {
			if later.Answers == n+1 && !First(later.Date).After(asOf) {
				silence.Answered, silence.Until, end = true, later.Date, First(later.Date)
				if latest = Last(later.Date); later.Until != "" {
					latest = Last(later.Until)
				}
				break
			}
		}
		silence.Days, silence.Most = daysTo(start, end), max(daysTo(start, latest), daysTo(start, end))
		all = append(all, silence)
	}
	return all
}

func daysTo(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }

// StatusOn returns what had become of a commitment by a day; nil before it was made.
func (k *Commitment) StatusOn(day time.Time) (s *Became) {
	for i := range k.History {
		if !First(k.History[i].Date).After(day) {
			s = &k.History[i]
		}
	}
	return s
}

// Part is what somebody had in an instrument: sender, lead, signer, endorser or addressee.
type Part struct {
	Instrument *Instrument `json:"-"`
	ID         string      `json:"instrument"`
	Date       string      `json:"date"`
	Part       string      `json:"part"`
	Source     string      `json:"source,omitempty"`
}

// PartsOf returns the instruments that somebody led, signed, endorsed, sent or received, in the order of their days.
func (r *Record) PartsOf(who string) (parts []Part) {
	for _, e := range r.Timeline() {
		i := e.Instrument
		for _, list := range []struct {
			part  string
			named []Named
		}{{"lead", i.Leads}, {"signer", i.Signers}, {"endorser", i.Endorsers}} {
			for _, n := range list.named {
				if n.Who == who {
					parts = append(parts, Part{i, i.ID, e.Date, list.part, n.Source})
				}
			}
		}
		if slices.Contains(i.From, who) {
			parts = append(parts, Part{i, i.ID, e.Date, "sender", ""})
		}
		if slices.Contains(i.To, who) {
			parts = append(parts, Part{i, i.ID, e.Date, "addressee", ""})
		}
	}
	return parts
}

// Entry is an instrument at its place on the timeline: by the date of the paper itself, as far as that
// is known.
type Entry struct {
	Date       string
	Instrument *Instrument
}

// Timeline returns the instruments by date, and those of one day by id.
func (r *Record) Timeline() []Entry {
	entries := make([]Entry, len(r.Instruments))
	for n, i := range r.Instruments {
		entries[n] = Entry{i.Date(), i}
	}
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(First(a.Date).Compare(First(b.Date)), strings.Compare(a.Instrument.ID, b.Instrument.ID))
	})
	return entries
}

// Date returns the date of an instrument itself: its Day, or else the first that is given, which may
// be a month or a year.
func (i *Instrument) Date() string {
	if day, ok := i.Day(); ok {
		return day.Format(time.DateOnly)
	}
	if len(i.Dates) == 0 {
		return ""
	}
	return i.Dates[0].Date
}

// Days returns the days of a commitment's wordings and statuses up to a day, in order, each once: of a month
// or a year that has begun, its last day, or the day asked for where that comes first.
func (k *Commitment) Days(until time.Time) []string {
	var dates, days []string
	for _, v := range k.Versions {
		dates = append(dates, v.Date)
	}
	for _, s := range k.History {
		dates = append(dates, s.Date)
	}
	for _, d := range dates {
		last := Last(d)
		if last.After(until) {
			last = until
		}
		if !First(d).After(until) {
			days = append(days, last.Format(time.DateOnly))
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}
