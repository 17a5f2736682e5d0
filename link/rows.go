package link

import (
	"context"
	"fmt"
	"sort"

	"detangle/lake"
)

// list is one published list of a kind, in the order of publication.
type list struct {
	order    int
	date     string
	snapshot string
	rows     int
	complete bool
	reason   string
}

// row is one row of a list, as the ledger reads it.
type row struct {
	kind     string // participating or pending
	order    int    // of its list, within kind
	date     string // of its list
	complete bool   // its list
	state    string
	name     string // cleaned, corrections applied
	level    string // county, municipality, state or "" where TYPE is not given
	county   string // cleaned COUNTY cell
	model    string
	signed   string
	moa      string
	addendum string
	snapshot string
	file     string
	sheet    string
	number   int64
	fix      string // what a correction row changed, and why
	node     int    // index of the name it is printed under
	owner    int    // index of the name whose agency it belongs to: node, unless a decision moved it
}

// record is what every list of one kind says, in order.
type record struct {
	lists map[string][]list // by kind, order 1 first
	rows  []row             // by kind, order, snapshot, row
}

// complete returns the complete lists of a kind.
func (r *record) complete(kind string) []list {
	var out []list
	for _, l := range r.lists[kind] {
		if l.complete {
			out = append(out, l)
		}
	}
	return out
}

func readRecord(ctx context.Context, e lake.Engine) (*record, error) {
	lists, err := e.Query(ctx, `select kind, list_order, list_date, snapshot, "rows", complete, incomplete_reason from list order by kind, list_order`)
	if err != nil {
		return nil, fmt.Errorf("reading the lists: %w", err)
	}
	r := &record{lists: map[string][]list{}}
	at := map[string]list{}
	for i := range lists.Len() {
		l := list{order: int(lists.Ints("list_order")[i]), date: lists.Strings("list_date")[i], snapshot: lists.Strings("snapshot")[i],
			rows: int(lists.Ints("rows")[i]), complete: lists.Strings("complete")[i] == "true", reason: lists.Strings("incomplete_reason")[i]}
		kind := lists.Strings("kind")[i]
		r.lists[kind] = append(r.lists[kind], l)
		at[kind+l.snapshot] = l
	}
	f, err := e.Query(ctx, `select kind, snapshot, file_original, sheet_original, row_original, state, agency, type, county, model, signed, moa_target,
  addendum_target, correction from listing order by kind, snapshot, sheet_original, row_original`)
	if err != nil {
		return nil, err
	}
	r.rows = make([]row, 0, f.Len())
	get := func(name string) func(int) string {
		c, _ := f.Column(name)
		return func(i int) string {
			if c.IsNull(i) || c.Strings == nil {
				return ""
			}
			return c.Strings[i]
		}
	}
	kind, snapshot, file, sheet, state, agency, level, county := get("kind"), get("snapshot"), get("file_original"), get("sheet_original"), get("state"), get("agency"), get("type"), get("county")
	model, signed, moa, addendum, fix := get("model"), get("signed"), get("moa_target"), get("addendum_target"), get("correction")
	for i, number := range f.Ints("row_original") {
		l, ok := at[kind(i)+snapshot(i)]
		if !ok {
			continue
		}
		r.rows = append(r.rows, row{kind: kind(i), order: l.order, date: l.date, complete: l.complete, state: state(i), name: agency(i), level: level(i),
			county: county(i), model: model(i), signed: signed(i), moa: moa(i), addendum: addendum(i), snapshot: snapshot(i), file: file(i), sheet: sheet(i),
			number: number, fix: fix(i)})
	}
	sortRows(r.rows)
	return r, nil
}

// readPlaces and readNames take the reference tables that may be absent from a
// lake: without them nothing is matched, and nothing fails.
func readPlaces(ctx context.Context, e lake.Engine) (*places, error) {
	p := newPlaces()
	f, err := e.Query(ctx, "select county_fips, state, county_name from fips_county where superseded_by is null order by county_fips")
	if err != nil {
		return nil, err
	}
	for i, fips := range f.Strings("county_fips") {
		p.add(f.Strings("state")[i], fips, f.Strings("county_name")[i])
	}
	return p, nil
}

// bureau is one agency of the FBI's list.
type bureau struct {
	ori, name, state, counties, kind string
	folded                           string
	officers                         int64
	hasOfficers                      bool
}

func readBureaus(ctx context.Context, e lake.Engine) ([]bureau, error) {
	f, err := e.Query(ctx, "select ori, name, state, county_names, agency_type, officers from police_agency order by ori")
	if err != nil {
		return nil, err
	}
	var out []bureau
	officers, err := f.Column("officers")
	if err != nil {
		return nil, err
	}
	counties, err := f.Column("county_names")
	if err != nil {
		return nil, err
	}
	for i, ori := range f.Strings("ori") {
		b := bureau{ori: ori, name: f.Strings("name")[i], state: f.Strings("state")[i], kind: f.Strings("agency_type")[i]}
		if !counties.IsNull(i) {
			b.counties = counties.Strings[i]
		}
		if !officers.IsNull(i) && officers.Ints != nil {
			b.officers, b.hasOfficers = officers.Ints[i], true
		}
		b.folded = Fold(b.name)
		out = append(out, b)
	}
	return out, nil
}

// sortRows puts the rows in the order of their lists.
func sortRows(rows []row) {
	sort.SliceStable(rows, func(i, j int) bool {
		a, b := rows[i], rows[j]
		if a.kind != b.kind {
			return a.kind < b.kind
		}
		if a.order != b.order {
			return a.order < b.order
		}
		if a.sheet != b.sheet {
			return a.sheet < b.sheet
		}
		return a.number < b.number
	})
}
