package publish

// The pipeline: from an encounter to a removal, as far as one release lets the
// steps be linked. Events are linked within a release and never across; what
// could not be linked is drawn as wide as it is.

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"detangle"
)

const funnelMeasure = "pipeline_funnel"

// stepMeasures count the events of each step.
var stepMeasures = map[string]string{"encounter": "encounters", "detainer": "detainers", "arrest": "arrests", "stay": "stays", "removal": "removals"}

// stepWhere are the filters of a step: removals are those of individual records
// here, not ICE's table of removals, which counts the same departures otherwise.
func stepWhere(step string, where map[string]string) map[string]string {
	if step != "removal" {
		return where
	}
	out := map[string]string{"source": "ice-removals"}
	for k, v := range where {
		out[k] = v
	}
	return out
}

// linkModes are the two ways of linking, ours first.
var linkModes = []string{"detangle", "ddp"}

type pipelineBody struct {
	Year     string // fiscal year, empty: all
	Mode     string
	Years    []string
	Steps    []stepRow
	Wide     template.HTML
	Narrow   template.HTML
	Funnel   *exhibit
	Table    []pairRow
	Modes    []string
	ByYear   *cross
	ByState  *stepTable
	Standing []standingRun
	Warnings []releaseWarning
	Agree    *exhibit // links of both ways, and of one alone
	Agreeing []agreeRow
	Any      bool // some step has a number
}

// stepRow is a step with how many events it has, or why that is not known.
type stepRow struct {
	Step    string
	Total   *exhibit
	Figure  Figure
	Measure string
}

// pairRow is two steps with what became of the first's events, in each mode.
type pairRow struct {
	From, To string
	Parts    []Figure // in the order of standings, of the mode shown
	Rates    []Figure // share that is linked, in each mode
	Bands    []string // what is known of it
	Of       []Figure // of so many
}

// agreeRow is a step of a release with the links of both ways, and of one alone.
type agreeRow struct {
	From, To, Release string
	Cells             []Figure
}

// foundBy are the ways that a link may be found by.
var foundBy = []string{"both", "ddp alone", "detangle alone"}

// stepTable is places or years down and the steps across.
type stepTable struct {
	Key  string
	Rows []crossRow
}

func (s *Site) pipelinePage(r *http.Request) (*view, error) {
	b := &pipelineBody{Year: r.URL.Query().Get("year"), Mode: r.URL.Query().Get("mode"), Standing: s.ledger.standingRuns(), Warnings: s.ledger.releaseWarnings()}
	if b.Mode == "" {
		b.Mode = linkModes[0]
	}
	if !slices.Contains(linkModes, b.Mode) {
		return nil, badRequest("%q is no way of linking: write detangle or ddp", b.Mode)
	}
	if b.Year != "" && (len(b.Year) != 4 || !digits(b.Year)) {
		return nil, badRequest("%q is no fiscal year: write 2025", b.Year)
	}
	if err := s.fillPipeline(r.Context(), b); err != nil {
		return nil, err
	}
	return &view{Template: "pipeline", Title: s.words.Plain("pipeline.title"), Description: s.words.Plain("pipeline.description"), Nav: "pipeline", Path: b.Address(b.Year, b.Mode), Body: b}, nil
}

func digits(s string) bool {
	return !slices.ContainsFunc([]rune(s), func(r rune) bool { return r < '0' || r > '9' })
}

// Address keeps what was chosen.
func (b *pipelineBody) Address(year, mode string) string {
	q := map[string][]string{}
	if year != "" {
		q["year"] = []string{year}
	}
	if mode != linkModes[0] {
		q["mode"] = []string{mode}
	}
	return withQuery("/pipeline", q)
}

func (s *Site) fillPipeline(ctx context.Context, b *pipelineBody) error {
	totals := map[string]Figure{}
	for _, step := range pipelineSteps {
		e, err := s.inquire(ctx, about(stepMeasures[step], stepWhere(step, map[string]string{"fiscal_year": b.Year})))
		if err != nil {
			return err
		}
		row := stepRow{Step: step, Total: e, Figure: e.Whole(), Measure: stepMeasures[step]}
		totals[step] = row.Figure
		b.Steps, b.Any = append(b.Steps, row), b.Any || row.Figure.Value > 0
	}
	var err error
	if b.Funnel, err = s.inquire(ctx, about(funnelMeasure, map[string]string{"link": b.Mode, "fiscal_year": b.Year}, "step", "standing")); err != nil {
		return err
	}
	if b.Funnel.Held() {
		if err := s.fillPairs(ctx, b); err != nil {
			return err
		}
	}
	if f := newFlow(b.Funnel.Answer, totals, s.words); f != nil {
		label := s.words.Plain("pipeline.label", "encounters", totals["encounter"], "detainers", totals["detainer"], "arrests", totals["arrest"], "stays", totals["stay"], "removals", totals["removal"])
		b.Wide, b.Narrow = f.wide(label), f.narrow(label)
	}
	if err := s.agreeing(ctx, b); err != nil {
		return err
	}
	if err := s.pipelineYears(ctx, b); err != nil {
		return err
	}
	b.ByState, err = s.stepsBy(ctx, "state", map[string]string{"fiscal_year": b.Year})
	return err
}

// fillPairs lays out every pair of steps that is linked, in both modes.
func (s *Site) fillPairs(ctx context.Context, b *pipelineBody) error {
	rates, whole := map[string]*exhibit{}, map[string]*exhibit{}
	for _, mode := range linkModes {
		where := map[string]string{"link": mode, "fiscal_year": b.Year}
		var err error
		if rates[mode], err = s.inquire(ctx, about("link_rate", where, "step")); err != nil {
			return err
		}
		if whole[mode], err = s.inquire(ctx, about(funnelMeasure, where, "step")); err != nil {
			return err
		}
		if rates[mode].Held() {
			b.Modes = append(b.Modes, mode)
		}
	}
	for _, step := range b.Funnel.KeysOf("step") {
		from, to, _ := strings.Cut(step, " to ")
		p := pairRow{From: from, To: to}
		for _, standing := range standings {
			p.Parts = append(p.Parts, b.Funnel.Cell("step", step, "standing", standing))
		}
		for _, mode := range b.Modes {
			of, rate, band := whole[mode].Cell("step", step), rates[mode].Cell("step", step), ""
			if row, ok := rates[mode].Row("step", step); !ok { // these rules do not link the two
				of, rate = Figure{}, dash(s.words.Plain("pipeline.unruled"))
			} else if low, high := rates[mode].bounds(row); low != "" {
				band = s.words.Plain("pipeline.band", "low", low, "high", high)
			}
			p.Rates, p.Bands, p.Of = append(p.Rates, rate), append(p.Bands, band), append(p.Of, of)
		}
		b.Table = append(b.Table, p)
	}
	place := func(p pairRow) int {
		return slices.Index(pipelineSteps, p.From)*10 + slices.Index(pipelineSteps, p.To)
	}
	slices.SortStableFunc(b.Table, func(x, y pairRow) int { return place(x) - place(y) })
	return nil
}

// agreeing lays out where the two ways of linking agree.
func (s *Site) agreeing(ctx context.Context, b *pipelineBody) error {
	var err error
	if b.Agree, err = s.inquire(ctx, about("link_agreement", nil, "release", "step", "found_by")); err != nil || !b.Agree.Held() {
		return err
	}
	for _, release := range b.Agree.KeysOf("release") {
		for _, step := range b.Agree.KeysOf("step") {
			if _, ok := b.Agree.Row("release", release, "step", step, "found_by", foundBy[0]); !ok {
				continue
			}
			row := agreeRow{Release: release}
			row.From, row.To, _ = strings.Cut(step, " to ")
			for _, by := range foundBy {
				row.Cells = append(row.Cells, b.Agree.Cell("release", release, "step", step, "found_by", by))
			}
			b.Agreeing = append(b.Agreeing, row)
		}
	}
	return nil
}

// pipelineYears lists the fiscal years with the events of each step.
func (s *Site) pipelineYears(ctx context.Context, b *pipelineBody) error {
	t, err := s.stepsBy(ctx, "fiscal_year", nil)
	if err != nil || t == nil {
		return err
	}
	slices.SortFunc(t.Rows, func(x, y crossRow) int { return -cmp.Compare(x.Key, y.Key) })
	b.ByYear = &cross{Down: s.words.keyTitle("fiscal_year"), Rows: t.Rows}
	for _, row := range t.Rows {
		if row.Key != "" {
			b.Years = append(b.Years, row.Key)
		}
	}
	return nil
}

// stepsBy sets the numbers of all steps side by side, by a key that some have.
func (s *Site) stepsBy(ctx context.Context, key string, where map[string]string) (*stepTable, error) {
	t := &stepTable{Key: key}
	var answers []*exhibit
	var keys []string
	for _, step := range pipelineSteps {
		e, err := s.inquire(ctx, about(stepMeasures[step], stepWhere(step, where), key))
		if err != nil {
			return nil, err
		}
		answers = append(answers, e)
		if !e.Held() {
			continue
		}
		for _, k := range e.KeysOf(key) {
			if !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		row := crossRow{Key: k, Label: s.valueName(newAnswer(detangle.Finding{}, s.words), key, k)}
		for _, e := range answers {
			cell := dash(refusalText(e))
			if _, ok := e.Row(key, k); ok || e.Held() && key != "fiscal_year" {
				cell = e.Cell(key, k)
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return nil, nil
	}
	return t, nil
}

// dash stands for what is not held, with why.
func dash(why string) Figure {
	return Figure{Text: "–", HTML: template.HTML(`<span class="refused" title="` + template.HTMLEscapeString(why) + `">–</span>`)}
}

// refusalText is why an exhibit has no number.
func refusalText(e *exhibit) string {
	if e == nil || e.Refusal == nil {
		return ""
	}
	return e.Refusal.Reason
}

// Recorded lists the steps that are held: "600 detainers and 500 arrests".
func (b *pipelineBody) Recorded(s *Site) template.HTML {
	var parts []string
	for _, step := range b.Steps {
		if step.Figure.Known {
			parts = append(parts, string(s.words.HTML("steps."+step.Step, "n", step.Figure)))
		}
	}
	last := len(parts) - 1
	if last < 1 {
		return template.HTML(strings.Join(parts, ""))
	}
	return s.words.HTML("exhibit.and", "rest", template.HTML(strings.Join(parts[:last], ", ")), "last", template.HTML(parts[last]))
}

// Missing reports that a step is not held.
func (b *pipelineBody) Missing() bool {
	return slices.ContainsFunc(b.Steps, func(x stepRow) bool { return !x.Figure.Known })
}

// Window says in words which years the page is about.
func (b *pipelineBody) Window(s *Site) string {
	if b.Year != "" {
		return s.words.Plain("pipeline.in_year", "year", b.Year)
	}
	from, to := "", ""
	for _, step := range b.Steps {
		if f := step.Total.Finding; f.From != "" {
			if from == "" || f.From < from {
				from = f.From
			}
			to = max(to, f.AsOf)
		}
	}
	return s.words.Plain("pipeline.in_span", "from", s.words.Day(from), "to", s.words.Day(to))
}
