package lake_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"detangle/lake"
)

func TestASecondBuildIsRefusedWithTheFirstOnesPid(t *testing.T) {
	dir := t.TempDir()
	first := must(lake.Begin(context.Background(), dir, lake.BuildOptions{}))(t)
	defer first.Abort()
	_, err := lake.Begin(context.Background(), dir, lake.BuildOptions{})
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("another build (pid %d, since 2", os.Getpid())) || !strings.Contains(err.Error(), "\nhint: ") {
		t.Fatal(err)
	}
}

func TestASecondBuildWaitsForTheFirstAndSaysSo(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	first := must(lake.Begin(ctx, dir, lake.BuildOptions{}))(t)
	var said []string
	begun := make(chan *lake.Build)
	go func() {
		second, err := lake.Begin(ctx, dir, lake.BuildOptions{Wait: true, Say: func(s string) { said = append(said, s) }})
		if err != nil {
			t.Error(err)
		}
		begun <- second
	}()
	select {
	case <-begun:
		t.Fatal("the second build did not wait")
	case <-time.After(250 * time.Millisecond):
	}
	must(first.Write(ctx, "t", "", "k", "SELECT 1 AS a"))(t)
	if err := first.Commit(ctx, "test", "first", nil); err != nil {
		t.Fatal(err)
	}
	second := <-begun
	defer second.Abort()
	if len(said) != 1 || !strings.HasPrefix(said[0], fmt.Sprintf("another build (pid %d", os.Getpid())) || !strings.HasSuffix(said[0], "is running; waiting") {
		t.Errorf("said %q", said)
	}
	if p := second.Previous(); p == nil || p.Fingerprint != "first" {
		t.Errorf("the second build builds on %+v, not on what the first committed", p)
	}
}

func TestWaitingForABuildCanBeCancelled(t *testing.T) {
	dir := t.TempDir()
	first := must(lake.Begin(context.Background(), dir, lake.BuildOptions{}))(t)
	defer first.Abort()
	ctx, cancel := context.WithTimeout(context.Background(), 150*time.Millisecond)
	defer cancel()
	if _, err := lake.Begin(ctx, dir, lake.BuildOptions{Wait: true}); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
}

func TestTwoBuildsInTwoProcessesBothEndRight(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	in, total := writeLists(t, 5, 100, 50)
	var wait sync.WaitGroup
	refused := make(chan string, 4)
	for range 4 {
		wait.Go(func() {
			if out, err := as("build", dir, in).CombinedOutput(); err != nil {
				refused <- string(out)
			}
		})
	}
	wait.Wait()
	close(refused)
	for words := range refused {
		if !strings.Contains(words, "another build (") || !strings.Contains(words, "hint: ") {
			t.Errorf("a build failed for another reason than the lock: %s", words)
		}
	}
	if got, err := answers(dir); err != nil || got != total {
		t.Fatal(got, err)
	}
}

func TestReadersSeeWholeStatesWhileBuildsRun(t *testing.T) {
	dir, ctx := filepath.Join(t.TempDir(), "lake"), context.Background()
	var ins []string
	valid := map[int]bool{}
	for i, rows := range [][]int{{50, 60}, {50, 60, 70}, {51, 60}} {
		in, total := writeLists(t, i+2, rows...)
		ins, valid[total] = append(ins, in), true
	}
	if err := buildLists(ctx, dir, ins[0], lake.BuildOptions{}); err != nil {
		t.Fatal(err)
	}
	old := must(lake.Open(dir))(t)
	reader := must(old.Engine(ctx, lake.EngineOptions{}))(t)
	defer reader.Close()
	memory := must(old.Engine(ctx, lake.EngineOptions{InMemory: true}))(t)
	defer memory.Close()
	stop, seen := make(chan struct{}), make(chan error, 1)
	go func() {
		defer close(seen)
		for {
			select {
			case <-stop:
				return
			default:
			}
			if got, err := answers(dir); err != nil || !valid[got] {
				seen <- fmt.Errorf("a reader saw %d rows, %v", got, err)
				return
			}
		}
	}()
	for i := range 12 {
		if err := buildLists(ctx, dir, ins[(i+1)%3], lake.BuildOptions{}); err != nil {
			t.Fatal(err)
		}
		if f, err := reader.Query(ctx, "SELECT count(*) AS n FROM listing"); err != nil || f.Ints("n")[0] != 110 {
			t.Errorf("after %d builds, a reader of the first state answers %+v, %v", i+1, f, err)
		}
	}
	close(stop)
	if err := <-seen; err != nil {
		t.Error(err)
	}
	if f, err := memory.Query(ctx, "SELECT count(*) AS n FROM listing"); err != nil || f.Ints("n")[0] != 110 {
		t.Errorf("tables in memory outlive their files: %+v, %v", f, err)
	}
}
