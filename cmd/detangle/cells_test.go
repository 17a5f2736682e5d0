package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbookOfCells writes the cells of a list (sheet, cell, text) as a workbook,
// with what the publisher's have besides: sheets protected, titles in merged
// cells, and a range that claims every column.
func workbookOfCells(t testing.TB, list string) string {
	t.Helper()
	f, err := os.Open(list)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cells, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), strings.TrimSuffix(filepath.Base(list), ".csv")+".xlsx")
	writeWorkbook(t, path, cells[1:])
	return path
}

func writeWorkbook(t testing.TB, path string, cells [][]string) {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range cells {
		sheet, cell, text := c[0], c[1], c[2]
		if i, err := book.GetSheetIndex(sheet); err != nil || i < 0 {
			_, err := book.NewSheet(sheet)
			check(err)
			check(book.SetSheetDimension(sheet, "A1:XFC1041"))
			check(book.ProtectSheet(sheet, &excelize.SheetProtectionOptions{SelectLockedCells: true}))
		}
		var value any = text
		if number, err := strconv.ParseFloat(text, 64); err == nil && !(strings.HasPrefix(text, "0") && len(text) == 5) {
			value = number
		} else if day, err := time.Parse(time.DateOnly, text); err == nil {
			value = day
		}
		check(book.SetCellValue(sheet, cell, value))
		if strings.HasPrefix(text, "ICE Currently Detained by Processing") {
			check(book.MergeCell(sheet, "A8", "D8"))
		}
	}
	check(book.DeleteSheet("Sheet1"))
	check(book.SaveAs(path))
}

// sampleCells are the cells of the made-up workbook of ICE's detention statistics.
func sampleCells(t *testing.T) [][]string {
	t.Helper()
	f, err := os.Open("../../sources/ice-detention-stats/testdata/sample.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cells, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return cells[1:]
}

// bookOf builds a lake of one workbook of cells and returns what a query answers,
// with the words of the build before it.
func bookOf(t *testing.T, cells [][]string, sql string) (rows, words string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "in"), 0o755); err != nil {
		t.Fatal(err)
	}
	// a county table beside it, so that a build has something to stand on where the workbook is set aside
	writeWorkbook(t, filepath.Join(dir, "in", "FY27_detentionStats11132026.xlsx"), cells)
	copySample(t, "census-fips-counties", filepath.Join(dir, "in", "counties.csv"))
	var data, said bytes.Buffer
	if code := run([]string{"build", "--in", filepath.Join(dir, "in"), "--lake", filepath.Join(dir, "lake")}, &data, &said); code != exitDone {
		t.Fatalf("build exits with %d: %s", code, said.String())
	}
	if code := run([]string{"--lake", filepath.Join(dir, "lake"), "query", "--csv", sql}, &data, &said); code != exitDone {
		t.Fatalf("query exits with %d: %s", code, said.String())
	}
	return data.String(), said.String()
}

func copySample(t *testing.T, source, to string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../sources", source, "testdata", "sample.csv"))
	if err == nil {
		err = os.WriteFile(to, b, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

const printedNumbers = `select sheet_original, table_name, fiscal_year, month, period, agency, criminality, facility_type, category, population, aor, facility_name, metric, value, total, as_of, printed from detention_stat order by all
`

// Years move tables about and put sheets in another order: found by their titles,
// they are the same.
func TestTablesAreFoundWhereverTheyStand(t *testing.T) {
	cells := sampleCells(t)
	var moved [][]string
	for i := len(cells) - 1; i >= 0; i-- { // the sheets in another order, too
		column, row, err := excelize.CellNameToCoordinates(cells[i][1])
		if err != nil {
			t.Fatal(err)
		}
		to, err := excelize.CoordinatesToCellName(column+3, row+2)
		if err != nil {
			t.Fatal(err)
		}
		moved = append(moved, []string{cells[i][0], to, cells[i][2]})
	}
	for _, sql := range []string{printedNumbers, "select * exclude (snapshot, row_original, adp_column) from detention_facility_stat order by all"} {
		want, _ := bookOf(t, cells, sql)
		got, _ := bookOf(t, moved, sql)
		if got != want || strings.Count(want, "\n") < 2 {
			t.Errorf("moved by three columns and two rows, the tables are\n%s\nwant\n%s", got, want)
		}
	}
}

func TestAWorkbookThatIsNotAsDescribedIsSaidSo(t *testing.T) {
	cells := sampleCells(t)
	without := func(texts ...string) (out [][]string) {
		for _, c := range cells {
			if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(c[2], text) }) {
				out = append(out, c)
			}
		}
		return out
	}
	renamed := func(from, to string) (out [][]string) {
		for _, c := range cells {
			if c[2] == from {
				c = []string{c[0], c[1], to}
			}
			out = append(out, c)
		}
		return out
	}
	for _, c := range []struct {
		why   string
		cells [][]string
		sql   string
		want  string
	}{
		{"no day of the pull: the footnotes' stands, where they have one of the docket; else the name's", without("Data Source:"), "select distinct pull_date, pull_rule, pull_confidence from detention_stat", "2026-11-13,name,low"},
		{"no fiscal year: its sheets are set aside, each with one issue", without("ICE DETENTION DATA"), "select count(*), (select count(*) from detention_stat) from issue where code = 'missing_value' and message like '%fiscal_year%'", "6,0"},
		{"a title that was renamed: its numbers are reported, none is guessed", without("ICE Removals: FY2027"), "select sum(cast(raw as bigint)) from issue where code = 'unexpected_cell' and sheet_original like 'Detention%'", "2"},
		{"an agency that no workbook had: its numbers are kept and reported", renamed("ICE  ", "HSI"), "select severity, code, raw from issue where message like 'unexpected label%'", "warn,unknown_category,3"},
		{"the sheet of facilities under another header: the file is set aside whole", without("Type Detailed"), "select severity, code, source from issue where message like '%Type Detailed%'", "stop,missing_column,ice-detention-stats"},
	} {
		got, words := bookOf(t, c.cells, c.sql)
		lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(got, "\r", "")), "\n")
		if last := lines[len(lines)-1]; last != c.want {
			t.Errorf("%s: %s, want %s (%s)", c.why, last, c.want, words)
		}
	}
}
