package publish

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"detangle/record/facts"
	"detangle/record/wording"
)

type instrumentBody struct {
	*facts.Instrument
	Count     facts.Count
	Range     string
	Answered  []*facts.Instrument // that answer it
	Replaced  []*facts.Instrument // that end it
	Threads   []*facts.Thread
	Promises  []*facts.Commitment // made in it
	InForce   inForce
	Dates     []facts.Dated
	DateRange string
}

func (s *Site) instrumentPage(r *http.Request, rec *facts.Record) (*view, error) {
	i := rec.Instrument(r.PathValue("id"))
	if i == nil {
		return nil, notFound("no instrument %q in the record", r.PathValue("id"))
	}
	b := &instrumentBody{Instrument: i, Count: i.SignerCount(), Dates: i.Dates}
	b.Range = facts.Range{Low: b.Count.Low, High: b.Count.High}.String()
	for _, other := range rec.Instruments {
		if slices.Contains(other.Answers, i.ID) {
			b.Answered = append(b.Answered, other)
		}
		if slices.Contains(other.Replaces, i.ID) {
			b.Replaced = append(b.Replaced, other)
		}
	}
	for _, t := range rec.Threads {
		if slices.ContainsFunc(t.Steps, func(step facts.Step) bool { return step.Instrument == i.ID }) {
			b.Threads = append(b.Threads, t)
		}
	}
	for _, k := range rec.Commitments {
		if k.Source == i.ID {
			b.Promises = append(b.Promises, k)
		}
	}
	if slices.Contains(i.Programs, "287g") {
		var err error
		if b.InForce, err = s.inForceOn(r.Context(), "agreements_active", i.Date()); err != nil {
			return nil, err
		}
	}
	return &view{Template: "record-instrument", Title: i.Title, Description: i.Text, Path: "/record/instruments/" + i.ID, Body: b}, nil
}

type threadBody struct {
	*facts.Thread
	AsOf  string
	Steps []threadStep
}

// threadStep is a step with how long it waited for an answer.
type threadStep struct {
	facts.Step
	Number  int
	Silence *facts.Silence
}

func (s *Site) threadPage(r *http.Request, rec *facts.Record) (*view, error) {
	t := rec.Thread(r.PathValue("id"))
	if t == nil {
		return nil, notFound("no thread %q in the record", r.PathValue("id"))
	}
	b := &threadBody{Thread: t, AsOf: s.newest()}
	silences := t.Silences(facts.First(b.AsOf))
	for n, step := range t.Steps {
		row := threadStep{Step: step, Number: n + 1}
		if at := slices.IndexFunc(silences, func(x facts.Silence) bool { return x.Step == n+1 }); at >= 0 {
			row.Silence = &silences[at]
		}
		b.Steps = append(b.Steps, row)
	}
	return &view{Template: "record-thread", Title: t.Title, Description: s.words.Plain("record.thread_description", "title", t.Title), Path: "/record/threads/" + t.ID, Feed: "/record/threads.atom?thread=" + t.ID, Body: b}, nil
}

type commitmentsBody struct{ All []commitmentRow }

type commitmentRow struct {
	*facts.Commitment
	Now *facts.Became
}

func (s *Site) commitmentsPage(_ *http.Request, rec *facts.Record) (*view, error) {
	b := &commitmentsBody{}
	for _, k := range rec.Commitments {
		b.All = append(b.All, commitmentRow{k, k.StatusOn(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))})
	}
	return &view{Template: "record-commitments", Title: s.words.Plain("record.commitments_title"), Description: s.words.Plain("record.commitments_how"), Path: "/record/commitments", Body: b}, nil
}

type commitmentBody struct {
	*facts.Commitment
	Unit     string
	Versions []commitmentVersion
	History  []commitmentStatus
}

type commitmentVersion struct {
	facts.Version
	InForce *inForce
}

type commitmentStatus struct {
	facts.Became
	InForce *inForce
}

func (s *Site) commitmentPage(r *http.Request, rec *facts.Record) (*view, error) {
	k := rec.Commitment(r.PathValue("id"))
	if k == nil {
		return nil, notFound("no commitment %q in the record", r.PathValue("id"))
	}
	b := &commitmentBody{Commitment: k}
	for _, v := range k.Versions {
		drawn, err := s.underIt(r.Context(), k, v.Date)
		if err != nil {
			return nil, err
		}
		b.Versions = append(b.Versions, commitmentVersion{v, drawn})
	}
	for _, h := range k.History {
		drawn, err := s.underIt(r.Context(), k, h.Date)
		if err != nil {
			return nil, err
		}
		b.History = append(b.History, commitmentStatus{h, drawn})
	}
	if m, ok := s.measure(k.Measure); ok {
		b.Unit = m.Title
	}
	return &view{Template: "record-commitment", Title: k.Title, Description: k.Text, Path: "/record/commitments/" + k.ID, Body: b}, nil
}

// underIt asks the ledger's measure of a commitment on a day.
func (s *Site) underIt(ctx context.Context, k *facts.Commitment, date string) (*inForce, error) {
	if k.Measure == "" {
		return nil, nil
	}
	f, err := s.inForceOn(ctx, k.Measure, date)
	return &f, err
}

type quotationsBody struct {
	All      []*facts.Quotation
	Compared int // documents of this lake whose words were read
	Found    int // quotations in them
	Altered  []alteredQuotation
	Reused   []wording.Sentence
}

func (s *Site) quotationsPage(r *http.Request, rec *facts.Record) (*view, error) {
	b := &quotationsBody{All: rec.Quotations}
	found, err := s.worded(r.Context())
	if err != nil {
		return nil, err
	}
	if found != nil {
		b.Compared, b.Found, b.Altered, b.Reused = found.Compared, found.Found, altered(found), reused(found)
	}
	return &view{Template: "record-quotations", Title: s.words.Plain("record.quotations_title"), Description: s.words.Plain("record.quotations_how"), Path: "/record/quotations", Body: b}, nil
}

// named is an item of a list: a link, and what stands beside it.
type named struct {
	Address, Name, Note string
	Group               string
	Mark                string // the verdict of a claim
	N                   int
}

type namesBody struct {
	Title, How string
	File       string // the name of its downloads
	Groups     []nameGroup
}

type nameGroup struct {
	Name  string
	Items []named
	More  string // address of all of them, where not all are shown
}

func (s *Site) names(title, how, path string, items []named) *view {
	b := &namesBody{Title: s.words.Plain(title), How: s.words.Plain(how), File: strings.TrimPrefix(path, "/record/")}
	slices.SortStableFunc(items, func(a, b named) int { return strings.Compare(a.Group, b.Group) })
	for _, item := range items {
		if n := len(b.Groups); n == 0 || b.Groups[n-1].Name != item.Group {
			b.Groups = append(b.Groups, nameGroup{Name: item.Group})
		}
		g := &b.Groups[len(b.Groups)-1]
		g.Items = append(g.Items, item)
	}
	return &view{Template: "record-names", Title: b.Title, Description: b.How, Path: path, Body: b}
}
