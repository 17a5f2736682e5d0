package sources

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"detangle"
)

// Store is the part of a lake's build that tidying needs: text in, SQL over it,
// a table's file out.
type Store interface {
	Load(ctx context.Context, table string, columns []string, rows iter.Seq2[[]string, error]) (int64, error)
	Query(ctx context.Context, sql string, args ...any) (*detangle.Frame, error)
	Exec(ctx context.Context, sql string, args ...any) error
	// Keep writes the answer of query as one file of the table, and the issues
	// of the snapshot it belongs to (nil for a schema), in that order: issues first.
	Keep(ctx context.Context, table, partition, key, query string, issues []detangle.Issue) error
	// Pour writes a stream of rows through a query as one file of its table, and
	// returns SQL to read that file by.
	Pour(ctx context.Context, p detangle.Pour) (scan string, err error)
	// Note keeps the issues of a snapshot whose rows were poured.
	Note(ctx context.Context, partition, key string, issues []detangle.Issue) error
}

// Reading is one sheet of one file, recognised and ready to be read.
type Reading struct {
	Snapshot string // SHA-256
	File     string // name as received
	Sheet    string
	Key      string // what the tidy rows are made from, for the next build
	Layout   *Layout
	Number   int // of the sheet in its file, from 1
	Release  Release
	Preamble []detangle.Row // the sheet's first rows, the header among them
	Creator  string         // the workbook's properties, where it has some
	Modified time.Time
	Rows     iter.Seq2[detangle.Row, error]
	Issues   []detangle.Issue // found while recognising
}

// Outcome is what became of one snapshot, in rows, or in cells where the source
// is of that shape. In = Loaded + SetAside + Blank.
type Outcome struct {
	Snapshot                    string
	File                        string
	In, Loaded, SetAside, Blank int
	NewestSigned                string  // newest believable signing date, for lists
	Release                     Release // of individual records
	Sum                         uint64  // of the hashes of its rows: equal for files of the same rows
	Issues                      []detangle.Issue
	Stopped                     bool // nothing of it was loaded
}

// Into notes what became of a file on its snapshot.
func (o *Outcome) Into(s *detangle.Snapshot) {
	s.RowsIn, s.RowsLoaded, s.RowsSetAside, s.RowsBlank, s.NewestSigned = o.In, o.Loaded, o.SetAside, o.Blank, o.NewestSigned
	if r := o.Release; r.ID != "" {
		s.Release, s.Layout, s.ReleaseRule, s.ReleaseConfidence, s.ReleaseReason = r.ID, r.Layout, r.Rule, r.Confidence, r.Reason
		s.RowsSum = fmt.Sprintf("%016x", o.Sum)
	}
}

// Tidy reads the sheets, runs tidy.sql over them once, checks what came out
// against source.toml, and keeps one file of the table for every snapshot.
func (s *Spec) Tidy(ctx context.Context, store Store, readings []Reading) ([]*Outcome, error) {
	if s.Bulk {
		return s.tidyFiles(ctx, store, readings)
	}
	t := &tidying{ctx: ctx, spec: s, store: store, byHash: map[string]*Outcome{}}
	if err := t.load(readings); err != nil {
		return nil, err
	}
	if err := t.transform(); err != nil {
		return nil, fmt.Errorf("sources/%s/tidy.sql: %w", s.ID, err)
	}
	for _, check := range t.checks() {
		if err := check(); err != nil {
			return nil, fmt.Errorf("checking %s: %w", s.ID, err)
		}
	}
	keys := map[string]string{}
	for _, r := range readings {
		keys[r.Snapshot] = r.Key
	}
	for _, o := range t.outcomes {
		if err := t.keep(ctx, o, keys[o.Snapshot]); err != nil {
			return nil, err
		}
	}
	return t.outcomes, t.drop()
}

// checks are what the rows of tidy must pass, in order.
func (t *tidying) checks() []func() error {
	switch t.spec.Shape {
	case wideShape:
		return []func() error{t.fanOut, t.cellsLost, t.described, t.categories, t.bounds, t.required, t.rowBounds, t.count}
	case cellsShape:
		return []func() error{t.fanOut, t.cellsLost, t.cellsRequired, t.cellsDescribed, t.bounds, t.rowBounds, t.count}
	}
	return []func() error{t.fanOut, t.lost, t.described, t.categories, t.bounds, t.required, t.rowBounds, t.count, t.newest}
}

// Schema keeps an empty file of each of the source's tables, so that they exist
// where no file of it has been read.
func (s *Spec) Schema(ctx context.Context, store Store, key string) error {
	if s.Bulk {
		if err := Prepare(ctx, store, []*Spec{s}); err != nil {
			return err
		}
		_, err := s.pour(ctx, store, "none", key, nothing, nil, nil)
		return errors.Join(err, Finish(ctx, store, []*Spec{s}))
	}
	t := &tidying{ctx: ctx, spec: s, store: store, byHash: map[string]*Outcome{}}
	if err := t.load(nil); err != nil {
		return err
	}
	if err := t.transform(); err != nil {
		return fmt.Errorf("sources/%s/tidy.sql: %w", s.ID, err)
	}
	for _, table := range s.Tables() {
		if err := store.Keep(ctx, table, "none", key, s.rowsOf(table)+" where false", nil); err != nil {
			return err
		}
	}
	return t.drop()
}

// Partition names the folder of a snapshot's rows.
func Partition(hash string) string { return "snapshot=" + detangle.ShortHash(hash) }

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

type tidying struct {
	ctx      context.Context
	spec     *Spec
	store    Store
	outcomes []*Outcome
	byHash   map[string]*Outcome
}

func (t *tidying) outcome(r Reading) *Outcome {
	o := t.byHash[r.Snapshot]
	if o == nil {
		o = &Outcome{Snapshot: r.Snapshot, File: r.File}
		t.byHash[r.Snapshot] = o
		t.outcomes = append(t.outcomes, o)
	}
	return o
}

// load reads the sheets into the table raw and the lookups beside it.
func (t *tidying) load(readings []Reading) error {
	if err := t.drop(); err != nil {
		return err
	}
	if err := t.store.Exec(t.ctx, Macros()); err != nil {
		return err
	}
	if _, err := t.store.Load(t.ctx, "raw", t.spec.RawColumns(), t.records(readings)); err != nil {
		return err
	}
	if err := t.store.Exec(t.ctx, "update raw set sheet_original = '' where sheet_original is null"); err != nil {
		return err
	}
	if _, err := t.store.Load(t.ctx, "lookups", LookupColumns, t.spec.lookupRows()); err != nil {
		return err
	}
	return t.common()
}

// lookupRows are the rows of lookups.csv.
func (s *Spec) lookupRows() iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, l := range s.Lookups {
			if !yield([]string{l.Column, l.Raw, l.Where, l.Value, l.Reason, l.Evidence}, nil) {
				return
			}
		}
	}
}

// common loads what every tidy.sql may join.
func (t *tidying) common() error {
	states := func(yield func([]string, error) bool) {
		for _, s := range States() {
			if !yield([]string{s.Code, s.FIPS, s.Name}, nil) {
				return
			}
		}
	}
	if _, err := t.store.Load(t.ctx, "states", []string{"state", "state_fips", "state_name"}, states); err != nil {
		return err
	}
	aors := func(yield func([]string, error) bool) {
		for _, a := range AORs() {
			if !yield([]string{a.Code, a.Name, a.Spelling}, nil) {
				return
			}
		}
	}
	_, err := t.store.Load(t.ctx, "aors", []string{"aor", "name", "spelling"}, aors)
	return err
}

// records yields the rows of all sheets as raw records. A broken row is an
// issue and set aside; a sheet that stops sets the whole file aside.
func (t *tidying) records(readings []Reading) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, r := range readings {
			o := t.outcome(r)
			o.Issues = append(o.Issues, r.Issues...)
			for row, err := range r.Rows {
				if err != nil {
					t.trouble(o, r, err)
					continue
				}
				if t.spec.Shape == cellsShape {
					if !o.cells(r, row, yield) {
						return
					}
					continue
				}
				if row.Number <= r.Layout.Header {
					continue
				}
				if t.spec.Shape == wideShape {
					if !o.wide(r, row, yield) {
						return
					}
					continue
				}
				o.In++
				values, ok := r.Layout.Record(row)
				if !ok {
					o.Blank++
					continue
				}
				record := []string{r.Snapshot, r.File, r.Sheet, strconv.Itoa(row.Number)}
				record = append(record, values...)
				if !yield(record, nil) {
					return
				}
			}
			for _, i := range r.Layout.Unread() {
				i.Ref.Snapshot, i.Ref.File, i.Ref.Sheet = r.Snapshot, r.File, r.Sheet
				o.Issues = append(o.Issues, i)
			}
		}
	}
}

func (t *tidying) trouble(o *Outcome, r Reading, err error) {
	var issue detangle.Issue
	if !errors.As(err, &issue) {
		issue = detangle.Issue{Severity: detangle.Stop, Code: "unreadable", Message: err.Error()}
	}
	issue.Source, issue.Ref.Snapshot, issue.Ref.File, issue.Ref.Sheet = t.spec.ID, r.Snapshot, r.File, r.Sheet
	if issue.Severity == detangle.Stop {
		o.Stopped = true
	}
	o.Issues = append(o.Issues, issue)
}

// transform runs tidy.sql into the table tidy. Its column why says why a row is
// set aside: tidy.sql may fill it for rows that are known not to be data (a
// total, a heading between), the checks fill it for the rest.
func (t *tidying) transform() error {
	for _, step := range t.spec.steps {
		if err := t.store.Exec(t.ctx, "create table "+step.Name+" as select * from (\n"+step.SQL+"\n)"); err != nil {
			return fmt.Errorf("%s.sql: %w", step.Name, err)
		}
	}
	why := ", cast(null as varchar) as why"
	if t.spec.hasWhy() {
		why = ""
	}
	return t.store.Exec(t.ctx, "create table tidy as select *"+why+" from (\n"+strings.TrimRight(strings.TrimSpace(t.spec.SQL), ";")+"\n)")
}

func (s *Spec) hasWhy() bool { return strings.Contains(s.SQL, " as why\n") }

func (t *tidying) drop() error {
	for _, step := range t.spec.steps {
		if err := t.store.Exec(t.ctx, "drop table if exists "+step.Name); err != nil {
			return err
		}
	}
	return t.store.Exec(t.ctx, "drop table if exists raw; drop table if exists lookups; drop table if exists states; drop table if exists aors; drop table if exists tidy")
}
