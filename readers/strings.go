package readers

import (
	"bytes"
	"unicode/utf8"
	"unsafe"
)

// Shared strings stand in a part of their own; cells name them by number. They
// are kept as views into a few large blocks, because a national workbook
// brings hundreds of thousands, and one allocation for each would cost more
// than reading it.

// arena keeps byte strings in blocks that are never moved.
type arena struct{ block []byte }

const arenaBlock = 1 << 20

func (a *arena) keep(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if len(b) > cap(a.block)-len(a.block) {
		a.block = make([]byte, 0, max(arenaBlock, len(b)))
	}
	start := len(a.block)
	a.block = append(a.block, b...)
	return unsafe.String(&a.block[start], len(b))
}

// sharedStrings is the table of a workbook's shared strings.
type sharedStrings struct {
	all  []string
	odd  map[int]bool // those not written as they should be: a cell that uses one is reported
	text arena
	held int64
}

// readStrings reads the shared strings, once, when the first sheet is read.
func (w *workbook) readStrings() error {
	f := w.part("sharedStrings", "xl/sharedStrings.xml")
	if f == nil {
		return nil
	}
	win, closer, err := w.window(f, false)
	if err != nil {
		return err
	}
	defer closer()
	t := &sharedStrings{odd: map[int]bool{}}
	s := &scanner{}
	s.use(win)
	builder := &textBuilder{}
	for {
		start := s.i
		switch tok := t.item(s, builder); {
		case tok == more:
			win.more(start)
			s.use(win)
			s.i = 0
		case tok == ended && win.err != nil:
			return w.damaged(f.Name, win.err)
		case tok == ended:
			w.strings = t
			return nil
		case t.held > w.opts.MaxHeld:
			return w.tooLarge(f.Name)
		}
	}
}

// item reads one <si>, or passes over what stands between them.
func (t *sharedStrings) item(s *scanner, builder *textBuilder) token {
	if text, next := plainItem(s); next > 0 {
		s.i = next
		t.add(text, true)
		return opened
	}
	tok := s.next()
	if tok != opened || string(s.name) != "si" {
		return tok
	}
	if s.empty {
		t.add(nil, true)
		return opened
	}
	tok = richText(s, builder, "si")
	if tok == more {
		return more
	}
	text, ok := builder.done()
	t.add(text, ok && tok == closed)
	return tok
}

func (t *sharedStrings) add(text []byte, ok bool) {
	if !ok {
		t.odd[len(t.all)] = true
	}
	t.all = append(t.all, t.text.keep(text))
	t.held += int64(len(text)) + 16
}

// plainItem reads <si><t>text</t></si> with nothing to decode in the text, the
// form of nearly all. It returns where the next item begins, 0 for any other form.
func plainItem(s *scanner) (text []byte, next int) {
	b := s.b[s.i:s.n]
	switch {
	case bytes.HasPrefix(b, []byte("<si><t>")):
		b = b[7:]
	case bytes.HasPrefix(b, []byte(`<si><t xml:space="preserve">`)):
		b = b[28:]
	default:
		return nil, 0
	}
	end := bytes.IndexByte(b, '<')
	if end < 0 || !bytes.HasPrefix(b[end:], []byte("</t></si>")) || !meansItself(b[:end]) {
		return nil, 0
	}
	return b[:end], s.n - len(b) + end + 9
}

// meansItself reports whether text means itself.
func meansItself(text []byte) bool {
	class := uint8(0)
	for _, c := range text {
		class |= classes[c]
	}
	return class&odd == 0 && (class&high == 0 || utf8.Valid(text)) && (class&under == 0 || !bytes.Contains(text, []byte("_x")))
}

// richText collects the text of a string item up to its closing tag: the runs
// joined, the phonetic hints (rPh) left out.
func richText(s *scanner, builder *textBuilder, item string) token {
	builder.reset()
	inText, hint := false, 0
	for {
		tok := s.next()
		switch {
		case tok == more || tok == ended:
			return tok
		case tok == broken:
			builder.ok = false
		case tok == texted && inText && hint == 0:
			builder.add(s)
		case tok == opened && string(s.name) == "rPh" && !s.empty:
			hint++
		case tok == closed && string(s.name) == "rPh":
			hint = max(hint-1, 0)
		case tok == opened && string(s.name) == "t":
			inText = !s.empty
		case tok == closed && string(s.name) == "t":
			inText = false
			builder.endRun()
		case tok == closed && string(s.name) == item:
			return closed
		case outgrown(s, item):
			builder.ok = false
			s.i = s.from // the item's closing tag is missing: give the tag back
			return broken
		}
	}
}

// outgrown reports a tag that cannot stand within the item.
func outgrown(s *scanner, item string) bool {
	switch string(s.name) {
	case "si", "sst":
		return item == "si"
	case "c", "row", "sheetData":
		return item == "is"
	}
	return false
}
