package demo

import "detangle"

// Which states take part, and how much. The weights are of this world only.
var stateWeights = []struct {
	code   string
	weight int
}{
	{"FL", 270}, {"TX", 230}, {"TN", 60}, {"PA", 60}, {"AL", 45}, {"GA", 45}, {"NC", 35}, {"OK", 35}, {"LA", 30}, {"SC", 30}, {"MO", 30}, {"KS", 25}, {"AR", 25}, {"MS", 20},
	{"VA", 20}, {"WV", 15}, {"OH", 15}, {"IN", 12}, {"WI", 15}, {"MI", 10}, {"NE", 8}, {"ID", 8}, {"WY", 8}, {"UT", 10}, {"NV", 5}, {"NH", 6}, {"NY", 8}, {"MD", 6}, {"MT", 6}, {"KY", 12}, {"MN", 6}, {"IA", 5}, {"AZ", 8},
}

// growth is how many of 1,200 agencies the lists had by a day.
var growth = []struct {
	date  string
	count int
}{{"2025-02-09", 140}, {"2025-02-21", 150}, {"2025-03-01", 185}, {"2025-04-01", 330}, {"2025-05-01", 420}, {"2025-07-01", 615}, {"2025-09-03", 800}, {"2025-11-03", 915}, {"2025-12-31", 1060}, {"2026-02-02", 1160}, {"2026-02-13", 1200}}

// settle makes the agencies and their agreements, before anything happens to them.
func (w *world) settle() {
	r := newRandom(w.seed, "settle")
	total := max(60, w.shareOrNone(1200))
	w.mustHaves(r)
	for len(w.agencies) < max(16, total*140/1200) {
		w.join(r, w.newAgency(r, true), 0)
	}
	weights := w.growthWeights()
	for len(w.agencies) < total {
		w.join(r, w.newAgency(r, false), r.weighted(weights))
	}
}

// growthWeights spreads the joining of agencies over the lists.
func (w *world) growthWeights() []int {
	weights := make([]int, len(w.lists))
	before := growth[0].count * 1000
	for i := range w.lists {
		now := before
		for g := 1; g < len(growth); g++ {
			from, to := mustDay(growth[g-1].date), mustDay(growth[g].date)
			if d := w.lists[i].day(); d > from {
				d = min(d, to)
				now = growth[g-1].count*1000 + (growth[g].count-growth[g-1].count)*1000*int(d-from)/int(to-from)
			}
		}
		weights[i] = now - before
		before = now
	}
	return weights
}

// add keeps an agency unless its name is taken in its state.
func (w *world) add(a *agency) bool {
	key := a.state + " " + a.name
	if w.takenName[key] {
		return false
	}
	w.takenName[key] = true
	w.agencies = append(w.agencies, a)
	return true
}

// newAgency makes an agency that no list has had. Early ones are sheriffs and
// prisons for the most part.
func (w *world) newAgency(r *random, early bool) *agency {
	weights := []int{505, 400, 25, 20, 15, 15, 10, 10} // sheriff, police, state, constable, campus, jail, prosecutor, county government
	if early {
		weights = []int{900, 25, 35, 0, 0, 40, 0, 0}
	}
	for {
		code := w.pickState(r)
		c := pick(r, w.places.byCode[code].counties)
		if c.retired || early && containsAlt(c.name) {
			continue
		}
		a := &agency{state: code, county: c, level: "county"}
		switch r.weighted(weights) {
		case 0:
			if w.takenSeat[c.fips] || code == "AK" {
				continue
			}
			a.kind, a.name = "sheriff", sheriffName(r, c)
		case 1:
			a.kind, a.level, a.town = "police", "municipality", w.towns.next(code)
			a.name = policeName(r, a.town)
		case 2:
			a.kind, a.level, a.county = "state_agency", "state", nil
			a.name = w.places.byCode[code].name + " " + pick(r, stateNames)
		case 3:
			if code != "TX" {
				continue
			}
			a.kind, a.name = "constable", constableName(c, r.between(1, 6))
		case 4:
			a.kind, a.level, a.town = "campus", "state", w.towns.next(code)
			a.name = campusName(r, a.town)
		case 5:
			a.kind, a.town = "jail_authority", w.towns.next(code)
			a.name = jailName(r, c, a.town)
		case 6:
			a.kind, a.name = "prosecutor", prosecutorName(c)
		case 7:
			a.kind, a.name = "county_government", governmentName(c)
		}
		if w.add(a) {
			if a.kind == "sheriff" {
				w.takenSeat[c.fips] = true
			}
			return a
		}
	}
}

func (w *world) pickState(r *random) string {
	weights := make([]int, len(stateWeights))
	for i, s := range stateWeights {
		weights[i] = s.weight
	}
	return stateWeights[r.weighted(weights)].code
}

// join gives an agency its agreements from list i on: mostly one, sometimes a
// second or third model, then or later.
func (w *world) join(r *random, a *agency, i int) {
	models := modelsOf(r, a.kind, i < w.index("2025-02-21"))
	for n, m := range models {
		at := i
		if n > 0 && i > 0 && r.chance(400) {
			at = min(w.newest(), i+r.between(1, 12))
		}
		w.sign(r, a, m, at)
	}
}

// modelsOf draws the models that an agency signs for. No task forces existed
// from 2012 to 2025.
func modelsOf(r *random, kind string, early bool) []detangle.Model {
	var order []detangle.Model
	switch {
	case early && r.chance(480):
		order = []detangle.Model{detangle.JEM, detangle.WSO}
	case early:
		order = []detangle.Model{detangle.WSO, detangle.JEM}
	case kind == "police" || kind == "campus" || kind == "constable" || kind == "prosecutor":
		return []detangle.Model{detangle.TFM}
	case kind == "state_agency" || kind == "jail_authority" || kind == "county_government":
		order = []detangle.Model{pick(r, detangle.Models), detangle.TFM, detangle.WSO}
	default:
		order = [][]detangle.Model{{detangle.WSO, detangle.TFM, detangle.JEM}, {detangle.TFM, detangle.WSO, detangle.JEM}, {detangle.JEM, detangle.TFM, detangle.WSO}}[r.weighted([]int{480, 380, 140})]
	}
	n := 1
	if !early && r.chance(340) {
		n = 2
	} else if early && r.chance(30) {
		n = 2
	}
	if n == 2 && !early && r.chance(120) {
		n = 3
	}
	var out []detangle.Model
	for _, m := range order {
		if len(out) < n && !hasModel(out, m) {
			out = append(out, m)
		}
	}
	return out
}

func hasModel(list []detangle.Model, m detangle.Model) bool {
	for _, x := range list {
		if x == m {
			return true
		}
	}
	return false
}

// sign makes an agreement that list i is the first to have.
func (w *world) sign(r *random, a *agency, m detangle.Model, i int) *agreement {
	g := &agreement{agency: a, model: m, first: i, last: w.newest(), absent: map[int]string{}}
	g.signed = []signing{{from: i, day: w.signingDay(r, i), reading: "first"}}
	a.listed = append(a.listed, g)
	w.agreements = append(w.agreements, g)
	return g
}

// earlySignings are days on which many agencies signed at once; coincidences of
// dates are what makes relabels hard to tell.
var earlySignings = []string{"2019-10-15", "2020-03-13", "2020-06-05", "2020-06-09", "2020-07-20"}

// signingDay draws a working day before list i can have been made. What stood
// on the first list was signed from 2016 to 2020.
func (w *world) signingDay(r *random, i int) detangle.Day {
	if i == 0 {
		if r.chance(450) {
			return mustDay(pick(r, earlySignings))
		}
		return workday(mustDay("2016-06-01") + detangle.Day(r.below(1650)))
	}
	return workday(w.asOf(i) - detangle.Day(r.between(1, 12)))
}

// workday moves a weekend's day back to Friday.
func workday(d detangle.Day) detangle.Day {
	switch d.Time().Weekday() {
	case 0:
		return d - 2
	case 6:
		return d - 1
	}
	return d
}
