package link

import (
	"fmt"
	"math"
	"os"
	"runtime/debug"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"

	"detangle/lake"
)

const (
	benchPlaces  = 3000
	benchEvening = 20_000_000
)

// BenchmarkVeil runs the veil of darkness, from the lake's cells to all estimates of
// the record, its counties and its departments, on generated stops of seven years in
// 3,000 places, at 1 and 4 times a sixteenth of what it is bounded for; with
// DETANGLE_BENCH_VEIL=full at all of it.
func BenchmarkVeil(b *testing.B) {
	for b.Loop() {
		t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "evening stops\tplaces\testimates\twall s\tprocessor s\ts per million\tgrowth\tbound")
		var before float64
		sizes := []int{benchEvening / 16, benchEvening / 4}
		if os.Getenv("DETANGLE_BENCH_VEIL") == "full" {
			sizes = append(sizes, benchEvening)
		}
		for _, n := range sizes {
			debug.FreeOSMemory() // what the size before left is no part of this one
			wall, busy, rows := veilTime(b, n)
			growth, bound := "", ""
			if before > 0 {
				growth = fmt.Sprintf("%.2f", math.Log(busy/before)/math.Log(4))
			}
			if n == benchEvening {
				bound = "60 s"
			}
			fmt.Fprintf(t, "%d\t%d\t%d\t%.1f\t%.1f\t%.2f\t%s\t%s\n", n, benchPlaces, rows, wall, busy, busy/float64(n)*1e6, growth, bound)
			before = busy
		}
		if err := t.Flush(); err != nil {
			b.Fatal(err)
		}
	}
}

func veilTime(b *testing.B, stops int) (wall, busy float64, rows int) {
	build, err := lake.Begin(b.Context(), b.TempDir(), lake.BuildOptions{})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = build.Abort() }()
	w := &writer{ctx: b.Context(), b: build, key: "bench"}
	sites, err := countySites()
	if err != nil {
		b.Fatal(err)
	}
	counties := newTable("place", "county_fips")
	for fips, s := range sites {
		if place := len(counties.rows); place < benchPlaces && s.zone != nil && s.Latitude > 25 && s.Latitude < 49 {
			counties.add(int64(place), fips)
		}
	}
	if err := build.LoadFrame(w.ctx, "bench_county", counties.frame()); err != nil {
		b.Fatal(err)
	}
	w.exec(`create table stop_period (source text, county_fips text, department text, agreement_change text, before_from date, before_to date, after_from date, after_to date, doubt text)`)
	for table, query := range map[string]string{
		"stop_place": fmt.Sprintf(`select 'a' as snapshot, 'us_bench' as geography, 'NC' as state, place, 'Department ' || place as department, county_fips, cast(%d as bigint) as stops, cast(null as double) as lat, cast(null as double) as lng from bench_county`, stops/benchPlaces*3),
		"stop_month": fmt.Sprintf(`select 'a' as snapshot, place, cast(date '2012-01-01' + to_months(cast(m as integer)) as date) as month, race, cast(%d as bigint) as stops, cast(%[1]d as bigint) as with_time
			from bench_county cross join range(84) as r (m) cross join (values ('black'), ('hispanic'), ('asian/pacific islander'), ('white')) as x (race)`, max(10, stops/benchPlaces/84)),
		"stop_evening": fmt.Sprintf(`select 'a' as snapshot, cast(n %% %d as bigint) as place, cast(date '2012-01-01' + cast(hash(n, 1) %% 2557 as integer) as date) as day, cast(930 + hash(n, 2) %% 480 as bigint) as minute,
			case when hash(n, 3) %% 100 < 25 then 'black' when hash(n, 3) %% 100 < 45 then 'hispanic' when hash(n, 3) %% 100 < 48 then 'asian/pacific islander' when hash(n, 3) %% 100 < 50 then 'not known' else 'white' end as race, cast(1 as bigint) as stops
			from range(%d) as r (n) order by place, day, minute`, benchPlaces, stops),
	} {
		if _, err := build.Write(w.ctx, table, "", "bench", query); err != nil {
			b.Fatal(err)
		}
		w.view(table)
	}
	began, used := time.Now(), processorSeconds()
	rows = len(w.veilTests(map[family3]int64{}))
	if w.err != nil {
		b.Fatal(w.err)
	}
	return time.Since(began).Seconds(), processorSeconds() - used, rows
}

// processorSeconds is what this process has used of its processors.
func processorSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return math.NaN()
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}
