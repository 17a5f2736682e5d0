package detangle

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
)

//go:embed stop_rates.sql
var stopRatesInput string

// StopRatesInput is the statement that makes the frame of rates of an event:
// "searches" of stops, or "hits" of searches.
func StopRatesInput(event string) string { return strings.ReplaceAll(stopRatesInput, "EVENT", event) }

// StopRates are events of police stops over what they come from: searches of
// stops, hits of searches. Several records may be held, counts that a publisher
// gave out and counts of individual stops, of which a question is about one. A
// record is whole: it has no time within.
//
// Counts of individual stops by race come from a fixed family of tables, laid out
// by state, county and department, in which small cells are withheld together. A
// question is answered from one layout, and a row that a withheld cell belongs to
// is withheld: cells are never added up to less than what everybody may read.
type StopRates struct {
	recordsHeld
	facets       *Facets
	events, base []int64
	row          []int64
	withheld     []bool
}

// stopKeys are the keys of a question about rates of stops.
var stopKeys = []string{"source", "state", "county", "place", "department", "race"}

// StopKeys returns them.
func StopKeys() []string { return slices.Clone(stopKeys) }

// The layouts of a record.
const (
	published    = "published" // as a publisher gave it out: one for every question
	byGeography  = "geography" // all of one police
	byCounty     = "county"
	byDepartment = "department"
)

// NewStopRates indexes a frame with the text columns of StopKeys and layout,
// place_name, snapshot and sheet, the integer columns events, base, withheld (0 or
// 1), row_number, and the dates first_day and last_day of each row's record.
func NewStopRates(f *Frame, about About) (*StopRates, error) {
	r := &StopRates{recordsHeld: holdRecords(about), events: f.Ints("events"), base: f.Ints("base"), row: f.Ints("row_number"), withheld: make([]bool, f.Len())}
	withheld := f.Ints("withheld")
	if n := f.Len(); len(r.events) != n || len(r.base) != n || len(r.row) != n || len(withheld) != n {
		return nil, fmt.Errorf("no integer columns events, base, row_number and withheld")
	}
	var err error
	if r.facets, err = NewFacets(f, append(StopKeys(), "layout", "place_name", "snapshot", "sheet")...); err != nil {
		return nil, err
	}
	first, last, err := recordDays(f)
	if err != nil {
		return nil, err
	}
	for i := range r.events {
		source := r.facets.Value("source", i)
		r.note(source, first[i], last[i])
		r.withheld[i] = withheld[i] == 1
		if layout := r.facets.Value("layout", i); layout == published || layout == byGeography && r.facets.Value("race", i) == everyRace {
			r.whole[source] += r.base[i]
		}
	}
	r.settle()
	return r, nil
}

// Coverage is that of the largest record held.
func (r *StopRates) Coverage() Coverage {
	c := r.coverage(r.facets, stopKeys)
	delete(c.Words["race"], everyRace)
	names, codes := r.facets.facets["place_name"], r.facets.Codes("place_name")
	for i, code := range r.facets.Codes("place") {
		if v, name := r.facets.facets["place"].values[code], names.values[codes[i]]; v != "" && name != "" {
			c.Words["place"][v] = name
		}
	}
	return c
}

// Choose settles which record a question is about, and refuses keys that it does
// not have.
func (r *StopRates) Choose(where map[string]string, by []string) Choice {
	choice := Choice{Coverage: r.Coverage(), Where: where}
	asked := Args{Where: where, By: by}
	if r.largest == "" || slices.Contains(by, "source") && where["source"] == "" {
		if len(r.records) > 1 {
			choice.Notes = []string{"Each row is of a record of its own: they overlap and differ in coverage, and are not to be added up."}
		}
		return choice
	}
	source := where["source"]
	if source == "" {
		source = r.largest
		choice.Where = maps.Clone(where)
		if choice.Where == nil {
			choice.Where = map[string]string{}
		}
		choice.Where["source"] = source
		choice.Notes = r.chosen()
	}
	if r.whole[source] == 0 {
		choice.Refusal = &Refusal{Code: "not_recorded", Reason: fmt.Sprintf("the record %s does not say %s: its file has no such column, or leaves it empty", source, r.about.Name), Closing: r.about.Closing}
		return choice
	}
	words := choice.Coverage.Words
	choice.Coverage = *r.records[source]
	choice.Coverage.Words = words
	for _, key := range []string{"county", "place", "department"} {
		if asked.Asks(key) && !r.says(source, key) {
			choice.Refusal = &Refusal{Code: "no_column", Reason: fmt.Sprintf("%s does not say the %s", choice.Coverage.Name, key), Closing: "a record that has it: where.source"}
		}
	}
	return choice
}

func (r *StopRates) says(source, key string) bool {
	for i := range r.events {
		if r.facets.Value("source", i) == source && r.facets.Value(key, i) != "" {
			return true
		}
	}
	return false
}

// layout is the table of the family that a question is answered from.
func (r *StopRates) layout(a Args) (string, *Refusal) {
	county, department := a.Asks("county") || a.Asks("place"), a.Asks("department")
	switch {
	case county && department:
		return "", &Refusal{Code: "two_layouts", Reason: "by race there are tables by county and tables by department, and none by both: small groups could be worked out of it", Closing: "by=county or by=department"}
	case county:
		return byCounty, nil
	case department:
		return byDepartment, nil
	}
	return byGeography, nil
}

// everyRace is the race of a family's rows that no race divides.
const everyRace = "all"

// StopGroup is one row of an answer before it is a share.
type StopGroup struct {
	Row          FindingRow
	Events, Base int64
	Withheld     bool // a cell of it is
}

// Groups adds events and bases up under the keys of a question.
func (r *StopRates) Groups(a Args) ([]StopGroup, *Refusal, error) {
	if refusal := r.part(a, "counted", "leave the date out"); refusal != nil {
		return nil, refusal, nil
	}
	layout, refusal := r.layout(a)
	if refusal != nil {
		return nil, refusal, nil
	}
	keep, err := r.facets.Filter(a.Where)
	if err != nil {
		return nil, nil, err
	}
	tally, err := NewTally(r.facets, a, []Moment{{From: a.From, To: a.AsOf}}, false)
	if err != nil {
		return nil, nil, err
	}
	raced := a.Asks("race")
	var groups []StopGroup
	for i := range r.events {
		own := r.facets.Value("layout", i)
		if !keep.Keep(i) || own != published && (own != layout || raced == (r.facets.Value("race", i) == everyRace)) {
			continue
		}
		at := tally.index(tally.group(0, i))
		if at == len(groups) {
			groups = append(groups, StopGroup{})
		}
		g := &groups[at]
		g.Events, g.Base, g.Withheld = g.Events+r.events[i], g.Base+r.base[i], g.Withheld || r.withheld[i]
	}
	for i := range groups {
		groups[i].Row = tally.row(&tally.cells[i])
	}
	slices.SortFunc(groups, func(x, y StopGroup) int { return tally.compare(x.Row, y.Row) })
	return groups, nil, nil
}

// ShareRule is what makes a measure's shares of the groups of StopRates.
type ShareRule struct {
	Of       string // what is shared: "stops"
	Fewest   int64  // below which no share is printed
	Interval func(k, n int64) (low, high float64)
	Caveats  []string
	ByRace   []string // caveats of shares by race
	Pooled   string   // of shares by race that are pooled over places
}

// Shares answers with the share of each group and its interval.
func (r *StopRates) Shares(a Args, rule ShareRule) (f Finding, err error) {
	groups, refusal, err := r.Groups(a)
	if f.Refusal = refusal; err != nil || refusal != nil {
		return f, err
	}
	for _, g := range groups {
		f.Rows = append(f.Rows, g.share(rule))
	}
	f.Caveats = slices.Clone(rule.Caveats)
	if a.Asks("race") {
		f.Caveats = append(f.Caveats, rule.ByRace...)
		if !a.Asks("county") && !a.Asks("place") && !a.Asks("department") {
			f.Caveats = append(f.Caveats, rule.Pooled)
		}
	}
	f.Inputs, err = r.Snapshots(a)
	return f, err
}

func (g StopGroup) share(rule ShareRule) FindingRow {
	row := FindingRow{Keys: g.Row.Keys}
	if g.Withheld {
		row.Suppressed = true
		return row
	}
	of := float64(g.Base)
	row.N, row.Denominator = g.Events, &of
	if g.Base < rule.Fewest {
		row.Refusal = &Refusal{Code: "too_few", Reason: fmt.Sprintf("no share is given of fewer than %d %s", rule.Fewest, rule.Of)}
		return row
	}
	value := float64(g.Events) / of
	low, high := rule.Interval(g.Events, g.Base)
	row.Value, row.Low, row.High = &value, &low, &high
	return row
}

// Evidence returns the rows of published tables that an answer counts; those of
// individual stops are about persons and are not shown.
func (r *StopRates) Evidence(a Args) ([]Evidence, error) {
	keep, err := r.facets.Filter(a.Where)
	if err != nil {
		return nil, err
	}
	var out []Evidence
	for i := range r.events {
		if r.row[i] == 0 || !keep.Keep(i) {
			continue
		}
		out = append(out, Evidence{Ref: CellRef{Snapshot: r.facets.Value("snapshot", i), Sheet: r.facets.Value("sheet", i), Row: int(r.row[i])},
			Name: r.facets.Value("place_name", i), State: r.facets.Value("state", i), County: r.facets.Value("county", i), Certain: true,
			Note: fmt.Sprintf("%s: %d of %d", r.facets.Value("race", i), r.events[i], r.base[i])})
	}
	return out, nil
}

// Snapshots are the files that an answer rests on.
func (r *StopRates) Snapshots(a Args) (in []Input, err error) {
	keep, err := r.facets.Filter(a.Where)
	if err != nil {
		return nil, err
	}
	seen := map[int32]bool{}
	for i, code := range r.facets.Codes("snapshot") {
		if snapshot := r.facets.Value("snapshot", i); snapshot != "" && !seen[code] && keep.Keep(i) {
			seen[code] = true
			in = append(in, Input{Snapshot: snapshot})
		}
	}
	return in, nil
}
