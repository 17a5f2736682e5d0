package foia

// mayForm is the day from which on detainers are printed on the form of May 2025.
var mayForm = day(2025, 5, 20)

// inJail: somebody is booked into a jail for a crime and matched; the jail's
// agreement in force that day decides, with chance, on detainer and outcome.
func (w *world) inJail(p *person, e *episode, b *block, at int32, d *dice) {
	o := w.domain
	j := w.jailAt(d.next())
	e.jail, e.area, e.encounter = j, j.area, at
	e.landmark, e.program = j.landmark, o.capProgram
	e.eventType, e.disposition = o.eventType.words[min(j.kind, 2)], o.disposition.at(d.next())
	effect, on := j.effect(p.start)
	if on && d.chance(3500) {
		e.landmark = j.program
	}
	if !d.chance(j.detained(p.start)) {
		return
	}
	e.disposition = o.detainer
	if on && effect.Model == "JEM" && d.chance(4000) {
		e.program = o.jailProgram
	}
	prepared := p.start + int32(d.along(0, 0, 0, 0, 0, 1, 1, 2, 4))
	w.prepare(e, prepared, effect, on, d)
	if d.chance(1100) { // a second form takes the place of the first
		w.replace(e, prepared+int32(d.along(0, 0, 3, 9, 20, 45)), d)
	}
	last := &e.detainers[e.forms-1]
	if !d.chance(j.honoured(p.start)) {
		w.lost(last, d)
		return
	}
	w.handOver(e, b, last, d)
}

func (w *world) prepare(e *episode, on int32, effect Effect, active bool, d *dice) {
	form := w.domain.detainerOld
	if on >= mayForm {
		form = w.domain.detainerNew
	}
	e.detainers[e.forms] = detainer{day: on, jail: e.jail, form: form.at(d.next()), lifted: never, program: e.program, effect: effect, on: active}
	e.forms++
}

// replace lifts the forms so far and sends another; for some on the same day.
func (w *world) replace(e *episode, on int32, d *dice) {
	first := e.detainers[0]
	for i := range e.forms {
		old := &e.detainers[i]
		old.outcome, old.lift, old.lifted = replacedOutcome, w.domain.superseded, on
	}
	w.prepare(e, on, first.effect, first.on, d)
	if d.chance(2500) && e.forms < len(e.detainers) {
		w.replace(e, on+int32(d.between(0, 20)), d)
	}
}

// lost: the person did not come into custody. ICE learns of few refusals.
func (w *world) lost(f *detainer, d *dice) {
	f.lifted = f.day + int32(d.along(1, 5, 15, 40, 90, 200))
	if d.chance(5500) {
		f.outcome = declinedOutcome
		if f.lift = w.domain.liftGone.at(d.next()); d.chance(2500) {
			f.lift = w.domain.declined
		}
		return
	}
	f.lift = w.domain.liftUnknown.at(d.next())
}

// handOver arrests and detains; those who serve a sentence first come late.
func (w *world) handOver(e *episode, b *block, f *detainer, d *dice) {
	o := w.domain
	f.outcome = honouredOutcome
	lag := int32(d.along(0, 0, 0, 1, 1, 2, 3, 5, 8, 14, 30, 60, 240))
	if e.jail.kind > 0 {
		lag += int32(d.along(0, 10, 60, 300))
	}
	at := max(e.encounter+int32(d.between(30, 900)), (f.day+lag)*perDay+int32(d.between(5*60, 22*60)))
	f.lifted = dayOf(at)
	if d.chance(8800) {
		f.lift = o.booked
	}
	e.method = o.locked[e.jail.kind]
	if dayOf(at) >= capEnds {
		e.method = o.custodial
	}
	if f.on && f.effect.Model == "JEM" && d.chance(3000) {
		e.method = o.jailMethod
	}
	w.arrested(e, at, d)
	if d.chance(9700) {
		w.detain(e, at+int32(d.along(15, 90, 240, 480, 1200, 4000)), b, d)
	}
}
