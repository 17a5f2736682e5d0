package demo

import (
	"strings"

	"detangle"
)

// Slips of typing and habit, as the real lists have them. Each returns another
// spelling of one name; none changes what the name means.

// spelled types a name as a hand does on one edition of a list. A list that was
// scraped from a page has no stray outer spaces.
func spelled(hand *random, name string, scraped bool) string {
	way := hand.weighted([]int{600, 200, 95, 30, 18, 18, 6, 6, 27})
	if scraped && (way == 1 || way == 3) {
		way = 0
	}
	switch way {
	case 1:
		return name + pick(hand, []string{" ", " ", " ", "  "})
	case 2:
		return strings.ReplaceAll(name, "'", "’")
	case 3:
		return strings.ReplaceAll(name, "'", "’") + " "
	case 4:
		return strings.Replace(name, " ", "  ", 1)
	case 5:
		return strings.Replace(name, "Department", "Dept.", 1)
	case 6:
		return strings.Replace(name, "'s", "s", 1)
	case 7:
		if i := strings.LastIndexByte(name, ' '); i > 0 {
			return name[:i] + "\u00a0" + name[i+1:]
		}
	case 8:
		return otherForm(name)
	}
	return name
}

// otherForm writes a name in the second of two usual forms.
func otherForm(name string) string {
	for _, p := range [][2]string{{"St. ", "St "}, {" & ", " and "}, {"Miami-Dade", "Miami Dade"}, {"DeKalb", "Dekalb"}, {" Of ", " of "}, {" of ", " Of "}} {
		if strings.Contains(name, p[0]) {
			return strings.Replace(name, p[0], p[1], 1)
		}
	}
	return name
}

// modelSpellings are the ways in which the real lists print the models, with
// how often of a thousand.
var modelSpellings = map[detangle.Model][]struct {
	text   string
	weight int
}{
	detangle.JEM: {{"Jail Enforcement Model", 900}, {"Jail Enforcement Model ", 80}, {"Jail Enforcment Model ", 20}},
	detangle.TFM: {{"Task Force Model", 900}, {"Task Force Model ", 95}, {"Task Force Officer ", 5}},
	detangle.WSO: {{"Warrant Service Officer", 900}, {"Warrant Service Officer ", 70}, {"Warrant Services Officer", 12}, {"Warrant Services Officer ", 8}, {"Warrant Service Office", 10}},
}

func modelSpelled(hand *random, m detangle.Model) string {
	var weights []int
	for _, s := range modelSpellings[m] {
		weights = append(weights, s.weight)
	}
	return modelSpellings[m][hand.weighted(weights)].text
}

// typeOf is the TYPE column's right value.
func typeOf(a *agency) string {
	switch a.level {
	case "county":
		return "County"
	case "municipality":
		return "Municipality"
	}
	return "State Agency"
}

func typeSpelled(hand *random, a *agency) string {
	text := typeOf(a)
	switch n := hand.below(1000); {
	case text == "State Agency" && n < 60:
		return "State"
	case text == "State Agency":
		return text
	case n < 170:
		return text + " "
	case n < 180 && text == "Municipality":
		return "Muncipality "
	}
	return text
}

// countySpelled prints the COUNTY column; agencies of a state have none.
func countySpelled(hand *random, a *agency) string {
	if a.county == nil {
		return pick(hand, []string{"#N/A", "#N/A", "#N/A", "#NA", "N/A"})
	}
	text := a.county.printed()
	if a.level == "state" && hand.chance(500) {
		return "#N/A"
	}
	if hand.chance(160) {
		text += " "
	}
	return text
}

func stateSpelled(hand *random, name string) string {
	text := strings.ToUpper(name)
	if hand.chance(70) {
		text += " "
	}
	return text
}

// corrupted is what a capture made of "alt" on two days of December 2024.
func corrupted(s string) string { return strings.ReplaceAll(s, "alt", "aria-label") }

// containsAlt reports whether that corruption would hit a name. Only one agency
// of the early lists is meant to be hit.
func containsAlt(s string) bool { return strings.Contains(s, "alt") }

var corruptedCaptures = map[string]bool{"2024-12-11": true, "2024-12-15": true}
