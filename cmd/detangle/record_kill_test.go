package main

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"detangle/demo"
)

// TestAnImportKilledAtAnyMomentHarmsNothing kills imports of documents: the lake has
// all that it had and nothing of the new ones, or all of them, and the same import
// afterwards ends where an undisturbed one does.
func TestAnImportKilledAtAnyMomentHarmsNothing(t *testing.T) {
	const before, all, kills = 20, 220, 8
	folder := t.TempDir()
	write := func(from, to int) {
		for i := from; i < to; i++ {
			r := demo.NewRelease(1, i, 3000)
			if err := os.WriteFile(filepath.Join(folder, r.Name), []byte(r.Text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	first := filepath.Join(t.TempDir(), "lake")
	run := func(lake string, args ...string) string {
		t.Helper()
		out, err := exec.Command("detangle", append([]string{"--lake", lake}, args...)...).Output()
		if err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		return string(out)
	}
	write(0, before)
	run(first, "record", "add", folder)
	write(before, all)

	whole := 300 * time.Millisecond
	random := rand.New(rand.NewPCG(287, 9))
	killed, none := 0, 0
	for n := 0; killed < kills; n++ {
		if n > 10*kills {
			t.Fatalf("%d of %d imports were killed", killed, n)
		}
		lake := filepath.Join(t.TempDir(), "lake")
		if err := os.CopyFS(lake, os.DirFS(first)); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("detangle", "--lake", lake, "record", "add", folder)
		start := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			whole = time.Since(start)
			continue
		case <-time.After(time.Duration((0.2 + 0.8*random.Float64()) * float64(whole))):
			cmd.Process.Signal(syscall.SIGKILL)
			if err := <-ended; err == nil {
				continue
			}
		}
		killed++
		switch got := kept(t, run(lake, "record", "documents", "--json")); got {
		case before:
			none++
		case all:
		default:
			t.Fatalf("after kill %d there are %d documents: neither the %d before nor all %d", killed, got, before, all)
		}
		run(lake, "record", "add", folder)
		if got := kept(t, run(lake, "record", "documents", "--json")); got != all {
			t.Fatalf("after kill %d and a second import there are %d documents, want %d", killed, got, all)
		}
		if originals, _ := filepath.Glob(filepath.Join(lake, "originals", "*")); len(originals) != all {
			t.Errorf("after kill %d and a second import %d originals are kept, want %d", killed, len(originals), all)
		}
		var found struct {
			Parts int `json:"parts"`
		}
		if err := json.Unmarshal([]byte(run(lake, "record", "search", "sheriff*", "--json")), &found); err != nil || found.Parts == 0 {
			t.Errorf("after kill %d the index finds %d documents (%v)", killed, found.Parts, err)
		}
	}
	if none == 0 {
		t.Error("no import was killed before it held")
	}
	t.Logf("%d imports killed, %d of them before they held", killed, none)
}

// kept counts the documents of a listing.
func kept(t *testing.T, listing string) int {
	t.Helper()
	var answer struct {
		Documents []json.RawMessage `json:"documents"`
	}
	if err := json.Unmarshal([]byte(listing), &answer); err != nil {
		t.Fatalf("%v: %s", err, strings.TrimSpace(listing))
	}
	return len(answer.Documents)
}
