package lake_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"detangle"
	"detangle/lake"
)

func hashOf(text string) string {
	h := sha256.Sum256([]byte(text))
	return hex.EncodeToString(h[:])
}

func TestOriginalsAreKeptOnceUnderTheirHash(t *testing.T) {
	ctx, dir, in := context.Background(), t.TempDir(), t.TempDir()
	b := must(lake.Begin(ctx, dir, lake.BuildOptions{}))(t)
	defer b.Abort()
	for _, name := range []string{"a.xlsx", "b.xlsx"} { // one content, two names
		path := filepath.Join(in, name)
		os.WriteFile(path, []byte("same"), 0o644)
		hash, size, err := b.Keep(ctx, path)
		if err != nil || hash != hashOf("same") || size != 4 {
			t.Fatal(hash, size, err)
		}
	}
	os.WriteFile(filepath.Join(in, "a.xlsx"), []byte("other"), 0o644) // one name, two contents
	if hash, _, err := b.Keep(ctx, filepath.Join(in, "a.xlsx")); err != nil || hash != hashOf("other") {
		t.Fatal(hash, err)
	}
	if kept := files(t, filepath.Join(dir, "originals")); len(kept) != 2 {
		t.Errorf("kept %q", kept)
	}
	text, err := os.ReadFile(must(b.Original(hashOf("same")))(t))
	if err != nil || string(text) != "same" {
		t.Error(text, err)
	}
	if _, err := b.Original(hashOf("never seen")); err == nil || !strings.Contains(err.Error(), "hint: ") {
		t.Error(err)
	}
	if _, err := b.Original("../catalog.json"); err == nil {
		t.Error("a path passed for a hash")
	}
}

func TestAFileThatChangesWhileItIsReadIsAnIssue(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(t.TempDir(), "growing.csv")
	os.WriteFile(path, make([]byte, 48<<20), 0o644)
	b := must(lake.Begin(ctx, dir, lake.BuildOptions{}))(t)
	defer b.Abort()
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Error(err)
			return
		}
		defer f.Close()
		for {
			select {
			case <-stop:
				return
			default:
				f.WriteString("one more row\n")
				time.Sleep(time.Millisecond)
			}
		}
	}()
	_, _, err := b.Keep(ctx, path)
	close(stop)
	<-stopped
	var issue detangle.Issue
	if !errors.As(err, &issue) || issue.Severity != detangle.Stop || issue.Code != "file_changed_while_read" || issue.Ref.File != "growing.csv" || issue.Hint == "" {
		t.Fatalf("%v", err)
	}
	if kept := files(t, filepath.Join(dir, "originals")); len(kept) > 0 {
		t.Errorf("something of it was kept: %q", kept)
	}
	if _, size, err := b.Keep(ctx, path); err != nil || size <= 48<<20 {
		t.Errorf("when it is quiet again: %d, %v", size, err)
	}
}

func TestWhatIsNoFileIsNotRead(t *testing.T) {
	b := must(lake.Begin(context.Background(), t.TempDir(), lake.BuildOptions{}))(t)
	defer b.Abort()
	pipe := filepath.Join(t.TempDir(), "pipe.csv")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Skip(err)
	}
	for path, words := range map[string]string{pipe: "not a regular file", t.TempDir(): "not a regular file", pipe + "x": "no such file"} {
		if _, _, err := b.Keep(context.Background(), path); err == nil || !strings.Contains(err.Error(), "reading "+path+": "+words) {
			t.Error(err)
		}
	}
}

func TestAnUnchangedFileIsNotReadAgain(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(t.TempDir(), "list.csv")
	os.WriteFile(path, []byte("first"), 0o644)
	time.Sleep(120 * time.Millisecond) // old enough to be trusted by its stat
	hash := func() string {
		b := must(lake.Begin(ctx, dir, lake.BuildOptions{}))(t)
		defer b.Abort()
		h, _, err := b.Hash(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	hash()
	// A false entry shows whether the file or the cache is asked.
	cache := filepath.Join(dir, "cache", "files.json")
	text := must(os.ReadFile(cache))(t)
	os.WriteFile(cache, []byte(strings.Replace(string(text), hashOf("first"), hashOf("from the cache"), 1)), 0o644)
	if hash() != hashOf("from the cache") {
		t.Error("the file was read again")
	}
	before := must(os.Stat(path))(t)
	os.WriteFile(path, []byte("other"), 0o644) // same size; then the old time, as cp -p would
	os.Chtimes(path, before.ModTime(), before.ModTime())
	if hash() != hashOf("other") {
		t.Error("other bytes under the old name, size and time were not noticed")
	}
	os.WriteFile(cache, []byte("{torn"), 0o644)
	if hash() != hashOf("other") {
		t.Error("a broken cache is not read over")
	}
}

func TestAFileWrittenAMomentAgoIsReadAgain(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(t.TempDir(), "list.csv")
	b := must(lake.Begin(ctx, dir, lake.BuildOptions{}))(t)
	defer b.Abort()
	for _, text := range []string{"aaaa", "bbbb", "cccc", "dddd"} { // same size, perhaps within one tick of the disk's clock
		f := must(os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o644))(t)
		f.WriteAt([]byte(text), 0)
		f.Close()
		if h, _, err := b.Hash(ctx, path); err != nil || h != hashOf(text) {
			t.Errorf("%s: %s %v", text, h, err)
		}
	}
}
