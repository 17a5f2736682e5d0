package main

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"detangle/stat/clock"
)

func TestTheMachineNamesItsZone(t *testing.T) {
	link := func(target string) func(string) (string, error) {
		return func(string) (string, error) {
			if target == "" {
				return "", errors.New("no such file")
			}
			return target, nil
		}
	}
	for _, c := range []struct{ tz, link, want string }{
		{"America/Denver", "/usr/share/zoneinfo/Etc/UTC", "America/Denver"},
		{":America/Denver", "", "America/Denver"},
		{"/usr/share/zoneinfo/America/Denver", "", "America/Denver"},
		{"", "/usr/share/zoneinfo/America/Indiana/Knox", "America/Indiana/Knox"},
		{"", "../usr/share/zoneinfo/Etc/UTC", "Etc/UTC"},
		{"", "/etc/somewhere", ""},
		{"", "", ""},
	} {
		if got := machineZone(c.tz, link(c.link)); got != c.want {
			t.Errorf("TZ=%q, link to %q: %q, want %q", c.tz, c.link, got, c.want)
		}
	}
}

// docs/clock.md is a promise: each field of the JSON stands in it.
func TestDocsNameEveryFieldOfTheClock(t *testing.T) {
	page := readDoc(t, "docs/clock.md")
	for _, v := range []any{clock.Answer{}, clock.Day{}, clock.Hold{}, clock.Form{}, clock.Citation{}, clock.Note{}} {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(v)) {
			if name := f.Tag.Get("json"); !strings.Contains(page, "`"+name+"`") {
				t.Errorf("docs/clock.md does not name %q of %T", name, v)
			}
		}
	}
}
