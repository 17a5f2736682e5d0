package demo

import (
	"sort"
	"strings"

	"detangle"
)

// sighting is one spelling of one agency on one kind of list.
type sighting struct {
	agency *agency
	Spelling
}

// see notes how an agency was printed in a row. The first two columns of every
// era are the state and the name.
func (g *generator) see(a *agency, cells []detangle.Cell, l List) {
	state, name := cells[0].Text, cells[1].Text
	key := a.id + "\x00" + l.Kind + "\x00" + name
	s := g.seen[key]
	if s == nil {
		s = &sighting{agency: a, Spelling: Spelling{Printed: name, State: state, Kind: l.Kind, First: l.Date}}
		g.seen[key] = s
		g.order = append(g.order, key)
	}
	s.Last = l.Date
	s.Rows++
}

// account writes down what happened in the world.
func (g *generator) account() {
	w := g.world
	spellings := map[*agency][]Spelling{}
	for _, key := range g.order {
		s := g.seen[key]
		spellings[s.agency] = append(spellings[s.agency], s.Spelling)
	}
	for _, a := range w.agencies {
		t := Agency{ID: a.id, Name: a.name, State: a.state, Kind: a.glossaryKind(), Level: a.level, ORI: a.ori, Traps: a.traps, Spellings: append([]Spelling{}, spellings[a]...)}
		if a.county != nil {
			t.CountyFIPS = a.county.fips
		}
		g.truth.Agencies = append(g.truth.Agencies, t)
	}
	for _, a := range w.agreements {
		g.truth.Agreements = append(g.truth.Agreements, w.account(a))
		g.happened(a)
	}
	for _, s := range w.spells {
		if s.unnamed {
			continue
		}
		p := Pending{Agency: s.agency.id, Model: string(s.model), First: w.pendings[s.first].date, Last: w.pendings[s.last].date, Outcome: s.outcome}
		if s.last+1 < len(w.pendings) {
			p.GoneBy = w.pendings[s.last+1].date
		}
		if s.agreement != nil {
			p.Agreement = s.agreement.id()
		}
		g.truth.Pending = append(g.truth.Pending, p)
	}
	sort.SliceStable(g.truth.Pending, func(i, j int) bool {
		a, b := g.truth.Pending[i], g.truth.Pending[j]
		return a.Agency+a.Model < b.Agency+b.Model
	})
}

// glossaryKind is the kind of agency in the words of docs/tables.md.
func (a *agency) glossaryKind() string {
	switch {
	case a.level == "state" && strings.HasSuffix(a.name, "Department of Corrections"):
		return "state_corrections"
	case a.level == "state" && (strings.HasSuffix(a.name, "Highway Patrol") || strings.HasSuffix(a.name, "Department of Public Safety")):
		return "state_police"
	}
	return a.kind
}

// account tells an agreement's history by the lists.
func (w *world) account(a *agreement) Agreement {
	t := Agreement{ID: a.id(), Agency: a.agency.id, Model: string(a.model), Spell: a.spell, Status: "active", Planted: a.plant, SwitchedFrom: string(a.switched),
		First: w.lists[a.first].date, FirstOrder: a.first + 1, Last: w.lists[a.last].date, LastOrder: a.last + 1}
	if a.first > 0 {
		t.ListedAfter = w.lists[a.first-1].date
	}
	for i := a.first; i <= a.last; i++ {
		if a.on(i) {
			t.Lists++
		}
	}
	if a.last < w.newest() {
		t.Status, t.AbsentFrom = "unconfirmed", w.lists[a.last+1].date
	}
	if a.last+3 <= w.newest() {
		t.Status, t.EndedKnown = "ended", w.lists[a.last+3].date
	}
	for _, s := range a.signed {
		t.Signed = append(t.Signed, Signed{Day: s.day.String(), Reading: s.reading, From: w.lists[s.from].date, FromOrder: s.from + 1})
	}
	if a.pending != nil {
		t.PendingSince = w.pendings[a.pending.first].date
	}
	return t
}

// happened notes what was planted on an agreement.
func (g *generator) happened(a *agreement) {
	w, id := g.world, a.id()
	for i := 1; i < len(a.labels); i++ {
		at := a.labels[i].from
		g.truth.Relabels = append(g.truth.Relabels, Relabel{Agency: a.agency.id, Model: string(a.model), State: a.agency.state,
			Old: a.labels[i-1].name, New: a.labels[i].name, LastOld: w.lists[at-1].date, FirstNew: w.lists[at].date, Order: at + 1})
	}
	for i := 1; i < len(a.signed); i++ {
		before, now := a.signed[i-1], a.signed[i]
		if now.reading == "renewal" {
			g.truth.Renewals = append(g.truth.Renewals, Renewal{id, before.day.String(), now.day.String(), w.lists[now.from].date})
		} else {
			g.truth.Corrections = append(g.truth.Corrections, Correction{id, "signed", before.day.String(), now.day.String(), w.lists[before.from].date, w.lists[now.from-1].date, false})
		}
	}
	for _, f := range a.fixes {
		if a.plant != "unreadable" {
			slip := a.plant != "correction"
			g.truth.Corrections = append(g.truth.Corrections, Correction{id, f.column, f.wrong, f.right, w.lists[f.from].date, w.lists[min(f.to, a.last)].date, slip})
		}
	}
	for i := a.first; i < a.last; i++ {
		if a.absent[i] == "" || a.absent[i-1] != "" {
			continue
		}
		n := 1
		for a.absent[i+n] != "" {
			n++
		}
		g.truth.Absences = append(g.truth.Absences, Absence{id, w.lists[i].date, i + 1, n, w.lists[i+n].date, a.absent[i]})
	}
	if a.switched != "" {
		g.truth.Switches = append(g.truth.Switches, Switch{a.agency.id, string(a.switched), string(a.model), w.lists[a.first].date})
	}
}
