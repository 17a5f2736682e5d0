package foia

// Fields that mean something of their own in one table.

func at(r *row, v *view) { v.date(r, v.at) }

func inJail(f func(r *row, v *view, j *jail)) field {
	return func(r *row, v *view) {
		if v.e.jail != nil {
			f(r, v, v.e.jail)
		}
	}
}

var (
	jailState  = inJail(func(r *row, v *view, j *jail) { r.word(j.state) })
	jailCity   = inJail(func(r *row, v *view, j *jail) { r.word(j.city) })
	jailCounty = inJail(func(r *row, v *view, j *jail) { r.word(j.county) })
	jailName   = inJail(func(r *row, v *view, j *jail) { r.word(j.name) })
	jailCode   = inJail(func(r *row, v *view, j *jail) { r.word(j.code) })
)

func aor(r *row, v *view)  { r.word(v.e.area.label) }
func duty(r *row, v *view) { r.word(v.e.area.duty) }

// landmark: an arrest in a jail names the jail, another its area's unit.
func landmark(r *row, v *view) {
	if v.e.landmark != 0 {
		r.word(v.e.landmark)
		return
	}
	r.word(v.d.landmark.at(v.drawn("landmark")))
}

var tableFields = map[string]map[string]field{
	"detainers": detainerFields, "detentions": detentionFields,
	"arrests": {
		"Apprehension Date": at, "Apprehension Method": func(r *row, v *view) { r.word(v.method) }, "Apprehension Criminality": criminality,
		"Apprehension Type": apprehensionType, "Apprehension Final Program": program,
		"State": arrestState, "City": jailCity, "County": empty, "TOA Current Duty AOR": aor, "AOR": aor, "TOA Current Duty Site": duty,
		"Apprehension Site Landmark": landmark, "Event Landmark": landmark,
	},
	"encounters": {
		"Event Date": at, "Event Type": func(r *row, v *view) { r.word(v.e.eventType) }, "Lead Event Type": func(r *row, v *view) { r.word(v.e.eventType) },
		"Event Landmark": landmark, "Encounter Threat Level": threat, "Encounter Criminality": criminality, "Responsible AOR": aor, "Responsible Site": site,
		"Lead Source": func(r *row, v *view) { r.word(v.d.leadSource.words[0]) }, "Processing Disposition": func(r *row, v *view) { r.word(v.e.disposition) },
		"Citizenship County": commonFields["Citizenship Country"],
	},
	"removals": {
		"Departure Date": commonFields["Departed Date"], "Case AOR": aor, "Docket AOR": aor, "State": removalState, "Apprehension State": removalState, "Apprehension City": jailCity, "County": empty,
		"Processing Disposition": func(r *row, v *view) { r.word(v.d.processing.at(v.drawn("disposition"))) }, "Processing Disposition Code": func(r *row, v *view) { r.word(v.d.processingCode(v)) },
		"Final Program Code": programCode, "Latest Apprehension Program Code": programCode, "Current Program": program, "Latest Apprehension Final Program": program, "Latest Apprehension Program": program,
		"Latest Arresting Agency": agency, "Arresting Agency": agency, "TOA Case Category": func(r *row, v *view) { r.word(v.e.category) },
		"Latest Apprehension Date": latestArrest, "Apprehension Date": latestArrest, "Prior Deport Yes No": perMille("prior", 310),
		"Final Charge Code": finalCharge, "Charge Code": finalCharge, "Final Charge Section": finalSection, "Charge Section Code": finalSection,
	},
}

// apprehensionType is recorded from September 2025 on.
func apprehensionType(r *row, v *view) {
	if dayOf(v.at) >= day(2025, 9, 1) {
		r.word(v.d.targetedShare.at(v.drawn("type")))
	}
}

// arrestState: those outside jails are named by the place of their area.
func arrestState(r *row, v *view) {
	if v.e.jail != nil {
		r.word(v.e.jail.state)
		return
	}
	r.word(v.w.placeOf(v.e.area, v.drawn("place")).state)
}

func removalState(r *row, v *view) {
	if v.e.jail != nil {
		r.word(v.e.jail.state)
	} else if v.e.arrest != never {
		r.word(v.w.placeOf(v.e.area, v.drawn("place")).state)
	}
}

// site: half of the encounters are worked far from where they are.
func site(r *row, v *view) {
	if chance(v.drawn("far"), 5000) {
		r.word(v.d.site.at(v.drawn("site")))
		return
	}
	r.word(v.e.area.office)
}

func agency(r *row, v *view) { r.word(v.group()) }

func programCode(r *row, v *view) { r.word(v.d.programCodes[v.e.program]) }

func latestArrest(r *row, v *view) {
	switch {
	case v.e.arrest != never:
		v.date(r, v.e.arrest)
	case v.e.stay != never:
		v.date(r, v.e.stay)
	}
}

// date prints a moment as the release does: some have days only.
func (v *view) date(r *row, m int32) {
	if v.rel.dated {
		r.day(dayOf(m))
		return
	}
	r.minute(m)
}

func finalCharge(r *row, v *view)  { r.word(v.d.chargeCode.words[v.d.charge.index(v.drawn("charge"))]) }
func finalSection(r *row, v *view) { r.word(v.d.section.words[v.d.charge.index(v.drawn("charge"))]) }
