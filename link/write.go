package link

import (
	"context"
	"fmt"

	"detangle/lake"
)

// writer writes tables until the first error.
type writer struct {
	ctx context.Context
	b   *lake.Build
	key string
	err error
}

func (w *writer) table(name string, t *table, types map[string]string) {
	if w.err != nil {
		return
	}
	if _, err := w.b.WriteFrame(w.ctx, name, "", w.key, t.frame(), types); err != nil {
		w.err = err
		return
	}
	w.err = w.b.View(w.ctx, name)
}

// step runs sql/NAME.sql and keeps its answer as the table NAME.
func (w *writer) step(name string) { w.stepTo(name, name) }

// stepTo runs sql/NAME.sql and keeps its answer as another table.
func (w *writer) stepTo(name, table string) {
	w.part(name, table, "")
	w.view(table)
}

// part runs sql/NAME.sql and keeps its answer as a part of a table.
func (w *writer) part(name, table, partition string) {
	w.run(name, func(query string) error {
		_, err := w.b.Write(w.ctx, table, partition, w.key, query)
		return err
	})
}

// scratch runs sql/NAME.sql into a table of the build's engine that no lake keeps.
func (w *writer) scratch(name string) {
	w.run(name, func(query string) error {
		return w.b.Engine().Exec(w.ctx, "create or replace table "+name+" as "+query)
	})
}

// scratchView offers sql/NAME.sql to the next step as a view, for what is read
// once and too large to be held.
func (w *writer) scratchView(name, view string) {
	w.run(name, func(query string) error {
		return w.b.Engine().Exec(w.ctx, "create or replace view "+view+" as "+query)
	})
}

// run hands sql/NAME.sql to do.
func (w *writer) run(name string, do func(query string) error) {
	if w.err != nil {
		return
	}
	query, err := steps.ReadFile("sql/" + name + ".sql")
	if err == nil {
		err = do(string(query))
	}
	if err != nil {
		w.err = fmt.Errorf("link step %s: %w", name, err)
	}
}

func (w *writer) exec(sql string) {
	if w.err == nil {
		w.err = w.b.Engine().Exec(w.ctx, sql)
	}
}

func (w *writer) view(table string) {
	if w.err == nil {
		w.err = w.b.View(w.ctx, table)
	}
}

func (w *writer) drop(tables ...string) {
	for _, t := range tables {
		w.exec("drop table if exists " + t)
	}
}

// reuse carries over the tables that linking records made under a key, all or none.
func (w *writer) reuse(key string) bool {
	for _, table := range recordTables {
		if _, ok := w.b.Reuse(table, key); !ok {
			return false
		}
	}
	for _, table := range recordTables {
		w.view(table)
	}
	return w.err == nil
}

func dates(names ...string) map[string]string {
	types := map[string]string{}
	for _, n := range names {
		types[n] = "DATE"
	}
	return types
}

func (w *writer) agencies(list []*agency, id *identity, r *record, byNode []*agency) {
	t := newTable("agency", "name", "state", "kind", "level", "statewide", "county_fips", "county_method", "county_confidence", "ori", "ori_method",
		"ori_confidence", "officers", "first_listed", "last_listed")
	for _, a := range list {
		var officers any
		if a.hasOfficers {
			officers = a.officers
		}
		t.add(a.slug, a.name, a.state, a.kind, a.level, a.statewide, text(a.fips), text(a.fipsHow), text(a.fipsConfidence), text(a.ori), text(a.oriHow),
			text(a.oriConfidence), officers, text(a.first), text(a.last))
	}
	types := dates("first_listed", "last_listed")
	types["statewide"], types["officers"] = "BOOLEAN", "BIGINT"
	w.table("agency", t, types)

	type key struct{ slug, name, seen string }
	type use struct {
		row  row
		last string
		rows int64
	}
	uses, order := map[key]*use{}, []key{}
	joined := newTable("state", "name", "county", "model", "signed", "agency")
	mapped := map[[5]string]bool{}
	for _, x := range r.rows {
		a := byNode[x.owner]
		if m := [5]string{x.state, x.name, x.county, x.model, x.signed}; !mapped[m] {
			mapped[m] = true
			joined.add(x.state, x.name, text(x.county), x.model, text(x.signed), a.slug)
		}
		k := key{a.slug, x.name, x.kind}
		if uses[k] == nil {
			uses[k] = &use{row: x}
			order = append(order, k)
		}
		u := uses[k]
		u.rows++
		u.last = max(u.last, x.date)
	}
	names := newTable("agency", "state", "name_raw", "how", "seen_in", "first_seen", "last_seen", "rows", "snapshot", "file_original", "sheet_original", "row_original")
	for _, k := range order {
		u := uses[k]
		how := id.how[u.row.node]
		if u.row.fix != "" {
			how = "correction"
		}
		if u.row.owner != u.row.node {
			how = "moved"
		}
		names.add(k.slug, u.row.state, k.name, how, k.seen, u.row.date, u.last, u.rows, u.row.snapshot, u.row.file, u.row.sheet, u.row.number)
	}
	w.table("agency_name", names, dates("first_seen", "last_seen"))
	w.table("name_agency", joined, dates("signed"))
}

func (w *writer) agreements(all []*spell) {
	t := newTable("agreement", "agency", "agency_name", "agency_kind", "state", "county_fips", "statewide", "level", "model", "spell", "status", "signed",
		"signed_first", "valid_from", "valid_from_basis", "listed_after", "listed_since", "last_seen", "absent_from", "ended_known", "known_from",
		"pending_since", "renewals", "switched_from", "moa_target", "addendum_target", "lists_seen", "first_snapshot", "first_sheet", "first_row",
		"last_snapshot", "last_sheet", "last_row")
	s := newTable("agreement", "signed", "reading", "known_from", "known_to", "snapshot", "sheet_original", "row_original")
	for _, x := range all {
		a, first, last := x.agency, x.first(), x.last()
		from, basis := x.validFrom()
		var newest, switched any
		if n := len(x.signed); n > 0 {
			newest = x.signed[n-1].date
		}
		if x.switched != nil {
			switched = x.switched.id()
		}
		moa, addendum := "", ""
		for _, r := range x.rows {
			if r.moa != "" {
				moa = r.moa
			}
			if r.addendum != "" {
				addendum = r.addendum
			}
		}
		t.add(x.id(), a.slug, a.name, a.kind, a.state, text(a.fips), a.statewide, a.level, x.model, int64(x.number), x.status, newest,
			text(x.original()), from, basis, text(x.after), first.date, last.date, text(x.absent), text(x.ended), first.date,
			text(x.pending), x.renewals(), switched, text(moa), text(addendum), int64(len(x.rows)), first.snapshot, first.sheet, first.number,
			last.snapshot, last.sheet, last.number)
		for _, g := range x.signed {
			s.add(x.id(), g.date, g.reading, g.from, text(g.to), g.row.snapshot, g.row.sheet, g.row.number)
		}
	}
	types := dates("signed", "signed_first", "valid_from", "listed_after", "listed_since", "last_seen", "absent_from", "ended_known", "known_from", "pending_since")
	types["statewide"] = "BOOLEAN"
	w.table("agreement", t, types)
	w.table("agreement_signed", s, dates("signed", "known_from", "known_to"))
}

func (w *writer) pending(all []*wait) {
	t := newTable("agency", "agency_name", "agency_kind", "state", "county_fips", "statewide", "level", "model", "pending_after", "pending_since", "pending_last",
		"gone_by", "outcome", "agreement", "snapshot", "sheet_original", "row_original")
	for _, x := range all {
		a := x.agency
		var agreement any
		if x.spell != nil {
			agreement = x.spell.id()
		}
		t.add(a.slug, a.name, a.kind, a.state, text(a.fips), a.statewide, a.level, x.model, text(x.after), x.first.date, x.last.date, text(x.gone), x.outcome,
			agreement, x.first.snapshot, x.first.sheet, x.first.number)
	}
	types := dates("pending_after", "pending_since", "pending_last", "gone_by")
	types["statewide"] = "BOOLEAN"
	w.table("pending", t, types)
}

func (w *writer) changes(log []change) {
	t := newTable("change", "type", "agency", "agency_name", "state", "county_fips", "model", "agreement", "after_date", "by_date", "known_from", "old", "new",
		"detail", "before_snapshot", "before_sheet", "before_row", "after_snapshot", "after_sheet", "after_row")
	for _, c := range log {
		var slug, name, state, fips, agreement any
		if c.agency != nil {
			slug, name, state, fips = c.agency.slug, c.agency.name, c.agency.state, text(c.agency.fips)
		}
		if c.spell != nil {
			agreement = c.spell.id()
		}
		bs, bh, bn := place(c.before)
		as, ah, an := place(c.later)
		t.add(c.id(), c.kind, slug, name, state, fips, text(c.model), agreement, text(c.after), c.by, c.known, text(c.old), text(c.new), c.detail,
			bs, bh, bn, as, ah, an)
	}
	types := dates("after_date", "by_date", "known_from")
	types["before_row"], types["after_row"] = "BIGINT", "BIGINT"
	w.table("change", t, types)
}

// place returns where a row stands, as far as it is one.
func place(r row) (snapshot, sheet, number any) {
	if r.snapshot == "" {
		return nil, nil, nil
	}
	if r.number == 0 {
		return r.snapshot, nil, nil
	}
	return r.snapshot, r.sheet, r.number
}
