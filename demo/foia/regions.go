package foia

import "strings"

// areas are ICE's areas of responsibility: city, code, and the states (or, in
// Texas and California, some counties of the state) that they cover here.
const areaText = `Atlanta ATL GA NC SC
Baltimore BAL MD
Boston BOS MA CT ME NH RI VT
Buffalo BUF
Chicago CHI IL IN WI MO KY KS
Dallas DAL TX OK
Denver DEN CO WY
Detroit DET MI OH
El Paso ELP NM TX
Harlingen HAL TX
Houston HOU TX
Los Angeles LOS CA
Miami MIA FL
New Orleans NOL LA AL AR MS TN
New York City NYC NY
Newark NEW NJ
Philadelphia PHI PA DE WV
Phoenix PHO AZ
Salt Lake City SLC UT ID MT NV
San Antonio SNA TX
San Diego SND CA
San Francisco SFR CA HI
Seattle SEA WA OR AK
St. Paul SPM MN IA NE ND SD
Washington WAS DC VA`

// area is one area of responsibility with its places of detention.
type area struct {
	code       string
	label      word // "Atlanta Area of Responsibility"
	office     word // a docket control office, which ends in no state
	duty       word // a duty site, which names a state
	hold       *facility
	facilities []*facility
}

// facility is a place of ICE detention. Its vocabulary is not that of the
// jails on detainers.
type facility struct{ code, name word }

// readAreas makes the areas and, for each, a hold room and centers; states are
// mapped to the areas that cover a part of them.
func readAreas(v *vocabulary) (all []*area, byState map[string][]*area) {
	byState = map[string][]*area{}
	for line := range strings.Lines(areaText) {
		words := strings.Fields(line)
		n := 0
		for len(words[n]) != 3 || strings.ToUpper(words[n]) != words[n] {
			n++
		}
		city, code, states := strings.Join(words[:n], " "), words[n], words[n+1:]
		a := &area{code: code, label: v.word(city + " Area of Responsibility")}
		upper, first := strings.ToUpper(city), "NY"
		if len(states) > 0 {
			first = states[0]
		}
		a.office = v.word(upper + ", " + first + ", DOCKET CONTROL OFFICE")
		a.duty = v.word("ERO - " + city + ", " + first + " Sub Office")
		a.hold = &facility{v.word(code + "HOLD"), v.word(upper + " HOLD ROOM")}
		for i, kind := range []string{"PROCESSING CENTER", "DETENTION FACILITY", "COUNTY JAIL (IGSA)", "STAGING FACILITY", "REGIONAL CORRECTIONS", "CONTRACT FACILITY", "SERVICE CENTER", "TRANSITIONAL CENTER",
			"CORRECTIONAL COMPLEX", "EAST ANNEX", "WEST ANNEX", "NORTH ANNEX", "SOUTH ANNEX", "MEDICAL CENTER", "FAMILY CENTER", "TEMPORARY FACILITY", "ICE UNIT", "AIRLIFT STAGING"} {
			a.facilities = append(a.facilities, &facility{v.word(code + string(rune('A'+i)) + "D" + first), v.word("SYNTHETIC " + upper + " " + kind)})
		}
		all = append(all, a)
		for _, s := range states {
			byState[s] = append(byState[s], a)
		}
	}
	byState["NY"] = append(byState["NY"], all[3])
	return all, byState
}

// reluctant are states whose law or policy lets jails decline most detainers;
// the list is this world's only.
var reluctant = map[string]bool{"CA": true, "CO": true, "CT": true, "DC": true, "IL": true, "MA": true, "MD": true, "NJ": true, "NY": true, "OR": true, "RI": true, "VT": true, "WA": true}
