package link

import "fmt"

// shownRates are what the suppressed family says of each race, record and place:
// what may be said of persons elsewhere may not say more.
type shownRates map[[5]string]rateStanding

type rateStanding int

const (
	rateUnknown  rateStanding = iota // the family has no row of it: too small to be laid out
	rateShown                        // with its counts
	rateWithheld                     // a cell of it is
)

var eventOf = map[string]string{"benchmark": "searches", "outcome": "hits"}

// shownRates reads stop_rate.
func (w *writer) shownRates() shownRates {
	if w.err != nil {
		return nil
	}
	f, err := w.b.Engine().Query(w.ctx, `SELECT event, source, layout, coalesce(county_fips, '') || coalesce(department, '') AS place, race, CASE WHEN withheld THEN 1 ELSE 0 END AS withheld
		FROM stop_rate WHERE layout <> 'published' AND race <> 'all'`)
	if err != nil {
		w.err = fmt.Errorf("reading which rates are shown: %w", err)
		return nil
	}
	out := shownRates{}
	for i, event := range f.Strings("event") {
		standing := rateShown
		if f.Ints("withheld")[i] == 1 {
			standing = rateWithheld
		}
		out[[5]string{event, f.Strings("source")[i], f.Strings("layout")[i], f.Strings("place")[i], f.Strings("race")[i]}] = standing
	}
	return out
}

// is says how the family has a race in a comparison's place.
func (s shownRates) is(c *comparison, race string) rateStanding {
	layout := c.scope
	if layout == "police" {
		layout = "geography"
	}
	if race == "other" {
		race = "another"
	}
	return s[[5]string{eventOf[c.estimate.test], c.source, layout, c.county + c.dept, race}]
}

// both says whether the counts of both groups are shown, over all years.
func (s shownRates) both(c *comparison) bool {
	return c.period == "all" && s.is(c, c.compared) == rateShown && s.is(c, c.against) == rateShown
}

// hidden says whether the family withholds a group, here or of the whole record.
func (s shownRates) hidden(c *comparison) bool {
	whole := *c
	whole.scope, whole.county, whole.dept = "police", "", ""
	for _, race := range []string{c.compared, c.against} {
		if s.is(c, race) == rateWithheld || s.is(&whole, race) != rateShown {
			return true
		}
	}
	return false
}
