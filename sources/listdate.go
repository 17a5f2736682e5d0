package sources

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// ListDate is the date chosen for a published list, with the rule that chose
// it, how far to trust it, and the reason in words.
type ListDate struct {
	Date       time.Time
	Rule       string // name, name_corrected, modified, capture, newest_signed, none
	Confidence string // high, medium, low
	Reason     string
}

// Claims is what a file says of its own date. Names lie, properties are
// rewritten by whoever saves the file again, signing dates have typos: the rule
// weighs them against each other.
type Claims struct {
	Names         []string // every file name the same bytes came under
	Creator       string
	Modified      time.Time // workbook property; zero if absent
	Created       time.Time
	NewestSigned  time.Time // newest believable signing date in the rows; zero if none
	LastRetrieved time.Time // when we fetched it, if we did
}

// The days that a publisher may take from saving a list to posting it. On 220
// lists of 2025 and 2026 the label follows the saving by 0 to 4 days; the next
// larger gap is a stale file of 46 days.
const (
	postingDays = 7
	captureDays = 30
)

const day = 24 * time.Hour

// ChooseDate decides the date of a list. The rule, in order:
//
//  1. A name that carries a time of capture (14 digits) tells when the page was
//     seen: it stands, unless the list holds later signing dates.
//  2. A name with the publisher's label (MMDDYYYY) stands when the workbook was
//     saved at most seven days before and not after that day.
//  3. Else the day the publisher saved the workbook stands: the label has a typo
//     or the file is stale.
//  4. Without either, the newest signing date is the earliest day the list can
//     have been made.
//
// A workbook that an archive wrote or re-saved says nothing of the publisher's
// day by its properties.
func ChooseDate(c Claims) ListDate {
	archived := strings.Contains(strings.ToLower(c.Creator), "openpyxl") ||
		(c.Creator == "" && !c.Modified.IsZero() && c.Modified.Equal(c.Created))
	modified := c.Modified.Truncate(day)
	if archived {
		modified = time.Time{}
	}
	best := ListDate{}
	for _, name := range c.Names {
		if d := fromName(name, modified, c.NewestSigned.Truncate(day), archived); better(d, best) {
			best = d
		}
	}
	switch {
	case !best.Date.IsZero():
		return best
	case !modified.IsZero():
		return ListDate{modified, "modified", "medium", nameTrouble(c.Names, modified, c.NewestSigned)}
	case !c.NewestSigned.IsZero():
		return ListDate{c.NewestSigned.Truncate(day), "newest_signed", "low", "no usable date in name or properties; the list is no older than its newest signing date"}
	case !c.LastRetrieved.IsZero():
		return ListDate{c.LastRetrieved.Truncate(day), "retrieved", "low", "no date in name, properties or rows; the day it was fetched"}
	}
	return ListDate{Rule: "none", Confidence: "low", Reason: "the file says nothing of its date"}
}

var rank = map[string]int{"": 0, "low": 1, "medium": 2, "high": 3}

func better(a, b ListDate) bool {
	if rank[a.Confidence] != rank[b.Confidence] {
		return rank[a.Confidence] > rank[b.Confidence]
	}
	return !a.Date.IsZero() && !b.Date.IsZero() && a.Date.Before(b.Date)
}

func fromName(name string, modified, newest time.Time, archived bool) ListDate {
	label, captured, ok := NameDate(name)
	if !ok || newest.After(label) {
		return ListDate{}
	}
	gap := int(label.Sub(modified) / day)
	switch {
	case captured && archived:
		return ListDate{label, "capture", "medium", "time of capture in the name; an archive wrote the workbook, so its properties do not tell the publisher's day"}
	case captured && (modified.IsZero() || gap >= 0 && gap <= captureDays):
		return ListDate{label, "capture", "high", fmt.Sprintf("time of capture in the name; saved by the publisher %s before", days(gap))}
	case modified.IsZero():
		return ListDate{label, "name", "medium", "label in the name; no property to check it against"}
	case !captured && gap >= 0 && gap <= 2:
		return ListDate{label, "name", "high", fmt.Sprintf("label in the name; saved %s before", days(gap))}
	case !captured && gap >= 0 && gap <= postingDays:
		return ListDate{label, "name", "medium", fmt.Sprintf("label in the name; posted %s after it was saved, so changes of those days may be missing", days(gap))}
	}
	return ListDate{}
}

func days(n int) string {
	switch n {
	case 0:
		return "less than a day"
	case 1:
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

func nameTrouble(names []string, modified, newest time.Time) string {
	for _, name := range names {
		label, _, ok := NameDate(name)
		switch {
		case !ok:
			return fmt.Sprintf("the name %q holds no calendar date; the publisher saved the workbook on %s", name, modified.Format(time.DateOnly))
		case newest.After(label):
			return fmt.Sprintf("the name says %s, but agreements signed up to %s are on the list; the publisher saved it on %s", label.Format(time.DateOnly), newest.Format(time.DateOnly), modified.Format(time.DateOnly))
		case label.Before(modified):
			return fmt.Sprintf("the name says %s, but the publisher saved the workbook later, on %s", label.Format(time.DateOnly), modified.Format(time.DateOnly))
		default:
			return fmt.Sprintf("stale: the name says %s, but the publisher saved the workbook on %s, %s earlier", label.Format(time.DateOnly), modified.Format(time.DateOnly), days(int(label.Sub(modified)/day)))
		}
	}
	return "no date in the name"
}

var (
	captureName = regexp.MustCompile(`(\d{14})`)
	labelName   = regexp.MustCompile(`(?:^|\D)(\d{2})(\d{2})(\d{4})(?:\D|$)`)
)

// NameDate reads the date in a list's file name: a time of capture
// (ParticipatingEntities-20210113002027.xlsx) or the publisher's label
// (participatingAgencies02132026am.xlsx). A number that no calendar holds, such
// as 090022025, is no date.
func NameDate(name string) (date time.Time, captured, ok bool) {
	if m := captureName.FindStringSubmatch(name); m != nil {
		if t, err := time.Parse("20060102150405", m[1]); err == nil {
			return t.Truncate(day), true, true
		}
	}
	if m := labelName.FindStringSubmatch(name); m != nil {
		if t, err := time.Parse("01022006", m[1]+m[2]+m[3]); err == nil {
			return t, false, true
		}
	}
	return time.Time{}, false, false
}
