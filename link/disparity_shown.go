package link

import "fmt"

// familyCells are what the suppressed family of tables says of each result of a
// stop, place and race: what is said of persons elsewhere may not say more. A
// number that rests on searches tells how many there were; where the family shows
// the searches without a hit, it would tell of the hits.
type familyCells struct {
	cells map[familyCell]bool // shown, or withheld
	laid  map[familyCell]bool // without race: some race of the result is laid out there
	has   map[[2]string]bool  // source and result: there are such stops
}

type familyCell struct{ source, layout, place, result, race string }

// rateStanding is how the family has the counts of a race that a test rests on.
type rateStanding int

const (
	rateUnknown rateStanding = iota // it lays none of them out
	rateShown                       // it shows all
	rateHidden                      // it withholds one, or counts one under others, or shows one of a sum
)

// results of a stop: what a test counts, and what it does not.
var (
	searchResults = []string{"hit", "searched without a hit", "find not recorded"}
	testResults   = map[string][][]string{
		"benchmark": {searchResults, {"not searched"}},
		"outcome":   {searchResults[:2]},
	}
)

// familyCells reads stop_race_cell.
func (w *writer) familyCells() familyCells {
	s := familyCells{map[familyCell]bool{}, map[familyCell]bool{}, map[[2]string]bool{}}
	if w.err != nil {
		return s
	}
	f, err := w.b.Engine().Query(w.ctx, `SELECT geography, result, layout, coalesce(county_fips, '') || coalesce(department, '') AS place, race, CASE WHEN withheld THEN 1 ELSE 0 END AS withheld FROM stop_race_cell`)
	if err != nil {
		w.err = fmt.Errorf("reading which counts are shown: %w", err)
		return s
	}
	for i, source := range f.Strings("geography") {
		c := familyCell{source, f.Strings("layout")[i], f.Strings("place")[i], f.Strings("result")[i], f.Strings("race")[i]}
		s.has[[2]string{source, c.result}] = true
		if c.race == everyRace {
			continue
		}
		s.cells[c] = f.Ints("withheld")[i] == 0
		c.race = ""
		s.laid[c] = true
	}
	return s
}

// is says how the family has a race where a comparison is made.
func (s familyCells) is(c *comparison, race string) rateStanding {
	return s.at(c.estimate.test, familyCell{c.source, layoutOf(c.scope), c.county + c.dept, "", race})
}

func layoutOf(scope string) string {
	if scope == "police" {
		return "geography"
	}
	return scope
}

func (s familyCells) at(test string, c familyCell) rateStanding {
	all := true
	for _, sum := range testResults[test] {
		shown, notLaid := 0, 0
		for _, c.result = range sum {
			if !s.has[[2]string{c.source, c.result}] {
				continue
			}
			isShown, found := s.cells[c]
			line := c
			line.race = ""
			switch {
			case found && isShown:
				shown++
			case found || s.laid[line]:
				return rateHidden
			default:
				notLaid++
			}
		}
		if shown > 0 && notLaid > 0 {
			return rateHidden
		}
		all = all && notLaid == 0
	}
	if all {
		return rateShown
	}
	return rateUnknown
}

// both says whether the counts of both groups are shown, over all years.
func (s familyCells) both(c *comparison) bool {
	return c.period == "all" && s.is(c, c.compared) == rateShown && s.is(c, c.against) == rateShown
}

// hidden says whether the family hides a group, here or of the whole record.
func (s familyCells) hidden(c *comparison) bool {
	for _, race := range []string{c.compared, c.against} {
		if s.is(c, race) == rateHidden || s.at(c.estimate.test, familyCell{c.source, "geography", "", "", race}) == rateHidden {
			return true
		}
	}
	return false
}
