package readers_test

import (
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"detangle"
	"detangle/readers"
)

// texts are small delimited files, and what they must be read as.
var texts = []struct{ name, text, want string }{
	{"commas", "state,agency\nTX,Example County\n", "1 A:\"state\" B:\"agency\"\n2 A:\"TX\" B:\"Example County\""},
	{"tabs, with commas in the fields", "a\tb\n1,5\t2,5\n3,5\t4\n", "1 A:\"a\" B:\"b\"\n2 A:\"1,5\" B:\"2,5\"\n3 A:\"3,5\" B:\"4\""},
	{"semicolons with decimal commas", "a;b;c\n1,5;2,5;3\n1,5;2,5;3,5\n", "1 A:\"a\" B:\"b\" C:\"c\"\n2 A:\"1,5\" B:\"2,5\" C:\"3\"\n3 A:\"1,5\" B:\"2,5\" C:\"3,5\""},
	{"pipes", "a|b\n(b)(6), (b)(7)(c)|x, y\n", "1 A:\"a\" B:\"b\"\n2 A:\"(b)(6), (b)(7)(c)\" B:\"x, y\""},
	{"one column", "name\nA\nB\n", "1 A:\"name\"\n2 A:\"A\"\n3 A:\"B\""},
	{"a delimiter that the file names", "sep=|\na,b|c,d\n", "1 A:\"a,b\" B:\"c,d\""},
	{"quotes, doubled quotes and line breaks", "a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\nlast,\"\"\n", "1 A:\"a\" B:\"b\"\n2 A:\"x, \\\"y\\\"\" B:\"two\\nlines\"\n3 A:\"last\""},
	{"empty fields and blank lines count", "a,,c\n\n,,\nx", "1 A:\"a\" C:\"c\"\n2\n3\n4 A:\"x\""},
	{"CR LF", "a,b\r\n\r\n1,2\r\n", "1 A:\"a\" B:\"b\"\n2\n3 A:\"1\" B:\"2\""},
	{"CR alone", "a,b\r1,2\r", "1 A:\"a\" B:\"b\"\n2 A:\"1\" B:\"2\""},
	{"quotes within a field mean themselves", "a,b\n5\" pipe,6' 2\"\n", "1 A:\"a\" B:\"b\"\n2 A:\"5\\\" pipe\" B:\"6' 2\\\"\""},
	{"codes keep their zeros", "fips,n\n01001,007\n", "1 A:\"fips\" B:\"n\"\n2 A:\"01001\" B:\"007\""},
	{"UTF-8 with its mark", "\ufeffa,b\né,ñ\n", "1 A:\"a\" B:\"b\"\n2 A:\"é\" B:\"ñ\""},
	{"Windows-1252", "a,b\nDo\xf1a Ana,Sheriff\x92s \x97 \x80\n", "1 A:\"a\" B:\"b\"\n2 A:\"Doña Ana\" B:\"Sheriff’s — €\""},
	{"UTF-16 with its mark", "\xff\xfea\x00,\x00b\x00\n\x00\xe9\x00,\x00x\x00\n\x00", "1 A:\"a\" B:\"b\"\n2 A:\"é\" B:\"x\""},
	{"UTF-16 without it, the other way round", "\x00a\x00\t\x00b\x00\n\x00x\x00\t\x00y\x00\n", "1 A:\"a\" B:\"b\"\n2 A:\"x\" B:\"y\""},

	{"text behind a closing quote", "a,b\n\"Bob\" Smith,x\n", "1 A:\"a\" B:\"b\"\n! warn stray_quote cell A2\n2 A:\"Bob Smith\" B:\"x\""},
	{"a quote that is never closed", "a,b\n1,\"x\n2,y\n", "1 A:\"a\" B:\"b\"\n! warn open_quote row 2\n2 A:\"1\" B:\"\\\"x\"\n3 A:\"2\" B:\"y\""},
	{"a broken byte in good UTF-8", "a,b\né,ñ\nü,\xff\n", "1 A:\"a\" B:\"b\"\n2 A:\"é\" B:\"ñ\"\n! warn bad_text cell B3\n3 A:\"ü\" B:\"\ufffd\""},
}

func TestContractOfDelimitedText(t *testing.T) {
	for _, c := range texts {
		t.Run(c.name, func(t *testing.T) {
			for _, chunk := range []int{0, 1, 3, 64} {
				opts := readers.Options{File: "list.xlsx"}
				if chunk > 0 {
					opts = readers.Streamed(opts, chunk)
				}
				for _, file := range [][]byte{[]byte(c.text), gzipped(t, []byte(c.text))} {
					book := open(t, file, opts)
					if got := strings.TrimSpace(dump(book, 0)); got != c.want {
						t.Errorf("in chunks of %d:\n%s\nwant\n%s", chunk, got, c.want)
					}
					if sheets := book.Sheets(); len(sheets) != 1 || sheets[0] != (readers.Sheet{}) {
						t.Errorf("sheets %+v", sheets)
					}
				}
			}
		})
	}
}

// A quote that stays open would swallow the rest of a large file: after a
// megabyte it is taken for a character, and the rows behind it stand.
func TestAnOpenQuoteDoesNotSwallowTheFile(t *testing.T) {
	text := "a,b\n1,\"x\n" + strings.Repeat("2,y\n", 1<<20)
	rows, issues := 0, 0
	for _, err := range open(t, []byte(text), readers.Options{}).Rows(0) {
		if err != nil {
			issues++
		} else {
			rows++
		}
	}
	if rows != 2+1<<20 || issues != 1 {
		t.Errorf("%d rows and %d issues", rows, issues)
	}
}

func TestTheDelimiterMayBeGiven(t *testing.T) {
	book := open(t, []byte("a,b;c\n"), readers.Options{Delimiter: ';'})
	if got := dump(book, 0); got != "1 A:\"a,b\" B:\"c\"\n" {
		t.Errorf("got %s", got)
	}
}

// encoding/csv, told the delimiter, is the oracle for the real delimited
// files; it passes over blank lines and drops the CR of a CR LF within quotes.
func TestEveryDelimitedFileAgreesWithEncodingCSV(t *testing.T) {
	data := dataFolder(t)
	files, records, fields := 0, 0, 0
	filepath.WalkDir(data, func(path string, entry fs.DirEntry, err error) error {
		must(t, err)
		base, packed := strings.CutSuffix(path, ".gz")
		if ext := filepath.Ext(base); entry.IsDir() || ext != ".csv" && ext != ".tsv" {
			return nil
		}
		file, err := os.Open(path)
		must(t, err)
		defer file.Close()
		source := io.Reader(file)
		if packed {
			source = unpacked(t, file)
		}
		name, _ := filepath.Rel(data, path)
		r, f := compareText(t, filepath.ToSlash(name), path, source)
		files, records, fields = files+1, records+r, fields+f
		return nil
	})
	t.Logf("compared with encoding/csv: %d files, %d records, %d fields", files, records, fields)
}

func compareText(t *testing.T, name, path string, source io.Reader) (records, fields int) {
	book, err := readers.Open(path, readers.Options{})
	must(t, err)
	defer book.Close()
	oracle := csv.NewReader(decodedText(t, source))
	oracle.Comma, oracle.FieldsPerRecord, oracle.LazyQuotes, oracle.ReuseRecord = rune(readers.DelimiterOf(book)), -1, true, true
	for row, err := range book.Rows(0) {
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if len(row.Cells) == 0 {
			continue // the oracle does not see blank lines
		}
		want, err := oracle.Read()
		for err == nil && strings.Join(want, "") == "" {
			want, err = oracle.Read()
		}
		if err != nil {
			t.Errorf("%s row %d: %v", name, row.Number, err)
			return
		}
		records, fields = records+1, fields+len(row.Cells)
		if got := plainRow(row, len(want)); strings.ReplaceAll(fmt.Sprintf("%q", got), `\r\n`, `\n`) != fmt.Sprintf("%q", want) {
			t.Errorf("%s row %d: ours %q, theirs %q", name, row.Number, got, want)
			return
		}
	}
	if _, err := oracle.Read(); err != io.EOF {
		t.Errorf("%s: the oracle reads on: %v", name, err)
	}
	return records, fields
}

// plainRow spreads a row over at least width fields.
func plainRow(row detangle.Row, width int) []string {
	out := make([]string, width)
	for _, c := range row.Cells {
		for len(out) <= c.Column {
			out = append(out, "")
		}
		out[c.Column] = c.Text
	}
	return out
}
