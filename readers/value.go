package readers

import (
	"unicode/utf8"
	"unsafe"

	"detangle"
)

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

// value appends a cell whose decoded text is raw, which lasts as long as the
// row; class is what its bytes are.
func (p *sheetScan) value(col, style int, typ byte, raw []byte, class uint8) {
	if len(raw) == 0 {
		return
	}
	kind, text, shared := detangle.Text, unsafe.String(&raw[0], len(raw)), int32(0)
	switch typ {
	case typeShared:
		n, ok := p.sharedText(col, raw, class)
		if !ok {
			return
		}
		text, shared = p.book.strings.all[n], int32(n)+1
	case typeNumber:
		kind = detangle.Number
		if class&(nondigit|nonnumber) != 0 && !isNumber(raw) {
			p.trouble(p.row.Number, col, "bad_number", text, "the cell is said to hold a number but does not: it is read as text", "check the cell in a spreadsheet program")
			kind = detangle.Text
		} else {
			kind = p.numberKind(style)
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
	p.cells = append(p.cells, detangle.Cell{Column: col, Kind: kind, Shared: shared, Text: text})
}

// numberKind says whether a number is a date, by its style.
func (p *sheetScan) numberKind(style int) detangle.Kind {
	switch {
	case style >= len(p.book.dates) || !p.book.dates[style]:
		return detangle.Number
	case p.book.date1904:
		return detangle.Date1904
	}
	return detangle.Date
}

// sharedText looks a shared string up.
func (p *sheetScan) sharedText(col int, digits []byte, class uint8) (n int, ok bool) {
	t := p.book.strings
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
		return 0, false
	}
	if len(t.odd) > 0 && t.odd[n] {
		p.trouble(p.row.Number, col, "bad_text", t.all[n], "the cell's text holds characters or entities that cannot be", "check the cell in a spreadsheet program")
	}
	return n, true
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
