package publish

import (
	"cmp"
	"context"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"detangle"
	"detangle/measure"
)

// findingBody is a Finding opened: what the number is, what it rests on, and
// every row that was counted, down to its cell.
type findingBody struct {
	*Answer
	Measure   detangle.Measure
	About     string // the question in one sentence
	Headline  Figure
	Scope     template.HTML // where and when, in words
	Columns   []string
	Table     []findingRow
	Counted   []countedRow
	Paging    paging
	Command   string
	TraceRef  string
	JSON, CSV string
	RowsCSV   string
	Citation  string
	Low, High string
	Inputs    []inputRow
	Tested    *tested // what a test says beside its number
	Counts    string  // of a test: cases of trials of both groups, where they are shown
	Of        string  // of a share: of how many
	Range     bool    // low and high are bounds of what is unknown, and no interval
}

type findingRow struct {
	Keys       []template.HTML
	Figure     Figure
	Low, High  string
	Refusal    *detangle.Refusal
	Suppressed bool
}

type countedRow struct {
	detangle.Evidence
	Agency *Agency
	Cell   template.HTML
	First  template.HTML
	County *County
}

type inputRow struct {
	detangle.Input
	Snapshot *Snapshot
}

// questionFrom reads a question from an address: where=state=TX (repeated),
// by=model,state, from, as_of and known.
func questionFrom(name string, v url.Values) (detangle.Question, error) {
	q := detangle.Question{Name: name, From: v.Get("from"), AsOf: v.Get("as_of"), Known: v.Get("known")}
	for _, part := range v["where"] {
		key, value, ok := strings.Cut(part, "=")
		if !ok {
			return q, badRequest("%q is no filter\nhint: write where=state=TX", part)
		}
		if q.Where == nil {
			q.Where = map[string]string{}
		}
		q.Where[key] = value
	}
	for _, part := range v["by"] {
		for _, key := range strings.Split(part, ",") {
			if key != "" {
				q.By = append(q.By, key)
			}
		}
	}
	return q, nil
}

func (s *Site) measure(name string) (detangle.Measure, bool) {
	all := s.Measures.Measures()
	i := slices.IndexFunc(all, func(m detangle.Measure) bool { return m.Name == name })
	if i < 0 {
		return detangle.Measure{}, false
	}
	return all[i], true
}

func (s *Site) findingPage(r *http.Request) (*view, error) {
	m, ok := s.measure(r.PathValue("measure"))
	if !ok {
		return nil, notFound("no measure %q", r.PathValue("measure"))
	}
	q, err := questionFrom(m.Name, r.URL.Query())
	if err != nil {
		return nil, err
	}
	a, err := s.ask(r.Context(), q)
	if err != nil {
		return nil, err
	}
	b := &findingBody{Answer: a, Measure: m, About: m.Question, Command: commandOf(a.Q), TraceRef: a.Finding.Link, Citation: s.citation(a)}
	b.JSON, b.CSV, b.RowsCSV = address("/api/measures/", a.Q, ""), address("/finding.csv/", a.Q, ""), address("/finding.csv/", a.Q, "rows")
	b.Scope = s.scope(a.Q)
	if len(a.By) == 0 {
		b.Headline = a.Figure("")
		b.Low, b.High = a.bounds(b.Headline.Row)
		b.restsOn(s.words)
		if b.Headline.Row.Test != nil {
			b.Tested = s.testOf(&exhibit{Answer: a})
		}
		if err := s.counted(r, b, newFilter(r, "where", "as_of", "known", "from")); err != nil {
			return nil, err
		}
	}
	s.findingTable(b)
	for _, in := range a.Finding.Inputs {
		b.Inputs = append(b.Inputs, inputRow{in, s.ledger.Snapshot(in.Snapshot)})
	}
	return &view{Template: "finding", Title: m.Title, Nav: "methods", Path: pageOf(a.Q), Body: b,
		Description: s.words.Plain("finding.description", "title", m.Title, "date", s.words.Date(a.AsOf))}, nil
}

// restsOn says of how many a number is: the denominator of a share, the counts of a test.
func (b *findingBody) restsOn(w *Words) {
	row := b.Headline.Row
	if row.Denominator != nil && row.Value != nil {
		b.Of = w.Number(*row.Denominator)
	}
	t := row.Test
	if t == nil || row.Value == nil {
		return
	}
	b.Range = b.Where["estimator"] == "confounded"
	if t.Cases != nil && t.Trials != nil && t.AgainstCases != nil && t.AgainstTrials != nil {
		b.Counts = w.Plain("finding.counts", "cases", *t.Cases, "trials", *t.Trials, "against_cases", *t.AgainstCases, "against_trials", *t.AgainstTrials)
	}
}

func (a *Answer) bounds(row detangle.FindingRow) (low, high string) {
	if row.Low == nil || row.High == nil || *row.Low == *row.High {
		return "", ""
	}
	return a.printRow(row, *row.Low), a.printRow(row, *row.High)
}

// scope says in words what a question is about: "in Texas, task force model".
func (s *Site) scope(q detangle.Question) template.HTML {
	var parts []string
	first := []string{"model", "agency", "agency_kind", "facility", "county", "state", "aor", "arresting_agency", "fiscal_year", "activated_year", "activated_month"}
	rest := slices.DeleteFunc(sortedKeys(q.Where), func(key string) bool { return slices.Contains(first, key) })
	for _, key := range append(first, rest...) {
		value, ok := q.Where[key]
		if !ok {
			continue
		}
		parts = append(parts, string(s.keyName(key, value)))
	}
	if len(parts) == 0 {
		return s.words.HTML("finding.nation")
	}
	return template.HTML(strings.Join(parts, ", "))
}

// keyName writes a key's value for people, linked where it has a page.
func (s *Site) keyName(key, value string) template.HTML {
	switch key {
	case "model":
		if !slices.Contains(detangle.Models, detangle.Model(value)) {
			break // none, or several in force
		}
		return s.chip(detangle.Model(value)) + " " + template.HTML(template.HTMLEscapeString(s.words.Plain("model."+value)))
	case "state":
		return s.stateLink(value)
	case "county":
		if value == "" {
			return s.words.HTML("county.unknown")
		}
		if c := s.ledger.County(value); c != nil {
			return anchorTo("/counties/"+value, c.Name+", "+c.State)
		}
	case "agency":
		if a := s.ledger.Agency(value); a != nil {
			return s.agencyLink(a)
		}
	case "agency_kind":
		return s.words.HTML("kind." + value)
	case "source":
		return template.HTML(template.HTMLEscapeString(s.recordTitle(value)))
	case "group", "race":
		return template.HTML(template.HTMLEscapeString(s.words.group(value)))
	case "estimator":
		return template.HTML(template.HTMLEscapeString(s.words.estimator(value)))
	case "period":
		return template.HTML(template.HTMLEscapeString(s.words.period(value)))
	case "month", "activated_month":
		if value == "" {
			return s.words.HTML("key.unknown")
		}
		return template.HTML(template.HTMLEscapeString(s.words.Month(value)))
	}
	return template.HTML(template.HTMLEscapeString(value))
}

func (s *Site) findingTable(b *findingBody) {
	if len(b.By) == 0 {
		return
	}
	for _, key := range b.By {
		b.Columns = append(b.Columns, s.words.keyTitle(key))
	}
	for _, row := range b.Rows {
		var pairs []string
		out := findingRow{Refusal: row.Refusal, Suppressed: row.Suppressed}
		for _, key := range b.By {
			name := s.keyName(key, row.Keys[key])
			if label := row.Labels[key]; label != "" && string(name) == template.HTMLEscapeString(row.Keys[key]) {
				name = template.HTML(template.HTMLEscapeString(label))
			}
			out.Keys = append(out.Keys, name)
			pairs = append(pairs, key, row.Keys[key])
		}
		out.Figure = b.Figure("", pairs...)
		out.Low, out.High = b.bounds(row)
		b.Table = append(b.Table, out)
	}
}

// counted lists the rows behind one number.
func (s *Site) counted(r *http.Request, b *findingBody, f filter) error {
	rows, err := s.evidence(r.Context(), b.Q)
	if err != nil {
		return err
	}
	for _, key := range []string{"where", "as_of", "known", "from"} {
		if v := r.URL.Query()[key]; len(v) > 0 {
			f.values[key] = v
		}
	}
	shown, p := cut(f, rows)
	b.Paging = p
	for _, e := range shown {
		c := countedRow{Evidence: e, Agency: s.ledger.Agency(e.Agency), County: s.ledger.County(e.County), Cell: s.cellLink(e.Ref)}
		if e.First.Snapshot != "" && e.First != e.Ref {
			c.First = s.cellLink(e.First)
		}
		b.Counted = append(b.Counted, c)
	}
	return nil
}

func (s *Site) evidence(ctx context.Context, q detangle.Question) ([]detangle.Evidence, error) {
	rows, err := s.Measures.Rows(ctx, q)
	if wrong := (*measure.QuestionError)(nil); errors.As(err, &wrong) {
		return nil, problem{http.StatusBadRequest, err}
	}
	return rows, err
}

// cellLink links a cell of a kept original by the date of its list and its row.
func (s *Site) cellLink(ref detangle.CellRef) template.HTML {
	snap := s.ledger.Snapshot(ref.Snapshot)
	if snap == nil || ref.Row == 0 {
		return ""
	}
	text := s.words.Plain("row.of", "row", int64(ref.Row), "date", s.words.Day(cmp.Or(snap.ListDate, snap.File)))
	return s.rowLink(RowRef{snap, ref.Sheet, int64(ref.Row)}, text)
}

// citation is what to write under a number taken from here.
func (s *Site) citation(a *Answer) string {
	return s.words.Plain("finding.citation", "title", a.Title, "date", s.words.Date(a.AsOf), "program", a.Program, "method", a.Finding.Method.Name+" "+a.Finding.Method.Version,
		"address", s.Base+pageOf(a.Q))
}

// traceOf is the reference of a row that `detangle trace` takes.
func traceOf(hash, sheet string, row int) string {
	return hash + "/" + url.PathEscape(sheet) + "/" + strconv.Itoa(row)
}
