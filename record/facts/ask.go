package facts

import (
	"slices"
	"strings"
	"time"
)

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

// OrganisationNamed finds the organisation that a name means, by its name, its aliases and the
// mistaken names that documents gave it, letter case aside; nil if there is none.
func (r *Record) OrganisationNamed(name string) *Organisation {
	return find(r.Organisations, func(o *Organisation) bool {
		same := func(other string) bool { return strings.EqualFold(name, other) }
		return same(o.Name) || slices.ContainsFunc(o.Aliases, same) || slices.ContainsFunc(o.Misnomers, func(m Misnomer) bool { return same(m.Name) })
	})
}
