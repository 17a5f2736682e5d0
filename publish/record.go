package publish

// The record: the letters, memos, orders, rulings and reports about the programs, who
// had a part in them, what was promised and what became of it. Its statements are
// reviewed files (record/facts); its numbers are Findings of the ledger.

import (
	"cmp"
	"context"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"detangle"
	"detangle/record/facts"
)

// recordLanes are the rows of the timeline, with the kinds of instrument in each.
var recordLanes = []struct {
	Name  string
	Kinds []string
}{
	{"asked", []string{"letter", "bill", "campaign text"}},
	{"answered", []string{"reply", "remarks"}},
	{"ordered", []string{"memo", "order", "guidance", "law", "notice"}},
	{"found", []string{"ruling", "findings", "report", "agreements"}},
}

type recordBody struct {
	Filter   filter
	Counts   []recordCount
	Timeline *timeline
	Chart    template.HTML
	Kinds    []option
	Programs []option
	Years    []recordYear
	Threads  []*facts.Thread
	Promises []*facts.Commitment
}

// recordCount is how many things of a kind there are, and where they stand.
type recordCount struct {
	Kind, Address string
	N             int
}

type recordYear struct {
	Year  string
	Items []facts.Entry
}

// record answers requests for pages of the record only where one is held.
func (s *Site) record(h func(*http.Request, *facts.Record) (*view, error)) handler {
	return func(r *http.Request) (*view, error) {
		if s.Record == nil {
			return nil, notFound("this site was started without the record")
		}
		v, err := h(r, s.Record)
		if v != nil {
			v.Nav = cmp.Or(v.Nav, "record")
		}
		return v, err
	}
}

func (s *Site) recordPages() map[string]handler {
	return map[string]handler{
		"/record":                    s.record(s.recordPage),
		"/record/instruments/{id}":   s.record(s.instrumentPage),
		"/record/threads/{id}":       s.record(s.threadPage),
		"/record/commitments":        s.record(s.commitmentsPage),
		"/record/commitments/{id}":   s.record(s.commitmentPage),
		"/record/quotations":         s.record(s.quotationsPage),
		"/record/documents":          s.record(s.documentsPage),
		"/record/documents/{id}":     s.record(s.documentPage),
		"/record/people":             s.record(s.peoplePage),
		"/record/people/{id}":        s.record(s.personPage),
		"/record/organisations":      s.record(s.organisationsPage),
		"/record/organisations/{id}": s.record(s.organisationPage),
	}
}

func (s *Site) recordPage(r *http.Request, rec *facts.Record) (*view, error) {
	w := s.words
	b := &recordBody{Filter: newFilter(r, "kind", "program", "q"), Threads: rec.Threads, Promises: rec.Commitments}
	b.Counts = []recordCount{
		{"instruments", "#instruments", len(rec.Instruments)}, {"documents", "/record/documents", len(rec.Documents)}, {"people", "/record/people", len(rec.Actors)},
		{"organisations", "/record/organisations", len(rec.Organisations)}, {"commitments", "/record/commitments", len(rec.Commitments)}, {"quotations", "/record/quotations", len(rec.Quotations)},
	}
	if s.Agreements != nil {
		lab, err := s.lab(r.Context())
		if err != nil {
			return nil, err
		}
		b.Counts = append(b.Counts, recordCount{"agreements", "/record/agreements", len(lab.Agreements)})
	}
	if s.Claims != nil {
		all, err := s.judged(r.Context())
		if err != nil {
			return nil, err
		}
		b.Counts = append(b.Counts, recordCount{"claims", "/record/claims", len(all.Claims)})
	}
	words := strings.Fields(fold(b.Filter.Get("q")))
	var kinds []string
	for _, e := range slices.Backward(rec.Timeline()) {
		i := e.Instrument
		kinds = append(kinds, i.Kind)
		text := fold(strings.Join([]string{i.Title, i.Text, i.Kind}, " "))
		missing := slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
		if missing || !chosen(b.Filter.Get("kind"), i.Kind) || b.Filter.Get("program") != "" && !slices.Contains(i.Programs, b.Filter.Get("program")) {
			continue
		}
		year := e.Date[:min(4, len(e.Date))]
		if n := len(b.Years); n == 0 || b.Years[n-1].Year != year {
			b.Years = append(b.Years, recordYear{Year: year})
		}
		b.Years[len(b.Years)-1].Items = append(b.Years[len(b.Years)-1].Items, e)
	}
	slices.Sort(kinds)
	b.Kinds = b.Filter.options("kind", slices.Compact(kinds), func(k string) string { return w.Plain("recordkind." + wordKey(k)) })
	b.Programs = b.Filter.options("program", facts.Programs, func(p string) string { return w.Plain("program." + p) })
	if err := s.recordTimeline(r.Context(), rec, b); err != nil {
		return nil, err
	}
	return &view{Template: "record", Title: w.Plain("record.title"), Description: w.Plain("record.description"), Path: "/record", Feed: "/record/threads.atom", Body: b}, nil
}

// wordKey writes a word of the record's lists as part of a key of the catalogue.
func wordKey(word string) string { return strings.ReplaceAll(word, " ", "_") }

// recordTimeline draws a strip of marks for each lane, and the agreements on ICE's lists under them.
func (s *Site) recordTimeline(ctx context.Context, rec *facts.Record, b *recordBody) error {
	all := rec.Timeline()
	if len(all) == 0 {
		return nil
	}
	const begin = "2007-01-01" // a year before Secure Communities; what is earlier stands in the list
	last := max(s.newest(), facts.Last(all[len(all)-1].Date).Format(time.DateOnly))
	x := newAxis(begin, last)
	t := &timeline{Axis: x.drawAxis(s.words)}
	for _, lane := range recordLanes {
		var marks []facts.Entry
		for _, e := range all {
			if slices.Contains(lane.Kinds, e.Instrument.Kind) && e.Date >= begin {
				marks = append(marks, e)
			}
		}
		if len(marks) > 0 {
			label := template.HTML(template.HTMLEscapeString(s.words.Plain("recordlane." + lane.Name)))
			t.Rows = append(t.Rows, spellRow{label, s.words.Plain("record.n", "n", len(marks)), s.drawMarks(x, lane.Name, marks)})
		}
	}
	b.Timeline = t
	points, err := s.nationalSeries(ctx)
	if err != nil || len(points) < 2 {
		return err
	}
	b.Chart = areaChart{points: points, height: 120, rug: s.listDates(), words: s.words, from: begin, to: last,
		label: s.words.Plain("chart.national", "from", s.words.Date(points[0].date), "to", s.words.Date(s.newest()))}.draw()
	return nil
}

// drawMarks draws a strip with a link at the date of each instrument.
func (s *Site) drawMarks(x axis, lane string, marks []facts.Entry) template.HTML {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="strip marks" height="24" role="group" aria-label="%s">`, template.HTMLEscapeString(s.words.Plain("recordlane."+lane)))
	for _, t := range x.ticks() {
		fmt.Fprintf(&b, `<line class="grid-line" x1="%s" x2="%s" y1="0" y2="24"/>`, x.percent(t), x.percent(t))
	}
	for _, m := range marks {
		day := facts.First(m.Date).Format(time.DateOnly)
		title := template.HTMLEscapeString(s.recordDate(m.Date) + ": " + m.Instrument.Title)
		fmt.Fprintf(&b, `<a href="/record/instruments/%s" aria-label="%s"><circle class="%s" cx="%s" cy="12" r="5"><title>%s</title></circle></a>`, m.Instrument.ID, title, lane, x.percent(day), title)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// recordDate prints a date as exactly as it is known: a day, a month or a year.
func (s *Site) recordDate(date string) string {
	switch len(date) {
	case len("2006-01-02"):
		return s.words.Day(date)
	case len("2006-01"):
		return s.words.Month(date)
	}
	return date
}

// who links a person or an organisation by its id.
func (s *Site) who(id string) template.HTML {
	if s.Record == nil {
		return template.HTML(template.HTMLEscapeString(id))
	}
	name := s.Record.Name(id)
	switch {
	case s.Record.Actor(id) != nil:
		return anchorTo("/record/people/"+id, name)
	case s.Record.Organisation(id) != nil:
		return anchorTo("/record/organisations/"+id, name)
	}
	return s.thing(id)
}

// thing links a document, instrument or commitment by its id; a source that is none is words.
func (s *Site) thing(id string) template.HTML {
	if rec := s.Record; rec != nil {
		switch {
		case rec.Instrument(id) != nil:
			return anchorTo("/record/instruments/"+id, rec.Name(id))
		case rec.Document(id) != nil:
			return anchorTo("/record/documents/"+id, rec.Document(id).Title)
		case rec.Commitment(id) != nil:
			return anchorTo("/record/commitments/"+id, rec.Commitment(id).Title)
		}
	}
	return template.HTML(template.HTMLEscapeString(id))
}

// cited prints a source as files name it: ids of documents, and words, with semicolons between.
func (s *Site) cited(source string) template.HTML {
	var parts []string
	for _, part := range strings.Split(source, ";") {
		part = strings.TrimSpace(part)
		if d := s.Record.Document(part); d != nil {
			parts = append(parts, string(anchorTo("/record/documents/"+part, s.Record.Name(d.Publisher)+", "+s.recordDate(d.Dates[0].Date))))
			continue
		}
		parts = append(parts, string(s.thing(part)))
	}
	return template.HTML(strings.Join(parts, "; "))
}

// inForce is the count of agreements in force on a day, by the ledger, and its refusal
// where no list is near enough to tell.
type inForce struct {
	Date    string
	Figure  Figure
	Refusal *detangle.Refusal
}

func (s *Site) inForceOn(ctx context.Context, measure, date string) (f inForce, err error) {
	f.Date = facts.Last(date).Format(time.DateOnly)
	a, err := s.ask(ctx, detangle.Question{Name: measure, AsOf: f.Date})
	if err != nil {
		return f, err
	}
	f.Figure, f.Refusal = a.Figure(""), a.Refusal
	return f, nil
}
