package readers_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"detangle"
	"detangle/readers"
)

// checked is dump, with what must hold of every row and issue whatever the
// file is.
func checked(t *testing.T, book readers.Book, sheet int) string {
	stopped := false
	for row, err := range book.Rows(sheet) {
		if stopped {
			t.Fatal("something follows a Stop")
		}
		if err != nil {
			issue, ok := err.(detangle.Issue)
			if !ok || issue.Code == "" || issue.Message == "" || !utf8.ValidString(issue.Raw) {
				t.Fatalf("not a good Issue: %#v", err)
			}
			stopped = issue.Severity == detangle.Stop
			continue
		}
		checkRow(t, row)
	}
	return dump(book, sheet)
}

func checkRow(t *testing.T, row detangle.Row) {
	if row.Number < 1 {
		t.Fatalf("row %d", row.Number)
	}
	last := -1
	for _, c := range row.Cells {
		if c.Column <= last || c.Column >= 1<<20 || !utf8.ValidString(c.Text) || c.Text == "" && c.Link == "" || (c.Kind == detangle.Empty) != (c.Text == "") {
			t.Fatalf("row %d: cell %+v after column %d", row.Number, c, last)
		}
		last = c.Column
		c.Value()
	}
}

// stored packs parts without compression, which a fuzzer does not need.
func stored(t testing.TB, parts map[string]string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		must(t, err)
		_, err = part.Write([]byte(parts[name]))
		must(t, err)
	}
	must(t, z.Close())
	return out.Bytes()
}

// FuzzSheet reads any XML as a sheet, and any as the shared strings: whole and
// streamed in chunks of several sizes must be the same.
func FuzzSheet(f *testing.F) {
	for _, c := range contract {
		f.Add(sheetXML(c.rows), `<sst><si><t>zero</t></si><si><r><t>o</t></r><rPh><t>x</t></rPh><r><t>ne</t></r></si></sst>`)
	}
	f.Add(strings.Replace(sheetXML(twoRows), "</worksheet>", `<hyperlinks><hyperlink ref="A1:B2" location="x"/></hyperlinks></worksheet>`, 1), `<sst><si><t xml:space="preserve"> a_x000D_</t></si><si/></sst>`)
	f.Add(prefixed(sheetXML(twoRows)), prefixed(`<sst><si><t><![CDATA[a]]>&#10;</t></si></sst>`))
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		readsAlike(t, sheet, shared)
	})
}

// readsAlike reads a sheet whole, streamed, and with a second space in every
// cell's tag, which the quick way through a cell gives up at.
func readsAlike(t *testing.T, sheet, shared string) {
	parts := workbookParts("Sheet1")
	parts["xl/worksheets/sheet1.xml"], parts["xl/sharedStrings.xml"], parts["xl/styles.xml"] = sheet, shared, dateStyles
	file := stored(t, parts)
	whole := checked(t, open(t, file, readers.Options{}), 0)
	for _, chunk := range []int{3, 50} {
		streamed := checked(t, open(t, file, readers.Streamed(readers.Options{}, chunk)), 0)
		if streamed != whole && !strings.Contains(sheet, "hyperlink") {
			t.Fatalf("%s\nin chunks of %d:\n%s\nwhole:\n%s", sheet, chunk, streamed, whole)
		}
	}
	if strings.Contains(sheet, "<!") {
		return
	}
	parts["xl/worksheets/sheet1.xml"] = strings.ReplaceAll(sheet, "<c ", "<c  ")
	if slow := checked(t, open(t, stored(t, parts), readers.Options{}), 0); slow != whole {
		t.Fatalf("%s\nby the book:\n%s\nthe quick way:\n%s", sheet, slow, whole)
	}
}

// fragments are pieces of sheets, good and bad.
var fragments = []string{
	`<row>`, `<row r="%d">`, `<row r="%d" hidden="1">`, `<row r="%d"/>`, `</row>`, `</row>`, `</row>`,
	`<c>`, `<c t="s">`, `<c t="str">`, `<c t="b">`, `<c t="e">`, `<c t="inlineStr">`, `<c s="1">`, `<c s="1"/>`, `<c r="A%d" t="s">`, `<c r="C%d">`, `<c r="XFD%d">`, `<c r="%d">`, `<c t='n' r='B%d'>`, `</c>`, `</c>`, `</c>`,
	`<v>`, `<v>`, `</v>`, `</v>`, `<v>1</v></c>`, `<v>0</v></c>`, `<v>text</v></c>`, `<v> 1 </v></c>`, `<v>#N/A</v></c>`, `<v></v></c>`, `<v/></c>`, `<is><t>in</t></is></c>`, `<is><t>in</t><rPh><t>x</t></rPh></is></c>`, `<f>1+1</f>`, `<f/>`,
	`<is>`, `<t>`, `</t>`, `</is>`, `12`, `-1.5E-07`, `&amp;`, `&#x41;`, `&none;`, `_x0041_`, `é`, "\xff", "\r\n", " ", "\x00", `"`, `'`, `<`, `>`, `<!-- c -->`, `<![CDATA[x]]>`, `</sheetData>`, `<extLst>`, `</extLst>`,
}

// TestShuffledFragmentsReadAlike does what a fuzzer seldom hits upon: hundreds
// of sheets that are XML nearly everywhere.
func TestShuffledFragmentsReadAlike(t *testing.T) {
	random := rand.New(rand.NewPCG(287, 3))
	for range 500 {
		rows := ""
		for range random.IntN(40) {
			piece := fragments[random.IntN(len(fragments))]
			if random.IntN(3) > 0 { // mostly good ones
				piece = fragments[random.IntN(40)]
			}
			rows += strings.ReplaceAll(piece, "%d", strconv.Itoa(1+random.IntN(9)))
		}
		readsAlike(t, sheetXML(rows), `<sst><si><t>zero</t></si><si><t>o&bad;ne</t></si></sst>`)
	}
}

// FuzzXLSX opens any bytes as a file, with small caps.
func FuzzXLSX(f *testing.F) {
	f.Add(bookOf(f, twoRows))
	f.Add(linkedBook(f, twoRows, `<hyperlinks><hyperlink ref="B2:C9" r:id="rId1"/></hyperlinks>`, map[string]string{"rId1": "https://example.org"}))
	f.Add(zip64(f, bookOf(f, twoRows)))
	f.Add(stored(f, workbookParts("a", "b")))
	f.Add(compound("Workbook", "EncryptionInfo"))
	f.Add([]byte("%PDF-1.7"))
	f.Fuzz(func(t *testing.T, file []byte) {
		opts := readers.Options{MaxEntries: 50, MaxInflated: 1 << 20, MaxHeld: 1 << 18, MaxRow: 1 << 16}
		book, err := readers.OpenReader(bytes.NewReader(file), int64(len(file)), opts)
		if err != nil {
			if issue, ok := err.(detangle.Issue); !ok || issue.Severity != detangle.Stop || issue.Hint == "" {
				t.Fatalf("not a good refusal: %#v", err)
			}
			return
		}
		for i := range book.Sheets() {
			checked(t, book, i)
		}
		must(t, book.Close())
	})
}

// FuzzDelimited reads any bytes as text: in chunks as whole, and where
// encoding/csv can read them too, to the same fields.
func FuzzDelimited(f *testing.F) {
	for _, c := range texts {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		book, err := readers.OpenReader(bytes.NewReader(text), int64(len(text)), readers.Options{})
		if err != nil {
			return
		}
		whole := checked(t, book, 0)
		for _, chunk := range []int{1, 20} {
			streamed, err := readers.OpenReader(bytes.NewReader(text), int64(len(text)), readers.Streamed(readers.Options{}, chunk))
			must(t, err)
			if got := checked(t, streamed, 0); got != whole {
				t.Fatalf("in chunks of %d:\n%s\nwhole:\n%s", chunk, got, whole)
			}
		}
		agreeWithOracle(t, text, book)
	})
}

// agreeWithOracle compares with encoding/csv what both are meant to read alike.
func agreeWithOracle(t *testing.T, text []byte, book readers.Book) {
	if !utf8.Valid(text) || bytes.ContainsAny(text, "\r\x00\ufeff") || bytes.HasPrefix(text, []byte("sep=")) || !readers.IsText(book) {
		return
	}
	oracle := csv.NewReader(bytes.NewReader(text))
	oracle.Comma, oracle.FieldsPerRecord = rune(readers.DelimiterOf(book)), -1
	records, err := oracle.ReadAll()
	if err != nil {
		return
	}
	i := 0
	for row, err := range book.Rows(0) {
		must(t, err)
		if len(row.Cells) == 0 {
			continue
		}
		for i < len(records) && strings.Join(records[i], "") == "" {
			i++
		}
		if i == len(records) {
			t.Fatalf("row %d is not in the oracle's %q", row.Number, records)
		}
		if got := plainRow(row, len(records[i])); !slices.Equal(got, records[i]) {
			t.Fatalf("row %d: ours %q, theirs %q", row.Number, got, records[i])
		}
		i++
	}
	if i < len(records) && strings.Join(records[i], "") != "" {
		t.Fatalf("ours ends before %q", records[i])
	}
}
