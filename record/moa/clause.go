package moa

import (
	"strings"
	"unicode"

	"detangle/record/text"
	"detangle/stat/edit"
)

// Kinds of clause that are compared, in the order that people ask for them.
var Kinds = []string{"supervision", "training", "nomination", "complaints", "interpreter", "liability", "reimbursement", "data", "media", "termination"}

// heading is a heading of ICE's templates with the kind of its clause; others end a
// clause and are none of the kinds.
type heading struct{ words, kind string }

var headings = []heading{
	{"PARTIES", "parties"}, {"PURPOSE", "purpose"}, {"AUTHORITY", "authority"}, {"POLICY", "policy"}, {"RESPONSIBILITIES", "responsibilities"},
	{"TRAINING AND ASSIGNMENTS", "training"}, {"TRAINING OF PERSONNEL", "training"}, {"DESIGNATION OF AUTHORIZED FUNCTIONS", "functions"}, {"ASSIGNMENTS", "assignments"},
	{"RESOLUTION OF LOCAL CHARGES", "local charges"}, {"DETENTION AND TRANSPORTATION ISSUES", "detention"}, {"NOMINATION OF PERSONNEL", "nomination"},
	{"CERTIFICATION AND AUTHORIZATION", "certification"}, {"COSTS AND EXPENDITURES", "reimbursement"}, {"ICE SUPERVISION", "supervision"}, {"SUPERVISION OF PERSONNEL", "supervision"},
	{"INTERPRETATION SERVICES", "interpreter"}, {"LIABILITY AND RESPONSIBILITY", "liability"}, {"CIVIL RIGHTS STANDARDS", "civil rights"},
	{"REPORTING AND DOCUMENTATION", "documentation"}, {"REPORTING REQUIREMENTS", "data"}, {"DATA COLLECTION", "data"}, {"COMPLAINT PROCEDURES", "complaints"}, {"COMPLAINT PROCEDURE", "complaints"},
	{"COMMUNICATION", "communication"}, {"COMMUNITY OUTREACH", "outreach"}, {"STEERING COMMITTEE", "steering"}, {"RELEASE OF INFORMATION TO THIRD PARTIES", "media"},
	{"RELEASE OF INFORMATION TO THE MEDIA AND OTHER THIRD PARTIES", "media"}, {"MODIFICATIONS TO THIS MOA", "modifications"}, {"POINTS OF CONTACT", "contacts"}, {"PUBLIC INFORMATION POINTS OF CONTACT", "contacts"},
	{"EFFECTIVE DATE SUSPENSION AND TERMINATION OF THIS MOA", "termination"}, {"EFFECTIVE DATE AND TERMINATION OF THIS MOA", "termination"}, {"DURATION AND TERMINATION OF THIS MOA", "termination"},
	{"STANDARD OPERATING PROCEDURE SOP", "procedure"}, {"STANDARD OPERATING PROCEDURES SOP", "procedure"}, {"ADDENDUM TO MODIFY MEMORANDUM OF AGREEMENT", "addendum"},
}

// spoken are words by which a matter is found where no clause is headed with it.
var spoken = map[string][]string{
	"interpreter": {"interpreter", "interpreters", "interpretation services"},
	"data":        {"statistical", "tracking data"},
	"complaints":  {"complaint", "complaints"},
	"media":       {"media"},
}

// Clause is a stretch of an agreement about one matter.
type Clause struct {
	text.Span
	Kind    string `json:"kind"`
	Heading string `json:"heading"` // as printed; empty where the matter was found by words within another clause
	How     string `json:"how"`     // heading, words
	In      string `json:"in"`      // the clause whose sentences they are, if found by words
	Page    int    `json:"page"`
	words   string // cleaned
}

// line is a line of a text with its place, without the space around it.
type line struct {
	text.Span
	words string
}

func linesOf(body string) (all []line) {
	from := 0
	for from <= len(body) {
		to := len(body)
		if i := strings.IndexAny(body[from:], "\n\f"); i >= 0 {
			to = from + i
		}
		s := body[from:to]
		left := strings.TrimLeftFunc(s, unicode.IsSpace)
		trimmed := strings.TrimRightFunc(left, unicode.IsSpace)
		at := from + len(s) - len(left)
		all = append(all, line{text.Span{From: at, To: at + len(trimmed)}, trimmed})
		from = to + 1
	}
	return all
}

// clauses cuts an agreement at its headings.
func clauses(t *text.Text) (all []Clause) {
	var cuts []Clause
	for _, l := range linesOf(t.Body) {
		if n := len(cuts); n > 0 && cuts[n-1].Kind == "addendum" {
			break // what an addendum quotes are no clauses
		}
		if h, ok := headingOf(l.words); ok {
			cuts = append(cuts, Clause{Span: l.Span, Kind: h.kind, Heading: l.words, How: "heading", Page: t.PageAt(l.From)})
		}
	}
	for i, c := range cuts {
		end := len(t.Body)
		if i+1 < len(cuts) {
			end = cuts[i+1].From
		}
		c.From = c.To
		c.To = end
		body := t.Body[c.From:c.To]
		if at := bySigning.FindStringIndex(body); at != nil && c.Kind != "addendum" {
			body = body[:at[0]]
		}
		left := strings.TrimLeftFunc(body, unicode.IsSpace)
		c.From += len(body) - len(left)
		c.To = c.From + len(strings.TrimRightFunc(left, unicode.IsSpace))
		if c.Kind != "" && c.To > c.From {
			all = append(all, c)
		}
	}
	return all
}

// headingOf recognises a heading: in capitals, perhaps numbered, perhaps misread in a
// letter of six.
func headingOf(s string) (heading, bool) {
	if len(s) > 90 || len(s) < 6 {
		return heading{}, false
	}
	for _, words := range []string{s, unnumbered(s)} {
		upper, lower := 0, 0
		for _, r := range words {
			if unicode.IsUpper(r) {
				upper++
			} else if unicode.IsLower(r) {
				lower++
			}
		}
		if lower*5 > upper {
			return heading{}, false
		}
		folded := capitals(words)
		if strings.HasPrefix(folded, "APPENDIX") && len(folded) <= len("APPENDIX A")+2 {
			return heading{folded, ""}, true
		}
		for _, h := range headings {
			if edit.Distance(folded, h.words) <= len(h.words)/6 {
				return h, true
			}
		}
	}
	return heading{}, false
}

// unnumbered takes a number such as XIV. or A. from a heading.
func unnumbered(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if ok && len(first) <= 6 && (strings.HasSuffix(first, ".") || strings.Trim(first, "IVXLivxlm1") == "") {
		return strings.TrimSpace(rest)
	}
	return s
}

// capitals keeps the letters of a heading, as capitals, and single spaces.
func capitals(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToUpper(r)
		case unicode.IsSpace(r) || r == '-' || r == ',':
			return ' '
		}
		return -1
	}, s)), " ")
}
