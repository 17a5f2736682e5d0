package publish

// Claims: what was said that can be checked, with the verdict that the record and the
// ledger give on it. A verdict is that of record/claim, a number that of a Finding.

import (
	"cmp"
	"context"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"detangle"
	"detangle/record/claim"
	"detangle/record/document"
	"detangle/record/facts"
)

// Verdicts are the claims as judged on the lake that is served.
type Verdicts struct {
	claim.Judged
	Reached []claim.Move // every verdict that a build came to, oldest first
	Moves   []claim.Move // those that moved from one build to a later one
}

// reachedOn is the day on which a claim came to the verdict that it has; empty if no build
// wrote it down.
func (v Verdicts) reachedOn(id string) (day string) {
	for _, m := range v.Reached {
		if m.ID == id {
			day, _, _ = strings.Cut(m.At, "T")
		}
	}
	return day
}

// verdicts judges the claims once.
type verdicts struct {
	once sync.Once
	is   Verdicts
	err  error
}

func (s *Site) judged(ctx context.Context) (Verdicts, error) {
	s.verdicts.once.Do(func() { s.verdicts.is, s.verdicts.err = s.Claims(context.WithoutCancel(ctx)) })
	return s.verdicts.is, s.verdicts.err
}

// claimPages are none where the site has no claims.
func (s *Site) claimPages() map[string]handler {
	if s.Claims == nil {
		return nil
	}
	return map[string]handler{"/record/claims": s.claimsPage, "/record/claims/{id}": s.claimPage}
}

var claimFilters = []string{"verdict", "type", "speaker", "program", "document", "place", "agency", "q"}

type claimsBody struct {
	Filter    filter
	Counts    []verdictCount
	Claims    []claim.Result
	Paging    paging
	Verdicts  []option
	Types     []option
	Speakers  []option
	Programs  []option
	Document  string
	Place     string
	Agency    string
	Moves     []claim.Move
	Synthetic bool
}

// verdictCount is how many claims have a verdict, of those that the other filters leave.
type verdictCount struct {
	Verdict, Address string
	N                int
	Here             bool
}

func (s *Site) claimsPage(r *http.Request) (*view, error) {
	all, err := s.judged(r.Context())
	if err != nil {
		return nil, err
	}
	w, f := s.words, newFilter(r, claimFilters...)
	b := &claimsBody{Filter: f, Moves: all.Moves, Synthetic: all.Synthetic, Document: f.Get("document"), Place: f.Get("place"), Agency: f.Get("agency")}
	counts := map[string]int{}
	var rows []claim.Result
	for _, c := range all.Claims {
		if !s.claimPasses(f, c) {
			continue
		}
		counts[c.Verdict]++
		if chosen(f.Get("verdict"), c.Verdict) {
			rows = append(rows, c)
		}
	}
	for _, v := range claim.Verdicts {
		here := f.Get("verdict") == v
		address := f.With("verdict", v)
		if here {
			address = f.With("verdict", "")
		}
		b.Counts = append(b.Counts, verdictCount{v, address, counts[v], here})
	}
	b.Claims, b.Paging = cut(f, rows)
	b.Verdicts = f.options("verdict", claim.Verdicts, func(v string) string { return w.Plain("verdict." + wordKey(v)) })
	b.Types = f.options("type", claim.Types, func(t string) string { return w.Plain("claimtype." + t) })
	b.Programs = f.options("program", facts.Programs, func(p string) string { return w.Plain("program." + p) })
	var speakers []string
	for _, c := range all.Claims {
		speakers = append(speakers, c.Speakers...)
	}
	slices.Sort(speakers)
	b.Speakers = f.options("speaker", slices.Compact(speakers), func(id string) string { return s.nameOf(id) })
	return &view{Template: "claims", Title: w.Plain("claims.title"), Description: w.Plain("claims.description"), Nav: "record", Path: "/record/claims", Feed: "/record/claims.atom", Body: b}, nil
}

// claimPasses applies every filter but that of the verdict.
func (s *Site) claimPasses(f filter, c claim.Result) bool {
	typed := f.Get("type") == "" || c.Type == f.Get("type") || slices.Contains(c.Also, f.Get("type"))
	return typed && chosen(f.Get("document"), c.Said.Document) && c.Has(f.Get("q")) && s.isAbout(c, f.Get("place"), f.Get("agency")) &&
		(f.Get("speaker") == "" || slices.Contains(c.Speakers, f.Get("speaker"))) && (f.Get("program") == "" || slices.Contains(c.Programs, f.Get("program")))
}

// chosenClaims applies every filter.
func (s *Site) chosenClaims(f filter, all []claim.Result) []claim.Result {
	rows := []claim.Result{}
	for _, c := range all {
		if chosen(f.Get("verdict"), c.Verdict) && s.claimPasses(f, c) {
			rows = append(rows, c)
		}
	}
	return rows
}

func (s *Site) nameOf(id string) string {
	if s.Record == nil {
		return id
	}
	return s.Record.Name(id)
}

type claimBody struct {
	claim.Result
	Numbers    []claimNumber
	Facts      []claim.Evidence
	Lines      []claim.Evidence
	Exceptions []claim.Evidence
	Beside     []claim.Evidence
	Moves      []claim.Move
	Caveats    []string // of the numbers, each once
	Command    string
	Quoted     string             // the words of the document, as far as they may be shown; empty: it is not held here
	Review     *claim.ClaimReview // for search engines; nil: there is no verdict about facts
}

// claimNumber is a number of the evidence, linked to its Finding.
type claimNumber struct {
	claim.Evidence
	Figure Figure
	Title  string
}

func (s *Site) claimPage(r *http.Request) (*view, error) {
	all, err := s.judged(r.Context())
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all.Claims, func(c claim.Result) bool { return c.ID == r.PathValue("id") })
	if at < 0 {
		return nil, notFound("no claim %q", r.PathValue("id"))
	}
	c := all.Claims[at]
	b := &claimBody{Result: c, Command: "detangle claims " + c.ID}
	if b.Quoted, err = s.citedWords(r.Context(), c.Said); err != nil {
		return nil, err
	}
	if review, ok := c.Review(s.Base, all.reachedOn(c.ID), s.nameOf); ok {
		b.Review = &review
	}
	for _, m := range all.Moves {
		if m.ID == c.ID {
			b.Moves = append(b.Moves, m)
		}
	}
	for _, e := range c.Evidence {
		switch {
		case e.Number != nil:
			b.Numbers = append(b.Numbers, s.claimNumber(e))
			for _, caveat := range e.Number.Caveats {
				if !slices.Contains(b.Caveats, caveat) {
					b.Caveats = append(b.Caveats, caveat)
				}
			}
		case e.Kind == "line":
			b.Lines = append(b.Lines, e)
		case e.Role == "exception":
			b.Exceptions = append(b.Exceptions, e)
		case e.Role == "beside":
			b.Beside = append(b.Beside, e)
		default:
			b.Facts = append(b.Facts, e)
		}
	}
	return &view{Template: "claim", Title: c.Claim, Description: s.words.Plain("verdict."+wordKey(c.Verdict)) + ". " + c.Reason, Nav: "record", Path: "/record/claims/" + c.ID, Feed: "/record/claims.atom", Body: b}, nil
}

// citedWords are the words in which a claim was made, from the document if the lake holds it.
func (s *Site) citedWords(ctx context.Context, said claim.Said) (string, error) {
	if said.Sum == "" || s.Documents == nil {
		return said.Words, nil
	}
	d, err := s.Documents.Get(ctx, said.File)
	if errors.Is(err, document.ErrUnknown) {
		return said.Words, nil
	}
	if err != nil {
		return "", err
	}
	shown, ok := d.Cite(said.From, said.To, said.Sum)
	if !ok {
		return said.Words, nil
	}
	words := strings.Join(strings.Fields(shown.Text), " ")
	if shown.Cut && words != "" {
		words += " …"
	}
	return words, nil
}

// claimNumber prints a number as it stands in the evidence, and links it to the page
// that answers the same question.
func (s *Site) claimNumber(e claim.Evidence) claimNumber {
	n := e.Number
	title := n.Measure
	if m, ok := s.measure(n.Measure); ok {
		title = m.Title
	}
	out := claimNumber{Evidence: e, Title: title}
	if n.Value == nil {
		return out
	}
	q := detangle.Question{Name: n.Measure, Where: n.Where, From: n.From, AsOf: cmp.Or(n.Answered, n.AsOf)}
	text := s.words.Number(*n.Value)
	out.Figure = Figure{Value: *n.Value, Known: true, Text: text, HTML: figureLink(pageOf(q), text)}
	return out
}

// verdictMark is a verdict with its sign: to be told apart without colours.
func (s *Site) verdictMark(verdict string) template.HTML {
	sign := map[string]string{claim.Supported: "✓", claim.Excepted: "✓*", claim.Contradicts: "✗", claim.Contested: "≠", claim.Untestable: "?", claim.NoFact: "–"}[verdict]
	return template.HTML(`<span class="verdict ` + strings.ReplaceAll(wordKey(verdict), "_", "-") + `"><i aria-hidden="true">` + sign + `</i> ` + template.HTMLEscapeString(s.words.Plain("verdict."+wordKey(verdict))) + `</span>`)
}

// claimsOf links the claims that a filter leaves, where there are any.
func (s *Site) claimsOf(key, value string) (template.HTML, error) {
	if s.Claims == nil {
		return "", nil
	}
	all, err := s.judged(context.Background())
	if err != nil {
		return "", err
	}
	n := 0
	for _, c := range all.Claims {
		if key == "document" && c.Said.Document == value || key == "speaker" && slices.Contains(c.Speakers, value) || key == "" {
			n++
		}
	}
	if n == 0 {
		return "", nil
	}
	address := "/record/claims"
	if key != "" {
		address += "?" + url.Values{key: {value}}.Encode()
	}
	return anchorTo(address, s.words.Plain("claims.n", "n", n)), nil
}
