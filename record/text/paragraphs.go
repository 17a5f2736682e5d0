package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The rules by which lines become paragraphs. A blank line ends a paragraph,
// and so does every line that is too long to be wrapped (wholeLine): such a file
// has one paragraph a line. But a blank line in the middle of a sentence ends
// nothing: where a paragraph of some length (runsOn) breaks off without a mark
// and the next begins with a small letter, they are one.
const (
	wholeLine = 160 // characters; wrapped text has 60 to 100 a line
	runsOn    = 60  // characters
)

// paginate finds pages and paragraphs of a Body whose pages end with form feeds.
func (t *Text) paginate() {
	from := 0
	for from < len(t.Body) {
		to := len(t.Body)
		if i := strings.IndexByte(t.Body[from:], '\f'); i >= 0 {
			to = from + i + 1
		}
		t.page(from, to)
		from = to
	}
}

func (t *Text) page(from, to int) {
	t.Pages = append(t.Pages, Page{Span{from, to}, len(t.Pages) + 1, ByText})
	t.Paragraphs = append(t.Paragraphs, paragraphs(t.Body, from, to)...)
}

// paragraphs splits a stretch of a text.
func paragraphs(body string, from, to int) (found []Span) {
	open, blank := Span{-1, -1}, false
	whole := false // the last line stood for a paragraph
	end := func() {
		if open.From >= 0 {
			found = append(found, open)
		}
		open.From = -1
	}
	for from < to {
		next := to
		if i := strings.IndexByte(body[from:to], '\n'); i >= 0 {
			next = from + i + 1
		}
		line := trimmed(body, from, next)
		from = next
		if line.Len() == 0 {
			blank = true
			continue
		}
		long := line.Len() > wholeLine
		if open.From >= 0 && (blank || long || whole) && !goesOn(body[open.From:open.To], body[line.From:line.To]) {
			end()
		}
		if open.From < 0 {
			open.From = line.From
		}
		open.To, blank, whole = line.To, false, long
	}
	end()
	return found
}

// goesOn reports whether a paragraph is broken off and goes on with next.
func goesOn(before, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(next)
	return len(before) >= runsOn && (unicode.IsLetter(last) || last == ',') && unicode.IsLower(first)
}

// trimmed is a stretch without the space around it.
func trimmed(body string, from, to int) Span {
	line := body[from:to]
	left := strings.TrimLeftFunc(line, unicode.IsSpace)
	from += len(line) - len(left)
	return Span{from, from + len(strings.TrimRightFunc(left, unicode.IsSpace))}
}
