// Package attributes answers questions by an attribute of persons, for every
// measure of individual records, and from nothing but the family of jointly
// suppressed tables that the build made (table attribute_cell): an attribute by
// fiscal year, by month, or by state within a fiscal year.
//
// It never adds cells up where one of them may be withheld, never crosses two
// attributes, and refuses every window and key that the family does not have. An
// answer is thus a part of what everybody may read whole, and no sequence of
// answers says more than the family does.
package attributes

import (
	_ "embed"
	"fmt"
	"slices"

	"detangle"
)

//go:embed input.sql
var input string

// SQL makes the frame that Prepare indexes.
func SQL() string { return input }

// Other is the category of those too few to name.
const Other = "other"

// cell is one number of the family.
type cell struct {
	layout                 string // year, month or state
	year                   int64
	month, state, category string
	source, release        string
	events                 int64
	withheld               bool
}

// Family holds the cells by table and attribute.
type Family struct {
	cells map[[2]string][]cell
}

// Prepare indexes the frame that SQL makes.
func Prepare(f *detangle.Frame) (*Family, error) {
	tables, attributes := f.Strings("table_name"), f.Strings("attribute")
	source, release, layout := f.Strings("source"), f.Strings("release"), f.Strings("layout")
	month, state, category := f.Strings("month"), f.Strings("state"), f.Strings("category")
	year, events, withheld := f.Ints("fiscal_year"), f.Ints("events"), f.Ints("withheld")
	for _, n := range []int{len(tables), len(attributes), len(source), len(release), len(layout), len(month), len(state), len(category), len(year), len(events), len(withheld)} {
		if n != f.Len() {
			return nil, fmt.Errorf("a column of the family of attributes is missing")
		}
	}
	family := &Family{cells: map[[2]string][]cell{}}
	for i := range tables {
		key := [2]string{tables[i], attributes[i]}
		c := cell{layout[i], year[i], "", state[i], category[i], source[i], release[i], events[i], withheld[i] == 1}
		if len(month[i]) >= 7 {
			c.month = month[i][:7]
		}
		family.cells[key] = append(family.cells[key], c)
	}
	return family, nil
}

// Question is what is asked of one attribute.
type Question struct {
	Table, Attribute string
	Name             string            // what people call the events: detainers
	Where            map[string]string // with the attribute's category, if one is asked for
	By               []string
	From, AsOf       detangle.Day      // NoDay and Forever where not given
	Cover            detangle.Coverage // of the record asked about
}

// Answer is what the family says: rows, the days they are about, words.
type Answer struct {
	Rows       []detangle.FindingRow
	From, AsOf detangle.Day
	Where      map[string]string
	Notes      []string
	Refusal    *detangle.Refusal
}

func (q Question) by(key string) bool { return slices.Contains(q.By, key) }

func (q Question) asks(key string) bool { _, ok := q.Where[key]; return ok || q.by(key) }

func refuse(code, closing, format string, args ...any) Answer {
	return Answer{Refusal: &detangle.Refusal{Code: code, Reason: fmt.Sprintf(format, args...), Closing: closing}}
}

const family = "the family: one attribute by fiscal year, by month, or by state within a fiscal year"

// Ask answers from the family.
func (f *Family) Ask(q Question) Answer {
	for _, key := range append(keysOf(q.Where), q.By...) {
		if !slices.Contains([]string{q.Attribute, "fiscal_year", "month", "state", "source", "release"}, key) {
			return refuse("outside_family", family, "counts by %s and %s together are not given out: small groups could be worked out from them", q.Attribute, key)
		}
	}
	if q.by("source") || q.by("release") {
		return refuse("outside_family", "where.source", "records are not set side by side by an attribute of persons: they may hold the same persons")
	}
	cells, notes, refusal := f.record(&q)
	if refusal != nil {
		return Answer{Refusal: refusal}
	}
	q.Cover = span(cells, q.Cover)
	layout, refusal := q.layout()
	if refusal != nil {
		return Answer{Refusal: refusal}
	}
	cells = slices.DeleteFunc(slices.Clone(cells), func(c cell) bool { return c.layout != layout })
	a := q.answer(layout, cells)
	a.Notes = append(notes, a.Notes...)
	if a.Refusal == nil {
		a.Where = q.Where
	}
	return a
}

// record chooses whose cells are meant: the national record, or a local one.
func (f *Family) record(q *Question) ([]cell, []string, *detangle.Refusal) {
	all := f.cells[[2]string{q.Table, q.Attribute}]
	source, release := q.Where["source"], q.Where["release"]
	var notes []string
	if source == "" && release == "" && !slices.ContainsFunc(all, func(c cell) bool { return c.source != c.release }) && len(all) > 0 {
		source = largest(all)
		q.Where = with(q.Where, "source", source)
		notes = []string{fmt.Sprintf("No national record of %s with this attribute is held: this is %s.", q.Name, source)}
	}
	cells := slices.DeleteFunc(slices.Clone(all), func(c cell) bool {
		local := c.source == c.release
		return release != "" && c.release != release || source != "" && c.source != source || source == "" && release == "" && local
	})
	if len(cells) == 0 {
		return nil, nil, &detangle.Refusal{Code: "no_attribute", Reason: fmt.Sprintf("no table of %s by %s is given out for this record: it does not say it, it has too few to show, or a newer record holds the same persons", q.Name, q.Attribute), Closing: "a release that has the column"}
	}
	return cells, notes, nil
}

// layout is the table of the family that a question needs.
func (q Question) layout() (string, *detangle.Refusal) {
	months := q.by("month") || q.From != detangle.NoDay && q.AsOf != detangle.Forever && q.From.Month() == q.AsOf.Month()
	switch {
	case months && q.asks("state"):
		return "", &detangle.Refusal{Code: "outside_family", Reason: "counts by an attribute of persons, month and state together are not given out", Closing: family}
	case months:
		return "month", nil
	case q.asks("state"):
		return "state", nil
	}
	return "year", nil
}
