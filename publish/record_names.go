package publish

import (
	"net/http"
	"slices"
	"strings"

	"detangle/record/facts"
)

func (s *Site) documentsPage(r *http.Request, rec *facts.Record) (*view, error) {
	items, err := s.heldTexts(r.Context())
	if err != nil {
		return nil, err
	}
	for _, d := range rec.Documents {
		items = append(items, named{Address: "/record/documents/" + d.ID, Name: d.Title, Note: rec.Name(d.Publisher) + ", " + s.recordDate(d.Dates[0].Date), Group: s.words.Plain("recordkind." + wordKey(d.Kind))})
	}
	return s.names("record.documents_title", "record.documents_how", "/record/documents", items), nil
}

type documentBody struct {
	*facts.Document
	Instruments []documentMention
	Quotations  []*facts.Quotation
	Versions    []documentPromise
}

// documentMention is an instrument that the document speaks of.
type documentMention struct {
	*facts.Instrument
	Mention facts.Mention
}

type documentPromise struct {
	*facts.Commitment
	Version facts.Version
}

func (s *Site) documentPage(r *http.Request, rec *facts.Record) (*view, error) {
	d := rec.Document(r.PathValue("id"))
	if d == nil {
		return nil, notFound("no document %q in the record", r.PathValue("id"))
	}
	b := &documentBody{Document: d}
	for _, i := range rec.Instruments {
		for _, m := range i.Mentions {
			if m.Document == d.ID {
				b.Instruments = append(b.Instruments, documentMention{i, m})
			}
		}
	}
	for _, q := range rec.Quotations {
		if q.Printed.Document == d.ID {
			b.Quotations = append(b.Quotations, q)
		}
	}
	for _, k := range rec.Commitments {
		for _, v := range k.Versions {
			if v.Document == d.ID {
				b.Versions = append(b.Versions, documentPromise{k, v})
			}
		}
	}
	return &view{Template: "record-document", Title: d.Title, Description: s.words.Plain("record.document_description", "publisher", rec.Name(d.Publisher)), Path: "/record/documents/" + d.ID, Body: b}, nil
}

func (s *Site) peoplePage(_ *http.Request, rec *facts.Record) (*view, error) {
	var items []named
	for _, a := range rec.Actors {
		items = append(items, named{Address: "/record/people/" + a.ID, Name: a.Name, Note: roleWords(rec, a.Roles[len(a.Roles)-1])})
	}
	return s.names("record.people_title", "record.people_how", "/record/people", items), nil
}

// roleWords prints a role: its title and body.
func roleWords(rec *facts.Record, role facts.Role) string {
	text := role.Title + ", " + rec.Name(role.Organisation)
	if role.Seat != "" {
		text += " (" + role.Seat + ")"
	}
	return text
}

// whoBody is a person or an organisation.
type whoBody struct {
	Name    string
	Aliases []string
	Note    string
	Actor   *facts.Actor
	Org     *facts.Organisation
	People  []rolePerson
	Parts   []facts.Part
	Texts   []*facts.Document
	Steps   []threadPart
	Kept    []*facts.Commitment
	Sources []facts.Source
}

type rolePerson struct {
	*facts.Actor
	Role facts.Role
}

type threadPart struct {
	*facts.Thread
	Step facts.Step
}

func (s *Site) whoBody(rec *facts.Record, id string) *whoBody {
	b := &whoBody{Name: rec.Name(id), Parts: rec.PartsOf(id)}
	for _, t := range rec.Threads {
		for _, step := range t.Steps {
			if step.By == id && step.Instrument == "" {
				b.Steps = append(b.Steps, threadPart{t, step})
			}
		}
	}
	for _, k := range rec.Commitments {
		if slices.Contains(k.Holder, id) {
			b.Kept = append(b.Kept, k)
		}
	}
	return b
}

func (s *Site) personPage(r *http.Request, rec *facts.Record) (*view, error) {
	a := rec.Actor(r.PathValue("id"))
	if a == nil {
		return nil, notFound("no person %q in the record", r.PathValue("id"))
	}
	b := s.whoBody(rec, a.ID)
	b.Actor, b.Aliases, b.Note, b.Sources = a, a.Aliases, a.Note, a.Sources
	return &view{Template: "record-who", Title: a.Name, Description: roleWords(rec, a.Roles[0]), Path: "/record/people/" + a.ID, Body: b}, nil
}

func (s *Site) organisationsPage(_ *http.Request, rec *facts.Record) (*view, error) {
	var items []named
	for _, o := range rec.Organisations {
		items = append(items, named{Address: "/record/organisations/" + o.ID, Name: o.Name, Note: strings.Join(o.Aliases, ", "), Group: s.words.Plain("orgkind." + wordKey(o.Kind))})
	}
	return s.names("record.organisations_title", "record.organisations_how", "/record/organisations", items), nil
}

func (s *Site) organisationPage(r *http.Request, rec *facts.Record) (*view, error) {
	o := rec.Organisation(r.PathValue("id"))
	if o == nil {
		return nil, notFound("no organisation %q in the record", r.PathValue("id"))
	}
	b := s.whoBody(rec, o.ID)
	b.Org, b.Aliases, b.Note, b.Sources = o, o.Aliases, o.Note, o.Sources
	for _, a := range rec.Actors {
		for _, role := range a.Roles {
			if role.Organisation == o.ID {
				b.People = append(b.People, rolePerson{a, role})
			}
		}
	}
	for _, d := range rec.Documents {
		if d.Publisher == o.ID || slices.Contains(d.Partners, o.ID) || d.Copied == o.ID {
			b.Texts = append(b.Texts, d)
		}
	}
	return &view{Template: "record-who", Title: o.Name, Description: s.words.Plain("record.organisation_description", "name", o.Name), Path: "/record/organisations/" + o.ID, Body: b}, nil
}
