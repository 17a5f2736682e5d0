package foia

// A jail on a detainer holds the person on criminal grounds.

func formDay(r *row, v *view) { r.day(v.form.day) }

// lift is printed once it is known, and for many never.
func lift(r *row, v *view) {
	if v.form.lifted != never && v.form.lifted <= v.rel.to {
		r.word(v.form.lift)
	}
}

func liftCode(r *row, v *view) {
	if v.form.lifted != never && v.form.lifted <= v.rel.to {
		r.word(v.d.liftCodes[v.form.lift])
	}
}

// formArrest is the arrest that followed, on half of the forms that have one.
func formArrest(f func(r *row, v *view)) field {
	return func(r *row, v *view) {
		if v.e.arrest != never && dayOf(v.e.arrest) <= v.rel.to {
			f(r, v)
		}
	}
}

var apprehended = formArrest(func(r *row, v *view) { r.minute(v.e.arrest) })

// formApprehension is garbled once in a while.
func formApprehension(r *row, v *view) {
	if v.textDate != 0 {
		r.word(v.textDate)
		return
	}
	apprehended(r, v)
}

// formThreat says NA where others leave the cell blank.
func formThreat(r *row, v *view) { r.word(v.p.threat) }

func formProgram(r *row, v *view) { r.word(v.form.program) }

var detainerFields = map[string]field{
	"Detainer Prepare Date": formDay, "Detainer Prepared Date": formDay, "Facility State": jailState, "State": jailState, "Facility AOR": aor, "AOR": aor,
	"Facility City": jailCity, "City": jailCity, "Detainer Facility": jailName, "Detention Facility": jailName, "Detainer Facility Code": jailCode, "Detention Facility Code": jailCode,
	"Detainer Criminality": criminality, "Detainer Prepared Criminality": criminality, "Detainer Threat Level": formThreat, "Detainer Prepared Threat Level": formThreat,
	"Port Of Departure": commonFields["Port of Departure"], "Processing Disposition": func(r *row, v *view) { r.word(v.d.detainer) },
	"TOA Case Category": formArrest(func(r *row, v *view) { r.word(v.e.category) }), "TOA Case Category Code": formArrest(func(r *row, v *view) { r.word(v.d.categoryCodes[v.e.category]) }),
	"TOA Current Program": formArrest(program), "TOD Final Program": formProgram, "TOD Current Duty Site": duty,
	"Apprehension Method": formArrest(func(r *row, v *view) { r.word(v.e.method) }), "Apprehension Date": formApprehension,
	"Sentence Days": sentence(0), "Sentence Months": sentence(1), "Sentence Years": sentence(2),
	"Detainer Lift Reason": lift, "Detainer Lift Reason Code": liftCode, "Detainer Type": func(r *row, v *view) { r.word(v.form.form) },
	"Order to Show Cause Served Date": func(r *row, v *view) {
		if chance(v.p.draw(name("nta")), 1800) {
			r.day(v.form.day)
		}
	},
	"Arrest Warrant Served Date": func(r *row, v *view) {
		if chance(v.p.draw(name("warrant")), 6200) {
			r.day(v.form.day)
		}
	},
	"Other Removal Reason": empty,
	"Prior Felony Yes No":  perMille("felony", 120), "Multiple Prior MISD Yes No": perMille("misd", 90), "Violent Misdemeanor Yes No": perMille("violent", 60), "Illegal Entry Yes No": perMille("entered", 210),
	"Illegal Reentry Yes No": perMille("reentered", 140), "Immigration Fraud Yes No": perMille("fraud", 4), "Significant Risk Yes No": perMille("risk", 80), "Other Removal Reason Yes No": perMille("other", 20),
	"Criminal Street Gang Yes No": perMille("street gang", 6), "Aggravated Felony Yes No": perMille("aggravated", 30), "Deportation Ordered Yes No": perMille("ordered", 240),
	"Order to Show Cause Served Yes No": perMille("nta", 180), "Biometric Match Yes No": perMille("biometric", 860), "Statements Made Yes No": perMille("statements", 310),
	"Unlawful Attempt Yes No": perMille("attempt", 8), "Unlawful Entry Yes No": perMille("unlawful", 90), "Visa Yes No": perMille("visa", 15), "Federal Register Notice Yes No": perMille("register", 5),
	"Resume Custody Yes No": perMille("resume", 60), "Active Investigation Yes No": perMille("investigation", 70), "Notify Release Request Yes No": perMille("notify", 920),
}
