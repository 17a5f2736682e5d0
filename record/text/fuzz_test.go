package text

import (
	"strings"
	"testing"
	"time"

	"detangle/record/text/paper"
)

func check(t *testing.T, name string, data []byte) {
	text, err := Read(t.Context(), name, data, Options{MaxPages: 20, MaxText: 1 << 20, Timeout: 5 * time.Second})
	if err != nil {
		return
	}
	if err := text.Check(); err != nil {
		t.Fatal(err)
	}
	again, err := Read(t.Context(), name, data, Options{MaxPages: 20, MaxText: 1 << 20, Timeout: 5 * time.Second})
	if err != nil || again.Body != text.Body {
		t.Fatal("the same bytes gave another text", err)
	}
}

func FuzzHTML(f *testing.F) {
	for _, page := range []string{"<p>One<p>Two", "<table><tr><td>a</table>", "<pre>\n\na\n\nb</pre>", "<title>x</title><body hidden>y", "<svg><p>x</svg>&#0;&nbsp;&zwj;", "\xff\xfe<\x00p\x00>\x00a\x00"} {
		f.Add([]byte(page))
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, "a.html", data) })
}

func FuzzPlain(f *testing.F) {
	f.Add([]byte(said))
	f.Add([]byte("a\f\f\n\nb\r\n\u0085c\xad"))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, "a.txt", data) })
}

// FuzzPDF is about the reader in Go: pdftotext is another program.
func FuzzPDF(f *testing.F) {
	f.Add(paper.PDF("A page with words enough to be taken for one"))
	f.Add(paper.Locked("A page"))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, "a.pdf", data) })
}

func FuzzSpans(f *testing.F) {
	f.Add(said, 3, 9)
	f.Fuzz(func(t *testing.T, body string, from, to int) {
		text := &Text{Body: strings.ToValidUTF8(body, "?")}
		text.paginate()
		if err := text.Check(); err != nil {
			t.Fatal(err)
		}
		s := Span{from, to}
		if words := text.At(s); text.Fits(s) == nil && len(words) != s.Len() {
			t.Fatal("a span that fits has its words")
		}
		if i := text.ParagraphAt(from); i >= 0 && text.PageAt(from) == 0 {
			t.Fatal("a paragraph lies on no page")
		}
	})
}
