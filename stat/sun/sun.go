// Package sun says when the sun sets and when it is dark.
//
// In go a place (degrees, east and north above nought) and a date; out come
// minutes after midnight, universal time or that of a zone's clocks, or a refusal
// where the sun does not get there that day. Against an ephemeris it is within a
// tenth of a minute below 50 degrees of latitude and half a minute above, for the
// years 1901 to 2099; hills and weather are not known to it.
//
// Source: the low-precision equations that NOAA's Solar Calculator publishes, after
// Meeus, Astronomical Algorithms (1998), chapters 25, 28 and 15; zeniths as used by
// the U.S. Naval Observatory.
package sun

import (
	"math"
	"time"

	"detangle/stat/refuse"
)

// Zenith is how far the sun's centre is from overhead, in degrees.
type Zenith float64

// The end of day in law and for the eye. Sunset is that of the upper edge, with
// 34 minutes of arc of refraction.
const (
	Sunset       Zenith = 90.833
	CivilDusk    Zenith = 96
	NauticalDusk Zenith = 102
)

// Codes of a day without the event.
const (
	StaysAbove = "sun_stays_above" // no dusk, as in summer far north
	StaysBelow = "sun_stays_below" // no day, as in winter far north
	BadPlace   = "bad_place"
	BadDate    = "bad_date"
)

// Place is degrees north of the equator and east of Greenwich.
type Place struct {
	Latitude, Longitude float64
}

// Minute returns when the sun goes below a zenith in the evening of a date at a
// place, in minutes after the date's midnight in universal time: below nought or
// above 1440 where the place's evening is on another day there. The sun's position
// is taken at the event itself, found by three steps from noon.
func Minute(p Place, year int, month time.Month, day int, zenith Zenith) (float64, error) {
	if !(math.Abs(p.Latitude) <= 90 && math.Abs(p.Longitude) <= 180) {
		return 0, refuse.New(BadPlace, "degrees north from -90 to 90 and east from -180 to 180", "%g north, %g east is no place", p.Latitude, p.Longitude)
	}
	midnight := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if midnight.Day() != day || midnight.Month() != month || year < 1901 || year > 2099 {
		return 0, refuse.New(BadDate, "a date from 1901 to 2099", "%04d-%02d-%02d is no date for which the sun's place is known", year, month, day)
	}
	days := midnight.Sub(time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)).Hours() / 24
	minute := 720 - 4*p.Longitude
	hour := 0.0
	for range 3 {
		declination, equation := position((days + minute/1440) / 36525)
		hour = (cos(float64(zenith)) - sin(p.Latitude)*sin(declination)) / (cos(p.Latitude) * cos(declination))
		minute = 720 - 4*p.Longitude - equation + 4*degrees(math.Acos(math.Max(-1, math.Min(1, hour))))
	}
	switch {
	case hour < -1:
		return 0, refuse.New(StaysAbove, "", "the sun stays above %g degrees from overhead all of %s", float64(zenith), midnight.Format(time.DateOnly))
	case hour > 1:
		return 0, refuse.New(StaysBelow, "", "the sun stays below %g degrees from overhead all of %s", float64(zenith), midnight.Format(time.DateOnly))
	}
	return minute, nil
}

// Clock is Minute on the clocks of a zone: minutes after the date's midnight as a
// clock on the wall shows them, above 1440 where dusk is after midnight.
func Clock(p Place, year int, month time.Month, day int, zenith Zenith, zone *time.Location) (float64, error) {
	minute, err := Minute(p, year, month, day, zenith)
	if err != nil {
		return 0, err
	}
	at := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Add(time.Duration(minute * float64(time.Minute)))
	_, offset := at.In(zone).Zone()
	return minute + float64(offset)/60, nil
}

// position returns the sun's declination in degrees and the equation of time in
// minutes, at a number of Julian centuries after 2000.
func position(t float64) (declination, equation float64) {
	mean := 280.46646 + t*(36000.76983+t*0.0003032)
	anomaly := 357.52911 + t*(35999.05029-t*0.0001537)
	eccentricity := 0.016708634 - t*(0.000042037+t*0.0000001267)
	s, c := math.Sincos(anomaly * math.Pi / 180)
	double, triple := 2*s*c, s*(3-4*s*s) // sines of twice and three times the anomaly
	centre := s*(1.914602-t*(0.004817+t*0.000014)) + double*(0.019993-t*0.000101) + triple*0.000289
	sinNode, cosNode := math.Sincos((125.04 - 1934.136*t) * math.Pi / 180)
	apparent := mean + centre - 0.00569 - 0.00478*sinNode
	obliquity := 23 + (26+(21.448-t*(46.815+t*(0.00059-t*0.001813)))/60)/60 + 0.00256*cosNode
	half := math.Tan(obliquity / 2 * math.Pi / 180)
	y := half * half
	sinMean, cosMean := math.Sincos(2 * mean * math.Pi / 180)
	equation = 4 * degrees(y*sinMean-2*eccentricity*s+4*eccentricity*y*s*cosMean-y*y*sinMean*cosMean-1.25*eccentricity*eccentricity*double)
	return degrees(math.Asin(sin(obliquity) * sin(apparent))), equation
}

func sin(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }

func cos(degrees float64) float64 { return math.Cos(degrees * math.Pi / 180) }

func degrees(radians float64) float64 { return radians * 180 / math.Pi }
