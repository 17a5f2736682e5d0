package clock_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"detangle/stat/clock"
)

func TestTimesAreReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2026-07-02T10:00", "2026-07-02T10:00:00-05:00"},
		{"2026-07-02 10:00", "2026-07-02T10:00:00-05:00"},
		{" 2026-07-02 10:00:30 ", "2026-07-02T10:00:30-05:00"},
		{"2026-07-02T10:00:00-05:00", "2026-07-02T10:00:00-05:00"},
		{"2026-07-02T11:00-04:00", "2026-07-02T10:00:00-05:00"},
		{"2026-07-02T15:00:00Z", "2026-07-02T10:00:00-05:00"},
		{"2026-07-02t15:00:00.250z", "2026-07-02T10:00:00.25-05:00"},
		{"2024-02-29T00:00", "2024-02-29T00:00:00-06:00"},
		{"2026-11-01T01:30:00-06:00", "2026-11-01T01:30:00-06:00"},
	} {
		if got := at(t, "America/Chicago", c.text).Format(time.RFC3339Nano); got != c.want {
			t.Errorf("%q is %s, want %s", c.text, got, c.want)
		}
	}
}

func TestWhatIsNoTimeIsNamed(t *testing.T) {
	loc, err := clock.Zone("America/Chicago")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"":                          `"" is not a time`,
		"tomorrow":                  "hint: write 2026-07-02T10:00",
		"07/02/2026 10:00":          "is not a time",
		"2026-07-02":                "is not a time",
		"2026-07-02 10:00 PM":       "is not a time",
		"2026-02-29T10:00":          "no such day",
		"2026-13-01T24:00":          "no such day",
		"2026-07-02T24:00":          "hint: the end of that day is 2026-07-03T00:00",
		"2026-07-02T24:01":          "no such time of day",
		"2026-07-02T10:60":          "no such time of day",
		"2026-07-02T23:59:60":       "no such time of day",
		"2026-07-02T10:00:00+15:00": "no offset +15:00",
	} {
		if when, err := clock.Parse(text, loc); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v; want an error with %q", text, when, err, want)
		}
	}
}

func TestAnHourThatIsMissingOrComesTwiceIsNeverGuessed(t *testing.T) {
	loc, err := clock.Zone("America/Chicago")
	if err != nil {
		t.Fatal(err)
	}
	_, err = clock.Parse("2026-03-08 02:30", loc)
	gap := (*clock.GapError)(nil)
	if !errors.As(err, &gap) || gap.Next.Format(time.RFC3339) != "2026-03-08T03:00:00-05:00" || !strings.Contains(err.Error(), "from 02:00 to 03:00") {
		t.Errorf("the missing hour: %v", err)
	}
	_, err = clock.Parse("2026-11-01 01:30", loc)
	twice := (*clock.TwiceError)(nil)
	if !errors.As(err, &twice) || twice.First.Format(time.RFC3339) != "2026-11-01T01:30:00-05:00" || twice.Second.Format(time.RFC3339) != "2026-11-01T01:30:00-06:00" {
		t.Errorf("the hour that comes twice: %v", err)
	}
	for _, text := range []string{"2026-03-08 01:59", "2026-03-08 03:00", "2026-11-01 00:59", "2026-11-01 02:00"} {
		if _, err := clock.Parse(text, loc); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestZonesAreKnownByTheirNames(t *testing.T) {
	for name, want := range map[string]string{
		"":                "names no time zone",
		"Local":           "names no time zone",
		"Chicago":         "hint: perhaps America/Chicago",
		"america/chicago": "",
		"TX":              "hint: TX keeps America/Chicago (all but El Paso and Hudspeth counties) and America/Denver (El Paso and Hudspeth counties)",
		"../etc/passwd":   "unknown time zone",
		"Mars/Olympus":    "unknown time zone",
	} {
		zone, err := clock.Zone(name)
		if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, %v; want an error with %q", name, zone, err, want)
		}
	}
	for _, name := range clock.Choices {
		if _, err := clock.Zone(name); err != nil {
			t.Error(err)
		}
	}
}

func TestEveryStateHasItsZones(t *testing.T) {
	const all = "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP"
	for _, usps := range strings.Fields(all) {
		place, ok := clock.Zones(usps)
		if !ok || len(place.Zones) == 0 {
			t.Errorf("%s has no zone", usps)
		}
		for _, part := range place.Zones {
			if _, err := clock.Zone(part.Zone); err != nil {
				t.Errorf("%s: %v", usps, err)
			}
			if (part.Where == "") != (len(place.Zones) == 1) {
				t.Errorf("%s: %q says where %q", usps, part.Zone, part.Where)
			}
		}
	}
}

// FuzzParse wants no panic, and of what is read that it is read back the same.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"2026-07-02T10:00", "2026-07-02 10:00", "2026-07-02T10:00:00-05:00", "2026-11-01T01:30", "2026-03-08T02:30", "2026-07-02T24:00", "0000-00-00T00:00", "9999-12-31T23:59:59.999999999+14:00"} {
		f.Add(text, "America/Chicago")
		f.Add(text, "America/Havana")
	}
	f.Fuzz(func(t *testing.T, text, zone string) {
		loc, err := clock.Zone(zone)
		if err != nil {
			return
		}
		when, err := clock.Parse(text, loc)
		if twice := (*clock.TwiceError)(nil); errors.As(err, &twice) {
			if twice.First.Format("2006-01-02T15:04") != twice.Wall || twice.Second.Format("2006-01-02T15:04") != twice.Wall || !twice.First.Before(twice.Second) {
				t.Fatalf("%q in %s: %+v", text, zone, twice)
			}
		}
		if err != nil || when.Year() < 1900 || when.Year() > 9999 {
			return // before 1900 offsets have seconds, which the form cannot say
		}
		again, err := clock.Parse(when.Format(time.RFC3339Nano), loc)
		if err != nil || !again.Equal(when) {
			t.Fatalf("%q in %s is %s, and that is %s (%v)", text, zone, when, again, err)
		}
		if year := when.Year(); year >= clock.FirstYear && year <= clock.LastYear {
			if _, err := clock.Run(when, clock.FederalObserved); err != nil {
				t.Fatalf("%q in %s: %v", text, zone, err)
			}
		}
	})
}
