package text

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"detangle"
	"detangle/record/text/paper"

	"golang.org/x/text/encoding/unicode"
)

const said = `For Immediate Release: May 3, 2021

Sheriff’s Office “Reviews” 287(g) Agreement – Nothing Decided

The county said on Monday that it will look at the agreement and that it has not decided whether to renew it; see § 12.`

func readText(t *testing.T, name string, data []byte) *Text {
	t.Helper()
	text, err := Read(t.Context(), name, data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := text.Check(); err != nil {
		t.Fatal(err)
	}
	return text
}

// readersOf are the two ways to read a PDF: with what is installed, except for
// tesseract, and without.
func readersOf(t *testing.T) map[string]Programs {
	programs := FindPrograms(t.Context())
	programs.Tesseract = Program{}
	return map[string]Programs{"programs": programs, "Go": {}}
}

func words(t *Text) (list []string) {
	for _, p := range t.Paragraphs {
		list = append(list, t.At(p))
	}
	return list
}

func TestEncodingsAreDecodedAndNamed(t *testing.T) {
	little, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(said)
	plainLittle, _ := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(said)
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(said)
	western := strings.NewReplacer("’", "\x92", "“", "\x93", "”", "\x94", "–", "\x96", "§", "\xa7").Replace(said)
	for _, c := range []struct{ encoding, data string }{
		{"UTF-8", said}, {"UTF-8", "\xef\xbb\xbf" + said}, {"UTF-16LE", little}, {"UTF-16LE", plainLittle}, {"UTF-16BE", big}, {"Windows-1252", western},
		{"UTF-8", strings.ReplaceAll(said, "\n", "\r\n")}, {"UTF-8", strings.ReplaceAll(said, "\n", "\r")},
	} {
		text := readText(t, "a.txt", []byte(c.data))
		if text.Encoding != c.encoding || text.Body != said && strings.ReplaceAll(text.Body, "\n\n\n\n", "\n\n") != said {
			t.Errorf("%s: read as %s: %q", c.encoding, text.Encoding, text.Body)
		}
		if got := words(text); len(got) != 3 || !strings.HasPrefix(got[1], "Sheriff’s Office “Reviews”") {
			t.Errorf("%s: %q", c.encoding, got)
		}
	}
	damaged := readText(t, "a.txt", []byte(said+"\n\n\xffand a word"))
	if damaged.Encoding != "UTF-8" || !damaged.Noted("damaged_characters") || !strings.Contains(damaged.Body, "\ufffdand a word") {
		t.Errorf("%+v", damaged)
	}
	twice := readText(t, "a.txt", []byte("It\u00e2\u20ac\u2122s \u00e2\u20ac\u0153said\u00e2\u20ac\u009d"))
	if !twice.Noted("doubled_encoding") {
		t.Errorf("%+v", twice.Notes)
	}
}

func TestWhatCannotBeReadIsNamed(t *testing.T) {
	long := strings.Repeat("word ", 100)
	for _, c := range []struct {
		name, data, code, hint string
	}{
		{"a.txt", "", "not_a_document", ".txt"},
		{"a.txt", "  \n\n ", "not_a_document", ".txt"},
		{"a.docx", "PK\x03\x04", "not_a_document", "save it"},
		{"a.png", "\x89PNG\r\n", "not_a_document", "save it"},
		{"a.pdf", "hello", "not_a_document", ""},
		{"a.txt", "abc\x00\x01\x02\x00\x00def and so on and on", "not_text", ""},
		{"a.txt", "\xff\xfe\x00\x00a\x00\x00\x00", "unknown_encoding", "UTF-8"},
		{"a.txt", "\x8f\xe3\x81\xc0 shift", "unknown_encoding", "UTF-8"},
		{"a.html", "<html><body><script>alert(1)</script></body></html>", "no_text", ""},
		{"a.html", "<p>" + strings.Repeat("<div>", 100000), "", ""},
		{"a.pdf", string(paper.PDF(long)[:600]), "truncated_pdf", "again"},
		{"a.pdf", string(paper.Locked(long)), "encrypted_pdf", "without"},
		{"a.pdf", "%PDF-1.4\nnothing\n%%EOF", "damaged_pdf", "again"},
		{"a.pdf", string(paper.PDF(slices.Repeat([]string{long}, 40)...)), "too_many_pages", "split"},
		{"a.txt", strings.Repeat("x", 3<<20), "too_large", "split"},
		{"a.pdf", string(paper.PDF(slices.Repeat([]string{strings.Repeat(long+"\n", 50)}, 25)...)), "too_much_text", "split"},
	} {
		for which, programs := range readersOf(t) {
			text, err := Read(t.Context(), c.name, []byte(c.data), Options{MaxPages: 30, MaxBytes: 2 << 20, MaxText: 1 << 16, Programs: programs})
			var issue detangle.Issue
			if c.code == "" {
				if err == nil {
					t.Errorf("%s %.30q (%s): read as %.100q", c.name, c.data, which, text.Body)
				}
				continue
			}
			if !errors.As(err, &issue) || issue.Code != c.code || !strings.Contains(issue.Hint, c.hint) || issue.Ref.File != c.name {
				t.Errorf("%s %.30q (%s): %v (%s), want %s", c.name, c.data, which, err, issue.Code, c.code)
			}
		}
	}
}

func TestTenThousandPagesAreRefusedSoon(t *testing.T) {
	data := paper.PDF(slices.Repeat([]string{"A page of a very long file that has some words on every page of it."}, 10000)...)
	for which, programs := range readersOf(t) {
		start := time.Now()
		_, err := Read(t.Context(), "long.pdf", data, Options{Programs: programs})
		if err == nil || !strings.Contains(err.Error(), "more than 2000 pages") {
			t.Errorf("%s: %v", which, err)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: it took %s", which, took)
		}
	}
}

func TestAPageIsReadAsItWouldBePrinted(t *testing.T) {
	text := readText(t, "a.html", []byte(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A  release
</title><script>var a = "no";</script><style>p { color: red }</style><meta property="og:site_name" content="The Valley Center">
<meta property="article:published_time" content="2021-05-03T10:00:00Z"><link rel="canonical" href="https://example.org/a"></head>
<body onload="alert(1)"><nav><a href="/">Home</a> <a href="/b">Menu</a></nav><header><h1>Sheriff&rsquo;s <b>Office</b></h1></header>
<p>One &amp; two,<br>three&nbsp;four<script>document.write("no")</script> five &lt;script&gt;six&lt;/script&gt;.</p><p>   </p>
<ul><li>First</li><li>Second <i>item</i></li></ul><table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>
<div hidden>no</div><div style="display: none">no</div><p aria-hidden="true">no</p><form><input value="no">no</form><svg><text>no</text></svg>
<iframe src="https://example.org">no</iframe><noscript>no</noscript><!-- no --><pre>  kept
lines</pre><div>Loose <div>inner</div> tail</div><textarea>no</textarea></body></html>`))
	want := []string{"Sheriff’s Office", "One & two,\nthree four five <script>six</script>.", "First", "Second item", "A B", "C", "kept\nlines", "Loose", "inner", "tail"}
	if got := words(text); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for key, value := range map[string]string{"title": "A release", "publisher": "The Valley Center", "published": "2021-05-03T10:00:00Z", "url": "https://example.org/a", "language": "en"} {
		if text.Says[key] != value {
			t.Errorf("%s is %q, want %q", key, text.Says[key], value)
		}
	}
	if text.Format != "html" || !text.Noted("scripts_dropped") {
		t.Errorf("%+v", text)
	}
}

func TestAPageInAnOldEncodingIsDecoded(t *testing.T) {
	text := readText(t, "a.html", []byte("<html><head><meta charset=windows-1252></head><body><p>Sheriff\x92s \x93office\x94</body></html>"))
	if got := words(text); len(got) != 1 || got[0] != "Sheriff’s “office”" || text.Encoding != "Windows-1252" {
		t.Errorf("%s %q", text.Encoding, got)
	}
	text = readText(t, "a.html", []byte("<html><head><meta charset=iso-8859-2></head><body><p>\xa3\xf3d\xbc</body></html>"))
	if got := words(text); len(got) != 1 || got[0] != "Łódź" {
		t.Errorf("%s %q", text.Encoding, got)
	}
}

func TestLinesBecomeParagraphs(t *testing.T) {
	wrapped := "This is a paragraph that somebody wrapped at some column of\nits editor, as mail programs do, over\nthree lines.\n\n\nAnother one."
	long := strings.Repeat("A sentence of a paragraph that stands on one line. ", 6)
	for _, c := range []struct {
		body string
		want int
	}{
		{wrapped, 2}, {long + "\n" + long + "\n" + long, 3}, {"Heading\n" + long + "\nNext heading\n" + long, 4}, {"Contact\nA Street 1\nTown", 1}, {"one\fnext page\n\nx", 3},
		{"“Programs of cooperation between local police and federal authorities mark yet\n\nanother area of policy.”", 1}, {"You are here\n\nnews", 2}, {"\n\n \t\n", 0},
	} {
		text := &Text{Body: c.body}
		text.paginate()
		if err := text.Check(); err != nil {
			t.Errorf("%q: %v", c.body, err)
		}
		if len(text.Paragraphs) != c.want {
			t.Errorf("%q: %d paragraphs, want %d: %q", c.body, len(text.Paragraphs), c.want, words(text))
		}
	}
}

func TestPagesOfAPDFAreFoundBothWays(t *testing.T) {
	data := paper.PDF("The first page has a heading (and marks)\n\n\nAnd a paragraph of two lines, one of which is\nwrapped.", "The second page has words enough to be one, and all of them together are enough for a document.", "")
	for which, programs := range readersOf(t) {
		text, err := Read(t.Context(), "a.pdf", data, Options{Programs: programs})
		if err != nil {
			t.Fatal(which, err)
		}
		if err := text.Check(); err != nil {
			t.Fatal(which, err)
		}
		got := words(text)
		if len(text.Pages) != 3 || len(got) != 3 || got[0] != "The first page has a heading (and marks)" || text.PageAt(text.Paragraphs[2].From) != 2 {
			t.Errorf("%s: %d pages, %q", which, len(text.Pages), got)
		}
		if scans := text.Scans(); !slices.Equal(scans, []int{3}) || !text.Noted("partly_scan") {
			t.Errorf("%s: scans %v, %v", which, scans, text.Notes)
		}
	}
}

func TestAScanIsNamed(t *testing.T) {
	text, err := Read(t.Context(), "a.pdf", paper.PDF("", "Stamp 12", ""), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(text.Scans(), []int{1, 2, 3}) || !text.Noted("scan") || !text.Noted("not_recognised") {
		t.Errorf("%v %v", text.Scans(), text.Notes)
	}
}

func TestReadingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, programs := range readersOf(t) {
		if _, err := Read(ctx, "a.pdf", paper.PDF("words"), Options{Programs: programs}); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
}

func TestSpansAreChecked(t *testing.T) {
	text := readText(t, "a.txt", []byte("Sheriff’s office"))
	for _, s := range []Span{{-1, 2}, {3, 2}, {0, 99}, {0, 8}, {8, 10}} {
		if text.Fits(s) == nil || text.At(s) != "" {
			t.Errorf("%v fits", s)
		}
	}
	if got := text.At(Span{0, 11}); got != "Sheriff’s" {
		t.Errorf("%q", got)
	}
}

// TestRealDocumentsAreRead reads the statements and the agreements of the real
// files: both kinds of reader, without tesseract.
func TestRealDocumentsAreRead(t *testing.T) {
	data := os.Getenv("DETANGLE_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	statements, _ := filepath.Glob(filepath.Join(data, "statements", "*.txt"))
	agreements, _ := filepath.Glob(filepath.Join(data, "287g-moa", "*.pdf"))
	if len(statements) == 0 || len(agreements) == 0 {
		t.Skipf("the real documents are not in %s: set DETANGLE_DATA to their folder", data)
	}
	paragraphs := []int{18, 19, 14, 23, 10} // counted by eye
	for i, file := range statements {
		raw, _ := os.ReadFile(file)
		text := readText(t, filepath.Base(file), raw)
		if len(statements) == 5 && len(text.Paragraphs) != paragraphs[i] {
			t.Errorf("%s: %d paragraphs, want %d", file, len(text.Paragraphs), paragraphs[i])
		}
	}
	programs := readersOf(t)["programs"]
	full, part, scans := 0, 0, 0
	for _, file := range agreements {
		raw, _ := os.ReadFile(file)
		for which, p := range readersOf(t) {
			text, err := Read(t.Context(), filepath.Base(file), raw, Options{Programs: p})
			if err != nil {
				t.Errorf("%s (%s): %v", file, which, err)
				continue
			}
			if err := text.Check(); err != nil {
				t.Errorf("%s (%s): %v", file, which, err)
			}
			if len(text.Pages) < 10 || len(text.Pages) > 14 || len(text.Scans()) == 0 && !strings.Contains(strings.ToUpper(text.Body), "MEMORANDUM OF AGREEMENT") {
				t.Errorf("%s (%s): %d pages", file, which, len(text.Pages))
			}
			if which == "programs" && p.PDFToText.Path != "" {
				switch len(text.Scans()) {
				case 0:
					full++
				case len(text.Pages):
					scans++
				default:
					part++
				}
			}
		}
	}
	if got := fmt.Sprint(full, part, scans); programs.PDFToText.Path != "" && len(agreements) == 15 && got != "11 1 3" {
		t.Errorf("with text, partly, scans: %s, want 11 1 3", got)
	}
}
