package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// Trouble that releases of individual records have had, or that would be worst:
// each in a workbook of its own, written by another program than our generator,
// and built through the command line.

// recordHeaders are the headers of a layout as sources/ID/testdata/layouts.txt has them.
func recordHeaders(t *testing.T, source, layout string) []string {
	t.Helper()
	text, err := os.ReadFile("../../sources/" + source + "/testdata/layouts.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		if headers, ok := strings.CutPrefix(line, layout+": "); ok {
			return strings.Split(headers, "|")
		}
	}
	t.Fatalf("no layout %s of %s", layout, source)
	return nil
}

// sheetOf writes a sheet: rows of text above, the headers, and n rows whose cells
// value gives; what it gives as "" is left out.
func sheetOf(t *testing.T, f *excelize.File, name string, above int, headers []string, n int, value func(header string, row int) any) {
	t.Helper()
	if _, err := f.NewSheet(name); err != nil {
		t.Fatal(err)
	}
	set := func(column, row int, v any) {
		cell, err := excelize.CoordinatesToCellName(column+1, row)
		if err == nil {
			err = f.SetCellValue(name, cell, v)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range above {
		set(0, i+1, "SYNTHETIC: made up rows")
	}
	for i, h := range headers {
		set(i, above+1, h)
		for r := range n {
			if v := value(h, r); v != "" {
				set(i, above+2+r, v)
			}
		}
	}
}

// recordFile saves workbook and returns the folder that it lies in.
func recordFile(t *testing.T, name string, make func(f *excelize.File)) (folder, path string) {
	t.Helper()
	f := excelize.NewFile()
	make(f)
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	folder = filepath.Join(t.TempDir(), "in")
	path = filepath.Join(folder, name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return folder, path
}

// buildRecords builds a lake of a folder.
func buildRecords(t *testing.T, folder string) (lake string) {
	t.Helper()
	lake = filepath.Join(t.TempDir(), "lake")
	var words bytes.Buffer
	if code := run([]string{"build", "--in", folder, "--lake", lake}, &words, &words); code != exitDone {
		t.Fatalf("build exits with %d: %s", code, words.String())
	}
	return lake
}

// detainerCell gives the cells of made-up detainers of March 2026.
func detainerCell(header string, row int) any {
	switch header {
	case "Detainer Prepare Date":
		return 45000 + row%300
	case "Facility State":
		return "MINNESOTA"
	case "Detainer Facility":
		return "EXAMPLE COUNTY ADC"
	case "Entry Date":
		return 44000 + row%300
	case "Anonymized Identifier":
		return fmt.Sprintf("53594e544845544943%022d", row)
	}
	return ""
}

func TestOneBadCellInManyRowsIsOneIssueAndNoRowIsLost(t *testing.T) {
	headers := recordHeaders(t, "ice-detainers", "2026-03")
	folder, _ := recordFile(t, "a.xlsx", func(f *excelize.File) {
		sheetOf(t, f, "FY2025", 6, headers, 3000, func(h string, row int) any {
			switch {
			case h == "Entry Date" && row == 1234:
				return "00/00/1998"
			case h == "MSC Charge Date" && row >= 10 && row < 1010: // before the floor of that column
				return "1/1/1949"
			case h == "Case Status" && row%2 == 0:
				return "Q-Something New"
			}
			return detainerCell(h, row)
		})
	})
	lake := buildRecords(t, folder)
	got := rowsOf(t, lake, "select code, raw, row_original as r from issue where source = 'ice-detainers' order by code")
	want := []string{"out_of_bounds 1949-01-01 18", "unknown_category Q-Something New 8", "unparsed_date 00/00/1998 1242"}
	var found []string
	for _, r := range got {
		found = append(found, fmt.Sprintf("%v %v %v", r["code"], r["raw"], r["r"]))
	}
	if !slices.Equal(found, want) {
		t.Errorf("issues %q, want %q", found, want)
	}
	if n := rowsOf(t, lake, "select count(*) as n, count(person) as p, count(msc_charge_date) as d from detainer")[0]; n["n"] != 3000.0 || n["p"] != 3000.0 || n["d"] != 0.0 {
		t.Errorf("loaded %v", n)
	}
}

// The first sheet of a release that shares its columns with others says when it
// was pulled; the second, where a sheet has no row left, says nothing.
func TestAContinuedSheetIsOfTheReleaseOfTheFirst(t *testing.T) {
	headers := recordHeaders(t, "ice-encounters", "2025")
	cell := func(h string, row int) any {
		switch h {
		case "Event Date":
			return 45500.25 + float64(row)
		case "Unique Identifier":
			return fmt.Sprintf("53594e544845544943%022d", row)
		}
		return ""
	}
	folder, _ := recordFile(t, "ERO Encounters.xlsx", func(f *excelize.File) {
		sheetOf(t, f, "Encounters", 6, headers, 20, cell)
		if err := f.SetCellValue("Encounters", "A4", "Data as of 7/29/2025"); err != nil {
			t.Fatal(err)
		}
		sheetOf(t, f, "Encounters (2)", 0, headers, 5, cell)
	})
	lake := buildRecords(t, folder)
	got := rowsOf(t, lake, "select release, sheet_original as s, min(row_original) as r, count(*) as n, count(distinct record) as records, min(event_at) as at from encounter group by 1, 2 order by s")
	if fmt.Sprint(got) != "[map[at:2024-07-27T06:00:00 n:20 r:8 records:20 release:ice-2025-07 s:Encounters] map[at:2024-07-27T06:00:00 n:5 r:2 records:5 release:ice-2025-07 s:Encounters (2)]]" {
		t.Errorf("%v", got)
	}
	if r := rowsOf(t, lake, "select rule, confidence, status from release"); len(r) != 1 || r[0]["rule"] != "pulled" || r[0]["status"] != "superseded" {
		t.Errorf("%v", r)
	}
}

func TestARenamedColumnIsNamedAndAKeyOneSetsTheFileAside(t *testing.T) {
	for _, c := range []struct {
		renamed string
		issue   string
		rows    float64
	}{
		{"Case Status", "unknown_column", 13},
		{"Detainer Prepare Date", "missing_column", 3},
	} {
		right := recordHeaders(t, "ice-detainers", "2026-03")
		headers := slices.Clone(right)
		headers[slices.Index(headers, c.renamed)] = "Something Else"
		folder, path := recordFile(t, "renamed.xlsx", func(f *excelize.File) { sheetOf(t, f, "FY2025", 6, headers, 10, detainerCell) })
		_, good := recordFile(t, "good.xlsx", func(f *excelize.File) { sheetOf(t, f, "FY2024", 6, right, 3, detainerCell) })
		if err := os.Rename(good, filepath.Join(filepath.Dir(path), "good.xlsx")); err != nil {
			t.Fatal(err)
		}
		lake := buildRecords(t, folder)
		if got := rowsOf(t, lake, "select raw from issue where source = 'ice-detainers' and code = '"+c.issue+"'"); len(got) != 1 {
			t.Errorf("%s renamed: %v", c.renamed, got)
		}
		if n := rowsOf(t, lake, "select count(*) as n from detainer")[0]["n"]; n != c.rows {
			t.Errorf("%s renamed: %v rows loaded, want %v", c.renamed, n, c.rows)
		}
	}
}

func TestFormulasAreReadByTheirValuesAndIdsThatBecameNumbersAreNot(t *testing.T) {
	headers := recordHeaders(t, "ice-detainers", "2026-03")
	folder, _ := recordFile(t, "a.xlsx", func(f *excelize.File) {
		sheetOf(t, f, "FY2025", 6, headers, 4, func(h string, row int) any {
			if h == "Anonymized Identifier" && row > 0 {
				return 1.26421385300926e18
			}
			return detainerCell(h, row)
		})
		if err := f.SetCellFormula("FY2025", "A8", "45000+7"); err != nil {
			t.Fatal(err)
		}
	})
	lake := buildRecords(t, folder)
	got := rowsOf(t, lake, "select count(*) as n, count(person) as p, min(prepared) as d from detainer")[0]
	if got["n"] != 4.0 || got["p"] != 1.0 || got["d"] != "2023-03-15" {
		t.Errorf("%v", got)
	}
	issues := rowsOf(t, lake, "select code, raw, message from issue where source = 'ice-detainers' and code = 'id_numeric_precision'")
	if len(issues) != 1 || issues[0]["raw"] != nil || !strings.Contains(fmt.Sprint(issues[0]["message"]), "in 3 rows") {
		t.Errorf("%v", issues)
	}
}

// A workbook that ends in the middle is set aside whole: half a fiscal year would
// look like a fall.
func TestAWorkbookCutInTheMiddleIsSetAside(t *testing.T) {
	headers := recordHeaders(t, "ice-detainers", "2026-03")
	folder, path := recordFile(t, "whole.xlsx", func(f *excelize.File) { sheetOf(t, f, "FY2025", 6, headers, 400, detainerCell) })
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "cut.xlsx"), whole[:len(whole)*6/10], 0o644); err != nil {
		t.Fatal(err)
	}
	lake := buildRecords(t, folder)
	if n := rowsOf(t, lake, "select count(*) as n, count(distinct file_original) as f from detainer")[0]; n["n"] != 400.0 || n["f"] != 1.0 {
		t.Errorf("%v", n)
	}
	if got := rowsOf(t, lake, "select code from issue where severity = 'stop' and file_original like '%cut.xlsx'"); len(got) != 1 {
		t.Errorf("%v", got)
	}
}

// NPR's detainers of one year come with tabs and four-digit years, and again with
// commas, two-digit years and a few rows more.
func TestOneYearInTwoFormatsCountsOnce(t *testing.T) {
	headers := recordHeaders(t, "ice-detainers", "npr")
	folder := t.TempDir()
	write := func(name, divider, layout string, from, to int) {
		var b strings.Builder
		b.WriteString(strings.Join(headers, divider) + "\n")
		for row := from; row < to; row++ {
			cells := make([]string, len(headers))
			cells[slices.Index(headers, "Prepare Date")] = time.Date(2008, 10, 1+row%300, 0, 0, 0, 0, time.UTC).Format(layout)
			cells[slices.Index(headers, "Detention Facility Code")] = fmt.Sprintf("X%dMN", row)
			cells[slices.Index(headers, "Detainer Lift Reason")] = "Case Closed"
			b.WriteString(strings.Join(cells, divider) + "\n")
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("FY09.csv", "\t", "1/2/2006", 0, 1000)
	write("FY09.txt", ",", "1/2/06", 0, 1004)
	write("FY10.csv", "\t", "1/2/2006", 5000, 6000) // as many rows, other ones
	lake := buildRecords(t, folder)
	got := rowsOf(t, lake, "select s.file_original as f, o.file_original as of from release as r join snapshot as s using (snapshot) left join snapshot as o on o.snapshot = r.repeats order by f")
	if fmt.Sprint(got) != "[map[f:FY09.csv of:<nil>] map[f:FY09.txt of:FY09.csv] map[f:FY10.csv of:<nil>]]" {
		t.Errorf("%v", got)
	}
	if n := rowsOf(t, lake, "select count(*) as n, min(prepared) as least, max(prepared) as most from detainer")[0]; n["n"] != 3004.0 || n["least"] != "2008-10-01" || n["most"] != "2009-07-27" {
		t.Errorf("%v", n)
	}
	if issues := rowsOf(t, lake, "select raw from issue where code = 'duplicate_file_content'"); len(issues) != 1 || issues[0]["raw"] != "FY09.csv" {
		t.Errorf("%v", issues)
	}
	if n := rowsOf(t, lake, "select count(*) as n from detainer_event where not dropped")[0]; n["n"] != 2000.0 {
		t.Errorf("%v detainers count, want 2000", n["n"])
	}
}
