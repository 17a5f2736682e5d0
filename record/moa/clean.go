package moa

import (
	"regexp"
	"slices"
	"strings"

	"detangle/record/text"
)

// cleaner makes the words of a clause comparable: without what every page repeats, and
// with LEA in the place of the agency's name, as newer templates have it.
type cleaner struct {
	agency   []string
	repeated map[string]bool
}

var pageMark = regexp.MustCompile(`^(\d{1,2}|Page \d+.*|Rev(ised)?\.? .*|[_\-=. ]+)$`)

// words returns a clause's paragraphs, each on a line.
func (c cleaner) words(s string) string {
	var kept []string
	for _, l := range linesOf(s) {
		if l.words != "" && !pageMark.MatchString(l.words) && !c.repeated[l.words] {
			kept = append(kept, l.words)
		}
	}
	all := strings.Join(kept, "\n")
	for _, name := range c.agency {
		words := regexp.MustCompile("['’]").ReplaceAllString(regexp.QuoteMeta(name), "['’]?")
		loose := regexp.MustCompile(`(?i:the\s+)?\b` + strings.Join(strings.Fields(words), `\s+`) + `(?:['’]?s)?\b`)
		all = loose.ReplaceAllStringFunc(all, func(string) string { return "the LEA" })
	}
	return strings.Join(strings.Fields(all), " ")
}

// footers are lines that stand on three pages and more.
func footers(t *text.Text) map[string]bool {
	pages := map[string]map[int]bool{}
	for _, l := range linesOf(t.Body) {
		if l.words == "" || len(l.words) > 80 {
			continue
		}
		if pages[l.words] == nil {
			pages[l.words] = map[int]bool{}
		}
		pages[l.words][t.PageAt(l.From)] = true
	}
	repeated := map[string]bool{}
	for words, on := range pages {
		repeated[words] = len(on) >= 3
	}
	return repeated
}

// spokenOf adds, for kinds without a clause of their own, the sentences of other
// clauses that speak of them: of each from the first to the last.
func (a *Agreement) spokenOf(t *text.Text) {
	body := t.Body
	headed := slices.Clone(a.Clauses)
	for _, kind := range Kinds {
		if slices.ContainsFunc(headed, func(c Clause) bool { return c.Kind == kind }) {
			continue
		}
		for _, in := range headed {
			if in.Kind == "contacts" || in.Kind == "addendum" {
				continue
			}
			if s, ok := sentencesWith(body, in.Span, spoken[kind]); ok {
				a.Clauses = append(a.Clauses, Clause{Span: s, Kind: kind, How: "words", In: in.Kind, Page: t.PageAt(s.From), words: strings.Join(strings.Fields(body[s.From:s.To]), " ")})
			}
		}
	}
}

// sentencesWith is the stretch from the first to the last sentence of a clause that has
// one of the words.
func sentencesWith(body string, in text.Span, any []string) (s text.Span, ok bool) {
	from := in.From
	for _, end := range append(sentenceEnd.FindAllStringIndex(body[in.From:in.To], -1), []int{in.Len(), in.Len()}) {
		to := in.From + end[0]
		sentence := strings.ToLower(body[from:to])
		if slices.ContainsFunc(any, func(w string) bool { return strings.Contains(sentence, w) }) {
			if !ok {
				s.From, ok = from, true
			}
			s.To = to
		}
		from = in.From + end[1]
	}
	return s, ok
}

var sentenceEnd = regexp.MustCompile(`[.;]\s+`)
