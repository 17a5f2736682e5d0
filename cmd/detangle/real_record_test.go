package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// TestRealStatementsHoldTheSpansOfTheRecord keeps the five statements in a lake, and compares every span,
// count and date of the curated record with the texts that are kept there.
func TestRealStatementsHoldTheSpansOfTheRecord(t *testing.T) {
	lake, statements := t.TempDir(), filepath.Join(realData(t), "statements")
	for _, args := range [][]string{{"record", "add", statements}, {"record", "check"}} {
		var out, words bytes.Buffer
		if code := run(append([]string{"--lake", lake}, args...), &out, &words); code != exitDone {
			t.Fatalf("%v: %s%s", args, &out, &words)
		}
		if args[1] == "check" && !strings.Contains(words.String(), " 5 of ") {
			t.Errorf("not all texts were compared: %s", &words)
		}
	}
}
