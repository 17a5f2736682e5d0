package main

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"

	"detangle/demo"
)

// BenchmarkLoad measures how the time to load individual records grows: the files
// are generated at 1, 4 and 16 times a base, DETANGLE_BENCH_SCALE (5: 250,000 rows).
func BenchmarkLoad(b *testing.B) {
	program := buildProgram(b)
	base, err := strconv.ParseFloat(os.Getenv("DETANGLE_BENCH_SCALE"), 64)
	if err != nil {
		base = 5
	}
	for range b.N {
		fmt.Printf("\nloading individual records, as they grow\n%s", loadHeader)
		var rows, times []float64
		for _, times16 := range []float64{1, 4, 16} {
			dir := b.TempDir()
			if _, err := demo.Generate(demo.Options{Seed: 1, Scale: 1, FOIA: base * times16}, demo.Folder(dir)); err != nil {
				b.Fatal(err)
			}
			folder := filepath.Join(dir, "SYNTHETIC-foia")
			floor := inflate(b, folder)
			l := loadTime(b, program, folder, filepath.Join(b.TempDir(), "lake"), false)
			l.print(fmt.Sprintf("%g times", times16), floor)
			rows, times = append(rows, math.Log(l.rows)), append(times, math.Log(l.took.Seconds()))
		}
		exponent := slope(rows, times)
		fmt.Printf("time grows with rows to the power of %.2f   at most 1.10\n", exponent)
		b.ReportMetric(exponent, "exponent")
	}
}

// buildProgram builds the program as users have it.
func buildProgram(b *testing.B) string {
	program := filepath.Join(b.TempDir(), "detangle")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return program
}

// loaded is what a build said and took on its way.
type loaded struct {
	rows   float64
	took   time.Duration // up to where the rows are in their tables
	peak   float64       // resident memory then, in MB
	linked time.Duration // 0 if it was stopped before
}

const loadHeader = "size                 rows  inflating    loading     ratio  peak memory\n"

func (l loaded) print(name string, floor time.Duration) (ratio float64) {
	ratio = l.took.Seconds() / floor.Seconds()
	fmt.Printf("%-12s %12.0f %8.1f s %8.1f s %8.2fx %9.0f MB\n", name, l.rows, floor.Seconds(), l.took.Seconds(), ratio, l.peak)
	return ratio
}

// inflate unpacks every workbook of a folder, one after another, into nothing.
func inflate(b *testing.B, folder string) time.Duration {
	start := time.Now()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xlsx" {
			return err
		}
		z, err := zip.OpenReader(path)
		if err != nil {
			return err
		}
		defer z.Close()
		z.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
		for _, part := range z.File {
			r, err := part.Open()
			if err != nil {
				return err
			}
			if _, err := io.Copy(io.Discard, r); err != nil {
				return err
			}
			r.Close()
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

var (
	readLine   = regexp.MustCompile(`^reading: .* ([0-9,]+) rows of individual records`)
	linkedLine = regexp.MustCompile(`^linking: .*\(([^)]+) s\)$`)
	testedPart = regexp.MustCompile(`unequal treatment took ([0-9.]+) s of it`)
)

// loadTime builds a lake from a folder in a process of its own: to the end, or up
// to where its rows are in their tables.
func loadTime(b *testing.B, program, folder, dir string, toTheEnd bool) (l loaded) {
	cmd := exec.Command(program, "--lake", dir, "build", "--in", folder)
	words, err := cmd.StderrPipe()
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	var said strings.Builder
	for lines := bufio.NewScanner(words); lines.Scan(); {
		said.WriteString(lines.Text() + "\n")
		if m := readLine.FindStringSubmatch(lines.Text()); m != nil {
			l.took, l.peak = time.Since(start), residentPeak(cmd.Process.Pid)
			l.rows, _ = strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
			if !toTheEnd {
				_ = cmd.Process.Signal(os.Interrupt)
			}
		}
		if m := linkedLine.FindStringSubmatch(lines.Text()); m != nil {
			seconds, _ := strconv.ParseFloat(m[1], 64)
			l.linked = time.Duration(seconds * float64(time.Second))
		}
	}
	err = cmd.Wait()
	if l.rows == 0 || toTheEnd && (err != nil || l.linked == 0) {
		b.Fatalf("the lake was not built: %v\n%s", err, said.String())
	}
	return l
}

// residentPeak is the peak resident memory of a running process in MB, 0 where
// the system does not say.
func residentPeak(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		if kB, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(kB, "kB")), 64)
			return n / 1024
		}
	}
	return 0
}

// slope is that of the least-squares line through the points.
func slope(x, y []float64) float64 {
	var mx, my, above, below float64
	for i := range x {
		mx, my = mx+x[i]/float64(len(x)), my+y[i]/float64(len(y))
	}
	for i := range x {
		above, below = above+(x[i]-mx)*(y[i]-my), below+(x[i]-mx)*(x[i]-mx)
	}
	return above / below
}
