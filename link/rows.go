package link

import (
	"context"
	"fmt"
	"sort"
	"strconv"
	"strings"

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
	r.rows, err = readRows(ctx, e, at)
	sortRows(r.rows)
	return r, err
}

// rowFields are the columns of listing that make a row, in the order of its parts.
var rowFields = []string{"kind", "snapshot", "file_original", "sheet_original", "cast(row_original as varchar)", "state", "agency", "type", "county", "model",
	"cast(signed as varchar)", "moa_target", "addendum_target", "correction"}

// readRows reads the rows of the lists in at. Each row leaves the engine as one
// text, its fields parted by the unit separator: taking fourteen values out one
// by one costs five times as much.
func readRows(ctx context.Context, e lake.Engine, at map[string]list) ([]row, error) {
	parts := make([]string, len(rowFields))
	for i, field := range rowFields {
		parts[i] = "coalesce(replace(" + field + ", chr(31), ' '), '')"
	}
	f, err := e.Query(ctx, "select "+strings.Join(parts, " || chr(31) || ")+" as fields from listing")
	if err != nil {
		return nil, fmt.Errorf("reading the rows of the lists: %w", err)
	}
	rows := make([]row, 0, f.Len())
	for _, fields := range f.Strings("fields") {
		v := strings.Split(fields, "\x1f")
		if len(v) != len(rowFields) {
			return nil, fmt.Errorf("a row of a list holds a control character: %q", fields)
		}
		l, ok := at[v[0]+v[1]]
		if !ok {
			continue
		}
		number, err := strconv.ParseInt(v[4], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("row %q of %s: %w", v[4], v[2], err)
		}
		rows = append(rows, row{kind: v[0], order: l.order, date: l.date, complete: l.complete, snapshot: v[1], file: v[2], sheet: v[3], number: number,
			state: v[5], name: v[6], level: v[7], county: v[8], model: v[9], signed: v[10], moa: v[11], addendum: v[12], fix: v[13]})
	}
	return rows, nil
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
