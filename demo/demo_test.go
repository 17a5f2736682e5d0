package demo

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// small is a demo that several tests look at; making it takes a quarter of a second.
var small = sync.OnceValues(func() (Memory, Truth) {
	files := Memory{}
	truth, err := Generate(Options{Seed: 7, Scale: 0.05}, files)
	if err != nil {
		panic(err)
	}
	return files, truth
})

// digest is one hash over names and bytes of all files.
func digest(files Memory) string {
	h := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s %d\n", path, len(files[path]))
		h.Write(files[path])
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func made(t *testing.T, o Options) Memory {
	t.Helper()
	files := Memory{}
	if _, err := Generate(o, files); err != nil {
		t.Fatal(err)
	}
	return files
}

func TestOneSeedGivesOneFolder(t *testing.T) {
	files, _ := small()
	first := digest(files)
	if os.Getenv("DEMO_PRINT_DIGEST") != "" {
		fmt.Println("digest", first)
		return
	}
	if again := digest(made(t, Options{Seed: 7, Scale: 0.05})); again != first {
		t.Error("a second run in this process differs")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestOneSeedGivesOneFolder$")
	cmd.Env = append(os.Environ(), "DEMO_PRINT_DIGEST=1", "TZ=Asia/Tokyo", "GOMAXPROCS=1")
	out, err := cmd.Output()
	if err != nil || !bytes.Contains(out, []byte("digest "+first+"\n")) {
		t.Errorf("another process differs: %s %v", out, err)
	}
}

func TestOtherSeedsGiveOtherFolders(t *testing.T) {
	files, _ := small()
	other := made(t, Options{Seed: 8, Scale: 0.05})
	if !slices.Equal(slices.Sorted(maps.Keys(files)), slices.Sorted(maps.Keys(other))) {
		t.Error("the file names depend on the seed")
	}
	for path, data := range files {
		if !strings.HasPrefix(path, "SYNTHETIC-fips/") && bytes.Equal(data, other[path]) {
			if strings.Contains(path, "pending") { // an empty list is an empty list
				continue
			}
			t.Errorf("%s is the same under two seeds", path)
		}
	}
}

func TestAScaleOutOfReachIsRefusedWithAHint(t *testing.T) {
	for _, scale := range []float64{-1, 21} {
		if _, err := Generate(Options{Scale: scale}, Memory{}); err == nil || !strings.Contains(err.Error(), "hint:") {
			t.Errorf("scale %g: got %v", scale, err)
		}
	}
}

type brokenSink struct{}

func (brokenSink) Create(string) (io.WriteCloser, error) { return nil, fmt.Errorf("disk full") }

func TestAFailingSinkIsReportedByFile(t *testing.T) {
	_, err := Generate(Options{Scale: 0.05}, brokenSink{})
	if err == nil || !strings.Contains(err.Error(), "participating") || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
}

func TestAFolderWithOtherFilesIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "real.xlsx"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := NewFolder(dir); err == nil || !strings.Contains(err.Error(), "hint:") {
		t.Errorf("got %v", err)
	}
	own := filepath.Join(dir, "demo")
	for range 2 { // the second time over the first
		folder, err := NewFolder(own)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Generate(Options{Seed: 7, Scale: 0.05}, folder); err != nil {
			t.Fatal(err)
		}
	}
	files, _ := small()
	for path, want := range files {
		got, err := os.ReadFile(filepath.Join(own, filepath.FromSlash(path)))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: differs from the file in memory (%v)", path, err)
		}
	}
}

func TestTheManifestNamesEveryFileWithItsHash(t *testing.T) {
	files, _ := small()
	lines := strings.Split(strings.TrimSpace(string(files["MANIFEST.tsv"])), "\n")
	if lines[0] != "path\tsha256\tbytes\trows\tsource\tpublisher\tas_of\tlicence\twhat" {
		t.Errorf("header: %q", lines[0])
	}
	for _, line := range lines[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 9 || f[1] != hash(files[f[0]]) || f[2] != fmt.Sprint(len(files[f[0]])) || !strings.Contains(f[5], "SYNTHETIC") {
			t.Errorf("line %q", line)
		}
	}
	if len(lines)-1 != len(files)-3 {
		t.Errorf("%d lines for %d files", len(lines)-1, len(files))
	}
}

func TestEveryPathSaysSynthetic(t *testing.T) {
	files, _ := small()
	for path, data := range files {
		if !strings.HasPrefix(path, "SYNTHETIC-") && !bytes.Contains(data, []byte("SYNTHETIC")) {
			t.Errorf("%s does not", path)
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	for _, scale := range []float64{0.05, 1} {
		b.Run(fmt.Sprint(scale), func(b *testing.B) {
			for b.Loop() {
				if _, err := Generate(Options{Seed: 1, Scale: scale}, Memory{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
