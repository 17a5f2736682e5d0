package publish

// Detention: how many people were held, where, and how that was counted. Three
// records speak of it and do not agree: headcounts of released records, ICE's own
// workbooks, and stays counted from individual rows. They stand side by side.

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"slices"

	"detangle"
)

type detentionBody struct {
	Filter     filter
	Held       *exhibit // headcount of the newest day of the records
	HeldMonths *exhibit
	HeldStates *keyTable
	HeldMap    template.HTML
	Classes    []countClass
	Now        *exhibit // people held, as ICE's newest workbook has it
	NowBy      []*keyTable
	Average    *exhibit // by month
	Years      []yearColumn
	YearRows   []crossRow
	Year       string // the fiscal year of the facilities
	Facilities jailTable
	Caveats    []string
}

// yearColumn is a measure that the table by fiscal year sets beside the others.
type yearColumn struct{ Measure, Source, Key string }

// detentionYears are the columns of the reconciliation, the published before the counted.
var detentionYears = []yearColumn{
	{"average_daily_population", "", "average"}, {"average_length_of_stay", "", "length"}, {"initial_book_ins", "", "bookins"}, {"stays", "", "stays"},
	{"final_book_outs", "", "bookouts"}, {"removals_reported", "", "removals"}, {"removals", "", "removaltable"}, {"removals", "ice-removals", "removalrows"},
}

func (s *Site) detentionPage(r *http.Request) (*view, error) {
	b := &detentionBody{Filter: newFilter(r, "q")}
	ctx := r.Context()
	for _, step := range []func(context.Context, *detentionBody) error{s.headcount, s.workbooks, s.detentionByYear, s.facilities} {
		if err := step(ctx, b); err != nil {
			return nil, err
		}
	}
	return &view{Template: "detention", Title: s.words.Plain("detention.title"), Description: s.words.Plain("detention.description"), Nav: "detention", Path: "/detention", Body: b}, nil
}

// headcount is what the released records say of each day.
func (s *Site) headcount(ctx context.Context, b *detentionBody) error {
	var counties, states *exhibit
	if err := s.asked(ctx, map[**exhibit]detangle.Question{
		&b.Held: about("detention_population", nil), &counties: about("detention_population", nil, "county"), &states: about("detention_population", nil, "state"),
	}); err != nil {
		return err
	}
	var err error
	if b.HeldMonths, err = s.byMonth(ctx, "detention_population", nil, "", "detention.chart"); err != nil {
		return err
	}
	b.HeldStates = s.keyTableOf(states, "state")
	if counties.Held() {
		b.HeldMap, b.Classes = s.countMap(counties, nil, "detention.map_label", "")
	}
	return nil
}

// workbooks is what ICE's own statistics say of the newest day, and by month.
func (s *Site) workbooks(ctx context.Context, b *detentionBody) error {
	var err error
	if b.Now, err = s.inquire(ctx, about("currently_detained", nil)); err != nil {
		return err
	}
	for _, key := range []string{"arresting_agency", "criminality", "facility_type"} {
		t, err := s.keyed(ctx, about("currently_detained", nil, key))
		if err != nil {
			return err
		}
		b.NowBy = append(b.NowBy, t)
	}
	b.Average, err = s.byMonth(ctx, "average_daily_population", nil, "", "detention.average_chart")
	return err
}

// detentionByYear sets published and counted numbers of a fiscal year beside each other.
func (s *Site) detentionByYear(ctx context.Context, b *detentionBody) error {
	var answers []*exhibit
	var years []string
	for _, c := range detentionYears {
		e, err := s.inquire(ctx, about(c.Measure, map[string]string{"source": c.Source}, "fiscal_year"))
		if err != nil {
			return err
		}
		if !e.Held() {
			continue
		}
		answers, b.Years = append(answers, e), append(b.Years, c)
		for _, y := range e.KeysOf("fiscal_year") {
			if y != "" && !slices.Contains(years, y) {
				years = append(years, y)
			}
		}
		b.Caveats = detangle.JoinCaveats(b.Caveats, e.Finding.Caveats)
	}
	slices.SortFunc(years, func(x, y string) int { return cmp.Compare(y, x) })
	for _, y := range years {
		row := crossRow{Key: y, Label: template.HTML(template.HTMLEscapeString(y))}
		for _, e := range answers {
			cell := Figure{HTML: template.HTML(`<span class="dim">–</span>`)}
			if _, ok := e.Row("fiscal_year", y); ok {
				cell = e.Cell("fiscal_year", y)
			}
			row.Cells = append(row.Cells, cell)
		}
		b.YearRows = append(b.YearRows, row)
	}
	return nil
}

// facilities are those of the newest workbook.
func (s *Site) facilities(ctx context.Context, b *detentionBody) error {
	years, err := s.inquire(ctx, about("average_daily_population", nil, "fiscal_year"))
	if err != nil {
		return err
	}
	if years.Held() {
		b.Year = slices.Max(years.KeysOf("fiscal_year"))
	}
	places, err := s.inquire(ctx, about("average_daily_population", map[string]string{"fiscal_year": b.Year}, "facility", "state", "county"))
	if err != nil {
		return err
	}
	b.Facilities = s.jails(b.Filter, "facilities.", places, nil)
	return nil
}
