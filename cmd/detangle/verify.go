package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"detangle"
	"detangle/lake"
)

// verifyCmd checks a lake against itself and against what others published.
type verifyCmd struct {
	Totals bool `help:"Only compare with published totals; do not build anew." xor:"what"`
	Build  bool `help:"Only build anew from the originals and compare." xor:"what"`
	JSON   bool `name:"json" help:"Print one object: tables, totals."`
}

// Help says what is compared with what.
func (verifyCmd) Help() string {
	return `Builds a second lake from the kept originals alone, in a scratch folder, and compares every table, byte for byte. Then prints the totals that publishers and other projects have published beside ours, for whatever is held: equal, near (a total that was published in round numbers, or counted in another way), differs, or not held, with the file that is missing.
The exit code is 1 if a table differs, or a total that should be equal is not.

Examples:

    detangle verify
    detangle verify --totals
    detangle verify --json > verified.json
`
}

// verified is what verify found out.
type verified struct {
	Tables []tableCheck `json:"tables,omitempty"`
	Totals []totalCheck `json:"totals,omitempty"`
}

// tableCheck compares one table with its second building.
type tableCheck struct {
	Table string `json:"table"`
	Rows  int64  `json:"rows"`
	Files int    `json:"files"`
	Equal bool   `json:"equal"`
	Why   string `json:"why,omitempty"`
}

// Run compares and prints.
func (c *verifyCmd) Run(e *env) error {
	l, err := lake.Open(e.lake)
	if err != nil {
		return err
	}
	var found verified
	if !c.Totals {
		if found.Tables, err = rebuilt(e, l); err != nil {
			return err
		}
	}
	if !c.Build {
		if found.Totals, err = publishedTotals(e, l); err != nil {
			return err
		}
	}
	if c.JSON {
		err = writeJSON(e.stdout, found)
	} else {
		err = printVerified(e, found)
	}
	if err != nil {
		return err
	}
	return found.trouble()
}

// trouble is the error of a lake that is not what it should be.
func (v verified) trouble() error {
	tables, totals := 0, 0
	for _, t := range v.Tables {
		if !t.Equal {
			tables++
		}
	}
	for _, t := range v.Totals {
		if t.Verdict == differs {
			totals++
		}
	}
	switch {
	case tables > 0:
		return fmt.Errorf("%d of %d tables are not what the originals make\nhint: detangle build --force --lake FOLDER, and if it stays so, report it", tables, len(v.Tables))
	case totals > 0:
		return fmt.Errorf("%d of %d published totals differ from ours", totals, len(v.Totals))
	}
	return nil
}

func printVerified(e *env, v verified) error {
	if len(v.Tables) > 0 {
		var rows [][]string
		for _, t := range v.Tables {
			if !t.Equal {
				rows = append(rows, []string{t.Table, fmt.Sprint(t.Rows), t.Why})
			}
		}
		if len(rows) > 0 {
			if err := writeTable(e.stdout, []string{"table", "rows", "not equal"}, rows); err != nil {
				return err
			}
		}
		e.say("built anew from the originals: %d of %d tables are equal, byte for byte", len(v.Tables)-len(rows), len(v.Tables))
	}
	if len(v.Totals) == 0 {
		return nil
	}
	var rows [][]string
	for _, t := range v.Totals {
		rows = append(rows, []string{string(t.Verdict), plain(t.Published), t.ours(), t.What, t.Publisher})
	}
	if err := writeTable(e.stdout, []string{"verdict", "published", "ours", "what", "publisher"}, rows); err != nil {
		return err
	}
	for _, line := range missing(v.Totals) {
		e.say("not held: %s", line)
	}
	return nil
}

// rebuilt builds a second lake from the originals and compares.
func rebuilt(e *env, l *lake.Lake) ([]tableCheck, error) {
	scratch, err := os.MkdirTemp(filepath.Join(l.Dir(), "tmp"), "verify-")
	if err != nil {
		return nil, fmt.Errorf("making a scratch folder: %w\nhint: verify builds a second lake inside the first, which must be writable", err)
	}
	defer os.RemoveAll(scratch)
	if err := copyReviews(l, scratch); err != nil {
		return nil, err
	}
	b, err := lake.Begin(e.ctx, scratch, lake.BuildOptions{})
	if err != nil {
		return nil, err
	}
	defer b.Abort()
	held := l.Catalog()
	w := &work{ctx: e.ctx, b: b, e: e, gather: func() ([]input, []detangle.Issue, error) {
		inputs, err := originalInputs(l)
		return inputs, nil, err
	}}
	if _, err := w.run(); err != nil {
		return nil, err
	}
	second, err := lake.Open(scratch)
	if err != nil {
		return nil, err
	}
	return compareTables(held, second.Catalog()), nil
}

// copyReviews brings what people decided into the second lake.
func copyReviews(l *lake.Lake, to string) error {
	from := filepath.Dir(l.ReviewPath("any"))
	if _, err := os.Stat(from); os.IsNotExist(err) {
		return nil
	}
	return os.CopyFS(filepath.Join(to, "review"), os.DirFS(from).(fs.StatFS))
}

// originalInputs offers the kept originals under every name they came by.
func originalInputs(l *lake.Lake) (inputs []input, err error) {
	for _, s := range l.Catalog().Snapshots {
		path, err := l.Original(s.Hash)
		if err != nil {
			return nil, err
		}
		for _, r := range s.Receipts {
			inputs = append(inputs, input{path: path, hash: s.Hash, bytes: s.Bytes, receipt: r})
		}
	}
	return inputs, nil
}

// compareTables compares two states of the same originals. What a build says
// of its folders (a file that no source reads) is no part of the originals.
func compareTables(held, again lake.Catalog) (checks []tableCheck) {
	for _, t := range held.Tables {
		c := tableCheck{Table: t.Name, Rows: t.Rows, Files: len(t.Files)}
		other, ok := again.Table(t.Name)
		mine, theirs := contents(t), contents(other)
		switch {
		case !ok:
			c.Why = "the second lake does not have it"
		case !slices.Equal(mine, theirs):
			c.Why = fmt.Sprintf("%d rows, the second time %d", t.Rows, other.Rows)
		default:
			c.Equal = true
		}
		checks = append(checks, c)
	}
	return checks
}

func contents(t lake.Table) (list []string) {
	for _, f := range t.Files {
		if t.Name != "issue" || f.Partition != "build" {
			list = append(list, f.Partition+" "+f.SHA256)
		}
	}
	slices.Sort(list)
	return list
}
