package link

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"detangle/stat/suppress"
)

// What may be said of attributes of persons is one fixed family of tables, made
// here, once for each build, and suppressed together: for each table of
// individual records, record and attribute, the categories by fiscal year, by
// month within it, and by state within it. Nothing else by an attribute is ever
// answered, so that what can be worked out from all answers is known.
//
//  1. One release only stands for a fiscal year. A local record has its tables
//     where no national one has the year: the same persons are never in two.
//  2. A category with under leastPersons in the year is counted under `other`,
//     and the smallest named one too while `other` has so few.
//  3. By month and by state the widest categories are named, so many as
//     namedCategories; months and states with under leastEvents are pooled.
//  4. Small cells, and what guards them, are withheld (stat/suppress), also
//     against who knows the table by the other of month and state in full.
//  5. A table that cannot be guarded so is not given at all.
const (
	leastPersons    = 10
	leastEvents     = 40
	namedCategories = 12
)

// attributeTables are the tables whose rows are about persons, which table's
// releases they come from, and the attributes that they have.
var attributeTables = []struct {
	table, releaseOf string
	attributes       []string
}{
	{"arrest", "arrest", always},
	{"detainer", "detainer", slices.Concat(always, []string{"entry_status", "conviction"})},
	{"encounter", "encounter", always},
	{"removal", "removal", slices.Concat(always, []string{"entry_status", "conviction"})},
	{"stay", "stint", slices.Concat(always, []string{"ethnicity", "entry_status", "conviction"})},
}

// always are the attributes that every such table has.
var always = []string{"criminality", "threat_level", "citizenship", "gender", "age"}

// other and elsewhere name what is pooled.
const (
	other     = "other"
	elsewhere = "pooled"
)

// attributeRow is one count of attribute_count.
type attributeRow struct {
	category, month, state string // empty month: all months; state "*": all
	rows, persons          int64  // at least so many persons
}

// family names one set of jointly suppressed tables.
type family struct {
	table, source, release, attribute string
	year                              int64
}

// attributes makes attribute_count, which stays in the lake, and attribute_cell,
// the family that is given out.
func (w *writer) attributes() {
	for _, t := range attributeTables {
		var has []string
		for _, attribute := range t.attributes {
			has = append(has, fmt.Sprintf("('%s', '%s', '%s')", t.table, t.releaseOf, attribute))
		}
		w.exec("create or replace table attribute_now as select * from (values " + strings.Join(has, ", ") + ") as a (table_name, release_of, attribute)")
		w.scratchView("with_person_"+t.table, "with_person")
		w.part("attribute_count", "attribute_count", t.table)
	}
	w.exec("drop view if exists with_person")
	w.drop("attribute_now")
	if w.err != nil {
		return
	}
	if w.err = w.b.View(w.ctx, "attribute_count"); w.err != nil {
		return
	}
	families, order, err := readAttributes(w)
	if err != nil {
		w.err = err
		return
	}
	t := newTable("table_name", "source", "release", "attribute", "layout", "fiscal_year", "month", "state", "category", "events", "withheld")
	for _, f := range order {
		if err := f.cells(families[f], t); err != nil {
			w.err = fmt.Errorf("withholding small cells of %v: %w", f, err)
			return
		}
	}
	types := dates("month")
	types["fiscal_year"], types["events"], types["withheld"] = "BIGINT", "BIGINT", "BOOLEAN"
	w.table("attribute_cell", t, types)
}

// readAttributes reads the counts of the families that are made.
func readAttributes(w *writer) (map[family][]attributeRow, []family, error) {
	f, err := w.b.Engine().Query(w.ctx, `SELECT table_name, source, release, attribute, fiscal_year, category, coalesce(CAST(month AS VARCHAR), '') AS month, coalesce(state, '*') AS state, "rows", persons
		FROM attribute_count ORDER BY table_name, source, release, attribute, fiscal_year, category, month, state`)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the attributes counted: %w", err)
	}
	tables, sources, releases, attributes := f.Strings("table_name"), f.Strings("source"), f.Strings("release"), f.Strings("attribute")
	categories, months, states := f.Strings("category"), f.Strings("month"), f.Strings("state")
	years, rows, persons := f.Ints("fiscal_year"), f.Ints("rows"), f.Ints("persons")
	all := map[family][]attributeRow{}
	national := map[string]bool{} // table and fiscal year
	for i := range tables {
		key := family{tables[i], sources[i], releases[i], attributes[i], years[i]}
		all[key] = append(all[key], attributeRow{categories[i], months[i], states[i], rows[i], max(1, persons[i])})
		if sources[i] != releases[i] {
			national[fmt.Sprint(tables[i], years[i])] = true
		}
	}
	var order []family
	for key := range all {
		if key.source != key.release || !national[fmt.Sprint(key.table, key.year)] {
			order = append(order, key)
		}
	}
	slices.SortFunc(order, func(a, b family) int {
		return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.release, b.release), cmp.Compare(a.source, b.source), cmp.Compare(a.attribute, b.attribute), cmp.Compare(a.year, b.year))
	})
	return all, order, nil
}

// cells writes the tables of one family, unless it has a single category.
func (f family) cells(rows []attributeRow, t *table) error {
	named := nameCategories(rows, -1)
	if len(named) < 2 {
		return nil // the attribute is blank throughout, or too few to tell apart
	}
	year := map[string]int64{}
	for _, r := range rows {
		if r.month == "" && r.state == "*" {
			year[named[r.category]] += r.rows
		}
	}
	if len(year) < 2 {
		return nil
	}
	for _, category := range sortedKeys(year) {
		f.add(t, "year", "", "", category, year[category], false)
	}
	wide := nameCategories(rows, namedCategories)
	for _, layout := range []string{"month", "state"} {
		if err := f.layout(layout, rows, wide, t); err != nil {
			return err
		}
	}
	return nil
}

func (f family) add(t *table, layout, month, state, category string, events int64, withheld bool) {
	var n, st any = events, nil
	if withheld {
		n = nil
	}
	if layout == "state" {
		st = state
	}
	t.add(f.table, f.source, f.release, f.attribute, layout, f.year, text(month), st, category, n, withheld)
}

// nameCategories maps each category to the name that it is counted under: its
// own, or other. At most the widest so many are named, all if most is below 0.
func nameCategories(rows []attributeRow, most int) map[string]string {
	persons, events := map[string]int64{}, map[string]int64{}
	for _, r := range rows {
		if r.month == "" && r.state == "*" {
			persons[r.category], events[r.category] = r.persons, r.rows
		}
	}
	list := sortedKeys(persons)
	totals := make([]int64, len(list))
	for i, category := range list {
		totals[i] = persons[category]
	}
	pooled := suppress.Pool(totals, leastPersons)
	if most >= 0 {
		ranked := slices.Clone(list)
		slices.SortStableFunc(ranked, func(a, b string) int { return cmp.Compare(events[b], events[a]) })
		for _, category := range ranked[min(most, len(ranked)):] {
			at, _ := slices.BinarySearch(list, category)
			pooled[at] = true
		}
	}
	names := map[string]string{}
	for i, category := range list {
		names[category] = category
		if pooled[i] {
			names[category] = other
		}
	}
	return names
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
