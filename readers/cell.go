package readers

import (
	"bytes"
	"strconv"
	"unicode/utf8"
	"unsafe"

	"detangle"
)

// A cell is read in one of two ways. plainCell takes the form that nearly all
// cells of nearly all writers have, byte by byte, and gives up at anything
// else; anyCell then reads the same cell by the book. Both end in value, so
// that a cell means the same whichever way it came.

// The types of cell (ECMA-376 part 1, 18.18.11) by one letter each.
const (
	typeNumber = 'n'
	typeShared = 's'
	typeString = 'S' // t="str": a formula's text
	typeInline = 'i'
	typeBool   = 'b'
	typeError  = 'e'
	typeISO    = 'd'
	typeOther  = '?'
)

// classes says what a byte may be in a value: what ends it, what needs
// decoding, and what a number is made of.
const (
	stopByte  uint8 = 1 << iota // '<' or the padding behind the data
	odd                         // '&' and control characters: needs decoding
	high                        // beyond ASCII: must be valid UTF-8
	under                       // '_': may begin an escape
	nondigit                    // may be part of a number, but is no digit
	nonnumber                   // no part of a number
)

var classes = func() (c [256]uint8) {
	for i := range c {
		switch b := byte(i); {
		case b == '<' || b == 0:
			c[i] = stopByte | odd
		case b == '&' || b < ' ' && b != '\t' && b != '\n':
			c[i] = odd | nonnumber
		case b >= utf8.RuneSelf:
			c[i] = high | nonnumber
		case b == '_':
			c[i] = under | nonnumber
		case b == '.' || b == '-' || b == '+' || b == 'E' || b == 'e':
			c[i] = nondigit
		case b < '0' || b > '9':
			c[i] = nonnumber
		}
	}
	return c
}()

// plainCell reads <c r="B7" s="1" t="s"><v>12</v></c> and its like at i. It
// returns where the next element begins, or 0 if the cell is not of that form.
func (p *sheetScan) plainCell(i int) int {
	b := p.b
	if b[i] != '<' || b[i+1] != 'c' {
		return 0
	}
	i += 2
	col, style, typ := p.lastCol+1, 0, byte(typeNumber)
	for b[i] == ' ' {
		if b[i+2] != '=' || b[i+3] != '"' {
			return 0
		}
		key := b[i+1]
		i += 4
		switch key {
		case 'r':
			c := 0
			letters := i
			for b[i]-'A' < 26 {
				c = c*26 + int(b[i]-'A') + 1
				i++
			}
			if i == letters || i > letters+3 || c > maxColumns {
				return 0
			}
			for _, d := range p.digits {
				if b[i] != d {
					return 0
				}
				i++
			}
			col = c - 1
		case 's':
			for b[i]-'0' < 10 && style < 1<<20 {
				style = style*10 + int(b[i]-'0')
				i++
			}
		case 't':
			typ = b[i]
			switch {
			case typ == 's' && b[i+1] == 't' && b[i+2] == 'r':
				typ, i = typeString, i+3
			case typ == 'i' && string(b[i:i+9]) == "inlineStr":
				i += 9
			case typ == 's' || typ == 'n' || typ == 'b' || typ == 'e':
				i++
			default:
				return 0
			}
		default:
			return 0
		}
		if b[i] != '"' {
			return 0
		}
		i++
	}
	if col <= p.lastCol || col >= maxColumns {
		return 0
	}
	if b[i] == '/' && b[i+1] == '>' {
		p.lastCol = col
		return i + 2
	}
	if b[i] != '>' {
		return 0
	}
	return p.plainValue(i+1, col, style, typ)
}

// plainValue reads <v>12</v></c> or <is><t>text</t></is></c> at i.
func (p *sheetScan) plainValue(i, col, style int, typ byte) int {
	b := p.b
	end := "</v></c>"
	switch {
	case b[i] == '<' && b[i+1] == 'v' && b[i+2] == '>' && typ != typeInline:
		i += 3
	case typ == typeInline && string(b[i:i+7]) == "<is><t>":
		i, end = i+7, "</t></is></c>"
	default:
		return 0
	}
	start, class := i, uint8(0)
	for classes[b[i]]&stopByte == 0 {
		class |= classes[b[i]]
		i++
	}
	if i+len(end) > len(b) || string(b[i:i+len(end)]) != end || class&odd != 0 {
		return 0
	}
	raw := b[start:i]
	if class&nonnumber != 0 && (typ == typeNumber || typ == typeShared || typ == typeBool) {
		return 0
	}
	if typ == typeError && len(bytes.TrimSpace(raw)) < len(raw) {
		return 0
	}
	if class&high != 0 && !utf8.Valid(raw) || class&under != 0 && bytes.Contains(raw, []byte("_x")) {
		return 0
	}
	p.lastCol = col
	p.value(col, style, typ, raw, class)
	return i + len(end)
}

// anyCell reads a cell whose opening tag is the present token.
func (p *sheetScan) anyCell() token {
	col, style, typ, placed := p.cellTag()
	p.text.reset()
	if p.empty {
		return opened
	}
	for {
		tok := p.next()
		if tok == opened && !p.empty {
			switch string(p.name) {
			case "v":
				tok = p.plainText()
			case "is":
				tok = richText(&p.scanner, &p.text, "is")
			case "c", "row":
				p.i = p.from
				tok = broken
			default:
				tok = p.skip()
			}
		}
		switch {
		case tok == more || tok == ended:
			return tok
		case tok == closed && string(p.name) == "c":
			p.keepCell(col, style, typ, placed)
			return opened
		case tok == closed && (string(p.name) == "row" || string(p.name) == "sheetData"):
			p.i = p.from
			tok = broken
		}
		if tok == broken {
			p.trouble(p.row.Number, col, "broken_xml", "", "the cell's XML is broken: what could be read of it was", "check the cell in a spreadsheet program")
			if outgrown(&p.scanner, "is") {
				p.keepCell(col, style, typ, placed)
				return opened
			}
		}
	}
}

// plainText collects the text of <v> up to its closing tag.
func (p *sheetScan) plainText() token {
	for {
		switch tok := p.next(); {
		case tok == more || tok == ended || tok == broken:
			return tok
		case tok == texted:
			p.text.add(&p.scanner)
		case tok == closed && string(p.name) == "v":
			p.text.endRun()
			return opened
		case outgrown(&p.scanner, "is"):
			p.i = p.from
			return broken
		}
	}
}

// cellTag reads the attributes of a cell. A cell without a reference stands
// right of the one before; one whose reference cannot be read has no place.
func (p *sheetScan) cellTag() (col, style int, typ byte, placed bool) {
	col, typ, placed = p.lastCol+1, typeNumber, true
	rest := p.attrs
	for {
		key, value, after, ok := nextAttr(rest)
		if !ok {
			break
		}
		rest = after
		switch string(key) {
		case "r":
			col, placed = p.reference(string(value))
		case "s":
			style, _ = strconv.Atoi(string(value))
		case "t":
			typ = cellType(string(value))
			if typ == typeOther {
				p.trouble(p.row.Number, col, "unknown_cell_type", string(value), "the cell is of a type that the format does not know: it is read as text", "check the cell in a spreadsheet program")
			}
		}
	}
	if len(bytes.TrimSpace(rest)) > 0 {
		p.trouble(p.row.Number, col, "broken_xml", string(rest), "the cell's tag cannot be read to its end", "check the cell in a spreadsheet program")
	}
	if col >= maxColumns {
		p.trouble(p.row.Number, -1, "bad_cell_reference", "", "a cell stands right of column XFD and is set aside", "check the row in a spreadsheet program")
		placed = false
	}
	if placed {
		p.tangled = p.tangled || col <= p.lastCol
		p.lastCol = col
	}
	return col, max(style, 0), typ, placed
}

// reference reads a cell's reference and compares its row.
func (p *sheetScan) reference(ref string) (col int, ok bool) {
	col, row, ok := parseRef(ref)
	switch {
	case !ok:
		p.trouble(p.row.Number, -1, "bad_cell_reference", ref, "a cell's reference cannot be read: the cell is set aside", "check the row in a spreadsheet program")
		return -1, false
	case row != p.row.Number:
		p.trouble(p.row.Number, col, "cell_in_other_row", ref, "the cell's reference names another row than the one it stands in: the row counts", "check the row in a spreadsheet program")
	}
	return col, ok
}

func cellType(t string) byte {
	switch t {
	case "n":
		return typeNumber
	case "s":
		return typeShared
	case "str":
		return typeString
	case "inlineStr":
		return typeInline
	case "b":
		return typeBool
	case "e":
		return typeError
	case "d":
		return typeISO
	}
	return typeOther
}

// keepCell ends a cell that was read piece by piece: its text is copied to
// where it lasts as long as the row.
func (p *sheetScan) keepCell(col, style int, typ byte, placed bool) {
	text, ok := p.text.done()
	if !ok {
		p.trouble(p.row.Number, col, "bad_text", string(text), "the cell's text holds characters or entities that cannot be", "check the cell in a spreadsheet program")
	}
	if !placed {
		if len(text) > 0 {
			p.trouble(p.row.Number, -1, "cell_set_aside", string(text), "a cell without a place was set aside", "check the row in a spreadsheet program")
		}
		return
	}
	if typ != typeString && typ != typeInline && typ != typeOther {
		text = bytes.TrimSpace(text)
	}
	start := len(p.scratch)
	p.scratch = append(p.scratch, text...)
	kept := p.scratch[start:]
	class := uint8(0)
	for _, c := range kept {
		class |= classes[c]
	}
	p.value(col, style, typ, kept, class)
}

// value appends a cell whose decoded text is raw, which lasts as long as the
// row; class is what its bytes are.
func (p *sheetScan) value(col, style int, typ byte, raw []byte, class uint8) {
	if len(raw) == 0 {
		return
	}
	kind, text := detangle.Text, unsafe.String(&raw[0], len(raw))
	switch typ {
	case typeShared:
		n, ok := p.sharedText(col, raw, class)
		if !ok {
			return
		}
		text = n
	case typeNumber:
		kind = detangle.Number
		if class&(nondigit|nonnumber) != 0 && !isNumber(raw) {
			p.trouble(p.row.Number, col, "bad_number", text, "the cell is said to hold a number but does not: it is read as text", "check the cell in a spreadsheet program")
			kind = detangle.Text
		} else if style < len(p.book.dates) && p.book.dates[style] {
			kind = detangle.Date
			if p.book.date1904 {
				kind = detangle.Date1904
			}
		}
	case typeBool:
		var ok bool
		if kind, text, ok = boolean(text); !ok {
			p.trouble(p.row.Number, col, "bad_boolean", text, "the cell is said to be true or false but is neither: it is read as text", "check the cell in a spreadsheet program")
		}
	case typeError:
		kind = detangle.Error
	case typeISO:
		kind = detangle.ISODate
	}
	if text == "" {
		return
	}
	p.cells = append(p.cells, detangle.Cell{Column: col, Kind: kind, Text: text})
}

// sharedText looks a shared string up.
func (p *sheetScan) sharedText(col int, digits []byte, class uint8) (string, bool) {
	t, n := p.book.strings, 0
	if class&(nondigit|nonnumber) != 0 {
		n = -1
	} else {
		for _, c := range digits {
			if n < 1<<40 {
				n = n*10 + int(c-'0')
			}
		}
	}
	if n < 0 || n >= len(t.all) {
		p.trouble(p.row.Number, col, "bad_shared_string", string(digits), "the cell names a shared string that the workbook does not hold: the cell is set aside", "check the cell in a spreadsheet program")
		return "", false
	}
	if len(t.odd) > 0 && t.odd[n] {
		p.trouble(p.row.Number, col, "bad_text", t.all[n], "the cell's text holds characters or entities that cannot be", "check the cell in a spreadsheet program")
	}
	return t.all[n], true
}

func boolean(text string) (detangle.Kind, string, bool) {
	switch text {
	case "1", "true":
		return detangle.Bool, "TRUE", true
	case "0", "false":
		return detangle.Bool, "FALSE", true
	}
	return detangle.Text, text, false
}

// isNumber reports whether b is a number as spreadsheets write it: -1.5E-07.
func isNumber(b []byte) bool {
	i := 0
	sign := func() {
		if i < len(b) && (b[i] == '-' || b[i] == '+') {
			i++
		}
	}
	digits := func() int {
		start := i
		for i < len(b) && b[i]-'0' < 10 {
			i++
		}
		return i - start
	}
	sign()
	n := digits()
	if i < len(b) && b[i] == '.' {
		i++
		n += digits()
	}
	if n == 0 {
		return false
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		i++
		sign()
		if digits() == 0 {
			return false
		}
	}
	return i == len(b)
}
