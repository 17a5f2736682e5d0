package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode turns the bytes of a text into UTF-8 and names the encoding they were
// in: by its mark, by the zero bytes of UTF-16, by being valid, by what a page
// declares; what is left is Windows-1252, if every byte has a meaning there.
func decode(name string, data []byte, declared string) (body, encodingName string, notes []Note, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return "", "", nil, stop(name, "unknown_encoding", "it is written in UTF-32, which is not read here", "save it as UTF-8")
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeWith(name, data[2:], unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16LE")
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeWith(name, data[2:], unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16BE")
	}
	if even, odd := zeros(data); even+odd > 0 {
		switch {
		case odd > len(data)/4 && even*20 < odd:
			return decodeWith(name, data, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16LE")
		case even > len(data)/4 && odd*20 < even:
			return decodeWith(name, data, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16BE")
		}
		return "", "", nil, stop(name, "not_text", fmt.Sprintf("it holds %d zero bytes and is no text", even+odd), "documents are read from .txt, .html and .pdf")
	}
	if utf8.Valid(data) {
		body = string(data)
		if n := doubled(body); n > 2 {
			notes = append(notes, Note{"doubled_encoding", fmt.Sprintf("%d characters look as if UTF-8 had been read as Windows-1252 and saved again, such as \u00e2\u20ac\u2122 for \u2019; the text is kept as it is", n)})
		}
		return body, "UTF-8", notes, nil
	}
	if good, bad := sequences(data); good > 2*bad {
		return strings.ToValidUTF8(string(data), "\ufffd"), "UTF-8",
			[]Note{{"damaged_characters", fmt.Sprintf("%d stretches of bytes are no UTF-8; each stands as \ufffd", bad)}}, nil
	}
	if e, canonical := charset.Lookup(declared); e != nil && canonical != "utf-8" && canonical != "windows-1252" && canonical != "replacement" {
		return decodeWith(name, data, e, canonical)
	}
	for i, c := range data {
		if c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d { // without a meaning in Windows-1252
			return "", "", nil, stop(name, "unknown_encoding",
				fmt.Sprintf("its encoding is none of UTF-8, UTF-16 and Windows-1252: byte %#x at offset %d", c, i), "save it as UTF-8")
		}
	}
	return decodeWith(name, data, charmap.Windows1252, "Windows-1252")
}

func decodeWith(name string, data []byte, e encoding.Encoding, as string) (string, string, []Note, error) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", nil, stop(name, "unknown_encoding", fmt.Sprintf("it looks like %s and is not: %v", as, err), "save it as UTF-8")
	}
	body := strings.ToValidUTF8(string(out), "\ufffd")
	var notes []Note
	if n := strings.Count(body, "\ufffd"); n > 0 {
		notes = append(notes, Note{"damaged_characters", fmt.Sprintf("%d characters could not be decoded from %s; each stands as \ufffd", n, as)})
	}
	return body, as, notes, nil
}

// zeros counts zero bytes at even and odd offsets: Western text in UTF-16 has
// one in nearly every pair.
func zeros(data []byte) (even, odd int) {
	if bytes.IndexByte(data, 0) < 0 {
		return 0, 0
	}
	for i, c := range data {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	return even, odd
}

// sequences counts whole multi-byte characters and bytes that belong to none.
func sequences(data []byte) (good, bad int) {
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		data = data[n:]
	}
	return good, bad
}

// doubled counts the commonest marks of a text that was decoded twice: a
// typographic quotation mark, dash or space in three or two wrong characters.
func doubled(body string) (n int) {
	if !strings.ContainsAny(body, "\u00e2\u00c2") {
		return 0
	}
	for _, mark := range []string{"\u00e2\u20ac", "\u00c2\u00a0", "\u00c2\u00a7"} {
		n += strings.Count(body, mark)
	}
	return n
}

// clean takes out what no reader sees: line ends become \n, and control
// characters other than tab, line and page ends go.
func clean(body string) string {
	if strings.IndexFunc(body, isControl) >= 0 {
		body = strings.ReplaceAll(body, "\r\n", "\n")
		body = strings.Map(func(r rune) rune {
			switch {
			case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029' || r == '\v':
				return '\n'
			case isControl(r):
				return -1
			}
			return r
		}, body)
	}
	return body
}

func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' && r != '\f' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == '\u00ad'
}
