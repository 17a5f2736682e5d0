package clock

import (
	"fmt"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the rules of zones, for machines that have none
)

// Zone returns the time zone with an IANA name such as America/Chicago.
func Zone(name string) (*time.Location, error) {
	clean := strings.TrimSpace(name)
	if clean == "" || strings.EqualFold(clean, "local") || strings.EqualFold(clean, "localtime") {
		return nil, fmt.Errorf("%q names no time zone\nhint: America/New_York, America/Chicago, America/Denver, America/Phoenix, America/Los_Angeles and the like", name)
	}
	zone, err := time.LoadLocation(clean)
	if err == nil {
		return zone, nil
	}
	for _, place := range places {
		for _, p := range place.Zones {
			if city := p.Zone[strings.LastIndexByte(p.Zone, '/')+1:]; strings.EqualFold(p.Zone, clean) || strings.EqualFold(city, strings.ReplaceAll(clean, " ", "_")) {
				return nil, fmt.Errorf("unknown time zone %q\nhint: perhaps %s", name, p.Zone)
			}
		}
		if strings.EqualFold(place.USPS, clean) {
			return nil, fmt.Errorf("unknown time zone %q\nhint: %s", name, place.hint())
		}
	}
	return nil, fmt.Errorf("unknown time zone %q\nhint: zones have IANA names such as America/Chicago", name)
}

// Place is a state or territory with its time zones, that of most people first.
type Place struct {
	USPS  string
	Zones []Part
}

// Part is the part of a state that keeps one time zone.
type Part struct {
	Zone  string
	Where string // which part, where a state has more than one
}

func (p Place) hint() string {
	var parts []string
	for _, z := range p.Zones {
		part := z.Zone
		if z.Where != "" {
			part += " (" + z.Where + ")"
		}
		parts = append(parts, part)
	}
	return p.USPS + " keeps " + strings.Join(parts, " and ")
}

// Zones are the time zones of a state or territory by its two letters, and
// whether we know it.
func Zones(usps string) (Place, bool) {
	for _, p := range places {
		if p.USPS == strings.ToUpper(usps) {
			return p, true
		}
	}
	return Place{}, false
}

// Places are all states and territories that Zones knows.
func Places() []Place { return slices.Clone(places) }

// Choices are the time zones of the United States, each once, west of the
// Atlantic first, for a list to choose from.
var Choices = []string{
	"America/New_York", "America/Detroit", "America/Indiana/Indianapolis", "America/Chicago", "America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles",
	"America/Anchorage", "America/Adak", "Pacific/Honolulu", "America/Puerto_Rico", "America/St_Thomas", "Pacific/Guam", "Pacific/Saipan", "Pacific/Pago_Pago",
}

// places follow 49 CFR part 71, where the limits of zones are drawn, and the
// names of the IANA time zone database.
var places = func() []Place {
	one := func(zone string, states string) []Place {
		var list []Place
		for _, s := range strings.Fields(states) {
			list = append(list, Place{s, []Part{{Zone: zone}}})
		}
		return list
	}
	const (
		eastern, central, mountain, pacific = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
	)
	list := one(eastern, "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV")
	list = append(list, one(central, "AL AR IA IL LA MN MO MS OK WI")...)
	list = append(list, one(mountain, "CO MT NM UT WY")...)
	list = append(list, one(pacific, "CA WA")...)
	list = append(list, one("Pacific/Honolulu", "HI")...)
	list = append(list, one("America/Puerto_Rico", "PR")...)
	list = append(list, one("America/St_Thomas", "VI")...)
	list = append(list, one("Pacific/Guam", "GU")...)
	list = append(list, one("Pacific/Saipan", "MP")...)
	list = append(list, one("Pacific/Pago_Pago", "AS")...)
	return append(list,
		Place{"AK", []Part{{"America/Anchorage", "all but the western Aleutians"}, {"America/Adak", "the western Aleutians"}}},
		Place{"AZ", []Part{{"America/Phoenix", "all but the Navajo Nation"}, {mountain, "the Navajo Nation"}}},
		Place{"FL", []Part{{eastern, "all but the western Panhandle"}, {central, "the Panhandle west of the Apalachicola River"}}},
		Place{"ID", []Part{{"America/Boise", "the south"}, {pacific, "north of the Salmon River"}}},
		Place{"IN", []Part{{"America/Indiana/Indianapolis", "most counties"}, {central, "counties near Chicago and Evansville"}}},
		Place{"KS", []Part{{central, "all but four western counties"}, {mountain, "Greeley, Hamilton, Sherman and Wallace counties"}}},
		Place{"KY", []Part{{eastern, "the east"}, {central, "the west"}}},
		Place{"MI", []Part{{"America/Detroit", "all but four western counties"}, {central, "Dickinson, Gogebic, Iron and Menominee counties"}}},
		Place{"ND", []Part{{central, "all but the south-west"}, {mountain, "the south-west"}}},
		Place{"NE", []Part{{central, "all but the west"}, {mountain, "the Panhandle and the west"}}},
		Place{"NV", []Part{{pacific, "all but West Wendover"}, {mountain, "West Wendover"}}},
		Place{"OR", []Part{{pacific, "all but Malheur County"}, {"America/Boise", "most of Malheur County"}}},
		Place{"SD", []Part{{central, "the east"}, {mountain, "the west"}}},
		Place{"TN", []Part{{central, "the middle and the west"}, {eastern, "the east"}}},
		Place{"TX", []Part{{central, "all but El Paso and Hudspeth counties"}, {mountain, "El Paso and Hudspeth counties"}}},
	)
}()
