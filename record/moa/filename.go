package moa

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"detangle"
)

// FileName is what the name of a file says. ICE's names have the model, most have the
// state and a day: the agency's signature, ICE's signature, or some other.
type FileName struct {
	Name  string `json:"file"`
	Model string `json:"model,omitempty"`
	Date  string `json:"date,omitempty"` // ISO
	Note  string `json:"note,omitempty"` // why a date was not taken
}

var modelInName = regexp.MustCompile(`(?i)(?:^|287g|_|[^a-z])(JEM|WSO|TFM|TFO)(?:_|[^a-zA-Z]|$)`)

// IsMOA reports whether a file is named as ICE names agreements.
func IsMOA(name string) bool {
	name = base(name)
	return modelInName.MatchString(name) && strings.HasSuffix(strings.ToLower(name), ".pdf")
}

// readFileName reads a file's name; days that cannot be are noted, not taken.
func readFileName(name string, today detangle.Day) FileName {
	f := FileName{Name: path.Base(name)}
	if m := modelInName.FindStringSubmatch(base(name)); m != nil {
		f.Model = modelOf(m[1])
	}
	day, ok := dayInName(base(name))
	if !ok {
		return f
	}
	if why := insane(day, today); why != "" {
		f.Note = "the name says " + day.String() + ", which is not taken: " + why
	} else {
		f.Date = day.String()
	}
	return f
}

// modelOf writes a model as the ledger does; TFO is what some names call the task
// force model.
func modelOf(word string) string {
	if w := strings.ToUpper(word); w != "TFO" {
		return w
	}
	return "TFM"
}

// base is the name that a file has in ICE's links: without folder, address, and the
// state that archives put before it.
func base(name string) string {
	if i := strings.IndexAny(name, "?#"); i >= 0 {
		name = name[:i]
	}
	name = path.Base(name)
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if state, rest, ok := strings.Cut(name, "__"); ok && state == strings.ToUpper(state) && rest != "" {
		name = rest
	}
	return name
}

var (
	nameYearFirst = regexp.MustCompile(`(20\d\d)[-._]?(\d\d)[-._]?(\d\d)(?:\D|$)`)
	nameYearLast  = regexp.MustCompile(`(\d\d?)[-._](\d\d?)[-._](20\d\d|\d\d)(?:\D|$)`)
	nameDigits    = regexp.MustCompile(`(?:^|\D)(\d\d)(\d\d)(20\d\d|\d\d)(?:\D|$)`)
)

// dayInName finds the day in a file's name: 2020-06-09, 08-21-2020, 02.28.25, 031825
// or 02182025.
func dayInName(name string) (detangle.Day, bool) {
	name = strings.TrimSuffix(name, path.Ext(name))
	if m := nameYearFirst.FindStringSubmatch(name); m != nil {
		if d, ok := dayOf(m[1], m[2], m[3]); ok {
			return d, true
		}
	}
	for _, r := range []*regexp.Regexp{nameYearLast, nameDigits} {
		for _, m := range r.FindAllStringSubmatch(name, -1) {
			if d, ok := dayOf(m[3], m[1], m[2]); ok {
				return d, true
			}
		}
	}
	return detangle.NoDay, false
}

// dayOf is the day of year, month and day as written; false if there is none.
func dayOf(year, month, day string) (detangle.Day, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if y < 100 {
		y += 2000
	}
	if y < 1900 || m < 1 || m > 12 || d < 1 || d > 31 {
		return detangle.NoDay, false
	}
	found, err := detangle.ParseDay(iso(y, m, d))
	return found, err == nil
}
