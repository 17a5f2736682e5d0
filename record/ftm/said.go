package ftm

import (
	"detangle/record/claim"
	"detangle/record/facts"
)

func (w *writer) commitment(k *facts.Commitment) {
	e := entity("Event", facts.Commitments, k.ID)
	e.set("name", k.Title)
	e.set("keywords", "promise")
	e.set("program", k.Programs...)
	e.set("summary", k.Text)
	for _, who := range k.Holder {
		e.set("organizer", w.party(who))
	}
	for _, v := range k.Versions {
		e.set("description", v.Date+", "+v.Change+": "+v.Text)
		e.set("proof", w.paper(v.Document))
	}
	for _, h := range k.History {
		e.set("notes", h.Date+", "+h.Status+": "+h.Text)
	}
	if len(k.Versions) > 0 {
		e.set("date", k.Versions[0].Date)
	}
	e.set("proof", w.paper(k.Source))
	w.add(e, "/record/commitments/"+k.ID)
}

func (w *writer) thread(t *facts.Thread) {
	for n, step := range t.Steps {
		e := entity("Event", facts.Threads, nth(t.ID, "step", n))
		e.set("name", t.Title+": "+step.Kind)
		e.set("keywords", step.Kind, step.Status)
		e.set("program", t.Programs...)
		e.set("summary", step.Text)
		e.set("recordId", t.ID)
		if step.Until == "" {
			e.set("date", step.Date)
		} else { // its day is not known, but the first and the last that it may be
			e.set("startDate", step.Date)
			e.set("endDate", step.Until)
		}
		e.set("involved", w.party(step.By))
		e.set("proof", w.paper(step.Instrument))
		w.add(e, "/record/threads/"+t.ID)
	}
}

func (w *writer) quotation(q *facts.Quotation) {
	e := entity("Note", facts.Quotations, q.ID)
	e.set("name", q.Fault)
	e.set("keywords", "quotation", q.Status)
	e.set("description", "printed: "+q.Printed.Words, "original: "+q.Original)
	e.set("notes", q.Note)
	e.set("entity", w.refer(q.Speaker))
	e.set("proof", w.paper(q.Printed.Document))
	w.add(e, "/record/quotations")
}

func (w *writer) claim(c claim.Result) {
	e := entity("Note", "claims", c.ID)
	e.set("name", c.Claim)
	e.set("keywords", "claim", c.Type, c.Verdict)
	e.set("program", c.Programs...)
	e.set("description", c.Verdict, c.Reason)
	e.set("notes", c.Note)
	for _, who := range c.Speakers {
		e.set("entity", w.party(who))
	}
	e.set("entity", w.refer(c.Against))
	e.set("proof", w.paper(c.Said.Document))
	e.set("publisherUrl", web(c.Said.Address))
	w.add(e, "/record/claims/"+c.ID)
}
