package foia

// stintShares are weights of 1 to 8 stints in a stay.
var stintShares = []int{36, 63, 79, 88, 93, 96, 98, 100}

// detain books the person in: first into a hold room as a rule, then from
// facility to facility until release or removal. A stint never begins before
// the one before it ends; how releases garble that is defects.go's.
func (w *world) detain(e *episode, at int32, b *block, d *dice) {
	e.stay = at
	length := int32(d.along(200, 1500, 4000, 9000, 18000, 30000, 45000, 65000, 100000, 190000, 700000))
	draw, n := d.below(100), 1
	for draw >= stintShares[n-1] {
		n++
	}
	if length < int32(n)*300 {
		length = int32(n) * 300
	}
	w.stints(e, n, length, d)
	e.out = e.stints[n-1].out
	if d.chance(b.removed) {
		e.reason = w.domain.removed
		e.removed = dayOf(e.out) + int32(d.along(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 7))
		e.ordered = dayOf(at) + int32(d.below(int(max(1, (e.removed-dayOf(at)))/2+1)))
		if e.category == w.domain.reinstated {
			e.ordered = dayOf(at) - int32(d.between(30, 3000))
		}
		return
	}
	e.reason = w.domain.released.at(d.next())
	if d.chance(100) {
		e.reason = w.domain.transferred // an error of the publisher's at the level of stays
	}
}

// stints divides a stay: short at first, longer later, hours on the way.
func (w *world) stints(e *episode, n int, length int32, d *dice) {
	at, left := e.stay, length
	a := e.area
	for i := range n {
		s := &e.stints[i]
		s.in = at
		part := left / int32(n-i)
		if i < n-1 {
			part = max(120, part*int32(d.between(10, 100))/100)
		} else {
			part = max(120, left)
		}
		s.out = at + part
		left -= part
		s.facility = a.facilities[along(d.next(), []int{0, 1, 2, 4, 7, len(a.facilities) - 1})]
		if i == 0 && n > 1 && d.chance(6500) {
			s.facility = a.hold
		} else if i > 0 && s.facility == e.stints[i-1].facility {
			s.facility = a.facilities[(indexOf(a.facilities, s.facility)+1)%len(a.facilities)]
		}
		at = s.out + int32(d.along(0, 30, 90, 240, 600, 1200))
		if d.chance(3000) {
			a = w.areas[d.below(len(w.areas))]
		}
	}
	e.n = n
}

func indexOf(list []*facility, f *facility) int {
	for i := range list {
		if list[i] == f {
			return i
		}
	}
	return 0
}
