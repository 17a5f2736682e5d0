package populationcovered

import (
	"fmt"
	"slices"
	"strings"

	"detangle"
)

// leftOut gathers the agreements that held and add no residents, so that the
// answer can say what it does not count.
type leftOut struct {
	municipal int
	statewide int
	states    []string
	noCounty  []string // county-level, but the county or its residents are not known
}

func (l *leftOut) level(x *detangle.Facets, row int) {
	if x.Value("level", row) != "state" {
		l.municipal++
		return
	}
	l.statewide++
	if state := x.Value("state", row); !slices.Contains(l.states, state) {
		l.states = append(l.states, state)
	}
}

func (l *leftOut) name(x *detangle.Facets, row int) {
	name := x.Value("name", row) + " (" + x.Value("state", row) + ")"
	if !slices.Contains(l.noCounty, name) {
		l.noCounty = append(l.noCounty, name)
	}
}

const namedAtMost = 12

func (l *leftOut) caveats(year int64, by []string) []string {
	list := []string{"Residents of a county are not people whom an agreement reached: they say how many live where a county agency has one."}
	if year > 0 {
		list = append(list, fmt.Sprintf("Residents are those of %d, whatever the date asked about.", year))
	}
	if l.municipal > 0 {
		list = append(list, fmt.Sprintf("Agreements of municipal agencies, which add nobody: %d. The residents of municipalities are not among our inputs, and many live in a county that is counted.", l.municipal))
	}
	if l.statewide > 0 {
		slices.Sort(l.states)
		list = append(list, fmt.Sprintf("Agreements of statewide agencies, which stand apart and add nobody: %d (%s).", l.statewide, strings.Join(l.states, ", ")))
	}
	if n := len(l.noCounty); n > 0 {
		slices.Sort(l.noCounty)
		named := l.noCounty[:min(n, namedAtMost)]
		more := ""
		if n > len(named) {
			more = fmt.Sprintf(" and %d more", n-len(named))
		}
		list = append(list, fmt.Sprintf("County-level agencies not counted, since their county or its residents are not known: %d (%s%s).", n, strings.Join(named, "; "), more))
	}
	if slices.Contains(by, "model") || slices.Contains(by, "agency_kind") {
		list = append(list, "A county with two models, or two kinds of agency, counts once under each: these rows add up to more than the whole.")
	}
	return list
}
