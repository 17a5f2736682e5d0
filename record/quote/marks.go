package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quotation is a stretch of a text in quotation marks.
type Quotation struct {
	Span             // between the marks: from the first opening to the last closing one
	Marks     string `json:"marks"`      // double, single, guillemets
	Depth     int    `json:"depth"`      // 1, or more within other quotations
	Parts     []Span `json:"parts"`      // a paragraph each, where marks reopen
	Closed    bool   `json:"closed"`     // false: the closing mark is missing, it ends with its paragraph
	Before    Span   `json:"before"`     // the words that introduce it: of its paragraph, or the line before
	After     Span   `json:"after"`      // the words after it, to the end of the sentence
	WordCount int    `json:"word_count"` // words in it
}

// deepest is how many quotations may stand within one another.
const deepest = 8

// Find returns the quotations of a text in the order of their beginnings.
//
// A double mark, curly or straight, opens at the beginning of a word and closes
// elsewhere. A quotation that is open at the end of a paragraph goes on if the next
// one opens with the same mark, as quotations of several paragraphs do, or begins
// with a small letter; else it ends there, unclosed. Single marks must close within
// their paragraph, because an apostrophe looks the same. A closing mark without an
// opening one means nothing.
func Find(body string) []Quotation {
	f := finder{body: body}
	for f.at < len(body) {
		r, n := utf8.DecodeRuneInString(body[f.at:])
		f.next(r, n)
		f.at += n
	}
	for len(f.stack) > 0 {
		f.close(len(body), false)
	}
	f.context()
	return f.found
}

type finder struct {
	body    string
	at      int
	stack   []int // indexes into found of what is open
	ends    []int // where the open quotations in single marks close; 0 for others
	found   []Quotation
	reopens bool // the next opening mark goes on with the open quotation
}

func (f *finder) next(r rune, n int) {
	switch r {
	case '“', '„', '«':
		f.openAt(n, kindOf(r))
	case '”', '»':
		f.closeMark(kindOf(r))
	case '"':
		if f.opening(n) && !f.isOpen("double") || f.reopens {
			f.openAt(n, "double")
		} else if !f.isOpen("double") && f.prevDigit() {
			return // inches
		} else {
			f.closeMark("double")
		}
	case '‘':
		if f.endOfSingle(f.at+n) > 0 {
			f.openAt(n, "single")
		}
	case '’', '\'':
		if f.top() == "single" && f.at == f.ends[len(f.ends)-1] {
			f.close(f.at, true)
		} else if r == '\'' && f.opening(n) && f.endOfSingle(f.at+n) > 0 {
			f.openAt(n, "single")
		}
	case '\n', '\f':
		f.lineEnds()
	}
}

func kindOf(r rune) string {
	if r == '«' || r == '»' {
		return "guillemets"
	}
	return "double"
}

func (f *finder) top() string {
	if len(f.stack) == 0 {
		return ""
	}
	return f.found[f.stack[len(f.stack)-1]].Marks
}

func (f *finder) isOpen(marks string) bool {
	for _, i := range f.stack {
		if f.found[i].Marks == marks {
			return true
		}
	}
	return false
}

func (f *finder) openAt(n int, marks string) {
	if f.reopens && f.isOpen(marks) {
		for f.top() != marks { // what is within it ended with its paragraph
			f.close(f.at, false)
		}
		q := &f.found[f.stack[len(f.stack)-1]]
		q.Parts = append(q.Parts, Span{f.at + n, -1})
		f.reopens = false
		return
	}
	f.reopens = false
	if len(f.stack) >= deepest {
		return
	}
	from, end := f.at+n, 0
	if marks == "single" {
		end = f.endOfSingle(from)
	}
	f.stack, f.ends = append(f.stack, len(f.found)), append(f.ends, end)
	f.found = append(f.found, Quotation{Span: Span{from, -1}, Marks: marks, Depth: len(f.stack), Parts: []Span{{from, -1}}})
}

func (f *finder) closeMark(marks string) {
	if !f.isOpen(marks) {
		return
	}
	for f.top() != marks {
		f.close(f.at, false)
	}
	f.close(f.at, true)
}

// close ends the innermost quotation; one without a word was none.
func (f *finder) close(to int, closed bool) {
	last := len(f.stack) - 1
	i := f.stack[last]
	f.stack, f.ends = f.stack[:last], f.ends[:last]
	q := &f.found[i]
	end := &q.Parts[len(q.Parts)-1].To
	if *end < 0 || closed {
		*end = max(to, q.Parts[len(q.Parts)-1].From)
	}
	q.To, q.Closed = *end, closed
	if !strings.ContainsFunc(f.body[q.From:q.To], isWordRune) && i == len(f.found)-1 {
		f.found = f.found[:i]
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// lineEnds looks past the end of a paragraph: at what the next begins with.
func (f *finder) lineEnds() {
	if len(f.stack) == 0 {
		return
	}
	rest := f.body[f.at:]
	text := strings.TrimLeftFunc(rest, unicode.IsSpace)
	gap := rest[:len(rest)-len(text)]
	at := f.at
	f.at += len(gap) - 1
	next, _ := utf8.DecodeRuneInString(text)
	opens := next == '“' || next == '"' || next == '„' || next == '«'
	blank := strings.Count(gap, "\n") > 1
	if !blank && !opens {
		return // the paragraph goes on
	}
	end := len(strings.TrimRightFunc(f.body[:at], unicode.IsSpace))
	switch {
	case opens && f.isOpen(openMarks(next)) && (blank || f.sentenceEnded(end)):
		for _, i := range f.stack {
			parts := f.found[i].Parts
			parts[len(parts)-1].To = max(end, parts[len(parts)-1].From)
		}
		f.reopens = true
	case !blank || unicode.IsLower(next):
		return
	default:
		for len(f.stack) > 0 {
			f.close(end, false)
		}
	}
}

func openMarks(r rune) string {
	if r == '«' {
		return "guillemets"
	}
	return "double"
}

func (f *finder) sentenceEnded(end int) bool {
	return end > 0 && strings.IndexByte(".!?:;,", f.body[end-1]) >= 0
}

// opening reports whether a straight mark stands where a word begins.
func (f *finder) opening(n int) bool {
	next, _ := utf8.DecodeRuneInString(f.body[f.at+n:])
	if !isWordRune(next) && !strings.ContainsRune("[($.…'‘“\"", next) || f.at+n >= len(f.body) {
		return false
	}
	prev, _ := utf8.DecodeLastRuneInString(f.body[:f.at])
	return f.at == 0 || unicode.IsSpace(prev) || strings.ContainsRune("([{—–-/\"'“‘", prev)
}

func (f *finder) prevDigit() bool {
	return f.at > 0 && f.body[f.at-1] >= '0' && f.body[f.at-1] <= '9'
}

// longestSingle is how far a closing single mark is looked for, in bytes.
const longestSingle = 1000

// endOfSingle finds the closing mark of a quotation in single marks that begins
// at from, 0 if there is none in its paragraph: the first after a word or a point
// and before what is no word. After an s it is taken for a plural's apostrophe if
// a better one follows.
func (f *finder) endOfSingle(from int) int {
	limit := f.body[from:min(len(f.body), from+longestSingle)]
	if i := strings.Index(limit, "\n\n"); i >= 0 {
		limit = limit[:i]
	}
	if i := strings.IndexAny(limit, "‘"); i >= 0 {
		limit = limit[:i]
	}
	plural := 0
	for i, r := range limit {
		if r != '’' && r != '\'' || i == 0 {
			continue
		}
		next, _ := utf8.DecodeRuneInString(f.body[from+i+utf8.RuneLen(r):])
		prev, _ := utf8.DecodeLastRuneInString(limit[:i])
		if isWordRune(next) || unicode.IsSpace(prev) {
			continue
		}
		if prev == 's' && next == ' ' {
			if plural == 0 {
				plural = from + i
			}
			continue
		}
		return from + i
	}
	return plural
}

// context finds the words around each quotation.
func (f *finder) context() {
	list := words(f.body)
	for i := range f.found {
		q := &f.found[i]
		from, to := within(list, q.Span)
		q.WordCount = max(0, to-from)
		start := from
		for start > 0 && start < len(list) && from-start < 60 && !list[start].has(paragraph) {
			start--
		}
		if start == from || start >= len(list) { // it begins its paragraph: the line before may introduce it
			start = lineBefore(f.body, list, from)
		}
		q.Before = spanOf(list, start, from)
		end := to
		for end < len(list) && end-to < 60 && !list[end].has(begins|paragraph) {
			end++
		}
		q.After = spanOf(list, to, end)
	}
}

// lineBefore is the first word of the paragraph before a word, if that ends with a colon.
func lineBefore(body string, list []word, at int) int {
	if at == 0 || at > len(list) {
		return at
	}
	to := len(body)
	if at < len(list) {
		to = int(list[at].from)
	}
	if !strings.Contains(body[list[at-1].to():to], ":") {
		return at
	}
	start := at - 1
	for start > 0 && at-start < 60 && !list[start].has(paragraph) {
		start--
	}
	return start
}
