package lake_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"detangle/lake"
)

// BenchmarkLake measures a build of 200 lists of 900 rows, of the same with
// nothing changed, with one more list, and the opening of the result.
func BenchmarkLake(b *testing.B) {
	in, ctx := b.TempDir(), context.Background()
	for i := range 200 {
		text := ""
		for r := range 900 {
			text += fmt.Sprintf("TX,agency %d,%d\n", r, i)
		}
		os.WriteFile(filepath.Join(in, fmt.Sprintf("l%03d.csv", i)), []byte(text), 0o644)
	}
	build := func(b *testing.B, dir string) {
		if err := buildLists(ctx, dir, in, lake.BuildOptions{}); err != nil {
			b.Fatal(err)
		}
	}
	dir := filepath.Join(b.TempDir(), "lake")
	build(b, dir)
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			build(b, filepath.Join(b.TempDir(), "lake"))
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			build(b, dir)
		}
	})
	b.Run("onemore", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			os.WriteFile(filepath.Join(in, "more.csv"), []byte(fmt.Sprintf("TX,agency,%d\n", i)), 0o644)
			build(b, dir)
		}
	})
	for name, o := range map[string]lake.EngineOptions{"openviews": {}, "openmemory": {InMemory: true}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				l, err := lake.Open(dir)
				if err != nil {
					b.Fatal(err)
				}
				e, err := l.Engine(ctx, o)
				if err != nil {
					b.Fatal(err)
				}
				e.Close()
			}
		})
	}
}

// BenchmarkLoad measures rows of 20 columns into the build's engine.
func BenchmarkLoad(b *testing.B) {
	row := make([]string, 20)
	for i := range row {
		row[i] = fmt.Sprintf("value %d", i)
	}
	columns := make([]string, 20)
	for i := range columns {
		columns[i] = fmt.Sprintf("c%d", i)
	}
	build, err := lake.Begin(context.Background(), b.TempDir(), lake.BuildOptions{})
	if err != nil {
		b.Fatal(err)
	}
	defer build.Abort()
	n := 0
	for b.Loop() {
		if _, err := build.Load(context.Background(), fmt.Sprintf("t%d", n), columns, func(yield func([]string, error) bool) {
			for range 100_000 {
				if !yield(row, nil) {
					return
				}
			}
		}); err != nil {
			b.Fatal(err)
		}
		build.Engine().Exec(context.Background(), fmt.Sprintf("DROP TABLE t%d", n))
		n++
	}
	b.ReportMetric(float64(n)*100_000/b.Elapsed().Seconds(), "rows/s")
}
