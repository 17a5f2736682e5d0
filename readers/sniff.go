package readers

import (
	"bytes"
	"strings"
)

// sniffSize is how much of a file's beginning decides what it is.
const sniffSize = 8 << 10

// content is what a file's first bytes say it is.
type content string

const (
	isZip     content = "zip"
	isOLE     content = "ole"
	isGzip    content = "gzip"
	isText    content = "text"
	isBlank   content = "file_empty"
	isPDF     content = "file_is_pdf"
	isHTML    content = "file_is_html"
	isXML2003 content = "file_is_xml_spreadsheet"
	isXML     content = "file_is_xml"
	isJSON    content = "file_is_json"
	isRTF     content = "file_is_rtf"
	isPointer content = "file_is_lfs_pointer"
	isParquet content = "file_is_parquet"
	isSQLite  content = "file_is_sqlite"
	isImage   content = "file_is_image"
	isArchive content = "file_is_archive"
	isStata   content = "file_is_stata"
	isBinary  content = "file_is_binary"
)

// magic are the beginnings that name a format.
var magic = []struct {
	begins string
	what   content
}{
	{"PK\x03\x04", isZip}, {"PK\x05\x06", isZip}, {"PK\x07\x08", isZip},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", isOLE},
	{"\x1f\x8b", isGzip},
	{"{\\rtf", isRTF},
	{"version https://git-lfs.github.com/spec/", isPointer},
	{"PAR1", isParquet},
	{"SQLite format 3\x00", isSQLite},
	{"\x89PNG", isImage}, {"\xff\xd8\xff", isImage}, {"GIF8", isImage}, {"II*\x00", isImage}, {"MM\x00*", isImage},
	{"Rar!\x1a", isArchive}, {"7z\xbc\xaf\x27\x1c", isArchive}, {"BZh", isArchive}, {"\xfd7zXZ\x00", isArchive}, {"\x28\xb5\x2f\xfd", isArchive},
	{"<stata_dta>", isStata},
}

// refusals are the words for what we do not read here, and the next step.
var refusals = map[content][2]string{
	isBlank:   {"the file holds nothing but white space", "download it again"},
	isPDF:     {"is a PDF document, not a workbook or a table", "look for the publisher's .xlsx or .csv, or read it as a document"},
	isHTML:    {"is a web page (HTML), not a workbook or a table", "the address may have moved or shown an error page: open it in a browser and download the file itself"},
	isXML2003: {"is an Excel 2003 XML spreadsheet, which is not read here", "open it in a spreadsheet program and save it as .xlsx"},
	isXML:     {"is an XML document, not a workbook or a table", "look for the publisher's .xlsx or .csv"},
	isJSON:    {"is a JSON document, not a workbook or a table", "look for the publisher's .xlsx or .csv"},
	isRTF:     {"is a rich text document (RTF), not a workbook or a table", "look for the publisher's .xlsx or .csv"},
	isPointer: {"is a Git LFS pointer: the place of a file, not the file", "fetch the file itself (git lfs pull)"},
	isParquet: {"is a Parquet file, which is not read here", "look for the publisher's .xlsx or .csv"},
	isSQLite:  {"is an SQLite database, which is not read here", "export the table as .csv"},
	isImage:   {"is a picture, not a workbook or a table", "look for the publisher's .xlsx or .csv"},
	isArchive: {"is a packed archive, not a workbook or a table", "unpack it and give the files inside"},
	isStata:   {"is a Stata data set, which is not read here", "export it as .csv"},
	isBinary:  {"is a binary file of an unknown kind, not a workbook or a table", "check what the publisher says of it, and download it again"},
}

// refuse returns the Issue that names the content.
func (c content) refuse(opts Options) error {
	words := refusals[c]
	return opts.stop(string(c), words[0], words[1])
}

// sniff says what begins with head.
func sniff(head []byte) content {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.begins)) {
			return m.what
		}
	}
	if i := bytes.Index(head[:min(len(head), 1024)], []byte("%PDF-")); i >= 0 && len(bytes.TrimSpace(head[:i])) < 64 && !bytes.ContainsRune(head[:i], ',') {
		return isPDF
	}
	if utf16Order(head) != utf8Text {
		return isText
	}
	if isNoText(head) {
		return isBinary
	}
	return sniffText(head)
}

// sniffText tells marked-up text from a table.
func sniffText(head []byte) content {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n\f")
	if len(text) == 0 && len(head) < sniffSize {
		return isBlank
	}
	lower := strings.ToLower(string(text))
	if strings.HasPrefix(lower, "<?xml") || strings.HasPrefix(lower, "<!--") {
		switch {
		case strings.Contains(lower, "urn:schemas-microsoft-com:office:spreadsheet"):
			return isXML2003
		case strings.Contains(lower, "<html"):
			return isHTML
		case strings.HasPrefix(lower, "<?xml"):
			return isXML
		}
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<table", "<script", "<meta", "<title", "<div"} {
		if strings.HasPrefix(lower, tag) {
			return isHTML
		}
	}
	for _, begin := range []string{`{"`, "[{", `["`, "{}"} {
		if strings.HasPrefix(strings.Join(strings.Fields(lower[:min(len(lower), 64)]), ""), begin) {
			return isJSON
		}
	}
	return isText
}

// isNoText reports whether text would not begin like this: a zero byte, or more
// than a few control characters.
func isNoText(head []byte) bool {
	control := 0
	for _, b := range head {
		switch {
		case b == 0:
			return true
		case b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1a && b != 0x1b:
			control++
		}
	}
	return control > 2+len(head)/100
}
