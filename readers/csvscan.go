package readers

import (
	"bytes"
	"strconv"
	"unicode/utf8"
	"unsafe"

	"detangle"
)

// quotedMax is how far a quote may reach: 32 of the longest cells that a
// spreadsheet holds. One that is open for longer was not meant as a quote.
const quotedMax = 1 << 20

// recordScan cuts delimited text into records. A record that the window does
// not hold whole is read again from its start when more is there.
type recordScan struct {
	opts      Options
	delimiter byte
	win       *window
	i         int
	start     int  // where the record begins
	quiet     bool // only the widths matter

	number  int
	cells   []detangle.Cell
	width   int // fields of the record, empty ones too; 0 for a blank line
	scratch []byte
	literal bool // quotes mean themselves in this record: one in it is never closed
	issues  []detangle.Issue
	told    int
}

func (c *recordScan) run(yield func(detangle.Row, error) bool, d *delimited) {
	if d.preface && !c.skipLine() {
		return
	}
	for {
		start := c.i
		tok := c.record()
		if tok == more {
			c.win.more(start)
			c.i = 0
			continue
		}
		if tok == broken { // a quote is never closed
			c.literal, c.i = true, start
			continue
		}
		if tok == ended {
			break
		}
		c.number++
		if !c.tell(yield) || !yield(detangle.Row{Number: c.number, Cells: c.cells}, nil) {
			return
		}
		c.literal = false
	}
	switch {
	case c.win.err == errRowTooLong:
		issue := c.opts.stop("row_too_long", "row "+strconv.Itoa(c.number+1)+" is longer than "+strconv.Itoa(c.opts.MaxRow)+" bytes: a quote may be open", "check the row in a text editor, or raise the cap MaxRow in the options")
		issue.Ref.Row = c.number + 1
		yield(detangle.Row{}, issue)
	case c.win.err != nil:
		yield(detangle.Row{}, d.unreadable(c.win.err))
	}
}

// skipLine passes over the first line.
func (c *recordScan) skipLine() bool {
	for {
		switch c.record() {
		case more:
			c.win.more(0)
			c.i = 0
		case opened:
			return true
		default:
			return false
		}
	}
}

func (c *recordScan) tell(yield func(detangle.Row, error) bool) bool {
	for _, issue := range c.issues {
		if c.told++; c.told > c.opts.MaxIssues {
			yield(detangle.Row{}, c.opts.stop("too_many_issues", "the file has more than "+strconv.Itoa(c.opts.MaxIssues)+" issues: reading it was given up", "check the file in a text editor"))
			return false
		}
		issue.Ref.Row = c.number
		if !yield(detangle.Row{Number: c.number}, issue) {
			return false
		}
	}
	return true
}

// record reads one record: opened if there is one, more if the window ends
// within it, broken if the text ends within quotes, ended at the end.
func (c *recordScan) record() token {
	c.cells, c.scratch, c.issues, c.width = c.cells[:0], c.scratch[:0], c.issues[:0], 0
	c.start = c.i
	if c.literal {
		c.trouble(0, "open_quote", "", "a quote in this row is never closed: quotes in it were read as they stand", "check the row in a text editor")
	}
	b := c.win.b[:c.win.n]
	if c.i >= len(b) {
		if c.win.eof {
			return ended
		}
		return more
	}
	if c.lineEnd(b, c.i) > 0 {
		return c.close(b)
	}
	for {
		var tok token
		if c.i < len(b) && b[c.i] == '"' && !c.literal {
			tok = c.quoted(b)
		} else {
			tok = c.bare(b)
		}
		switch {
		case tok != opened:
			return tok
		case c.i < len(b) && b[c.i] == c.delimiter:
			c.i++
		default:
			return c.close(b)
		}
	}
}

// close passes over the line's end.
func (c *recordScan) close(b []byte) token {
	if c.i < len(b) && b[c.i] == '\r' && c.i+1 == len(b) && !c.win.eof {
		return more // a line feed may follow
	}
	c.i += c.lineEnd(b, c.i)
	return opened
}

// lineEnd returns the length of the line end at i, 0 if there is none.
func (c *recordScan) lineEnd(b []byte, i int) int {
	switch {
	case i >= len(b):
		return 0
	case b[i] == '\n':
		return 1
	case b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n':
		return 2
	case b[i] == '\r':
		return 1
	}
	return 0
}

// bare reads a field without quotes, up to the delimiter or the line's end.
func (c *recordScan) bare(b []byte) token {
	end := c.fieldEnd(b, c.i)
	if end == len(b) && !c.win.eof {
		return more
	}
	c.field(b[c.i:end])
	c.i = end
	return opened
}

func (c *recordScan) fieldEnd(b []byte, i int) int {
	for i < len(b) && b[i] != c.delimiter && b[i] != '\n' && b[i] != '\r' {
		i++
	}
	return i
}

// quoted reads a field in quotes. Text between its closing quote and the
// delimiter is kept, as spreadsheets do, and reported.
func (c *recordScan) quoted(b []byte) token {
	start, i := c.i+1, c.i+1
	pieces := len(c.scratch)
	for {
		quote := bytes.IndexByte(b[i:], '"')
		if quote < 0 || i+quote+1 == len(b) && !c.win.eof {
			if c.win.eof || len(b)-c.start > quotedMax {
				return broken
			}
			return more
		}
		i += quote
		if i+1 == len(b) || b[i+1] != '"' {
			break
		}
		c.scratch = append(c.scratch, b[start:i+1]...)
		i += 2
		start = i
	}
	text := b[start:i]
	end := c.fieldEnd(b, i+1)
	if end == len(b) && !c.win.eof {
		return more
	}
	if len(c.scratch) > pieces || end > i+1 {
		c.scratch = append(c.scratch, text...)
		c.scratch = append(c.scratch, b[i+1:end]...)
		text = c.scratch[pieces:]
	}
	if end > i+1 {
		c.trouble(c.width+1, "stray_quote", string(text), "text follows the field's closing quote: it was added to the field", "check the row in a text editor")
	}
	c.field(text)
	c.i = end
	return opened
}

// field appends a field; an empty one only counts.
func (c *recordScan) field(text []byte) {
	c.width++
	if c.quiet || len(text) == 0 {
		return
	}
	if !utf8.Valid(text) {
		c.trouble(c.width, "bad_text", string(text), "the field holds bytes that are not UTF-8", "check the row in a text editor")
		text = bytes.ToValidUTF8(text, []byte("\ufffd"))
	}
	c.cells = append(c.cells, detangle.Cell{Column: c.width - 1, Kind: detangle.Text, Text: unsafe.String(&text[0], len(text))})
}

// trouble notes an Issue of a column, counted from 1; 0 for the whole row.
func (c *recordScan) trouble(col int, code, raw, message, hint string) {
	if c.quiet {
		return
	}
	ref := c.opts.ref()
	ref.Column = col
	c.issues = append(c.issues, detangle.Issue{Severity: detangle.Warn, Code: code, Ref: ref, Raw: clip(raw), Message: message, Hint: hint})
}
