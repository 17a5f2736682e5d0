package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// peers are the readers that people use, each as a program that reads every
// sheet of a workbook and prints how many rows there are.
var peers = []struct {
	name, needs, program string
	least                float64
}{
	{"openpyxl + pandas", "openpyxl pandas", `import sys, openpyxl, pandas
w = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
print(sum(len(pandas.DataFrame(s.values)) for s in w.worksheets))`, 40},
	{"python-calamine", "python-calamine", `import sys, python_calamine
w = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
print(sum(len(w.get_sheet_by_name(s).to_python()) for s in w.sheet_names))`, 3},
}

// comparePeers reads the largest workbook of a folder with the peers' readers, from
// an environment of their own, and loads the same one with ours: they end with
// values in memory, ours with typed and checked rows on disk.
func comparePeers(b *testing.B, program, folder string) {
	sample := largestWorkbook(b, folder)
	dir := b.TempDir()
	if err := os.Link(sample, filepath.Join(dir, filepath.Base(sample))); err != nil {
		copyTree(b, filepath.Dir(sample), dir) // another file system
		b.Logf("%v: its whole folder is loaded", err)
	}
	l := loadTime(b, program, dir, filepath.Join(b.TempDir(), "lake"), false)
	ours := l.rows / l.took.Seconds()
	fmt.Printf("\none workbook, %s\n%-20s %10s %10s %12s\n%-20s %10.0f %8.1f s %12.0f\n", filepath.Base(sample), "", "rows", "time", "rows/s", "detangle", l.rows, l.took.Seconds(), ours)
	python := filepath.Join(b.TempDir(), "python")
	if exec.Command("python3", "-m", "venv", python).Run() != nil {
		fmt.Println("the others are missing: there is no python3 with venv")
		return
	}
	for _, p := range peers {
		args := append([]string{"install", "-q"}, strings.Fields(p.needs)...)
		if err := exec.Command(filepath.Join(python, "bin", "pip"), args...).Run(); err != nil {
			fmt.Printf("%-20s missing: it could not be installed\n", p.name)
			continue
		}
		start := time.Now()
		out, err := exec.Command(filepath.Join(python, "bin", "python"), "-W", "ignore", "-c", p.program, sample).Output()
		took := time.Since(start)
		rows, notNumber := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
		if err != nil || notNumber != nil {
			fmt.Printf("%-20s failed: %v %s\n", p.name, err, out)
			continue
		}
		theirs := rows / took.Seconds()
		fmt.Printf("%-20s %10.0f %8.1f s %12.0f   ours is %.1f times as fast, at least %g\n", p.name, rows, took.Seconds(), theirs, ours/theirs, p.least)
		b.ReportMetric(ours/theirs, "x_"+strings.Fields(p.name)[0])
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
