package lake_test

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"detangle"
	"detangle/lake"
)

// TestMain lets a test start this binary again as a program of its own: one
// that can be killed, or that lives on a disk of its own.
func TestMain(m *testing.M) {
	role, dir, in := os.Getenv("DETANGLE_TEST_ROLE"), os.Getenv("DETANGLE_TEST_LAKE"), os.Getenv("DETANGLE_TEST_IN")
	switch role {
	case "":
		os.Exit(m.Run())
	case "build":
		if err := buildLists(context.Background(), dir, in, lake.BuildOptions{}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	case "disk":
		onOwnDisk(dir, in)
	}
}

// as returns this binary as a program with a role.
func as(role, dir, in string) *exec.Cmd {
	exe, _ := os.Executable()
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), "DETANGLE_TEST_ROLE="+role, "DETANGLE_TEST_LAKE="+dir, "DETANGLE_TEST_IN="+in)
	return cmd
}

// buildLists is a small build of the shape that the program's own has: keep,
// load and tidy each list, or reuse it; then derive; then commit.
func buildLists(ctx context.Context, dir, in string, o lake.BuildOptions) error {
	b, err := lake.Begin(ctx, dir, o)
	if err != nil {
		return err
	}
	defer b.Abort()
	paths, _ := filepath.Glob(filepath.Join(in, "*.csv"))
	var snapshots []detangle.Snapshot
	fingerprint := ""
	for _, path := range paths {
		hash, size, err := b.Keep(ctx, path)
		if err != nil {
			return err
		}
		snapshots = append(snapshots, detangle.Snapshot{Hash: hash, Bytes: size, Receipts: []detangle.Receipt{{File: filepath.Base(path)}}})
		fingerprint += hash[:4]
		if _, ok := b.Reuse("listing", hash); ok {
			continue
		}
		if err := loadList(ctx, b, hash); err != nil {
			return err
		}
	}
	if err := b.View(ctx, "listing"); err != nil {
		return err
	}
	if _, err := b.Write(ctx, "tally", "", fingerprint, "SELECT state, count(*) AS n, CAST(sum(officers) AS BIGINT) AS officers FROM listing GROUP BY state ORDER BY state"); err != nil {
		return err
	}
	return b.Commit(ctx, "test", fingerprint, snapshots)
}

func loadList(ctx context.Context, b *lake.Build, hash string) error {
	path, err := b.Original(hash)
	if err != nil {
		return err
	}
	if _, err := b.Load(ctx, "raw", []string{"state", "agency", "officers"}, csvRows(path)); err != nil {
		return err
	}
	if _, err := b.Write(ctx, "listing", hash[:12], hash, "SELECT '"+hash+"' AS snapshot, state, agency, CAST(officers AS BIGINT) AS officers FROM raw ORDER BY agency"); err != nil {
		return err
	}
	return b.Engine().Exec(ctx, "DROP TABLE raw")
}

func csvRows(path string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		for r := csv.NewReader(f); ; {
			row, err := r.Read()
			if errors.Is(err, io.EOF) || !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// writeLists writes lists with so many rows each; the seed makes other
// contents. It returns the folder and how many rows there are.
func writeLists(t *testing.T, seed int, rows ...int) (in string, total int) {
	t.Helper()
	in = t.TempDir()
	for i, n := range rows {
		var b strings.Builder
		for r := range n {
			fmt.Fprintf(&b, "%s,agency %d of list %d,%d\n", []string{"TX", "FL", "AL"}[r%3], r, i, (r*seed+i)%97)
		}
		if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("list%d.csv", i)), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		total += n
	}
	return in, total
}

// answers checks that the lake opens and that its tables agree with each
// other, and returns how many rows it lists.
func answers(dir string) (int, error) {
	l, err := lake.Open(dir)
	if err != nil {
		return 0, err
	}
	e, err := l.Engine(context.Background(), lake.EngineOptions{})
	if err != nil {
		return 0, err
	}
	defer e.Close()
	f, err := e.Query(context.Background(), `SELECT (SELECT count(*) FROM listing) AS listed, (SELECT sum(n) FROM tally) AS tallied,
		(SELECT coalesce(sum(officers), 0) FROM listing) AS a, (SELECT coalesce(sum(officers), 0) FROM tally) AS b`)
	if err != nil {
		return 0, err
	}
	if f.Ints("listed")[0] != f.Ints("tallied")[0] || f.Ints("a")[0] != f.Ints("b")[0] {
		return 0, fmt.Errorf("the tables disagree: %+v", f)
	}
	for _, s := range l.Catalog().Snapshots {
		if _, err := l.Original(s.Hash); err != nil {
			return 0, err
		}
	}
	return int(f.Ints("listed")[0]), nil
}

func catalogText(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "catalog.json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// files lists what lies below a folder of the lake.
func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			names = append(names, rel)
		}
		return nil
	})
	return names
}

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func rowsOf(rows ...[]string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}
