package link

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"detangle/stat/clock"
	"detangle/stat/sun"
)

// Where and when it gets dark: a place's own point, or the centre of its county;
// the clocks of its county. A county that is cut by the limit of two zones has none
// of its own, and its stops are left out; so are those of a place without county in
// a state of several zones.

// county_zone.csv has the middle of each county (of its largest part, of the
// Census Bureau's shapes in us-atlas 3.0.1) and the IANA zone that most of 225 points
// over it lie in, with their share (timezone-boundary-builder, by timezonefinder 9.0.0 of 2026; tools/county_zone.py).
//
//go:embed county_zone.csv
var countyZones string

// wholeZone is the share of a county's area that has to keep one zone.
const wholeZone = 0.9

// site is where the sun is looked at.
type site struct {
	sun.Place
	zone *time.Location
}

var countySites = sync.OnceValues(func() (map[string]site, error) {
	rows, err := csv.NewReader(strings.NewReader(countyZones)).ReadAll()
	if err != nil {
		return nil, err
	}
	sites := map[string]site{}
	for _, r := range rows[1:] {
		var numbers [3]float64
		for i, text := range []string{r[1], r[2], r[4]} {
			if numbers[i], err = strconv.ParseFloat(text, 64); err != nil {
				return nil, fmt.Errorf("county_zone.csv, %s: %w", r[0], err)
			}
		}
		s := site{Place: sun.Place{Latitude: numbers[0], Longitude: numbers[1]}}
		if numbers[2] >= wholeZone {
			if s.zone, err = clock.Zone(r[3]); err != nil {
				return nil, fmt.Errorf("county_zone.csv, %s: %w", r[0], err)
			}
		}
		sites[r[0]] = s
	}
	return sites, nil
})

// siteOf finds a place's site, or says why there is none: no_point, no_zone.
func siteOf(sites map[string]site, state, county string, point *sun.Place) (s site, why string) {
	s, known := sites[county]
	if !known {
		if point == nil {
			return s, "no_point"
		}
		if zones, ok := clock.Zones(state); ok && len(zones.Zones) == 1 {
			zone, err := clock.Zone(zones.Zones[0].Zone)
			if err != nil {
				return s, "no_zone"
			}
			s.zone = zone
		}
	}
	if point != nil {
		s.Place = *point
	}
	if s.zone == nil {
		return s, "no_zone"
	}
	return s, ""
}

// duskOf is when the sun sets on a place and when it is dark; set is false where
// it does not set, or does not get dark.
type duskOf struct {
	sunset, dusk float32
	set          bool
}

// dusks remembers them, by site and day.
type dusks struct {
	site site
	days map[int32]duskOf
}

func (d *dusks) on(day int32) duskOf {
	at, ok := d.days[day]
	if ok {
		return at
	}
	date := time.Unix(int64(day)*24*60*60, 0).UTC()
	sunset, err := sun.Clock(d.site.Place, date.Year(), date.Month(), date.Day(), sun.Sunset, d.site.zone)
	if err == nil {
		var dusk float64
		if dusk, err = sun.Clock(d.site.Place, date.Year(), date.Month(), date.Day(), sun.CivilDusk, d.site.zone); err == nil && dusk >= sunset {
			at.sunset, at.dusk, at.set = float32(sunset), float32(dusk), true
		}
	}
	d.days[day] = at
	return at
}
