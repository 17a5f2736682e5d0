package lake_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"detangle/lake"
)

// A full and a read-only disk, for real: the test binary runs itself in mount
// and user namespaces of its own, where it may mount a small file system.

func TestAFullDiskLeavesThePreviousStateAndSaysSo(t *testing.T) { ownDisk(t, "full") }

func TestAReadOnlyDiskIsReadAndNotWritten(t *testing.T) { ownDisk(t, "read-only") }

// ownDisk runs one of the roles of onOwnDisk.
func ownDisk(t *testing.T, what string) {
	if runtime.GOOS != "linux" {
		t.Skip("needs Linux namespaces to mount a small disk")
	}
	disk := t.TempDir()
	small, _ := writeLists(t, 3, 200, 100)
	var out []byte
	var err error
	for _, attr := range []*syscall.SysProcAttr{
		{Cloneflags: syscall.CLONE_NEWNS},
		{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}},
	} {
		cmd := as("disk", disk, small)
		cmd.Env = append(cmd.Env, "DETANGLE_TEST_DISK="+what)
		cmd.SysProcAttr = attr
		if out, err = cmd.CombinedOutput(); err == nil {
			t.Logf("%s", out)
			return
		}
		if !strings.Contains(string(out), "cannot mount") && len(out) > 0 {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	t.Skipf("this machine lets nobody mount a small disk: %v %s", err, out)
}

// onOwnDisk is the program that runs with the disk of its own.
func onOwnDisk(disk, in string) {
	fail := func(format string, args ...any) {
		fmt.Printf(format+"\n", args...)
		os.Exit(1)
	}
	if err := syscall.Mount("", "/", "", syscall.MS_PRIVATE|syscall.MS_REC, ""); err != nil {
		fail("cannot mount: %v", err)
	}
	if err := syscall.Mount("lake", disk, "tmpfs", 0, "size=4m"); err != nil {
		fail("cannot mount: %v", err)
	}
	dir := filepath.Join(disk, "lake")
	if err := buildLists(context.Background(), dir, in, lake.BuildOptions{}); err != nil {
		fail("the first build: %v", err)
	}
	was, err := answers(dir)
	if err != nil {
		fail("%v", err)
	}
	switch os.Getenv("DETANGLE_TEST_DISK") {
	case "full":
		onFullDisk(disk, dir, in, was, fail)
	case "read-only":
		onReadOnlyDisk(disk, dir, in, was, fail)
	}
}

// onFullDisk builds again and again with a little more room each time, so that
// every step of a build once is the one that fails.
func onFullDisk(disk, dir, in string, was int, fail func(string, ...any)) {
	const rows = 12000
	var more strings.Builder
	random := rand.New(rand.NewPCG(1, 2)) // such text does not shrink much: about 700 kB, and 500 kB as Parquet
	for range rows {
		fmt.Fprintf(&more, "TX,agency %016x%016x,9\n", random.Uint64(), random.Uint64())
	}
	later, err := os.MkdirTemp("", "later")
	if err != nil {
		fail("%v", err)
	}
	defer os.RemoveAll(later)
	os.CopyFS(later, os.DirFS(in))
	os.WriteFile(filepath.Join(later, "more.csv"), []byte(more.String()), 0o644)
	failed, ballast := 0, filepath.Join(disk, "ballast")
	kept, said := false, map[string]bool{}
	for free := 0; ; free += 24 << 10 {
		fill(ballast, disk, int64(free), fail)
		err := buildLists(context.Background(), dir, later, lake.BuildOptions{})
		if err == nil {
			fmt.Printf("%d builds failed for want of room, then one had %d KiB and ended\n", failed, free>>10)
			break
		}
		failed++
		if !strings.Contains(err.Error(), "hint: the disk is full") || !strings.Contains(err.Error(), "no space left") && !strings.Contains(err.Error(), "No space left") {
			fail("with %d bytes free: the error does not say that the disk is full: %v", free, err)
		}
		step := strings.SplitN(err.Error(), " ", 3)
		if what := step[0] + " " + step[1]; !said[what] {
			said[what] = true
			fmt.Printf("with %d KiB: %s\n", free>>10, strings.ReplaceAll(err.Error(), disk, "DISK"))
		}
		if got, err := answers(dir); err != nil || got != was {
			fail("with %d bytes free: the previous state answers %d (%v), before %d", free, got, err, was)
		}
		if originals, _ := os.ReadDir(filepath.Join(dir, "originals")); len(originals) > 2 && !kept {
			kept, free = true, 0 // from here on the tables are what finds no room
		}
	}
	if got, err := answers(dir); err != nil || got != was+rows || failed < 10 {
		fail("after %d failed builds the lake lists %d rows, %v", failed, got, err)
	}
}

// fill leaves so many bytes free on the disk.
func fill(ballast, disk string, free int64, fail func(string, ...any)) {
	os.Remove(ballast)
	var fs syscall.Statfs_t
	if err := syscall.Statfs(disk, &fs); err != nil {
		fail("%v", err)
	}
	if n := int64(fs.Bavail)*fs.Bsize - free; n > 0 {
		if err := os.WriteFile(ballast, make([]byte, n), 0o644); err != nil {
			fail("%v", err)
		}
	}
}

func onReadOnlyDisk(disk, dir, in string, was int, fail func(string, ...any)) {
	if err := syscall.Mount("lake", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		fail("cannot mount: %v", err)
	}
	if got, err := answers(dir); err != nil || got != was {
		fail("a lake on a read-only disk answers %d, %v; want %d", got, err, was)
	}
	for _, d := range []string{dir, filepath.Join(disk, "another")} {
		err := buildLists(context.Background(), d, in, lake.BuildOptions{})
		if err == nil || !strings.Contains(err.Error(), "read-only") || !strings.Contains(err.Error(), "hint: ") || !strings.Contains(err.Error(), d) {
			fail("building into %s on a read-only disk: %v", d, err)
		}
	}
}

func TestALakeBelowAFileIsRefusedWithAHint(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o644)
	_, err := lake.Begin(context.Background(), filepath.Join(file, "lake"), lake.BuildOptions{})
	if err == nil || !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), "hint: part of the path is a file") {
		t.Fatal(err)
	}
}

func TestALakeThatMayNotBeWrittenIsRefusedWithAHint(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere; the read-only disk stands for this")
	}
	dir := t.TempDir()
	os.Chmod(dir, 0o555)
	_, err := lake.Begin(context.Background(), filepath.Join(dir, "lake"), lake.BuildOptions{})
	if err == nil || !strings.Contains(err.Error(), "hint: you may not write there") {
		t.Fatal(err)
	}
}
