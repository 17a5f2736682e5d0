package foia

// Which field stands under which header. The same header means the same in all
// tables unless the table has a field of its own.

func (rel *release) fieldOf(table, head string) field {
	if f := corruptedFields[head]; rel.rounded && f != nil {
		return f
	}
	if f := tableFields[table][head]; f != nil {
		return f
	}
	if f := commonFields[head]; f != nil {
		return f
	}
	panic("foia: no field for the column " + head + " of " + table)
}

// secret is a column that is always redacted.
func secret(r *row, v *view) { r.word(v.mark) }

// empty is a column that a release has and never fills.
func empty(*row, *view) {}

func described(f func(p *person) word) field { return func(r *row, v *view) { r.word(f(v.p)) } }

func identifier(r *row, v *view) {
	if !v.unnamed {
		r.shared(r.book.idAt(v.p.number))
	}
}

// conviction is a column about the most serious conviction, blank without one.
func conviction(f func(r *row, v *view)) field {
	return func(r *row, v *view) {
		if v.p.msc >= 0 {
			f(r, v)
		}
	}
}

// perMille is a flag that is YES for so many in a thousand.
func perMille(what string, n int) field {
	seed := name(what)
	return func(r *row, v *view) { r.flag(v.d, chance(v.p.draw(seed), n*10)) }
}

func cased(f func(r *row, v *view)) field {
	return func(r *row, v *view) {
		if v.hasCase {
			f(r, v)
		}
	}
}

var commonFields = map[string]field{
	"Anonymized Identifier": identifier, "Anonymized Identifer": identifier, "Anonymized Unique Identifier": identifier,
	"Alien File Number": secret, "Birth Date": secret, "Case ID": secret, "Subject ID": secret, "Detention ID": secret, "EID DTA ID": secret, "Arrest Created By": secret,

	"Birth Year":          func(r *row, v *view) { r.number10(v.p.birthYear) },
	"Gender":              described(func(p *person) word { return p.gender }),
	"Citizenship Country": described(func(p *person) word { return p.country }),
	"Birth Country":       described(func(p *person) word { return p.birthCountry }),
	"Marital Status":      described(func(p *person) word { return p.marital }),
	"Ethnicity":           described(func(p *person) word { return p.ethnicity }),
	"Religion":            described(func(p *person) word { return p.religion }),
	"Race":                described(func(p *person) word { return p.race }),
	"Entry Status":        described(func(p *person) word { return p.entry }),
	"Entry Date":          entryDate,

	"Case Status":        cased(func(r *row, v *view) { r.word(v.status) }),
	"Case Category":      cased(func(r *row, v *view) { r.word(v.e.category) }),
	"Departed Date":      func(r *row, v *view) { r.day(v.departed) },
	"Departure Country":  departed(func(r *row, v *view) { r.word(v.p.country) }),
	"Port of Departure":  departed(func(r *row, v *view) { r.word(v.d.port.at(v.drawn("port"))) }),
	"Final Order Yes No": cased(func(r *row, v *view) { r.flag(v.d, v.ordered != never) }),
	"Final Order Date":   func(r *row, v *view) { r.day(v.ordered) },

	"Final Program":       program,
	"Final Program Group": func(r *row, v *view) { r.word(v.group()) },
	"Arresting Agency":    func(r *row, v *view) { r.word(v.d.ice) },
	"Operation":           func(r *row, v *view) { r.word(v.d.operation.at(v.drawn("operation"))) },

	"Case Criminality":        criminality,
	"Case Threat Level":       threat,
	"Felon":                   felon,
	"Aggravated Felon Yes No": felon,

	"MSC Charge":                      conviction(func(r *row, v *view) { r.word(v.d.msc.words[v.p.msc]) }),
	"MSC Charge Code":                 conviction(func(r *row, v *view) { r.word(v.d.mscCodes[v.p.msc]) }),
	"MSC Charge Date":                 conviction(chargeDate),
	"MSC Conviction Date":             conviction(func(r *row, v *view) { r.day(v.p.convictionDay) }),
	"MSC Sentence Days":               sentence(0),
	"MSC Sentence Months":             sentence(1),
	"MSC Sentence Years":              sentence(2),
	"MSC Crime Class":                 conviction(func(r *row, v *view) { r.word(v.d.mscClass.at(v.p.draw(name("class")))) }),
	"MSC Criminal Charge Status":      conviction(func(r *row, v *view) { r.word(v.p.status) }),
	"MSC Criminal Charge Status Code": conviction(func(r *row, v *view) { r.word(v.d.statusCode(v.p.status)) }),

	"Known Terrorist Yes No": perMille("terrorist", 0),
	"Suspected Gang Yes No":  perMille("gang", 14),
}

// group: detentions are of people whom others arrested too.
func (v *view) group() word {
	if v.p.kind == border || v.p.kind == turned {
		return v.d.cbp
	}
	return v.d.ice
}

func departed(f func(r *row, v *view)) field {
	return func(r *row, v *view) {
		if v.departed != never {
			f(r, v)
		}
	}
}

func program(r *row, v *view)     { r.word(v.e.program) }
func criminality(r *row, v *view) { r.word(v.d.criminality[v.p.convicted]) }

// threat is text: 1, 2, 3, NA, or nothing.
func threat(r *row, v *view) {
	if v.p.threat != v.d.na || chance(v.drawn("threat"), 700) {
		r.word(v.p.threat)
	}
}

func felon(r *row, v *view) {
	if v.p.felon == 0 && chance(v.drawn("felon"), 2800) {
		r.word(v.d.felon.words[0])
		return
	}
	r.word(v.p.felon)
}

func sentence(unit int) field {
	return conviction(func(r *row, v *view) {
		if n := v.p.sentence[unit]; n > 0 {
			r.number10(n)
		}
	})
}

// statusCode is the first letter of the status.
func (d *domains) statusCode(status word) word {
	for i, w := range d.mscStatus.words {
		if w == status {
			return d.mscStatusCodes[i]
		}
	}
	return 0
}
