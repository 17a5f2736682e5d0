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
	if met < 90 {
		t.Errorf("only %d of %d totals were compared", met, len(checks))
	}
}

func TestTotalsThatCannotBeComparedNameTheFile(t *testing.T) {
	got := strings.Join(missing([]totalCheck{{Verdict: notHeld, Needs: "b"}, {Verdict: equal}, {Verdict: notHeld, Needs: "a"}, {Verdict: notHeld, Needs: "b"}}), "; ")
	if got != "2 totals cannot be compared without b; 1 total cannot be compared without a" {
		t.Error(got)
	}
}

// The days of stints are added up without spelling them out; here they are spelled out.
func TestPersonDaysAreThoseCountedDayByDay(t *testing.T) {
	dir := demoLake(t)
	totals, err := measure.Published()
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, total := range totals {
		year, ok := strings.CutPrefix(total.What, "person-days of fiscal year ")
		if !ok {
			continue
		}
		year = year[:4]
		counted := strings.TrimSpace(print(t, dir, "query", "--csv", total.SQL))
		listed := strings.TrimSpace(print(t, dir, "query", "--csv", `select count(*) as n from (select distinct coalesce(facility_code, ''), coalesce(cast(person as varchar), cast(record as varchar)), d.day from stint as s
cross join (select cast(unnest(generate_series(date '2022-10-01', date '2026-03-10', interval 1 day)) as date) as day) as d
where s.release = 'ice-2026-03' and s.book_in is not null and extract(year from d.day + interval 3 month) = `+year+`
  and d.day between cast(s.book_in as date) and case when s.book_out is null then date '2026-03-10' when s.book_out < s.book_in then cast(s.book_in as date) else cast(s.book_out as date) end)`))
		if counted != listed || counted == "n\n0" {
			t.Errorf("fiscal year %s: %q, listed day by day %q", year, counted, listed)
		}
		compared++
	}
	if compared != 4 {
		t.Errorf("%d fiscal years were compared", compared)
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
