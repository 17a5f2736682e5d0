package ftm

import (
	"slices"

	"detangle/record/facts"
)

// public are the kinds of organisation that are bodies of the state.
var public = []string{"department", "agency", "legislature", "court"}

func (w *writer) organisation(o *facts.Organisation) {
	schema := "Organization"
	if slices.Contains(public, o.Kind) {
		schema = "PublicBody"
	}
	e := entity(schema, facts.Organisations, o.ID)
	e.set("name", o.Name)
	e.set("alias", o.Aliases...)
	for _, m := range o.Misnomers {
		e.set("weakAlias", m.Name)
	}
	e.set("legalForm", o.Kind)
	e.set("notes", o.Note)
	e.set("parent", w.party(o.Part))
	w.add(e, "/record/organisations/"+o.ID)
}

func (w *writer) person(a *facts.Actor) {
	e := entity("Person", facts.Actors, a.ID)
	e.set("name", a.Name)
	e.set("alias", a.Aliases...)
	e.set("birthDate", a.Born)
	e.set("idNumber", a.Bioguide)
	e.set("notes", a.Note)
	for _, role := range a.Roles {
		e.set("position", role.Title)
	}
	w.add(e, "/record/people/"+a.ID)
	for n, role := range a.Roles {
		w.link("Membership", nth(a.ID, "role", n), "member", id(facts.Actors, a.ID), "organization", w.party(role.Organisation), func(e *Entity) {
			e.set("role", role.Title)
			e.set("summary", role.Seat)
			e.set("startDate", role.From)
			e.set("endDate", role.To)
			e.set("date", role.On)
			e.set("status", role.Status)
			e.set("description", role.Source)
		})
	}
}
