package foia

// write writes the rows of the person at hand. Only those of one table and
// year if these are given: rows that waited for their sheet.
func (x *writer) write(i int64, year int, table string) {
	p, v := &x.person, &x.view
	if p.episodes[0].over() < x.rel.from && (p.n < 2 || p.episodes[1].over() < x.rel.from) || p.start > x.rel.to {
		return
	}
	x.w.describe(p)
	note := personNote{}
	for k := range p.n {
		v.know(&p.episodes[k], k)
		v.unnamed = v.stranger()
		n := x.episode(i, year, table)
		note.episodes[k] = n
	}
	if table == "" {
		x.account(&note)
	}
}

// over is the last day on which anything happens in the episode.
func (e *episode) over() int32 {
	last := max(dayOf(e.encounter), dayOf(e.arrest), dayOf(e.out), e.removed)
	for i := range e.forms {
		last = max(last, e.detainers[i].day)
	}
	return last
}

func (x *writer) covers(d int32) bool { return d != never && d >= x.rel.from && d <= x.rel.to }

// wanted reports whether a table is part of this pass and of the release.
func (x *writer) wanted(only, table string) bool {
	return (only == "" || only == table) && x.routes[table] != nil
}

// put writes the view's row into the files of its table and year, if there
// are any.
func (x *writer) put(i int64, only int, table string, year int, seed uint64) bool {
	if only != 0 && only != year {
		return false
	}
	for _, f := range x.routes[table][year-2010] {
		if f.sheet == "" && year != f.year {
			if n := len(f.waiting); n == 0 || f.waiting[n-1].person != i || f.waiting[n-1].year != year || f.waiting[n-1].block != x.at {
				f.waiting = append(f.waiting, waiting{block: x.at, person: i, year: year})
			}
			continue
		}
		if !x.view.unnamed {
			f.named++
		}
		x.err = first(x.err, f.write(&x.view, seed, x.o.Notice))
	}
	return len(x.routes[table][year-2010]) > 0
}

// note says which rows of an episode the release holds with an id.
type note struct {
	encounter, arrest, removal bool
	detainers                  [3]bool
	stay                       bool // with all of its stints
	stints, hidden             int  // printed; without their id
	defects                    []string
}

type personNote struct{ episodes [2]note }

// episode writes the rows of one episode, in the order in which they happened.
func (x *writer) episode(i int64, year int, only string) (n note) {
	v, e := &x.view, x.view.e
	stranger := v.unnamed
	if x.wanted(only, "encounters") && x.covers(dayOf(e.encounter)) {
		v.at = e.encounter
		n.encounter = x.put(i, year, "encounters", fiscal(dayOf(v.at)), v.drawn("row encounter")) && !stranger
		if chance(v.drawn("written twice"), 47) {
			x.put(i, year, "encounters", fiscal(dayOf(v.at)), v.drawn("row encounter"))
			n.defects = append(n.defects, "encounter_twice")
		}
	}
	if x.wanted(only, "detainers") {
		for f := range e.forms {
			x.detainer(i, year, f, &n)
		}
	}
	v.unnamed = stranger
	if x.wanted(only, "arrests") && x.covers(dayOf(e.arrest)) {
		x.arrest(i, year, &n)
	}
	v.unnamed = stranger
	if x.wanted(only, "detentions") && e.n > 0 {
		x.stay(i, year, &n)
	}
	v.unnamed = stranger
	if x.wanted(only, "removals") && x.covers(e.removed) {
		v.unnamed = stranger || v.unnamedRow("removals", removalsUnnamed)
		n.removal = x.put(i, year, "removals", fiscal(e.removed), v.drawn("row removal")) && !v.unnamed
	}
	return n
}

func (x *writer) detainer(i int64, year, f int, n *note) {
	v := &x.view
	v.form, v.textDate = &v.e.detainers[f], 0
	late := v.form.day > x.rel.to && v.form.day <= x.rel.to+5 && chance(v.drawn("late"), 1500)
	if !x.covers(v.form.day) && !late {
		return
	}
	if late {
		n.defects = append(n.defects, "prepared_after_the_release")
	}
	fy := fiscal(v.form.day)
	if x.rel.files == "2026-08" && !x.garbled && fy == 2025 {
		x.garbled, v.textDate = true, v.d.firstCentury
		n.defects = append(n.defects, "apprehension_of_the_first_century")
	}
	n.detainers[f] = x.put(i, year, "detainers", fy, v.drawn("row detainer")+uint64(f)*13) && !v.unnamed
	v.textDate = 0
}

func (x *writer) arrest(i int64, year int, n *note) {
	v, e := &x.view, x.view.e
	v.unnamed = v.unnamed || v.unnamedRow("arrests", arrestsUnnamed)
	v.at, v.method = e.arrest, e.method
	n.arrest = x.put(i, year, "arrests", fiscal(dayOf(v.at)), v.drawn("row arrest")) && !v.unnamed
	if chance(v.drawn("arrest twice"), 2) {
		x.put(i, year, "arrests", fiscal(dayOf(v.at)), v.drawn("row arrest"))
		n.defects = append(n.defects, "arrest_twice")
	}
	if e.again == never || !x.covers(dayOf(e.again)) {
		return
	}
	v.at = e.again
	if chance(v.drawn("reprocessed"), 6000) {
		v.method = v.d.reprocessed
	}
	x.put(i, year, "arrests", fiscal(dayOf(v.at)), v.drawn("row again"))
	n.defects = append(n.defects, "arrest_repeated")
}
