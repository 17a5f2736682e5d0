package ftm

import (
	"strings"

	"detangle/record/facts"
)

// languages are the codes of three letters (ISO 639-2) that the model uses.
var languages = map[string]string{"en": "eng", "es": "spa"}

// web is an address that is one; others are the name of a site.
func web(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

// dated sets the dates of a paper. Those that are told of it alone (reported, effective) stay out.
func dated(e *Entity, dates []facts.Dated) {
	property := map[string]string{"document": "authoredAt", "signed": "authoredAt", "made": "authoredAt", "released": "publishedAt", "posted": "publishedAt", "sent": "date", "filed": "date"}
	for _, d := range dates {
		if p := property[d.Of]; p != "" {
			e.set(p, d.Date)
		}
	}
}

func (w *writer) document(d *facts.Document) {
	e := entity("Document", facts.Documents, d.ID)
	e.set("fileName", d.ID)
	e.set("title", d.Title)
	e.set("keywords", d.Kind)
	e.set("author", w.record.Name(d.Publisher))
	e.set("publisherUrl", web(d.Address))
	e.set("language", languages[d.Language])
	e.set("notes", d.Note)
	dated(&e, d.Dates)
	w.add(e, "/record/documents/"+d.ID)
	w.documented(d.ID, "publisher", d.Publisher)
	for _, partner := range d.Partners {
		w.documented(d.ID, "partner", partner)
	}
	if d.Copied != "" {
		w.documented(d.ID, "publisher of the copy", d.Copied)
	}
}

// documented links a paper with who had a part in it.
func (w *writer) documented(paper, role, who string) {
	w.link("Documentation", paper+"-"+role+"-"+who, "document", w.paper(paper), "entity", w.party(who), func(e *Entity) { e.set("role", role) })
}

func (w *writer) instrument(i *facts.Instrument) {
	e := entity("Document", facts.Instruments, i.ID)
	e.set("fileName", i.ID)
	e.set("title", i.Title)
	e.set("keywords", i.Kind, i.Status)
	e.set("program", i.Programs...)
	e.set("summary", i.Text)
	e.set("notes", i.Note)
	for _, d := range i.Demands {
		e.set("description", d.Text)
	}
	for _, source := range i.Sources {
		e.set("publisherUrl", web(source.Address))
	}
	dated(&e, i.Dates)
	w.add(e, "/record/instruments/"+i.ID)
	for _, who := range i.From {
		w.documented(i.ID, "sender", who)
	}
	for _, who := range i.To {
		w.documented(i.ID, "addressee", who)
	}
	w.parts(i)
	for _, other := range i.Answers {
		w.between(i.ID, "answers", other)
	}
	for _, other := range i.Replaces {
		w.between(i.ID, "replaces", other)
	}
	for n, m := range i.Mentions {
		w.link("Documentation", nth(i.ID, "mention", n), "document", w.paper(m.Document), "entity", id(facts.Instruments, i.ID), func(e *Entity) {
			e.set("role", "mentions")
			e.set("summary", m.Words)
			e.set("description", m.Note)
		})
	}
}

// parts links an instrument with those whom a source names in some part.
func (w *writer) parts(i *facts.Instrument) {
	for _, list := range []struct {
		role  string
		named []facts.Named
	}{{"lead", i.Leads}, {"signer", i.Signers}, {"endorser", i.Endorsers}} {
		for _, n := range list.named {
			w.link("Documentation", i.ID+"-"+list.role+"-"+n.Who, "document", id(facts.Instruments, i.ID), "entity", w.party(n.Who), func(e *Entity) {
				e.set("role", list.role)
				e.set("date", i.Date())
				e.set("summary", n.Source)
				e.set("description", n.Note)
			})
		}
	}
}

// between links two instruments.
func (w *writer) between(subject, role, object string) {
	w.link("UnknownLink", subject+"-"+role+"-"+object, "subject", w.paper(subject), "object", w.paper(object), func(e *Entity) { e.set("role", role) })
}
