package demo

import (
	"fmt"
	"math"
)

// Stops by police of people who never were, in the columns of the Stanford Open
// Policing Project. Each file is a world of its own, with a truth of its own:
//
//   - biased: everybody carries as often, Black and Hispanic drivers are searched at a lower bar, and fewer of them are stopped once it is dark
//   - unbiased: everybody carries as often and is searched at one bar
//   - infra-marginal: one bar for everybody, other shares who carry, so that hit rates differ without any bias
//   - mislabelled: as unbiased, but one department writes Hispanic drivers down as white, one writes no race for many, one has no Hispanic drivers at all; it has surnames, and rows with slips
//   - bare: no time, no search, no county: what many cities give out
//   - changed: unbiased until an agreement of the lists begins; after it the signatory's own stops search Hispanic drivers at a lower bar
//
// An officer sees a signal: Normal(0, 1) of who carries nothing, Normal(separation, 1)
// of who does. He searches above a point, which is a bar on the risk: the model of
// the fast threshold test (Pierson, Corbett-Davies and Goel 2018). Rates are worked
// out once a cell, in millionths; after that all is integers.

// Stops is what Options.Wrote is told of rows of stops.
const Stops = "stops"

// stopRaces are the races that are recorded, in the order of a world's shares.
var stopRaces = []string{"white", "black", "hispanic", "asian/pacific islander", "other"}

// separation is that of signals of people who carry and who do not.
const separation = 1.5

// stopWorld is one file.
type stopWorld struct {
	name, state, place, ending string
	share                      int            // of all stops, in hundredths
	carry                      map[string]int // race -> in thousandths, who carries something
	bar                        map[string]int // race -> risk, in thousandths, above which is searched
	dark                       int            // chance of a Black or Hispanic driver once it is dark, in thousandths of that in light
	west                       int            // minutes that its dusk is after that of 79 degrees west, on the clock
	longitude                  int            // in thousandths
	slips, bare                bool
	change                     *stopChange // none but in the world around an agreement
}

// stopChange is the agreement that a world lies around.
type stopChange struct {
	agreement     *agreement
	county, about string
	after         map[string]int // race -> the bar of the signatory's stops from the day of signing on
}

// timed says whether the file has clock times.
func (w *stopWorld) timed() bool { return !w.bare && w.change == nil }

func even(n int) map[string]int {
	m := map[string]int{}
	for _, r := range stopRaces {
		m[r] = n
	}
	return m
}

func with(m map[string]int, black, hispanic int) map[string]int {
	m["black"], m["hispanic"] = black, hispanic
	return m
}

var stopWorlds = []stopWorld{
	{name: "biased", state: "NC", place: "statewide", ending: "csv.gz", share: 30, carry: even(50), bar: with(even(300), 150, 150), dark: 750, longitude: -79000},
	{name: "unbiased", state: "AR", place: "statewide", ending: "csv.zip", share: 30, carry: even(50), bar: even(200), dark: 1000, west: -6, longitude: -92400},
	{name: "infra-marginal", state: "OK", place: "statewide", ending: "csv", share: 20, carry: with(even(60), 30, 20), bar: even(200), dark: 1000, west: 14, longitude: -97500},
	{name: "mislabelled", state: "SC", place: "statewide", ending: "csv", share: 15, carry: even(50), bar: even(200), dark: 1000, west: 8, longitude: -81000, slips: true},
	{name: "bare", state: "WI", place: "exampleville", ending: "csv", share: 5, carry: even(50), bar: even(200), dark: 1000, longitude: -89000, bare: true},
}

// stopDepartments is how many departments a world has, each in counties of its own.
const stopDepartments = 8

// The departments of the mislabelled world that have habits.
const (
	mislabels    = 1 // writes three of five Hispanic drivers down as white
	leavesBlank  = 2 // writes no race for one driver of four
	knowsNoOther = 3 // has no Hispanic drivers: all are white
)

// carryOf is how the share who carry differs by department, in hundredths.
var carryOf = [stopDepartments]int{60, 75, 90, 100, 110, 130, 150, 180}

// searchRates returns, in millionths, the share of stops with a search and the
// share of searches with a hit, where the share carry of drivers carries something
// and those are searched whose risk is above bar.
func searchRates(carry, bar float64) (search, hit int) {
	logit := func(p float64) float64 { return math.Log(p / (1 - p)) }
	above := func(x float64) float64 { return math.Erfc(x/math.Sqrt2) / 2 }
	point := (logit(bar) - logit(carry) + separation*separation/2) / separation
	hits := carry * above(point-separation)
	all := hits + (1-carry)*above(point)
	return int(math.Round(all * 1e6)), int(math.Round(hits / all * 1e6))
}

// stopCell is what is drawn for a race in a department.
type stopCell struct{ search, hit int }

func (w *stopWorld) cells(bar map[string]int) (out [stopDepartments][]stopCell) {
	for d := range out {
		for _, race := range stopRaces {
			var c stopCell
			c.search, c.hit = searchRates(float64(w.carry[race]*carryOf[d])/1e5, float64(bar[race])/1e3)
			out[d] = append(out[d], c)
		}
	}
	return out
}

// stopShares are the drivers of a department by race, in thousandths, in light.
func stopShares(department int) []int {
	black := 140 + 25*department
	hispanic := 90 + 12*(department*3%stopDepartments)
	return []int{1000 - black - hispanic - 45, black, hispanic, 25, 20}
}

// duskAt are the minutes of civil dusk at 35 degrees north, 79 west, on the fifteenth
// of each month, standard time: close enough to plant what darkness does.
var duskAt = [12]int{1069, 1100, 1126, 1152, 1176, 1202, 1197, 1170, 1129, 1087, 1054, 1050}

// dusk is the minute of the clock at which it is dark in a world.
func (w *stopWorld) dusk(day stopDay) int {
	month, to := day.month-1, day.month%12
	at := day.day - 15
	if at < 0 {
		to = (day.month + 10) % 12
		at = -at
	}
	minute := duskAt[month] + (duskAt[to]-duskAt[month])*at/30 + w.west
	if day.summer {
		minute += 60
	}
	return minute
}

// file is the name under which its publisher would give the file out.
func (w *stopWorld) file() string {
	edition := "2020_04_01"
	if w.change != nil {
		edition = "2026_03_01"
	}
	return fmt.Sprintf("SYNTHETIC-stops/SYNTHETIC_%s_%s_%s.%s", lowerASCII(w.state), w.place, edition, w.ending)
}

func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 32
		}
	}
	return string(b)
}
