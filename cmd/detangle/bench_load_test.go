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

// BenchmarkLoad measures the way of individual records from workbooks into a lake
// against what cannot be avoided, inflating the same workbooks one after another,
// and against what people use instead. The files are generated at 1, 4 and 16
// times a base, DETANGLE_BENCH_SCALE (5: 250,000 rows); with DETANGLE_BENCH_FOIA, a
// folder of releases, the ratio is that of its files instead.
func BenchmarkLoad(b *testing.B) {
	program := filepath.Join(b.TempDir(), "detangle")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	base, err := strconv.ParseFloat(os.Getenv("DETANGLE_BENCH_SCALE"), 64)
	if err != nil {
		base = 5
	}
	for range b.N {
		fmt.Printf("\nloading individual records\n%-12s %12s %10s %10s %9s %12s\n", "size", "rows", "inflating", "loading", "ratio", "peak memory")
		var rows, times []float64
		var largest string
		for _, times16 := range []float64{1, 4, 16} {
			dir := b.TempDir()
			if _, err := demo.Generate(demo.Options{Seed: 1, Scale: 1, FOIA: base * times16}, demo.Folder(dir)); err != nil {
				b.Fatal(err)
			}
			largest = filepath.Join(dir, "SYNTHETIC-foia")
			l := loadFolder(b, program, largest, fmt.Sprintf("%g times", times16))
			rows, times = append(rows, math.Log(l.rows)), append(times, math.Log(l.took.Seconds()))
		}
		exponent := slope(rows, times)
		fmt.Printf("time grows with rows to the power of %.2f   at most 1.10\n", exponent)
		b.ReportMetric(exponent, "exponent")
		if folder := os.Getenv("DETANGLE_BENCH_FOIA"); folder != "" {
			l := loadFolder(b, program, folder, "given")
			b.ReportMetric(l.ratio, "ratio")
		}
		fmt.Printf("ratio at most 2.5 on two cores, peak memory at most 6 GiB\n")
		compareReaders(b, program, largest)
	}
}

type loaded struct {
	rows  float64
	took  time.Duration
	ratio float64
}

// loadFolder inflates and loads the workbooks of a folder and prints a line.
func loadFolder(b *testing.B, program, folder, name string) (l loaded) {
	floor := inflate(b, folder)
	peak := 0.0
	l.took, l.rows, peak = loadTime(b, program, folder)
	l.ratio = l.took.Seconds() / floor.Seconds()
	fmt.Printf("%-12s %12.0f %8.1f s %8.1f s %8.2fx %9.0f MB\n", name, l.rows, floor.Seconds(), l.took.Seconds(), l.ratio, peak)
	return l
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

var readLine = regexp.MustCompile(`^reading: .* ([0-9,]+) rows of individual records`)

// loadTime builds a lake from a folder in a process of its own, up to where its
// rows are in their tables: time from its start, rows, peak resident memory in MB.
func loadTime(b *testing.B, program, folder string) (took time.Duration, rows, peak float64) {
	cmd := exec.Command(program, "--lake", filepath.Join(b.TempDir(), "lake"), "build", "--in", folder)
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
			took, peak = time.Since(start), residentPeak(cmd.Process.Pid)
			rows, _ = strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
			_ = cmd.Process.Signal(os.Interrupt) // linking has a bound of its own
		}
	}
	_ = cmd.Wait()
	if rows == 0 {
		b.Fatalf("no rows were read:\n%s", said.String())
	}
	return took, rows, peak
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

// others are the readers that people use, each as a program that reads the first
// sheet of a workbook and prints how many rows it has.
var others = []struct{ name, needs, program, least string }{
	{"openpyxl + pandas", "openpyxl pandas", `import sys, openpyxl, pandas
w = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
print(len(pandas.DataFrame(w.worksheets[0].values)))`, "40"},
	{"python-calamine", "python-calamine", `import sys, python_calamine
w = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
print(len(w.get_sheet_by_index(0).to_python()))`, "3"},
}

// compareReaders reads one workbook with the others' readers, from an environment
// of their own, and loads the same one with ours.
func compareReaders(b *testing.B, program, folder string) {
	sample := largestWorkbook(b, folder)
	dir := b.TempDir()
	if err := os.Link(sample, filepath.Join(dir, filepath.Base(sample))); err != nil {
		b.Fatal(err)
	}
	took, rows, _ := loadTime(b, program, dir)
	fmt.Printf("\n%s\n%-20s %10.0f rows/s\n", filepath.Base(sample), "detangle", rows/took.Seconds())
	python := filepath.Join(b.TempDir(), "python")
	made := exec.Command("python3", "-m", "venv", python).Run()
	for _, o := range others {
		if made == nil {
			args := append([]string{"install", "-q"}, strings.Fields(o.needs)...)
			if err := exec.Command(filepath.Join(python, "bin", "pip"), args...).Run(); err != nil {
				fmt.Printf("%-20s missing: it could not be installed\n", o.name)
				continue
			}
		} else {
			fmt.Printf("%-20s missing: there is no python3 with venv\n", o.name)
			continue
		}
		start := time.Now()
		out, err := exec.Command(filepath.Join(python, "bin", "python"), "-c", o.program, sample).CombinedOutput()
		if err != nil {
			fmt.Printf("%-20s failed: %s\n", o.name, out)
			continue
		}
		theirs := time.Since(start).Seconds()
		fmt.Printf("%-20s %10.0f rows/s   ours is %.1f times as fast, at least %s\n", o.name, rows/theirs, theirs/took.Seconds(), o.least)
		b.ReportMetric(theirs/took.Seconds(), "x_"+strings.Fields(o.name)[0])
	}
}

func largestWorkbook(b *testing.B, folder string) (largest string) {
	size := int64(0)
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xlsx" {
			return err
		}
		if info, err := d.Info(); err == nil && info.Size() > size {
			largest, size = path, info.Size()
		}
		return nil
	})
	if err != nil || largest == "" {
		b.Fatalf("no workbook in %s: %v", folder, err)
	}
	return largest
}
