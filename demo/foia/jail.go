package foia

import (
	"fmt"
	"strings"

	"detangle"
)

// jail is a place that holds people on criminal grounds, as detainers name it.
type jail struct {
	fips, stateCode                 string
	kind                            int // 0 local, 1 state, 2 federal
	code, name, city, state, county word
	area                            *area
	landmark, program               word // "CAP - LEE COUNTY JAIL, AL STATE", "287(G)-LEE COUNTY ..."
	agreements                      []Agreement
	base                            int // of 10,000 detainers so many are honoured without an agreement
	until                           uint64
}

// Effect is what an agreement does to the jail of its agency from the day on
// that it is signed. It is this world's invention, so that a method can be
// tested on it: nothing is said of real agreements.
type Effect struct {
	Model     detangle.Model `json:"model"`
	Detainers float64        `json:"detainers_factor"`      // times as many people in the jail get a detainer
	Honoured  float64        `json:"honoured_share_points"` // added to the share that is honoured
}

// Effects are the planted ones. Of several models in force the strongest counts.
var Effects = []Effect{{detangle.JEM, 1.5, 0.30}, {detangle.WSO, 1.3, 0.20}, {detangle.TFM, 1.1, 0.05}}

// Shares without an agreement, in ten thousand.
const (
	baseDetained        = 5000
	baseHonoured        = 4300
	baseHonouredHere    = 1500 // in reluctant states
	baseHonouredPrisons = 7500
)

// effect returns the strongest effect in force at the jail on a day.
func (j *jail) effect(d int32) (e Effect, on bool) {
	for _, a := range j.agreements {
		if int32(a.From) > d || int32(a.To) <= d {
			continue
		}
		for _, candidate := range Effects {
			if candidate.Model == a.Model && candidate.Detainers > e.Detainers {
				e, on = candidate, true
			}
		}
	}
	return e, on
}

// detained and honoured are the chances on a day, in ten thousand.
func (j *jail) detained(d int32) int {
	if e, on := j.effect(d); on {
		return int(baseDetained * e.Detainers)
	}
	return baseDetained
}

func (j *jail) honoured(d int32) int {
	if e, on := j.effect(d); on {
		return min(9500, j.base+int(e.Honoured*10000))
	}
	return j.base
}

// jails makes one jail for each county, and prisons for each state. Sheriffs,
// jail authorities and county governments run the jail of their county.
func jails(o Options, v *vocabulary, areas map[string][]*area) []*jail {
	runs := map[string][]Agency{}
	for _, a := range o.Agencies {
		if a.CountyFIPS != "" && (a.Kind == "sheriff" || a.Kind == "jail_authority" || a.Kind == "county_government") {
			runs[a.CountyFIPS] = append(runs[a.CountyFIPS], a)
		}
	}
	var list []*jail
	codes := map[string]bool{}
	lastState := ""
	for _, c := range o.Counties {
		if c.State != lastState {
			lastState = c.State
			for n, kind := range []string{"STATE PRISON, NORTH", "STATE PRISON, SOUTH", "FED.CORR.INST."} {
				list = append(list, newJail(o, v, areas, codes, c, strings.ToUpper(c.StateName)+" "+kind, max(1, n)))
			}
		}
		j := newJail(o, v, areas, codes, c, strings.ToUpper(c.Name)+" JAIL", 0)
		for _, a := range runs[c.FIPS] {
			for _, held := range a.Agreements {
				held.agency = a.ID
				j.agreements = append(j.agreements, held)
			}
		}
		if len(j.agreements) > 0 {
			j.program = v.word("287(G)-" + strings.ToUpper(runs[c.FIPS][0].Name))
		}
		list = append(list, j)
	}
	sum := uint64(0)
	for i, j := range list {
		sum += weight(o, j, uint64(i))
		j.until = sum
	}
	return list
}

// newJail names a jail; codes have seven characters at most and end in the state.
func newJail(o Options, v *vocabulary, areas map[string][]*area, codes map[string]bool, c County, title string, kind int) *jail {
	within := areas[c.State]
	j := &jail{kind: kind, stateCode: c.State, name: v.word(title), state: v.word(strings.ToUpper(c.StateName)), city: v.word(strings.TrimSuffix(strings.ToUpper(c.Name), " COUNTY")), county: v.word(strings.ToUpper(c.Name)), base: baseHonoured}
	if kind == 0 {
		j.fips = c.FIPS
	}
	switch {
	case kind > 0:
		j.base = baseHonouredPrisons
	case reluctant[c.State]:
		j.base = baseHonouredHere
	}
	j.area = within[below(mix(name(c.FIPS)), len(within))]
	letters := strings.Map(func(r rune) rune {
		if r < 'A' || r > 'Z' {
			return -1
		}
		return r
	}, title)
	code := letters[:min(5, len(letters))] + c.State
	for n := 2; codes[code]; n++ {
		tail := fmt.Sprint(n)
		code = letters[:5-len(tail)] + tail + c.State
	}
	codes[code] = true
	j.code = v.word(code)
	j.landmark = v.word("CAP - " + title + ", " + c.State + " STATE")
	return j
}

// stateWeights say where people are jailed; states that are not named count 8.
var stateWeights = map[string]uint64{"TX": 120, "CA": 90, "FL": 80, "GA": 40, "NC": 30, "AZ": 30, "NY": 25, "TN": 22, "VA": 22, "IL": 20, "PA": 18, "NJ": 18, "CO": 16, "AL": 14, "SC": 14, "LA": 12, "OK": 12, "UT": 12, "NV": 12, "MA": 12, "WA": 12, "MN": 10}

// weight is a jail's share of the jailed: few are large, most small.
func weight(o Options, j *jail, i uint64) uint64 {
	drawn := mix(mix(uint64(o.Seed)^name("jail")) + i)
	w := uint64(along(drawn, []int{2, 4, 6, 9, 13, 19, 28, 45, 80, 170, 700}))
	if j.kind > 0 {
		w = 160
	}
	if s := stateWeights[j.stateCode]; s > 0 {
		return w * s
	}
	return w * 8
}
