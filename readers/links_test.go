package readers_test

import (
	"strings"
	"testing"

	"detangle"
	"detangle/readers"
)

// linkedBook is a workbook of one sheet with these rows, tags behind the rows
// and addresses by relation id.
func linkedBook(t testing.TB, rows, tail string, addresses map[string]string) []byte {
	rels := ""
	for id, address := range addresses {
		rels += `<Relationship Id="` + id + `" Type="` + relMain + `hyperlink" Target="` + address + `" TargetMode="External"/>`
	}
	return bookOf(t, "", map[string]string{
		"xl/worksheets/sheet1.xml":            strings.Replace(sheetXML(rows), "</worksheet>", tail+"</worksheet>", 1),
		"xl/worksheets/_rels/sheet1.xml.rels": `<Relationships>` + rels + `</Relationships>`,
	})
}

const twoRows = `<row r="2"><c r="B2" t="s"><v>0</v></c></row><row r="4"><c r="B4" t="s"><v>1</v></c></row>`

func TestHyperlinksStandOnTheirCells(t *testing.T) {
	addresses := map[string]string{"rId1": "https://example.org/a?x=1&amp;y=2", "rId2": "https://example.org/b"}
	for _, c := range []struct{ name, tail, want string }{
		{"on a cell, with its entities read", `<mergeCells/><hyperlinks><hyperlink ref="B2" r:id="rId1"/></hyperlinks><pageMargins/>`,
			"2 B:\"zero\"->https://example.org/a?x=1&y=2\n4 B:\"one\""},
		{"on blank cells and blank rows", `<hyperlinks><hyperlink ref="D2" r:id="rId2"/><hyperlink ref="A1" r:id="rId2"/><hyperlink ref="C3" r:id="rId2"/><hyperlink ref="A9" r:id="rId2"/></hyperlinks>`,
			"1 A:empty\"\"->https://example.org/b\n2 B:\"zero\" D:empty\"\"->https://example.org/b\n3 C:empty\"\"->https://example.org/b\n4 B:\"one\"\n9 A:empty\"\"->https://example.org/b"},
		{"over a range", `<hyperlinks><hyperlink ref="$A$1:$B$2" r:id="rId2"/></hyperlinks>`,
			"1 A:empty\"\"->https://example.org/b B:empty\"\"->https://example.org/b\n2 A:empty\"\"->https://example.org/b B:\"zero\"->https://example.org/b\n4 B:\"one\""},
		{"over a whole column, where there is a value", `<hyperlinks><hyperlink ref="B1:B1048576" r:id="rId2"/></hyperlinks>`,
			"! note link_range_large sheet \"Sheet1\", cell B1\n2 B:\"zero\"->https://example.org/b\n4 B:\"one\"->https://example.org/b"},
		{"to a place in an address, and in the workbook", `<hyperlinks><hyperlink ref="B2" r:id="rId2" location="part"/><hyperlink ref="B4" location="'Other'!A1"/></hyperlinks>`,
			"2 B:\"zero\"->https://example.org/b#part\n4 B:\"one\"->#'Other'!A1"},
		{"the first of two counts", `<hyperlinks><hyperlink ref="B2" r:id="rId1"/><hyperlink ref="B2" r:id="rId2"/></hyperlinks>`,
			"2 B:\"zero\"->https://example.org/a?x=1&y=2\n4 B:\"one\""},
		{"with a prefix and single quotes", `<x:hyperlinks><x:hyperlink ref='B2' r:id='rId2'></x:hyperlink></x:hyperlinks>`,
			"2 B:\"zero\"->https://example.org/b\n4 B:\"one\""},
		{"without an address", `<hyperlinks><hyperlink ref="B2" r:id="rId9"/><hyperlink ref="nowhere" r:id="rId1"/></hyperlinks>`,
			"! warn link_without_target sheet \"Sheet1\", cell B2\n! warn bad_link_range sheet \"Sheet1\"\n2 B:\"zero\"\n4 B:\"one\""},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := linkedBook(t, twoRows, c.tail, addresses)
			for _, opts := range []readers.Options{{}, readers.Streamed(readers.Options{}, 16), readers.Streamed(readers.Options{}, 300)} {
				if got := strings.TrimSpace(dump(open(t, file, opts), 0)); got != c.want {
					t.Errorf("got\n%s\nwant\n%s", got, c.want)
				}
			}
		})
	}
}

// A large sheet without addresses is inflated once: a link within the workbook
// that comes behind its rows is reported instead of lost.
func TestALargeSheetReportsLinksWithinTheWorkbook(t *testing.T) {
	file := linkedBook(t, twoRows, `<hyperlinks><hyperlink ref="B2" location="Other!A1"/></hyperlinks>`, nil)
	want := "2 B:\"zero\"\n4 B:\"one\"\n! note links_within_workbook sheet \"Sheet1\"\n"
	if got := dump(open(t, file, readers.Streamed(readers.Options{}, 64)), 0); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestTextsLastAsLongAsTheirRow reads a streamed sheet of long and short rows
// and keeps nothing: the texts of a row must be right when it is yielded.
func TestTextsLastAsLongAsTheirRow(t *testing.T) {
	var rows strings.Builder
	for i := range 300 {
		rows.WriteString(`<row><c t="str"><v>` + strings.Repeat("x", i*7%500) + `&amp;</v></c><c t="str"><v>` + strings.Repeat("y", i%90) + `</v></c></row>`)
	}
	book := open(t, bookOf(t, rows.String()), readers.Streamed(readers.Options{}, 128))
	i := 0
	for row, err := range book.Rows(0) {
		must(t, err)
		if row.Number != i+1 || row.Cell(0).Text != strings.Repeat("x", i*7%500)+"&" || row.Cell(1).Text != strings.Repeat("y", i%90) {
			t.Fatalf("row %d is %+v", i+1, row)
		}
		i++
	}
	if i != 300 {
		t.Errorf("%d rows", i)
	}
}

func TestReadingMayStopAtAnyRow(t *testing.T) {
	file := bookOf(t, strings.Repeat(`<row><c><v>1</v></c></row>`, 1000))
	for stop := range 20 {
		book, n := open(t, file, readers.Streamed(readers.Options{}, 32)), 0
		for range book.Rows(0) {
			if n++; n > stop {
				break
			}
		}
		must(t, book.Close())
	}
}

func TestTooManyIssuesEndTheSheet(t *testing.T) {
	file := bookOf(t, strings.Repeat(`<row><c t="zz"><v>1</v></c></row>`, 50))
	issues, last := 0, detangle.Issue{}
	for _, err := range open(t, file, readers.Options{MaxIssues: 10}).Rows(0) {
		if err != nil {
			issues, last = issues+1, err.(detangle.Issue)
		}
	}
	if issues != 11 || last.Severity != detangle.Stop || last.Code != "too_many_issues" {
		t.Errorf("%d issues, the last %v", issues, last)
	}
}
