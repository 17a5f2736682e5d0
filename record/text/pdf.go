package text

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// A page of text has at least fewest characters other than space, and a document
// fewestInAll; with fewer they are taken for pictures: scans carry a stamp, a
// number, or the note of a digital signature. Of 70 agreements that were looked
// at, those without a text layer had under 150 characters, the others 2,900 and more.
const (
	fewest      = 30
	fewestInAll = 150
)

// readPDF reads the pages of a PDF file through pdftotext, else through the
// reader in Go, and pages without text through tesseract, where it is installed.
func readPDF(ctx context.Context, name string, data []byte, o Options) (*Text, error) {
	if !whole(data) {
		return nil, stop(name, "truncated_pdf", "the PDF breaks off: its end mark is missing", "fetch the file again")
	}
	dir, err := os.MkdirTemp("", "detangle-pdf-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "document.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return nil, err
	}
	t := &Text{Format: "pdf", Encoding: "PDF"}
	pages, err := pdfPages(ctx, t, name, file, data, o)
	if err != nil {
		return nil, err
	}
	by, all := make([]By, len(pages)), 0
	for i := range pages {
		pages[i] = clean(strings.ToValidUTF8(pages[i], "\ufffd"))
		all += letters(pages[i])
	}
	for i := range pages {
		if by[i] = ByText; letters(pages[i]) < fewest || all < fewestInAll {
			by[i] = ByNone
		}
	}
	if err := recognise(ctx, t, file, pages, by, o); err != nil {
		return nil, err
	}
	t.join(pages, by)
	return t, nil
}

func pdfPages(ctx context.Context, t *Text, name, file string, data []byte, o Options) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	if o.Programs.PDFToText.Path != "" {
		t.Reader = o.Programs.PDFToText.Version
		return pdfToText(ctx, name, file, o)
	}
	t.Reader = goReader
	return goPages(ctx, name, data, o)
}

// join makes the text of its pages; each ends with a form feed.
func (t *Text) join(pages []string, by []By) {
	var b strings.Builder
	for _, p := range pages {
		b.WriteString(strings.ReplaceAll(p, "\f", ""))
		b.WriteByte('\f')
	}
	t.Body = b.String()
	t.paginate()
	why := "pictures or blank"
	if t.Reader == goReader {
		why += ", or text that only pdftotext finds"
	}
	var scans []string
	for i := range t.Pages {
		if t.Pages[i].By = by[i]; by[i] == ByNone {
			scans = append(scans, fmt.Sprint(i+1))
		}
	}
	switch {
	case len(scans) == len(pages):
		t.note("scan", "all %d pages have no text (%s): a scan", len(pages), why)
	case len(scans) > 0:
		t.note("partly_scan", "%d of %d pages have no text (%s): %s", len(scans), len(pages), strings.Join(scans, ", "), why)
	}
}

// whole reports whether a PDF ends as one must (ISO 32000-1, 7.5.5), with some
// room for what servers append.
func whole(data []byte) bool {
	tail := bytes.TrimRight(data, "\x00 \t\r\n")
	return bytes.Contains(tail[max(0, len(tail)-2048):], []byte("%%EOF"))
}

func letters(s string) (n int) {
	for _, field := range strings.Fields(s) {
		n += len([]rune(field))
	}
	return n
}

// pdfToText runs poppler's program over one page more than is allowed, so that
// a file of ten thousand pages is refused soon. It fails, too, when the program
// says that objects are damaged and gives no page.
func pdfToText(ctx context.Context, name, file string, o Options) ([]string, error) {
	cmd := exec.CommandContext(ctx, o.Programs.PDFToText.Path, "-enc", "UTF-8", "-l", fmt.Sprint(o.MaxPages+1), file, "-")
	out, said := &capped{max: o.MaxText + 1}, &capped{max: 1 << 16}
	cmd.Stdout, cmd.Stderr = out, said
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case out.full:
		return nil, stop(name, "too_much_text", fmt.Sprintf("it holds more than %d bytes of text", o.MaxText), "split the file")
	case strings.Contains(said.String(), "Incorrect password"):
		return nil, encrypted(name)
	case err != nil:
		return nil, stop(name, "damaged_pdf", "the PDF cannot be read: "+firstLine(said.String(), err), "fetch the file again")
	}
	pages := strings.SplitAfter(out.String(), "\f")
	if n := len(pages); pages[n-1] == "" {
		pages = pages[:n-1]
	}
	return checkPages(name, pages, o)
}

func checkPages(name string, pages []string, o Options) ([]string, error) {
	if len(pages) > o.MaxPages {
		return nil, stop(name, "too_many_pages", fmt.Sprintf("it has more than %d pages, the most that are read", o.MaxPages), "split the file into parts")
	}
	if len(pages) == 0 {
		return nil, stop(name, "damaged_pdf", "the PDF has no page that can be read", "fetch the file again")
	}
	return pages, nil
}

func encrypted(name string) error {
	return stop(name, "encrypted_pdf", "the PDF is encrypted and asks for a password", "ask the publisher for a copy without one, or print it into a new PDF and say so in --title")
}

var place = regexp.MustCompile(`^(Syntax |Internal |Command Line )?(Error|Warning)( \(\d+\))?: `)

func firstLine(said string, err error) string {
	line, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	if line = place.ReplaceAllString(line, ""); line == "" {
		return err.Error()
	}
	return line
}

// capped keeps the first bytes that are written to it, then fails the writer.
type capped struct {
	bytes.Buffer
	max  int
	full bool
}

func (c *capped) Write(p []byte) (int, error) {
	if c.Len()+len(p) > c.max {
		c.full = true
		return 0, errors.New("too much")
	}
	return c.Buffer.Write(p)
}
