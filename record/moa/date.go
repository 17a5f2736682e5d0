package moa

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"detangle"
	"detangle/record/dates"
	"detangle/record/text"
)

// Date is a day that stands where an agreement is signed.
type Date struct {
	text.Span
	Date string `json:"date"` // ISO
	Text string `json:"text"` // as written
	How  string `json:"how"`  // written, digital signature, stamp
	Sane bool   `json:"sane"`
	Note string `json:"note,omitempty"` // why it is not taken
}

// firstAgreement is before the first agreement of the program: Florida's, of 2002
// (Congressional Research Service, IF11898).
var firstAgreement = mustDay("2002-01-01")

func mustDay(iso string) detangle.Day {
	d, err := detangle.ParseDay(iso)
	if err != nil {
		panic(err)
	}
	return d
}

func iso(y, m, d int) string { return fmt.Sprintf("%04d-%02d-%02d", y, m, d) }

// insane says why an agreement cannot be signed on a day, "" if it can.
func insane(day, today detangle.Day) string {
	switch {
	case day < firstAgreement:
		return "before the first agreement of the program"
	case day > today:
		return "in the future"
	}
	return ""
}

var (
	digital = regexp.MustCompile(`(20\d\d)\.(\d\d)\.(\d\d) \d\d:\d\d:\d\d`)
	stamp   = regexp.MustCompile(`\b(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d) ?(\d?),? (20) ?(\d) ?(\d)\b`)
)

// signedDates finds the days of a stretch of a text: written ones, those of digital
// signatures, and stamps whose digits were read apart.
func signedDates(body string, zone text.Span, today detangle.Day) (all []Date) {
	part := body[zone.From:zone.To]
	add := func(from, to int, day detangle.Day, how string) {
		s := text.Span{From: zone.From + from, To: zone.From + to}
		for _, d := range all {
			if d.From < s.To && s.From < d.To {
				return
			}
		}
		why := insane(day, today)
		all = append(all, Date{s, day.String(), strings.Join(strings.Fields(part[from:to]), " "), how, why == "", why})
	}
	for _, m := range digital.FindAllStringSubmatchIndex(part, -1) {
		if day, ok := dayOf(part[m[2]:m[3]], part[m[4]:m[5]], part[m[6]:m[7]]); ok {
			add(m[0], m[1], day, "digital signature")
		}
	}
	for _, m := range stamp.FindAllStringSubmatchIndex(part, -1) {
		month := strings.Index("JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC", part[m[2]:m[3]])/3 + 1
		year := part[m[8]:m[9]] + part[m[10]:m[11]] + part[m[12]:m[13]]
		if day, ok := dayOf(year, fmt.Sprint(month), part[m[4]:m[5]]+part[m[6]:m[7]]); ok {
			add(m[0], m[1], day, "stamp")
		}
	}
	for _, d := range dates.Find(part, dates.Anchor{Day: detangle.NoDay}) {
		if d.Precision == "day" && d.Known() && !d.Derived && !revision(part, d.From) {
			add(d.From, d.To, d.First, "written")
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].From < all[j].From })
	return all
}

// revision reports whether the day at a place is the revision of the form.
func revision(s string, at int) bool {
	before := strings.ToLower(strings.TrimSpace(s[max(0, at-12):at]))
	return strings.HasSuffix(before, "revised") || strings.HasSuffix(before, "rev") || strings.HasSuffix(before, "rev.")
}
