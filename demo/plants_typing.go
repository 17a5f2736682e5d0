package demo

import (
	"fmt"
	"strings"

	"detangle"
)

// plantCorrections: the publisher mends what it printed wrongly for a while.
func (w *world) plantCorrections(r *random) {
	modern := func(g *agreement) bool { return g.first >= w.index("2025-03-17") && g.last-g.first >= 8 }
	until := func(g *agreement) int { return g.first + r.between(1, 5) } // the last list with the mistake
	for n, g := range w.take(r, w.share(6), "correction", modern) {
		right := g.signed[0]
		wrong := right.day - detangle.Day(r.between(7, 25))
		if n%2 == 0 {
			wrong = yearBefore(right.day)
		}
		g.signed = []signing{{right.from, wrong, "first"}, {until(g) + 1, right.day, "correction"}}
	}
	for _, g := range w.take(r, w.share(8), "correction", func(g *agreement) bool { return modern(g) && g.agency.kind != "state_agency" }) {
		right, wrong := typeOf(g.agency), "County"
		if right == wrong || g.agency.kind == "campus" {
			wrong = "Municipality"
		}
		g.fixes = append(g.fixes, fix{g.first, until(g), "type", wrong, right})
	}
	for n, g := range w.take(r, w.share(8), "correction", func(g *agreement) bool {
		return modern(g) && g.agency.county != nil && strings.HasSuffix(g.agency.county.name, " County")
	}) {
		right := g.agency.county.printed()
		wrong := g.agency.county.short() + []string{" Conty", " Couny", "", " District"}[n%4]
		g.fixes = append(g.fixes, fix{g.first, until(g), "county", wrong, right})
	}
	// Printed under another state: no rule can know that; a person's correction can.
	for _, g := range w.take(r, w.shareOrNone(2), "correction", func(g *agreement) bool { return modern(g) && g.agency.kind == "police" }) {
		wrong := "GEORGIA"
		if g.agency.state == "GA" {
			wrong = "ALABAMA"
		}
		g.fixes = append(g.fixes, fix{g.first, until(g), "state", wrong, strings.ToUpper(w.places.name(g.agency.state))})
	}
}

func yearBefore(d detangle.Day) detangle.Day {
	return detangle.DayOf(d.Time().AddDate(-1, 0, 0))
}

// stateTypos are slips that the real lists have had.
var stateTypos = map[string][]string{"PA": {"PENNSLYVANIA"}, "WV": {"WEST VIRIGINIA", "WEST VIRIGINA", "WESt VIRGINIA"}, "MI": {"MCHIGAN"}, "UT": {"UTAHJ", "UTAh"}}

// plantTyping: slips that change no fact.
func (w *world) plantTyping(r *random) {
	for _, g := range w.agreements {
		if g.plant == "state_typo" {
			g.fixes = append(g.fixes, fix{g.first + 1, g.first + r.between(2, 6), "state", pick(r, stateTypos[g.agency.state]), strings.ToUpper(w.places.name(g.agency.state))})
		}
	}
	modern := func(g *agreement) bool { return g.first >= w.index("2025-04-29") && g.last-g.first >= 5 }
	for _, g := range w.take(r, w.share(6), "typing", modern) {
		g.fixes = append(g.fixes, fix{g.first, g.first + r.between(1, 4), "state", w.places.name(g.agency.state), strings.ToUpper(w.places.name(g.agency.state))})
	}
	for n, g := range w.take(r, w.share(3), "text_date", modern) {
		t := g.signed[0].day.Time()
		text := t.Format("01/02") + t.Format("2006")
		if n%2 == 1 {
			text = fmt.Sprintf("%d/%d%d", t.Month(), t.Day(), t.Year())
		}
		g.fixes = append(g.fixes, fix{g.first, min(g.last, g.first+r.between(4, 12)), "signed", text, g.signed[0].day.String()})
	}
	for _, g := range w.take(r, w.share(2), "empty_date", modern) {
		n := r.between(1, 2)
		g.fixes = append(g.fixes, fix{g.first, g.first + n - 1, "signed", "", g.signed[0].day.String()})
		g.signed[0].from += n
	}
	for _, g := range w.take(r, w.share(1), "typing", modern) {
		g.fixes = append(g.fixes, fix{g.first, g.first, "type", "#NA", typeOf(g.agency)})
	}
}
