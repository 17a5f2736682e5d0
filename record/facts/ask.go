package facts

import (
	"slices"
	"strings"
	"time"
)

// Day returns the day of an instrument itself: that of its document, or the first that is
// known to the day.
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
// SignerCount joins what was reported of the signers of an instrument. The count of the
// list of signers itself, if it is complete, is not a report and is compared by the reader.
// Silence is how long a step of a thread went without an answer. Where the day of the answer
// is not known, Days is the least that it can have been, and Most the most.
// Silences counts, for every demand and follow-up, the days to the first step that
// answers it, or to asOf where none does by then.
// StatusOn returns what had become of a commitment by a day; nil before it was made.
// OrganisationNamed finds the organisation that a name means, by its name, its aliases and the
// mistaken names that documents gave it, letter case aside; nil if there is none.
func (r *Record) OrganisationNamed(name string) *Organisation {
	return find(r.Organisations, func(o *Organisation) bool {
		same := func(other string) bool { return strings.EqualFold(name, other) }
		return same(o.Name) || slices.ContainsFunc(o.Aliases, same) || slices.ContainsFunc(o.Misnomers, func(m Misnomer) bool { return same(m.Name) })
	})
}

// Part is what somebody had in an instrument: sender, lead, signer, endorser or addressee.
// PartsOf returns the instruments that somebody led, signed, endorsed, sent or received, in the order of their days.
// Entry is an instrument at its place on the timeline: by the date of the paper itself, as far as that
// is known.
// Timeline returns the instruments by date, and those of one day by id.
// Date returns the date of an instrument itself: its Day, or else the first that is given, which may
// be a month or a year.
