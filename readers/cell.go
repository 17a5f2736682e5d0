package readers

import (
	"bytes"
	"unicode/utf8"
)

// A cell is read in one of two ways. plainCell takes the form that nearly all
// cells of nearly all writers have, byte by byte, and gives up at anything
// else; anyCell then reads the same cell by the book. Both end in value, so
// that a cell means the same whichever way it came.

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
