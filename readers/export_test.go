package readers

// Streamed makes options that stream every part in chunks of this many bytes,
// as only large sheets are otherwise.
func Streamed(o Options, chunk int) Options {
	o.whole, o.chunk = 1, chunk
	return o
}

// DelimiterOf is the delimiter that was found for a text file.
func DelimiterOf(b Book) byte { return b.(*delimited).delimiter }

// IsText reports whether the file was read as delimited text in UTF-8.
func IsText(b Book) bool {
	d, ok := b.(*delimited)
	return ok && d.encoding == utf8Text
}
