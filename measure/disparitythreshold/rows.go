package disparitythreshold

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"detangle"
	"detangle/stat/threshold"
)

// weightings are the names of estimators under each weighting, after that of the
// setting.
var weightings = map[threshold.Weighting]string{threshold.DeptTotal: "", threshold.OwnStops: ", own stops"}

// models are what is known of the fits behind rows, by what tells a row.
type models map[string]detangle.ModelFit

// told are rows of one kind before they are written: of all months, of a period, of
// a place.
type told struct {
	row        detangle.DisparityRow // what all have in common
	stateKey   string
	refusal    *detangle.Refusal // of all
	notYet     bool              // nothing is computed
	fits       []fit
	weightings []threshold.Weighting
	say        func(d difference, f fit, all []fit) string
}

// rows are a record's answers, one for each group and estimator: of all months, of
// each place, and of those around agreements.
func (r *record) rows(m models) (rows []detangle.DisparityRow) {
	row := detangle.DisparityRow{Source: r.source, State: r.state, Scope: r.scope(), Against: against, Unit: rowsUnit, Snapshot: r.snapshot, Persons: r.persons, First: r.first, Last: r.last, Dropped: r.dropped}
	for _, c := range r.cells {
		row.Whole += c.Stops
	}
	whole := told{row: row, stateKey: r.stateKey(), refusal: r.refusal, notYet: r.fits == nil, fits: r.fits, weightings: threshold.Weightings(), say: sentence}
	for _, group := range r.compared() {
		whole.row.Group, whole.row.Strata = group, r.count(group)
		rows = append(rows, r.told(whole, r.left, m)...)
		if r.refusal == nil && r.left[group].Code == "" {
			rows = append(rows, r.placeRows(whole, m)...)
		}
		for _, c := range r.around {
			rows = append(rows, c.rows(whole, m)...)
		}
	}
	return rows
}

// compared are all groups but the one compared with.
func (r *record) compared() []string {
	groups := map[string]bool{}
	for _, c := range r.cells {
		groups[c.Group] = c.Group != against
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(groups)), func(g string) bool { return !groups[g] })
}

// told are the rows of a group: a refusal, or one for each setting and weighting.
func (r *record) told(t told, left map[string]detangle.Refusal, m models) []detangle.DisparityRow {
	row := t.row
	row.Estimator = usual
	refused := func(refusal *detangle.Refusal) []detangle.DisparityRow {
		row.Refusal, row.Sentence = refusal, sentenceOf(*refusal)
		return []detangle.DisparityRow{row}
	}
	if refusal, found := left[row.Group]; found {
		return refused(&refusal)
	}
	switch {
	case t.refusal != nil:
		return refused(t.refusal)
	case t.notYet:
		return refused(&detangle.Refusal{Code: "not_computed", Reason: "the threshold test of " + r.name() + " is not computed yet", Closing: r.command(row)})
	}
	return t.fitted(m)
}

// placeRows are those of each place in which a group is fitted.
func (r *record) placeRows(t told, m models) (rows []detangle.DisparityRow) {
	t.weightings, t.row.Strata, t.row.Dropped = []threshold.Weighting{threshold.DeptTotal}, 1, 0
	for _, cell := range r.table.Cells {
		if cell.Group != t.row.Group || !r.has(cell.Department, against) {
			continue
		}
		at, here := r.places[cell.Department], t
		here.row.Scope, here.row.Department = "department", cell.Department
		if at.county != "" {
			here.row.Scope, here.row.County, here.row.Department = "county", at.county, ""
		}
		if at.hidden[cell.Group] || at.hidden[against] {
			here.refusal = &detangle.Refusal{Code: smallCell, Reason: "a count that it rests on has fewer than ten persons, or would tell of one that has", Closing: "more years, or the whole record"}
		}
		here.fits = nil
		for _, f := range r.fits {
			one := fit{Setting: f.Setting, Refusal: f.Refusal, Model: f.Model}
			for _, p := range f.Places {
				if p.Place == cell.Department {
					one.Differences = append(one.Differences, p.difference)
				}
			}
			here.fits = append(here.fits, one)
		}
		rows = append(rows, r.told(here, nil, m)...)
	}
	return rows
}

func (r *record) has(place, group string) bool {
	return slices.ContainsFunc(r.table.Cells, func(c threshold.Cell) bool { return c.Department == place && c.Group == group })
}

// rows are those of a change of agreement.
func (c *change) rows(t told, m models) (rows []detangle.DisparityRow) {
	side := &c.sides[0]
	t.refusal, t.notYet, t.row.Agreement, t.row.Dropped, t.row.Strata = c.refusal(), c.fits == nil, c.agreement, side.dropped, 0
	if c.refusal() == nil {
		t.row.Strata = side.count(t.row.Group)
	}
	for _, period := range periods {
		here := t
		here.row.Period, here.fits = period, c.asFits(period)
		here.say = func(d difference, f fit, all []fit) string { return c.sentence(period, d, f, all) }
		rows = append(rows, c.of.told(here, side.left, m)...)
	}
	return rows
}

// command computes what is not there.
func (r *record) command(row detangle.DisparityRow) string {
	s, by := "detangle measure disparity_threshold --where source="+r.source, "group"
	if !r.persons {
		s, by = s+" --where state="+r.state, "state,group"
	}
	if row.Agreement != "" {
		s, by = s+" --where agreement="+row.Agreement, by+",period"
	}
	return s + " --by " + by
}

// count is of the places in which a group is fitted.
func (c *chosen) count(group string) (n int64) {
	if c.table == nil {
		return 0
	}
	for _, cell := range c.table.Cells {
		if cell.Group == group {
			n++
		}
	}
	return n
}

// fitted are the rows of a group, one for each setting and weighting.
func (t told) fitted(m models) (rows []detangle.DisparityRow) {
	for _, f := range t.fits {
		for _, d := range f.differences(t.weightings) {
			name, shown := weightings[d.Weighting]
			if !shown || f.Refusal == nil && d.Group != t.row.Group {
				continue
			}
			out := t.row
			out.Estimator = f.Setting + name
			if f.Refusal != nil {
				out.Refusal, out.Sentence = f.Refusal, sentenceOf(*f.Refusal)
				rows = append(rows, out)
				continue
			}
			value, low, high := thousandths(d.Value), thousandths(d.Low), thousandths(d.High)
			out.Value, out.Low, out.High = &value, &low, &high
			out.Sentence = t.say(d, f, t.fits)
			rows = append(rows, out)
			if f.Model != nil {
				model := *f.Model
				model.Below = d.Below
				for _, b := range f.bars(d.Weighting, d.Group, against) {
					model.Bars = append(model.Bars, detangle.Bar{Group: b.Group, Value: thousandths(b.Value), Low: thousandths(b.Low), High: thousandths(b.High)})
				}
				m[modelKey(out.Source, t.stateKey, out.County, out.Department, out.Group, out.Estimator, cmp.Or(out.Period, "all"), out.Agreement)] = model
			}
		}
	}
	return rows
}

// differences are those of a fit; a refused one stands for all.
func (f fit) differences(weightings []threshold.Weighting) []difference {
	if f.Refusal == nil {
		return f.Differences
	}
	var all []difference
	for _, w := range weightings {
		all = append(all, difference{Weighting: w})
	}
	return all
}

func (r *record) stateKey() string {
	if r.persons {
		return ""
	}
	return r.state
}

// thousandths rounds; what rounds to nothing has no sign.
func thousandths(v float64) float64 { return math.Round(v*1000)/1000 + 0 }
