package main

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"detangle/lake"
	"detangle/measure"
)

// BenchmarkAsk asks the measures of individual records of the releases of scale 1;
// BenchmarkFull asks those of the full ones.
func BenchmarkAsk(b *testing.B) {
	askMeasures(b, theRecords(b).lake(), "SYNTHETIC releases, scale 1")
}

// askMeasures asks every measure of individual records by state and month, as a
// warm server would be asked.
func askMeasures(b *testing.B, dir, what string) {
	l, err := lake.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	engine, err := l.Engine(b.Context(), lake.EngineOptions{})
	if err != nil {
		b.Fatal(err)
	}
	defer engine.Close()
	s, err := measure.New(b.Context(), engine, l.Catalog().Snapshots)
	if err != nil {
		b.Fatal(err)
	}
	before := inUse()
	fmt.Printf("\nmeasures by state and month, %s\n%-20s %10s %10s\n", what, "measure", "first", "warm")
	slowest := time.Duration(0)
	for _, m := range measure.Measures() {
		if m.Events == "" {
			continue
		}
		q := measure.Query{Name: m.Name}
		for _, key := range []string{"state", "month", "step", "box"} {
			if slices.Contains(m.By, key) {
				q.By = append(q.By, key)
			}
		}
		first := answerIn(b, s, q)
		warm := first
		for range 5 {
			warm = min(warm, answerIn(b, s, q))
		}
		slowest = max(slowest, warm)
		fmt.Printf("%-20s %7d ms %7d ms\n", m.Name, first.Milliseconds(), warm.Milliseconds())
	}
	fmt.Printf("%-20s %18d ms   at most 1000 ms\n%-20s %18.0f MB   at most 400 MB\n", "slowest", slowest.Milliseconds(), "held in memory", inUse()-before)
	b.ReportMetric(float64(slowest.Milliseconds()), "ms-slowest")
	runtime.KeepAlive(s)
}

func answerIn(b *testing.B, s *measure.Service, q measure.Query) time.Duration {
	b.Helper()
	begin := time.Now()
	if _, err := s.Ask(b.Context(), q); err != nil {
		b.Fatal(err)
	}
	return time.Since(begin)
}

// inUse is the memory in use after a collection, in MB.
func inUse() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}
