package publish

// Detainers: requests by ICE that a jail hold a person. The page is about one
// record at a time, the national release or a local one, since records overlap
// and differ in coverage. A request is no hold, and a lag is no hold either.

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"detangle"
)

const detainerMeasure = "detainers"

type detainersBody struct {
	Filter   filter
	Source   string // the record; empty: the national one, or the one the measure chose
	State    *State
	Year     string
	Records  []recordRow
	Years    []string
	Total    *exhibit
	Outcomes *exhibit // counts by outcome
	Shares   *exhibit // shares of each outcome, with the band
	Months   *exhibit
	Map      template.HTML
	Classes  []countClass
	Unplaced Figure
	Jails    jailTable
	Models   *exhibit
	Around   *exhibit // months before and after the first agreement
	Lag      *exhibit
	Lags     []*keyTable
	Simple   []*keyTable // what was asked, why it was lifted, ...
	People   []*keyTable // attributes of persons, from the suppressed family
	Basis    *exhibit    // boxes of probable cause, and what stands in them
	Holds    *exhibit
	Hold     []*keyTable
	States   []option
	national string // what to call the record that is no choice
}

// recordRow is a record that the page can be about.
type recordRow struct {
	Source, Title, Address string
	Count                  Figure
	From, To               string
	Here                   bool
}

// keyTable is an answer by one key.
type keyTable struct {
	Title, Counted string
	Bounded        bool
	Rows           []keyRow
	Refusal        *detangle.Refusal
	Caveats        []string
	Page           string
	Key            string
}

type keyRow struct {
	Key, Mark string
	Label     template.HTML
	Figure    Figure
	Low, High string
}

func (s *Site) detainersPage(r *http.Request) (*view, error) {
	b := &detainersBody{Filter: newFilter(r, "source", "state", "year", "q")}
	b.national = s.words.Plain("detainers.national")
	b.Source, b.Year = b.Filter.Get("source"), b.Filter.Get("year")
	if code := b.Filter.Get("state"); code != "" {
		if b.State = s.ledger.State(strings.ToUpper(code)); b.State == nil {
			return nil, notFound("no state %q", code)
		}
	}
	if b.Year != "" && (len(b.Year) != 4 || !digits(b.Year)) {
		return nil, badRequest("%q is no fiscal year: write 2025", b.Year)
	}
	ctx := r.Context()
	if err := s.detainerRecords(ctx, b); err != nil {
		return nil, err
	}
	if b.Source != "" && !slices.ContainsFunc(b.Records, func(x recordRow) bool { return x.Source == b.Source }) {
		return nil, notFound("no record of detainers %q", b.Source)
	}
	v := &view{Template: "detainers", Title: s.words.Plain("detainers.title"), Description: s.words.Plain("detainers.description"), Nav: "detainers", Path: b.Filter.With("sort", ""), Body: b}
	for _, step := range []func(context.Context, *detainersBody) error{s.holds, s.detainerTotals, s.detainerMonths, s.detainerPlaces, s.detainerModels, s.detainerDetails} {
		if err := step(ctx, b); err != nil {
			return nil, err
		}
		if b.Total != nil && b.Empty() {
			break
		}
	}
	return v, nil
}

// where are the filters that hold for the whole page.
func (b *detainersBody) where() map[string]string {
	w := map[string]string{"source": b.Source, "fiscal_year": b.Year}
	if b.State != nil {
		w["state"] = b.State.Code
	}
	return w
}

// detainerRecords lists the records that are held: each is a choice.
func (s *Site) detainerRecords(ctx context.Context, b *detainersBody) error {
	e, err := s.inquire(ctx, about(detainerMeasure, nil, "source"))
	if err != nil || !e.Held() {
		return err
	}
	for _, source := range e.KeysOf("source") {
		whole, err := s.inquire(ctx, about(detainerMeasure, map[string]string{"source": source}))
		if err != nil {
			return err
		}
		b.Records = append(b.Records, recordRow{Source: source, Title: s.sourceTitle(source), Address: b.Filter.With("source", source), Count: e.Figure("", "source", source),
			From: whole.From, To: whole.AsOf, Here: source == b.Source})
	}
	slices.SortStableFunc(b.Records, func(x, y recordRow) int { return cmp.Compare(y.Count.Value, x.Count.Value) })
	return nil
}

func (s *Site) detainerTotals(ctx context.Context, b *detainersBody) error {
	var years *exhibit
	if err := s.asked(ctx, map[**exhibit]detangle.Question{
		&b.Total: about(detainerMeasure, b.where()), &b.Outcomes: about(detainerMeasure, b.where(), "outcome"), &b.Shares: about("detainer_outcomes", b.where(), "outcome"),
		&years: about(detainerMeasure, map[string]string{"source": b.Source}, "fiscal_year"),
	}); err != nil {
		return err
	}
	if source := b.Total.Where["source"]; b.Source == "" && source != "" {
		b.Source = source // no national record is held: the measure chose the largest
		for i := range b.Records {
			b.Records[i].Here = b.Records[i].Source == source
		}
	}
	for _, y := range years.KeysOf("fiscal_year") {
		if y != "" {
			b.Years = append(b.Years, y)
		}
	}
	slices.Sort(b.Years)
	for _, st := range s.ledger.States {
		b.States = append(b.States, option{st.Code, st.Name, st == b.State})
	}
	return nil
}

// detainerMonths draws the months, cut by outcome.
func (s *Site) detainerMonths(ctx context.Context, b *detainersBody) error {
	var err error
	b.Months, err = s.byMonth(ctx, detainerMeasure, b.where(), "outcome", "detainers.chart")
	return err
}

// byMonth draws an answer by month, cut by a key where the record has it.
func (s *Site) byMonth(ctx context.Context, measure string, where map[string]string, cut, label string, marks ...barMark) (*exhibit, error) {
	by := []string{"month"}
	if cut != "" {
		by = append(by, cut)
	}
	e, err := s.inquire(ctx, about(measure, where, by...))
	if err != nil {
		return nil, err
	}
	if !e.Held() {
		if cut == "" {
			return e, nil
		}
		return s.byMonth(ctx, measure, where, "", label, marks...)
	}
	months := monthsOf(e.Answer)
	if len(months) < 2 {
		return e, nil
	}
	c := barChart{Answer: e.Answer, along: "month", keys: months, cut: cut, name: s.words.Month, words: s.words, id: "b" + slug(measure), marks: marks,
		label: s.words.Plain(label, "from", s.words.Month(months[0]), "to", s.words.Month(months[len(months)-1]))}
	if cut == "outcome" {
		c.parts = outcomes
	}
	e.Chart = c.draw()
	return e, nil
}

// keyed answers by one key as a table, largest first, unless the key has an order of its own.
func (s *Site) keyed(ctx context.Context, q detangle.Question) (*keyTable, error) {
	e, err := s.inquire(ctx, q)
	if err != nil {
		return nil, err
	}
	return s.keyTableOf(e, q.By[0]), nil
}

func (s *Site) keyTableOf(e *exhibit, key string) *keyTable {
	t := &keyTable{Key: key, Title: s.words.keyTitle(key), Counted: string(e.Unit), Refusal: e.Refusal, Caveats: e.Caveats, Page: e.Page}
	for _, row := range e.Rows {
		value := row.Keys[key]
		k := keyRow{Key: value, Label: s.valueName(e.Answer, key, value), Figure: e.Cell(key, value)}
		if key == "outcome" {
			k.Mark = value
		}
		k.Low, k.High = e.bounds(row)
		t.Bounded = t.Bounded || k.Low != ""
		t.Rows = append(t.Rows, k)
	}
	order := s.words.order(key)
	if key == "fiscal_year" || key == "year" || key == "threat_level" {
		slices.SortStableFunc(t.Rows, func(x, y keyRow) int { return cmp.Compare(cmp.Or(x.Key, "~"), cmp.Or(y.Key, "~")) })
		return t
	}
	slices.SortStableFunc(t.Rows, func(x, y keyRow) int {
		return cmp.Or(cmp.Compare(order(x.Key), order(y.Key)), cmp.Compare(y.Figure.Value, x.Figure.Value))
	})
	return t
}

// detainerDetails are the tables by one key.
func (s *Site) detainerDetails(ctx context.Context, b *detainersBody) error {
	for _, key := range []string{"request_class", "lift_reason", "program"} {
		t, err := s.keyed(ctx, about(detainerMeasure, b.where(), key))
		if err != nil {
			return err
		}
		b.Simple = append(b.Simple, t)
	}
	for _, key := range []string{"criminality", "threat_level", "citizenship"} {
		t, err := s.keyed(ctx, about(detainerMeasure, b.where(), key))
		if err != nil {
			return err
		}
		b.People = append(b.People, t)
	}
	var err error
	if b.Basis, err = s.inquire(ctx, about("detainer_basis", b.where(), "box", "standing")); err != nil {
		return err
	}
	b.Basis.Cross = s.crossOf(b.Basis, "box", "standing", nil)
	bands, err := s.keyed(ctx, about("detainer_lag_bands", b.where(), "band"))
	if err != nil {
		return err
	}
	b.Lags = append(b.Lags, bands)
	for _, key := range []string{"fiscal_year", "model"} {
		t, err := s.keyed(ctx, about("detainer_lag", b.where(), key))
		if err != nil {
			return err
		}
		b.Lags = append(b.Lags, t)
	}
	b.Lag, err = s.inquire(ctx, about("detainer_lag", b.where()))
	return err
}

// detainerModels are the detainers by the model in force at the jail's agency,
// and around the first agreement.
func (s *Site) detainerModels(ctx context.Context, b *detainersBody) error {
	whole := (*exhibit)(nil)
	if err := s.asked(ctx, map[**exhibit]detangle.Question{
		&b.Models: about(detainerMeasure, b.where(), "model", "outcome"), &whole: about(detainerMeasure, b.where(), "model"), &b.Around: about(detainerMeasure, b.where(), "since_agreement", "outcome"),
	}); err != nil {
		return err
	}
	b.Models.Cross = s.crossOf(b.Models, "model", "outcome", whole)
	b.Around.Chart = s.around(b.Around, "around")
	return nil
}

// around draws the months before and after the first agreement, a rule between.
func (s *Site) around(e *exhibit, id string) template.HTML {
	if !e.Held() {
		return ""
	}
	keys := numbersOf(e.Answer, "since_agreement", -24, 24)
	if len(keys) < 3 {
		return ""
	}
	return barChart{Answer: e.Answer, along: "since_agreement", keys: keys, cut: "outcome", parts: outcomes, words: s.words, id: id, zero: "0", label: s.words.Plain("detainers.around_label"),
		name: func(k string) string { return strings.Replace(k, "-", "−", 1) }}.draw()
}

// holds are the holds of local jails, against the 48-hour clock.
func (s *Site) holds(ctx context.Context, b *detainersBody) error {
	var err error
	if b.Holds, err = s.inquire(ctx, about("holds", nil)); err != nil || !b.Holds.Held() {
		return err
	}
	b.Hold = nil
	for _, key := range []string{"past", "past_form", "released_to", "year"} {
		t, err := s.keyed(ctx, about("holds", nil, key))
		if err != nil {
			return err
		}
		b.Hold = append(b.Hold, t)
	}
	return nil
}

// Empty reports that the record has no such detainers, or cannot say.
func (b *detainersBody) Empty() bool { return b.Total.Refusal != nil || b.Total.Whole().Value == 0 }

// Record is the title of the record that the page is about.
func (b *detainersBody) Record() string {
	for _, x := range b.Records {
		if x.Here {
			return x.Title
		}
	}
	return b.national
}

// outcomeRow is an outcome with its share and the band around it.
type outcomeRow struct {
	keyRow
	Share string
}

// Outcome lists the outcomes of the page.
func (b *detainersBody) Outcome(s *Site) []outcomeRow { return s.outcomeRows(b.Outcomes, b.Shares) }

// outcomeRows lists the outcomes: how many, and which share with its band.
func (s *Site) outcomeRows(counts, shares *exhibit) []outcomeRow {
	var out []outcomeRow
	for _, o := range outcomes {
		row := outcomeRow{keyRow: keyRow{Key: o, Label: s.valueName(counts.Answer, "outcome", o), Figure: counts.Figure("", "outcome", o)}}
		if share, ok := shares.Row("outcome", o); ok && share.Value != nil {
			row.Share = shares.print(*share.Value)
			row.Low, row.High = shares.bounds(share)
		}
		out = append(out, row)
	}
	return out
}
