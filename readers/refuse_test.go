package readers_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/klauspost/compress/gzip"
	"github.com/xuri/excelize/v2"

	"detangle"
	"detangle/readers"
)

// compound makes an OLE compound file whose directory holds these entries.
func compound(names ...string) []byte {
	const sector = 512
	file := make([]byte, 3*sector+(len(names)/4+1)*sector)
	copy(file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	put := binary.LittleEndian.PutUint32
	binary.LittleEndian.PutUint16(file[30:], 9)
	put(file[48:], 1)                // the directory begins in sector 1
	put(file[76:], 0)                // the allocation table is sector 0
	put(file[sector+4:], 2)          // sector 1 goes on in 2
	put(file[sector+8:], 0xFFFFFFFE) // and ends there
	for i, name := range append([]string{"Root Entry"}, names...) {
		entry := file[2*sector+i*128:]
		for k, unit := range utf16.Encode([]rune(name)) {
			binary.LittleEndian.PutUint16(entry[2*k:], unit)
		}
		binary.LittleEndian.PutUint16(entry[64:], uint16(2*len(name)+2))
		entry[66] = 2
	}
	return file
}

func gzipped(t testing.TB, b []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, err := z.Write(b)
	must(t, err)
	must(t, z.Close())
	return out.Bytes()
}

// underPassword packs a part whose header says that it is encrypted.
func underPassword(t testing.TB) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	_, err := z.CreateHeader(&zip.FileHeader{Name: "xl/workbook.xml", Flags: 1})
	must(t, err)
	must(t, z.Close())
	return out.Bytes()
}

// zipOf packs one part.
func zipOf(t testing.TB, name string, content []byte) []byte {
	return zipped(t, map[string]string{name: string(content)})
}

func TestWhatIsNoTableIsNamedForWhatItIs(t *testing.T) {
	encrypted := excelize.NewFile()
	secret, err := encrypted.WriteToBuffer()
	must(t, err)
	locked, err := excelize.Encrypt(secret.Bytes(), &excelize.Options{Password: "x"})
	must(t, err)
	good := bookOf(t, `<row r="1"><c r="A1"><v>1</v></c></row>`)
	bomb := zipOf(t, "xl/workbook.xml", make([]byte, 20<<20))

	for _, c := range []struct {
		name  string
		file  []byte
		opts  readers.Options
		code  string
		words string // in the message
	}{
		{"an encrypted workbook", locked, readers.Options{}, "workbook_encrypted", "encrypted"},
		{"an encrypted workbook by its directory", compound("a", "b", "c", "d", "EncryptedPackage"), readers.Options{}, "workbook_encrypted", "password"},
		{"a legacy workbook", compound("Workbook"), readers.Options{}, "file_is_xls", ".xls"},
		{"a legacy Word document", compound("WordDocument"), readers.Options{}, "file_is_word", "Word"},
		{"another compound file", compound("x"), readers.Options{}, "file_is_ole", "OLE"},
		{"a compound file cut short", compound("Workbook")[:300], readers.Options{}, "file_is_ole", "OLE"},
		{"a PDF", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), readers.Options{}, "file_is_pdf", "PDF"},
		{"a web page", []byte("\n<!DOCTYPE html><html><body>moved</body></html>"), readers.Options{}, "file_is_html", "web page"},
		{"XHTML", []byte(`<?xml version="1.0"?><html xmlns="x"></html>`), readers.Options{}, "file_is_html", "web page"},
		{"an Excel 2003 XML file", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`), readers.Options{}, "file_is_xml_spreadsheet", "2003"},
		{"other XML", []byte(`<?xml version="1.0"?><feed/>`), readers.Options{}, "file_is_xml", "XML"},
		{"JSON", []byte(` { "error": "not found" }`), readers.Options{}, "file_is_json", "JSON"},
		{"a Git LFS pointer", []byte("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"), readers.Options{}, "file_is_lfs_pointer", "pointer"},
		{"a picture", []byte("\x89PNG\r\n\x1a\n\x00\x00"), readers.Options{}, "file_is_image", "picture"},
		{"rubbish", []byte("\x01\x02\x00\x03binary\x00\x00\x00\x04\x05\x06\x07"), readers.Options{}, "file_is_binary", "binary"},
		{"nothing", nil, readers.Options{}, "file_empty", "empty"},
		{"white space", []byte("\ufeff \r\n\n"), readers.Options{}, "file_empty", "white space"},
		{"a zip without a workbook", zipOf(t, "notes/list.txt", []byte("a,b")), readers.Options{}, "file_is_zip", "notes/list.txt"},
		{"an empty zip", zipped(t), readers.Options{}, "file_is_zip", "empty zip"},
		{"a Word document", zipped(t, map[string]string{"word/document.xml": "<w/>", "_rels/.rels": `<Relationships><Relationship Id="a" Type="` + relMain + `officeDocument" Target="word/document.xml"/></Relationships>`}), readers.Options{}, "file_is_word", "Word"},
		{"a binary workbook", zipped(t, map[string]string{"xl/workbook.bin": "x", "_rels/.rels": `<Relationships><Relationship Id="a" Type="` + relMain + `officeDocument" Target="xl/workbook.bin"/></Relationships>`}), readers.Options{}, "file_is_xlsb", ".xlsb"},
		{"an OpenDocument sheet", zipped(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), readers.Options{}, "file_is_opendocument", "OpenDocument"},
		{"a workbook without sheets", zipped(t, workbookParts()), readers.Options{}, "workbook_without_sheets", "no sheet"},
		{"a zip cut short", good[:len(good)/2], readers.Options{}, "zip_truncated", "cut short"},
		{"a zip with a spoilt directory", spoilt(good, "PK\x01\x02", "PK\x01\x09"), readers.Options{}, "zip_damaged", "directory"},
		{"a zip under a password", underPassword(t), readers.Options{}, "zip_encrypted", "password"},
		{"a zip bomb by its ratio", bomb, readers.Options{}, "zip_bomb", "300 times"},
		{"a zip bomb by its size", good, readers.Options{MaxInflated: 1000}, "zip_bomb", "more than 1000 bytes"},
		{"a zip bomb by its parts", good, readers.Options{MaxEntries: 3}, "zip_bomb", "more than 3 parts"},
		{"a gzip bomb", gzipped(t, bytes.Repeat([]byte("a,b\n"), 10<<20)), readers.Options{}, "zip_bomb", "unpacks to more"},
		{"a gzip cut short", gzipped(t, bytes.Repeat([]byte("a,b\n"), 100))[:20], readers.Options{}, "gzip_truncated", "cut short"},
		{"a gzip of a workbook", gzipped(t, good), readers.Options{}, "file_is_archive", "gzip"},
		{"a gzip of a page", gzipped(t, []byte("<html></html>")), readers.Options{}, "file_is_html", "web page"},
		{"a workbook of too many sheets", zipped(t, workbookParts(strings.Split("abcdefghijkl", "")...)), readers.Options{MaxEntries: 10}, "zip_bomb", "more than 10 sheets"},
		{"a part too large to hold", good, readers.Options{MaxHeld: 100}, "part_too_large", "100 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.opts.File = "list.xlsx"
			issue := refused(t, c.file, c.opts)
			if issue.Severity != detangle.Stop || issue.Code != c.code || !strings.Contains(issue.Message, c.words) || issue.Hint == "" || issue.Ref.File != "list.xlsx" {
				t.Errorf("got %+v", issue)
			}
			if !strings.HasPrefix(issue.Error(), "list.xlsx: ") || !strings.Contains(issue.Error(), "\nhint: ") {
				t.Errorf("says %q", issue.Error())
			}
		})
	}
}

// spoilt replaces bytes in a copy of a file.
func spoilt(file []byte, old, new string) []byte {
	return bytes.Replace(file, []byte(old), []byte(new), 1)
}

func TestTheNameOfAFileIsNotTrusted(t *testing.T) {
	dir := t.TempDir()
	workbook, pdf := filepath.Join(dir, "list.csv"), filepath.Join(dir, "list.xlsx")
	must(t, os.WriteFile(workbook, bookOf(t, `<row r="1"><c r="A1"><v>1</v></c></row>`), 0o600))
	must(t, os.WriteFile(pdf, []byte("%PDF-1.4\n"), 0o600))
	book, err := readers.Open(workbook, readers.Options{})
	must(t, err)
	if got := dump(book, 0); got != "1 A:n\"1\"\n" {
		t.Errorf("a workbook named .csv gives %s", got)
	}
	must(t, book.Close())
	_, err = readers.Open(pdf, readers.Options{})
	if issue, ok := err.(detangle.Issue); !ok || issue.Code != "file_is_pdf" || issue.Ref.File != "list.xlsx" {
		t.Errorf("a PDF named .xlsx gives %v", err)
	}
	for _, path := range []string{dir, filepath.Join(dir, "absent.xlsx")} {
		if _, err := readers.Open(path, readers.Options{}); err == nil || err.(detangle.Issue).Code != "file_unreadable" {
			t.Errorf("%s gives %v", path, err)
		}
	}
}

// A part whose packed bytes are damaged is named when its rows are read; rows
// before the damage come first, and the last word is a Stop.
func TestADamagedSheetStops(t *testing.T) {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	writeParts(t, z, workbookParts("Sheet1"))
	part, err := z.CreateHeader(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Store})
	must(t, err)
	_, err = part.Write([]byte(sheetXML(strings.Repeat(`<row><c><v>1234</v></c></row>`, 500))))
	must(t, err)
	must(t, z.Close())
	damaged := spoilt(file.Bytes(), "1234", "1235")

	for name, c := range map[string]struct {
		opts readers.Options
		rows int
	}{"read whole": {readers.Options{}, 0}, "streamed": {readers.Streamed(readers.Options{}, 256), 500}} {
		rows, last := 0, error(nil)
		for _, err := range open(t, damaged, c.opts).Rows(0) {
			if last = err; err == nil {
				rows++
			}
		}
		issue, ok := last.(detangle.Issue)
		if rows != c.rows || !ok || issue.Severity != detangle.Stop || issue.Code != "zip_damaged" || !strings.Contains(issue.Message, "checksum") {
			t.Errorf("%s: %d rows, then %v", name, rows, last)
		}
	}
}

func TestASheetCutShortStops(t *testing.T) {
	xml := sheetXML(`<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>`)
	for name, c := range map[string]struct{ xml, want string }{
		"within a row":    {xml[:strings.Index(xml, "<v>2")], "1 A:n\"1\"\n! stop sheet_truncated sheet \"Sheet1\", row 1\n"},
		"between rows":    {xml[:strings.Index(xml, `<row r="2"`)], "1 A:n\"1\"\n! stop sheet_truncated sheet \"Sheet1\", row 1\n"},
		"before the rows": {xml[:60], "! stop sheet_truncated sheet \"Sheet1\"\n"},
		"empty":           {"", "! stop sheet_truncated sheet \"Sheet1\"\n"},
		"no XML":          {"state,agency\nTX,Example\n", "! stop sheet_truncated sheet \"Sheet1\"\n"},
	} {
		for _, opts := range []readers.Options{{}, readers.Streamed(readers.Options{}, 16)} {
			file := bookOf(t, "", map[string]string{"xl/worksheets/sheet1.xml": c.xml})
			if got := dump(open(t, file, opts), 0); got != c.want {
				t.Errorf("%s: got %s", name, got)
			}
		}
	}
}

func TestARowBeyondItsCapStops(t *testing.T) {
	file := bookOf(t, `<row r="1"/><row r="2"><c r="A2" t="str"><v>`+strings.Repeat("x", 5000)+`</v></c></row>`)
	want := "1\n! stop row_too_long sheet \"Sheet1\", row 1\n"
	opts := readers.Streamed(readers.Options{MaxRow: 1000}, 128)
	if got := dump(open(t, file, opts), 0); got != want {
		t.Errorf("got %s", got)
	}
}

// A sheet made to be slow to read: openings without an end, each of which could
// be looked for to the end of the file.
func TestOpeningsWithoutEndTakeNoTime(t *testing.T) {
	for _, piece := range []string{"<!--", "<![CDATA[", "<?", "</", "<!D[", "<", "<c", "<c r='", "&", "<row>", "<c>", "<is><t>", "_x"} {
		for _, opts := range []readers.Options{{}, readers.Streamed(readers.Options{MaxRow: 1 << 20}, 0)} {
			start := time.Now()
			file := bookOf(t, "", map[string]string{"xl/worksheets/sheet1.xml": sheetXML(`<row r="1"><c t="str">` + strings.Repeat(piece, 2<<20/len(piece)))})
			dump(open(t, file, opts), 0)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%s took %v", piece, took)
			}
		}
	}
}

// TestZip64 reads an archive in the form that large files have: sizes and
// places in zip64 fields, the directory's end in a zip64 record.
func TestZip64(t *testing.T) {
	if got, want := dump(open(t, zip64(t, bookOf(t, `<row r="7"><c r="B7" t="s"><v>1</v></c></row>`)), readers.Options{}), 0), "7 B:\"one\"\n"; got != want {
		t.Errorf("got %s", got)
	}
}

// zip64 rewrites an archive with zip64 fields wherever they may stand.
func zip64(t testing.TB, file []byte) []byte {
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	var out, dir bytes.Buffer
	put := func(b *bytes.Buffer, values ...any) {
		for _, v := range values {
			must(t, binary.Write(b, binary.LittleEndian, v))
		}
	}
	for _, f := range in.File {
		offset := uint64(out.Len())
		packed := new(bytes.Buffer)
		raw, err := f.OpenRaw()
		must(t, err)
		_, err = packed.ReadFrom(raw)
		must(t, err)
		put(&out, uint32(0x04034b50), uint16(45), uint16(0), f.Method, uint32(0), f.CRC32, uint32(0xFFFFFFFF), uint32(0xFFFFFFFF), uint16(len(f.Name)), uint16(20),
			[]byte(f.Name), uint16(1), uint16(16), f.UncompressedSize64, f.CompressedSize64, packed.Bytes())
		put(&dir, uint32(0x02014b50), uint16(45), uint16(45), uint16(0), f.Method, uint32(0), f.CRC32, uint32(0xFFFFFFFF), uint32(0xFFFFFFFF), uint16(len(f.Name)), uint16(28),
			uint16(0), uint16(0), uint16(0), uint32(0), uint32(0xFFFFFFFF), []byte(f.Name), uint16(1), uint16(24), f.UncompressedSize64, f.CompressedSize64, offset)
	}
	start, n := uint64(out.Len()), uint64(len(in.File))
	out.Write(dir.Bytes())
	end := uint64(out.Len())
	put(&out, uint32(0x06064b50), uint64(44), uint16(45), uint16(45), uint32(0), uint32(0), n, n, uint64(dir.Len()), start)
	put(&out, uint32(0x07064b50), uint32(0), end, uint32(1))
	put(&out, uint32(0x06054b50), uint16(0xFFFF), uint16(0xFFFF), uint16(0xFFFF), uint16(0xFFFF), uint32(0xFFFFFFFF), uint32(0xFFFFFFFF), uint16(0))
	return out.Bytes()
}
