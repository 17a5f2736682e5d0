package document

import (
	"slices"
	"strings"

	"detangle/record/text"
)

// What may be shown of a document in public is decided here, in one place.
//
// Words in the public domain are shown as they are. Of the others only short
// spans are quoted, and of one document no more than a part, because a quotation
// serves the point that it supports and never stands in for the work (17 U.S.C.
// 107). Addresses, telephone numbers and the like are never shown, whoever
// published them.
const (
	spanMost  = 300  // bytes of one span
	totalMost = 1500 // bytes of all spans of one answer together
	totalPart = 10   // and not over one part in so many of the text ...
	totalFree = 600  // ... unless that is less than this
)

// Shown is a span as it may be seen.
type Shown struct {
	text.Span        // what is shown of the span that was asked for
	Text      string `json:"text"`
	Cut       bool   `json:"cut"` // it is shorter than asked, because of the rights
}

// Open reports whether the whole text may be shown.
func (d *Document) Open() bool { return Rights(d.Rights.Value) == PublicDomain }

// Show returns what may be shown in public of spans, in one answer. A span that
// does not fit the text, or for which nothing is left, comes back empty and cut.
func (d *Document) Show(spans ...text.Span) []Shown {
	left := len(d.Text.Body)
	if !d.Open() {
		left = min(totalMost, max(totalFree, len(d.Text.Body)/totalPart))
	}
	shown := make([]Shown, len(spans))
	for i, s := range spans {
		words := d.Text.At(s)
		if words == "" {
			shown[i] = Shown{Span: text.Span{From: s.From, To: s.From}, Cut: true}
			continue
		}
		if !d.Open() {
			words = shorten(words, min(spanMost, left))
			left -= len(words)
		}
		shown[i] = Shown{text.Span{From: s.From, To: s.From + len(words)}, masked(words, d.Text.Body, s.From), len(words) < s.Len()}
	}
	return shown
}

// masked hides contacts of which a part lies outside of the span, too.
func masked(words, body string, from int) string {
	around := max(0, from-80)
	end := min(len(body), from+len(words)+80)
	return Mask(body[around:end])[from-around : from-around+len(words)]
}

// shorten cuts a text after a whole word.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexAny(s[:max(0, n)], " \n"); i > 0 {
		return strings.TrimRight(s[:i], " \n,;:")
	}
	return ""
}

// Mask puts dots in the place of mail addresses and telephone numbers, byte for
// byte, so that offsets stay.
func Mask(s string) string {
	found := contacts(s)
	if len(found) == 0 {
		return s
	}
	b := []byte(s)
	for _, c := range found {
		for i := c.From; i < c.To; i++ {
			b[i] = '.'
		}
	}
	return string(b)
}

// contacts finds mail addresses and telephone numbers.
func contacts(s string) (found []text.Span) {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '@')
		if i < 0 {
			break
		}
		from, to := at+i, at+i+1
		for from > 0 && isAddress(s[from-1]) {
			from--
		}
		for to < len(s) && isAddress(s[to]) {
			to++
		}
		if at = to; from < to-1 {
			found = append(found, text.Span{From: from, To: to})
		}
	}
	for i := 0; i < len(s); i++ {
		if isDigit(s[i]) || s[i] == '+' || s[i] == '(' {
			if to := phone(s, i); to > 0 {
				found = append(found, text.Span{From: i, To: to})
				i = to
			} else if isDigit(s[i]) {
				for i+1 < len(s) && isDigit(s[i+1]) {
					i++
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b text.Span) int { return a.From - b.From })
	return found
}

func isAddress(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("._%+-", c) >= 0
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// phone returns the end of a telephone number that begins at i: three, three and
// four digits as in the United States, with or without a 1 before them; or ten to
// thirteen digits in groups that begin with a plus or a zero.
func phone(s string, i int) int {
	if i > 0 && (isDigit(s[i-1]) || s[i-1] == '$' || s[i-1] == '/' || s[i-1] == '.' || s[i-1] == ',') {
		return 0
	}
	groups, end := digitGroups(s, i)
	sum := 0
	for _, g := range groups {
		sum += g
	}
	american := slices.Equal(groups, []int{3, 3, 4}) || slices.Equal(groups, []int{1, 3, 3, 4})
	abroad := (s[i] == '+' || s[i] == '0') && sum >= 10 && sum <= 13 && len(groups) <= 5
	if !american && !abroad || end < len(s) && isDigit(s[end]) {
		return 0
	}
	return end
}

// digitGroups counts the digits of groups that one or two marks part, up to five
// groups and four digits more than a number has.
func digitGroups(s string, i int) (groups []int, end int) {
	run, gap := 0, 0
	for j := i; j < len(s) && j < i+32; j++ {
		if isDigit(s[j]) {
			if run == 0 && len(groups) == 4 && groups[0] != 1 {
				break
			}
			run, gap, end = run+1, 0, j+1
			continue
		}
		if run > 0 {
			groups, run = append(groups, run), 0
			if slices.Equal(groups, []int{3, 3, 4}) || slices.Equal(groups, []int{1, 3, 3, 4}) {
				return groups, end
			}
		}
		if gap++; gap > 2 || strings.IndexByte(" -.()+\xc2\xa0", s[j]) < 0 {
			break
		}
	}
	if run > 0 {
		groups = append(groups, run)
	}
	return groups, end
}
