package sources

import (
	"fmt"
	"time"

	"detangle"
)

// maxIssues caps the issues of one check of one source, so that a list under a
// new alphabet does not drown the others; the last one says how many more.
const maxIssues = 200

// fanOut refuses a tidy.sql that makes two rows of one: the fault is in the
// folder, not in the data.
func (t *tidying) fanOut() error {
	f, err := t.store.Query(t.ctx, "select file_original, row_original, count(*) as copies from tidy group by "+t.spec.place()+" having count(*) > 1 order by 1, 2 limit 1")
	if err != nil || f.Len() == 0 {
		return err
	}
	return fmt.Errorf("tidy.sql makes %d rows of row %d of %s: a join matches more than once", f.Ints("copies")[0], f.Ints("row_original")[0], f.Strings("file_original")[0])
}

// lost reports rows that tidy.sql left out: none may be.
func (t *tidying) lost() error {
	return t.each("select raw.snapshot, raw.sheet_original, cast(raw.row_original as bigint) as row_original, '' as raw from raw anti join tidy on tidy.snapshot = raw.snapshot and tidy.sheet_original is not distinct from raw.sheet_original and tidy.row_original = cast(raw.row_original as bigint)",
		func(i detangle.Issue) detangle.Issue {
			i.Severity, i.Code, i.Message = detangle.Warn, "row_lost", "the row did not come out of tidy.sql; it was set aside"
			return i
		})
}

// described counts the rows that tidy.sql itself sets aside, with its reason.
func (t *tidying) described() error {
	f, err := t.store.Query(t.ctx, "select snapshot, why, count(*) as n from tidy where why is not null group by snapshot, why order by snapshot, why")
	if err != nil {
		return err
	}
	for i, hash := range f.Strings("snapshot") {
		o := t.byHash[hash]
		o.Issues = append(o.Issues, detangle.Issue{Severity: detangle.Note, Code: "set_aside", Source: t.spec.ID, Ref: detangle.CellRef{Snapshot: hash, File: o.File},
			Raw: fmt.Sprint(f.Ints("n")[i]), Message: fmt.Sprintf("rows set aside as the source describes: %s", f.Strings("why")[i])})
	}
	return nil
}

// bounds empties values outside their floor and ceiling and reports them; the
// raw text stays.
func (t *tidying) bounds() error {
	for _, b := range t.spec.Bounds {
		outside := fmt.Sprintf("(%s < %s or %s > %s)", b.Column, b.Min, b.Column, b.Max)
		err := t.each("select snapshot, sheet_original, row_original, cast("+b.Column+" as varchar) as raw from tidy where why is null and "+outside, func(i detangle.Issue) detangle.Issue {
			i.Severity, i.Code = detangle.Warn, "out_of_bounds"
			i.Message = fmt.Sprintf("%s lies outside %s to %s (%s); the value was left empty", b.Column, b.Min, b.Max, b.Reason)
			i.Hint = "if a later file prints the right value, add a row to lookups.csv with that evidence"
			return i
		})
		if err != nil {
			return err
		}
		if err := t.store.Exec(t.ctx, "update tidy set "+b.Column+" = null where "+outside); err != nil {
			return err
		}
	}
	return nil
}

// categories reports text that maps to no known value.
func (t *tidying) categories() error {
	for _, c := range t.spec.Category {
		err := t.each("select snapshot, sheet_original, row_original, "+c.Raw+" as raw from tidy where why is null and "+c.Tidy+" is null and trim(replace("+c.Raw+", chr(160), ' ')) <> ''", func(i detangle.Issue) detangle.Issue {
			i.Severity, i.Code = detangle.Warn, "unknown_category"
			i.Message = fmt.Sprintf("%s holds a value that this source has not had", c.Raw)
			i.Hint = "add the spelling to tidy.sql or a row to lookups.csv"
			return i
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// required sets rows aside that lack what the ledger cannot do without.
func (t *tidying) required() error {
	for _, column := range t.spec.Required {
		err := t.each("select snapshot, sheet_original, row_original, '' as raw from tidy where why is null and "+column+" is null", func(i detangle.Issue) detangle.Issue {
			i.Severity, i.Code = detangle.Warn, "missing_value"
			i.Message = "the row has no usable " + column + "; it was set aside"
			i.Hint = "open the row in the original: detangle trace " + detangle.ShortHash(i.Ref.Snapshot) + "/" + i.Ref.Sheet + "/" + fmt.Sprint(i.Ref.Row)
			return i
		})
		if err != nil {
			return err
		}
		if err := t.store.Exec(t.ctx, "update tidy set why = "+quote("no "+column)+" where why is null and "+column+" is null"); err != nil {
			return err
		}
	}
	return nil
}

// rowBounds stops a file whose number of rows no file of the source has had: a
// header alone, or a table that overran.
func (t *tidying) rowBounds() error {
	for _, o := range t.outcomes {
		o.rowBounds(t.spec)
	}
	return nil
}

func (o *Outcome) rowBounds(s *Spec) {
	n := o.In - o.Blank
	least, most := s.Rows.Min, s.Rows.Max
	if n >= least && (most == 0 || n <= most) {
		return
	}
	o.Stopped = true
	i := detangle.Issue{Severity: detangle.Stop, Code: "row_count", Source: s.ID, Ref: detangle.CellRef{Snapshot: o.Snapshot, File: o.File},
		Raw: fmt.Sprint(n), Message: fmt.Sprintf("the file has %d rows; a file of this source has between %d and %d", n, least, most),
		Hint: "nothing of it was loaded and the state before stands; if the publisher really changed the table, change [rows] in source.toml"}
	if n == 0 {
		i.Code, i.Message = "header_only", fmt.Sprintf("the file has a header and no rows; a file of this source has at least %d", least)
	}
	o.Issues = append(o.Issues, i)
}

// count fills the counts and reconciles them.
func (t *tidying) count() error {
	f, err := t.store.Query(t.ctx, "select snapshot, count(*) filter (where why is null) as loaded from tidy group by snapshot")
	if err != nil {
		return err
	}
	loaded := f.Ints("loaded")
	for i, hash := range f.Strings("snapshot") {
		t.byHash[hash].Loaded = int(loaded[i])
	}
	for _, o := range t.outcomes {
		if o.Stopped {
			o.Loaded = 0
		}
		if o.SetAside = o.In - o.Blank - o.Loaded; o.SetAside < 0 {
			return fmt.Errorf("%s: %d rows in, %d blank, %d loaded: the counts do not reconcile", o.File, o.In, o.Blank, o.Loaded)
		}
	}
	return nil
}

// newest finds the newest believable signing date of each list: a date that
// stands alone, months after every other, is a slip of the keyboard and would
// mislead the choice of the list's date.
func (t *tidying) newest() error {
	if t.spec.List != "participating" {
		return nil
	}
	f, err := t.store.Query(t.ctx, "select distinct snapshot, signed from tidy where signed is not null order by snapshot, signed desc")
	if err != nil {
		return err
	}
	signed := map[string][]string{}
	for i, hash := range f.Strings("snapshot") {
		signed[hash] = append(signed[hash], f.Strings("signed")[i])
	}
	for hash, dates := range signed {
		for len(dates) > 1 && apart(dates[1], dates[0]) > 60*day {
			dates = dates[1:]
		}
		t.byHash[hash].NewestSigned = dates[0]
	}
	return nil
}

func apart(from, to string) time.Duration {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return 0
	}
	return b.Sub(a)
}

// each turns the rows of a query (snapshot, sheet_original, row_original, raw)
// into issues of their snapshots.
func (t *tidying) each(query string, describe func(detangle.Issue) detangle.Issue) error {
	f, err := t.store.Query(t.ctx, query+" order by 1, 2, 3")
	if err != nil {
		return err
	}
	seen := map[string]int{}
	for i, hash := range f.Strings("snapshot") {
		o := t.byHash[hash]
		if seen[hash]++; seen[hash] > maxIssues {
			continue
		}
		issue := detangle.Issue{Source: t.spec.ID, Raw: f.Strings("raw")[i],
			Ref: detangle.CellRef{Snapshot: hash, File: o.File, Sheet: f.Strings("sheet_original")[i], Row: int(f.Ints("row_original")[i])}}
		o.Issues = append(o.Issues, describe(issue))
	}
	for hash, n := range seen {
		if o := t.byHash[hash]; n > maxIssues {
			more := o.Issues[len(o.Issues)-1]
			more.Ref.Row, more.Raw = 0, ""
			more.Message = fmt.Sprintf("%d more rows like the one before: %s", n-maxIssues, more.Message)
			o.Issues = append(o.Issues, more)
		}
	}
	return nil
}
