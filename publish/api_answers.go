package publish

import (
	"context"
	"net/url"
	"strings"

	"detangle"
)

type body[T any] struct{ Body T }

// measureInfo is what can be asked of a measure.
type measureInfo struct {
	Name     string        `json:"name"`
	Title    string        `json:"title"`
	Question string        `json:"question"`
	Unit     detangle.Unit `json:"unit"`
	Version  string        `json:"version"`
	Where    []string      `json:"where" doc:"keys it may be filtered by"`
	By       []string      `json:"by" doc:"keys it may be grouped by"`
	// Attributes of persons are answered by fiscal year, month or state alone.
	Attributes []string `json:"attributes,omitempty" doc:"attributes of persons that it may be asked by, alone with fiscal_year, month or state: small cells are withheld"`
	Window     bool     `json:"window" doc:"it counts what happened in a window, not what stood on a day"`
}

func (s *Site) apiMeasures(context.Context, *struct{}) (*body[[]measureInfo], error) {
	out := &body[[]measureInfo]{}
	for _, m := range s.Measures.Measures() {
		out.Body = append(out.Body, measureInfo{m.Name, m.Title, m.Question, m.Unit, m.Version, m.Where, m.By, m.Attributes, m.Window})
	}
	return out, nil
}

type questionInput struct {
	Measure string   `path:"measure" example:"agreements_active"`
	Where   []string `query:"where,explode" doc:"a filter, key=value; repeat it to narrow further" example:"[\"state=TX\"]"`
	By      []string `query:"by" doc:"keys to group by, separated by commas"`
	From    string   `query:"from" doc:"start of the window, ISO date"`
	AsOf    string   `query:"as_of" doc:"the day in the world, ISO date; the newest list if left out"`
	Known   string   `query:"known" doc:"only what was known on that day, ISO date"`
}

func (in *questionInput) question() (detangle.Question, error) {
	v := url.Values{"where": in.Where, "by": in.By}
	v.Set("from", in.From)
	v.Set("as_of", in.AsOf)
	v.Set("known", in.Known)
	return questionFrom(in.Measure, v)
}

func (s *Site) apiMeasure(ctx context.Context, in *questionInput) (*body[findingDoc], error) {
	q, err := in.question()
	if err != nil {
		return nil, err
	}
	if _, ok := s.measure(in.Measure); !ok {
		return nil, notFound("no measure %q\nhint: /api/measures lists them", in.Measure)
	}
	a, err := s.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	return &body[findingDoc]{findingDoc{a.Finding}}, nil
}

func (s *Site) apiEvidence(ctx context.Context, in *questionInput) (*body[[]detangle.Evidence], error) {
	q, err := in.question()
	if err != nil {
		return nil, err
	}
	if _, ok := s.measure(in.Measure); !ok {
		return nil, notFound("no measure %q\nhint: /api/measures lists them", in.Measure)
	}
	rows, err := s.evidence(ctx, q)
	return &body[[]detangle.Evidence]{append([]detangle.Evidence{}, rows...)}, err
}

// listing is a stretch of a long answer.
type listing[T any] struct {
	Total int `json:"total" doc:"rows that the filter lets through"`
	Rows  []T `json:"rows"`
}

// Window is the stretch that a program asks for.
type Window struct {
	Limit  int `query:"limit" default:"100" minimum:"1" maximum:"5000"`
	Offset int `query:"offset" default:"0" minimum:"0"`
}

func stretch[T, U any](w Window, rows []T, record func(T) U) *body[listing[U]] {
	from := min(w.Offset, len(rows))
	to := min(from+w.Limit, len(rows))
	return &body[listing[U]]{listing[U]{len(rows), mapped(rows[from:to], record)}}
}

// choose makes a filter of what a program asked for.
func choose(pairs ...string) filter {
	f := filter{values: url.Values{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		if v := strings.TrimSpace(pairs[i+1]); v != "" {
			f.values.Set(pairs[i], v)
		}
	}
	return f
}

type agreementsInput struct {
	Window
	Q      string `query:"q" doc:"words of a name or place"`
	State  string `query:"state" example:"TX"`
	Model  string `query:"model" enum:"TFM,WSO,JEM"`
	Kind   string `query:"kind" doc:"kind of agency"`
	Status string `query:"status" enum:"active,unconfirmed,ended"`
	Sort   string `query:"sort" doc:"agency, state, model, signed, since, last or status; -key for the other way"`
}

func (s *Site) apiAgreements(_ context.Context, in *agreementsInput) (*body[listing[agreementRecord]], error) {
	rows := s.filterAgreements(choose("q", in.Q, "state", in.State, "model", in.Model, "kind", in.Kind, "status", in.Status, "sort", in.Sort))
	return stretch(in.Window, rows, recordOf), nil
}

type changesInput struct {
	Window
	Type   string `query:"type" enum:"new,ended,unconfirmed,returned,relabel,renewal,correction,data_gap"`
	Model  string `query:"model" enum:"TFM,WSO,JEM"`
	State  string `query:"state"`
	County string `query:"county"`
	Agency string `query:"agency"`
	From   string `query:"from" doc:"by_date from this ISO date on"`
	To     string `query:"to" doc:"by_date up to this ISO date"`
}

func (s *Site) apiChanges(_ context.Context, in *changesInput) (*body[listing[changeRecord]], error) {
	rows := s.filterChanges(choose("type", in.Type, "model", in.Model, "state", in.State, "county", in.County, "agency", in.Agency, "from", in.From, "to", in.To))
	return stretch(in.Window, rows, changeRecordOf), nil
}

type snapshotsInput struct {
	Window
	Source string `query:"source"`
}

func (s *Site) apiSnapshots(_ context.Context, in *snapshotsInput) (*body[listing[snapshotRecord]], error) {
	var rows []*Snapshot
	for _, x := range s.ledger.Snapshots {
		if chosen(in.Source, x.Source) {
			rows = append(rows, x)
		}
	}
	return stretch(in.Window, rows, snapshotRecordOf), nil
}

type issuesInput struct {
	Window
	Code     string `query:"code"`
	Severity string `query:"severity" enum:"stop,warn,note"`
	Source   string `query:"source"`
}

func (s *Site) apiIssues(_ context.Context, in *issuesInput) (*body[listing[issueRecord]], error) {
	var rows []*Issue
	for _, x := range s.ledger.Issues {
		if chosen(in.Code, x.Code) && chosen(in.Severity, x.Severity) && chosen(in.Source, x.Source) {
			rows = append(rows, x)
		}
	}
	return stretch(in.Window, rows, issueRecordOf), nil
}
