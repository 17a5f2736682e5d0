package moa

import (
	"regexp"
	"slices"
	"strings"
)

// Offices as they stand under signatures. ICE's come first: an assistant director is
// ICE's, a director alone need not be.
var officeWords = []struct {
	side  string
	words *regexp.Regexp
}{
	{"ICE", regexp.MustCompile(`(?i)\b(Acting )?(Executive )?Associate Director\b`)},
	{"ICE", regexp.MustCompile(`(?i)\b(Acting )?Assistant Director\b,? *(for )?(Enforcement)?`)},
	{"ICE", regexp.MustCompile(`(?i)\b(Acting|Deputy) Director\b`)},
	{"ICE", regexp.MustCompile(`(?i)\b(Acting )?Field Office Director\b`)},
	{"state", regexp.MustCompile(`(?i)\bAttorney General( of [A-Z][a-z]+)?`)},
	{"state", regexp.MustCompile(`(?i)\bGovernor\b`)},
	{"agency", regexp.MustCompile(`(?i)\b(Chief Deputy|Under|Deputy|Interim )?Sheriff\b`)},
	{"agency", regexp.MustCompile(`(?i)\b(Interim |Acting )?(Chief of Police|Police Chief)\b`)},
	{"agency", regexp.MustCompile(`(?i)\b(Superintendent|Commissioner|Warden|Constable|Marshal|Secretary|Colonel|Mayor|Adjutant General|Director)\b`)},
}

// offices lists the offices of those who signed, line by line: an office fills its line,
// or stands behind the word Title.
func offices(zone string) (all []Office) {
	for _, l := range linesOf(zone) {
		words := strings.Join(strings.Fields(strings.Trim(title.ReplaceAllString(l.words, ""), "_- :")), " ")
		for _, o := range officeWords {
			m := o.words.FindString(words)
			if m == "" || len(words) > len(m)+12 {
				continue
			}
			found := Office{o.side, strings.TrimRight(strings.Join(strings.Fields(m), " "), ", ")}
			if !slices.Contains(all, found) {
				all = append(all, found)
			}
			break
		}
	}
	return all
}

var title = regexp.MustCompile(`(?i)^\s*Title\s*:?`)

// The letters of some forms come out 29 places too low, because their font says
// nothing of its letters: 7LWOH is Title. A line is shifted back if that makes one of
// the words that stand at such places.
const shift = 29

var shifted = regexp.MustCompile(`7LWOH|'DWH|6LJQDWXUH|1DPH|\$JHQF|6KHULII|&KLHI`)

func unshifted(zone string) string {
	lines := strings.Split(zone, "\n")
	for i, l := range lines {
		if !shifted.MatchString(l) {
			continue
		}
		lines[i] = strings.Map(func(r rune) rune {
			if r > 2 && r < 0x7f-shift {
				if r == ' ' {
					return r
				}
				return r + shift
			}
			return r
		}, l)
	}
	return strings.Join(lines, "\n")
}
