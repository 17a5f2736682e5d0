package foia

// outcome is what truly became of a detainer; what is printed says less.
type outcome uint8

const (
	unknownOutcome  outcome = iota // nobody wrote down what happened
	honouredOutcome                // the jail handed the person over
	declinedOutcome                // the jail let the person go
	replacedOutcome                // another form took its place
)

func (o outcome) String() string {
	return [...]string{"unknown", "honoured", "declined", "replaced"}[o]
}

// detainer is one form sent to a jail.
type detainer struct {
	day     int32
	jail    *jail
	form    word
	lift    word // as printed once it is known
	lifted  int32
	outcome outcome
	program word
	effect  Effect
	on      bool // an agreement was in force
}

// stint is a stretch in one facility; stints follow one another.
type stint struct {
	in, out  int32
	facility *facility
}

// episode is one way through the system. What did not happen is never.
type episode struct {
	encounter           int32
	jail                *jail // nil outside
	area                *area
	landmark, eventType word
	disposition         word
	detainers           [3]detainer
	forms               int
	arrest              int32
	method, program     word
	again               int32 // the same arrest written down a second time
	stay                int32 // book-in
	out                 int32
	reason              word
	stints              [8]stint
	n                   int
	removed             int32 // day
	category            word
	ordered             int32 // day of the final order
}

func (e *episode) clear(d int32) {
	e.encounter, e.jail, e.forms = never, nil, 0
	e.arrest, e.again, e.stay, e.out, e.n, e.removed, e.ordered = never, never, never, never, 0, never, never
	e.landmark, e.eventType, e.disposition, e.method, e.program, e.reason = 0, 0, 0, 0, 0, 0
}

// pathway makes what happens to the person.
func (w *world) pathway(p *person, b *block) {
	d := dice{p.seed ^ 0xA11}
	e := &p.episodes[0]
	p.n = 1
	e.clear(p.start)
	at := p.start*perDay + int32(d.between(5*60, 22*60))
	e.area = w.areas[d.below(len(w.areas))]
	e.category = w.domain.category.at(d.next())
	switch p.kind {
	case jailed:
		w.inJail(p, e, b, at, &d)
	case atLarge:
		e.program, e.method = w.domain.atLargeProgram.at(d.next()), w.domain.atLargeMethod.at(d.next())
		if d.chance(4000) {
			w.screen(e, at, &d)
			at += int32(d.along(30, 300, 1440, 10000, 60000))
		}
		w.arrested(e, at, &d)
		if d.chance(8800) {
			w.detain(e, at+int32(d.along(20, 120, 300, 700, 1500, 3500)), b, &d)
		}
	case border:
		e.program = w.domain.borderProgram.at(d.next())
		w.detain(e, at, b, &d)
	case screened:
		w.screen(e, at, &d)
	case turned:
		e.program = w.domain.borderProgram.at(d.next())
		e.removed, e.ordered = p.start, p.start-int32(d.along(0, 1, 3, 10, 30))
	}
	w.returns(p, b, &d)
}

// returns arrests some people again who were released or removed.
func (w *world) returns(p *person, b *block, d *dice) {
	first := &p.episodes[0]
	if first.out == never || !d.chance(500) {
		return
	}
	e := &p.episodes[1]
	p.n = 2
	e.clear(p.start)
	at := max(first.out, first.removed*perDay) + int32(d.between(30*perDay, 400*perDay))
	e.area, e.category = first.area, w.domain.category.at(d.next())
	e.program, e.method = w.domain.atLargeProgram.at(d.next()), w.domain.atLargeMethod.at(d.next())
	w.arrested(e, at, d)
	w.detain(e, at+int32(d.along(20, 120, 300, 700)), b, d)
}

// screen is an encounter that nobody may have met: a match of fingerprints.
func (w *world) screen(e *episode, at int32, d *dice) {
	e.encounter = at
	e.landmark, e.eventType, e.disposition = w.domain.landmark.at(d.next()), w.domain.eventType.at(d.next()), w.domain.disposition.at(d.next())
	if e.program == 0 {
		e.program = w.domain.otherProgram.at(d.next())
	}
}

// arrested writes the arrest, and for some once more within a day.
func (w *world) arrested(e *episode, at int32, d *dice) {
	e.arrest = at
	if d.chance(230) {
		e.again = at + int32(d.between(0, 1380))
	}
}

// capEnds is the day from which on ICE writes Custodial Arrest for the three
// kinds of CAP incarceration (late July 2025).
var capEnds = day(2025, 7, 28)
