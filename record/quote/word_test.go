package quote

import (
	"strings"
	"testing"
)

// read shows words as they are compared, with what their flags say.
func read(body string) string {
	var list []string
	d := side{body, words(body)}
	for i, w := range d.words {
		s := d.folded(i)
		for _, f := range []struct {
			flag uint16
			mark string
		}{{inBrackets, "["}, {partly, "("}, {afterGap, "…"}, {begins, "|"}, {paragraph, "¶"}, {item, "*"}} {
			if w.has(f.flag) {
				s = f.mark + s
			}
		}
		list = append(list, s)
	}
	return strings.Join(list, " ")
}

func TestWordsAreReadAsPeopleCompareThem(t *testing.T) {
	for body, want := range map[string]string{
		"The 287(g) and 287g programs":              "¶|the 287g and 287g programs",
		"U.S. law, the A.C.L.U. and it's 1,000":     "¶|us law the aclu and its 1000",
		"police-to-deportation":                     "¶|police to deportation",
		"note [t]hese and limit[ing] it":            "¶|note (these and (limiting it",
		"note [the Secretary] said":                 "¶|note [the [secretary said",
		"one … two ... three . . . four [...] five": "¶|one …two …three …four …five",
		"Reps. Roe went. He left":                   "¶|reps roe went |he left",
		"One.\n\nTwo\nthree":                        "¶|one ¶|two three",
		"mark yet\n\nanother area":                  "¶|mark yet another area",
		"We ask:\n1. one thing\n2. two things":      "¶|we ask *¶|one thing *¶|two things",
		"We ask for (1) one and (b) two":            "¶|we ask for *|one and *|two",
		"We ask:\n• one\n- two":                     "¶|we ask *¶|one *¶|two",
		"":                                          "",
	} {
		if got := read(body); got != want {
			t.Errorf("%q: %s, want %s", body, got, want)
		}
	}
}
