package readers_test

import (
	"fmt"
	"strings"
	"testing"

	"detangle/readers"
)

// contract is what the reader promises of every form that a sheet's XML takes:
// small rows, and what they must be read as. Each case is read whole and
// streamed in chunks of several sizes, which must not make a difference.
var contract = []struct{ name, rows, want string }{
	{"shared strings, numbers and blanks", `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>3.14</v></c><c r="C1" s="1"/><c r="D1" t="s"><v>1</v></c></row>`, `1 A:"zero" B:n"3.14" D:"one"`},
	{"gaps keep the true row and column", `<row r="3"><c r="C3"><v>1</v></c></row><row r="1000"><c r="AB1000"><v>2</v></c><c r="XFD1000"><v>3</v></c></row>`, "3 C:n\"1\"\n1000 AB:n\"2\" XFD:n\"3\""},
	{"missing references count on", `<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>`, "1 A:n\"1\" B:n\"2\"\n5 C:n\"3\" D:n\"4\"\n6 A:n\"5\""},
	{"a row without a number takes it from its cells", `<row><c r="B7"><v>1</v></c></row>`, `7 B:n"1"`},
	{"hidden and filtered rows are read", `<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="true"/><row r="3" hidden="0" spans="1:1"/>`, "1 hidden A:n\"1\"\n2 hidden\n3"},
	{"blank rows stand", `<row r="1" spans="1:3" ht="15"/><row r="2"><c r="A2" s="1"/></row>`, "1\n2"},
	{"inline strings", `<row r="1"><c r="A1" t="inlineStr"><is><t>plain</t></is></c><c r="B1" t="inlineStr"><is><t xml:space="preserve"> kept </t></is></c><c r="C1" t="inlineStr"><is><t/></is></c><c r="D1" t="inlineStr"><is/></c></row>`, `1 A:"plain" B:" kept "`},
	{"rich text is joined, phonetic hints are not", `<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>Task </t></r><r><t>Force</t></r><rPh sb="0" eb="1"><t>hint</t></rPh><phoneticPr fontId="1"/></is></c></row>`, `1 A:"Task Force"`},
	{"booleans and errors", `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" t="b"><v>true</v></c></row>`, `1 A:b"TRUE" B:b"FALSE" C:e"#N/A" D:b"TRUE"`},
	{"a formula gives its cached value", `<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f t="shared" ref="B1:B2" si="0">"a"&amp;"b"</f><v>ab</v></c><c r="C1"><f t="shared" si="0"/><v>4</v></c><c r="D1" t="str"><f>""</f><v></v></c></row>`, `1 A:n"2" B:"ab" C:n"4"`},
	{"dates by style", `<row r="1"><c r="A1" s="1"><v>45714</v></c><c r="B1" s="2"><v>45714.5</v></c><c r="C1" s="3"><v>1.5</v></c><c r="D1" s="4"><v>12</v></c><c r="E1" s="5"><v>0.25</v></c><c r="F1" s="0"><v>45714</v></c><c r="G1" s="99"><v>1</v></c></row>`, `1 A:d"45714" B:d"45714.5" C:n"1.5" D:n"12" E:d"0.25" F:n"45714" G:n"1"`},
	{"text under a date style stays text", `<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="str"><v>05/082025</v></c></row>`, `1 A:"zero" B:"05/082025"`},
	{"ISO dates", `<row r="1"><c r="A1" t="d"><v>2025-02-26T10:30:00</v></c></row>`, `1 A:iso"2025-02-26T10:30:00"`},
	{"entities", `<row r="1"><c r="A1" t="str"><v>&lt;A&amp;B&gt; &quot;C&quot; &apos;D&apos; &#233;&#x20AC;&#x1F5FD;</v></c></row>`, `1 A:"<A&B> \"C\" 'D' é€🗽"`},
	{"escapes of the spreadsheet", `<row r="1"><c r="A1" t="str"><v>a_x000D_b _x005F_x000D_ _x00e9_ _xZZZZ_ _x12_ _xD83D__xDDFD_</v></c></row>`, `1 A:"a\rb _x000D_ é _xZZZZ_ _x12_ 🗽"`},
	{"line ends are XML's", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\r\nb\rc\nd</v></c></row>", `1 A:"a\nb\nc\nd"`},
	{"CDATA", `<row r="1"><c r="A1" t="str"><v>a<![CDATA[<b>&amp;]]>c</v></c></row>`, `1 A:"a<b>&amp;c"`},
	{"comments and instructions", `<!-- <row r="9"><c r="A9"><v>9</v></c></row> --><row r="1"><?x y?><!-- > --><c r="A1"><!-- 1 --><v>1<!-- 2 -->3</v></c></row>`, `1 A:n"13"`},
	{"single quotes and spaces in tags", `<row  r = '2'
 ><c	r='B2'  t = "s" ><v >1</v ></c ></row >`, `2 B:"one"`},
	{"attributes that we do not know, in any order", `<row x14ac:dyDescent="0.25" r="1" customFormat="1" s="3"><c cm="1" t="s" vm="2" r="A1" s="0"><v>1</v></c></row>`, `1 A:"one"`},
	{"elements that we do not know", `<foo/><row r="1"><foo>x<bar><bar/></bar></foo><c r="B1"><v>1</v><extLst><ext><v>2</v></ext></extLst></c><extLst/></row>`, `1 B:n"1"`},
	{"white space between tags", "\n  <row r=\"1\">\n    <c r=\"A1\">\n  <v>1</v>\n </c>\n  </row>\n", `1 A:n"1"`},
	{"white space around a number", `<row r="1"><c r="A1"><v> 12 </v></c><c r="B1" t="s"><v> 1 </v></c></row>`, `1 A:n"12" B:"one"`},
	{"numbers as stored", `<row r="1"><c r="A1"><v>1E-07</v></c><c r="B1"><v>-0.10000000000000001</v></c><c r="C1"><v>007</v></c></row>`, `1 A:n"1E-07" B:n"-0.10000000000000001" C:n"007"`},
	{"lower-case references", `<row r="1"><c r="b1"><v>1</v></c></row>`, `1 B:n"1"`},
	{"cells out of order are put in order", `<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>`, `1 A:n"1" C:n"3"`},

	{"a cell that stands twice", `<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`, "! warn duplicate_cell sheet \"Sheet1\", cell A1\n1 A:n\"1\""},
	{"a shared string that is not there", `<row r="4"><c r="A4" t="s"><v>77</v></c><c r="B4"><v>1</v></c></row><row r="5"><c r="A5" t="s"><v>x</v></c></row>`, "! warn bad_shared_string sheet \"Sheet1\", cell A4\n4 B:n\"1\"\n! warn bad_shared_string sheet \"Sheet1\", cell A5\n5"},
	{"a number that is none", `<row r="1"><c r="A1"><v>N/A</v></c><c r="B1"><v>1-2</v></c></row>`, "! warn bad_number sheet \"Sheet1\", cell A1\n! warn bad_number sheet \"Sheet1\", cell B1\n1 A:\"N/A\" B:\"1-2\""},
	{"a boolean that is none", `<row r="1"><c r="A1" t="b"><v>maybe</v></c></row>`, "! warn bad_boolean sheet \"Sheet1\", cell A1\n1 A:\"maybe\""},
	{"an unknown type", `<row r="1"><c r="A1" t="zz"><v>x</v></c></row>`, "! warn unknown_cell_type sheet \"Sheet1\", cell A1\n1 A:\"x\""},
	{"a reference that cannot be", `<row r="1"><c r="1A"><v>1</v></c><c r="ZZZZ1"><v>2</v></c><c r="B1"><v>3</v></c></row>`, "! warn bad_cell_reference sheet \"Sheet1\", row 1\n! warn cell_set_aside sheet \"Sheet1\", row 1\n! warn bad_cell_reference sheet \"Sheet1\", row 1\n! warn cell_set_aside sheet \"Sheet1\", row 1\n1 B:n\"3\""},
	{"a reference to another row", `<row r="2"><c r="A9"><v>1</v></c></row>`, "! warn cell_in_other_row sheet \"Sheet1\", cell A2\n2 A:n\"1\""},
	{"a row number that is none", `<row r="2"/><row r="x"><c><v>1</v></c></row><row r="9999999"/>`, "2\n! warn bad_row_number sheet \"Sheet1\", row 3\n3 A:n\"1\"\n! warn bad_row_number sheet \"Sheet1\", row 4\n4"},
	{"rows out of order", `<row r="5"/><row r="3"><c r="A3"><v>1</v></c></row><row r="6"/>`, "5\n! warn row_out_of_order sheet \"Sheet1\", row 3\n3 A:n\"1\"\n6"},
	{"an entity that is none", `<row r="1"><c r="A1" t="str"><v>a &nbsp; b & c</v></c></row>`, "! warn bad_text sheet \"Sheet1\", cell A1\n1 A:\"a &nbsp; b & c\""},
	{"bytes that are not UTF-8", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>caf\xe9</v></c></row>", "! warn bad_text sheet \"Sheet1\", cell A1\n1 A:\"caf\ufffd\""},
	{"a row that is not closed", `<row r="1"><c r="A1"><v>1</v></c><row r="2"><c r="A2"><v>2</v></c></row>`, "! warn broken_xml sheet \"Sheet1\", row 1\n1 A:n\"1\"\n2 A:n\"2\""},
	{"a cell that is not closed", `<row r="1"><c r="A1"><v>1</v><c r="B1"><v>2</v></c></row>`, "! warn broken_xml sheet \"Sheet1\", cell A1\n1 A:n\"1\" B:n\"2\""},
	{"a value that is not closed", `<row r="1"><c r="A1"><v>1</c><c r="B1"><v>2</v></c></row>`, "! warn broken_xml sheet \"Sheet1\", cell A1\n1 A:n\"1\" B:n\"2\""},
	{"a quote that is not closed", `<row r="1"><c r="A1><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>`, "! warn broken_xml sheet \"Sheet1\", row 1\n1 B:n\"2\"\n2 A:n\"3\""},
	{"an attribute without quotes", `<row r="1"><c r=A1><v>1</v></c></row>`, "! warn broken_xml sheet \"Sheet1\", cell A1\n1 A:n\"1\""},
	{"rubbish between rows", `<row r="1"/><<>><row r="2"/>`, "1\n! warn broken_xml sheet \"Sheet1\", row 1\n2"},
}

func TestContractOfSheets(t *testing.T) {
	for _, c := range contract {
		t.Run(c.name, func(t *testing.T) {
			file := bookOf(t, c.rows)
			want := strings.TrimSpace(c.want)
			for _, chunk := range []int{0, 1, 7, 64, 4096} {
				opts := readers.Options{}
				if chunk > 0 {
					opts = readers.Streamed(opts, chunk)
				}
				if got := strings.TrimSpace(dump(open(t, file, opts), 0)); got != want {
					t.Errorf("in chunks of %d:\n%s\nwant\n%s", chunk, got, want)
				}
			}
		})
	}
}

// prefixed rewrites plain spreadsheet XML with a namespace prefix on every tag.
func prefixed(xml string) string {
	xml = strings.ReplaceAll(xml, "</", "\x00")
	xml = strings.ReplaceAll(xml, "<", "<x:")
	return strings.ReplaceAll(xml, "\x00", "</x:")
}

func TestNamespacePrefixesAreReadLikeTheCommonForm(t *testing.T) {
	rows := `<row r="1" hidden="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>in</t></is></c></row>`
	file := bookOf(t, "", map[string]string{
		"xl/workbook.xml":          `<x:workbook xmlns:x="main" xmlns:q="rels"><x:sheets><x:sheet name="Sheet1" sheetId="1" q:id="rId1"/></x:sheets></x:workbook>`,
		"xl/sharedStrings.xml":     prefixed(`<sst><si><t>zero</t></si><si><r><t>o</t></r><r><t>ne</t></r></si></sst>`),
		"xl/worksheets/sheet1.xml": prefixed(`<worksheet><sheetData>` + rows + `</sheetData></worksheet>`),
	})
	if got, want := dump(open(t, file, readers.Options{}), 0), "1 hidden A:\"one\" B:\"in\"\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestStrictWorkbooksAreRead(t *testing.T) {
	strict := func(s string) string {
		s = strings.ReplaceAll(s, "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
		return strings.ReplaceAll(s, "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
	}
	parts := workbookParts("Sheet1")
	for name, xml := range parts {
		parts[name] = strict(xml)
	}
	parts["xl/worksheets/sheet1.xml"] = strict(sheetXML(`<row r="1"><c r="A1" t="d"><v>2025-01-02</v></c></row>`))
	if got, want := dump(open(t, zipped(t, parts), readers.Options{}), 0), "1 A:iso\"2025-01-02\"\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSheetsStandInTheOrderOfTheirTabsWhereverTheirPartsLie(t *testing.T) {
	file := zipped(t, workbookParts(), map[string]string{
		"_rels/.rels": `<Relationships><Relationship Id="a" Type="` + relMain + `officeDocument" Target="/book/main.xml"/></Relationships>`,
		"book/main.xml": `<workbook ` + xmlMain + `><sheets><sheet name="Q &amp; A" sheetId="9" r:id="z"/><sheet name="Chart" sheetId="2" r:id="c"/>` +
			`<sheet name="Gone" sheetId="3" r:id="missing"/><sheet name="veiled" state="veryHidden" sheetId="4" r:id="y"/></sheets></workbook>`,
		"book/_rels/main.xml.rels": `<Relationships><Relationship Id="y" Type="` + relMain + `worksheet" Target="../Sheets\One.xml"/><Relationship Id="z" Type="` + relMain + `worksheet" Target="/sheets/two.xml"/>` +
			`<Relationship Id="c" Type="` + relMain + `chartsheet" Target="chart.xml"/></Relationships>`,
		"Sheets/one.xml": sheetXML(`<row r="1"><c r="A1"><v>1</v></c></row>`),
		"sheets/TWO.xml": `<worksheet><dimension ref="A1:M1425"/><sheetData><row r="1"><c r="A1"><v>2</v></c></row></sheetData></worksheet>`,
		"book/chart.xml": `<chartsheet><sheetViews/></chartsheet>`,
	})
	book := open(t, file, readers.Options{})
	if got, want := fmt.Sprintf("%+v", book.Sheets()), "[{Name:Q & A Hidden:false Dimension:A1:M1425} {Name:Chart Hidden:false Dimension:} {Name:Gone Hidden:false Dimension:} {Name:veiled Hidden:true Dimension:}]"; got != want {
		t.Errorf("sheets %s", got)
	}
	for i, want := range []string{"1 A:n\"2\"\n", "", "! stop sheet_missing sheet \"Gone\"\n", "1 A:n\"1\"\n", "! stop sheet_missing list.xlsx\n"} {
		if got := dump(book, i); got != want {
			t.Errorf("sheet %d: got %q, want %q", i, got, want)
		}
	}
}

func TestDatesOfThe1904System(t *testing.T) {
	parts := workbookParts("Sheet1")
	parts["xl/workbook.xml"] = strings.Replace(parts["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)
	file := bookOf(t, `<row r="1"><c r="A1" s="1"><v>44252</v></c><c r="B1"><v>44252</v></c></row>`, parts)
	book := open(t, file, readers.Options{})
	for row, err := range book.Rows(0) {
		must(t, err)
		if got := row.Cells[0].Value(); got != "2025-02-26" {
			t.Errorf("A1 is %s", got)
		}
		if got := row.Cells[1].Value(); got != "44252" {
			t.Errorf("B1 is %s", got)
		}
	}
}

func TestPropertiesComeFromTheCorePart(t *testing.T) {
	core := `<?xml version="1.0"?><cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:creator>Doe, J &amp; Co</dc:creator><cp:lastModifiedBy> x </cp:lastModifiedBy>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">2025-02-21T14:00:00Z</dcterms:created><dcterms:modified>2025-02-21T14:00:00.5-05:00</dcterms:modified></cp:coreProperties>`
	p := open(t, bookOf(t, "", map[string]string{"docProps/core.xml": core}), readers.Options{}).Properties()
	got := fmt.Sprint(p.Creator, "|", p.LastModifiedBy, "|", p.Created, "|", p.Modified)
	if want := "Doe, J & Co|x|2025-02-21 14:00:00 +0000 UTC|2025-02-21 19:00:00.5 +0000 UTC"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if p := open(t, bookOf(t, ""), readers.Options{}).Properties(); p != (readers.Properties{}) {
		t.Errorf("properties from nothing: %+v", p)
	}
}

func TestXMLInOtherEncodings(t *testing.T) {
	xml := sheetXML(`<row r="1"><c r="A1" t="str"><v>café</v></c></row>`)
	latin := strings.Replace(strings.Replace(xml, "UTF-8", "ISO-8859-1", 1), "é", "\xe9", 1)
	wide := func(s string) string {
		out := "\xff\xfe"
		for _, r := range s {
			out += string([]byte{byte(r), byte(r >> 8)})
		}
		return out
	}
	for name, part := range map[string]string{"UTF-8 with mark": "\ufeff" + xml, "UTF-16": wide(strings.Replace(xml, "UTF-8", "UTF-16", 1)), "Latin-1": latin} {
		for _, opts := range []readers.Options{{}, readers.Streamed(readers.Options{}, 64)} {
			file := bookOf(t, "", map[string]string{"xl/worksheets/sheet1.xml": part})
			if got := dump(open(t, file, opts), 0); got != "1 A:\"café\"\n" {
				t.Errorf("%s: %s", name, got)
			}
		}
	}
	odd := bookOf(t, "", map[string]string{"xl/worksheets/sheet1.xml": strings.Replace(xml, "UTF-8", "EBCDIC", 1)})
	if got, want := dump(open(t, odd, readers.Options{}), 0), "! stop encoding_unsupported list.xlsx\n"; got != want {
		t.Errorf("EBCDIC: %s", got)
	}
}
