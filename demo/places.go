package demo

import (
	_ "embed"
	"fmt"
	"strings"
)

// counties.txt holds the counties and equivalents of the fifty states and the
// District by FIPS code, in the order of the code: public facts (ANSI INCITS
// 31, as the Census Bureau lists them). A line that begins with # opens a state
// (code, FIPS, name, region, division, region name, division name); "!" marks a
// code that was retired; " County" is left out, other kinds of name stand in
// full behind "=".
//
//go:embed counties.txt
var countyText string

type state struct {
	code, fips, name         string
	region, division         string
	regionName, divisionName string
	counties                 []*county
}

type county struct {
	state   *state
	fips    string // five digits
	name    string // "Baldwin County", "Acadia Parish", "Alexandria city"
	retired bool
	ordinal int // place in the state, from 1
}

// places is the table of the country.
type places struct {
	states []*state
	byCode map[string]*state
}

func readPlaces() *places {
	p := &places{byCode: map[string]*state{}}
	var at *state
	for line := range strings.Lines(countyText) {
		line = strings.TrimSuffix(line, "\n")
		if rest, ok := strings.CutPrefix(line, "#"); ok {
			f := strings.Split(rest, "|")
			at = &state{code: f[0], fips: f[1], name: f[2], region: f[3], division: f[4], regionName: f[5], divisionName: f[6]}
			p.states = append(p.states, at)
			p.byCode[at.code] = at
			continue
		}
		rest, retired := strings.CutPrefix(line, "!")
		name, full := strings.CutPrefix(rest[3:], "=")
		if !full {
			name += " County"
		}
		at.counties = append(at.counties, &county{state: at, fips: at.fips + rest[:3], name: name, retired: retired, ordinal: len(at.counties) + 1})
	}
	return p
}

// county finds a county by its full name.
func (p *places) county(code, name string) *county {
	for _, c := range p.byCode[code].counties {
		if c.name == name && !c.retired {
			return c
		}
	}
	panic(fmt.Sprintf("demo: no %s in %s in counties.txt", name, code))
}

// short drops the kind of county: "Baldwin", "Acadia", "Alexandria".
func (c *county) short() string {
	for _, kind := range []string{" County", " Parish", " Borough", " Census Area", " Municipality", " city", " City and Borough"} {
		if s, ok := strings.CutSuffix(c.name, kind); ok {
			return s
		}
	}
	return c.name
}

// printed is the name as the lists print it.
func (c *county) printed() string {
	if s, ok := strings.CutSuffix(c.name, " city"); ok {
		return s + " City"
	}
	return c.name
}

// number is the code as spreadsheets keep it: without its leading zero.
func number(fips string) string { return strings.TrimLeft(fips, "0") }

// name returns a state's or territory's name.
func (p *places) name(code string) string {
	if s := p.byCode[code]; s != nil {
		return s.name
	}
	return map[string]string{"GU": "Guam", "MP": "Northern Mariana Islands"}[code]
}

// stateIn returns the state that a name begins with.
func (p *places) stateIn(name string) string {
	best := ""
	for _, s := range p.states {
		if strings.HasPrefix(name, s.name+" ") && len(s.name) > len(best) {
			best = s.name
		}
	}
	return best
}
