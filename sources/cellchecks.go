package sources

import (
	"context"
	"fmt"
	"strings"

	"detangle"
)

// cellsLost reports cells that tidy.sql left out: none may be.
func (t *tidying) cellsLost() error {
	return t.perSheet(`select raw.snapshot, raw.sheet_original, count(*) as n, min_by(cast(raw.row_original as bigint), cast(raw.row_original as bigint) * 20000 + cast(raw.column_number as bigint)) as r,
  min_by(cast(raw.column_number as bigint), cast(raw.row_original as bigint) * 20000 + cast(raw.column_number as bigint)) as c, '' as what
from raw anti join tidy on tidy.snapshot = raw.snapshot and tidy.sheet_original = raw.sheet_original and tidy.row_original = cast(raw.row_original as bigint) and tidy.column_original = cast(raw.column_number as bigint)
group by 1, 2`, func(i detangle.Issue) detangle.Issue {
		i.Severity, i.Code, i.Message = detangle.Warn, "row_lost", "cells that did not come out of tidy.sql were set aside; this is the first of them"
		return i
	})
}

// cellsDescribed counts the cells that tidy.sql sets aside, and those whose
// value it changed with a note.
func (t *tidying) cellsDescribed() error {
	if f, err := t.store.Query(t.ctx, "select count(*) as n from tidy where (part is null) = (why is null)"); err != nil {
		return err
	} else if n := f.Ints("n")[0]; n > 0 {
		return fmt.Errorf("%d cells have both a part and a reason to be set aside, or neither", n)
	}
	first := func(column string) string {
		return "select snapshot, sheet_original, count(*) as n, min_by(row_original, row_original * 20000 + column_original) as r, min_by(column_original, row_original * 20000 + column_original) as c, " +
			column + " as what from tidy where " + column + " is not null group by snapshot, sheet_original, " + column
	}
	err := t.perSheet(first("why"), func(i detangle.Issue) detangle.Issue {
		if i.Severity, i.Code = detangle.Note, "set_aside"; strings.HasPrefix(i.Message, "unexpected") {
			i.Severity, i.Code = detangle.Warn, "unexpected_cell"
			i.Hint = "open the original at this cell; if it belongs to a table, describe it in sources/" + t.spec.ID + "/tidy.sql"
		}
		i.Message = "cells set aside: " + i.Message
		return i
	})
	if err != nil {
		return err
	}
	return t.perSheet(first("note"), func(i detangle.Issue) detangle.Issue {
		if i.Severity, i.Code = detangle.Note, "value_noted"; strings.HasPrefix(i.Message, "unexpected") {
			i.Severity, i.Code = detangle.Warn, "unknown_category"
			i.Hint = "add the spelling to the steps of sources/" + t.spec.ID
		}
		return i
	})
}

// cellsRequired sets cells aside that lack what their rows cannot do without:
// one issue for each sheet, not one for each cell.
func (t *tidying) cellsRequired() error {
	for _, column := range t.spec.Required {
		lacking := "part is not null and " + column + " is null"
		err := t.perSheet("select snapshot, sheet_original, count(*) as n, min(row_original) as r, 0 as c, '' as what from tidy where "+lacking+" group by snapshot, sheet_original", func(i detangle.Issue) detangle.Issue {
			i.Severity, i.Code, i.Message = detangle.Warn, "missing_value", "the workbook does not say its "+column+"; the cells of this sheet were set aside"
			i.Hint = "open the original: detangle trace " + detangle.ShortHash(i.Ref.Snapshot) + "/" + i.Ref.Sheet + "/" + fmt.Sprint(i.Ref.Row)
			return i
		})
		if err != nil {
			return err
		}
		if err := t.store.Exec(t.ctx, "update tidy set part = null, why = "+quote("no "+column)+" where "+lacking); err != nil {
			return err
		}
	}
	return nil
}

// perSheet turns the rows of a query (snapshot, sheet_original, n, r, c, what)
// into issues: at the cell in row r and column c, about n cells.
func (t *tidying) perSheet(query string, describe func(detangle.Issue) detangle.Issue) error {
	f, err := t.store.Query(t.ctx, "select * from ("+query+") order by snapshot, sheet_original, r, c, what")
	if err != nil {
		return err
	}
	for i, hash := range f.Strings("snapshot") {
		o := t.byHash[hash]
		o.Issues = append(o.Issues, describe(detangle.Issue{Source: t.spec.ID, Raw: fmt.Sprint(f.Ints("n")[i]), Message: f.Strings("what")[i],
			Ref: detangle.CellRef{Snapshot: hash, File: o.File, Sheet: f.Strings("sheet_original")[i], Row: int(f.Ints("r")[i]), Column: int(f.Ints("c")[i])}}))
	}
	return nil
}

// keep writes what became of a snapshot: its rows of the source's table, and of
// the tables that [[also]] names. Issues go with the first.
func (t *tidying) keep(ctx context.Context, o *Outcome, key string) error {
	for i, table := range t.spec.Tables() {
		query := t.spec.rowsOf(table) + " where snapshot = " + quote(o.Snapshot)
		if o.Stopped {
			query = t.spec.rowsOf(table) + " where false"
		}
		issues := o.Issues
		if i > 0 {
			issues = nil
		}
		if err := t.store.Keep(ctx, table, Partition(o.Snapshot), key, query+t.spec.order(table), issues); err != nil {
			return fmt.Errorf("sources/%s: table %s: %w", t.spec.ID, table, err)
		}
	}
	return nil
}

// Tables names the lake tables that the source fills.
func (s *Spec) Tables() []string {
	return append([]string{s.Table}, s.Also...)
}

// rowsOf is a query over tidy for the rows of one of the source's tables.
func (s *Spec) rowsOf(table string) string {
	for _, a := range s.also {
		if a.Name == table {
			return "select * from (\n" + a.SQL + "\n)"
		}
	}
	if s.Shape == cellsShape {
		return "select * exclude (why, part) from (select * from tidy where why is null and part = " + quote(table) + ")"
	}
	if s.Shape == wideShape {
		return "select * exclude (why, column_original) from (select * from tidy where why is null)"
	}
	return "select * exclude (why) from (select * from tidy where why is null)"
}

func (s *Spec) order(table string) string {
	if s.Shape != "" && table == s.Table {
		return " order by sheet_original, row_original, column_original"
	}
	return " order by sheet_original, row_original"
}
