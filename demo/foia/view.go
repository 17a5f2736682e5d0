package foia

// view is a row about to be written: a person's event as a release knows it.
type view struct {
	w   *world
	d   *domains
	rel *release
	p   *person
	e   *episode
	k   int // which episode

	// What the release knows of the case when it is made.
	hasCase  bool
	departed int32
	ordered  int32
	status   word
	open     bool // the stay goes on
	reason   word // of the stay, once it has ended

	// The event itself.
	at          int32 // minute of the arrest or encounter
	method      word
	form        *detainer
	stint       *stint
	index       int // of the stint
	in, out     int32
	stayIn      int32
	stintReason word
	bond        bond
	unnamed     bool // without an id
	textDate    word // stands for a date
	mark        word // how this workbook redacts
}

// bond is what one of a stint's rows says of bonds.
type bond struct {
	set, posted       int
	setDay, postedDay int32
}

// know takes an episode as it stood when the release was made.
func (v *view) know(e *episode, k int) {
	v.e, v.k = e, k
	v.departed, v.ordered, v.status, v.reason, v.open = never, never, v.d.active, 0, true
	if e.ordered != never && e.ordered <= v.rel.to {
		v.ordered = e.ordered
	}
	if e.removed != never && e.removed <= v.rel.to {
		v.departed, v.status = e.removed, v.d.deported
	}
	if e.out != never && dayOf(e.out) <= v.rel.to {
		v.open, v.reason = false, e.reason
		if v.departed == never && chance(v.p.draw(name("closed")), 2500) {
			v.status = v.d.terminated
		}
	}
	v.hasCase = e.arrest != never && dayOf(e.arrest) <= v.rel.to || e.stay != never && dayOf(e.stay) <= v.rel.to || e.removed != never && e.removed <= v.rel.to
	if !v.hasCase && e.forms == 0 && chance(v.p.draw(name("case")), 3300) {
		v.hasCase = true // an old case of the person's
		if chance(v.p.draw(name("left")), 2600) {
			v.departed = v.p.start - int32(between(v.p.draw(name("left on")), 100, 3000))
			v.ordered, v.status = v.departed-20, v.d.deported
		}
	}
	v.form, v.stint, v.textDate = nil, nil, 0
}

// drawn returns a number for one thing about the row's episode.
func (v *view) drawn(what string) uint64 { return v.p.draw(name(what) + uint64(v.k)*77) }

// Shares of people whom DHS does not know, in ten thousand: their rows have no id.
const (
	strangersHeld     = 2190 // detainer not honoured
	strangersScreened = 1050 // encounter and nothing more
	arrestsUnnamed    = 100
	stintsUnnamed     = 28
	removalsUnnamed   = 40
)

// stranger reports whether the person has no id at all.
func (v *view) stranger() bool {
	if v.e.arrest != never || v.e.stay != never || v.e.removed != never {
		return false
	}
	if v.e.forms > 0 {
		return chance(v.drawn("stranger"), strangersHeld)
	}
	return chance(v.drawn("stranger"), strangersScreened)
}

// unnamedRow reports whether one row of a person who has an id lacks it.
func (v *view) unnamedRow(table string, share int) bool { return chance(v.drawn("id "+table), share) }
