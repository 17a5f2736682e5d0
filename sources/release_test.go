package sources

import (
	"strings"
	"testing"
	"time"

	"detangle"
)

// sheetOf is a sheet of a layout as a build hands it over: six rows above the
// header, of which one says a thing, and below it days in the first date column.
func sheetOf(t *testing.T, source, layout, said string, days ...string) Reading {
	t.Helper()
	specs, err := All()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range layouts(t) {
		if c.source != source || c.layout != layout {
			continue
		}
		head := below(6, c.headers)
		head[3].Cells[0].Text = said
		found, _, _ := Match(specs, "Sheet", head)
		if found == nil || found.Name != layout {
			t.Fatalf("%s %s is not recognised", source, layout)
		}
		return Reading{File: "file.xlsx", Layout: found, Preamble: head, Rows: func(yield func(detangle.Row, error) bool) {
			for i, day := range days {
				for at, column := range found.Spec.Columns {
					if column.Date {
						yield(detangle.Row{Number: 8 + i, Cells: []detangle.Cell{{Column: found.columns[at], Kind: detangle.Text, Text: day}}}, nil)
						break
					}
				}
			}
		}}
	}
	t.Fatalf("no layout %s %s", source, layout)
	return Reading{}
}

// The releases of 2025 share arrangements of columns. What tells them apart is
// the day of the pull, else the day on which the workbook was saved, which comes
// after the last event and at times weeks after the release, else the newest event.
func TestReleasesThatShareALayoutAreToldApartByTheirDay(t *testing.T) {
	saved := func(day string) time.Time {
		d, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct{ source, layout, said, saved, days, want, rule, confidence string }{
		{"ice-arrests", "2023", "", "", "", "ice-2023-42034", "layout", "high"},
		{"ice-arrests", "2026-03", "Data as of 2019-01-01", "", "", "ice-2026-03", "layout", "high"},
		{"ice-arrests", "2025", "Data as of 06/20/2025", "", "", "ice-2025-06a", "pulled", "high"},
		{"ice-arrests", "2025", "from 9/1/2023 to 6/10/2025", "", "", "ice-2025-06a", "pulled", "high"},
		{"ice-arrests", "2025", "Pulled 2025-07-29", "2025-12-01", "", "ice-2025-07", "pulled", "high"},
		{"ice-arrests", "2025", "Pulled 10/15/2025", "", "", "ice-2025-10", "pulled", "high"},
		{"ice-arrests", "2025", "", "2025-06-20", "", "ice-2025-06a", "modified", "medium"},
		{"ice-arrests", "2025", "", "2025-07-15", "", "ice-2025-06b", "modified", "medium"},
		{"ice-arrests", "2025", "", "2025-08-11", "", "ice-2025-07", "modified", "medium"},
		{"ice-encounters", "2025", "", "2026-02-17", "", "ice-2025-10", "modified", "medium"},
		{"ice-removals", "2025-07", "", "2025-09-29", "", "ice-2025-07", "modified", "medium"},
		{"ice-removals", "2025-06a", "", "", "", "ice-2025-06a", "layout", "high"},
		{"ice-removals", "2025-06b", "", "", "", "ice-2025-06b", "layout", "high"},
		{"ice-detainers", "2025-06", "", "", "2025-06-25|45800", "ice-2025-06b", "newest", "medium"},
		{"ice-detainers", "2025-07", "", "", "2025-07-28|2025-07-01 10:00|45866", "ice-2025-07", "newest", "medium"},
		{"ice-detainers", "2025-07", "", "", "2025-07-28|10/14/2025|2061-01-01", "ice-2025-10", "newest", "medium"},
		{"ice-arrests", "2025", "no day here", "", "", "ice-2025-10", "last", "low"},
	} {
		r := sheetOf(t, c.source, c.layout, c.said, strings.FieldsFunc(c.days, func(r rune) bool { return r == '|' })...)
		if c.saved != "" {
			r.Modified = saved(c.saved)
		}
		got := r.Layout.Spec.ReleaseOf(r)
		if got.ID != c.want || got.Rule != c.rule || got.Confidence != c.confidence || got.Layout != c.layout || got.Reason == "" {
			t.Errorf("%s %s, %q, saved %q, %q: %+v, want %s by %s (%s)", c.source, c.layout, c.said, c.saved, c.days, got, c.want, c.rule, c.confidence)
		}
	}
}

// A second sheet goes on from the first and has no day of its own: alone it would
// be taken for the last release.
func TestAllSheetsOfAFileAreOfOneRelease(t *testing.T) {
	readings := []Reading{sheetOf(t, "ice-detentions", "2025", ""), sheetOf(t, "ice-detentions", "2025", "Data as of 2025-07-29"), sheetOf(t, "ice-detentions", "2025", "")}
	SettleReleases(readings)
	for i, r := range readings {
		if r.Release.ID != "ice-2025-07" || r.Layout.Spec.ReleaseOf(r) != r.Release {
			t.Errorf("sheet %d: %+v", i+1, r.Release)
		}
		if len(r.Issues) > 0 {
			t.Errorf("sheet %d: %v", i+1, r.Issues)
		}
	}
}

func TestTheNumberOfAnotherRequestCastsDoubt(t *testing.T) {
	right := sheetOf(t, "ice-arrests", "2023", "")
	right.File = "2023-ICFO_42034_Admin Arrests_FY16-12_LESA-STU_FINAL-Redacted_raw.xlsx"
	if got := right.Layout.Spec.ReleaseOf(right); got.Confidence != "high" {
		t.Errorf("the number of its own request: %+v", got)
	}
	wrong := []Reading{sheetOf(t, "ice-arrests", "2023", "Request 2026-ICLI-00005")}
	SettleReleases(wrong)
	if got := wrong[0].Release; got.ID != "ice-2023-42034" || got.Confidence != "low" || !strings.Contains(got.Reason, "ice-2026-03") {
		t.Errorf("the number of another request: %+v", got)
	}
	if issues := wrong[0].Issues; len(issues) != 1 || issues[0].Code != "release_uncertain" {
		t.Errorf("issues %v", issues)
	}
}

// A release can stand for one table and not for another.
func TestAWarningHoldsForTheTableItNames(t *testing.T) {
	known := map[string]KnownRelease{}
	for _, k := range Releases() {
		known[k.ID] = k
		if _, err := time.Parse(time.DateOnly, k.To); err != nil || k.From >= k.To {
			t.Errorf("%s holds from %q to %q", k.ID, k.From, k.To)
		}
	}
	for _, c := range []struct{ release, table, want string }{
		{"ice-2025-06b", "removal", "withdrawn"}, {"ice-2025-06b", "arrest", "superseded"}, {"ice-2025-10", "removal", "warned"}, {"ice-2025-10", "encounter", "warned"},
		{"ice-2025-10", "detainer", "superseded"}, {"ice-2026-03", "stint", "current"},
	} {
		if status, warning := known[c.release].Standing(c.table); status != c.want || (status == "withdrawn" || status == "warned") != (warning != "") {
			t.Errorf("%s, %s: %s %q, want %s", c.release, c.table, status, warning, c.want)
		}
	}
	tables := map[string]bool{}
	specs, _ := All()
	for _, s := range specs {
		tables[s.Table] = true
	}
	for _, r := range common("warnings.csv") {
		if known[r[0]].ID == "" || !tables[r[1]] || r[3] == "" || r[4] == "" {
			t.Errorf("warnings.csv: %v names no release and table, or gives no evidence", r)
		}
	}
	for _, r := range common("layouts.csv") {
		for _, id := range strings.Fields(r[3]) {
			if known[id].ID == "" {
				t.Errorf("layouts.csv: %v names no release", r)
			}
		}
	}
}
