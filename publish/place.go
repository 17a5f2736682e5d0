package publish

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"slices"

	"detangle"
)

type countyBody struct {
	*County
	StateName  string
	Locator    locator
	Active     Figure
	Taking     Figure
	Covered    Figure
	ByModel    []modelRow
	Agreements []*Agreement
	Timeline   *timeline
	Changes    []*Change
	Statewide  []*Agency
	AsOf       string
	Records    *dossier
	About      *aboutIt
	Disparity  *disparityPart
	Matching   template.HTML // since when prints are matched under Secure Communities
}

func (s *Site) countyPage(r *http.Request) (*view, error) {
	c := s.ledger.County(r.PathValue("fips"))
	if c == nil {
		return nil, notFound("no county %q", r.PathValue("fips"))
	}
	w, ctx := s.words, r.Context()
	b := &countyBody{County: c, StateName: s.ledger.StateName(c.State), Locator: s.locate(c.State, c.FIPS), AsOf: s.newest()}
	for _, a := range c.Agencies {
		b.Agreements = append(b.Agreements, a.Agreements...)
		b.Changes = append(b.Changes, a.Changes...)
	}
	slices.SortStableFunc(b.Changes, newestFirst)
	b.Timeline = s.timelineOf(c.Agencies)
	b.Statewide = s.statewide(c.State)
	where := map[string]string{"county": c.FIPS}
	var err error
	if b.Active, err = s.figure(ctx, "agreements_active", where, "agreements"); err != nil {
		return nil, err
	}
	if b.Taking, err = s.figure(ctx, "agencies_participating", where, "agencies"); err != nil {
		return nil, err
	}
	if b.Covered, err = s.figure(ctx, "population_covered", where, ""); err != nil {
		return nil, err
	}
	if b.Matching, err = s.scOf(ctx, c.FIPS); err != nil {
		return nil, err
	}
	if b.Records, err = s.dossierOf(ctx, "county", c.FIPS, c.Agencies); err != nil {
		return nil, err
	}
	if b.Disparity, err = s.disparitiesOf(ctx, "county", c.FIPS); err != nil {
		return nil, err
	}
	b.About = s.claimsAbout(ctx, "place", c.FIPS)
	split, err := s.ask(ctx, detangle.Question{Name: "agreements_active", Where: where, By: []string{"model"}, AsOf: s.newest()})
	if err != nil {
		return nil, err
	}
	for _, m := range detangle.Models {
		if f := split.Figure("", "model", string(m)); f.Value > 0 {
			b.ByModel = append(b.ByModel, modelRow{Model: m, Now: f})
		}
	}
	return &view{
		Template: "county", Title: c.Name + ", " + b.StateName, Nav: "map", Path: "/counties/" + c.FIPS, Body: b,
		Description: w.Plain("county.description", "county", c.Name, "state", b.StateName), Feed: "/changes.atom?county=" + c.FIPS,
	}, nil
}

// figure asks for one number as of the newest list.
func (s *Site) figure(ctx context.Context, measure string, where map[string]string, unit string) (Figure, error) {
	a, err := s.ask(ctx, detangle.Question{Name: measure, Where: where, AsOf: s.newest()})
	if err != nil {
		return Figure{}, err
	}
	return a.Figure(unit), nil
}

// statewide returns a state's agencies with an agreement in force, or not yet
// known to have ended, that holds in all of it.
func (s *Site) statewide(code string) []*Agency {
	var out []*Agency
	if st := s.ledger.State(code); st != nil {
		for _, a := range st.Agencies {
			if a.Statewide && slices.ContainsFunc(a.Agreements, func(x *Agreement) bool { return x.Status != "ended" }) {
				out = append(out, a)
			}
		}
	}
	return out
}

func newestFirst(a, b *Change) int {
	return cmp.Or(-cmp.Compare(a.By, b.By), cmp.Compare(a.AgencyName, b.AgencyName))
}

type stateBody struct {
	*State
	Listed     Figure
	Active     Figure
	Taking     Figure
	Waiting    Figure
	Covered    Figure
	ByModel    []modelRow
	Map        template.HTML
	Chart      template.HTML
	Plot       []plotPoint
	Table      string
	Places     []placeRow
	Statewide  []*Agency
	NoCounty   []*Agency
	Changes    []*Change
	AsOf       string
	FirstMonth string
	Records    *dossier
	Disparity  *disparityPart
	About      *aboutIt
}

// placeRow is a county of a state with the agencies that were ever listed there.
type placeRow struct {
	County *County
	Models []detangle.Model
	Total  Figure
	Rows   []*Agency
}

// plotPoint is what the browser's chart reads.
type plotPoint struct {
	Date  string  `json:"date"`
	Model string  `json:"model"`
	Value float64 `json:"value"`
}

func (s *Site) statePage(r *http.Request) (*view, error) {
	st := s.ledger.State(r.PathValue("usps"))
	if st == nil {
		return nil, notFound("no state %q", r.PathValue("usps"))
	}
	b := &stateBody{State: st, AsOf: s.newest(), Statewide: s.statewide(st.Code)}
	if err := s.stateFigures(r.Context(), b); err != nil {
		return nil, err
	}
	var err error
	if b.Records, err = s.dossierOf(r.Context(), "state", st.Code, nil); err != nil {
		return nil, err
	}
	if b.Disparity, err = s.disparitiesOf(r.Context(), "state", st.Code); err != nil {
		return nil, err
	}
	b.About = s.claimsAbout(r.Context(), "place", st.Code)
	if err := s.stateChart(r.Context(), b); err != nil {
		return nil, err
	}
	if err := s.statePlaces(r.Context(), b); err != nil {
		return nil, err
	}
	for _, c := range s.ledger.Changes {
		if c.State == st.Code && len(b.Changes) < 12 {
			b.Changes = append(b.Changes, c)
		}
	}
	b.Map = s.atlas.state(st.Code, s.index, len(s.index.lists)-1, s.words.Plain("map.state", "state", st.Name, "date", s.words.Date(b.AsOf), "agreements", b.Listed))
	return &view{
		Template: "state", Title: st.Name, Nav: "map", Path: "/states/" + st.Code, Body: b, Feed: "/changes.atom?state=" + st.Code,
		Description: s.words.Plain("state.description", "state", st.Name, "date", s.words.Date(b.AsOf), "agreements", b.Listed),
	}, nil
}

func (s *Site) stateFigures(ctx context.Context, b *stateBody) error {
	where := map[string]string{"state": b.Code}
	for _, f := range []struct {
		to            *Figure
		measure, unit string
	}{
		{&b.Listed, "agreements_listed", "agreements"}, {&b.Active, "agreements_active", "agreements"}, {&b.Taking, "agencies_participating", "agencies"},
		{&b.Waiting, "agreements_pending", ""}, {&b.Covered, "population_covered", ""},
	} {
		var err error
		if *f.to, err = s.figure(ctx, f.measure, where, f.unit); err != nil {
			return err
		}
	}
	split, err := s.ask(ctx, detangle.Question{Name: "agreements_listed", Where: where, By: []string{"model"}, AsOf: b.AsOf})
	if err != nil {
		return err
	}
	before := split
	if i := s.index.at(baseline); i >= 0 {
		if before, err = s.ask(ctx, detangle.Question{Name: "agreements_listed", Where: where, By: []string{"model"}, AsOf: s.index.lists[i].Date}); err != nil {
			return err
		}
	}
	for _, m := range detangle.Models {
		b.ByModel = append(b.ByModel, modelRow{m, split.Figure("", "model", string(m)), before.Figure("", "model", string(m))})
	}
	return nil
}

// stateChart draws the state's listed agreements by month.
func (s *Site) stateChart(ctx context.Context, b *stateBody) error {
	q := detangle.Question{Name: "agreements_listed", Where: map[string]string{"state": b.Code}, By: []string{"month", "model"}, AsOf: b.AsOf}
	a, err := s.ask(ctx, q)
	if err != nil {
		return err
	}
	var points []areaPoint
	for _, m := range s.months() {
		p := pointOf(a, min(monthEnd(m), b.AsOf), "month", m)
		points = append(points, p)
		for _, model := range detangle.Models {
			b.Plot = append(b.Plot, plotPoint{p.date, string(model), p.values[model]})
		}
	}
	if len(points) == 0 || b.Listed.Value == 0 && a.maxValue() == 0 {
		b.Plot = nil
		return nil
	}
	b.FirstMonth = points[0].date
	b.Table = pageOf(a.Q)
	b.Chart = areaChart{points: points, height: 200, rug: s.listDates(), words: s.words,
		label: s.words.Plain("chart.state", "state", b.Name, "from", s.words.Month(points[0].date), "to", s.words.Date(b.AsOf), "n", b.Listed)}.draw()
	return nil
}

// statePlaces lists the counties with what is listed there and who.
func (s *Site) statePlaces(ctx context.Context, b *stateBody) error {
	q := detangle.Question{Name: "agreements_listed", Where: map[string]string{"state": b.Code}, By: []string{"county"}, AsOf: b.AsOf}
	a, err := s.ask(ctx, q)
	if err != nil {
		return err
	}
	last := len(s.index.lists) - 1
	for _, c := range b.Counties {
		row := placeRow{County: c, Models: s.index.models(c.FIPS, last), Total: a.Figure("", "county", c.FIPS)}
		for _, agency := range c.Agencies {
			if !agency.Statewide {
				row.Rows = append(row.Rows, agency)
			}
		}
		if len(row.Rows) > 0 {
			b.Places = append(b.Places, row)
		}
	}
	slices.SortStableFunc(b.Places, func(x, y placeRow) int { return cmp.Compare(x.County.Name, y.County.Name) })
	for _, agency := range b.Agencies {
		if agency.County == "" && !agency.Statewide {
			b.NoCounty = append(b.NoCounty, agency)
		}
	}
	return nil
}

type statesBody struct {
	Rows []stateRow
	None []*State // without an agreement on the newest list
	AsOf string
}

func (s *Site) states(r *http.Request) (*view, error) {
	h := &homeBody{On: s.newest()}
	if h.On != "" {
		if err := s.homeStates(r.Context(), h); err != nil {
			return nil, err
		}
	}
	b := &statesBody{Rows: h.StateRows, AsOf: h.On}
	for _, st := range s.ledger.States {
		if !slices.ContainsFunc(b.Rows, func(row stateRow) bool { return row.State == st }) {
			b.None = append(b.None, st)
		}
	}
	return &view{Template: "states", Title: s.words.Plain("states.title"), Nav: "map", Path: "/states", Body: b}, nil
}

// counties leads to the list of states: counties are found by state or search.
func (s *Site) counties(r *http.Request) (*view, error) { return s.states(r) }
