package publish

import (
	"context"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"detangle"
)

// baseline is the day with which the home page compares: the last list before
// the number of agreements began to grow.
const baseline = "2025-01-19"

type homeBody struct {
	On, Newest     string
	List           *List
	Listed         Figure
	Agencies       Figure
	States         int // rows of the table of states, less the territories
	Territories    int // Guam is listed, and is no state
	StatesFinding  string
	Baseline       *Figure
	BaselineDate   string
	Map            template.HTML
	Chart          template.HTML
	Models         []modelRow
	Changes        []*Change
	StateRows      []stateRow
	Statewide      []*Agency
	NoCounty       []*Agency
	Years          []calendarYear
	Position, Last int
	TableAddress   string
}

type modelRow struct {
	Model       detangle.Model
	Now, Before Figure
}

type stateRow struct {
	State  *State
	Spark  template.HTML
	Models []Figure
	Total  Figure
}

// home is the country on one day: ?on=2021-01-13, or a month, ?on=2021-01.
func (s *Site) home(r *http.Request) (*view, error) {
	if len(s.index.lists) == 0 {
		return &view{Template: "empty", Title: s.words.Plain("site.name"), Nav: "map", Path: "/"}, nil
	}
	i, err := s.listFor(r.URL.Query().Get("on"))
	if err != nil {
		return nil, err
	}
	b, err := s.homeOn(r.Context(), i)
	if err != nil {
		return nil, err
	}
	v := &view{
		Template: "home", Title: s.words.Plain("home.title"), Nav: "map", Path: "/", Body: b,
		Description: s.words.Plain("home.description", "date", s.words.Date(b.On), "agencies", b.Agencies, "agreements", b.Listed),
	}
	if b.On != b.Newest {
		v.Path = "/?on=" + b.On
	}
	return v, nil
}

// listFor finds the list that stood on a day or at the end of a month.
func (s *Site) listFor(on string) (int, error) {
	last := len(s.index.lists) - 1
	switch {
	case on == "":
		return last, nil
	case len(on) == 7:
		on = monthEnd(on)
	}
	if _, _, _, ok := dateParts(on); !ok {
		return 0, badRequest("%q is no date: write 2021-01 or 2021-01-13", on)
	}
	return max(0, s.index.at(on)), nil
}

func (s *Site) homeOn(ctx context.Context, i int) (*homeBody, error) {
	list := s.index.lists[i]
	b := &homeBody{On: list.Date, Newest: s.newest(), List: list, Position: i, Last: len(s.index.lists) - 1}
	total, err := s.ask(ctx, detangle.Question{Name: "agreements_listed", AsOf: list.Date})
	if err != nil {
		return nil, err
	}
	agencies, err := s.ask(ctx, detangle.Question{Name: "agencies_participating", AsOf: list.Date})
	if err != nil {
		return nil, err
	}
	b.Listed, b.Agencies = total.Figure("agreements"), agencies.Figure("agencies")
	if err := s.homeModels(ctx, b); err != nil {
		return nil, err
	}
	if err := s.homeStates(ctx, b); err != nil {
		return nil, err
	}
	if err := s.homeChart(ctx, b); err != nil {
		return nil, err
	}
	b.Map = s.atlas.national(s.index, i, s.words.Plain("map.label", "date", s.words.Date(list.Date), "agreements", b.Listed), s.assetMesh(), "")
	b.Changes = s.changesUpTo(list.Date, 6)
	for _, a := range s.ledger.Agencies {
		if a.on(list) {
			switch {
			case a.Statewide:
				b.Statewide = append(b.Statewide, a)
			case a.County == "":
				b.NoCounty = append(b.NoCounty, a)
			}
		}
	}
	b.Years = s.calendar(list.Date)
	return b, nil
}

// on reports whether the agency stood on a list.
func (a *Agency) on(list *List) bool {
	return slices.ContainsFunc(a.sightings, func(s sighting) bool { return s.list == list })
}

func (s *Site) homeModels(ctx context.Context, b *homeBody) error {
	now, err := s.ask(ctx, detangle.Question{Name: "agreements_listed", By: []string{"model"}, AsOf: b.On})
	if err != nil {
		return err
	}
	before := now
	if first := s.index.at(baseline); first >= 0 && b.On > baseline {
		b.BaselineDate = s.index.lists[first].Date
		if before, err = s.ask(ctx, detangle.Question{Name: "agreements_listed", By: []string{"model"}, AsOf: b.BaselineDate}); err != nil {
			return err
		}
		total, err := s.ask(ctx, detangle.Question{Name: "agreements_listed", AsOf: b.BaselineDate})
		if err != nil {
			return err
		}
		figure := total.Figure("")
		b.Baseline = &figure
	}
	for _, m := range detangle.Models {
		b.Models = append(b.Models, modelRow{m, now.Figure("", "model", string(m)), before.Figure("", "model", string(m))})
	}
	return nil
}

func (s *Site) homeStates(ctx context.Context, b *homeBody) error {
	q := detangle.Question{Name: "agreements_listed", By: []string{"state", "model"}, AsOf: b.On}
	split, err := s.ask(ctx, q)
	if err != nil {
		return err
	}
	q.By = []string{"state"}
	b.StatesFinding = pageOf(q)
	totals, err := s.ask(ctx, q)
	if err != nil {
		return err
	}
	history, err := s.stateSeries(ctx)
	if err != nil {
		return err
	}
	for _, code := range totals.KeysOf("state") {
		st := s.ledger.State(code)
		total := totals.Figure("", "state", code)
		if st == nil || total.Value == 0 {
			continue
		}
		row := stateRow{State: st, Total: total, Spark: history[code]}
		for _, m := range detangle.Models {
			row.Models = append(row.Models, split.Figure("", "state", code, "model", string(m)))
		}
		b.StateRows = append(b.StateRows, row)
	}
	slices.SortStableFunc(b.StateRows, func(x, y stateRow) int {
		if x.Total.Value != y.Total.Value {
			return int(y.Total.Value - x.Total.Value)
		}
		return strings.Compare(x.State.Name, y.State.Name)
	})
	for _, row := range b.StateRows {
		if territories[row.State.Code] {
			b.Territories++
		}
	}
	b.States = len(b.StateRows) - b.Territories
	return nil
}

// territories are the USPS codes that are no states. The District of Columbia
// is counted among the states, as the lists print it.
var territories = map[string]bool{"AS": true, "GU": true, "MP": true, "PR": true, "VI": true}

// homeChart draws the slider, and the table that says the same, one row a year
// and the newest.
func (s *Site) homeChart(ctx context.Context, b *homeBody) error {
	points, err := s.nationalSeries(ctx)
	if err != nil {
		return err
	}
	chart := areaChart{points: points, height: 190, head: b.On, rug: s.listDates(), words: s.words,
		label: s.words.Plain("chart.national", "from", s.words.Date(points[0].date), "to", s.words.Date(s.newest()))}
	if first := s.index.at(baseline); first >= 0 {
		chart.marks = []string{s.index.lists[first].Date}
		total, err := s.ask(ctx, detangle.Question{Name: "agreements_listed", AsOf: chart.marks[0]})
		if err != nil {
			return err
		}
		chart.notes = []string{s.words.Plain("chart.baseline", "n", total.Figure(""), "month", s.words.Month(chart.marks[0]))}
	}
	b.Chart = chart.draw()
	b.TableAddress = pageOf(detangle.Question{Name: "agreements_listed", By: []string{"month", "model"}})
	return nil
}

// Direction compares the day with the baseline: up, down or same.
func (b *homeBody) Direction() string {
	switch {
	case b.Baseline == nil || b.Listed.Value == b.Baseline.Value:
		return "same"
	case b.Listed.Value < b.Baseline.Value:
		return "down"
	}
	return "up"
}
