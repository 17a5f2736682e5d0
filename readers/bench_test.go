package readers_test

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"

	"detangle"
	"detangle/readers"
)

// The benchmark reads one generated sheet, the shape of a national FOIA table:
// 500,000 rows and a header, 25 columns, 11.4 million cells, 337,000 shared
// strings. Every reader runs in a process of its own, so that its peak memory
// is its own. Call it with
//
//	go test ./readers -run '^$' -bench Sheet -benchtime 1x
//
// The targets: at most 1.6 times the time that inflating the sheet alone
// takes, at least 15 times faster than excelize's row iterator, and under 150 MB.

const (
	benchRows    = 500_000
	benchColumns = 25
	benchShared  = 337_000
)

func BenchmarkSheet(b *testing.B) {
	path := benchBook(b)
	for range b.N {
		floor, ours := run{}, run{}
		for range 5 { // in turns, so that a busy machine slows both alike
			floor = better(floor, measured(b, "inflate", path))
			ours = better(ours, measured(b, "readers", path))
		}
		raw := measured(b, "excelize", path)
		held := measured(b, "excelize-in-memory", path)

		out := bufio.NewWriter(os.Stderr)
		fmt.Fprintf(out, "\n%-34s %9s %12s %14s %12s %12s\n", "one sheet of 500,000 x 25", "seconds", "to inflate", "to excelize", "peak MB", "cells")
		for _, r := range []run{floor, ours, raw, held} {
			fmt.Fprintf(out, "%-34s %9.2f %11.2fx %13.1fx %12.0f %12d\n", r.name, r.seconds, r.seconds/floor.seconds, raw.seconds/r.seconds, r.megabytes, r.cells)
		}
		verdict := "missed"
		if ours.seconds <= 1.6*floor.seconds && raw.seconds >= 15*ours.seconds && ours.megabytes < 150 {
			verdict = "met"
		}
		fmt.Fprintf(out, "readers at most 1.60x of inflate, at least 15x faster than excelize, under 150 MB: %s\n\n", verdict)
		out.Flush()

		b.ReportMetric(ours.seconds, "s")
		b.ReportMetric(ours.seconds/floor.seconds, "x-inflate")
		b.ReportMetric(raw.seconds/ours.seconds, "x-faster-than-excelize")
		b.ReportMetric(ours.megabytes, "peak-MB")
		if ours.cells != raw.cells {
			b.Fatalf("we read %d cells, excelize %d", ours.cells, raw.cells)
		}
	}
}

// run is what one process measured.
type run struct {
	name      string
	seconds   float64
	megabytes float64 // of memory beyond what the process held before
	cells     int     // with a value
}

// better is the faster of two runs.
func better(a, b run) run {
	if a.name == "" || b.seconds < a.seconds {
		return b
	}
	return a
}

// measured runs a reader in a process of its own.
func measured(b *testing.B, name, path string) run {
	cmd := exec.Command(os.Args[0], "-test.run", "^TestBenchChild$")
	cmd.Env = append(os.Environ(), "DETANGLE_BENCH_CHILD="+name, "DETANGLE_BENCH_FILE="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("%s: %v\n%s", name, err, out)
	}
	r := run{name: name}
	if _, err := fmt.Sscanf(string(out), "measured %f %f %d", &r.seconds, &r.megabytes, &r.cells); err != nil {
		b.Fatalf("%s: %v in %q", name, err, out)
	}
	return r
}

// TestBenchChild is the process that BenchmarkSheet starts; alone it does nothing.
func TestBenchChild(t *testing.T) {
	name, path := os.Getenv("DETANGLE_BENCH_CHILD"), os.Getenv("DETANGLE_BENCH_FILE")
	if name == "" {
		t.Skip("runs below BenchmarkSheet only")
	}
	before, start := peakMB(), time.Now()
	cells := map[string]func(*testing.T, string) int{
		"inflate":  inflateOnly,
		"readers":  readAll,
		"excelize": func(t *testing.T, p string) int { return excelizeAll(t, p, excelize.Options{RawCellValue: true}) },
		"excelize-in-memory": func(t *testing.T, p string) int {
			return excelizeAll(t, p, excelize.Options{RawCellValue: true, UnzipSizeLimit: 8 << 30, UnzipXMLSizeLimit: 4 << 30})
		},
	}[name](t, path)
	fmt.Printf("measured %f %f %d\n", time.Since(start).Seconds(), peakMB()-before, cells)
}

// inflateOnly is the floor: the sheet's part through the same inflater, nothing else.
func inflateOnly(t *testing.T, path string) int {
	z, err := zip.OpenReader(path)
	must(t, err)
	defer z.Close()
	z.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	part, err := z.Open("xl/worksheets/sheet1.xml")
	must(t, err)
	_, err = io.Copy(io.Discard, struct{ io.Reader }{part})
	must(t, err)
	return 0
}

func readAll(t *testing.T, path string) int {
	book, err := readers.Open(path, readers.Options{})
	must(t, err)
	defer book.Close()
	cells := 0
	for row, err := range book.Rows(0) {
		if err != nil {
			t.Fatal(err)
		}
		cells += len(row.Cells)
	}
	return cells
}

func excelizeAll(t *testing.T, path string, opts excelize.Options) int {
	f, err := excelize.OpenFile(path, opts)
	must(t, err)
	defer f.Close()
	rows, err := f.Rows("Data")
	must(t, err)
	defer rows.Close()
	cells := 0
	for rows.Next() {
		row, err := rows.Columns(opts)
		must(t, err)
		for _, c := range row {
			if c != "" {
				cells++
			}
		}
	}
	return cells
}

// peakMB is the process's peak memory so far, in MB; 0 where the system does not tell.
func peakMB() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kb, _ := strconv.ParseFloat(strings.Fields(after + " 0")[0], 64)
	return kb / 1000
}

// benchBook writes the workbook, about 70 MB packed.
func benchBook(b *testing.B) string {
	path := filepath.Join(b.TempDir(), "bench.xlsx")
	file, err := os.Create(path)
	must(b, err)
	z := zip.NewWriter(file)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 6) })
	writeParts(b, z, workbookParts("Data"), map[string]string{"xl/styles.xml": dateStyles})
	part, err := z.Create("xl/sharedStrings.xml")
	must(b, err)
	writeBenchStrings(part)
	part, err = z.Create("xl/worksheets/sheet1.xml")
	must(b, err)
	writeBenchSheet(part)
	must(b, z.Close())
	must(b, file.Close())
	return path
}

func writeBenchStrings(part io.Writer) {
	w := bufio.NewWriterSize(part, 1<<20)
	defer w.Flush()
	random := rand.New(rand.NewPCG(287, 1))
	fmt.Fprintf(w, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="%d">`, benchShared)
	for i := range benchShared {
		fmt.Fprintf(w, "<si><t>%s %08x made up %d</t></si>", []string{"AGENCY", "County jail", "Country", "Lifted"}[i%4], random.Uint64()&0xffffffff, i)
	}
	w.WriteString("</sst>")
}

func writeBenchSheet(part io.Writer) {
	w := bufio.NewWriterSize(part, 1<<20)
	defer w.Flush()
	random := rand.New(rand.NewPCG(287, 2))
	w.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:Y500001"/><sheetData>`)
	line := []byte{}
	for row := 1; row <= benchRows+1; row++ {
		line = fmt.Appendf(line[:0], `<row r="%d" spans="1:25">`, row)
		for col := range benchColumns {
			line = appendBenchCell(line, random, row, col)
		}
		w.Write(append(line, "</row>"...))
	}
	w.WriteString("</sheetData></worksheet>")
}

// appendBenchCell writes a cell: the first row is the header, the first column
// an id that hardly repeats; texts, dates, numbers and blanks follow.
func appendBenchCell(line []byte, random *rand.Rand, row, col int) []byte {
	name := detangle.ColumnName(col)
	shared := func(n int) []byte {
		return fmt.Appendf(line, `<c r="%s%d" t="s"><v>%d</v></c>`, name, row, n)
	}
	switch {
	case row == 1:
		return shared(col)
	case col == 0:
		return shared(row % benchShared)
	case col < 14:
		return shared(col*50 + random.IntN(40))
	case col < 20:
		return fmt.Appendf(line, `<c r="%s%d" s="1"><v>%d.%09d</v></c>`, name, row, 44000+random.IntN(900), random.IntN(1_000_000_000))
	case col < 23:
		return fmt.Appendf(line, `<c r="%s%d"><v>%d</v></c>`, name, row, random.IntN(100_000))
	case random.IntN(10) < 3:
		return fmt.Appendf(line, `<c r="%s%d" s="1"/>`, name, row)
	case random.IntN(10) < 5:
		return line
	}
	return shared(2000 + random.IntN(5000))
}
