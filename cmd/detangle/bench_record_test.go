package main

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"detangle/demo"
	"detangle/lake"
	"detangle/record/document"
)

// BenchmarkRecord imports generated (SYNTHETIC) documents of 5 KB through the
// command line, with the index, at 1, 4 and 16 times 625 of them, and then asks a
// warm index of each size what a search box would be asked.
func BenchmarkRecord(b *testing.B) {
	program := filepath.Join(b.TempDir(), "detangle")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for range b.N {
		fmt.Printf("\nSYNTHETIC documents of 5 KB: import with index, then %d searches\n%9s %10s %12s %9s %9s %9s %10s\n", len(benchSearches()), "documents", "import", "peak memory", "median", "p99", "slowest", "p99 of CPU")
		var counts, imports, searches []float64
		for _, n := range []int{625, 2500, 10000} {
			folder := releaseFolder(b, n)
			lakeDir := filepath.Join(b.TempDir(), "lake")
			took, peak := timed(b, program, "--lake", lakeDir, "record", "add", folder)
			times, busy := searchTimes(b, lakeDir)
			p99 := times[len(times)*99/100]
			fmt.Printf("%9d %8.2f s %9.0f MB %6.2f ms %6.2f ms %6.2f ms %7.2f ms\n", n, took.Seconds(), float64(peak)/1024, ms(times[len(times)/2]), ms(p99), ms(times[len(times)-1]), ms(busy[len(busy)*99/100]))
			counts, imports, searches = append(counts, float64(n)), append(imports, took.Seconds()), append(searches, ms(p99))
			if n == 10000 {
				b.ReportMetric(took.Seconds(), "s-import")
				b.ReportMetric(ms(p99), "ms-p99")
				again, _ := timed(b, program, "--lake", lakeDir, "record", "add", folder)
				fmt.Printf("%9s %8.2f s              nothing new\n", "again", again.Seconds())
			}
		}
		fmt.Printf("%9s %10s %33s\n%9s %10s %33s\n", "at most", "60 s", "20 ms", "grows by", exponent(counts, imports), exponent(counts, searches))
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// exponent is the slope of log y over log x by least squares: 1 is linear growth.
func exponent(x, y []float64) string {
	var sx, sy, sxx, sxy float64
	for i := range x {
		a, c := math.Log(x[i]), math.Log(y[i])
		sx, sy, sxx, sxy = sx+a, sy+c, sxx+a*a, sxy+a*c
	}
	n := float64(len(x))
	return fmt.Sprintf("n^%.2f", (n*sxy-sx*sy)/(n*sxx-sx*sx))
}

func releaseFolder(b *testing.B, n int) string {
	dir := b.TempDir()
	for i := range n {
		r := demo.NewRelease(1, i, 5000)
		if err := os.WriteFile(filepath.Join(dir, r.Name), []byte(r.Text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// benchSearches are words of every frequency, phrases, beginnings and
// exclusions: the commonest words of the generated texts are among them.
func benchSearches() (all []string) {
	common := strings.Fields("the and detainers sheriff county agreement program immigration of local police communities jail")
	towns := strings.Fields("Alderbrook Birchmoor Cedarfall Dunmere Eastwick Fernhollow Greywater Hartsend")
	for _, a := range common {
		all = append(all, a, a[:2]+"*", a+" -training")
		for _, town := range towns {
			all = append(all, town+" "+a, `"`+town+` County" `+a)
		}
		for _, c := range common {
			all = append(all, a+" "+c, `"`+a+" "+c+`"`)
		}
	}
	return append(all, `"racial profiling"`, `"turn local agencies into a doorway to removal"`, "287(g)", "profil*", "babeko", "nothing here has this", `"cost of holding people past their release" sheriff*`)
}

// searchTimes are the times of all searches by the clock, and on the processor:
// the second does not change when other programs run.
func searchTimes(b *testing.B, dir string) (times, busy []time.Duration) {
	s, err := document.Open(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	x, err := lake.OpenIndex(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	for round := range 2 { // the first warms the caches
		for _, words := range benchSearches() {
			begin, worked := time.Now(), processorTime()
			if _, err := s.SearchIn(b.Context(), x, lake.Search{Words: words}); err != nil {
				b.Fatal(err)
			}
			if round == 1 {
				times, busy = append(times, time.Since(begin)), append(busy, processorTime()-worked)
			}
		}
	}
	slices.Sort(times)
	slices.Sort(busy)
	return times, busy
}

// processorTime is what this process has used of all processors.
func processorTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
