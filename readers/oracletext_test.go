package readers_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// unpacked undoes gzip by the standard library.
func unpacked(t testing.TB, r io.Reader) io.Reader {
	z, err := gzip.NewReader(r)
	must(t, err)
	return z
}

// decodedText reads a file as UTF-8, or as Windows-1252 where it is not.
func decodedText(t testing.TB, r io.Reader) io.Reader {
	b, err := io.ReadAll(r)
	must(t, err)
	if !utf8.Valid(b) {
		b, err = charmap.Windows1252.NewDecoder().Bytes(b)
		must(t, err)
	}
	return bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff")))
}
