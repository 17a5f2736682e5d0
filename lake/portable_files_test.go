package lake_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"detangle/lake"
)

// The SQL of link and measure runs on both engines, and so does what several measures share at the root; a
// source's tidy.sql need not.
func TestTheStatementsOfLinkMeasureAndRecordArePortable(t *testing.T) {
	seen := 0
	check := func(path string) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
			return
		}
		for _, v := range lake.CheckPortable(strings.TrimPrefix(filepath.ToSlash(path), "../"), string(text)) {
			t.Error(v)
		}
		seen++
	}
	shared, err := filepath.Glob(filepath.Join("..", "*.sql"))
	if err != nil || len(shared) == 0 {
		t.Errorf("no statements at the root: %v", err)
	}
	for _, path := range shared {
		check(path)
	}
	for _, room := range []string{"link", "measure", "record"} {
		filepath.WalkDir(filepath.Join("..", room), func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == "testdata" {
				return fs.SkipDir
			}
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".sql") {
				return nil
			}
			check(path)
			return nil
		})
	}
	t.Logf("%d statements", seen)
}
