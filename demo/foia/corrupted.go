package foia

import "strconv"

// The release 2022-ICFO-22955 holds its ids as numbers of nineteen digits, of
// which Excel kept fifteen: the ids of different people fall together, and
// nobody may link on them. Of its 113 columns the 22 that are known by name are
// written, under the header Unique Identifier that others of that time have;
// its file stands for the first of nine.

// roundedID is the number that is left of a person's id, as Excel stores it:
// its neighbours by number have the same.
func (r *release) roundedID(person int64) string {
	id := uint64(1_000_000_000_000_000_000) + mix(uint64(r.seed)^name(r.name))%(1<<61) + uint64(person)*811
	kept := strconv.FormatUint((id+5000)/10000, 10)
	return kept[:1] + "." + kept[1:] + "E+18"
}

func roundedIdentifier(r *row, v *view) {
	if v.unnamed {
		return
	}
	r.ref()
	r.cells = append(append(append(r.cells, `"><v>`...), v.rel.roundedID(v.p.number)...), "</v></c>"...)
}

// lastForm is the detainer that led to the arrest.
func lastForm(f func(r *row, v *view, d *detainer)) field {
	return func(r *row, v *view) {
		if n := v.e.forms; n > 0 {
			f(r, v, &v.e.detainers[n-1])
		}
	}
}

var corruptedFields = map[string]field{
	"Unique Identifier": roundedIdentifier,
	"Lead Event Type":   func(r *row, v *view) { r.word(v.e.eventType) }, "Event Type": func(r *row, v *view) { r.word(v.e.eventType) }, "Event Landmark": landmark, "Apprehension Landmark": landmark,
	"Lead Source": func(r *row, v *view) { r.word(v.d.leadSource.words[0]) }, "Event Program": program, "ApprehensionFinal Program Group": commonFields["Final Program Group"],
	"Detainer Prepare Date": lastForm(func(r *row, _ *view, d *detainer) { r.day(d.day) }), "Detainer Type": lastForm(func(r *row, _ *view, d *detainer) { r.word(d.form) }),
	"Detainer Lift Date": lastForm(func(r *row, v *view, d *detainer) {
		if d.lifted <= v.rel.to {
			r.day(d.lifted)
		}
	}), "Detainer Lift Reason": lastForm(func(r *row, v *view, d *detainer) {
		if d.lifted != never && d.lifted <= v.rel.to {
			r.word(d.lift)
		}
	}),
	"Apprehension AOR": aor, "Physical Site": duty, "City": jailCity, "County": jailCounty, "State": arrestState, "Apprehension Date And Time": at,
	"Earliest Detention Book In Date": func(r *row, v *view) {
		if v.e.stay != never && dayOf(v.e.stay) <= v.rel.to {
			r.minute(v.e.stay)
		}
	},
	"Earliest Detention Book Out Date": stayOut,
}
