package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
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
