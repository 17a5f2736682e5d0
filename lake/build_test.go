package lake_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"detangle"
	"detangle/lake"
)

func TestABuildIsReadBackThroughEveryEngine(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "lake")
	in := filepath.Join(t.TempDir(), "list.csv")
	os.WriteFile(in, []byte("hello"), 0o644)
	b := must(lake.Begin(ctx, dir, lake.BuildOptions{}))(t)
	defer b.Abort()
	if b.Previous() != nil {
		t.Fatal("a new lake has a previous state")
	}
	hash, size, err := b.Keep(ctx, in)
	if err != nil || size != 5 {
		t.Fatal(hash, size, err)
	}
	n, err := b.Load(ctx, "raw", []string{"state", "signed", "n"}, rowsOf([]string{"TX", "2025-01-02", "3"}, []string{"AL", "", "4"}))
	if err != nil || n != 2 {
		t.Fatal(n, err)
	}
	f, err := b.Write(ctx, "listing", hash[:12], hash, "SELECT state, CAST(signed AS DATE) AS signed, CAST(n AS BIGINT) AS n FROM raw ORDER BY state;")
	if err != nil || f.Rows != 2 {
		t.Fatal(f, err)
	}
	if err := b.View(ctx, "listing"); err != nil {
		t.Fatal(err)
	}
	if got := must(b.Engine().Query(ctx, "SELECT sum(n) AS n FROM listing"))(t); got.Ints("n")[0] != 7 {
		t.Fatal(got)
	}
	frame := &detangle.Frame{Columns: []detangle.Column{{Name: "d", Strings: []string{"2025-01-02", ""}, Null: []bool{false, true}}, {Name: "x", Floats: []float64{1.5, 2}}}}
	if f, err := b.WriteFrame(ctx, "frame", "", "k", frame, map[string]string{"d": "DATE"}); err != nil || f.Rows != 2 {
		t.Fatal(f, err)
	}
	if err := b.Commit(ctx, "test", "fp", []detangle.Snapshot{{Hash: hash}}); err != nil {
		t.Fatal(err)
	}
	l := must(lake.Open(dir))(t)
	if _, err := l.Original(hash); err != nil {
		t.Fatal(err)
	}
	for _, o := range []lake.EngineOptions{{}, {InMemory: true}, {ReadOnlyUser: true}, {InMemory: true, ReadOnlyUser: true}} {
		e := must(l.Engine(ctx, o))(t)
		got, cut, err := lake.UserQuery(ctx, e, "SELECT state, signed, n FROM listing ORDER BY n DESC;", 1, 1e10)
		if err != nil || !cut || got.Len() != 1 || got.Strings("state")[0] != "AL" || !got.Columns[1].IsNull(0) {
			t.Fatalf("%+v: %+v %v %v", o, got, cut, err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
