// Package ftm writes the record in the FollowTheMoney model, which tools for
// investigations read (Aleph, OpenSanctions): entities of a schema, each with an id and
// properties of several values (https://followthemoney.tech/explorer/).
//
// What enters: the curated record and judged claims. What leaves: entities, one JSON object a
// line. Nothing is said here that the record does not say, and what it leaves unconfirmed says
// so. What it must not know: where the lines go.
//
//	person                        Person
//	organisation                  Organization, or PublicBody of the state's own
//	role                          Membership
//	document, instrument          Document
//	part in an instrument         Documentation
//	answers, replaces             UnknownLink
//	commitment, step of a thread  Event
//	fault of a quotation, claim   Note
package ftm

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"detangle/record/claim"
	"detangle/record/facts"
)

// Entity is one thing of the model.
type Entity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// set adds values to a property, each once, and none that is empty.
func (e *Entity) set(property string, values ...string) {
	for _, v := range values {
		if v != "" && !slices.Contains(e.Properties[property], v) {
			e.Properties[property] = append(e.Properties[property], v)
		}
	}
}

// writer collects the entities of a record.
type writer struct {
	record *facts.Record
	base   string
	all    []Entity
}

// Entities returns the whole record in a fixed order. base is the address of the site on
// which its pages stand, or empty: then entities have no address.
func Entities(record *facts.Record, claims []claim.Result, base string) []Entity {
	w := &writer{record: record, base: base}
	for _, o := range record.Organisations {
		w.organisation(o)
	}
	for _, a := range record.Actors {
		w.person(a)
	}
	for _, d := range record.Documents {
		w.document(d)
	}
	for _, i := range record.Instruments {
		w.instrument(i)
	}
	for _, k := range record.Commitments {
		w.commitment(k)
	}
	for _, t := range record.Threads {
		w.thread(t)
	}
	for _, q := range record.Quotations {
		w.quotation(q)
	}
	for _, c := range claims {
		w.claim(c)
	}
	return w.all
}

// Write writes entities as JSON lines.
func Write(out io.Writer, entities []Entity) error {
	lines := json.NewEncoder(out)
	for _, e := range entities {
		if err := lines.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// id names a thing of the record among all entities of the world.
func id(kind, name string) string { return "detangle-" + kind + "-" + name }

// refer is the id of the entity for an id of the record; empty if there is none.
func (w *writer) refer(name string) string {
	r := w.record
	switch {
	case r.Actor(name) != nil:
		return id(facts.Actors, name)
	case r.Organisation(name) != nil:
		return id(facts.Organisations, name)
	case r.Instrument(name) != nil:
		return id(facts.Instruments, name)
	case r.Document(name) != nil:
		return id(facts.Documents, name)
	case r.Commitment(name) != nil:
		return id(facts.Commitments, name)
	}
	return ""
}

// party is the id of a person or an organisation, the only ones that may belong or take part.
func (w *writer) party(name string) string {
	if w.record.Actor(name) == nil && w.record.Organisation(name) == nil {
		return ""
	}
	return w.refer(name)
}

// paper is the id of a document or an instrument.
func (w *writer) paper(name string) string {
	if w.record.Document(name) == nil && w.record.Instrument(name) == nil {
		return ""
	}
	return w.refer(name)
}

// add finishes an entity with the address of its page.
func (w *writer) add(e Entity, page string) {
	if w.base != "" && page != "" {
		e.set("sourceUrl", w.base+page)
	}
	w.all = append(w.all, e)
}

func entity(schema, kind, name string) Entity {
	return Entity{ID: id(kind, name), Schema: schema, Properties: map[string][]string{}}
}

// link adds an edge between two things, if both are here.
func (w *writer) link(schema, name, from, source, to, target string, fill func(*Entity)) {
	if source == "" || target == "" {
		return
	}
	e := entity(schema, "link", name)
	e.set(from, source)
	e.set(to, target)
	fill(&e)
	w.all = append(w.all, e)
}

// nth numbers what has no id of its own within a thing that has.
func nth(name, part string, n int) string { return fmt.Sprintf("%s-%s-%d", name, part, n+1) }
