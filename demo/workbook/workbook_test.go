package workbook

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"detangle"
)

func text1(column int, s string) detangle.Cell {
	return detangle.Cell{Column: column, Kind: detangle.Text, Text: s}
}

func write(t *testing.T, o Options, layout Layout, rows ...detangle.Row) []byte {
	t.Helper()
	var b bytes.Buffer
	w := New(&b, o)
	s, err := w.Sheet("Sheet 1", layout)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := s.Row(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

var ugly = []string{"plain", " outer spaces ", "a & b < c > \"d\"", "curly ’ and nbsp\u00a0x", "two\nlines", "tab\there", "literal _x0041_ stays", "café 東京 🙂"}

func TestTextComesBackAsItWas(t *testing.T) {
	for _, shared := range []bool{true, false} {
		var row detangle.Row
		row.Number = 1
		for i, s := range ugly {
			row.Cells = append(row.Cells, text1(i*3, s)) // with gaps between
		}
		f := open(t, write(t, Options{SharedStrings: shared}, Layout{}, row))
		for i, want := range ugly {
			got, err := f.GetCellValue("Sheet 1", detangle.ColumnName(i*3)+"1")
			if err != nil || got != want {
				t.Errorf("shared %v: got %q, want %q (%v)", shared, got, want, err)
			}
		}
	}
}

func TestEveryKindOfCellIsReadByExcelize(t *testing.T) {
	day, err := detangle.ParseDay("2025-05-08")
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, write(t, Options{}, Layout{}, detangle.Row{Number: 7, Cells: []detangle.Cell{
		{Column: 0, Kind: detangle.Number, Text: "1.5E3"}, {Column: 1, Kind: detangle.Bool, Text: "TRUE"}, {Column: 2, Kind: detangle.Date, Text: DateSerial(day)},
		{Column: 3, Kind: detangle.Error, Text: "#N/A"}, {Column: 4}, {Column: 5, Kind: detangle.Text, Text: "link", Link: "https://example.org/?a=1&b=2"},
	}}))
	for ref, want := range map[string]string{"A7": "1500", "B7": "TRUE", "C7": "05-08-25", "D7": "#N/A", "E7": "", "F7": "link"} {
		if got, _ := f.GetCellValue("Sheet 1", ref); got != want {
			t.Errorf("%s: got %q, want %q", ref, got, want)
		}
	}
	if ok, target, _ := f.GetCellHyperLink("Sheet 1", "F7"); !ok || target != "https://example.org/?a=1&b=2" {
		t.Errorf("link: got %v %q", ok, target)
	}
}

func TestHiddenRowsDimensionFilterAndPropertiesAreKept(t *testing.T) {
	var b bytes.Buffer
	modified := time.Date(2026, 2, 13, 17, 11, 20, 0, time.UTC)
	w := New(&b, Options{SharedStrings: true, Properties: Properties{Creator: "A & B", Title: "SYNTHETIC", Modified: modified}})
	s, _ := w.Sheet("Sheet1", Layout{Dimension: "A1:M9", Filtered: true, HeaderRows: 1, Widths: []float64{20, 60}, PrintHead: "SYNTHETIC"})
	for n := 1; n <= 3; n++ {
		if err := s.Row(detangle.Row{Number: n, Hidden: n == 2, Cells: []detangle.Cell{text1(0, fmt.Sprint("row ", n))}}); err != nil {
			t.Fatal(err)
		}
	}
	s.Filter("A1:A3")
	if _, err := w.Sheet("second", Layout{}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f := open(t, b.Bytes())
	for n, want := range map[int]bool{1: true, 2: false, 3: true} {
		if got, _ := f.GetRowVisible("Sheet1", n); got != want {
			t.Errorf("row %d visible: got %v", n, got)
		}
	}
	if got, _ := f.GetSheetDimension("Sheet1"); got != "A1:M9" {
		t.Errorf("dimension: got %q", got)
	}
	props, err := f.GetDocProps()
	if err != nil || props.Creator != "A & B" || props.Title != "SYNTHETIC" || props.Modified != "2026-02-13T17:11:20Z" {
		t.Errorf("properties: got %+v, %v", props, err)
	}
	if names := f.GetDefinedName(); len(names) != 1 || names[0].RefersTo != "'Sheet1'!$A$1:$A$3" {
		t.Errorf("names: got %+v", names)
	}
	if got := f.GetSheetList(); len(got) != 2 || got[1] != "second" {
		t.Errorf("sheets: got %q", got)
	}
}

func TestTheSameRowsGiveTheSameBytes(t *testing.T) {
	sum := func() [32]byte {
		return sha256.Sum256(write(t, Options{SharedStrings: true}, Layout{}, detangle.Row{Number: 1, Cells: []detangle.Cell{text1(0, "a"), text1(1, "b")}}))
	}
	if first, again := sum(), sum(); first != again {
		t.Error("two runs differ")
	}
}

func TestWrongRowsAreRefusedByName(t *testing.T) {
	for want, rows := range map[string][]detangle.Row{
		"row 2 comes after row 3":         {{Number: 3}, {Number: 2}},
		`cell B4: "<v>" is no number`:     {{Number: 4, Cells: []detangle.Cell{{Column: 1, Kind: detangle.Number, Text: "<v>"}}}},
		"a date of the other date system": {{Number: 1, Cells: []detangle.Cell{{Kind: detangle.Date1904, Text: "1"}}}},
		"no such column":                  {{Number: 1, Cells: []detangle.Cell{{Column: 16384}}}},
	} {
		w := New(io.Discard, Options{})
		s, _ := w.Sheet("S", Layout{})
		for _, r := range rows {
			_ = s.Row(r)
		}
		if err := w.Close(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if err := New(io.Discard, Options{}).Close(); err == nil {
		t.Error("a workbook without a sheet was written")
	}
}

func TestAFastWorkbookHoldsTheSame(t *testing.T) {
	row := detangle.Row{Number: 1, Cells: []detangle.Cell{text1(0, "fast")}}
	f := open(t, write(t, Options{Compressor: Fast}, Layout{}, row))
	if got, _ := f.GetCellValue("Sheet 1", "A1"); got != "fast" {
		t.Errorf("got %q", got)
	}
}

// BenchmarkSheet writes 20,000 rows of 25 cells, as varied as FOIA workbooks
// have them.
func BenchmarkSheet(b *testing.B) {
	rows := make([]detangle.Row, 20000)
	for n := range rows {
		cells := make([]detangle.Cell, 25)
		for i := range cells {
			cells[i] = text1(i, fmt.Sprint("value ", (n*7919+i*104729)%(100+i*300)))
			if i%5 == 0 {
				cells[i] = detangle.Cell{Column: i, Kind: detangle.Date, Text: fmt.Sprint(45000 + (n*31+i)%900)}
			}
		}
		rows[n] = detangle.Row{Number: n + 1, Cells: cells}
	}
	for name, compressor := range map[string]zip.Compressor{"default": nil, "fast": Fast} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w := New(io.Discard, Options{SharedStrings: true, Compressor: compressor})
				s, _ := w.Sheet("S", Layout{})
				for _, row := range rows {
					if err := s.Row(row); err != nil {
						b.Fatal(err)
					}
				}
				if err := w.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(rows)*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

func TestEncodedRowsAndTheirStringsAreReadByExcelize(t *testing.T) {
	var b bytes.Buffer
	w := New(&b, Options{Strings: slices.Values([]string{"first & last", " spaced"})})
	s, _ := w.Sheet("S", Layout{})
	if err := s.Encoded(7, []byte(`<c r="A7" t="s"><v>1</v></c><c r="B7" t="s"><v>0</v></c><c r="C7" s="`+DateTimeStyle+`"><v>45000.5</v></c>`)); err != nil {
		t.Fatal(err)
	}
	if s.Encoded(7, nil) == nil {
		t.Error("a row number was written twice")
	}
	w.err = nil
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f := open(t, b.Bytes())
	for ref, want := range map[string]string{"A7": " spaced", "B7": "first & last", "C7": "3/15/23 12:00"} {
		if got, _ := f.GetCellValue("S", ref); got != want {
			t.Errorf("%s: got %q, want %q", ref, got, want)
		}
	}
}
