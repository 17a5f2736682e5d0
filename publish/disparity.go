package publish

// Tests for unequal treatment: which records are held, what each test says of one
// of them, and of a place in it. The pages show whatever measures of disparities
// there are. Every number is a row of a Finding and opens it; a refusal is a
// result and is drawn as one.

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"detangle"
)

// tests are the measures that compare groups.
func (s *Site) tests() (out []detangle.Measure) {
	for _, m := range s.Measures.Measures() {
		if m.Unit == detangle.Disparity {
			out = append(out, m)
		}
	}
	return out
}

// tested is a number of a test as a page shows it, or why there is none.
type tested struct {
	detangle.FindingRow
	Figure    Figure
	Low, High string
	Refusal   *detangle.Refusal
	words     *Words
}

// testOf is the row of an answer with the given keys; nil where there is none.
func (s *Site) testOf(e *exhibit, pairs ...string) *tested {
	if e.Refusal != nil {
		return &tested{Refusal: e.Refusal, words: s.words}
	}
	row, ok := e.Row(pairs...)
	if !ok {
		return nil
	}
	c := &tested{FindingRow: row, Figure: e.Figure("", pairs...), Refusal: row.Refusal, words: s.words}
	c.Low, c.High = e.bounds(row)
	return c
}

// Chance says how likely so much is by chance, as p or q.
func (c *tested) Chance(of *float64) string { return c.words.chance(of) }

// Notes are what stands beneath a number: its chances, and how many places it rests on.
func (c *tested) Notes() (out []string) {
	for _, chance := range []struct {
		name string
		of   *float64
	}{{"p ", c.Test.P}, {"q ", c.Test.Q}} {
		if text := c.Chance(chance.of); text != "" {
			out = append(out, chance.name+text)
		}
	}
	if c.Test.Strata > 1 {
		out = append(out, c.words.Plain("disparity.within_places", "n", c.Test.Strata))
	}
	if c.Test.Dropped > 0 {
		out = append(out, c.words.Plain("disparity.dropped", "n", c.Test.Dropped))
	}
	return out
}

// Shrunk is the value pulled towards the mean of its family, with its interval.
func (c *tested) Shrunk() string {
	if c.Test == nil || c.Test.Shrunk == nil {
		return ""
	}
	return c.span(c.Test.Shrunk, c.Test.ShrunkLow, c.Test.ShrunkHigh)
}

// Missing is the value with all people of no recorded race in either group.
func (c *tested) Missing() string {
	if c.Test == nil || c.Test.MissingLow == nil || c.Test.MissingHigh == nil || *c.Test.MissingLow == *c.Test.MissingHigh {
		return ""
	}
	return c.print(*c.Test.MissingLow) + c.words.to() + c.print(*c.Test.MissingHigh)
}

// MissingShare is the share of what is compared without a recorded race.
func (c *tested) MissingShare() string {
	if c.Test == nil || c.Test.MissingShare == nil {
		return ""
	}
	return c.words.Plain("number.share", "n", 100**c.Test.MissingShare)
}

// Rank is where a place stands among those of its family: an interval.
func (c *tested) Rank() string {
	if c.Test == nil || c.Test.RankLow == nil || c.Test.RankHigh == nil {
		return ""
	}
	return c.words.text(*c.Test.RankLow) + c.words.to() + c.words.text(*c.Test.RankHigh)
}

func (c *tested) span(value, low, high *float64) string {
	text := c.print(*value)
	if low != nil && high != nil {
		text += " (" + c.print(*low) + c.words.to() + c.print(*high) + ")"
	}
	return text
}

func (c *tested) print(v float64) string { return c.words.disparity(c.Test.Unit, v) }

// groupLine is a test of a page with its number for each group.
type groupLine struct {
	Measure detangle.Measure
	Label   template.HTML
	Href    string
	Cells   []*tested
	Page    string
}

// groupTable has a line for each test or estimator and a column for each group.
type groupTable struct {
	Groups []string
	Lines  []groupLine
}

// groups are the groups of some answers, in the order pages show them.
func (s *Site) groups(answers ...*exhibit) (out []string) {
	for _, e := range answers {
		for _, g := range e.KeysOf("group") {
			if !slices.Contains(out, g) {
				out = append(out, g)
			}
		}
	}
	order := []string{"black", "hispanic", "asian/pacific islander"}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(rank(order, a), rank(order, b)) })
	return out
}

// rank is where a value stands in an order, behind it where it does not.
func rank(order []string, v string) int {
	if i := slices.Index(order, v); i >= 0 {
		return i
	}
	return len(order)
}

// joinRefused leaves one line of a table in which every way to compare is refused for the reason
// of its group.
func (t *groupTable) joinRefused(label string) {
	if len(t.Lines) < 2 {
		return
	}
	for _, line := range t.Lines {
		for i, c := range line.Cells {
			if first := t.Lines[0].Cells[i]; c == nil || c.Refusal == nil || first == nil || first.Refusal == nil || c.Refusal.Reason != first.Refusal.Reason {
				return
			}
		}
	}
	t.Lines = t.Lines[:1]
	t.Lines[0].Label = template.HTML(template.HTMLEscapeString(label))
}

// Names are the groups in words.
func (t *groupTable) Names(s *Site) (out []string) {
	for _, g := range t.Groups {
		out = append(out, s.words.group(g))
	}
	return out
}

// Heads say who is compared with whom.
func (t *groupTable) Heads(s *Site) (out []string) {
	for i, g := range t.Groups {
		against := ""
		for _, line := range t.Lines {
			if c := line.Cells[i]; c != nil && c.Test != nil {
				against = cmp.Or(against, c.Test.Against)
			}
		}
		out = append(out, s.words.compared(g, against))
	}
	return out
}

type disparitiesBody struct {
	Records []disparityRecord
	Tests   []detangle.Measure
	Refusal *detangle.Refusal
}

// disparityRecord is a record with what each test says of it.
type disparityRecord struct {
	Source, Title, Href string
	Size                Figure
	SizePage            string
	size                float64
	From, To            string
	Table               groupTable
}

// disparities lists the records, largest first.
func (s *Site) disparities(r *http.Request) (*view, error) {
	b := &disparitiesBody{Tests: s.tests()}
	ctx := r.Context()
	rates, err := s.inquire(ctx, about("search_rate", nil, "source"))
	if err != nil {
		return nil, err
	}
	answers, sources := map[string]*exhibit{}, []string{}
	for _, m := range b.Tests {
		e, err := s.inquire(ctx, about(m.Name, nil, "source", "group"))
		if err != nil {
			return nil, err
		}
		if !e.Held() {
			b.Refusal = cmp.Or(b.Refusal, e.Refusal)
			continue
		}
		answers[m.Name] = e
		for _, source := range e.KeysOf("source") {
			if !slices.Contains(sources, source) {
				sources = append(sources, source)
			}
		}
	}
	for _, source := range sources {
		rec := disparityRecord{Source: source, Title: s.recordTitle(source), Href: "/disparity/" + url.PathEscape(source)}
		if row, ok := rates.Row("source", source); ok && row.Denominator != nil {
			rec.size, rec.SizePage = *row.Denominator, pageOf(narrow(rates.Q, map[string]string{"source": source}))
		}
		for _, m := range b.Tests {
			if e := answers[m.Name]; e != nil {
				rec.Table.add(s, m, e, "source", source)
				if rec.To == "" {
					if err := s.lastDay(ctx, &rec, m.Name); err != nil {
						return nil, err
					}
				}
			}
		}
		b.Records = append(b.Records, rec)
	}
	slices.SortStableFunc(b.Records, func(x, y disparityRecord) int {
		return cmp.Or(cmp.Compare(y.size, x.size), cmp.Compare(x.Source, y.Source))
	})
	return &view{Template: "disparities", Title: s.words.Plain("disparity.title"), Description: s.words.Plain("disparity.description"), Nav: "data", Path: "/disparity", Body: b}, nil
}

// lastDay is the last day of a record.
func (s *Site) lastDay(ctx context.Context, rec *disparityRecord, measure string) error {
	e, err := s.inquire(ctx, about(measure, map[string]string{"source": rec.Source}, "group"))
	if err == nil && e.Held() {
		rec.To = e.AsOf
	}
	return err
}

// add gives the table a line of a test, if it says anything of these keys.
func (t *groupTable) add(s *Site, m detangle.Measure, e *exhibit, pairs ...string) {
	line := groupLine{Measure: m, Label: template.HTML(template.HTMLEscapeString(m.Title)), Href: "/methods/" + m.Name, Page: e.Page}
	if len(t.Groups) == 0 {
		t.Groups = s.groups(e)
	}
	held := false
	for _, g := range t.Groups {
		c := s.testOf(e, append(slices.Clone(pairs), "group", g)...)
		held = held || c != nil
		line.Cells = append(line.Cells, c)
	}
	if held {
		t.Lines = append(t.Lines, line)
	}
}

// Count is the size of a record in words.
func (r disparityRecord) Count(s *Site) string { return s.words.Number(r.size) }

// recordTitle names a record: a published source by its title, a release of individual
// records by its name, a file of stops by the police that it is of.
func (s *Site) recordTitle(source string) string {
	if title := s.sourceTitle(source); title != source {
		return title
	}
	if slices.ContainsFunc(s.ledger.Releases, func(r *Release) bool { return r.Release == source }) {
		return s.words.Plain("disparity.release", "release", source)
	}
	state, rest, ok := strings.Cut(source, "_")
	if st := s.ledger.State(strings.ToUpper(state)); ok && st != nil {
		if rest == "statewide" {
			return s.words.Plain("disparity.state_patrol", "state", st.Name)
		}
		return s.words.Plain("disparity.police_of", "place", capitals(rest), "state", st.Name)
	}
	return source
}

// capitals writes the words of a file's name as a name: new_haven, New Haven.
func capitals(name string) string {
	words := strings.Split(name, "_")
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

// disparityPart is the section of a state or county page: the records that test it.
type disparityPart struct {
	Records []disparityRecord
}

// disparitiesOf are the tests of a state or a county, where there are any.
func (s *Site) disparitiesOf(ctx context.Context, key, value string) (*disparityPart, error) {
	part := &disparityPart{}
	kind := map[string]string{"state": "states", "county": "counties"}[key]
	for _, m := range s.tests() {
		e, err := s.inquire(ctx, about(m.Name, map[string]string{key: value}, "source", "group"))
		if err != nil {
			return nil, err
		}
		if !e.Held() {
			continue
		}
		for _, source := range e.KeysOf("source") {
			i := slices.IndexFunc(part.Records, func(r disparityRecord) bool { return r.Source == source })
			if i < 0 {
				i = len(part.Records)
				part.Records = append(part.Records, disparityRecord{Source: source, Title: s.recordTitle(source), Href: placeAddress(source, kind, value, "")})
			}
			part.Records[i].Table.add(s, m, e, "source", source)
		}
	}
	if len(part.Records) == 0 {
		return nil, nil
	}
	return part, nil
}

// placeAddress is the page of a place within a record.
func placeAddress(source, kind, place, state string) string {
	out := "/disparity/" + url.PathEscape(source) + "/" + kind + "/" + url.PathEscape(place)
	if state != "" {
		out += "?state=" + url.QueryEscape(state)
	}
	return out
}
