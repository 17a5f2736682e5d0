package readers

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"unicode/utf8"
	"unsafe"

	"detangle"
)

// A cell is read in one of two ways. plainCell takes the form that nearly all
// cells of nearly all writers have, byte by byte, and gives up at anything
// else; anyCell then reads the same cell by the book. Both end in value, so
// that a cell means the same whichever way it came.

// The pieces of a plain cell, as the numbers that loading them from memory gives.
var (
	attrR    = four([]byte(` r="`), 0)
	attrS    = four([]byte(` s="`), 0)
	attrT    = four([]byte(` t="`), 0)
	endValue = eight([]byte("</v></c>"), 0)
)

func four(b []byte, i int) uint32  { return binary.LittleEndian.Uint32(b[i:]) }
func eight(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[i:]) }

// rowTail is the end of every reference in a row, the number and the quote
// (`7"` of r="B7"), to be compared in one step: no number has more than seven digits.
type rowTail struct {
	mark, mask uint64
	length     int
}

func newRowTail(row int) rowTail {
	text := append(strconv.AppendInt(make([]byte, 0, 8), int64(row), 10), '"')
	mask := ^uint64(0) >> (64 - 8*len(text))
	return rowTail{eight(text[:8], 0) & mask, mask, len(text)}
}

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
		switch four(b, i) {
		case attrR:
			c := 0
			for i += 4; b[i]-'A' < 26 && c <= maxColumns; i++ {
				c = c*26 + int(b[i]-'A') + 1
			}
			if eight(b, i)&p.tail.mask != p.tail.mark {
				return 0
			}
			col = c - 1
			i += p.tail.length
		case attrS:
			style = 0
			for i += 4; b[i]-'0' < 10 && style < 1<<20; i++ {
				style = style*10 + int(b[i]-'0')
			}
			if b[i] != '"' {
				return 0
			}
			i++
		case attrT:
			if typ, i = plainType(b, i+4); typ == typeOther {
				return 0
			}
		default:
			return 0
		}
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

// plainType reads a type and its closing quote; what is rare is typeOther.
func plainType(b []byte, i int) (typ byte, next int) {
	switch typ = b[i]; {
	case b[i+1] == '"' && (typ == typeShared || typ == typeNumber || typ == typeBool || typ == typeError):
		return typ, i + 2
	case string(b[i:i+4]) == `str"`:
		return typeString, i + 4
	case string(b[i:i+10]) == `inlineStr"`:
		return typeInline, i + 10
	}
	return typeOther, i
}

// plainValue reads <v>12</v></c> or <is><t>text</t></is></c> at i.
func (p *sheetScan) plainValue(i, col, style int, typ byte) int {
	b := p.b
	switch {
	case typ == typeInline && string(b[i:i+7]) == "<is><t>":
		return p.plainText(i+7, col, style, typ, "</t></is></c>")
	case b[i] != '<' || b[i+1] != 'v' || b[i+2] != '>' || typ == typeInline:
		return 0
	}
	next := 0
	switch i += 3; typ {
	case typeShared:
		next = p.plainShared(i, col)
	case typeNumber:
		next = p.plainNumber(i, col, style)
	}
	if next > 0 {
		return next
	}
	return p.plainText(i, col, style, typ, "</v></c>")
}

// plainShared reads the number of a shared string that is there and well.
func (p *sheetScan) plainShared(i, col int) int {
	b, n, t := p.b, 0, p.book.strings
	for ; b[i]-'0' < 10 && n < 1<<40; i++ {
		n = n*10 + int(b[i]-'0')
	}
	if b[i-1] == '>' || eight(b, i) != endValue || n >= len(t.all) || len(t.odd) > 0 {
		return 0
	}
	p.lastCol = col
	if text := t.all[n]; text != "" {
		p.cells = append(p.cells, detangle.Cell{Column: col, Kind: detangle.Text, Shared: int32(n) + 1, Text: text})
	}
	return i + 8
}

// plainNumber reads a number without an exponent.
func (p *sheetScan) plainNumber(i, col, style int) int {
	b, start, points := p.b, i, 0
	if b[i] == '-' {
		i++
	}
	first := i
	for ; b[i]-'0' < 10; i++ {
	}
	if b[i] == '.' {
		points = 1
		for i++; b[i]-'0' < 10; i++ {
		}
	}
	if i-first == points || eight(b, i) != endValue {
		return 0
	}
	p.lastCol = col
	p.cells = append(p.cells, detangle.Cell{Column: col, Kind: p.numberKind(style), Text: unsafe.String(&b[start], i-start)})
	return i + 8
}

// plainText reads any other value that needs no decoding, up to its end.
func (p *sheetScan) plainText(i, col, style int, typ byte, end string) int {
	b := p.b
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
