package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"detangle/demo"
	"detangle/demo/foia"
)

// BenchmarkFull takes releases with the real counts of rows from their workbooks to
// answers: loading against what cannot be avoided, inflating the same workbooks one
// after another, and against what people use instead; linking; measures; a page.
// It writes the releases first, thirty million rows, unless DETANGLE_BENCH_FOIA names a
// folder with a demo of --scale full; DETANGLE_BENCH_FULL=no leaves all of it out.
func BenchmarkFull(b *testing.B) {
	if os.Getenv("DETANGLE_BENCH_FULL") == "no" {
		b.Skip("DETANGLE_BENCH_FULL=no")
	}
	program := buildProgram(b)
	data := os.Getenv("DETANGLE_BENCH_FOIA")
	if data == "" {
		data = b.TempDir()
		if _, err := demo.Generate(demo.Options{Seed: 1, Scale: 1, FOIA: foia.Full}, demo.Folder(data)); err != nil {
			b.Fatal(err)
		}
	}
	for range b.N {
		dir := filepath.Join(b.TempDir(), "lake")
		floor := inflate(b, data)
		l := loadTime(b, program, data, dir, true)
		fmt.Printf("\nthe releases at full scale\n%s", loadHeader)
		ratio := l.print("full", floor)
		fmt.Printf("%-20s %30.2fx   at most 2.5\n%-20s %28.0f MB   at most %d MB\n", "loading", ratio, "peak memory", l.peak, 6<<10)
		fmt.Printf("%-20s %29.1f s   at most 90 s\n", "linking", l.linked.Seconds())
		b.ReportMetric(ratio, "x_inflating")
		b.ReportMetric(l.linked.Seconds(), "s_linking")
		askMeasures(b, dir, "the releases at full scale")
		warmPage(b, program, dir)
		comparePeers(b, program, filepath.Join(data, "SYNTHETIC-foia"))
	}
}

// warmPage asks for the pages of ten counties twice and prints the slowest second answer.
func warmPage(b *testing.B, program, dir string) {
	var pages []string
	for _, page := range pagesOf(b, program, dir) {
		if strings.HasPrefix(page, "/counties/") && len(pages) < 10 {
			pages = append(pages, page)
		}
	}
	server, address, _ := serveProcess(b, program, dir, "/")
	defer stop(server)
	first, warm := time.Duration(0), time.Duration(0)
	for _, page := range pages {
		first = max(first, answerTime(b, address+page))
		warm = max(warm, answerTime(b, address+page))
	}
	fmt.Printf("%-20s %9.0f ms, asked for again %7.0f ms   at most 50 ms\n", "a county's page", first.Seconds()*1000, warm.Seconds()*1000)
}

func answerTime(b *testing.B, address string) time.Duration {
	begin := time.Now()
	resp, err := http.Get(address)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		b.Fatalf("%s: %s %v", address, resp.Status, err)
	}
	return time.Since(begin)
}
