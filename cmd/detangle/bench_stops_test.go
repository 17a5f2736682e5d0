package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"detangle/demo"
)

// BenchmarkStops measures how police stops are loaded, and counted into the cells
// that tests read, as they grow: 1, 4 and 16 times DETANGLE_BENCH_STOPS (a million).
// With DETANGLE_BENCH_STOPS=full it is one run of a hundred million, which needs 40 GB
// of disk.
func BenchmarkStops(b *testing.B) {
	program := buildProgram(b)
	base, sizes := 1_000_000, []int{1, 4, 16}
	switch asked := os.Getenv("DETANGLE_BENCH_STOPS"); {
	case asked == "full":
		base, sizes = 100_000_000, []int{1}
	case asked != "":
		n, err := strconv.Atoi(asked)
		if err != nil {
			b.Fatal(err)
		}
		base = n
	}
	for range b.N {
		fmt.Printf("\npolice stops, generated, from csv, csv.gz and zip\n%12s %10s %14s %12s %10s %12s %16s\n", "stops", "loading", "rows a second", "all cells", "tests", "peak memory", "processor, all")
		var rows, loads, cells []float64
		for _, times := range sizes {
			r := stopsTime(b, program, base*times)
			fmt.Printf("%12.0f %8.1f s %14.0f %10.1f s %8.1f s %9.0f MB %14.1f s\n", r.rows, r.load.Seconds(), r.rows/r.load.Seconds(), r.cells.Seconds(), r.tests.Seconds(), r.peak, r.processor.Seconds())
			rows, loads, cells = append(rows, math.Log(r.rows)), append(loads, math.Log(r.load.Seconds())), append(cells, math.Log(r.cells.Seconds()))
			b.ReportMetric(r.rows/r.load.Seconds(), "rows/s")
		}
		if len(sizes) > 1 {
			fmt.Printf("rows a second on two cores: at least 500000; loading grows with rows to the power of %.2f, cells of %.2f   at most 1.10\n", slope(rows, loads), slope(rows, cells))
			b.ReportMetric(slope(rows, cells), "exponent")
		} else {
			fmt.Println("all cells of a hundred million: at most 60 s, 6144 MB")
		}
	}
}

// stopsRun is what loading and counting took.
type stopsRun struct {
	rows, peak                    float64
	load, cells, tests, processor time.Duration
}

// stopsTime generates so many stops and builds a lake of them. The time of the
// cells is that of the whole linking, of which little is not theirs, without the tests.
func stopsTime(b *testing.B, program string, n int) (r stopsRun) {
	dir := b.TempDir()
	data := filepath.Join(dir, "data")
	if _, err := demo.Generate(demo.Options{Seed: 1, Scale: 0.01, Stops: n}, demo.Folder(data)); err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(program, "--lake", filepath.Join(dir, "lake"), "build", "--in", filepath.Join(data, "SYNTHETIC-stops"))
	words, err := cmd.StderrPipe()
	if err != nil {
		b.Fatal(err)
	}
	start, said := time.Now(), ""
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	for lines := bufio.NewScanner(words); lines.Scan(); {
		said += lines.Text() + "\n"
		if m := readLine.FindStringSubmatch(lines.Text()); m != nil {
			r.load = time.Since(start)
			r.rows, _ = strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
		}
		if m := linkedLine.FindStringSubmatch(lines.Text()); m != nil {
			seconds, _ := strconv.ParseFloat(m[1], 64)
			if m := testedPart.FindStringSubmatch(lines.Text()); m != nil {
				tests, _ := strconv.ParseFloat(m[1], 64)
				seconds -= tests
				r.tests = time.Duration(tests * float64(time.Second))
			}
			r.cells = time.Duration(seconds * float64(time.Second))
		}
	}
	if err := cmd.Wait(); err != nil || r.rows == 0 || r.cells == 0 {
		b.Fatalf("the lake was not built: %v\n%s", err, said)
	}
	r.processor = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime() // tells a busy machine from a slow program
	r.peak = float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1024
	if err := os.RemoveAll(dir); err != nil {
		b.Fatal(err)
	}
	return r
}
