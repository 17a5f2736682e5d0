package text

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"detangle"
)

// Version counts the changes of this package that move offsets. A Text of an
// older version is read again.
const Version = 1

// Span is a stretch of Text.Body in bytes, from From up to but without To.
type Span struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Len returns the bytes of the span.
func (s Span) Len() int { return s.To - s.From }

// Contains reports whether other lies within the span.
func (s Span) Contains(other Span) bool { return s.From <= other.From && other.To <= s.To }

// By says where the characters of a page come from.
type By string

// The origins of a page's characters.
const (
	ByText By = "text" // the file holds characters
	ByOCR  By = "ocr"  // read from a picture by tesseract: expect misreadings
	ByNone By = "scan" // a picture, or nearly empty; nobody read it
)

// Page is one page. Numbers begin at 1; a file without pages is one page.
type Page struct {
	Span
	Number int `json:"number"`
	By     By  `json:"by"`
}

// Note is something about the reading that a person should know.
type Note struct {
	Code    string `json:"code"` // snake_case, stable
	Message string `json:"message"`
}

// Text is a document as characters.
type Text struct {
	Body       string            `json:"-"`
	Format     string            `json:"format"`   // txt, html, pdf
	Encoding   string            `json:"encoding"` // as detected: UTF-8, UTF-16LE, Windows-1252 ...
	Reader     string            `json:"reader"`   // the program that read it, with its version
	Pages      []Page            `json:"pages"`
	Paragraphs []Span            `json:"paragraphs"`      // in order, not overlapping, without surrounding space
	Says       map[string]string `json:"says,omitempty"`  // what the file says of itself: title, publisher, published, modified, language, url
	Notes      []Note            `json:"notes,omitempty"` // what a person should know of the reading
}

// Options limits what is read. The zero value is a careful default.
type Options struct {
	MaxBytes int           // of the file; 64 MiB if 0
	MaxPages int           // of a PDF; 2,000 if 0
	MaxText  int           // bytes of text; 16 MiB if 0
	Timeout  time.Duration // for the characters of one PDF, and for each picture; 2 minutes if 0
	Programs Programs      // the programs that may be used
}

func (o Options) filled() Options {
	set := func(n *int, or int) {
		if *n <= 0 {
			*n = or
		}
	}
	set(&o.MaxBytes, 64<<20)
	set(&o.MaxPages, 2000)
	set(&o.MaxText, 16<<20)
	if o.Timeout <= 0 {
		o.Timeout = 2 * time.Minute
	}
	return o
}

// Read reads a document. The name is for messages, and tells text from markup
// where the bytes do not. An error is a detangle.Issue with severity Stop,
// unless the context ended.
func Read(ctx context.Context, name string, data []byte, o Options) (*Text, error) {
	o = o.filled()
	t, err := read(ctx, name, data, o)
	if err == nil {
		err = t.limited(o)
	}
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case errors.Is(err, context.DeadlineExceeded):
		return nil, stop(name, "too_slow", fmt.Sprintf("reading it took longer than %s", o.Timeout), "split the file, or add its text as a .txt file")
	case err != nil:
		var issue detangle.Issue
		if errors.As(err, &issue) {
			issue.Ref.File = name
			return nil, issue
		}
		return nil, stop(name, "unreadable", err.Error(), "")
	}
	return t, nil
}

func read(ctx context.Context, name string, data []byte, o Options) (*Text, error) {
	if len(data) > o.MaxBytes {
		return nil, stop(name, "too_large", fmt.Sprintf("it holds %d bytes; at most %d are read", len(data), o.MaxBytes), "split the file")
	}
	switch format := sniff(name, data); format {
	case "pdf":
		return readPDF(ctx, name, data, o)
	case "html":
		return readHTML(name, data)
	case "txt":
		return readPlain(name, data)
	default:
		return nil, stop(name, "not_a_document", "it is "+format, "documents are read from .txt, .html and .pdf; save it as one of these")
	}
}

// limited refuses a text that is empty or too long. A scan may be empty.
func (t *Text) limited(o Options) error {
	if len(t.Body) > o.MaxText {
		return stop("", "too_much_text", fmt.Sprintf("it holds %d bytes of text; at most %d are kept", len(t.Body), o.MaxText), "split the file")
	}
	if len(t.Paragraphs) == 0 && t.Format != "pdf" {
		return stop("", "no_text", "it holds no text", "")
	}
	return nil
}

func stop(name, code, message, hint string) detangle.Issue {
	return detangle.Issue{Severity: detangle.Stop, Code: code, Ref: detangle.CellRef{File: name}, Message: message, Hint: hint}
}

// At returns the words of a span; empty if it does not fit the text.
func (t *Text) At(s Span) string {
	if t.Fits(s) != nil {
		return ""
	}
	return t.Body[s.From:s.To]
}

// Fits says why a span is none of this text.
func (t *Text) Fits(s Span) error {
	switch {
	case s.From < 0 || s.To > len(t.Body) || s.From > s.To:
		return fmt.Errorf("span %d-%d lies outside of a text of %d bytes", s.From, s.To, len(t.Body))
	case s.From < len(t.Body) && !utf8.RuneStart(t.Body[s.From]) || s.To < len(t.Body) && !utf8.RuneStart(t.Body[s.To]):
		return fmt.Errorf("span %d-%d cuts a character in two", s.From, s.To)
	}
	return nil
}

// PageAt returns the number of the page that holds an offset; 0 if none does.
func (t *Text) PageAt(offset int) int {
	i := sort.Search(len(t.Pages), func(i int) bool { return t.Pages[i].To > offset })
	if i == len(t.Pages) || offset < t.Pages[i].From {
		return 0
	}
	return t.Pages[i].Number
}

// ParagraphAt returns the index of the paragraph that holds an offset; -1 if
// it lies between paragraphs.
func (t *Text) ParagraphAt(offset int) int {
	i := sort.Search(len(t.Paragraphs), func(i int) bool { return t.Paragraphs[i].To > offset })
	if i == len(t.Paragraphs) || offset < t.Paragraphs[i].From {
		return -1
	}
	return i
}

// Scans returns the numbers of the pages that nobody read.
func (t *Text) Scans() (pages []int) {
	for _, p := range t.Pages {
		if p.By == ByNone {
			pages = append(pages, p.Number)
		}
	}
	return pages
}

// Check says what is wrong with the offsets of a text, if anything.
func (t *Text) Check() error {
	if !utf8.ValidString(t.Body) {
		return errors.New("the text is not UTF-8")
	}
	end := 0
	for i, p := range t.Pages {
		if err := t.Fits(p.Span); err != nil || p.From < end || p.Number != i+1 {
			return fmt.Errorf("page %d does not follow the one before it: %v", p.Number, err)
		}
		end = p.To
	}
	end = 0
	for i, p := range t.Paragraphs {
		if err := t.Fits(p); err != nil || p.From < end {
			return fmt.Errorf("paragraph %d does not follow the one before it: %v", i, err)
		}
		if words := t.At(p); words == "" || strings.TrimSpace(words) != words {
			return fmt.Errorf("paragraph %d is empty, or begins or ends with space: %q", i, words)
		}
		if t.PageAt(p.From) == 0 || t.PageAt(p.From) != t.PageAt(p.To-1) {
			return fmt.Errorf("paragraph %d does not lie on one page", i)
		}
		end = p.To
	}
	return nil
}

func (t *Text) note(code, format string, args ...any) {
	t.Notes = append(t.Notes, Note{code, fmt.Sprintf(format, args...)})
}

// Noted reports whether a note of this code was made.
func (t *Text) Noted(code string) bool {
	return slices.ContainsFunc(t.Notes, func(n Note) bool { return n.Code == code })
}

func (t *Text) says(name, value string) {
	value = strings.Join(strings.Fields(value), " ")
	if value == "" || len(value) > 1000 || t.Says[name] != "" {
		return
	}
	if t.Says == nil {
		t.Says = map[string]string{}
	}
	t.Says[name] = value
}
