package link

import (
	"strings"
)

// places finds counties by what lists call them, state by state.
type places struct {
	byKey map[string]map[string]string // state -> key -> county_fips
	name  map[string]string            // county_fips -> name
	found map[[2]string][2]string      // state and printed name -> fips and how, as asked before
}

func newPlaces() *places {
	return &places{byKey: map[string]map[string]string{}, name: map[string]string{}, found: map[[2]string][2]string{}}
}

// add makes a county findable. An independent city ("Richmond city", Virginia)
// is found under its own name with "city" only, so that it never takes the
// place of the county of that name.
func (p *places) add(state, fips, name string) {
	if p.byKey[state] == nil {
		p.byKey[state] = map[string]string{}
	}
	p.byKey[state][countyKey(name)] = fips
	p.name[fips] = name
}

// countyKey folds a county's name: suffixes dropped, words joined, so that
// "De Kalb", "DeKalb County" and "Dekalb" meet, and so do "St. Johns" and
// "Saint Johns". "City" stays.
func countyKey(name string) string {
	words := foldWords(name)
	var out []string
	for i, w := range words {
		switch w {
		case "county", "parish", "borough", "municipality", "municipio":
			if i > 0 {
				continue
			}
		case "census", "area":
			continue
		}
		out = append(out, w)
	}
	return strings.Join(out, "")
}

// slips of the word county seen in the COUNTY column: Conty, Couny, District.
var countySlips = map[string]bool{"conty": true, "couny": true, "counry": true, "cunty": true, "countt": true, "district": true, "parrish": true}

// find resolves a county's printed name within a state. How is "exact",
// "spelling" (one slip or two in a long name, and nothing else as near) or "".
func (p *places) find(state, printed string) (fips, how string) {
	asked := [2]string{state, printed}
	answer, ok := p.found[asked]
	if !ok {
		answer[0], answer[1] = p.search(state, printed)
		p.found[asked] = answer
	}
	return answer[0], answer[1]
}

func (p *places) search(state, printed string) (fips, how string) {
	words := foldWords(printed)
	if n := len(words); n > 1 && countySlips[words[n-1]] {
		words = words[:n-1]
	}
	key := countyKey(strings.Join(words, " "))
	if key == "" {
		return "", ""
	}
	if fips, ok := p.byKey[state][key]; ok {
		return fips, "exact"
	}
	best, second, at := 99, 99, ""
	for k, fips := range p.byKey[state] {
		switch d := distance(key, k); {
		case d < best || d == best && fips < at:
			if fips != at {
				second = best
			}
			best, at = d, fips
		case d < second:
			second = d
		}
	}
	if best <= allowedSlips(key) && second > best {
		return at, "spelling"
	}
	return "", ""
}

// allowedSlips is how many typing slips a name of this length may have and
// still be read: none up to four letters, one up to seven, two above.
func allowedSlips(key string) int {
	switch n := len([]rune(key)); {
	case n <= 4:
		return 0
	case n <= 7:
		return 1
	}
	return 2
}

// inName resolves the county that an agency's own name states: "Collier County
// Sheriff's Office", "East Baton Rouge Parish Sheriff's Office". A sheriff's
// name without the word ("Miami-Dade Sheriff's Office") is tried too, exactly.
func (p *places) inName(state, folded, kind string) (fips, how string) {
	for _, word := range []string{" county", " parish", " borough"} {
		if before, _, ok := strings.Cut(folded, word); ok && before != "" {
			before = strings.TrimPrefix(before, "city of ")
			if fips, how = p.find(state, before); fips != "" {
				return fips, how
			}
			if i := strings.LastIndex(before, " "); i > 0 { // "Metro Police Authority of Genesee County"
				if fips, ok := p.byKey[state][countyKey(before[i+1:])]; ok {
					return fips, "exact"
				}
			}
		}
	}
	if kind == Sheriff {
		place, _, _ := strings.Cut(folded, " sheriffs")
		if key := countyKey(place); p.byKey[state][key] != "" {
			return p.byKey[state][key], "exact"
		}
		if key := countyKey(strings.TrimPrefix(place, "city of ")) + "city"; p.byKey[state][key] != "" {
			return p.byKey[state][key], "exact"
		}
		if key := countyKey(strings.TrimSuffix(place, " city")) + "city"; p.byKey[state][key] != "" {
			return p.byKey[state][key], "exact"
		}
	}
	return "", ""
}
