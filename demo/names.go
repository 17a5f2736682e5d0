package demo

import (
	"fmt"
	"strings"
)

// Towns are invented: a first and a second half that no gazetteer joins.
var (
	townFirst = []string{"Quill", "Tamber", "Wrenn", "Pellin", "Fennick", "Oskar", "Marrow", "Dunnet", "Brackle", "Lorrim", "Hesper", "Cobblen", "Thistle", "Vander",
		"Yarrow", "Zellin", "Ember", "Garnet", "Inkwell", "Jasmer", "Kestrel", "Lumen", "Nettle", "Orrin", "Plover", "Rowden", "Saffer", "Tullen", "Umber", "Vesper",
		"Whimbrel", "Aldous", "Birkin", "Corrow", "Dapple", "Eldrin", "Fabler", "Gossam", "Hollin", "Ibexer", "Juniper", "Kindle", "Larkis", "Mistle", "Nimbus", "Ossian"}
	townThird  = []string{"Heights", "Springs", "Landing", "Junction", "Corners", "Bluffs", "Estates", "Orchard", "Village", "Summit"}
	townSecond = []string{"mere", "field", "wick", "hollow", "stead", "combe", "ridge", "haven", "moor", "bury", "crest", "grove", "march", "spire", "thorpe", "quay"}
)

// towns hands out town names of which no two in one state are near enough to
// be taken for slips of each other.
type towns struct {
	r     *random
	taken map[string][]string // state -> names
}

func (t *towns) next(code string) string {
	for try := 0; ; try++ {
		name := pick(t.r, townFirst) + pick(t.r, townSecond)
		if try > 50 { // a state of a large demo runs out of short names
			name += " " + pick(t.r, townThird)
		}
		if t.free(code, name) {
			t.taken[code] = append(t.taken[code], name)
			return name
		}
	}
}

func (t *towns) free(code, name string) bool {
	for _, other := range t.taken[code] {
		if slips(name, other) < 4 {
			return false
		}
	}
	return true
}

// slips counts insertions, deletions and substitutions between two names.
func slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := before
			if a[i-1] != b[j-1] {
				cost = min(before, row[j-1], row[j]) + 1
			}
			before, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}

// sheriffName follows the pattern that the county's state uses.
func sheriffName(r *random, c *county) string {
	if strings.HasSuffix(c.name, " city") || !r.chance(160) {
		return c.printed() + " Sheriff's Office"
	}
	return c.printed() + " Sheriff's Department"
}

// policeName names a town's police; most are plain.
func policeName(r *random, town string) string {
	switch r.weighted([]int{880, 40, 25, 25, 30}) {
	case 1:
		return "City of " + town + " Police Department"
	case 2:
		return "Town of " + town + " Police Department"
	case 3:
		return town + " Marshal's Office"
	case 4:
		return town + " Department of Public Safety"
	}
	return town + " Police Department"
}

// stateNames are the agencies that a state can have; the state's name stands first.
var stateNames = []string{"Department of Corrections", "Highway Patrol", "Department of Public Safety", "Wildlife Commission", "Attorney General's Office", "National Guard",
	"Bureau of Investigation", "Department of Agriculture Law Enforcement", "Lottery Commission"}

// The other kinds of agency, each with the pattern of its name.
func constableName(c *county, precinct int) string {
	return fmt.Sprintf("%s Constable Precinct %d", c.printed(), precinct)
}

func jailName(r *random, c *county, town string) string {
	switch r.below(3) {
	case 0:
		return town + " Regional Jail"
	case 1:
		return c.short() + " & " + town + " Regional Jail Authority"
	}
	return c.printed() + " Department of Corrections"
}

func campusName(r *random, town string) string {
	return pick(r, []string{town + " State University Police Department", town + " College Police Department", "University of " + town + " Police Department"})
}

func prosecutorName(c *county) string { return c.printed() + " District Attorney's Office" }

func governmentName(c *county) string { return c.printed() + " Board of County Commissioners" }

// misspelled swaps two letters in the middle of a name's first word, as
// "Albermarle" and "Mantiowoc" came about.
func misspelled(name string) string {
	first, rest, _ := strings.Cut(name, " ")
	for i := len(first) / 2; i+1 < len(first); i++ {
		if first[i] != first[i+1] && first[i] >= 'a' && first[i+1] >= 'a' {
			return first[:i] + string(first[i+1]) + string(first[i]) + first[i+2:] + " " + rest
		}
	}
	return name
}
