package publish

// Secure Communities: when each county's prints began to be matched. The page
// draws policy and technology as two lines, because a policy that ended is not
// a mechanism that ended.

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"detangle"
)

const scMeasure = "sc_active_counties"

// scPolicy are the days on which the name of the program changed. The first is
// known to the month.
var scPolicy = []struct{ From, Key string }{
	{"2008-10-01", "sc"}, {"2014-11-20", "pep"}, {"2017-01-25", "again"}, {"2021-01-20", "revoked"}, {"2025-01-20", "resumed"},
}

type scBody struct {
	Refusal  *detangle.Refusal
	State    *State // nil: the whole country
	Month    string // as asked, or the last of the list
	Whole    bool   // it is the last month of the list
	Active   Figure
	Listed   string
	Map      template.HTML
	Chart    template.HTML
	Status   template.HTML
	Years    []scYear
	Calendar []calendarYear
	Policy   []scPeriod
	States   []scState
	Counties []scCounty
	Undated  int // rows of this page without a month
	Caveats  []string
	Table    string
	Finding  string
	first    string // first month of the list
}

type scYear struct {
	Year         string
	Count, Total Figure
}

type scPeriod struct{ From, Key string }

type scState struct {
	State  *State
	Active Figure
	Listed string
}

type scCounty struct {
	FIPS, Name string
	County     *County
	Month      Figure // its text is the month
	Since      string
	Known      bool
}

func (s *Site) secureCommunities(r *http.Request) (*view, error) {
	b := &scBody{}
	where := map[string]string{}
	if code := r.URL.Query().Get("state"); code != "" {
		if b.State = s.ledger.State(strings.ToUpper(code)); b.State == nil {
			return nil, notFound("no state %q", code)
		}
		where["state"] = b.State.Code
	}
	on := r.URL.Query().Get("on")
	if on != "" {
		if len(on) > 7 {
			on = on[:7]
		}
		if _, _, _, ok := dateParts(on + "-01"); !ok {
			return nil, badRequest("%q is no month: write 2010-06", on)
		}
		on = monthEnd(on)
	}
	v := &view{Template: "sc", Title: s.words.Plain("sc.title"), Description: s.words.Plain("sc.description"), Nav: "secure-communities", Path: "/secure-communities", Body: b}
	if b.State != nil {
		v.Path, v.Title = "/secure-communities?state="+b.State.Code, v.Title+", "+b.State.Name
	}
	return v, s.fillSC(r.Context(), b, where, on)
}

// fillSC asks for everything that the page shows.
func (s *Site) fillSC(ctx context.Context, b *scBody, where map[string]string, on string) error {
	for _, p := range scPolicy {
		b.Policy = append(b.Policy, scPeriod(p))
	}
	ask := func(asOf string, by ...string) (*Answer, error) {
		return s.ask(ctx, detangle.Question{Name: scMeasure, Where: where, By: by, AsOf: asOf})
	}
	total, err := ask(on)
	if err != nil {
		return err
	}
	if b.Refusal = total.Refusal; b.Refusal != nil {
		b.Status = s.scStatus(nil)
		return nil
	}
	whole, err := ask("", "month", "activated_year")
	if err != nil {
		return err
	}
	b.Month, b.Whole = total.AsOf[:7], total.AsOf == whole.AsOf
	b.Active, b.Caveats = total.Figure(""), total.Caveats
	if row, ok := total.Row(); ok && row.Denominator != nil {
		b.Listed = s.words.Number(*row.Denominator)
	}
	b.Finding, b.Table = pageOf(total.Q), pageOf(detangle.Question{Name: scMeasure, Where: where, By: []string{"month"}})
	months, err := ask("", "month")
	if err != nil {
		return err
	}
	national, err := s.ask(ctx, detangle.Question{Name: scMeasure, By: []string{"month"}})
	if err != nil {
		return err
	}
	b.first = national.KeysOf("month")[0]
	b.Status = s.scStatus(national)
	years, err := ask(total.AsOf, "activated_year")
	if err != nil {
		return err
	}
	b.years(years, months)
	b.Chart = scTimeline{whole, b.Month, s.words}.draw()
	b.calendar(national.KeysOf("month"))
	counties, err := ask(total.AsOf, "county", "activated_month")
	if err != nil {
		return err
	}
	b.counties(s, counties)
	if b.State != nil {
		b.Map = s.atlas.scState(b)
		return nil
	}
	b.Map = s.atlas.scNation(b, s.assetMesh())
	return s.scStates(ctx, b, total.AsOf)
}

// years lists how many counties were activated in each year, and at its end.
func (b *scBody) years(years, months *Answer) {
	for _, y := range years.KeysOf("activated_year") {
		end := min(y+"-12", b.Month)
		b.Years = append(b.Years, scYear{y, years.Figure("", "activated_year", y), months.Figure("", "month", end)})
	}
}

// calendar is the slider without scripts: every month of the list is a link.
func (b *scBody) calendar(months []string) {
	if len(months) == 0 {
		return
	}
	for m := months[0][:4] + "-01"; m[:4] <= months[len(months)-1][:4]; m = nextMonth(m) {
		if n := len(b.Calendar); n == 0 || b.Calendar[n-1].Year != m[:4] {
			b.Calendar = append(b.Calendar, calendarYear{Year: m[:4]})
		}
		y := &b.Calendar[len(b.Calendar)-1]
		y.Months = append(y.Months, calendarMonth{Month: m, Held: slices.Contains(months, m), Here: m == b.Month})
	}
}

// counties lists the counties of the answer, each with its month or without.
func (b *scBody) counties(s *Site, a *Answer) {
	for _, row := range a.Rows {
		c := scCounty{FIPS: row.Keys["county"], Name: row.Labels["county"], Since: row.Keys["activated_month"], Known: row.Value != nil, County: s.ledger.County(row.Keys["county"])}
		if c.Known {
			text := s.words.Month(c.Since)
			c.Month = Figure{Known: true, Text: text, HTML: figureLink(pageOf(detangle.Question{Name: scMeasure, Where: map[string]string{"county": c.FIPS}}), text)}
		} else {
			b.Undated++
		}
		if c.County != nil {
			c.Name = c.County.Name
		}
		b.Counties = append(b.Counties, c)
	}
	slices.SortStableFunc(b.Counties, func(x, y scCounty) int { return cmp.Compare(x.Name, y.Name) })
}

func (s *Site) scStates(ctx context.Context, b *scBody, asOf string) error {
	a, err := s.ask(ctx, detangle.Question{Name: scMeasure, By: []string{"state"}, AsOf: asOf})
	if err != nil {
		return err
	}
	for _, row := range a.Rows {
		st := s.ledger.State(row.Keys["state"])
		if st == nil {
			continue
		}
		x := scState{State: st, Active: a.Figure("", "state", st.Code)}
		if row.Denominator != nil {
			x.Listed = s.words.Number(*row.Denominator)
		}
		b.States = append(b.States, x)
	}
	slices.SortStableFunc(b.States, func(x, y scState) int { return cmp.Compare(x.State.Name, y.State.Name) })
	return nil
}

// Rest keeps the chosen month or state in an address.
func (b *scBody) Address(state, month string) string {
	var parts []string
	if state != "" {
		parts = append(parts, "state="+state)
	}
	if month != "" {
		parts = append(parts, "on="+month)
	}
	if len(parts) == 0 {
		return "/secure-communities"
	}
	return "/secure-communities?" + strings.Join(parts, "&")
}

// Code is the state's code, or nothing.
func (b *scBody) Code() string {
	if b.State == nil {
		return ""
	}
	return b.State.Code
}

// Chosen is the month to keep in links: none where it is the last.
func (b *scBody) Chosen() string {
	if b.Whole {
		return ""
	}
	return b.Month
}

// scOf says in a line since when a county's prints are matched: a link to the
// answer, or that the list has no month. It is empty where there is no list, or
// the county is not on it.
func (s *Site) scOf(ctx context.Context, fips string) (template.HTML, error) {
	a, err := s.ask(ctx, detangle.Question{Name: scMeasure, Where: map[string]string{"county": fips}, By: []string{"county", "activated_month"}})
	if err != nil || len(a.Rows) != 1 {
		return "", err
	}
	page := pageOf(detangle.Question{Name: scMeasure, Where: map[string]string{"county": fips}})
	if a.Rows[0].Value == nil {
		return figureLink(page, s.words.Plain("sc.county_row_unknown")), nil
	}
	return figureLink(page, s.words.Plain("sc.county_row", "month", s.words.Month(a.Rows[0].Keys["activated_month"]))), nil
}
