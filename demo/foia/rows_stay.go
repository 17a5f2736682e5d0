package foia

// Shares of stints with a planted defect, in ten thousand.
const (
	bondTwice   = 44  // the row once more, with other bonds
	sameDay     = 131 // the row once more, a little earlier the same day
	oneMinute   = 40  // a book-in at 00:01
	stayEarlier = 30  // the stay begins minutes before its first stint
)

// stay writes the stints of a stay that the release holds: those that ended
// before it begins are left out, and so is what comes after it was made.
func (x *writer) stay(i int64, year int, n *note) {
	v, e := &x.view, x.view.e
	begins := dayOf(e.stay)
	if begins > x.rel.to || x.rel.dated && begins < x.rel.from {
		return
	}
	fy := fiscal(begins)
	if len(x.routes["detentions"][fy-2010]) == 0 {
		return
	}
	v.stayIn = e.stay
	if !x.rel.dated && chance(v.drawn("stay earlier"), stayEarlier) {
		v.stayIn -= 5
		n.defects = append(n.defects, "stay_before_first_stint")
	}
	whole := true
	for s := range e.n {
		if dayOf(e.stints[s].out) < x.rel.from {
			whole = false
			continue
		}
		if dayOf(e.stints[s].in) > x.rel.to {
			break
		}
		n.stints++
		if x.stint(i, year, fy, s, n) {
			n.hidden++
		}
	}
	n.stay = n.stints > 0 && n.hidden == 0
	if !whole && n.stints > 0 {
		n.defects = append(n.defects, "cut_at_the_beginning")
	}
}

// stint writes one stint with its duplicates and reports whether it lacks its id.
func (x *writer) stint(i int64, year, fy, s int, n *note) bool {
	v, e := &x.view, x.view.e
	v.stint, v.index = &e.stints[s], s
	drawn := func(what string) uint64 { return v.drawn(what) + uint64(s)*131 }
	v.unnamed = chance(mix(drawn("stint id")), stintsUnnamed)
	v.in, v.out, v.stintReason = v.stint.in, never, 0
	if dayOf(v.stint.out) <= x.rel.to {
		v.out = v.stint.out
		v.stintReason = v.d.transferred
		if s == e.n-1 {
			v.stintReason = e.reason
		}
	}
	if s > 0 && !x.rel.dated && chance(mix(drawn("one minute")), oneMinute) {
		v.in = dayOf(v.in)*perDay + 1
		n.defects = append(n.defects, "book_in_at_00_01")
	}
	seed := mix(drawn("row stint"))
	if !v.unnamed && v.out != never && v.in%perDay > 90 && chance(mix(drawn("same day")), sameDay) {
		in, out := v.in, v.out
		v.bonds(false)
		v.in, v.out = in-int32(between(seed, 2, 60)), in
		x.put(i, year, "detentions", fy, seed)
		v.in, v.out = in, out
		n.defects = append(n.defects, "same_day")
	}
	v.bonds(false)
	x.put(i, year, "detentions", fy, seed)
	if !v.unnamed && (v.bond.set > 0 || chance(seed, bondTwice*20)) && chance(mix(drawn("bond twice")), bondTwice*6) {
		v.bonds(true)
		if v.bond.set > 0 {
			x.put(i, year, "detentions", fy, seed)
			n.defects = append(n.defects, "bond_twice")
		}
	}
	return v.unnamed
}
