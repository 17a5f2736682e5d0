package facts

// Checks of what was done: instruments, commitments, threads, quotations.

import (
	"slices"
	"time"
)

func (c *checker) instrument(i *Instrument) {
	c.at(Instruments, i.ID)
	c.needed("title", i.Title)
	c.needed("text", i.Text)
	c.oneOf("kind", i.Kind, InstrumentKinds)
	c.oneOf("status", i.Status, Statuses)
	c.eachOf("programs", i.Programs, Programs)
	c.allRefer("from", i.From, Actors, Organisations)
	c.allRefer("to", i.To, Actors, Organisations)
	c.allRefer("answers", i.Answers, Instruments)
	c.allRefer("replaces", i.Replaces, Instruments)
	c.dates(i.Dates)
	for _, n := range slices.Concat(i.Leads, i.Signers, i.Endorsers) {
		c.refers("who", n.Who, Actors, Organisations)
		c.needed("source", n.Source)
		c.cites(n.Source)
		if day, ok := i.Day(); ok {
			c.inOffice(n.Who, day)
		}
	}
	for _, who := range i.From {
		if day, ok := i.Day(); ok {
			c.inOffice(who, day)
		}
	}
	for _, b := range i.Counts {
		c.bound(b)
	}
	for _, d := range i.Demands {
		c.needed("text", d.Text)
		c.oneOf("program", d.Program, Programs)
		if d.Of != "" {
			c.refers("of", d.Of, Actors, Organisations)
		}
	}
	for _, m := range i.Mentions {
		c.span(m.Span)
	}
	c.sources(i.Sources)
}

// inOffice checks that somebody who acts on a day is born and has a role on it.
func (c *checker) inOffice(who string, day time.Time) {
	a, on := c.record.Actor(who), day.Format(time.DateOnly)
	switch {
	case a == nil || c.record.holdsRole(who, day):
	case a.Born != "" && day.Before(First(a.Born)):
		c.wrong(who, "", "%s was born on %s, after %s, the day of this instrument", who, a.Born, on)
	case slices.ContainsFunc(a.Roles, func(r Role) bool { return r.To != "" && Last(r.To).Before(day) }):
		c.wrong(who, "see the actor's file: its roles have dates", "%s had left office by %s, the day of this instrument", who, on)
	default:
		c.wrong(who, "see the actor's file: its roles have dates", "%s had no known role on %s, the day of this instrument", who, on)
	}
}

func (c *checker) commitment(k *Commitment) {
	c.at(Commitments, k.ID)
	c.needed("title", k.Title)
	c.needed("text", k.Text)
	c.allRefer("holder", k.Holder, Actors, Organisations)
	c.eachOf("programs", k.Programs, Programs)
	if k.Source != "" {
		c.refers("made_in", k.Source, Instruments, Documents)
	}
	for n, v := range k.Versions {
		c.day("version", v.Date)
		c.refers("by", v.By, Actors, Organisations)
		if v.Document != "" {
			c.refers("document", v.Document, Documents, Instruments)
		}
		c.oneOf("change", v.Change, Changes)
		c.short("words", v.Words)
		if n > 0 && First(v.Date).Before(First(k.Versions[n-1].Date)) {
			c.wrong(v.Date, "", "the versions are not in the order of their dates")
		}
	}
	if len(k.History) == 0 {
		c.wrong("", "[[status]] with date, status and text", "the commitment has no status")
	}
	for n, s := range k.History {
		c.day("status", s.Date)
		c.oneOf("status", s.Status, CommitmentStatuses)
		c.cites(s.Source)
		if n > 0 && First(s.Date).Before(First(k.History[n-1].Date)) {
			c.wrong(s.Date, "", "the statuses are not in the order of their dates")
		}
	}
	if k.Source == "" && !slices.ContainsFunc(k.History, func(b Became) bool { return b.Status == "unsourced" }) {
		c.wrong("made_in", "", "a commitment without made_in has the status unsourced")
	}
	c.sources(k.Sources)
}

func (c *checker) thread(t *Thread) {
	c.at(Threads, t.ID)
	c.needed("title", t.Title)
	c.eachOf("programs", t.Programs, Programs)
	for n, s := range t.Steps {
		c.day("step", s.Date)
		c.oneOf("kind", s.Kind, Steps)
		c.oneOf("status", s.Status, Statuses)
		c.cites(s.Source)
		if s.By != "" {
			c.refers("by", s.By, Actors, Organisations)
		} else if s.Instrument == "" {
			c.wrong(s.Date, "give by, or the instrument whose signers are not entered yet", "the step of %s has nobody behind it", s.Date)
		}
		if s.Until != "" {
			c.day("until", s.Until)
			if Last(s.Until).Before(First(s.Date)) {
				c.wrong(s.Until, "", "the step of %s ends before it begins", s.Date)
			}
		}
		if s.Instrument != "" {
			c.refers("instrument", s.Instrument, Instruments)
		}
		if s.Answers < 0 || s.Answers > n {
			c.wrong(s.Date, "steps are counted from 1, and an answer comes after what it answers", "the step of %s answers step %d", s.Date, s.Answers)
		}
		if n > 0 && First(s.Date).Before(First(t.Steps[n-1].Date)) {
			c.wrong(s.Date, "", "the steps are not in the order of their dates")
		}
	}
}

func (c *checker) quotation(q *Quotation) {
	c.at(Quotations, q.ID)
	c.refers("speaker", q.Speaker, Actors, Organisations, Instruments)
	c.oneOf("fault", q.Fault, Faults)
	c.oneOf("found", q.Found, Found)
	c.oneOf("status", q.Status, Statuses)
	c.needed("note", q.Note)
	c.short("original", q.Original)
	c.span(q.Printed)
	c.sources(q.Sources)
}
