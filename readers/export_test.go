package readers

// Streamed makes options that stream every part in chunks of this many bytes,
// as only large sheets are otherwise.
func Streamed(o Options, chunk int) Options {
	o.whole, o.chunk = 1, chunk
	return o
}

// DelimiterOf is the delimiter that was found for a text file.
func DelimiterOf(b Book) byte { return b.(*delimited).delimiter }
