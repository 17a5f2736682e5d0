package sources

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"detangle"
)

// A bulk source holds individual records, millions of rows. It is tidied file
// by file, several at once, and its rows go from the sheet through tidy.sql into
// the table's file without standing anywhere between. Its tidy.sql reads
// raw, once, and finds these columns besides the declared ones: sheet_number and
// row_original as BIGINT, release as text, and same, a BIGINT hash of every cell
// of the row but those of columns declared apart. Of a column declared
// date = true it finds NAME, the text where the cell is no number, and
// NAME_serial DOUBLE, the 1900 system's day number where it is one. The macros of
// common/macros.sql make dates of the pair. Texts come cleaned, as unredacted
// has them. It must make a column record
// (record_no), by which rows are told apart.
//
// Checks are counts over a file's rows, one Issue for each column or value with
// the first cell that shows it: a wrong column in a million rows is one Issue.

// Prepare makes what the tidy.sql of bulk sources read besides raw. Call Finish when
// their files are tidied: between the two the engine joins tables in the order in
// which a query names them, for it cannot know how many rows a stream will have,
// and would keep the stream in memory beside fifty states.
func Prepare(ctx context.Context, store Store, specs []*Spec) error {
	t := &tidying{ctx: ctx, spec: &Spec{}, store: store}
	if err := t.drop(); err != nil {
		return err
	}
	if err := store.Exec(ctx, Macros()+commonSQL("clean.sql")+"; drop table if exists surnames"); err != nil {
		return err
	}
	if err := t.common(); err != nil {
		return err
	}
	if _, err := store.Load(ctx, "surnames", []string{"surname"}, surnames); err != nil {
		return err
	}
	for _, s := range specs {
		if !s.Bulk {
			continue
		}
		if err := store.Exec(ctx, "drop table if exists "+s.lookups()); err != nil {
			return err
		}
		if _, err := store.Load(ctx, s.lookups(), LookupColumns, s.lookupRows()); err != nil {
			return err
		}
	}
	return store.Exec(ctx, "set global disabled_optimizers = 'join_order,build_side_probe_side'")
}

// Finish undoes Prepare.
func Finish(ctx context.Context, store Store, specs []*Spec) error {
	sql := Macros() + "set global disabled_optimizers = ''; drop table if exists states; drop table if exists aors; drop table if exists surnames;"
	for _, s := range specs {
		if s.Bulk {
			sql += "drop table if exists " + s.lookups() + ";"
		}
	}
	return store.Exec(ctx, sql)
}

// surnames yields the surnames of which three in four bearers or more called
// themselves Hispanic in the census of 2010, among those of a hundred bearers or
// more: the Census Bureau's table Surnames_2010Census, column pcthispanic.
func surnames(yield func([]string, error) bool) {
	for _, r := range common("surnames.csv") {
		if !yield(r[:1], nil) {
			return
		}
	}
}

// lookups names the table of this source's lookups.csv.
func (s *Spec) lookups() string { return "lookups_of_" + strings.ReplaceAll(s.ID, "-", "_") }

// TidyFile reads the sheets of one file of a bulk source into its table, and
// checks what came out. Files may be tidied at the same time. Said hears of
// rows as they are read. A file that cannot be read to its end is set aside whole.
func (s *Spec) TidyFile(ctx context.Context, store Store, readings []Reading, said func(rows int)) (*Outcome, error) {
	first := readings[0]
	o := &Outcome{Snapshot: first.Snapshot, File: first.File}
	for i, r := range readings {
		readings[i].Release = s.ReleaseOf(r)
		o.Issues = append(o.Issues, r.Issues...)
	}
	o.Release = readings[0].Release
	f := newFound(s, o, readings)
	b := newBatcher(s, f, said)
	go b.run(ctx, readings)
	scan, err := s.pour(ctx, store, Partition(o.Snapshot), first.Key, b.next, b.give, f.noted)
	b.stop()
	switch {
	case err == nil:
		err = s.checkFile(ctx, store, scan, f)
	case errors.As(err, &detangle.Issue{}):
		err = nil // the file's own trouble, told already
	}
	if err != nil {
		return nil, fmt.Errorf("sources/%s: %s: %w", s.ID, o.File, err)
	}
	if o.Stopped {
		o.Loaded, o.SetAside, o.Sum = 0, o.In-o.Blank, 0
		if _, err := s.pour(ctx, store, Partition(o.Snapshot), first.Key, nothing, nil, nil); err != nil {
			return nil, err
		}
	}
	o.Issues = append(o.Issues, f.issues()...)
	return o, store.Note(ctx, Partition(o.Snapshot), first.Key, o.Issues)
}

// tidyFiles tidies files of a bulk source one after another.
func (s *Spec) tidyFiles(ctx context.Context, store Store, readings []Reading) (outcomes []*Outcome, err error) {
	if err := Prepare(ctx, store, []*Spec{s}); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, Finish(ctx, store, []*Spec{s})) }()
	for len(readings) > 0 {
		n := 1
		for n < len(readings) && readings[n].Snapshot == readings[0].Snapshot {
			n++
		}
		o, err := s.TidyFile(ctx, store, readings[:n], func(int) {})
		if err != nil {
			return nil, err
		}
		outcomes, readings = append(outcomes, o), readings[n:]
	}
	return outcomes, nil
}

func nothing() (*detangle.Batch, error) { return nil, nil }

func (s *Spec) pour(ctx context.Context, store Store, partition, key string, next func() (*detangle.Batch, error), free func(*detangle.Batch), noted func(string, int64, string)) (scan string, err error) {
	return store.Pour(ctx, detangle.Pour{Table: s.Table, Partition: partition, Key: key, Columns: s.batchColumns(), Next: next, Free: free, Query: s.bulkQuery, Noted: noted})
}

// bulkQuery wraps tidy.sql: values out of bounds become NULL, rows without what
// they cannot do without stay out, and both are noted.
func (s *Spec) bulkQuery(raw, noted string) string {
	outside := map[string]string{}
	var replaced []string
	for _, b := range s.Bounds {
		outside[b.Column] = fmt.Sprintf("(%s < %s or %s > %s)", b.Column, b.Min, b.Column, b.Max)
		replaced = append(replaced, fmt.Sprintf("case when %s then case when %s'out_of_bounds', record, cast(%s as varchar)) is null then null else %s end else %s end as %s",
			outside[b.Column], noted+quote(b.Column)+" || ':' || ", b.Column, b.Column, b.Column, b.Column))
	}
	select_, keep := "*", "case"
	if s.hasWhy() {
		select_ = "* exclude (why)"
		keep += " when why is not null then " + noted + "'set_aside', record, why) is not null"
	}
	if len(replaced) > 0 {
		select_ += " replace (" + strings.Join(replaced, ", ") + ")"
	}
	for _, column := range s.Required {
		missing := column + " is null"
		if o := outside[column]; o != "" {
			missing += " or " + o
		}
		keep += " when " + missing + " then " + noted + quote(column) + " || ':missing_value', record, cast(" + column + " as varchar)) is not null"
	}
	where := ""
	if keep != "case" {
		where = "\nwhere " + keep + " else true end"
	}
	return "with raw as not materialized (select * from " + raw + "), lookups as (select * from " + s.lookups() + ")\nselect " + select_ + " from (\n" +
		strings.TrimRight(strings.TrimSpace(s.SQL), ";") + "\n)" + where
}
