package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"detangle/lake"
	"detangle/measure"
)

func TestTablesThatDifferAreNamed(t *testing.T) {
	file := func(partition, hash string) lake.File { return lake.File{Partition: partition, SHA256: hash} }
	held := lake.Catalog{Tables: []lake.Table{
		{Name: "agency", Rows: 2, Files: []lake.File{file("all", "a")}},
		{Name: "change", Rows: 1, Files: []lake.File{file("all", "b")}},
		{Name: "gone", Rows: 1, Files: []lake.File{file("all", "c")}},
		{Name: "issue", Rows: 3, Files: []lake.File{file("build", "d"), file("snapshot=1", "e")}},
	}}
	again := lake.Catalog{Tables: []lake.Table{
		{Name: "agency", Rows: 2, Files: []lake.File{file("all", "a")}},
		{Name: "change", Rows: 4, Files: []lake.File{file("all", "x")}},
		{Name: "issue", Rows: 2, Files: []lake.File{file("build", "y"), file("snapshot=1", "e")}},
	}}
	var said []string
	for _, c := range compareTables(held, again) {
		if !c.Equal {
			said = append(said, c.Table+": "+c.Why)
		}
	}
	if got := strings.Join(said, "; "); got != "change: 1 rows, the second time 4; gone: the second lake does not have it" {
		t.Error(got)
	}
	if err := (verified{Tables: compareTables(held, again)}).trouble(); err == nil || !strings.Contains(err.Error(), "2 of 4 tables") {
		t.Error(err)
	}
	if err := (verified{Totals: []totalCheck{{Verdict: near}, {Verdict: notHeld}, {Verdict: differs}}}).trouble(); err == nil || !strings.Contains(err.Error(), "1 of 3 published totals") {
		t.Error(err)
	}
}

// Every published total whose file is in the pack is met.
func TestRealPublishedTotalsAreMet(t *testing.T) {
	e := &env{ctx: t.Context(), lake: realLake(t), stderr: io.Discard, progress: newProgress(io.Discard, false, time.Now)}
	l, err := lake.Open(e.lake)
	if err != nil {
		t.Fatal(err)
	}
	checks, err := publishedTotals(e, l)
	if err != nil {
		t.Fatal(err)
	}
	met := 0
	for _, c := range checks {
		switch c.Verdict {
		case equal, near:
			met++
		case differs, refused:
			t.Errorf("%s: published %v, ours %s %s", c.What, c.Published, c.ours(), c.Reason)
		}
	}
	if met < 25 {
		t.Errorf("only %d of %d totals were compared", met, len(checks))
	}
}

func TestPublishedTotalsAreWellFormed(t *testing.T) {
	totals, err := measure.Published()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, total := range totals {
		if key := total.What + total.Ask + total.SQL; seen[key] {
			t.Errorf("twice: %s", total.What)
		} else {
			seen[key] = true
		}
		for _, sql := range []string{total.Holds, total.SQL} {
			for _, v := range lake.CheckPortable("published.csv", sql) {
				t.Errorf("%s: %s", total.What, v)
			}
		}
	}
}
