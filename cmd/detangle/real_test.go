package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"detangle"
)

// The tests on real files share one lake, built once through the command line
// from the folder DETANGLE_DATA (../shared/data beside the project by default).

// realRun runs the tests, then removes the lake they shared.
type realRun struct{ m *testing.M }

func (r realRun) Run() int {
	code := r.m.Run()
	if dir := builtRecords; dir != "" {
		os.RemoveAll(dir)
	}
	if dir := builtReal(); dir != "" {
		if l, err := realLedger(); err == nil {
			l.engine.Close()
		}
		os.RemoveAll(dir)
	}
	return code
}

var (
	realOnce   sync.Once
	realDir    string
	realError  error
	realLedger = sync.OnceValues(func() (*ledger, error) { return openLedger(&env{ctx: context.Background(), lake: realDir}) })
)

// builtReal returns the shared lake if a test has asked for it.
func builtReal() string {
	realOnce.Do(func() {})
	return realDir
}

// realLake returns the shared lake; without the real files the test is skipped.
func realLake(t testing.TB) string {
	t.Helper()
	data := realData(t)
	realOnce.Do(func() {
		if realDir, realError = os.MkdirTemp("", "detangle-real-"); realError != nil {
			return
		}
		var words bytes.Buffer
		if code := run([]string{"build", "--in", data, "--lake", realDir}, &words, &words); code == exitUsage {
			realError = fmt.Errorf("build exits with %d: %s", code, words.String())
		}
	})
	if realError != nil {
		t.Fatal(realError)
	}
	return realDir
}

// realData returns the folder of the real files, or skips the test.
func realData(t testing.TB) string {
	t.Helper()
	data := os.Getenv("DETANGLE_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	if info, err := os.Stat(data); err != nil || !info.IsDir() {
		t.Skipf("the real files are not in %s: set DETANGLE_DATA to their folder", data)
	}
	return data
}

// print runs a command on the shared lake and returns its stdout.
func print(t testing.TB, lake string, args ...string) string {
	t.Helper()
	var data, words bytes.Buffer
	if code := run(append([]string{"--lake", lake}, args...), &data, &words); code != exitDone {
		t.Fatalf("%q exits with %d: %s", args, code, words.String())
	}
	return data.String()
}

// ask answers a question, written as a reference, on the shared lake.
func ask(t testing.TB, ref string) detangle.Finding {
	t.Helper()
	realLake(t)
	l, err := realLedger()
	if err != nil {
		t.Fatal(err)
	}
	q, err := detangle.ParseQuestion("measure:" + ref)
	if err != nil {
		t.Fatal(err)
	}
	f, err := l.Ask(t.Context(), q)
	if err != nil {
		t.Fatalf("%s: %v", ref, err)
	}
	return f
}

// values reads a finding by one key.
func values(f detangle.Finding) map[string]int {
	byKey := map[string]int{}
	for _, row := range f.Rows {
		key := ""
		for _, k := range f.By {
			key += row.Keys[k]
		}
		byKey[key] = int(*row.Value)
	}
	return byKey
}
