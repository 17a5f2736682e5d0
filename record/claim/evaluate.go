package claim

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"detangle"
	"detangle/measure"
)

// Asker answers questions to measures: *measure.Service does.
type Asker interface {
	Ask(context.Context, measure.Query) (detangle.Finding, error)
	Calendar(kind string) detangle.Calendar
}

// Options say what claims are judged by.
type Options struct {
	Asker     Asker                  // nil: there are no data, and checks by measure say so
	AsOf      string                 // ISO: the record as it stood then; empty: all we know
	Synthetic bool                   // the data are made up, so that nothing real is tested by them
	Version   string                 // of the data
	Name      func(id string) string // the name of a speaker; nil: names are left out
}

// NoData is what a check says where there is no lake.
const NoData = "no data here: detangle build"

// Result is a claim with its verdict. Its JSON form is a promise (docs/claims.md).
type Result struct {
	ID       string     `json:"id"`
	Claim    string     `json:"claim"`
	Type     string     `json:"type"`
	Also     []string   `json:"also,omitempty"`
	Verdict  string     `json:"verdict"`
	Reason   string     `json:"reason,omitempty"`
	AsOf     string     `json:"as_of"`
	Unit     string     `json:"unit,omitempty"`
	Grade    string     `json:"grade,omitempty"`
	Speakers []string   `json:"speakers"`                // ids
	Names    []string   `json:"speaker_names,omitempty"` // of the speakers, for people
	Programs []string   `json:"programs"`
	Places   []string   `json:"places,omitempty"`
	Agencies []string   `json:"agencies,omitempty"`
	Said     Said       `json:"said"`
	Check    string     `json:"check"`
	Against  string     `json:"rated_against,omitempty"` // a commitment
	Note     string     `json:"note,omitempty"`
	Evidence []Evidence `json:"evidence"`
	Version  string     `json:"data_version,omitempty"`
}

// Evidence is one thing that bears on a claim: a number, or a fact with its source.
type Evidence struct {
	Kind string `json:"kind"` // measure, fact, or line: what the facts of that line come to
	Role string `json:"role"` // basis, exception, beside
	Line string `json:"line,omitempty"`
	Text string `json:"text,omitempty"`
	Date string `json:"date,omitempty"`

	// A fact's
	Fact        string `json:"fact,omitempty"`
	Publisher   string `json:"publisher,omitempty"`
	Address     string `json:"address,omitempty"`
	Words       string `json:"words,omitempty"`
	Unconfirmed bool   `json:"unconfirmed,omitempty"`

	*Number
}

// Evaluate judges the claims that had been made by the day asked about.
func (b *Book) Evaluate(ctx context.Context, o Options) ([]Result, error) {
	results := []Result{}
	for _, c := range b.Claims {
		if o.AsOf != "" && (c.Said.Undated || c.Said.Date > o.AsOf) {
			continue
		}
		r, err := b.evaluate(ctx, c, o)
		if err != nil {
			return nil, fmt.Errorf("claim %s: %w", c.ID, err)
		}
		results = append(results, r)
	}
	return results, nil
}

// Only returns the book with these claims alone, in its order; all without names.
func (b *Book) Only(ids ...string) *Book {
	if len(ids) == 0 {
		return b
	}
	few := *b
	few.Claims = slices.DeleteFunc(slices.Clone(b.Claims), func(c Claim) bool { return !slices.Contains(ids, c.ID) })
	return &few
}

// Speakers lists who made the claims.
func (b *Book) Speakers() []string {
	var all []string
	for _, c := range b.Claims {
		all = append(all, c.Speakers...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Has reports that a claim has all of these words, in any of its texts, its
// evidence or the names of its speakers.
func (r Result) Has(words string) bool {
	all := []string{r.ID, r.Claim, r.Reason, r.Note, r.Said.Title, r.Said.Words, strings.Join(r.Speakers, " "), strings.Join(r.Names, " ")}
	for _, e := range r.Evidence {
		all = append(all, e.Text, e.Publisher, e.Words)
	}
	text := strings.ToLower(strings.Join(all, "\n"))
	for _, word := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// evaluate judges one claim.
func (b *Book) evaluate(ctx context.Context, c Claim, o Options) (Result, error) {
	r := Result{ID: c.ID, Claim: c.Text, Type: c.Type, Also: c.Also, AsOf: c.AsOf, Unit: c.Unit, Grade: c.Grade, Speakers: c.Speakers,
		Programs: c.Programs, Places: c.Places, Agencies: c.Agencies, Said: c.Said, Check: c.Check.Kind, Against: c.Against, Note: c.Note, Evidence: []Evidence{}, Version: o.Version}
	if r.Programs == nil {
		r.Programs = []string{}
	}
	for _, id := range c.Speakers {
		if o.Name != nil {
			r.Names = append(r.Names, o.Name(id))
		}
	}
	numbers, err := b.numbers(ctx, c, o)
	if err != nil {
		return r, err
	}
	r.Evidence = append(r.Evidence, numbers...)
	later := b.facts(c, o, &r)
	r.Verdict, r.Reason = verdict(c, numbers, o)
	if len(later) > 0 && (c.Check.Kind == ByFacts || c.Check.Kind == ByCitation) {
		r.Verdict, r.Reason = Untestable, fmt.Sprintf("on %s it was too early to say: the check rests on what happened later", o.AsOf)
	}
	return r, nil
}

// facts adds the facts of a claim, and returns those of its check that had not
// happened by the day asked about.
func (b *Book) facts(c Claim, o Options, r *Result) (later []string) {
	add := func(ids []string, role, line string) (dropped []string) {
		for _, id := range ids {
			f := b.Facts[id]
			if o.AsOf != "" && f.Date != "" && f.Date > o.AsOf[:len(f.Date)] {
				dropped = append(dropped, id)
				continue
			}
			r.Evidence = append(r.Evidence, Evidence{Kind: "fact", Role: role, Line: line, Text: f.Text, Date: f.Date, Fact: f.ID, Publisher: f.Publisher, Address: f.Address, Words: f.Words, Unconfirmed: f.Unconfirmed})
		}
		return dropped
	}
	elsewhere := append(lineFacts(c.Lines), c.Check.Exceptions...)
	plain := slices.DeleteFunc(slices.Clone(c.Check.Facts), func(id string) bool { return slices.Contains(elsewhere, id) })
	later = add(plain, "basis", "")
	for _, l := range c.Lines {
		r.Evidence = append(r.Evidence, Evidence{Kind: "line", Role: "basis", Line: l.Label, Text: l.Text})
		later = append(later, add(l.Facts, "basis", l.Label)...)
	}
	apart := slices.DeleteFunc(slices.Clone(c.Check.Exceptions), func(id string) bool { return slices.Contains(lineFacts(c.Lines), id) })
	for _, id := range add(apart, "exception", "") {
		if slices.Contains(c.Check.Facts, id) {
			later = append(later, id)
		}
	}
	add(c.Known, "beside", "")
	return later
}

// verdict decides from the check and the numbers.
func verdict(c Claim, numbers []Evidence, o Options) (verdict, reason string) {
	k := c.Check
	switch k.Kind {
	case ByNothing:
		return NoFact, k.Reason
	case ByRefusal:
		return Untestable, withRefusal(k.Reason, numbers)
	case ByMeasure:
		return measured(k, numbers, o)
	}
	if v, why := measured(k, numbers, o); v == Contradicts { // the facts say so, the data do not
		return Contested, k.Reason + "; the data speak against it: " + why
	}
	return k.Verdict, k.Reason
}

// withRefusal adds the measure's own reason to a refusal's.
func withRefusal(reason string, numbers []Evidence) string {
	for _, e := range numbers {
		if e.Number.Refusal != nil && !strings.Contains(reason, e.Number.Refusal.Reason) {
			return reason + "; " + e.Number.Measure + " says: " + e.Number.Refusal.Reason
		}
	}
	return reason
}

// measured decides from comparisons alone: one that fails contradicts, one that
// has no answer leaves it open, one that is near is an exception.
func measured(k Check, numbers []Evidence, o Options) (verdict, reason string) {
	var held, near []string
	refusal := ""
	for _, e := range numbers {
		switch n := e.Number; {
		case n.Compared == nil:
		case n.Refusal != nil:
			refusal = n.Refusal.Reason
		case o.Synthetic:
			refusal = "the lake is SYNTHETIC: nothing real is tested by it"
		case n.Compared.Holds == "no":
			return Contradicts, n.Compared.Says
		case n.Compared.Holds == "nearly":
			near = append(near, n.Compared.Says)
		default:
			held = append(held, n.Compared.Says)
		}
	}
	switch {
	case refusal != "":
		return Untestable, refusal
	case len(near) > 0:
		return Excepted, strings.Join(near, "; ")
	case len(k.Exceptions) > 0:
		return Excepted, k.Reason
	}
	return Supported, cmp.Or(k.Reason, strings.Join(held, "; "))
}
