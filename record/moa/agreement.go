package moa

import (
	"regexp"
	"slices"
	"strings"

	"detangle"
	"detangle/record/text"
)

// Document is a document that may be an agreement.
type Document struct {
	ID    string     // SHA-256
	Files []string   // the names under which it came
	Text  *text.Text // with its characters
}

// Agreement is what a document says of itself.
type Agreement struct {
	ID        string     `json:"document"`
	Files     []FileName `json:"files"`
	Read      string     `json:"read"` // text, ocr (expect misreadings), partly scan, scan (nobody read it)
	Pages     int        `json:"pages"`
	Unread    []int      `json:"unread_pages"`
	Model     string     `json:"model,omitempty"` // by the text
	ModelRule string     `json:"model_rule,omitempty"`
	Agency    string     `json:"agency,omitempty"` // by the text
	Offices   []Office   `json:"offices"`
	Dates     []Date     `json:"dates"`
	Template  Template   `json:"template"`
	Clauses   []Clause   `json:"clauses"`
	Missing   []string   `json:"missing_clauses"` // kinds of clause of which the text has none; not told where pages are unread
	Addenda   int        `json:"addenda"`         // addenda bound in with it
}

// Office is the office of somebody who signed.
type Office struct {
	Side   string `json:"side"` // ICE, agency, state
	Office string `json:"office"`
}

// Read reads a document. Days after today are not taken.
func Read(d Document, today detangle.Day) *Agreement {
	a := &Agreement{ID: d.ID, Pages: len(d.Text.Pages), Unread: append([]int{}, d.Text.Scans()...), Offices: []Office{}, Dates: []Date{}, Clauses: []Clause{}, Missing: []string{}}
	for _, name := range d.Files {
		a.Files = append(a.Files, readFileName(name, today))
	}
	a.Read = howRead(d.Text)
	body := d.Text.Body
	zone := signatures(body)
	if zone.Len() == 0 && a.Read != "text" {
		zone = text.Span{From: 0, To: len(body)} // of a scan only what is stamped on it
	}
	a.Dates = append(a.Dates, signedDates(body, zone, today)...)
	a.Offices = append(a.Offices, offices(unshifted(body[zone.From:zone.To]))...)
	a.Model, a.ModelRule = modelIn(body)
	repeated := footers(d.Text)
	if a.Agency = agencyAtFoot(repeated); a.Agency == "" {
		a.Agency = agencyIn(body)
	}
	a.Addenda = len(regexp.MustCompile(`(?m)^\s*ADDENDUM TO MODIFY`).FindAllString(body, -1))
	a.Clauses = append(a.Clauses, clauses(d.Text)...)
	clean := cleaner{agency: a.names(body), repeated: repeated}
	for i := range a.Clauses {
		c := &a.Clauses[i]
		c.words = clean.words(body[c.From:c.To])
	}
	a.spokenOf(d.Text)
	for _, kind := range Kinds {
		if (a.Read == "text" || a.Read == "ocr") && !slices.ContainsFunc(a.Clauses, func(c Clause) bool { return c.Kind == kind }) {
			a.Missing = append(a.Missing, kind)
		}
	}
	a.Template = templateOf(a, body)
	return a
}

func howRead(t *text.Text) string {
	unread, ocr := len(t.Scans()), 0
	for _, p := range t.Pages {
		if p.By == text.ByOCR {
			ocr++
		}
	}
	switch {
	case unread == len(t.Pages):
		return "scan"
	case 2*ocr > len(t.Pages):
		return "ocr"
	case unread > 0 || ocr > 0:
		return "partly scan"
	}
	return "text"
}

var (
	bySigning = regexp.MustCompile(`(?i)By\s+signing\s+this\s+(MOA|addendum)`)
	appendixA = regexp.MustCompile(`(?m)^\s*APPENDIX ?A\b`)
)

// signatures is where an agreement is signed: from the words By signing this MOA up to
// its first appendix.
func signatures(body string) text.Span {
	at := bySigning.FindStringIndex(body)
	if at == nil {
		return text.Span{}
	}
	s := text.Span{From: at[1], To: len(body)}
	if end := appendixA.FindStringIndex(body[at[1]:]); end != nil {
		s.To = at[1] + end[0]
	}
	s.To = min(s.To, s.From+4000)
	return s
}

// Each model is told by the words that ICE uses for it; a title stands before them.
var modelWords = []struct {
	model string
	title *regexp.Regexp
	words *regexp.Regexp
}{
	{"TFM", regexp.MustCompile(`(?im)^\s*287\(g\) Task Force Model`), regexp.MustCompile(`(?i)task force (model|officers?)`)},
	{"JEM", regexp.MustCompile(`(?im)^\s*287\(g\) Jail Enforcement Model`), regexp.MustCompile(`(?i)jail enforcement model|\(JEM\)`)},
	{"WSO", regexp.MustCompile(`(?im)^\s*Warrant Service Officer (Program|Model)`), regexp.MustCompile(`(?i)warrant service officers?|\(WSO\)`)},
}

// functions that only one model delegates, where no words name it.
var modelFunctions = []struct {
	model string
	words *regexp.Regexp
}{
	{"TFM", regexp.MustCompile(`(?i)RESOLUTION OF LOCAL CHARGES`)},
	{"WSO", regexp.MustCompile(`(?i)only\s+delegated\s+the\s+two\s+authorities`)},
}

func modelIn(body string) (model, rule string) {
	for _, m := range modelWords {
		if m.title.MatchString(body) {
			return m.model, "its title"
		}
	}
	most := 0
	for _, m := range modelWords {
		if n := len(m.words.FindAllString(body, -1)); n > most {
			model, rule, most = m.model, "the words that it uses", n
		}
	}
	for _, m := range modelFunctions {
		if most < 2 && m.words.MatchString(body) {
			return m.model, "what it delegates"
		}
	}
	return model, rule
}

var parties = []*regexp.Regexp{
	regexp.MustCompile(`(?s)\(D[A-Z-]{2,4}\),?\s+and\s+(?:the\s*)?([A-Z][^,()_]{4,80}?)\s*(?:,?\s*\(|,?\s+(?:pursuant|hereinafter|under the jurisdiction)|,)`),
	regexp.MustCompile(`(?s)officers or employees of the\s+([A-Z][^,()_]{4,80}?)\s*(?:,|\()`),
}

var agencyWords = regexp.MustCompile(`(?i)sheriff|police|department|corrections|office|patrol|bureau|marshal|constable|jail|public safety|dept`)

// agencyAtFoot is the agency as it stands at the foot of the pages, where forms have it.
func agencyAtFoot(repeated map[string]bool) (name string) {
	for words, is := range repeated {
		if is && agencyWords.MatchString(words) && !strings.ContainsAny(words, ".:;") && len(words) < 70 && (name == "" || words < name) {
			name = words
		}
	}
	return strings.Trim(name, " |_-")
}

// agencyIn is the agency that an agreement's first section names, as printed.
func agencyIn(body string) string {
	for _, r := range parties {
		if m := r.FindStringSubmatch(body[:min(len(body), 3000)]); m != nil {
			if name := strings.Join(strings.Fields(m[1]), " "); !strings.Contains(name, "Department of Homeland") {
				return name
			}
		}
	}
	for _, l := range linesOf(body[:min(len(body), 3000)]) { // typed over the blank of a form, a line of its own
		if len(l.words) < 60 && agencyWords.MatchString(l.words) && !strings.Contains(l.words, "Homeland") && strings.ToUpper(l.words[:1]) == l.words[:1] && !strings.HasSuffix(l.words, ".") {
			return l.words
		}
	}
	return ""
}

// names are those by which an agreement calls its agency.
func (a *Agreement) names(body string) (names []string) {
	if a.Agency == "" {
		return nil
	}
	names = append(names, a.Agency)
	top := body[:min(len(body), 3000)]
	if m := regexp.MustCompile(`\((?:the )?"?(Department|[A-Z]{3,6})"?\)`).FindAllStringSubmatch(top, -1); m != nil {
		for _, x := range m {
			if x[1] != "MOA" && x[1] != "ICE" && x[1] != "DHS" && x[1] != "LEA" && x[1] != "INA" && x[1] != "SOP" {
				names = append(names, x[1])
			}
		}
	}
	return names
}
