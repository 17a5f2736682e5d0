package demo

import "detangle"

// await fills the pending lists: agencies that wait for their signature, some
// that never get it, and some that still wait on the newest list.
func (w *world) await() {
	r := newRandom(w.seed, "pending")
	begin := w.index("2025-03-17")
	for _, g := range w.agreements {
		if g.first < begin || g.plant == "return" || g.plant == "switch" || g.plant == "false_handoff" || !r.chance(520) {
			continue
		}
		last := w.pendingBefore(w.lists[g.first].day())
		if first := w.unbroken(last, r.between(0, 4)); first >= 0 {
			s := &pendingSpell{agency: g.agency, model: g.model, first: first, last: last, outcome: "signed", agreement: g}
			g.pending = s
			w.wait(s)
		}
	}
	for range w.share(45) {
		w.apply(r, w.pendingOnly(r), detangle.TFM, r.below(len(w.pendings)-1), "gone")
	}
	for range w.share(14) {
		w.apply(r, w.pendingOnly(r), pick(r, []detangle.Model{detangle.TFM, detangle.TFM, detangle.WSO}), len(w.pendings)-1, "open")
	}
	w.secondModels(r)
	for _, t := range []struct{ code, name string }{{"GU", "Guam Department of Corrections"}, {"MP", "Saipan Department of Public Safety"}} {
		a := &agency{state: t.code, kind: "state_agency", level: "state", name: t.name}
		w.add(a)
		w.apply(r, a, detangle.TFM, w.pendingBefore(mustDay("2025-09-01")), "gone")
	}
	a := w.pendingOnly(r)
	at := w.pendingBefore(mustDay("2025-10-01"))
	w.wait(&pendingSpell{agency: a, first: at, last: at, outcome: "gone", unnamed: true})
}

// wait keeps a spell.
func (w *world) wait(s *pendingSpell) {
	s.agency.pending = append(s.agency.pending, s)
	w.spells = append(w.spells, s)
}

// apply puts an agency on pending lists up to the given one.
func (w *world) apply(r *random, a *agency, m detangle.Model, last int, outcome string) {
	first := w.unbroken(last, r.between(0, 5))
	for first < 0 { // the list is empty
		last = r.below(len(w.pendings) - 1)
		first = w.unbroken(last, r.between(0, 5))
	}
	w.wait(&pendingSpell{agency: a, model: m, first: first, last: last, outcome: outcome})
}

// pendingBefore returns the last pending list before a day.
func (w *world) pendingBefore(d detangle.Day) int {
	last := -1
	for i, p := range w.pendings {
		if p.day() < d {
			last = i
		}
	}
	return last
}

// unbroken goes back up to n lists without crossing an empty one; -1 if the
// last itself is empty.
func (w *world) unbroken(last, n int) int {
	if last < 0 || emptyPending[w.pendings[last].date] {
		return -1
	}
	first := last
	for first > 0 && n > 0 && !emptyPending[w.pendings[first-1].date] {
		first, n = first-1, n-1
	}
	return first
}

// pendingOnly makes an agency that no participating list ever has.
func (w *world) pendingOnly(r *random) *agency {
	for {
		a := w.newAgency(r, false)
		if a.kind == "police" || a.kind == "sheriff" {
			return a
		}
		w.agencies = w.agencies[:len(w.agencies)-1]
		delete(w.takenName, a.state+" "+a.name)
	}
}

// secondModels: participating agencies that apply for a model they never get.
func (w *world) secondModels(r *random) {
	order := append([]*agency(nil), w.agencies...)
	shuffle(r, order)
	left := w.share(12)
	for _, a := range order {
		if left == 0 || a.kind != "sheriff" || len(a.listed) != 1 || len(a.pending) > 0 || a.listed[0].plant != "" {
			continue
		}
		m := detangle.TFM
		if a.listed[0].model == m {
			m = detangle.JEM
		}
		last := w.unbrokenAfter(a.listed[0].first, r)
		if last < 0 {
			continue
		}
		w.apply(r, a, m, last, "gone")
		left--
	}
}

// unbrokenAfter picks a pending list after a participating list, not the newest.
func (w *world) unbrokenAfter(list int, r *random) int {
	from := w.pendingBefore(w.lists[list].day()) + 1
	if from >= len(w.pendings)-2 {
		return -1
	}
	at := r.between(from, len(w.pendings)-2)
	if emptyPending[w.pendings[at].date] {
		return -1
	}
	return at
}
