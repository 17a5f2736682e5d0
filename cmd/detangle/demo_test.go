package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"detangle/lake"
)

// demoBuilt makes a demo and its lake once for all tests that read it.
var demoBuilt = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "detangle-demo-")
	if err != nil {
		return "", err
	}
	demoDir = dir
	for _, args := range [][]string{
		{"demo", "--out", filepath.Join(dir, "files")},
		{"build", "--in", filepath.Join(dir, "files"), "--lake", filepath.Join(dir, "lake")},
	} {
		var words bytes.Buffer
		if code := run(args, &words, &words); code != exitDone {
			return dir, &failed{args, words.String()}
		}
	}
	return dir, nil
})

// demoDir is the folder of the demo, once there is one; TestMain removes it.
var demoDir string

type failed struct {
	args  []string
	words string
}

func (f *failed) Error() string { return strings.Join(f.args, " ") + ": " + f.words }

// demoLake returns the lake of the demo.
func demoLake(t testing.TB) string {
	t.Helper()
	dir, err := demoBuilt()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "lake")
}

// TestTheTablesOfTheDocsAreThoseOfABuild compares docs/tables.md with the
// tables that a build of the demo writes: names, order is free, types, and that
// a column without ? never holds a NULL.
func TestTheTablesOfTheDocsAreThoseOfABuild(t *testing.T) {
	l, err := lake.Open(demoLake(t))
	if err != nil {
		t.Fatal(err)
	}
	engine, err := l.Engine(context.Background(), lake.EngineOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	query := func(sql string) [][]string {
		t.Helper()
		f, err := engine.Query(context.Background(), sql)
		if err != nil {
			t.Fatal(err)
		}
		rows := make([][]string, f.Len())
		for i := range rows {
			rows[i] = textRow(f, i, "")
		}
		return rows
	}
	built := map[string]map[string]string{}
	for _, r := range query("SELECT table_name, column_name, data_type FROM information_schema.columns") {
		if built[r[0]] == nil {
			built[r[0]] = map[string]string{}
		}
		built[r[0]][r[1]] = r[2]
	}
	documented := documentedTables(t)
	for table := range built {
		if documented[table] == nil {
			t.Errorf("docs/tables.md has no table %s", table)
		}
	}
	for table, columns := range documented {
		if built[table] == nil {
			t.Errorf("the build makes no table %s", table)
			continue
		}
		for name := range built[table] {
			if !slices.ContainsFunc(columns, func(c documentedColumn) bool { return c.name == name }) {
				t.Errorf("docs/tables.md: %s lacks the column %s", table, name)
			}
		}
		for _, c := range columns {
			switch kind, there := built[table][c.name]; {
			case !there:
				t.Errorf("docs/tables.md: the build's %s has no column %s", table, c.name)
			case kind != c.kind:
				t.Errorf("docs/tables.md: %s.%s is %s, not %s", table, c.name, kind, c.kind)
			case !c.nullable:
				if n := query(`SELECT count(*) FROM "` + table + `" WHERE "` + c.name + `" IS NULL`)[0][0]; n != "0" {
					t.Errorf("docs/tables.md: %s.%s is NULL in %s rows and has no ?", table, c.name, n)
				}
			}
		}
	}
}

// TestTheDemoAnswersEveryVerb walks a new reader's first hour in one lake.
func TestTheDemoAnswersEveryVerb(t *testing.T) {
	dir := demoLake(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"sources"}, "ice-287g-participating"},
		{[]string{"issues", "--severity", "note"}, "note "},
		{[]string{"measure", "agreements_active", "--by", "model"}, "TFM"},
		{[]string{"changes", "--from", "2025-01-01", "--to", "2025-06-01"}, "new"},
		{[]string{"trace", "measure:agreements_active?where.state=TX"}, "TX"},
		{[]string{"query", "--csv", "SELECT count(*) AS n FROM agreement"}, "n\n"},
		{[]string{"doctor"}, "ok    originals"},
	} {
		var out, words bytes.Buffer
		if code := run(append(c.args, "--lake", dir), &out, &words); code != exitDone {
			t.Errorf("%q exits with %d: %s", c.args, code, words.String())
		} else if !strings.Contains(out.String(), c.want) {
			t.Errorf("%q does not print %q:\n%s", c.args, c.want, out.String())
		}
	}
}
