package text

import (
	"bytes"
	"path/filepath"
	"strings"
)

// marks are the first bytes of files that are no documents here, and what a
// person calls them.
var marks = []struct{ mark, what string }{
	{"PK\x03\x04", "a zip archive or an office file (.docx, .xlsx, .odt)"},
	{"\xd0\xcf\x11\xe0", "an old office file (.doc, .xls)"},
	{"{\\rtf", "a rich text file (.rtf)"},
	{"\x89PNG", "a picture (.png)"},
	{"\xff\xd8\xff", "a picture (.jpg)"},
	{"GIF8", "a picture (.gif)"},
	{"II*\x00", "a picture (.tif)"},
	{"MM\x00*", "a picture (.tif)"},
	{"\x1f\x8b", "a compressed file (.gz)"},
	{"\x7fELF", "a program"},
	{"MZ", "a program"},
	{"PAR1", "a table (.parquet)"},
}

// sniff tells the format from the first bytes, and from the name where these
// leave it open: pdf, html, txt, or what the file is instead.
func sniff(name string, data []byte) string {
	head := data[:min(len(data), 1024)]
	if bytes.Contains(head, []byte("%PDF-")) {
		return "pdf"
	}
	for _, m := range marks {
		if bytes.HasPrefix(head, []byte(m.mark)) && (m.mark != "MZ" || bytes.IndexByte(head, 0) >= 0) {
			return m.what
		}
	}
	ending := strings.ToLower(filepath.Ext(name))
	if len(bytes.TrimSpace(data)) == 0 {
		return "empty"
	}
	if ending == ".pdf" {
		return "no PDF, in spite of its name"
	}
	if ending == ".html" || ending == ".htm" || ending == ".xhtml" || looksLikeMarkup(head) {
		return "html"
	}
	return "txt"
}

// looksLikeMarkup reports whether a file begins as a page does, zero bytes of
// UTF-16 and marks aside.
func looksLikeMarkup(head []byte) bool {
	plain := bytes.ToLower(bytes.TrimLeft(bytes.ReplaceAll(head, []byte{0}, nil), "\xef\xbb\xbf\xff\xfe \t\r\n"))
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<?xml"} {
		if bytes.HasPrefix(plain, []byte(start)) {
			return start != "<?xml" || bytes.Contains(plain, []byte("<html"))
		}
	}
	return false
}
