package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"detangle"
)

// writeJSON writes v as JSON with two-space indents. Listing verbs promise its
// form, so it never escapes what needs no escaping.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// writeTable prints rows under a header in aligned columns: numbers to the
// right, text to the left, two spaces between. It is for people; programs ask
// for --json or --csv.
func writeTable(w io.Writer, header []string, rows [][]string) error {
	width := make([]int, len(header))
	number := make([]bool, len(header))
	for c, name := range header {
		width[c], number[c] = utf8.RuneCountInString(name), len(rows) > 0
	}
	for _, row := range rows {
		for c, value := range row {
			width[c] = max(width[c], utf8.RuneCountInString(value))
			number[c] = number[c] && isNumber(value)
		}
	}
	for _, row := range append([][]string{header}, rows...) {
		var line strings.Builder
		for c, value := range row {
			pad := strings.Repeat(" ", width[c]-utf8.RuneCountInString(value))
			if number[c] {
				value = pad + value
			} else {
				value += pad
			}
			if c > 0 {
				line.WriteString("  ")
			}
			line.WriteString(value)
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// isNumber reports whether a cell may be aligned as a number; empty cells and
// dashes may.
func isNumber(s string) bool {
	s = strings.ReplaceAll(s, ",", "")
	if s == "" || s == "-" {
		return true
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// writeCSV writes a Frame as CSV (RFC 4180 with \n), missing values empty.
func writeCSV(w io.Writer, f *detangle.Frame) error {
	out := csv.NewWriter(w)
	if err := out.Write(columnNames(f)); err != nil {
		return err
	}
	for i := range f.Len() {
		if err := out.Write(textRow(f, i, "")); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// writeFrame prints a Frame as an aligned table, missing values as "-".
func writeFrame(w io.Writer, f *detangle.Frame) error {
	rows := make([][]string, f.Len())
	for i := range rows {
		rows[i] = textRow(f, i, "-")
	}
	return writeTable(w, columnNames(f), rows)
}

func columnNames(f *detangle.Frame) []string {
	names := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		names[i] = c.Name
	}
	return names
}

func textRow(f *detangle.Frame, i int, missing string) []string {
	row := make([]string, len(f.Columns))
	for c, column := range f.Columns {
		switch v := column.Value(i).(type) {
		case nil:
			row[c] = missing
		case string:
			row[c] = v
		case int64:
			row[c] = strconv.FormatInt(v, 10)
		case float64:
			row[c] = strconv.FormatFloat(v, 'f', -1, 64)
		}
	}
	return row
}

// rowObjects turns a Frame into one object per row, for --json. JSON knows no
// infinity and no NaN: they become null.
func rowObjects(f *detangle.Frame) []map[string]any {
	rows := make([]map[string]any, f.Len())
	for i := range rows {
		rows[i] = make(map[string]any, len(f.Columns))
		for _, c := range f.Columns {
			value := c.Value(i)
			if x, ok := value.(float64); ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
				value = nil
			}
			rows[i][c.Name] = value
		}
	}
	return rows
}
