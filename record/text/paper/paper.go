// Package paper writes plain PDF files of text, for tests and demonstrations: one
// string per page, in Helvetica, a line a line. It is as small as a file can be
// that other programs read.
package paper

import (
	"bytes"
	"fmt"
	"strings"
)

// PDF writes a file of these pages. A page without text is a grey picture, as a
// scan would be. Characters outside of Latin-1 become question marks.
func PDF(pages ...string) []byte { return write(pages, "") }

// Locked is PDF for a file that asks for a password which nobody knows.
func Locked(pages ...string) []byte {
	sealed := strings.Repeat("7f", 32)
	return write(pages, "/Encrypt << /Filter /Standard /V 1 /R 2 /O <"+sealed+"> /U <"+sealed+"> /P -4 >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] ")
}

func write(pages []string, trailer string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(offsets)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, page := range pages {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i)
		content := contents(page)
		object("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, trailer, start)
	return b.Bytes()
}

func contents(page string) string {
	if page == "" {
		return "0.8 g 72 72 468 648 re f"
	}
	var b strings.Builder
	b.WriteString("BT /F1 11 Tf 14 TL 72 720 Td\n")
	for line := range strings.SplitSeq(page, "\n") {
		b.WriteByte('(')
		for _, r := range line {
			switch {
			case r == '(' || r == ')' || r == '\\':
				b.WriteByte('\\')
				b.WriteRune(r)
			case r < ' ' || r > 0xff:
				b.WriteByte('?')
			default:
				b.WriteByte(byte(r))
			}
		}
		b.WriteString(") Tj T*\n")
	}
	b.WriteString("ET")
	return b.String()
}
