package readers_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"github.com/xuri/nfp"

	"detangle"
	"detangle/readers"
)

// exceptions are the places where excelize and we read a file differently, and
// why ours is right. A difference that none of them explains fails the test.
var exceptions = []struct {
	name, reason string
	explains     func(ours detangle.Cell, theirs string) bool
}{
	{
		"location of a link", "a hyperlink may hold an address and a location within it (the part behind #); a reader who clicks is led to both, excelize gives the address alone",
		func(ours detangle.Cell, theirs string) bool {
			return theirs != "" && strings.HasPrefix(ours.Link, theirs+"#")
		},
	},
}

// excepted reports whether one of the exceptions explains a difference.
func excepted(ours detangle.Cell, theirs string, total *comparison) bool {
	for i, e := range exceptions {
		if e.explains(ours, theirs) {
			total.excepted[i].Add(1)
			return true
		}
	}
	return false
}

// comparison counts what the oracle test has compared.
type comparison struct {
	workbooks, sheets, rows, cells, dates, links, hidden atomic.Int64
	excepted                                             [8]atomic.Int64 // by exception
}

func TestEveryWorkbookAgreesWithExcelizeCellByCell(t *testing.T) {
	data := dataFolder(t)
	total := &comparison{}
	t.Run("files", func(t *testing.T) {
		filepath.WalkDir(data, func(path string, entry fs.DirEntry, err error) error {
			must(t, err)
			if entry.IsDir() || !strings.EqualFold(filepath.Ext(path), ".xlsx") {
				return nil
			}
			name, _ := filepath.Rel(data, path)
			t.Run(filepath.ToSlash(name), func(t *testing.T) {
				t.Parallel()
				compareBook(t, path, total)
			})
			return nil
		})
	})
	if total.workbooks.Load() == 0 {
		t.Fatalf("no workbook below %s", data)
	}
	t.Logf("compared with excelize: %d workbooks, %d sheets, %d rows (%d hidden), %d cells (%d dates, %d links)",
		total.workbooks.Load(), total.sheets.Load(), total.rows.Load(), total.hidden.Load(), total.cells.Load(), total.dates.Load(), total.links.Load())
	for i, e := range exceptions {
		t.Logf("%d times %s: %s", total.excepted[i].Load(), e.name, e.reason)
	}
}

// dataFolder is the folder of real data, from DETANGLE_DATA or beside the project.
func dataFolder(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("DETANGLE_DATA")
	if folder == "" {
		folder = filepath.Join("..", "shared", "data")
	}
	if !filepath.IsAbs(folder) {
		root, err := os.Getwd()
		must(t, err)
		for root != filepath.Dir(root) {
			if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
				break
			}
			root = filepath.Dir(root)
		}
		folder = filepath.Join(root, folder)
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no real data at %s: set DETANGLE_DATA to their folder", folder)
	}
	return folder
}

func compareBook(t *testing.T, path string, total *comparison) {
	ours, err := readers.Open(path, readers.Options{})
	must(t, err)
	defer ours.Close()
	theirs, err := excelize.OpenFile(path)
	must(t, err)
	defer theirs.Close()
	streamed, err := readers.Open(path, readers.Streamed(readers.Options{}, 8<<10))
	must(t, err)
	defer streamed.Close()
	total.workbooks.Add(1)
	compareProperties(t, ours, theirs)
	names := theirs.GetSheetList()
	if len(names) != len(ours.Sheets()) {
		t.Fatalf("sheets: ours %v, theirs %q", ours.Sheets(), names)
	}
	for i, sheet := range ours.Sheets() {
		visible, err := theirs.GetSheetVisible(names[i])
		must(t, err)
		if sheet.Name != names[i] || sheet.Hidden == visible {
			t.Errorf("sheet %d: ours %+v, theirs %q, visible %v", i, sheet, names[i], visible)
		}
		if dump(streamed, i) != dump(ours, i) {
			t.Errorf("sheet %d reads differently when it streams", i)
		}
		total.sheets.Add(1)
		compareSheet(t, ours, i, theirs, names[i], total)
	}
}

func compareProperties(t *testing.T, ours readers.Book, theirs *excelize.File) {
	p := ours.Properties()
	q, err := theirs.GetDocProps()
	must(t, err)
	same := func(ours time.Time, theirs string) bool {
		at, err := time.Parse(time.RFC3339Nano, theirs)
		return ours.Equal(at) || err != nil && theirs == "" && ours.IsZero()
	}
	if p.Creator != q.Creator || p.LastModifiedBy != q.LastModifiedBy || !same(p.Created, q.Created) || !same(p.Modified, q.Modified) {
		t.Errorf("properties: ours %+v, theirs %q %q %q %q", p, q.Creator, q.LastModifiedBy, q.Created, q.Modified)
	}
}

// ourSheet is our reading of a sheet, kept whole.
type ourSheet struct {
	cells  map[[2]int]detangle.Cell // by row and column
	hidden map[int]bool
	links  int
}

func readSheet(t *testing.T, book readers.Book, sheet int) ourSheet {
	s := ourSheet{cells: map[[2]int]detangle.Cell{}, hidden: map[int]bool{}}
	last := 0
	for row, err := range book.Rows(sheet) {
		must(t, err)
		if row.Number <= last {
			t.Fatalf("row %d after row %d", row.Number, last)
		}
		last = row.Number
		s.hidden[row.Number] = row.Hidden
		for _, c := range row.Cells {
			c.Text, c.Link = strings.Clone(c.Text), strings.Clone(c.Link)
			s.cells[[2]int{row.Number, c.Column}] = c
			if c.Link != "" {
				s.links++
			}
		}
	}
	return s
}

func compareSheet(t *testing.T, book readers.Book, sheet int, f *excelize.File, name string, total *comparison) {
	ours := readSheet(t, book, sheet)
	left := make(map[[2]int]detangle.Cell, len(ours.cells))
	for at, c := range ours.cells {
		if c.Text != "" {
			left[at] = c
		}
	}
	rows, err := f.Rows(name)
	must(t, err)
	defer rows.Close()
	for number := 1; rows.Next(); number++ {
		values, err := rows.Columns(excelize.Options{RawCellValue: true})
		must(t, err)
		total.rows.Add(1)
		if hidden := rows.GetRowOpts().Hidden; hidden != ours.hidden[number] {
			t.Errorf("row %d: hidden: ours %v, theirs %v", number, ours.hidden[number], hidden)
		} else if hidden {
			total.hidden.Add(1)
		}
		for col, theirs := range values {
			at := [2]int{number, col}
			compareValue(t, number, left[at], theirs, total)
			delete(left, at)
		}
	}
	for at, c := range left {
		t.Errorf("%s row %d: we read %+v, excelize nothing", name, at[0], c)
	}
	compareDates(t, ours, f, name, total)
	compareLinks(t, ours, f, name, total)
}

func compareValue(t *testing.T, row int, ours detangle.Cell, theirs string, total *comparison) {
	if ours.Text == "" && theirs == "" {
		return
	}
	total.cells.Add(1)
	if ours.Text == theirs {
		return
	}
	if excepted(ours, theirs, total) {
		return
	}
	t.Errorf("row %d: ours %+v, theirs %q", row, ours, theirs)
}

// compareDates checks which numbers are dates, by excelize's styles and its
// number format parser, and which day they are.
func compareDates(t *testing.T, ours ourSheet, f *excelize.File, name string, total *comparison) {
	props, err := f.GetWorkbookProps()
	must(t, err)
	date1904 := props.Date1904 != nil && *props.Date1904
	dateStyle := map[int]bool{}
	for at, c := range ours.cells {
		if c.Kind != detangle.Number && c.Kind != detangle.Date && c.Kind != detangle.Date1904 {
			continue
		}
		cell, _ := excelize.CoordinatesToCellName(at[1]+1, at[0])
		id, err := f.GetCellStyle(name, cell)
		must(t, err)
		isDate, known := dateStyle[id]
		if !known {
			isDate = styleIsDate(t, f, id)
			dateStyle[id] = isDate
		}
		if isDate != (c.Kind != detangle.Number) {
			t.Errorf("%s %s: ours %+v, by excelize's style a date: %v", name, cell, c, isDate)
		}
		if c.Kind == detangle.Number {
			continue
		}
		total.dates.Add(1)
		serial, err := strconv.ParseFloat(c.Text, 64)
		must(t, err)
		theirs, err := excelize.ExcelDateToTime(serial, date1904)
		must(t, err)
		if day, ok := c.Time(); serial >= 61 && (!ok || day.Sub(theirs).Abs() > time.Second) {
			t.Errorf("%s %s: ours %v, theirs %v", name, cell, day, theirs)
		}
	}
}

// styleIsDate reads a style's number format by excelize's own parser.
func styleIsDate(t *testing.T, f *excelize.File, id int) bool {
	style, err := f.GetStyle(id)
	must(t, err)
	code, builtin := "", style.NumFmt
	if style.CustomNumFmt != nil {
		code = *style.CustomNumFmt
	}
	if code == "" {
		return builtin >= 14 && builtin <= 22 || builtin >= 27 && builtin <= 36 || builtin == 45 || builtin == 47 || builtin >= 50 && builtin <= 58
	}
	parser := nfp.NumberFormatParser()
	sections := parser.Parse(code)
	found := false
	for _, token := range sections[0].Items {
		switch token.TType {
		case nfp.TokenTypeElapsedDateTimes:
			return false
		case nfp.TokenTypeDateTimes:
			found = true
		}
	}
	return found
}

func compareLinks(t *testing.T, ours ourSheet, f *excelize.File, name string, total *comparison) {
	refs, err := f.GetHyperLinkCells(name, "")
	must(t, err)
	seen := map[string]bool{}
	for _, ref := range refs {
		cell := strings.ReplaceAll(strings.Split(ref, ":")[0], "$", "")
		if seen[ref] {
			continue
		}
		seen[ref] = true
		col, row, err := excelize.CellNameToCoordinates(cell)
		must(t, err)
		_, theirs, err := f.GetCellHyperLink(name, cell)
		must(t, err)
		total.links.Add(1)
		c := ours.cells[[2]int{row, col - 1}]
		if strings.TrimPrefix(c.Link, "#") != theirs && !excepted(c, theirs, total) {
			t.Errorf("%s %s: link: ours %q, theirs %q", name, cell, c.Link, theirs)
		}
	}
	if len(seen) != ours.links {
		t.Errorf("%s: we read %d links, excelize %d", name, ours.links, len(seen))
	}
}
