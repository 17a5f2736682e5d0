package foia

import "strconv"

// stayOut is when the stay ended, if the release knows.
func stayOut(r *row, v *view) {
	if !v.open {
		v.date(r, v.e.out)
	}
}

func stintOut(r *row, v *view) {
	if v.out != never {
		v.date(r, v.out)
	}
}

func stayIn(r *row, v *view)  { v.date(r, v.stayIn) }
func stintIn(r *row, v *view) { v.date(r, v.in) }

func stintReason(r *row, v *view)  { r.word(v.stintReason) }
func stayReason(r *row, v *view)   { r.word(v.reason) }
func facilityName(r *row, v *view) { r.word(v.stint.facility.name) }
func facilityCode(r *row, v *view) { r.word(v.stint.facility.code) }

// bondSet is text in the release of August 2026 and a number before.
func bondSet(r *row, v *view) {
	switch {
	case v.bond.set == 0:
	case v.rel.files == "2026-08":
		r.text(strconv.Itoa(v.bond.set))
	default:
		r.number10(v.bond.set)
	}
}

func yOrN(what string, share int) field {
	seed := name(what)
	return func(r *row, v *view) {
		if chance(v.p.draw(seed), share) {
			r.word(v.d.y)
			return
		}
		r.word(v.d.n)
	}
}

var detentionFields = map[string]field{
	"Stay Book In Date Time": stayIn, "Stay Book In Date": stayIn, "Stay Book Out Date Time": stayOut, "Stay Book Out Date": stayOutDay,
	"Book In Date Time": stintIn, "Detention Book In Date Time": stintIn, "Detention Book In Date": stintIn,
	"Book Out Date Time": stintOut, "Detention Book Out Date Time": stintOut, "Detention Book Out Date": stintOut,
	"Detention Facility": facilityName, "Detention Facility Code": facilityCode, "Detention Release Reason": stintReason, "Stay Release Reason": stayReason,
	"Marital": commonFields["Marital Status"], "Offense INA 236C Yes No": yOrN("offense", 1800), "Case INA 236C Yes No": yOrN("offense", 2100),
	"Bond Posted Date": func(r *row, v *view) { r.day(v.bond.postedDay) }, "Initial Bond Set Date": func(r *row, v *view) { r.day(v.bond.setDay) }, "Initial Bond Set Amount": bondSet,
	"Bond Posted Amount": func(r *row, v *view) {
		if v.bond.posted > 0 {
			r.number10(v.bond.posted)
		}
	},
	"Detainee Classification": func(r *row, v *view) { r.word(v.p.class) }, "Book In Criminality": criminality, "Apprehension Final Program": program,
	"Apprehension Final Program Group": commonFields["Final Program Group"], "Book In Site": func(r *row, v *view) { r.word(v.e.area.office) }, "Book In AOR": aor,
	"Final Charge": charge, "Charge": charge, "Charge Code": finalCharge, "Charge Section Code": finalSection,
}

func charge(r *row, v *view) { r.word(v.d.charge.at(v.drawn("charge"))) }

// stayOutDay is a day, also where the column beside it has the time.
func stayOutDay(r *row, v *view) {
	if !v.open {
		r.day(dayOf(v.e.out))
	}
}

// bonds draws what the stint's first row says of bonds, and more its second.
func (v *view) bonds(second bool) {
	v.bond = bond{setDay: never, postedDay: never}
	if v.reason != v.d.bonded && !chance(v.drawn("bond"), 1500) {
		return
	}
	set := 1500 + 500*below(v.drawn("bond set"), 40)
	if second {
		set += 2500
	}
	if chance(v.drawn("outlier"), v.w.rare()) {
		set = 246_920_000
	}
	v.bond.set, v.bond.setDay = set, dayOf(v.e.stay)+int32(between(v.drawn("set on"), 1, 12))
	if v.reason == v.d.bonded || chance(v.drawn("posted"), 3000) {
		v.bond.posted, v.bond.postedDay = set, v.bond.setDay+int32(between(v.drawn("posted on"), 0, 9))
	}
}
