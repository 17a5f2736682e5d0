package dates

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"detangle"
	"detangle/record/text"
)

// Own is a day that a document gives as its own: released, posted, dated. A
// document may have several, and all are kept: a release of 14 June that was
// posted on the 15th has two.
type Own struct {
	text.Span              // where it stands in the text; empty if it does not
	Day       detangle.Day `json:"-"`
	ISO       string       `json:"day"`
	Role      string       `json:"role"` // released, posted, updated, dated, published, named
	Rule      string       `json:"rule"`
	Confident Confidence   `json:"confidence"`
}

// roles are the words before a date that say what it is the date of.
var roles = []struct {
	words *regexp.Regexp
	role  string
}{
	{regexp.MustCompile(`(?i)for\s+immediate\s+release[\s:,.–—-]*$`), "released"},
	{regexp.MustCompile(`(?i)(?:released|release\s+date)\s*:?\s*$`), "released"},
	{regexp.MustCompile(`(?i)(?:posted|published)(?:\s+on)?\s*:?\s*$`), "posted"},
	{regexp.MustCompile(`(?i)(?:last\s+)?(?:updated|modified|revised)(?:\s+on)?\s*:?\s*$`), "updated"},
	{regexp.MustCompile(`(?i)(?:^|\n)\s*(?:date|dated)\s*:?\s*$`), "dated"},
}

// near is how far from its beginning a text is searched for its own date, in
// bytes: below that, dates are about something.
const near = 2000

// OwnDates returns the days that a document gives as its own, the surest first:
// after words such as For Immediate Release, on a line of their own near the
// top, in the dateline, in what the file says of itself (its key published),
// and in its name.
func OwnDates(name string, t *text.Text) []Own {
	var found []Own
	head := t.Body[:min(len(t.Body), near)]
	for len(head) > 0 && len(head) < len(t.Body) && !utf8.RuneStart(t.Body[len(head)]) {
		head = head[:len(head)-1]
	}
	for _, d := range Find(head, Anchor{Day: detangle.NoDay}) {
		if d.Precision != "day" || d.Derived {
			continue
		}
		if own, ok := ownOf(t, d); ok {
			found = append(found, own)
		}
	}
	if day, err := detangle.ParseDay(t.Says["published"]); err == nil {
		found = append(found, Own{Day: day, Role: "published", Rule: "the page says when it was published", Confident: High})
	}
	if day, ok := inName(name); ok {
		found = append(found, Own{Day: day, Role: "named", Rule: "the name of the file", Confident: Medium})
	}
	rank := []string{"released", "dated", "posted", "published", "dateline", "named", "updated"}
	slices.SortStableFunc(found, func(a, b Own) int { return slices.Index(rank, a.Role) - slices.Index(rank, b.Role) })
	kept := found[:0]
	for _, own := range found {
		own.ISO = own.Day.String()
		if !slices.ContainsFunc(kept, func(k Own) bool { return k.Day == own.Day && k.Role == own.Role }) {
			kept = append(kept, own)
		}
	}
	return kept
}

func ownOf(t *text.Text, d Date) (Own, bool) {
	before := t.Body[max(0, d.From-60):d.From]
	own := Own{Span: d.Span, Day: d.First, Confident: d.Confidence}
	for _, r := range roles {
		if r.words.MatchString(before) {
			own.Role, own.Rule = r.role, "the words before it say so"
			return own, true
		}
	}
	line := lineAround(t.Body, d.Span)
	rest := t.Body[line.From:d.From] + t.Body[d.To:line.To]
	switch {
	case onlyTime(rest):
		own.Role, own.Rule = "dated", "it stands on a line of its own near the top"
		return own, true
	case t.Body[line.From:d.From] != "" && dateline.MatchString(t.Body[line.From:d.From]+"\x00"+t.Body[d.To:line.To]):
		own.Role, own.Rule, own.Confident = "dateline", "it stands in the dateline", Medium
		return own, true
	}
	return Own{}, false
}

// dateline is a place in capitals, the date, and a dash: WASHINGTON, Feb. 12, 2021 —
var dateline = regexp.MustCompile(`^[A-Z][A-Z .,]{2,40}[A-Za-z. ,]{0,12}[(, ]*\x00\)?,? *[-–—]`)

var timeOfDay = regexp.MustCompile(`(?i)^[\s,|·•–—-]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s,|·•–—-]*(?:at\s+)?(?:\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?)?\s*(?:[a-z]{2,4})?[\s,|·•–—-]*$`)

func onlyTime(rest string) bool { return len(rest) < 50 && timeOfDay.MatchString(rest) }

func lineAround(body string, s text.Span) text.Span {
	from := strings.LastIndexByte(body[:s.From], '\n') + 1
	to := len(body)
	if i := strings.IndexByte(body[s.To:], '\n'); i >= 0 {
		to = s.To + i
	}
	return text.Span{From: from, To: to}
}

var (
	nameISO   = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?:[^0-9]|$)`)
	nameUS    = regexp.MustCompile(`(?:^|[^0-9])([01]\d)[-_.]?([0-3]\d)[-_.]?((?:19|20)\d\d)(?:[^0-9]|$)`)
	nameShort = regexp.MustCompile(`(?:^|[^0-9])([01]\d)[-_.]?([0-3]\d)[-_.]?([0-3]\d)(?:[^0-9]|$)`)
)

// inName reads the date in a file's name: 20210213, 2020-06-09, 03.12.2025, 031825.
func inName(name string) (detangle.Day, bool) {
	name = filepath.Base(name)
	if m := nameISO.FindStringSubmatch(name); m != nil {
		return dayNamed(m[1], m[2], m[3])
	}
	if m := nameUS.FindStringSubmatch(name); m != nil {
		return dayNamed(m[3], m[1], m[2])
	}
	if m := nameShort.FindStringSubmatch(name); m != nil {
		return dayNamed("20"+m[3], m[1], m[2])
	}
	return detangle.NoDay, false
}

func dayNamed(year, month, day string) (detangle.Day, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if m < 1 || m > 12 || !exists(y, time.Month(m), d) {
		return detangle.NoDay, false
	}
	return dayOf(y, time.Month(m), d), true
}
