package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"detangle"
	"detangle/lake"
	"detangle/sources"
)

// The files here are made up, in the layout of the release of March 2026.

// arrestHeader is the header of arrests in that layout.
func arrestHeader(t testing.TB) []string {
	t.Helper()
	f, err := os.Open("../../sources/ice-arrests/testdata/sample-2026-03.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	header, err := csv.NewReader(f).Read()
	if err != nil {
		t.Fatal(err)
	}
	return header
}

func inline(row, col int, text string) string {
	return fmt.Sprintf(`<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, detangle.ColumnName(col), row, text)
}

// arrests writes n rows under a header in row at; cell may return another cell
// for a row's first column, the date of the arrest.
func arrests(header []string, at, n int, cell func(row int) string) string {
	var b strings.Builder
	b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for row := 1; row < at; row++ {
		fmt.Fprintf(&b, `<row r="%d">%s</row>`, row, inline(row, 0, "SYNTHETIC"))
	}
	fmt.Fprintf(&b, `<row r="%d">`, at)
	for i, h := range header {
		b.WriteString(inline(at, i, h))
	}
	b.WriteString("</row>")
	for row := at + 1; row <= at+n; row++ {
		date := fmt.Sprintf(`<c r="A%d" s="1"><v>%d.%d</v></c>`, row, 45000+row%700, row%9+1)
		if cell != nil {
			if other := cell(row); other != "" {
				date = other
			}
		}
		fmt.Fprintf(&b, `<row r="%d">%s%s%s</row>`, row, date, inline(row, 7, "Located"), inline(row, len(header)-1, fmt.Sprintf("%040x", row)))
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.String()
}

// workbookOf packs a sheet into a workbook of one sheet with a date style.
func workbookOf(t testing.TB, path, sheet string) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="FY2024" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`},
		{"xl/worksheets/sheet1.xml", sheet},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(part[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// reading reads a folder into a build's tables, as far as the links.
func reading(t *testing.T, dir, data string) (*work, *bytes.Buffer) {
	t.Helper()
	w, words, err := readingAs(t, dir, data, func(*sources.Spec) {})
	if err != nil {
		t.Fatalf("%v\n%s", err, words)
	}
	return w, words
}

// readingAs is reading with another description of the source of arrests.
func readingAs(t *testing.T, dir, data string, change func(*sources.Spec)) (*work, *bytes.Buffer, error) {
	t.Helper()
	var words bytes.Buffer
	e := &env{ctx: t.Context(), lake: dir, stdout: &words, stderr: &words, progress: newProgress(&words, false, time.Now), now: time.Now}
	b, err := lake.Begin(t.Context(), dir, lake.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Abort() })
	w := &work{ctx: t.Context(), b: b, e: e}
	if w.specs, err = sources.All(); err != nil {
		t.Fatal(err)
	}
	for _, s := range w.specs {
		s.Rows = sources.RowBounds{}
		if s.ID == "ice-arrests" {
			change(s)
		}
	}
	if w.inputs, w.issues, err = gatherInputs(t.Context(), b, []string{data}, e.progress); err != nil {
		t.Fatal(err)
	}
	return w, &words, w.read()
}

// said lists the issues of the files read, code, row, message.
func said(t *testing.T, w *work) (out []string) {
	t.Helper()
	if err := w.b.View(t.Context(), "issue"); err != nil {
		return nil
	}
	f, err := w.b.Engine().Query(t.Context(), "select code || ' ' || coalesce(cast(row_original as varchar), '-') || ' ' || coalesce(raw, '') || ': ' || message as text from issue where source = 'ice-arrests' order by 1")
	if err != nil {
		t.Fatal(err)
	}
	return f.Strings("text")
}

func countOf(t *testing.T, w *work, sql string) int64 {
	t.Helper()
	if err := w.b.View(t.Context(), "arrest"); err != nil {
		t.Fatal(err)
	}
	f, err := w.b.Engine().Query(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	return f.Columns[0].Ints[0]
}

// TestBadFilesOfIndividualRecordsAreReadAsFarAsTheyCanBeTrusted brings each kind
// of trouble in by the door, and reconciles the rows.
func TestBadFilesOfIndividualRecordsAreReadAsFarAsTheyCanBeTrusted(t *testing.T) {
	header := arrestHeader(t)
	const n = 70_000 // three batches
	cut := arrests(header, 7, n, nil)
	for name, c := range map[string]struct {
		sheet              string
		in, loaded, issues int
		words              []string // of the issues
		check              string   // counts rows of arrest that are as they should be: all
	}{
		"a good file": {sheet: arrests(header, 7, n, nil), in: n, loaded: n,
			check: "select count(*) from arrest where record = record_no(snapshot, 1, row_original) and person = cast(left(format('{:040x}', row_original), 32) as uuid) and method = 'Located' and apprehended_at is not null and release = 'ice-2026-03'"},
		"one bad cell": {sheet: arrests(header, 7, n, func(row int) string {
			if row == 50_000 {
				return inline(row, 0, "06/14/0002 03:10 PM")
			}
			return ""
		}), in: n, loaded: n, issues: 1, words: []string{"unparsed_date 50000 06/14/0002 03:10 PM", "in 1 rows"},
			check: "select count(*) + count(*) filter (where apprehended_at is null) - 1 from arrest"},
		"a bad column": {sheet: arrests(header, 7, n, func(row int) string { return inline(row, 0, "soon") }), in: n, loaded: n, issues: 1,
			words: []string{"unparsed_date 8 soon", fmt.Sprintf("in %d rows", n)}, check: "select count(*) from arrest where apprehended_at is null"},
		"formulas without values": {sheet: arrests(header, 7, n, func(row int) string {
			return fmt.Sprintf(`<c r="A%d" s="1"><f>TODAY()</f></c>`, row)
		}), in: n, loaded: n, issues: 1, words: []string{"formula_without_value 8", fmt.Sprintf("%d cells hold a formula", n)}, check: "select count(*) from arrest where apprehended_at is null and method is not null"},
		"a header in another row":   {sheet: arrests(header, 13, 100, nil), in: 100, loaded: 100, check: "select count(*) from arrest where row_original > 13"},
		"a header in the first row": {sheet: arrests(header, 1, 100, nil), in: 100, loaded: 100, check: "select count(*) from arrest where row_original between 2 and 101"},
		"cut off in the middle":     {sheet: cut[:len(cut)/2], in: -1, loaded: 0, issues: 1, words: []string{"sheet_truncated"}},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			workbookOf(t, filepath.Join(data, "arrests.xlsx"), c.sheet)
			w, words := reading(t, t.TempDir(), data)
			if len(w.snapshots) != 1 {
				t.Fatalf("%d snapshots\n%s", len(w.snapshots), words)
			}
			s := w.snapshots[0]
			if s.RowsIn != s.RowsLoaded+s.RowsSetAside+s.RowsBlank {
				t.Errorf("%d rows in, %d loaded, %d set aside, %d blank", s.RowsIn, s.RowsLoaded, s.RowsSetAside, s.RowsBlank)
			}
			if c.in >= 0 && s.RowsIn != c.in || c.in < 0 && (s.RowsIn < n/3 || s.RowsIn > 2*n/3) || s.RowsLoaded != c.loaded {
				t.Errorf("%d rows in, %d loaded; want %d and %d", s.RowsIn, s.RowsLoaded, c.in, c.loaded)
			}
			issues := said(t, w)
			if len(issues) != c.issues {
				t.Errorf("%d issues, want %d: %q", len(issues), c.issues, issues)
			}
			for _, word := range c.words {
				if !strings.Contains(strings.Join(issues, "\n"), word) {
					t.Errorf("no issue says %q: %q", word, issues)
				}
			}
			if c.check == "" {
				c.check = "select count(*) from arrest"
			}
			if got := countOf(t, w, c.check); got != int64(c.loaded) {
				t.Errorf("%d rows are as they should be, want %d", got, c.loaded)
			}
		})
	}
}

// TestAStoppedBuildGoesOnWithTheNextFile ends a build before its commit and looks
// at what the next one still has to read.
func TestAStoppedBuildGoesOnWithTheNextFile(t *testing.T) {
	header, dir, data := arrestHeader(t), t.TempDir(), t.TempDir()
	for i := range 3 {
		workbookOf(t, filepath.Join(data, fmt.Sprintf("arrests-%d.xlsx", i)), arrests(header, 7, 500+i, nil))
	}
	first, words := reading(t, dir, data)
	if !strings.Contains(words.String(), "3 files read, 0 as before") || !strings.Contains(words.String(), "1,503 rows of individual records") {
		t.Error(words.String())
	}
	if err := first.b.Abort(); err != nil {
		t.Fatal(err)
	}
	workbookOf(t, filepath.Join(data, "arrests-3.xlsx"), arrests(header, 7, 600, nil))
	second, words := reading(t, dir, data)
	if !strings.Contains(words.String(), "1 files read, 3 as before") {
		t.Error(words.String())
	}
	for i, s := range second.snapshots {
		if s.RowsIn == 0 || s.RowsIn != s.RowsLoaded || s.RowsSum == "" || i < 3 && s.RowsSum != first.snapshots[i].RowsSum {
			t.Errorf("%+v", s)
		}
	}
	if got := countOf(t, second, "select count(*) from arrest"); got != 2103 {
		t.Errorf("%d rows", got)
	}
}

// TestTwoReadingsOfOneFileGiveTheSameBytes compares the files of two lakes.
func TestTwoReadingsOfOneFileGiveTheSameBytes(t *testing.T) {
	data := t.TempDir()
	header := arrestHeader(t)
	for i := range 3 {
		workbookOf(t, filepath.Join(data, fmt.Sprintf("arrests-%d.xlsx", i)), arrests(header, 7, 130_000+i, nil))
	}
	var files [2]string
	for i := range files {
		w, _ := reading(t, t.TempDir(), data)
		files[i] = w.b.Contents("arrest", "issue")
	}
	if files[0] != files[1] {
		t.Error("two builds of the same files differ")
	}
}

// TestEveryCheckOfIndividualRecordsIsOneIssue changes what the source says of
// itself, so that rows break it.
func TestEveryCheckOfIndividualRecordsIsOneIssue(t *testing.T) {
	data := t.TempDir()
	workbookOf(t, filepath.Join(data, "arrests.xlsx"), arrests(arrestHeader(t), 7, 1000, func(row int) string {
		if row > 1000 {
			return inline(row, 0, "2019-01-01")
		}
		return ""
	}))
	bound := sources.Bound{Column: "apprehended_at", Min: "timestamp '2020-01-01'", Max: "timestamp '2030-01-01'", Reason: "made up"}
	for name, c := range map[string]struct {
		change        func(*sources.Spec)
		loaded, empty int64
		says, fails   string
	}{
		"a bound": {func(s *sources.Spec) { s.Bounds = []sources.Bound{bound} }, 1000, 7, "out_of_bounds 1001 2019-01-01", ""},
		"a bound of what is required": {func(s *sources.Spec) {
			s.Bounds, s.Required = []sources.Bound{bound}, []string{"apprehended_at"}
		}, 993, 0, "missing_value 1001 2019-01-01 00:00:00: 7 rows have no usable apprehended_at", ""},
		"rows described as no data": {func(s *sources.Spec) {
			s.SQL = strings.Replace(s.SQL, "unredacted(raw.gender) as gender\n", "unredacted(raw.gender) as gender,\n case when raw.row_original < 18 then 'a total' end as why\n", 1)
		}, 990, 7, "set_aside 8 a total: 10 rows set aside", ""},
		"rows lost": {func(s *sources.Spec) { s.SQL += "\nwhere raw.row_original % 2 = 0" }, 500, 3, "row_lost - 500", ""},
		"rows doubled": {func(s *sources.Spec) {
			s.SQL = strings.Replace(s.SQL, "\nfrom raw\n", "\nfrom raw cross join (values (1), (2)) as twice(n)\n", 1)
		}, 0, 0, "", "a join matches more than once"},
	} {
		t.Run(name, func(t *testing.T) {
			w, _, err := readingAs(t, t.TempDir(), data, c.change)
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("%v, want %q", err, c.fails)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			s := w.snapshots[0]
			if int64(s.RowsLoaded) != c.loaded || s.RowsIn != 1000 || s.RowsIn != s.RowsLoaded+s.RowsSetAside+s.RowsBlank {
				t.Errorf("%d in, %d loaded, %d set aside", s.RowsIn, s.RowsLoaded, s.RowsSetAside)
			}
			if got := countOf(t, w, "select count(*) from arrest where apprehended_at is null"); name == "a bound" && got != c.empty {
				t.Errorf("%d dates are empty, want %d", got, c.empty)
			}
			if issues := said(t, w); len(issues) != 1 || !strings.Contains(issues[0], c.says) {
				t.Errorf("issues: %q, want one with %q", issues, c.says)
			}
		})
	}
}
