package demo

import (
	"cmp"
	"slices"
	"time"

	"detangle"
)

// The world around an agreement: two years of stops of a state in which one sheriff
// signed in the midst of them, and half of the stops are his. It has so few rows
// more than asked for.
const mostAroundChange = 100_000

// changedWorld finds an agreement that nothing else happens to, and makes its world;
// nil where there is none.
func (g *generator) changedWorld() *stopWorld {
	w := g.world
	var fit []*agreement
	listed := map[string]int{}
	for _, a := range w.agencies {
		if a.county != nil {
			listed[a.county.fips] += len(a.listed)
		}
	}
	for _, a := range w.agreements {
		c := a.agency.county
		if c == nil || a.agency.kind != "sheriff" || listed[c.fips] != 1 || len(w.places.byCode[a.agency.state].counties) < 4*stopDepartments {
			continue
		}
		day := a.signed[0].day
		quiet := a.plant == "" && len(a.signed) == 1 && len(a.labels) <= 1 && len(a.fixes) == 0 && len(a.absent) == 0 && a.first > 0 && a.last == w.newest()
		if quiet && day >= mustDay("2025-02-15") && day <= mustDay("2025-08-31") {
			fit = append(fit, a)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	a := slices.MinFunc(fit, func(a, b *agreement) int {
		return cmp.Or(cmp.Compare(a.signed[0].day, b.signed[0].day), cmp.Compare(a.id(), b.id()))
	})
	return &stopWorld{name: "changed", state: a.agency.state, place: "sheriffs", ending: "csv", share: 20, carry: even(100), bar: even(200), dark: 1000,
		change: &stopChange{agreement: a, county: a.agency.county.name, about: a.agency.name, after: with(even(200), 200, 80)}}
}

// daysAroundChange are those of 2024 to January 2026.
func daysAroundChange() []stopDay {
	return daysFrom(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC))
}

// signed says whether the agreement had been signed by a day.
func (c *stopChange) signed(d stopDay) bool {
	return detangle.DayOf(time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)) >= c.agreement.signed[0].day
}
