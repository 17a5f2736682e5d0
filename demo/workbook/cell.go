package workbook

import (
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"detangle"
)

// The cell styles, by their place in styles.xml.
const (
	styleDate   = "1" // mm-dd-yy
	styleLink   = "2" // blue and underlined
	styleHeader = "3" // bold
	styleBlank  = "4" // a border and nothing in it
)

func (s *Sheet) cell(c detangle.Cell, number []byte) error {
	if c.Column < 0 || c.Column >= 16384 {
		return fmt.Errorf("no such column: %d", c.Column)
	}
	s.buf = append(append(append(append(s.buf, `<c r="`...), s.letters(c.Column)...), number...), '"')
	if c.Link != "" {
		s.links = append(s.links, link{s.letters(c.Column) + string(number), c.Link})
	}
	s.style(c)
	switch c.Kind {
	case detangle.Empty:
		s.buf = append(s.buf, "/>"...)
	case detangle.Text:
		s.text(c.Text)
	case detangle.Number, detangle.Date, detangle.Date1904:
		if (c.Kind == detangle.Date1904) != s.w.options.Date1904 && c.Kind != detangle.Number {
			return fmt.Errorf("a date of the other date system\nhint: set Date1904 to write dates of 1904")
		}
		if !isNumber(c.Text) {
			return fmt.Errorf("%q is no number", c.Text)
		}
		s.value("", c.Text)
	case detangle.Bool:
		value := "0"
		if c.Text == "TRUE" {
			value = "1"
		}
		s.value("b", value)
	case detangle.ISODate:
		s.value("d", escaped(c.Text))
	case detangle.Error:
		s.value("e", escaped(c.Text))
	default:
		return fmt.Errorf("unknown kind of cell: %d", c.Kind)
	}
	return nil
}

func (s *Sheet) style(c detangle.Cell) {
	style := ""
	switch {
	case s.last <= s.layout.HeaderRows:
		style = styleHeader
	case c.Kind == detangle.Date || c.Kind == detangle.Date1904 || c.Kind == detangle.ISODate:
		style = styleDate
	case c.Link != "":
		style = styleLink
	case c.Kind == detangle.Empty:
		style = styleBlank
	default:
		return
	}
	s.buf = append(append(append(s.buf, ` s="`...), style...), '"')
}

func (s *Sheet) value(kind, v string) {
	if kind != "" {
		s.buf = append(append(append(s.buf, ` t="`...), kind...), '"')
	}
	s.buf = append(append(append(s.buf, "><v>"...), v...), "</v></c>"...)
}

func (s *Sheet) text(t string) {
	if s.w.options.SharedStrings {
		s.buf = append(s.buf, ` t="s"><v>`...)
		s.buf = strconv.AppendInt(s.buf, int64(s.w.strings.add(t)), 10)
		s.buf = append(s.buf, "</v></c>"...)
		return
	}
	s.buf = append(s.buf, ` t="inlineStr"><is>`...)
	s.buf = appendText(s.buf, t)
	s.buf = append(s.buf, "</is></c>"...)
}

// stringTable holds the shared strings in the order they were first met.
type stringTable struct {
	index map[string]int
	list  []string
	uses  int
}

func (t *stringTable) add(s string) int {
	t.uses++
	i, ok := t.index[s]
	if !ok {
		i = len(t.list)
		t.index[s] = i
		t.list = append(t.list, s)
	}
	return i
}

// appendText appends a <t> element; outer spaces are kept as they are.
func appendText(b []byte, t string) []byte {
	if t != "" && (isSpace(t[0]) || isSpace(t[len(t)-1])) {
		b = append(b, `<t xml:space="preserve">`...)
	} else {
		b = append(b, "<t>"...)
	}
	return append(appendEscaped(b, t), "</t>"...)
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// appendEscaped writes text as XML takes it. Characters that XML 1.0 has no
// place for are written _x000B_ as Excel does, and a text that looks like that
// already is protected (ECMA-376, part 1, 22.9.2.19).
func appendEscaped(b []byte, t string) []byte {
	plain := true
	for i := 0; i < len(t); i++ {
		if c := t[i]; c < ' ' || c == '&' || c == '<' || c == '>' || c == '"' || c == '_' || c >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return append(b, t...)
	}
	for i, r := range t {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '"':
			b = append(b, "&quot;"...)
		case r == '_' && looksEscaped(t[i:]):
			b = append(b, "_x005F_"...)
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			b = append(b, fmt.Sprintf("_x%04X_", r)...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

func looksEscaped(t string) bool {
	if len(t) < 7 || t[1] != 'x' || t[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(t[2:6], 16, 16)
	return err == nil
}

func escaped(t string) string { return string(appendEscaped(nil, t)) }

// isNumber is a cheap guard: what passes cannot break the XML.
func isNumber(t string) bool {
	for i := 0; i < len(t); i++ {
		if c := t[i]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'E' && c != 'e' {
			return false
		}
	}
	return t != ""
}

// DateSerial returns the number under which a workbook of the 1900 date system
// stores a day; it holds from March 1900 on.
func DateSerial(d detangle.Day) string {
	const epoch = 25569 // 1970-01-01
	return strconv.Itoa(int(d) + epoch)
}

// stamp writes a time as the document properties do.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
