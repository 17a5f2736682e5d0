package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"detangle/demo"
)

// BenchmarkBuild measures what a user waits for: the whole program in a process
// of its own, a cold build, a build with nothing changed and one with one list
// added. It reads the real lists where they are, else generated ones.
func BenchmarkBuild(b *testing.B) {
	program := filepath.Join(b.TempDir(), "detangle")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for range b.N {
		data, what := benchData(b)
		newest := filepath.Join(data, "held-back.xlsx")
		list := lastList(b, data)
		if err := os.Rename(list, newest+".away"); err != nil {
			b.Fatal(err)
		}
		lakeDir := filepath.Join(b.TempDir(), "lake")
		steps := []struct {
			name  string
			limit string
		}{{"cold build", "15 s, 1 GiB"}, {"nothing changed", "0.5 s"}, {"one list added", "2 s"}}
		fmt.Printf("\nbuilding %s\n%-18s %10s %12s   %s\n", what, "", "time", "peak memory", "at most")
		for i, s := range steps {
			if i == 2 {
				if err := os.Rename(newest+".away", list); err != nil {
					b.Fatal(err)
				}
			}
			took, peak := timed(b, program, "--lake", lakeDir, "build", "--in", data)
			fmt.Printf("%-18s %8.2f s %9.0f MB   %s\n", s.name, took.Seconds(), float64(peak)/1024, s.limit)
			b.ReportMetric(took.Seconds(), fmt.Sprintf("s/step%d", i+1))
		}
	}
}

// benchData copies the 287(g) lists and what they are linked with, so that the
// benchmark can take one away.
func benchData(b *testing.B) (dir, what string) {
	dir = b.TempDir()
	real := os.Getenv("DETANGLE_DATA")
	if real == "" {
		real = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(filepath.Join(real, "287g-snapshots")); err != nil {
		if _, err := demo.Generate(demo.Options{Seed: 1, Scale: 1}, demo.Folder(dir)); err != nil {
			b.Fatal(err)
		}
		return dir, "generated lists"
	}
	for _, part := range []string{"287g-snapshots", "287g-appelson", "287g-curated-wapo", "287g-historical", "fips", "census", "fbi-agencies"} {
		copyTree(b, filepath.Join(real, part), filepath.Join(dir, part))
	}
	return dir, "all 287(g) lists held"
}

func copyTree(b *testing.B, from, to string) {
	err := filepath.WalkDir(from, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, _ := filepath.Rel(from, path)
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, below), 0o755)
		}
		in, err := os.Open(path)
		if err != nil {
			return err
		}
		defer in.Close()
		out, err := os.Create(filepath.Join(to, below))
		if err != nil {
			return err
		}
		defer out.Close()
		_, err = io.Copy(out, in)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

// lastList is the participating list that is held back: the last by name.
func lastList(b *testing.B, dir string) (last string) {
	_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if ok, _ := filepath.Match("participatingAgencies0213*.xlsx", d.Name()); ok {
			last = path
		} else if ok, _ := filepath.Match("participatingAgencies*.xlsx", d.Name()); ok && last == "" {
			last = path
		}
		return err
	})
	if last == "" {
		b.Fatal("no participating list to hold back")
	}
	return last
}

// timed runs the program and returns its wall time and peak resident memory in kB.
func timed(b *testing.B, program string, args ...string) (time.Duration, int64) {
	cmd := exec.Command(program, args...)
	start := time.Now()
	out, err := cmd.CombinedOutput()
	took := time.Since(start)
	if err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return took, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
}
