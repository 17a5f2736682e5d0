package threshold

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"detangle/stat/stream"
)

// BenchmarkThreshold measures the fast test as a user waits for it, with four
// chains of 1,000 draws after 1,000 of warm-up, on two cores: at most 6 s for 36
// cells and 90 s for 400. The effective draws are those of the worst quantity
// reported. Where the fixtures are, the table of 36 cells is theirs, and the
// effective draws per second of processor stand against those that rstan had on
// the same table, on another machine: at least 20 times as many.
func BenchmarkThreshold(b *testing.B) {
	for range b.N {
		fmt.Fprintf(os.Stderr, "\n%-38s %8s %8s %10s %10s %9s %12s %14s\n", "threshold test, 4 chains x 2,000", "s", "at most", "cpu s", "gradients", "ns a cell", "eff. draws", "eff. draws/s")
		small, reference := benchTable(b)
		perSecond := benched(b, "36 cells", small, 6)
		if reference > 0 {
			fmt.Fprintf(os.Stderr, "rstan on that table: %.1f effective draws a second of processor; ours %.0f, %.0f times as many (at least 20: %s)\n", reference, perSecond, perSecond/reference, verdict(perSecond >= 20*reference))
		}
		benched(b, "400 cells", madeTable(b, 100, 4), 90)
	}
}

func benched(b *testing.B, name string, table *Table, most float64) float64 {
	b.Helper()
	start, cpu := time.Now(), cpuSeconds()
	p, err := Fit(context.Background(), table, Options{Seed: 287, Workers: 2})
	if p == nil {
		b.Fatal(err)
	}
	took, used := time.Since(start).Seconds(), cpuSeconds()-cpu
	s := p.Sampling
	fmt.Fprintf(os.Stderr, "%-38s %8.2f %8.0f %10.2f %10d %9.0f %12.0f %14.0f  %s", name, took, most, used, s.Gradients, 1e9*used/float64(s.Gradients)/float64(len(table.Cells)), s.MinBulkESS, s.MinBulkESS/took, verdict(took <= most))
	if s.Again {
		fmt.Fprintf(os.Stderr, ", drawn twice")
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, ", %v", err)
	}
	fmt.Fprintln(os.Stderr)
	b.ReportMetric(took, "s/"+fmt.Sprint(len(table.Cells))+"cells")
	return s.MinBulkESS / used
}

func verdict(met bool) string {
	if met {
		return "met"
	}
	return "missed"
}

// benchTable is the fixture's table with its reference's effective draws per
// second, or one made up.
func benchTable(b *testing.B) (*Table, float64) {
	root := os.Getenv("DETANGLE_FIXTURES")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "fixtures", "stats")
	}
	dir := filepath.Join(root, "threshold_single")
	if _, err := os.Stat(dir); err != nil {
		return madeTable(b, 12, 3), 0
	}
	table, _ := fixtureTable(b, dir)
	fit := expectedFit(b, dir)
	return table, fit["min_neff"] / fit["seconds_total_cpu"]
}

// madeTable has departments of a few hundred to several thousand stops, with
// parameters like those of state patrols.
func madeTable(t testing.TB, departments, groups int) *Table {
	t.Helper()
	r := stream.New(36, uint64(departments))
	var cells []Cell
	for d := range departments {
		size := 300 + r.IntN(6000)
		u, v := -1.4+0.1*r.NormFloat64(), 0.45+0.1*r.NormFloat64()
		for g := range groups {
			at := rates(1.5-0.15*float64(g)+0.12*r.NormFloat64(), u, v)
			stops := int64(size/(1+g) + 50)
			searches := stream.Binomial(r, stops, at.Search)
			cells = append(cells, Cell{Department: fmt.Sprintf("%03d", d), Group: fmt.Sprint("group ", g), Stops: stops, Searches: searches, Hits: stream.Binomial(r, searches, at.Hit)})
		}
	}
	table, err := NewTable(cells, nil)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// cpuSeconds is the processor time that this program has used.
func cpuSeconds() float64 {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return 0
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano()).Seconds()
}

// BenchmarkDensity is one density with its gradient, of 36 cells.
func BenchmarkDensity(b *testing.B) {
	f := newFast(madeTable(b, 12, 3), OPP2020(1))
	x, g := make([]float64, f.Dim()), make([]float64, f.Dim())
	r := stream.New(1)
	for i := range x {
		x[i] = 0.3 * r.NormFloat64()
	}
	b.ReportAllocs()
	for b.Loop() {
		f.LogDensity(x, g)
	}
}
