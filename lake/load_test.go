package lake_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"detangle"
	"detangle/lake"
)

func TestLoadKeepsTextAsItIs(t *testing.T) {
	ctx := context.Background()
	b := must(lake.Begin(ctx, t.TempDir(), lake.BuildOptions{}))(t)
	defer b.Abort()
	columns := []string{"County Name", `odd "one"`, "select"}
	for i := range 2 { // the second load appends
		n, err := b.Load(ctx, "raw", columns, rowsOf([]string{"Doña Ana", " 007 ", "a\nb"}, []string{"", "NULL", "'; DROP TABLE raw; --"}))
		if err != nil || n != 2 {
			t.Fatal(i, n, err)
		}
	}
	f := must(b.Engine().Query(ctx, `SELECT "County Name", "odd ""one""", "select" FROM raw ORDER BY rowid`))(t)
	if f.Len() != 4 || f.Columns[0].Strings[0] != "Doña Ana" || !f.Columns[0].IsNull(1) || f.Columns[1].Strings[2] != " 007 " || f.Columns[1].Strings[1] != "NULL" || f.Columns[2].Strings[3] != "'; DROP TABLE raw; --" {
		t.Errorf("%+v", f)
	}
}

func TestALoadThatFailsLeavesTheTableAsItWas(t *testing.T) {
	ctx := context.Background()
	b := must(lake.Begin(ctx, t.TempDir(), lake.BuildOptions{}))(t)
	defer b.Abort()
	if _, err := b.Load(ctx, "raw", []string{"a", "b"}, rowsOf([]string{"1", "2"})); err != nil {
		t.Fatal(err)
	}
	torn := detangle.Issue{Severity: detangle.Stop, Code: "truncated", Message: "the file ends in the middle of row 5000"}
	for words, load := range map[string]func() (int64, error){
		"ends in the middle": func() (int64, error) {
			return b.Load(ctx, "raw", []string{"a", "b"}, func(yield func([]string, error) bool) {
				for range 4999 {
					if !yield([]string{"x", "y"}, nil) {
						return
					}
				}
				yield(nil, torn)
			})
		},
		"row 2 has 1 values for 2 columns": func() (int64, error) {
			return b.Load(ctx, "raw", []string{"a", "b"}, rowsOf([]string{"x", "y"}, []string{"x"}))
		},
		"there with other columns: a, b; not a, c": func() (int64, error) {
			return b.Load(ctx, "raw", []string{"a", "c"}, rowsOf([]string{"x", "y"}))
		},
		"row 2, column b: \"\\xff\" is not UTF-8": func() (int64, error) {
			return b.Load(ctx, "raw", []string{"a", "b"}, rowsOf([]string{"x", "y"}, []string{"x", "\xff"}))
		},
	} {
		n, err := load()
		if err == nil || n != 0 || !strings.Contains(err.Error(), words) {
			t.Errorf("%d rows, %v; want %q", n, err, words)
		}
		var issue detangle.Issue
		if words == "ends in the middle" && !errors.As(err, &issue) {
			t.Errorf("the reader's issue is lost: %v", err)
		}
	}
	if f := must(b.Engine().Query(ctx, "SELECT count(*) AS n FROM raw"))(t); f.Ints("n")[0] != 1 {
		t.Errorf("%+v", f)
	}
	stopped, cancel := context.WithCancel(ctx)
	_, err := b.Load(stopped, "endless", []string{"a"}, func(yield func([]string, error) bool) {
		for i := 0; yield([]string{"x"}, nil); i++ {
			if i == 3000 {
				cancel()
			}
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestFramesAreWrittenWithTheirTypes(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	b := must(lake.Begin(ctx, dir, lake.BuildOptions{}))(t)
	defer b.Abort()
	frame := &detangle.Frame{Columns: []detangle.Column{
		{Name: "agency", Strings: []string{"b", "a", ""}},
		{Name: "signed", Strings: []string{"2025-01-02", "", "2019-12-31"}, Null: []bool{false, true, false}},
		{Name: "statewide", Strings: []string{"true", "false", "true"}},
		{Name: "officers", Ints: []int64{3, 0, -1}},
		{Name: "share", Floats: []float64{0.5, 0, 1}},
	}}
	types := map[string]string{"signed": "DATE", "statewide": "BOOLEAN"}
	must(b.WriteFrame(ctx, "agency", "", "k", frame, types))(t)
	empty := &detangle.Frame{Columns: []detangle.Column{{Name: "n", Ints: []int64{}}, {Name: "d", Strings: []string{}}}}
	if f := must(b.WriteFrame(ctx, "nothing", "", "k", empty, map[string]string{"d": "DATE"}))(t); f.Rows != 0 || f.Bytes == 0 {
		t.Errorf("%+v", f)
	}
	if _, err := b.WriteFrame(ctx, "wrong", "", "k", frame, map[string]string{"agency": "DATE"}); err == nil || !strings.Contains(err.Error(), "writing table wrong") {
		t.Error(err)
	}
	if err := b.Commit(ctx, "test", "fp", nil); err != nil {
		t.Fatal(err)
	}
	e := must(must(lake.Open(dir))(t).Engine(ctx, lake.EngineOptions{}))(t)
	defer e.Close()
	f := must(e.Query(ctx, "SELECT agency, signed, statewide, officers, share, typeof(signed) || typeof(statewide) || typeof(officers) || typeof(share) AS types FROM agency"))(t)
	if strings.Join(f.Strings("agency"), "|") != "b|a|" || f.Strings("signed")[2] != "2019-12-31" || !f.Columns[1].IsNull(1) || f.Strings("statewide")[1] != "false" || f.Ints("officers")[2] != -1 || f.Strings("types")[0] != "DATEBOOLEANBIGINTDOUBLE" {
		t.Errorf("%+v", f)
	}
	if f := must(e.Query(ctx, "SELECT typeof(max(d)) AS t, count(*) AS n FROM nothing"))(t); f.Strings("t")[0] != "DATE" {
		t.Errorf("%+v", f)
	}
}

func TestNamesThatAreNoFoldersAreRefused(t *testing.T) {
	ctx := context.Background()
	b := must(lake.Begin(ctx, t.TempDir(), lake.BuildOptions{}))(t)
	defer b.Abort()
	for _, n := range [][2]string{{"../x", ""}, {"T", ""}, {"", ""}, {"t", "../x"}, {"t", ".hidden"}, {"t", "a/b"}} {
		if _, err := b.Write(ctx, n[0], n[1], "k", "SELECT 1 AS a"); err == nil {
			t.Errorf("%q was written", n)
		}
	}
	if err := b.View(ctx, "nothing_written"); err == nil {
		t.Error("a table without files has a view")
	}
}
