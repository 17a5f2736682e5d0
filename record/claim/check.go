package claim

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"detangle"
	"detangle/measure"
	"detangle/record/facts"
)

// longest is how many characters of another's text a claim or a fact may quote.
const longest = 240

// problem is what is wrong with a claim, the key at which, and the next step.
type problem struct{ key, message, hint string }

// found collects problems. A hint may be empty.
type found []problem

func (f *found) wrong(key, hint, format string, args ...any) {
	*f = append(*f, problem{key, fmt.Sprintf(format, args...), hint})
}

var (
	idPattern  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	sumPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)
	dayPattern = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)
)

// check finds what is wrong with a claim as it is written. It needs no data.
func (c Claim) check(known map[string]Fact) (f found) {
	wrong := f.wrong
	one := func(key, word string, list []string) {
		if !slices.Contains(list, word) {
			wrong(key, fmt.Sprintf("one of %s", strings.Join(list, ", ")), "unknown %s %q", key, word)
		}
	}
	if !idPattern.MatchString(c.ID) {
		wrong("id", "small letters, digits and hyphens, such as d0-01", "%q is no id", c.ID)
	}
	if c.Text == "" {
		wrong("claim", "", "the claim has no words")
	}
	if len(c.Speakers) == 0 {
		wrong("speakers", "", "nobody is named who said it")
	}
	one("type", c.Type, Types)
	for _, t := range c.Also {
		one("also", t, Types)
	}
	for _, p := range c.Programs {
		one("programs", p, facts.Programs)
	}
	if c.Is("count") && c.Unit == "" {
		wrong("unit", "unit = \"agencies\"", "a claim that counts has no unit")
	}
	if c.Is("causal") || c.Grade != "" {
		one("grade", c.Grade, Grades)
	}
	if !isDay(c.AsOf) && !(c.AsOf == "" && c.Said.Undated) {
		wrong("as_of", "write it as 2021-09-28", "the as-of date %q is no date", c.AsOf)
	}
	if c.Check.Kind == ByNothing && c.Type != "evaluation" && c.Type != "demand" {
		wrong("kind", "a refusal with its reason", "a claim of the type %s has something to check", c.Type)
	}
	counted := func(q Question) bool { return q.Is != "" && q.Unit == c.Unit }
	if c.Check.Kind == ByMeasure && c.Unit != "" && !slices.ContainsFunc(c.Check.Measures, counted) {
		wrong("unit", "compare it with a measure of that unit", "the claim counts %s, and nothing compared does", c.Unit)
	}
	c.Said.check(wrong)
	c.Check.check(wrong)
	for _, id := range slices.Concat(c.Known, c.Check.Facts, c.Check.Exceptions, lineFacts(c.Lines)) {
		if _, ok := known[id]; !ok {
			wrong("facts", "facts stand in known/*.toml", "there is no fact %q", id)
		}
	}
	return f
}

func lineFacts(lines []Line) (ids []string) {
	for _, l := range lines {
		ids = append(ids, l.Facts...)
	}
	return ids
}

func (s Said) check(wrong func(key, hint, format string, args ...any)) {
	switch {
	case s.Document == "":
		wrong("document", "", "no document is named that holds the words")
	case !isDay(s.Date) && !s.Undated, s.Undated && s.Date != "":
		wrong("date", "a page without one has undated = true instead", "the document's date %q is no date", s.Date)
	case s.Sum == "" && (s.Words == "" || s.Address == ""):
		wrong("said", "", "there is neither a span (from, to, sha256) nor short words with an address")
	case s.Sum != "" && (s.From < 0 || s.To <= s.From || !sumPattern.MatchString(s.Sum) || !sumPattern.MatchString(s.File)):
		wrong("from", "", "the span from %d to %d needs from < to, and a SHA-256 of its words and of its file", s.From, s.To)
	case utf8.RuneCountInString(s.Words) > longest || s.To-s.From > 4*longest:
		wrong("words", fmt.Sprintf("%d characters of words, or a span of %d", longest, 4*longest), "the span is too long to cite")
	}
}

func (k Check) check(wrong func(key, hint, format string, args ...any)) {
	decided := slices.Contains(Verdicts, k.Verdict)
	switch k.Kind {
	case ByMeasure:
		if !slices.ContainsFunc(k.Measures, func(q Question) bool { return q.Is != "" }) {
			wrong("check", "", "a check by measure compares nothing")
		}
	case ByCitation:
		if !decided || k.Instrument == "" || len(k.Facts) == 0 {
			wrong("check", "", "a citation needs a verdict, the instrument, and the facts that were read in it")
		}
	case ByFacts:
		if !decided || len(k.Facts) == 0 || k.Reason == "" {
			wrong("check", "", "a curated check needs a verdict, a reason, and the facts it rests on")
		}
	case ByRefusal:
		if k.Reason == "" {
			wrong("check", "", "a refusal needs its reason")
		}
	case ByNothing:
	default:
		wrong("kind", "one of measure, citation, curated, refusal, none", "unknown kind of check %q", k.Kind)
	}
	if k.Verdict != "" && k.Kind != ByCitation && k.Kind != ByFacts {
		wrong("verdict", "", "the verdict of a check by %s is worked out, not written", k.Kind)
	}
	if k.Kind == ByFacts && k.Verdict == Excepted && len(k.Exceptions) == 0 {
		wrong("exceptions", "", "supported with exception names no exception")
	}
	for _, q := range k.Measures {
		q.check(wrong)
	}
}

func (q Question) check(wrong func(key, hint, format string, args ...any)) {
	m, ok := measureNamed(q.Name)
	switch {
	case !ok:
		wrong("name", "detangle measure lists them", "unknown measure %q", q.Name)
	case q.Is != "" && !slices.Contains([]string{"equals", "at least", "at most"}, q.Is):
		wrong("is", "one of equals, at least, at most", "unknown comparison %q", q.Is)
	case q.Is != "" && q.Unit == "":
		wrong("unit", "", "the comparison has no unit")
	case q.Is != "" && q.unitOf(m) != q.Unit:
		wrong("unit", "", "%s counts %s, the claim counts %s: these cannot be compared", q.Name, q.unitOf(m), q.Unit)
	case q.Within != 0 && q.Why == "":
		wrong("within", "why = \"...\"", "the tolerance has no reason")
	case q.AsOf != "" && !isDay(q.AsOf), q.From != "" && !isDay(q.From):
		wrong("as_of", "write it as 2021-09-28", "a question's date is no date")
	}
}

// unitOf is what a question's number counts.
func (q Question) unitOf(m detangle.Measure) string {
	if q.Count != "" {
		return q.Count + "s"
	}
	return string(m.Unit)
}

func measureNamed(name string) (detangle.Measure, bool) {
	for _, m := range measure.Measures() {
		if m.Name == name {
			return m, true
		}
	}
	return detangle.Measure{}, false
}

func (f Fact) check() *problem {
	wrong := func(hint, format string, args ...any) *problem {
		return &problem{f.ID, fmt.Sprintf(format, args...), hint}
	}
	switch {
	case !idPattern.MatchString(f.ID):
		return wrong("", "%q is no id of a fact", f.ID)
	case f.Text == "" || f.Publisher == "":
		return wrong("", "the fact %s needs a text and a publisher", f.ID)
	case f.Date != "" && !dayPattern.MatchString(f.Date):
		return wrong("", "the date %q of the fact %s is no day, month or year", f.Date, f.ID)
	case f.Address == "" && !f.Unconfirmed:
		return wrong("name where it was read, or say unconfirmed = true", "the fact %s has no address", f.ID)
	case utf8.RuneCountInString(f.Words) > longest:
		return wrong("240 characters", "the words of the fact %s are too long to cite", f.ID)
	}
	return nil
}

func isDay(iso string) bool { _, err := detangle.ParseDay(iso); return err == nil }

// Check finds what dangles between the claims and the record: speakers, documents,
// instruments and commitments that have no file. A document that says its file's
// SHA-256 must be the one that the claim's span was taken from.
func (b *Book) Check(r *facts.Record) (all []facts.Problem) {
	for _, c := range b.Claims {
		var f found
		must := func(there bool, key, kind, id string) {
			if !there && id != "" {
				f.wrong(key, "write its file, or name another", "there is no %s in %s", id, kind)
			}
		}
		for _, s := range c.Speakers {
			must(r.Actor(s) != nil || r.Organisation(s) != nil, "speakers", "actors or organisations", s)
		}
		must(r.Instrument(c.Check.Instrument) != nil, "instrument", facts.Instruments, c.Check.Instrument)
		must(r.Commitment(c.Against) != nil, "against", facts.Commitments, c.Against)
		d := r.Document(c.Said.Document)
		must(d != nil || c.Said.Sum == "", "document", facts.Documents, c.Said.Document)
		if d != nil && d.File != "" && c.Said.File != "" && d.File != c.Said.File {
			f.wrong("file", "the text has changed: find the words again", "the span was taken from another file than that of %s", d.ID)
		}
		for _, p := range f {
			all = append(all, b.files[c.ID].problem(p))
		}
	}
	return all
}

// CheckTexts compares the words that claims cite with the texts at hand, and returns how
// many were compared.
func (b *Book) CheckTexts(texts facts.Texts) (all []facts.Problem, compared int) {
	for _, c := range b.Claims {
		text, ok := texts(c.Said.File)
		if !ok || c.Said.File == "" {
			continue
		}
		compared++
		if p := c.Said.match(text); p != nil {
			all = append(all, b.files[c.ID].problem(*p))
		}
	}
	return all, compared
}

// Refused lists the claims whose check by measure got no answer: there is nothing to mend
// in a file if the data are not there, but a reader is told.
func (b *Book) Refused(results []Result) (all []facts.Problem) {
	for _, r := range results {
		for _, e := range r.Evidence {
			if e.Number != nil && e.Compared != nil && e.Refusal != nil {
				all = append(all, b.files[r.ID].problem(problem{e.Measure, "the measure " + e.Measure + " is refused: " + e.Refusal.Reason, ""}))
			}
		}
	}
	return all
}
