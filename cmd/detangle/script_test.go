package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"detangle"
	"detangle/demo/workbook"
)

// scriptCommands are what the scripts can say besides testscript's own words.
var scriptCommands = map[string]func(*testscript.TestScript, bool, []string){
	"exits": exits,
	"list":  writeList,
	"cut":   cutFile,
}

// exits runs a command and wants its exit code: exits 2 detangle frobnicate
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("%s exits with %d, want %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// sampleList is a list of n made-up participating agencies, then further rows.
func sampleList(n int, rows []string) [][]string {
	list := [][]string{strings.Split("STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA", ",")}
	for i := range n {
		list = append(list, []string{
			"TEXAS", fmt.Sprintf("Sample %03d County Sheriff's Office", i), "County", fmt.Sprintf("Sample %03d County", i),
			"Task Force Model", fmt.Sprintf("2025-02-%02d", i%28+1), "link",
		})
	}
	for _, row := range rows {
		list = append(list, strings.Split(row, ","))
	}
	return list
}

// writeList writes a list long enough to be believed, as .csv or .xlsx:
// list FILE ROWS [ROW...], where further rows are added as they are.
func writeList(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: list FILE ROWS [ROW...]")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer out.Close()
	list := sampleList(n, args[2:])
	if strings.HasSuffix(args[0], ".csv") {
		w := csv.NewWriter(out)
		ts.Check(w.WriteAll(list))
		return
	}
	book := workbook.New(out, workbook.Options{})
	sheet, err := book.Sheet("Sheet1", workbook.Layout{})
	ts.Check(err)
	for i, values := range list {
		row := detangle.Row{Number: i + 1}
		for c, value := range values {
			row.Cells = append(row.Cells, detangle.Cell{Column: c, Kind: detangle.Text, Text: value})
		}
		ts.Check(sheet.Row(row))
	}
	ts.Check(book.Close())
}

// cutFile keeps the first half of a file: cut FILE
func cutFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: cut FILE")
	}
	name := ts.MkAbs(args[0])
	info, err := os.Stat(name)
	ts.Check(err)
	ts.Check(os.Truncate(name, info.Size()/2))
}
