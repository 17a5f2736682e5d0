package lake_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"detangle/lake"
)

// kills is how many builds are killed, each at another moment; one that ended
// before its moment came does not count.
const kills = 55

func TestABuildKilledAtAnyMomentHarmsNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	ctx := context.Background()
	// Three states that share some lists: a build from one to another reuses, writes and drops files.
	var ins, references []string
	var totals []int
	for i, rows := range [][]int{{40, 900, 300}, {40, 900, 300, 700, 20}, {41, 900, 301, 500}} {
		in, total := writeLists(t, 7, rows...)
		ref := filepath.Join(t.TempDir(), "reference")
		if err := buildLists(ctx, ref, in, lake.BuildOptions{}); err != nil {
			t.Fatal(err)
		}
		ins, totals, references = append(ins, in), append(totals, total), append(references, catalogText(t, ref))
		if i == 0 {
			start := time.Now()
			if out, err := as("build", dir, in).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			t.Logf("a whole build takes %s", time.Since(start).Round(time.Millisecond))
		}
	}
	moments := map[string]int{}
	random := rand.New(rand.NewPCG(287, 8))
	whole := 150 * time.Millisecond
	for n, k := 0, 0; k < kills; n++ {
		before, next := n%3, (n+1)%3
		cmd := as("build", dir, ins[next])
		start := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		moment := random.Float64()
		if n%2 == 0 {
			moment = 0.6 + moment/2 // the end of a build is where most can go wrong
		}
		killed := false
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			whole = time.Since(start)
		case <-time.After(time.Duration(moment * float64(whole))):
			cmd.Process.Signal(syscall.SIGKILL)
			if killed = (<-ended) != nil; killed {
				k++
			}
		}
		got, err := answers(dir)
		if err != nil {
			t.Fatalf("after kill %d: %v", k, err)
		}
		switch {
		case got == totals[next] && catalogText(t, dir) == references[next]:
			if killed {
				moments["after the new state was in place"]++
			}
		case got == totals[before] && catalogText(t, dir) == references[before] && killed:
			moments[stage(t, dir)]++
		default:
			t.Fatalf("after kill %d: %d rows listed, neither the state before (%d) nor the new one (%d)", k, got, totals[before], totals[next])
		}
		if err := buildLists(ctx, dir, ins[next], lake.BuildOptions{}); err != nil {
			t.Fatalf("the build after kill %d: %v", k, err)
		}
		if catalogText(t, dir) != references[next] {
			t.Fatalf("the build after kill %d differs from a lake built anew:\n%s\nwant\n%s", k, catalogText(t, dir), references[next])
		}
		if left := files(t, filepath.Join(dir, "tmp")); len(left) > 0 {
			t.Fatalf("the build after kill %d left %q", k, left)
		}
		if got, err := answers(dir); err != nil || got != totals[next] {
			t.Fatalf("the build after kill %d answers %d, %v", k, got, err)
		}
	}
	t.Logf("%d kills: %v", kills, moments)
	if len(moments) < 3 || moments["while it wrote tables"] == 0 {
		t.Errorf("all kills fell on the same moments: %v", moments)
	}
}

// stage tells how far a killed build had come, from what it left behind.
func stage(t *testing.T, dir string) string {
	journal, _ := os.ReadFile(filepath.Join(dir, "cache", "unfinished.jsonl"))
	scratch, _ := os.ReadDir(filepath.Join(dir, "tmp"))
	switch written := len(journal); {
	case len(scratch) == 0:
		return "before it began"
	case written < 10:
		return "before its first table file"
	default:
		return "while it wrote tables"
	}
}
