package lake_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"detangle"
	"detangle/lake"
)

func TestOpeningALakeThatIsNotThereNamesTheCommand(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nowhere")
	_, err := lake.Open(dir)
	if err == nil || !strings.Contains(err.Error(), "there is no lake in "+dir) || !strings.Contains(err.Error(), "hint: make it with `detangle build --lake "+dir+"`") {
		t.Fatal(err)
	}
	b := must(lake.Begin(context.Background(), dir, lake.BuildOptions{}))(t)
	if err := b.Abort(); err != nil {
		t.Fatal(err)
	}
	if _, err := lake.Open(dir); err == nil {
		t.Fatal("an aborted first build left a lake")
	}
}

func TestALakeChangedByHandIsNotTrusted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	in, total := writeLists(t, 3, 20, 10)
	build := func() {
		t.Helper()
		if err := buildLists(context.Background(), dir, in, lake.BuildOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	build()
	whole := catalogText(t, dir)
	table := filepath.Join(dir, "tables", "tally")
	path := filepath.Join(table, files(t, table)[0])
	for name, harm := range map[string]func(){
		"a file is gone":         func() { os.Remove(path) },
		"a file is cut short":    func() { os.Truncate(path, 100) },
		"the catalog is cut":     func() { os.Truncate(filepath.Join(dir, "catalog.json"), 50) },
		"the catalog is of 2099": func() { os.WriteFile(filepath.Join(dir, "catalog.json"), []byte(`{"format": 99}`), 0o644) },
		"the catalog names /etc": func() {
			os.WriteFile(filepath.Join(dir, "catalog.json"), []byte(`{"format": 1, "tables": [{"name": "t", "files": [{"path": "tables/../../../etc/passwd"}]}]}`), 0o644)
		},
	} {
		harm()
		if _, err := lake.Open(dir); err == nil || !strings.Contains(err.Error(), "hint: ") || !strings.Contains(err.Error(), "detangle build") {
			t.Errorf("%s: %v", name, err)
		}
		build()
		if got, err := answers(dir); err != nil || got != total || catalogText(t, dir) != whole {
			t.Errorf("%s: the next build answers %d, %v", name, got, err)
		}
	}
}

func TestEqualOriginalsMakeEqualBytes(t *testing.T) {
	ctx := context.Background()
	var texts []string
	for i := range 2 {
		dir := t.TempDir()
		b := must(lake.Begin(ctx, dir, lake.BuildOptions{Threads: 1 + i}))(t)
		defer b.Abort()
		writes := []func(){
			func() {
				must(b.Write(ctx, "large", "", "k", "SELECT x, md5(CAST(x AS VARCHAR)) AS h, x % 7 AS m, CASE WHEN x % 3 = 0 THEN NULL ELSE CAST(x AS DOUBLE) / 3 END AS q FROM range(400000) AS t (x) ORDER BY h"))(t)
			},
			func() { must(b.Write(ctx, "small", "b", "2", "SELECT 2 AS a"))(t) },
			func() { must(b.Write(ctx, "small", "a", "1", "SELECT 1 AS a"))(t) },
		}
		if i == 1 {
			slices.Reverse(writes)
		}
		for _, w := range writes {
			w()
		}
		snapshots := []detangle.Snapshot{{Hash: "b"}, {Hash: "a"}}
		if i == 1 {
			slices.Reverse(snapshots)
		}
		if err := b.Commit(ctx, "test", "fp", snapshots); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, catalogText(t, dir))
	}
	if texts[0] != texts[1] {
		t.Errorf("two builds differ:\n%s\n%s", texts[0], texts[1])
	}
}

func TestAnAbortedBuildLeavesTheStateAndServesTheNext(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	begin := func() *lake.Build { t.Helper(); return must(lake.Begin(ctx, dir, lake.BuildOptions{}))(t) }
	b := begin()
	must(b.Write(ctx, "t", "", "one", "SELECT 1 AS a"))(t)
	if err := b.Commit(ctx, "test", "one", nil); err != nil {
		t.Fatal(err)
	}
	if err := b.Abort(); err != nil {
		t.Errorf("abort after commit: %v", err)
	}
	if err := b.Commit(ctx, "test", "again", nil); err == nil {
		t.Error("a build was committed twice")
	}
	one := catalogText(t, dir)

	b = begin()
	must(b.Write(ctx, "t", "", "two", "SELECT 2 AS a"))(t)
	must(b.Write(ctx, "u", "", "gone", "SELECT 3 AS a"))(t)
	if err := b.Abort(); err != nil || catalogText(t, dir) != one {
		t.Fatal("an aborted build changed the state", err)
	}

	os.Truncate(filepath.Join(dir, "tables", "u", "all", filepath.Base(files(t, filepath.Join(dir, "tables", "u"))[0])), 10)
	b = begin()
	if f, ok := b.Reuse("t", "two"); !ok || f.Rows != 1 {
		t.Error("what the aborted build wrote is not found")
	}
	if _, ok := b.Reuse("u", "gone"); ok {
		t.Error("a torn file was reused")
	}
	if _, ok := b.Reuse("t", "three"); ok {
		t.Error("a key that nobody wrote was found")
	}
	if err := b.View(ctx, "t"); err != nil {
		t.Fatal(err)
	}
	if f := must(b.Engine().Query(ctx, "SELECT a FROM t"))(t); f.Len() != 1 || f.Ints("a")[0] != 2 {
		t.Errorf("%+v", f)
	}
	if err := b.Commit(ctx, "test", "two", nil); err != nil {
		t.Fatal(err)
	}
	if left := files(t, filepath.Join(dir, "tables")); len(left) != 2 { // the new state's, the previous one's
		t.Errorf("tables hold %q", left)
	}
}

func TestACancelledCommitChangesNothing(t *testing.T) {
	dir := t.TempDir()
	b := must(lake.Begin(context.Background(), dir, lake.BuildOptions{}))(t)
	ctx, cancel := context.WithCancel(context.Background())
	must(b.Write(ctx, "t", "", "k", "SELECT 1 AS a"))(t)
	cancel()
	if err := b.Commit(ctx, "test", "fp", nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := lake.Open(dir); err == nil {
		t.Error("a cancelled commit made a state")
	}
}

func TestReviewsOutliveEveryBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	in, _ := writeLists(t, 3, 5)
	build := func() {
		if err := buildLists(context.Background(), dir, in, lake.BuildOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	build()
	path := must(lake.Open(dir))(t).ReviewPath("identity")
	if path != filepath.Join(dir, "review", "identity.csv") {
		t.Fatal(path)
	}
	os.WriteFile(path, []byte("decided\n"), 0o644)
	os.Remove(filepath.Join(dir, "catalog.json"))
	os.RemoveAll(filepath.Join(dir, "tables"))
	build()
	build()
	if text, err := os.ReadFile(path); err != nil || string(text) != "decided\n" {
		t.Error(text, err)
	}
}
