package demo

import (
	"fmt"
	"time"
)

// stopDay is a day of the calendar with what a stop needs of it.
type stopDay struct {
	year, month, day int
	summer           bool // the clock shows summer time
	text             string
}

// stopDays are those of 2012 to 2016.
func stopDays() []stopDay {
	return daysFrom(time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC))
}

func daysFrom(from, to time.Time) (days []stopDay) {
	for t := from; t.Before(to); t = t.AddDate(0, 0, 1) {
		year, month, day := t.Date()
		days = append(days, stopDay{year: year, month: int(month), day: day, text: t.Format("2006-01-02"),
			summer: !t.Before(sundayOf(year, time.March, 2)) && t.Before(sundayOf(year, time.November, 1))})
	}
	return days
}

// sundayOf is the nth Sunday of a month.
func sundayOf(year int, month time.Month, n int) time.Time {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}

// stop is one stop as it was, and as it was written down.
type stop struct {
	department, county int
	day                stopDay
	minute             int
	race               int // as it was
	recorded           string
	surname            string
	dark               bool
	searched, found    bool
}

// stopDrawer draws the stops of one world.
type stopDrawer struct {
	w      *stopWorld
	r      *random
	days   []stopDay
	cells  [stopDepartments][]stopCell
	since  [stopDepartments][]stopCell // from the signing of an agreement on
	shares [stopDepartments][2][]int   // in light, in the dark
}

func newStopDrawer(w *stopWorld, seed int64) *stopDrawer {
	d := &stopDrawer{w: w, r: newRandom(seed, "stops "+w.name), days: stopDays(), cells: w.cells(w.bar)}
	if w.change != nil {
		d.days, d.since = daysAroundChange(), w.cells(w.change.after)
	}
	for i := range d.shares {
		light := stopShares(i)
		if w.change != nil && i == signatory {
			light = []int{515, 140, 300, 25, 20}
		}
		dark := append([]int{}, light...)
		for race := 1; race <= 2; race++ {
			dark[race] = light[race] * w.dark / 1000
		}
		d.shares[i] = [2][]int{light, dark}
	}
	return d
}

var (
	hispanicNames = []string{"GARCIA", "RODRIGUEZ", "MARTINEZ", "HERNANDEZ", "LOPEZ", "GONZALEZ"}
	otherNames    = []string{"SMITH", "JOHNSON", "WILLIAMS", "BROWN", "JONES", "NGUYEN"}
)

// signatory is the department that signs, in the world around an agreement.
const signatory = 0

// draw makes the next stop.
func (d *stopDrawer) draw() (s stop) {
	r := d.r
	s.department, s.county = r.below(stopDepartments), r.below(4)
	if d.w.change != nil && r.chance(500) {
		s.department = signatory
	}
	s.day = d.days[r.below(len(d.days))]
	if r.chance(500) {
		s.minute = 960 + r.below(390) // the evening, in which the veil falls
	} else {
		s.minute = r.below(1440)
	}
	s.dark = s.minute >= d.w.dusk(s.day) || s.minute < 330
	shares := d.shares[s.department][0]
	if s.dark {
		shares = d.shares[s.department][1]
	}
	s.race = r.weighted(shares)
	s.recorded = stopRaces[s.race]
	cell := d.cells[s.department][s.race]
	if c := d.w.change; c != nil && s.department == signatory && c.signed(s.day) {
		cell = d.since[s.department][s.race]
	}
	s.searched = r.below(1e6) < cell.search
	s.found = s.searched && r.below(1e6) < cell.hit
	if d.w.slips {
		d.mislabel(&s)
	}
	return s
}

// mislabel writes a race down as three departments do, and gives a surname.
func (d *stopDrawer) mislabel(s *stop) {
	hispanic := stopRaces[s.race] == "hispanic"
	s.surname = pick(d.r, otherNames)
	if hispanic && d.r.chance(850) {
		s.surname = pick(d.r, hispanicNames)
	}
	switch {
	case hispanic && (s.department == knowsNoOther || s.department == mislabels && d.r.chance(600)):
		s.recorded = "white"
	case s.department == leavesBlank && d.r.chance(250):
		s.recorded = "NA"
	}
}

// departments names the departments of a world after counties of its state.
func (g *generator) stopDepartments(w *stopWorld) (names [stopDepartments]string, counties [stopDepartments][4]string) {
	all := g.world.places.byCode[w.state].counties
	for d := range names {
		for c := range 4 {
			counties[d][c] = all[d*4+c].name
		}
		names[d] = fmt.Sprintf("SYNTHETIC %s Police", counties[d][0])
	}
	if c := w.change; c != nil {
		names[signatory], counties[signatory] = c.about, [4]string{c.county, c.county, c.county, c.county}
	}
	return names, counties
}
