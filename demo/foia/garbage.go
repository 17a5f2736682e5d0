package foia

// Slips of typing in dates that nobody uses for linking. Seldom at full scale;
// a small demo has its share of each.

// rare is how many of 10,000 get a slip.
func (w *world) rare() int { return int(min(40, max(1, 40/(w.scale*Full)))) }

// entryDate holds years that were not, and some far ahead.
func entryDate(r *row, v *view) {
	drawn := v.p.draw(name("slip of entry"))
	switch {
	case !chance(drawn, v.w.rare()):
		r.day(v.p.entryDay)
	case drawn%2 == 0:
		r.word(v.d.farPast)
	default:
		r.day(day(8017, 5, 4))
	}
}

// chargeDate is text for some, which no calendar holds.
func chargeDate(r *row, v *view) {
	drawn := v.p.draw(name("slip of charge"))
	if chance(drawn, v.w.rare()) {
		r.word(v.d.textDates[drawn%uint64(len(v.d.textDates))])
		return
	}
	r.day(v.p.chargeDay)
}

// placeOf picks a jail's place for what happened outside, in the area.
func (w *world) placeOf(a *area, drawn uint64) *jail {
	list := w.within[a]
	if len(list) == 0 {
		return w.jails[0]
	}
	return list[drawn%uint64(len(list))]
}
