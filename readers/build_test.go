package readers_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"detangle"
	"detangle/readers"
)

// The ugly files of these tests are written here, part by part, so that a
// test shows the very bytes that it is about.

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const (
	xmlMain = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relMain = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`

	// dateStyles: style 0 general, 1 a built-in date, 2 a written date, 3 a
	// duration, 4 a number whose format has date letters in quotes, 5 a time of day.
	dateStyles = `<styleSheet ` + xmlMain + `><numFmts count="3">` +
		`<numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm;@"/>` +
		`<numFmt numFmtId="165" formatCode="[h]:mm"/>` +
		`<numFmt numFmtId="166" formatCode="#,##0&quot; days&quot;"/></numFmts>` +
		`<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>` +
		`<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs></styleSheet>`
)

// workbookParts are the parts that every workbook has, for sheets of these names.
func workbookParts(names ...string) map[string]string {
	sheets, rels, types := "", "", ""
	for i, name := range names {
		sheets += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, name, i+1, i+1)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relMain, i+1)
		types += fmt.Sprintf(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
	}
	rels += `<Relationship Id="rIdS" Type="` + relMain + `sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdY" Type="` + relMain + `styles" Target="styles.xml"/>`
	return map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` + types +
			`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relMain + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook ` + xmlMain + `><sheets>` + sheets + `</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels + `</Relationships>`,
	}
}

func writeParts(t testing.TB, z *zip.Writer, all ...map[string]string) {
	for _, parts := range all {
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			part, err := z.Create(name)
			must(t, err)
			_, err = part.Write([]byte(parts[name]))
			must(t, err)
		}
	}
}

// zipped packs parts; a later map replaces parts of an earlier one.
func zipped(t testing.TB, all ...map[string]string) []byte {
	merged := map[string]string{}
	for _, parts := range all {
		maps.Copy(merged, parts)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	writeParts(t, z, merged)
	must(t, z.Close())
	return out.Bytes()
}

// sheetXML wraps rows as a sheet.
func sheetXML(rows string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><worksheet ` + xmlMain + `><sheetData>` + rows + `</sheetData></worksheet>`
}

// bookOf packs a workbook of one sheet, Sheet1, with these rows and shared strings.
func bookOf(t testing.TB, rows string, extra ...map[string]string) []byte {
	parts := append([]map[string]string{workbookParts("Sheet1"), {
		"xl/styles.xml":            dateStyles,
		"xl/sharedStrings.xml":     `<sst ` + xmlMain + `><si><t>zero</t></si><si><t>one</t></si></sst>`,
		"xl/worksheets/sheet1.xml": sheetXML(rows),
	}}, extra...)
	return zipped(t, parts...)
}

// open opens a file in memory.
func open(t testing.TB, b []byte, opts readers.Options) readers.Book {
	t.Helper()
	if opts.File == "" {
		opts.File = "list.xlsx"
	}
	book, err := readers.OpenReader(bytes.NewReader(b), int64(len(b)), opts)
	must(t, err)
	return book
}

// refused opens a file that must be refused, and returns why.
func refused(t testing.TB, b []byte, opts readers.Options) detangle.Issue {
	t.Helper()
	_, err := readers.OpenReader(bytes.NewReader(b), int64(len(b)), opts)
	issue, ok := err.(detangle.Issue)
	if !ok {
		t.Fatalf("want an Issue, got %#v", err)
	}
	return issue
}

// dump writes a sheet's rows in a form to compare: one line per row, hidden
// rows marked, one line per issue.
func dump(book readers.Book, sheet int) string {
	var out strings.Builder
	for row, err := range book.Rows(sheet) {
		if err != nil {
			issue := err.(detangle.Issue)
			fmt.Fprintf(&out, "! %s %s %s\n", issue.Severity, issue.Code, strings.TrimPrefix(issue.Ref.String(), "list.xlsx, "))
			continue
		}
		fmt.Fprintf(&out, "%d", row.Number)
		if row.Hidden {
			out.WriteString(" hidden")
		}
		for _, c := range row.Cells {
			fmt.Fprintf(&out, " %s:%s%q", detangle.ColumnName(c.Column), kindMarks[c.Kind], c.Text)
			if c.Link != "" {
				fmt.Fprintf(&out, "->%s", c.Link)
			}
		}
		out.WriteString("\n")
	}
	return out.String()
}

// kindMarks set the kinds apart in a dump; text has none.
var kindMarks = map[detangle.Kind]string{
	detangle.Empty: "empty", detangle.Text: "", detangle.Number: "n", detangle.Bool: "b", detangle.Date: "d",
	detangle.Date1904: "d1904", detangle.ISODate: "iso", detangle.Error: "e",
}
