package sun_test

import (
	"math"
	"strconv"
	"testing"
	"time"

	"detangle/stat/fixture"
	"detangle/stat/refuse"
	"detangle/stat/sun"
)

func TestFixtureSun(t *testing.T) {
	for _, row := range fixture.Rows(t, fixture.Dir(t, "sun"), "expected_sun.csv") {
		date, err := time.Parse(time.DateOnly, row["date"])
		if err != nil {
			t.Fatal(err)
		}
		place := sun.Place{Latitude: row.Number(t, "lat"), Longitude: row.Number(t, "lon")}
		within := 0.1
		if math.Abs(place.Latitude) >= 50 {
			within = 0.5
		}
		for event, zenith := range map[string]sun.Zenith{"sunset": sun.Sunset, "civil_dusk": sun.CivilDusk, "nautical_dusk": sun.NauticalDusk} {
			name := row["place"] + " " + row["date"] + " " + event
			minute, err := sun.Minute(place, date.Year(), date.Month(), date.Day(), zenith)
			if row[event+"_utc"] == "none" {
				if code := refuse.Code(err); code != sun.StaysAbove && code != sun.StaysBelow {
					t.Errorf("%s: %g %v, want none", name, minute, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			local := minute + 60*row.Number(t, "utc_offset_standard_hours")
			if want := row.Number(t, event+"_minute_standard_time"); math.Abs(local-want) > within {
				t.Errorf("%s: %.3f, want %.3f", name, local, want)
			}
			if own, err := strconv.ParseFloat(row["noaa_"+event+"_minute"], 64); err == nil && math.Abs(local-own) > 0.01 {
				t.Errorf("%s: %.3f, the same equations elsewhere %.3f", name, local, own)
			}
		}
	}
}

func TestClocksMoveAndTheSunDoesNot(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip(err)
	}
	raleigh := sun.Place{Latitude: 35.79, Longitude: -78.65}
	before, err1 := sun.Clock(raleigh, 2012, time.March, 10, sun.CivilDusk, zone)
	after, err2 := sun.Clock(raleigh, 2012, time.March, 11, sun.CivilDusk, zone)
	if err1 != nil || err2 != nil || after-before < 60 || after-before > 62 {
		t.Errorf("dusk at %g, the day after at %g: %v %v", before, after, err1, err2)
	}
}

// TestFarNorthThereMayBeNoDusk, and no day in winter; a day further on there is.
func TestFarNorthThereMayBeNoDusk(t *testing.T) {
	utqiagvik := sun.Place{Latitude: 71.29, Longitude: -156.79}
	for _, c := range []struct {
		month  time.Month
		zenith sun.Zenith
		want   string
	}{{time.June, sun.Sunset, sun.StaysAbove}, {time.December, sun.Sunset, sun.StaysBelow}, {time.December, sun.CivilDusk, ""}, {time.March, sun.Sunset, ""}} {
		_, err := sun.Minute(utqiagvik, 2020, c.month, 21, c.zenith)
		if refuse.Code(err) != c.want {
			t.Errorf("%s, %g: %v, want %q", c.month, c.zenith, err, c.want)
		}
	}
	for _, err := range []error{
		second(sun.Minute(sun.Place{Latitude: 91}, 2020, 1, 1, sun.Sunset)),
		second(sun.Minute(sun.Place{Longitude: math.NaN()}, 2020, 1, 1, sun.Sunset)),
		second(sun.Minute(sun.Place{}, 2021, 2, 29, sun.Sunset)),
	} {
		if code := refuse.Code(err); code != sun.BadPlace && code != sun.BadDate {
			t.Errorf("%v", err)
		}
	}
}

func second(_ float64, err error) error { return err }

// FuzzMinute wants, anywhere on any date, an evening of the sun or a refusal.
func FuzzMinute(f *testing.F) {
	f.Add(90.0, 0.0, 2020, 6, 21)
	f.Add(-66.0, 180.0, 1999, 12, 31)
	f.Fuzz(func(t *testing.T, latitude, longitude float64, year, month, day int) {
		minute, err := sun.Minute(sun.Place{Latitude: latitude, Longitude: longitude}, year, time.Month(month), day, sun.CivilDusk)
		if err != nil {
			if refuse.Code(err) == "" {
				t.Fatal(err)
			}
			return
		}
		if noon := 720 - 4*longitude; !(minute > noon-30 && minute < noon+750) {
			t.Errorf("%g north, %g east, %d-%d-%d: %g", latitude, longitude, year, month, day, minute)
		}
	})
}

func BenchmarkMinute(b *testing.B) {
	for i := range b.N {
		sun.Minute(sun.Place{Latitude: 36, Longitude: -79}, 2011, time.June, 1+i%28, sun.CivilDusk)
	}
}
