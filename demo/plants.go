package demo

import (
	"strings"

	"detangle"
)

// plantAll decides what happens to the agreements. Each agreement gets one
// thing at most, so that the truth of each stays plain; the numbers are for
// scale 1, and every kind happens at least once at any scale.
func (w *world) plantAll() {
	r := newRandom(w.seed, "plants")
	w.plantRelabels(r)
	w.plantEnds(r)
	w.plantReturns(r)
	w.plantSwitches(r)
	w.plantRenewals(r)
	w.plantAbsences(r)
	w.plantCorrections(r)
	w.plantTyping(r)
}

// take draws up to n agreements to which nothing has happened yet.
func (w *world) take(r *random, n int, plant string, fits func(*agreement) bool) []*agreement {
	order := append([]*agreement(nil), w.agreements...)
	shuffle(r, order)
	var out []*agreement
	for _, g := range order {
		if len(out) < n && g.plant == "" && fits(g) {
			g.plant = plant
			out = append(out, g)
		}
	}
	return out
}

// plantRelabels: one name ends where the other begins, the signing date stays.
func (w *world) plantRelabels(r *random) {
	long := func(g *agreement) bool { return g.last-g.first >= 8 }
	kinds := []struct {
		n      int
		fits   func(*agreement) bool
		former func(string) string
	}{
		{5, func(g *agreement) bool { return g.agency.kind == "sheriff" }, officeDepartment},
		{4, func(g *agreement) bool {
			return strings.IndexByte(g.agency.name, ' ') >= 7 && g.agency.kind == "police" || g.agency.kind == "sheriff"
		}, misspelled},
		{3, func(g *agreement) bool {
			return g.agency.kind == "police" && g.agency.name == g.agency.town+" Police Department"
		},
			func(name string) string { return "City of " + name }},
		{2, func(g *agreement) bool { return g.agency.kind == "state_agency" },
			func(name string) string { return strings.TrimPrefix(name, w.places.stateIn(name)+" ") }},
	}
	for _, k := range kinds {
		for _, g := range w.take(r, w.share(k.n), "relabel", func(g *agreement) bool {
			return long(g) && k.fits(g) && len(g.agency.listed) == 1 && k.former(g.agency.name) != g.agency.name
		}) {
			g.agency.former = k.former(g.agency.name)
			g.labels = []label{{0, g.agency.former}, {r.between(g.first+3, g.last-3), g.agency.name}}
		}
	}
	// One model under the new name, the other keeps the old one: one agency under two labels at once.
	for _, g := range w.take(r, w.share(1), "relabel", func(g *agreement) bool { return long(g) && g.agency.kind == "sheriff" && len(g.agency.listed) > 1 }) {
		g.labels = []label{{0, g.agency.name}, {r.between(g.first+3, g.last-3), officeDepartment(g.agency.name)}}
	}
}

func officeDepartment(name string) string {
	if s, ok := strings.CutSuffix(name, " Office"); ok {
		return s + " Department"
	}
	if s, ok := strings.CutSuffix(name, " Department"); ok {
		return s + " Office"
	}
	return name
}

// plantEnds: terminations in the early years and of late, some so late that
// nobody can tell them from an absence yet, and one whose successor in the list
// is another agency with the same signing date.
func (w *world) plantEnds(r *random) {
	quiet := w.index("2025-01-04")
	for _, g := range w.take(r, w.share(15), "end", func(g *agreement) bool { return g.first == 0 }) {
		g.last = r.between(1, quiet-1)
	}
	late := w.take(r, w.share(18), "end", func(g *agreement) bool { return g.last-g.first >= 9 && g.last == w.newest() })
	for _, g := range late {
		g.last = r.between(max(g.first+2, quiet), w.newest()-4)
	}
	for _, g := range w.take(r, w.share(4), "unconfirmed", func(g *agreement) bool { return g.last-g.first >= 4 }) {
		g.last = w.newest() - r.between(1, 2)
	}
	for _, g := range late[:w.share(1)] {
		a := &agency{state: g.agency.state, county: pick(r, w.places.byCode[g.agency.state].counties), kind: "police", level: "municipality", town: w.towns.next(g.agency.state), traps: []string{"false_handoff"}}
		a.name = a.town + " Police Department"
		w.add(a)
		next := w.sign(r, a, g.model, g.last+1)
		next.signed[0].day, next.plant = g.signed[0].day, "false_handoff"
	}
}

// plantReturns: an agreement ends and is signed anew after four lists or more.
func (w *world) plantReturns(r *random) {
	for _, g := range w.take(r, w.share(6), "end", func(g *agreement) bool { return g.last-max(g.first, w.index("2025-02-21")) >= 14 }) {
		g.last = r.between(max(g.first, w.index("2025-02-21"))+2, w.newest()-10)
		again := w.sign(r, g.agency, g.model, g.last+r.between(5, 8))
		again.signed[0].day = max(again.signed[0].day, w.lists[g.last].day()+1)
		again.plant = "return"
	}
}

// plantSwitches: one model ends on the list where another begins.
func (w *world) plantSwitches(r *random) {
	fits := func(g *agreement) bool {
		return len(g.agency.listed) == 1 && g.agency.kind == "sheriff" && g.last-max(g.first, w.index("2025-02-21")) >= 10
	}
	for _, g := range w.take(r, w.share(10), "switch", fits) {
		g.last = r.between(max(g.first, w.index("2025-02-21"))+2, w.newest()-5)
		to := detangle.TFM
		if g.model == detangle.TFM {
			to = detangle.WSO
		}
		next := w.sign(r, g.agency, to, g.last+1)
		next.switched, next.plant = g.model, "switch"
	}
}

// plantRenewals: the signing date is rewritten, the agreement goes on.
func (w *world) plantRenewals(r *random) {
	for _, g := range w.take(r, w.share(30), "renewal", func(g *agreement) bool { return g.last-g.first >= 12 }) {
		k := r.between(g.first+8, g.last-1)
		day := workday(w.asOf(k) - detangle.Day(r.between(0, 6)))
		if g.first == 0 && r.chance(500) {
			k = r.between(2, w.index("2025-01-04"))
			day = workday(w.asOf(k) - detangle.Day(r.between(0, 20)))
		}
		if day < g.signed[0].day+30 {
			g.plant = ""
			continue
		}
		g.signed = append(g.signed, signing{from: k, day: day, reading: "renewal"})
	}
}

// plantAbsences: one list or two lack an agreement that comes back. One of them
// lacks it because its state is typed so that nobody can read it.
func (w *world) plantAbsences(r *random) {
	for _, g := range w.take(r, w.share(25), "absence", func(g *agreement) bool { return g.last-g.first >= 8 }) {
		k := r.between(g.first+2, g.last-4)
		for n := r.between(1, 2); n > 0; n-- {
			g.absent[k+n-1] = "absent"
		}
	}
	for _, g := range w.take(r, 1, "unreadable", func(g *agreement) bool { return g.first > 0 && g.last-g.first >= 8 }) {
		k := r.between(g.first+2, g.last-4)
		name := w.places.name(g.agency.state)
		g.absent[k], g.garbled = "unreadable", map[int]bool{k: true}
		g.fixes = append(g.fixes, fix{k, k, "state", strings.ToUpper(name[:1] + name[2:3] + name[1:2] + name[3:]), strings.ToUpper(name)})
	}
}
