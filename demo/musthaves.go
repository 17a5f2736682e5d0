package demo

import (
	"fmt"

	"detangle"
)

// mustHaves are agencies that a folder of any size holds, because something
// that cannot be left to chance happens to them.
func (w *world) mustHaves(r *random) {
	seat := func(code, name string, i int, models ...detangle.Model) *agency {
		c := w.places.county(code, name)
		a := &agency{state: code, county: c, kind: "sheriff", level: "county", name: c.printed() + " Sheriff's Office"}
		w.takenSeat[c.fips] = true
		if !w.add(a) {
			panic(fmt.Sprintf("demo: %s twice", a.name))
		}
		for _, m := range models {
			w.sign(r, a, m, i)
		}
		return a
	}
	walton := seat("FL", "Walton County", 0, detangle.WSO)
	walton.traps = []string{"machine_corruption"}
	walton.listed[0].plant = "machine_corruption"
	for _, pair := range [][3]string{{"AZ", "Pima County", "Pinal County"}, {"FL", "Marion County", "Martin County"}} {
		a, b := seat(pair[0], pair[1], 0, detangle.JEM), seat(pair[0], pair[2], 0, detangle.JEM)
		b.listed[0].signed[0].day = a.listed[0].signed[0].day
		for _, x := range []*agency{a, b} {
			x.traps, x.listed[0].plant = []string{"near_names"}, "near_names"
		}
	}
	spring := w.index("2025-03-17")
	for n, code := range []string{"PA", "WV", "MI", "UT"} {
		c := w.places.byCode[code].counties[5+n]
		seat(code, c.name, spring+n, detangle.WSO).listed[0].plant = "state_typo"
	}
	w.beach(r, spring)
	w.alaska(r)
	w.forms(r, seat)
	w.namesake(r, seat("AL", "Baldwin County", spring, detangle.TFM))
}

// forms: names that are typed in two ways, and are one name all the same.
func (w *world) forms(r *random, seat func(code, name string, i int, models ...detangle.Model) *agency) {
	johns, dade := seat("FL", "St. Johns County", 0, detangle.WSO), seat("FL", "Miami-Dade County", 0, detangle.JEM)
	johns.form, dade.form = "St Johns County Sheriff’s Office", "Miami Dade County Sheriff's Office "
	kansas := &agency{state: "KS", kind: "state_agency", level: "state", name: "Kansas Department of Corrections", form: "Kansas  Department Of Corrections"}
	jail := &agency{state: "FL", county: w.places.county("FL", "Baker County"), kind: "jail_authority", level: "county", town: w.towns.next("FL")}
	jail.name = "Baker & " + jail.town + " Regional Jail Authority"
	jail.form = "Baker and " + jail.town + " Regional Jail Authority"
	for _, a := range []*agency{kansas, jail} {
		w.add(a)
		w.sign(r, a, detangle.JEM, 0)
	}
	for _, a := range []*agency{johns, dade, kansas, jail} {
		a.traps, a.listed[0].plant = []string{"two_forms"}, "two_forms"
	}
}

// beach: two towns of one name but for a word, signed on one day.
func (w *world) beach(r *random, i int) {
	town := w.towns.next("FL")
	w.towns.taken["FL"] = append(w.towns.taken["FL"], town+" Beach")
	c := w.places.county("FL", "Brevard County")
	var day detangle.Day
	for n, name := range []string{town, town + " Beach"} {
		a := &agency{state: "FL", county: c, kind: "police", level: "municipality", town: name, name: name + " Police Department", traps: []string{"near_names"}}
		w.add(a)
		g := w.sign(r, a, detangle.TFM, i)
		if n == 0 {
			day = g.signed[0].day
		}
		g.signed[0].day, g.plant = day, "near_names"
	}
}

// namesake: the police of a town that is called like the sheriff's county.
func (w *world) namesake(r *random, sheriff *agency) {
	a := &agency{state: sheriff.state, county: sheriff.county, kind: "police", level: "municipality", town: sheriff.county.short()}
	a.name = a.town + " Police Department"
	w.add(a)
	g := w.sign(r, a, detangle.TFM, sheriff.listed[0].first)
	g.signed[0].day = sheriff.listed[0].signed[0].day
	for _, x := range []*agency{sheriff, a} {
		x.traps, x.listed[0].plant = []string{"county_and_town"}, "county_and_town"
	}
}

// alaska: a state's prison service, printed without the state's name for years.
func (w *world) alaska(r *random) {
	a := &agency{state: "AK", kind: "state_agency", level: "state", name: "Alaska Department of Corrections"}
	w.add(a)
	g := w.sign(r, a, detangle.WSO, 0)
	g.plant = "relabel"
	a.former = "Department of Corrections"
	g.labels = []label{{0, a.former}, {w.index("2025-03-17"), a.name}}
}
