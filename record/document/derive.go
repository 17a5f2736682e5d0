package document

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"detangle/record/dates"
	"detangle/record/text"
)

// derive fills in what rules find, where nobody has said it.
func (d *Document) derive() {
	t := &d.Text
	d.Own = dates.OwnDates(d.Names[0].File, t)
	d.Date, d.Sure = d.speaks()
	d.Dates = dates.Find(t.Body, d.Anchor())
	d.Kind = told(d.Given.Kind, func() Told { return kindOf(t) })
	d.Title = told(d.Given.Title, func() Told { return titleOf(t, d.Names[0].File) })
	d.Publisher = told(d.Given.Publisher, func() Told { return Told{t.Says["publisher"], "the page names its publisher"} })
	d.Language = told(d.Given.Language, func() Told { return languageOf(t) })
	d.Rights = told(string(d.Given.Rights), d.rightsOf)
	d.Version = Version
}

func told(given string, rule func() Told) Told {
	if given != "" {
		return Told{given, "given"}
	}
	if t := rule(); t.Value != "" {
		return t
	}
	return Told{}
}

// speaks decides the day on which the text speaks: the one given, else the surest
// of its own.
func (d *Document) speaks() (Told, string) {
	if d.Given.Date != "" {
		return Told{d.Given.Date, "given"}, string(dates.High)
	}
	if len(d.Own) == 0 || d.Own[0].Role == "updated" {
		return Told{}, ""
	}
	own := d.Own[0]
	return Told{own.ISO, own.Role + ": " + own.Rule}, string(own.Confident)
}

// kindRules are the words by which documents of a kind begin, the most telling
// first. They are looked for near the top only.
var kindRules = []struct {
	kind  string
	words *regexp.Regexp
}{
	{"moa", regexp.MustCompile(`(?i)memorandum\s+of\s+(?:agreement|understanding)`)},
	{"press release", regexp.MustCompile(`(?i)for\s+immediate\s+release|press\s+release|media\s+contact|news\s+release`)},
	{"court paper", regexp.MustCompile(`(?i)united\s+states\s+district\s+court|court\s+of\s+appeals|plaintiffs?,?\s+v(?:s)?\.`)},
	{"order", regexp.MustCompile(`(?i)executive\s+order(?:\s+\d+)?\s*\n|by\s+the\s+authority\s+vested\s+in\s+me`)},
	{"memo", regexp.MustCompile(`(?i)memorandum\s+(?:for|to)\b|(?:^|\n)\s*memorandum\s*\n`)},
	{"letter", regexp.MustCompile(`(?m)^\s*(?:Dear\s+\p{Lu}|To Whom It May Concern)`)},
	{"report", regexp.MustCompile(`(?i)executive\s+summary|office\s+of\s+inspector\s+general|table\s+of\s+contents`)},
	{"statement", regexp.MustCompile(`(?i)(?:^|\n)[^\n]{0,80}\bstatement\s+(?:on|of|by|from|regarding)\b`)},
}

func kindOf(t *text.Text) Told {
	head := t.Body[:min(len(t.Body), 3000)]
	for _, r := range kindRules {
		if found := r.words.FindString(head); found != "" {
			return Told{r.kind, "it says “" + strings.Join(strings.Fields(found), " ") + "” near the top"}
		}
	}
	return Told{"other", "no rule knows its kind"}
}

// furniture are beginnings of lines that are no titles.
var furniture = regexp.MustCompile(`(?i)^(?:for\s+immediate|media\s+contact|press\s+contact|contacts?\b|posted|published|updated|share|skip\s+to|menu|home\b|by\s+\w+\s+\w+$|you\s+are\s+here|synthetic\b)`)

// titleOf takes the first paragraph near the top that reads as a heading: four to
// forty words on one or two lines without a full stop.
func titleOf(t *text.Text, file string) Told {
	for _, p := range t.Paragraphs[:min(len(t.Paragraphs), 12)] {
		if first, _, more := strings.Cut(t.At(p), "\n"); more && first == strings.ToUpper(first) && len(strings.Fields(first)) > 1 && !furniture.MatchString(first) {
			return Told{strings.Join(strings.Fields(first), " "), "the first line in capitals"}
		}
		line := strings.Join(strings.Fields(t.At(p)), " ")
		n := len(strings.Fields(line))
		if n < 4 || n > 40 || strings.Count(t.At(p), "\n") > 1 || furniture.MatchString(line) || strings.HasSuffix(line, ".") || strings.HasSuffix(line, ":") || !unicode.IsLetter([]rune(line)[0]) && !unicode.IsDigit([]rune(line)[0]) {
			continue
		}
		return Told{line, "the first heading of the text"}
	}
	if title := t.Says["title"]; title != "" {
		return Told{title, "the page's title"}
	}
	for _, p := range t.Paragraphs[:min(len(t.Paragraphs), 3)] {
		if line := strings.Join(strings.Fields(t.At(p)), " "); len(line) <= 120 && len(strings.Fields(line)) > 1 && !furniture.MatchString(line) {
			return Told{line, "the first line of the text"}
		}
	}
	return Told{file, "the name of the file"}
}

// common are words that nearly every text of a language has.
var common = map[string][]string{
	"en": {"the", "of", "and", "to", "in", "that", "for", "is", "with", "by"},
	"es": {"de", "la", "el", "que", "los", "las", "una", "por", "con", "del"},
}

// languageOf counts common words: the language with three times those of the
// other.
func languageOf(t *text.Text) Told {
	words := strings.Fields(strings.ToLower(t.Body[:min(len(t.Body), 20000)]))
	count := map[string]int{}
	for _, w := range words {
		for language, list := range common {
			if slices.Contains(list, w) {
				count[language]++
			}
		}
	}
	for language, other := range map[string]string{"en": "es", "es": "en"} {
		if count[language] > 3*count[other]+2 {
			return Told{language, "its commonest words"}
		}
	}
	if says := strings.ToLower(t.Says["language"]); len(says) >= 2 {
		return Told{says[:2], "the page names its language"}
	}
	return Told{"und", "no rule knows its language"}
}

// federal are hosts of agencies whose works have no copyright (17 U.S.C. 105).
var federal = []string{"dhs.gov", "ice.gov", "cbp.gov", "uscis.gov", "justice.gov", "whitehouse.gov", "congress.gov", "house.gov", "senate.gov", "gao.gov", "govinfo.gov", "federalregister.gov", "uscourts.gov"}

// rightsOf goes by the licence that the giver worded, then by the publisher's host.
func (d *Document) rightsOf() Told {
	for _, n := range d.Names {
		low := strings.ToLower(n.Licence)
		switch {
		case strings.Contains(low, "copyright"):
			return Told{string(Copyrighted), "the licence given with the file: " + n.Licence}
		case strings.Contains(low, "government work") || strings.Contains(low, "public domain") || strings.Contains(low, "cc0"):
			return Told{string(PublicDomain), "the licence given with the file: " + n.Licence}
		}
	}
	for _, address := range []string{d.Given.URL, d.Text.Says["url"], d.Names[0].URL} {
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		for _, host := range federal {
			if u.Hostname() == host || strings.HasSuffix(u.Hostname(), "."+host) {
				return Told{string(PublicDomain), "a work of the United States, from " + u.Hostname()}
			}
		}
	}
	return Told{string(Unknown), "nobody has said"}
}
