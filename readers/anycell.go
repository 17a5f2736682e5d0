package readers

import (
	"bytes"
	"strconv"
)

// anyCell reads a cell whose opening tag is the present token.
func (p *sheetScan) anyCell() token {
	col, style, typ, placed := p.cellTag()
	p.text.reset()
	if p.empty {
		return opened
	}
	formula, value := false, false
	for {
		tok := p.next()
		if tok == opened && string(p.name) == "f" {
			formula = true
		} else if tok == opened && string(p.name) == "v" {
			value = true
		}
		if tok == opened && !p.empty {
			switch string(p.name) {
			case "v":
				tok = p.valueText()
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
			if formula && !value {
				p.hollow.add(1, p.row.Number, col)
			}
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

// valueText collects the text of <v> up to its closing tag.
func (p *sheetScan) valueText() token {
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
