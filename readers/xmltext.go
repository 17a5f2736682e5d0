package readers

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// Text in a workbook is escaped twice: by XML (&amp; and line ends) and, in
// strings, by the spreadsheet (_x000D_ is a carriage return, ECMA-376 part 1,
// 22.9.2.19). What cannot be decoded is kept as written and reported.

// decoded appends raw XML text to dst with entities and line ends resolved. It
// reports false where the text has an unknown entity or a character that XML
// does not allow.
func decoded(dst, raw []byte) ([]byte, bool) {
	ok := true
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '&':
			r, length := entity(raw[i:])
			if length == 0 {
				dst, ok, length = append(dst, c), false, 1
			} else {
				dst = utf8.AppendRune(dst, r)
			}
			i += length
		case c == '\r':
			dst = append(dst, '\n')
			if i++; i < len(raw) && raw[i] == '\n' {
				i++
			}
		case c < ' ' && c != '\t' && c != '\n':
			dst, ok = append(dst, c), false
			i++
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst, ok
}

// entity reads the entity at the start of b; length 0 means there is none.
func entity(b []byte) (r rune, length int) {
	end := bytes.IndexByte(b[:min(len(b), 12)], ';')
	if end < 2 {
		return 0, 0
	}
	switch name := string(b[1:end]); name {
	case "amp":
		return '&', end + 1
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	default:
		return charEntity(name, end+1)
	}
}

func charEntity(name string, length int) (rune, int) {
	if name[0] != '#' {
		return 0, 0
	}
	digits, base := name[1:], 10
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	r := rune(n)
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(r) || r < ' ' && r != '\t' && r != '\n' && r != '\r' {
		return 0, 0
	}
	return r, length
}

// unescaped resolves _xHHHH_ in place. It reports false for half a surrogate
// pair, which becomes U+FFFD.
func unescaped(b []byte) ([]byte, bool) {
	at := bytes.Index(b, []byte("_x"))
	if at < 0 {
		return b, true
	}
	ok, out := true, b[:at] // never longer than what was read
	for i := at; i < len(b); {
		unit, found := escape(b[i:])
		if !found {
			out = append(out, b[i])
			i++
			continue
		}
		i += 7
		r := rune(unit)
		if utf16.IsSurrogate(r) {
			low, _ := escape(b[i:])
			if r = utf16.DecodeRune(r, rune(low)); r != utf8.RuneError {
				i += 7
			} else {
				ok = false
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out, ok
}

// escape reads _xHHHH_ at the start of b.
func escape(b []byte) (unit uint16, found bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return uint16(n), err == nil && isHex(b[2:6])
}

func isHex(b []byte) bool {
	for _, c := range b {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
			return false
		}
	}
	return true
}

// textBuilder puts one string together from its pieces: text, CDATA, runs.
type textBuilder struct {
	buf []byte
	run int // where the present <t> begins: escapes do not span runs
	ok  bool
}

func (t *textBuilder) reset() { t.buf, t.run, t.ok = t.buf[:0], 0, true }

// add appends one token of text.
func (t *textBuilder) add(s *scanner) {
	if !s.cdata {
		var ok bool
		t.buf, ok = decoded(t.buf, s.text)
		t.ok = t.ok && ok
		return
	}
	for i, c := range s.text {
		if c == '\r' {
			if i+1 < len(s.text) && s.text[i+1] == '\n' {
				continue
			}
			c = '\n'
		}
		t.buf = append(t.buf, c)
	}
}

// endRun closes a <t> or a <v>: escapes are resolved within it.
func (t *textBuilder) endRun() {
	run, ok := unescaped(t.buf[t.run:])
	t.buf = append(t.buf[:t.run], run...)
	t.run = len(t.buf)
	t.ok = t.ok && ok
}

// done returns the text as valid UTF-8, and whether it was as it should be.
func (t *textBuilder) done() ([]byte, bool) {
	if utf8.Valid(t.buf) {
		return t.buf, t.ok
	}
	return bytes.ToValidUTF8(t.buf, []byte("\ufffd")), false
}
