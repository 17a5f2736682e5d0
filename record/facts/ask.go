package facts

import (
	"slices"
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

// holdsRole reports whether an actor has a role whose dates allow the day. Organisations always do,
// and so does an actor of whom a source states a role on some day only.
func (r *Record) holdsRole(id string, day time.Time) bool {
	a := r.Actor(id)
	return a == nil || slices.ContainsFunc(a.Roles, func(role Role) bool { return role.allows(day) })
}

func (r Role) allows(day time.Time) bool {
	return (r.From == "" || !day.Before(First(r.From))) && (r.To == "" || !day.After(Last(r.To)))
}

// Actor, Organisation, Instrument, Document, Commitment, Thread and Quotation find a thing by its id; nil if there is none.
func (r *Record) Actor(id string) *Actor {
	return find(r.Actors, func(a *Actor) bool { return a.ID == id })
}

// Organisation finds an organisation by its id.
func (r *Record) Organisation(id string) *Organisation {
	return find(r.Organisations, func(o *Organisation) bool { return o.ID == id })
}

// Instrument finds an instrument by its id.
func (r *Record) Instrument(id string) *Instrument {
	return find(r.Instruments, func(i *Instrument) bool { return i.ID == id })
}

// Document finds a document by its id.
func (r *Record) Document(id string) *Document {
	return find(r.Documents, func(d *Document) bool { return d.ID == id })
}

// Commitment finds a commitment by its id.
func (r *Record) Commitment(id string) *Commitment {
	return find(r.Commitments, func(k *Commitment) bool { return k.ID == id })
}

// Thread finds a thread by its id.
func (r *Record) Thread(id string) *Thread {
	return find(r.Threads, func(t *Thread) bool { return t.ID == id })
}

func find[T any](list []*T, is func(*T) bool) *T {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i]
	}
	return nil
}

// Name returns the name of an actor, organisation or instrument; the id itself if there is none.
func (r *Record) Name(id string) string {
	if a := r.Actor(id); a != nil {
		return a.Name
	}
	if o := r.Organisation(id); o != nil {
		return o.Name
	}
	if i := r.Instrument(id); i != nil {
		return i.Title
	}
	if d := r.Document(id); d != nil {
		return d.Title
	}
	return id
}

// Count is what reports allow together about one number: between Low and High, where each is known.
type Count struct {
	Low, High *int
	Unit      string
	Reports   []Bound
	Conflict  bool // the reports cannot all be true
}

// SignerCount joins what was reported of the signers of an instrument. The count of the
// list of signers itself, if it is complete, is not a report and is compared by the reader.
func (i *Instrument) SignerCount() (c Count) {
	for _, b := range i.Counts {
		if b.Unit != "members of Congress" && b.Unit != "organisations" && b.Unit != "senators" {
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

// Silence is how long a step of a thread went without an answer.
type Silence struct {
	Step     int  // from 1
	Answered bool // by a step whose date is Until; else Until is the day of asking
	Until    string
	Days     int
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
		end := asOf
		for _, later := range t.Steps[n+1:] {
			if later.Answers == n+1 && !First(later.Date).After(asOf) {
				silence.Answered, silence.Until, end = true, later.Date, First(later.Date)
				break
			}
		}
		silence.Days = int(end.Sub(start).Hours() / 24)
		all = append(all, silence)
	}
	return all
}

// StatusOn returns what had become of a commitment by a day; nil before it was made.
func (k *Commitment) StatusOn(day time.Time) (s *Became) {
	for i := range k.History {
		if !First(k.History[i].Date).After(day) {
			s = &k.History[i]
		}
	}
	return s
}
