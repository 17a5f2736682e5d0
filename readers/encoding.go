package readers

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// textEncoding is how a text file's bytes mean characters.
type textEncoding string

const (
	utf8Text    textEncoding = "UTF-8"
	utf16Little textEncoding = "UTF-16LE"
	utf16Big    textEncoding = "UTF-16BE"
	windows1252 textEncoding = "Windows-1252"
)

// encodingError names an encoding that is not read here.
type encodingError string

func (e encodingError) Error() string { return fmt.Sprintf("encoding %q is not read here", string(e)) }

// reader decodes r to UTF-8, without its byte order mark.
func (e textEncoding) reader(r io.Reader) io.Reader {
	var from encoding.Encoding
	switch e {
	case utf16Little:
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case utf16Big:
		from = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case windows1252:
		from = charmap.Windows1252
	default:
		return withoutMark(r)
	}
	return transform.NewReader(r, from.NewDecoder())
}

// withoutMark drops a UTF-8 byte order mark.
func withoutMark(r io.Reader) io.Reader {
	head, err := readHead(r, 3)
	if err != nil && err != io.EOF {
		r = failing{err}
	}
	return io.MultiReader(bytes.NewReader(bytes.TrimPrefix(head, []byte("\ufeff"))), r)
}

// readHead reads up to size bytes. At the natural end of r the error is
// io.EOF; unlike io.ReadFull it passes on the error of data that are cut short.
func readHead(r io.Reader, size int) ([]byte, error) {
	head, n := make([]byte, size), 0
	var err error
	for n < size && err == nil {
		var got int
		got, err = r.Read(head[n:])
		n += got
	}
	if n == size {
		err = nil
	}
	return head[:n], err
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// utf16Order tells UTF-16 by its byte order mark, or by the zero bytes that
// every second place of Western text holds.
func utf16Order(head []byte) textEncoding {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return utf16Little
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return utf16Big
	}
	zeros := [2]int{}
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case half >= 2 && zeros[1] > half*6/10 && zeros[0] <= half/50:
		return utf16Little
	case half >= 2 && zeros[0] > half*6/10 && zeros[1] <= half/50:
		return utf16Big
	}
	return utf8Text
}

// textSurvey counts what tells UTF-8 from Windows-1252 over a whole file: one
// é on the last line decides as much as one on the first.
type textSurvey struct {
	bytes   int64
	multi   int // well-formed characters of several bytes
	invalid int // bytes that UTF-8 does not allow
	rest    []byte
}

func (t *textSurvey) Write(p []byte) (int, error) {
	t.bytes += int64(len(p))
	b := p
	if len(t.rest) > 0 {
		b = append(t.rest, p...)
	}
	for len(b) > 0 {
		if ascii := asciiPrefix(b); ascii > 0 {
			b = b[ascii:]
			continue
		}
		if !utf8.FullRune(b) {
			break
		}
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			t.invalid++
		} else {
			t.multi++
		}
		b = b[size:]
	}
	t.rest = append(t.rest[:0], b...)
	return len(p), nil
}

func asciiPrefix(b []byte) int {
	for i, c := range b {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(b)
}

// encoding is Windows-1252 where UTF-8 fails more often than it succeeds.
func (t *textSurvey) encoding() textEncoding {
	if t.invalid+len(t.rest) > t.multi {
		return windows1252
	}
	return utf8Text
}

var xmlEncoding = regexp.MustCompile(`^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']`)

// utf8XML returns an XML part's text as UTF-8, by its byte order mark, its
// zero bytes or its declaration.
func utf8XML(r io.Reader) (io.Reader, error) {
	head, err := readHead(r, 256)
	if err != nil && err != io.EOF {
		return nil, err
	}
	r = io.MultiReader(bytes.NewReader(head), r)
	if order := utf16Order(head); order != utf8Text {
		return order.reader(r), nil
	}
	found := xmlEncoding.FindSubmatch(bytes.TrimPrefix(head, []byte("\ufeff")))
	if found == nil {
		return withoutMark(r), nil
	}
	switch name := strings.ToLower(string(found[1])); name {
	case "utf-8", "utf8", "us-ascii", "ascii":
		return withoutMark(r), nil
	case "windows-1252", "cp1252", "iso-8859-1", "latin1":
		return windows1252.reader(r), nil
	default:
		return nil, encodingError(found[1])
	}
}
