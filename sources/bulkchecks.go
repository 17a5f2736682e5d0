package sources

import (
	"context"
	"fmt"
	"strings"

	"detangle"
)

// checkFile looks at the file that was written and reconciles it with what was read.
func (s *Spec) checkFile(ctx context.Context, store Store, scan string, f *found) error {
	o := f.outcome
	got, err := store.Query(ctx, "select count(*) as n, cast(coalesce(sum(row_original), 0) as bigint) as r, cast(coalesce(sum("+secondSQL+"), 0) as bigint) as q from "+scan)
	if err != nil {
		return err
	}
	o.Loaded = int(got.Ints("n")[0])
	if f.due() != (sums{got.Ints("n")[0], got.Ints("r")[0], got.Ints("q")[0]}) {
		if err := s.lostOrDoubled(ctx, store, scan, f); err != nil {
			return err
		}
	}
	if o.SetAside = o.In - o.Blank - o.Loaded; o.SetAside < 0 {
		return fmt.Errorf("%d rows in, %d blank, %d loaded: the counts do not reconcile", o.In, o.Blank, o.Loaded)
	}
	for _, c := range s.Category {
		if err := s.unknown(ctx, store, scan, f, c.Raw, c.Tidy+" is null and trim(replace("+c.Raw+", chr(160), ' ')) <> ''", "the value is not read", "add the spelling to tidy.sql or a row to lookups.csv"); err != nil {
			return err
		}
	}
	for _, d := range s.Domains {
		beyond, err := d.beyond()
		if err != nil {
			return err
		}
		if err := s.unknown(ctx, store, scan, f, d.Column, beyond, "it was kept as printed", "if it is a new value, add it to sources/common/domains.csv with its source"); err != nil {
			return err
		}
	}
	o.rowBounds(s)
	return nil
}

// lostOrDoubled explains a file that has not the rows that were sent: a tidy.sql
// that makes two rows of one is refused, rows that it leaves out are reported.
func (s *Spec) lostOrDoubled(ctx context.Context, store Store, scan string, f *found) error {
	twice, err := store.Query(ctx, "select min(record) as record, count(*) as copies from "+scan+" group by record having count(*) > 1 order by 1 limit 1")
	if err != nil {
		return err
	}
	if twice.Len() > 0 {
		return fmt.Errorf("tidy.sql makes %d rows of row %d: a join matches more than once", twice.Ints("copies")[0], f.ref(twice.Ints("record")[0]).Row)
	}
	f.outcome.Issues = append(f.outcome.Issues, detangle.Issue{Severity: detangle.Warn, Code: "row_lost", Source: s.ID, Raw: fmt.Sprint(f.due().n - int64(f.outcome.Loaded)),
		Ref:     detangle.CellRef{Snapshot: f.outcome.Snapshot, File: f.outcome.File},
		Message: fmt.Sprintf("%d rows did not come out of tidy.sql; they were set aside", f.n-int64(f.outcome.Loaded)), Hint: "a tidy.sql may not filter: say why a row is set aside in a column why"})
	return nil
}

// unknown reports, once for each, the values of a column for which beyond holds.
func (s *Spec) unknown(ctx context.Context, store Store, scan string, f *found, column, beyond, kept, hint string) error {
	got, err := store.Query(ctx, "select "+column+" as raw, count(*) as n, min(record) as record from "+scan+" where "+beyond+" group by 1 order by n desc, 1 limit "+fmt.Sprint(maxIssues+1))
	if err != nil {
		return err
	}
	for i, value := range got.Strings("raw") {
		message := fmt.Sprintf("%s holds a value that is not among the known ones, in %d rows; %s", column, got.Ints("n")[i], kept)
		if i == maxIssues {
			message = fmt.Sprintf("%s holds more than %d values that are not among the known ones", column, maxIssues)
		}
		f.outcome.Issues = append(f.outcome.Issues, detangle.Issue{Severity: detangle.Warn, Code: "unknown_category", Source: s.ID, Raw: value, Ref: f.ref(got.Ints("record")[i]), Message: message, Hint: hint})
	}
	return nil
}

// beyond is SQL that holds where a value is not in the domain.
func (d Domain) beyond() (string, error) {
	values := domainValues(d.Name)
	if len(values) == 0 {
		return "", fmt.Errorf("source.toml: the domain %q has no values", d.Name)
	}
	value := "lower(" + d.Column + ")"
	if d.Name == "state" || d.Name == "aor" {
		value = d.Column
	}
	if d.Part != "" {
		value = "lower(regexp_extract(" + d.Column + ", " + quote(d.Part) + "))"
	}
	return d.Column + " is not null and " + value + " not in (" + strings.Join(values, ", ") + ")", nil
}
