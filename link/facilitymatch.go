package link

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"detangle"
	"detangle/lake"
)

// The workbooks of detention statistics name facilities by name and address,
// without ICE's code. A code is given only where one rule leaves exactly one:
//
//	footnote          a footnote of the workbook prints it                       high
//	name and address  both, folded, in the same state                            high
//	code list         ICE's own table of names and codes in a workbook prints    medium
//	                  the folded name with one code, of no other state
//	name and city     the folded name in the same city                           medium
//	address           the folded address in the same city, and a word of the     low
//	                  name in common
//
// Where several codes fit, there is none: annexes share an address with their
// neighbour, and the wrong one would move people between jails.

// facilityKey is a facility as lists know it.
type facilityKey struct {
	code, name, street, city, state string
}

type facilityCodes struct {
	states   map[string]string            // code -> state
	byName   map[string][]facilityKey     // state, folded name
	byStreet map[string][]facilityKey     // state, city, folded address
	printed  map[string]map[string]string // folded name -> codes of ICE's own table
}

// facilityMatches makes facility_match: the code of each facility of the
// workbooks, where one is found.
func (w *writer) facilityMatches(ctx context.Context, e lake.Engine) error {
	codes, err := readFacilityCodes(ctx, e)
	if err != nil {
		return err
	}
	f, err := e.Query(ctx, `select d.snapshot, d.sheet_original, d.row_original, d.name, d.address, d.city, d.state, d.facility_code from detention_facility_stat as d
order by d.snapshot, d.sheet_original, d.row_original`)
	if err != nil {
		return err
	}
	t := newTable("snapshot", "sheet_original", "row_original", "facility", "method", "confidence", "candidates")
	for i := range f.Len() {
		key := facilityKey{strings.ToUpper(cellText(f, "facility_code", i)), foldFacility(cellText(f, "name", i)), foldStreet(cellText(f, "address", i)), spellOut(cellText(f, "city", i), nil), cellText(f, "state", i)}
		m := codes.find(key)
		var confidence any
		if m.method != "" {
			confidence = facilityConfidence[m.method]
		}
		t.add(f.Strings("snapshot")[i], f.Strings("sheet_original")[i], f.Ints("row_original")[i], text(m.code), text(m.method), confidence, int64(m.candidates))
	}
	w.table("facility_match", t, map[string]string{"row_original": "BIGINT", "candidates": "BIGINT"})
	return w.err
}

var facilityConfidence = map[string]string{"footnote": "high", "name and address": "high", "code list": "medium", "name and city": "medium", "address": "low"}

// facilityMatch is the code found, or how many fit where there is none.
type facilityMatch struct {
	code, method string
	candidates   int
}

func (c *facilityCodes) find(k facilityKey) facilityMatch {
	if k.code != "" {
		return facilityMatch{k.code, "footnote", 1}
	}
	named := slices.DeleteFunc(slices.Clone(c.byName[k.name]), func(x facilityKey) bool { return k.state != "" && x.state != k.state })
	atStreet := func(list []facilityKey) []facilityKey {
		return slices.DeleteFunc(slices.Clone(list), func(x facilityKey) bool { return k.street == "" || x.street != k.street })
	}
	inCity := slices.DeleteFunc(slices.Clone(named), func(x facilityKey) bool { return x.city != k.city })
	listed := c.listed(k)
	near := slices.DeleteFunc(atStreet(c.byStreet[k.state+" "+k.city]), func(x facilityKey) bool { return !sharesWord(x.name, k.name) })
	candidates := map[string]bool{}
	for _, try := range []struct {
		method string
		found  []facilityKey
	}{{"name and address", atStreet(named)}, {"code list", listed}, {"name and city", inCity}, {"address", near}} {
		distinct := map[string]bool{}
		for _, x := range try.found {
			distinct[x.code], candidates[x.code] = true, true
		}
		if len(distinct) == 1 {
			return facilityMatch{try.found[0].code, try.method, 1}
		}
	}
	return facilityMatch{candidates: len(candidates)}
}

// listed returns the codes that ICE's own table prints beside the name, but for
// those that a list has in another state.
func (c *facilityCodes) listed(k facilityKey) []facilityKey {
	var out []facilityKey
	for code := range c.printed[k.name] {
		if state := c.states[code]; state == "" || k.state == "" || state == k.state {
			out = append(out, facilityKey{code: code})
		}
	}
	return out
}

// commonWords stand in the names of many facilities and join none.
var commonWords = []string{"COUNTY", "CENTER", "DETENTION", "FACILITY", "CORRECTIONAL", "PROCESSING", "SERVICE", "ICE", "JAIL", "SHERIFF", "DEPARTMENT", "REGIONAL", "INSTITUTION", "STAGING", "CITY", "FEDERAL", "STATE", "SAN", "SAINT", "SOUTH", "NORTH", "EAST", "WEST", "ADULT", "ANNEX"}

func sharesWord(a, b string) bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(a) {
		words[w] = len(w) > 2 && !slices.Contains(commonWords, w)
	}
	return slices.ContainsFunc(strings.Fields(b), func(w string) bool { return words[w] })
}

func readFacilityCodes(ctx context.Context, e lake.Engine) (*facilityCodes, error) {
	c := &facilityCodes{states: map[string]string{}, byName: map[string][]facilityKey{}, byStreet: map[string][]facilityKey{}, printed: map[string]map[string]string{}}
	f, err := e.Query(ctx, "select distinct l.facility, l.name, l.address, l.city, l.state from facility_listing as l order by 1, 2, 3, 4, 5")
	if err != nil {
		return nil, fmt.Errorf("reading the lists of facilities: %w", err)
	}
	for i := range f.Len() {
		k := facilityKey{cellText(f, "facility", i), foldFacility(cellText(f, "name", i)), foldStreet(cellText(f, "address", i)), spellOut(cellText(f, "city", i), nil), cellText(f, "state", i)}
		c.byName[k.name] = append(c.byName[k.name], k)
		c.byStreet[k.state+" "+k.city] = append(c.byStreet[k.state+" "+k.city], k)
		if k.state != "" {
			c.states[k.code] = k.state
		}
	}
	f, err = e.Query(ctx, "select distinct d.facility_name, d.facility_code from detention_stat as d where d.table_name = 'stateless_detained' and d.facility_code is not null order by 1, 2")
	if err != nil {
		return nil, fmt.Errorf("reading ICE's table of names and codes: %w", err)
	}
	for i := range f.Len() {
		name := foldFacility(cellText(f, "facility_name", i))
		if c.printed[name] == nil {
			c.printed[name] = map[string]string{}
		}
		c.printed[name][strings.ToUpper(cellText(f, "facility_code", i))] = name
	}
	return c, nil
}

// cellText returns a text of a frame, "" where it is missing.
func cellText(f *detangle.Frame, name string, row int) string {
	c, err := f.Column(name)
	if err != nil || c.Strings == nil || c.IsNull(row) {
		return ""
	}
	return c.Strings[row]
}
