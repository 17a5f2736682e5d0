package readers

import "bytes"

// A scanner cuts XML into tags and text, over a window that may end anywhere.
// Names are local: prefixes and namespaces are not looked at, which reads
// x:row, and strict OOXML with its other addresses, like the common form.

type token uint8

const (
	more   token = iota // the window ends within a token
	ended               // the data end
	opened              // <name ...>, or <name .../> with empty set
	closed              // </name>
	texted              // text or CDATA between tags
	broken              // what cannot be XML; the scanner stands behind it
)

type scanner struct {
	b    []byte // data and padding
	n    int    // length of the data
	eof  bool   // nothing follows the data
	i    int    // where the next token begins
	from int    // where the last token began

	token token
	name  []byte // of opened and closed
	attrs []byte // of opened, raw
	empty bool   // of opened: <name/>
	text  []byte // of texted, raw
	cdata bool   // of texted: entities mean themselves
}

// wholeScanner reads data that are all in memory.
func wholeScanner(b []byte) *scanner {
	s := &scanner{}
	s.use(wholeWindow(b))
	return s
}

// use looks at the window's present data; the place in them is the caller's.
func (s *scanner) use(w *window) { s.b, s.n, s.eof = w.b, w.n, w.eof }

// next reads one token, past declarations, comments and instructions.
func (s *scanner) next() token {
	for {
		s.from = s.i
		s.token = s.step()
		if s.token != skipped {
			return s.token
		}
	}
}

// skipped is the token of what says nothing: comments and the like.
const skipped token = 255

func (s *scanner) step() token {
	b, i := s.b, s.i
	switch {
	case i >= s.n:
		return s.short()
	case b[i] != '<':
		return s.plain()
	case b[i+1] == '/':
		return s.closing()
	case b[i+1] == '!' || b[i+1] == '?':
		return s.declared()
	case i+1 >= s.n && !s.eof:
		return more
	}
	return s.opening()
}

// short is the answer where the window ends: more, or the end of the data.
func (s *scanner) short() token {
	if s.eof {
		return ended
	}
	return more
}

// spoilt passes over one byte, and what follows it up to the next tag.
func (s *scanner) spoilt() token {
	s.name = nil
	s.i++
	if next := bytes.IndexByte(s.b[s.i:s.n], '<'); next >= 0 {
		s.i += next
	} else {
		s.i = s.n
	}
	return broken
}

func (s *scanner) plain() token {
	length := bytes.IndexByte(s.b[s.i:s.n], '<')
	if length < 0 {
		if !s.eof {
			return more
		}
		length = s.n - s.i
	}
	s.text, s.cdata = s.b[s.i:s.i+length], false
	s.i += length
	return texted
}

// declared reads CDATA and passes over comments, instructions and a DOCTYPE.
func (s *scanner) declared() token {
	rest := s.b[s.i:s.n]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.past(4, "-->")
	case bytes.HasPrefix(rest, []byte("<?")):
		return s.past(2, "?>")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		end := bytes.Index(rest, []byte("]]>"))
		if end < 0 {
			return s.unended()
		}
		s.text, s.cdata = rest[9:end], true
		s.i += end + 3
		return texted
	case len(rest) < 9 && !s.eof:
		return more
	}
	depth := 0
	for k, c := range rest {
		switch c {
		case '<', '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth--; depth <= 0 {
				s.i += k + 1
				return skipped
			}
		}
	}
	return s.unended()
}

func (s *scanner) past(begin int, mark string) token {
	rest := s.b[s.i:s.n]
	end := -1
	if len(rest) >= begin {
		end = bytes.Index(rest[begin:], []byte(mark))
	}
	if end < 0 {
		return s.unended()
	}
	s.i += begin + end + len(mark)
	return skipped
}

// unended is the answer to a comment or its like that does not end in the
// window: at the end of the data it takes all that follows with it.
func (s *scanner) unended() token {
	if !s.eof {
		return more
	}
	s.name, s.i = nil, s.n
	return broken
}

func (s *scanner) closing() token {
	end := s.i + 2
	for s.b[end] != '>' && s.b[end] != '<' && s.b[end] != 0 {
		end++
	}
	if s.b[end] != '>' {
		return s.unclosed(end)
	}
	s.name = local(bytes.TrimRight(s.b[s.i+2:end], " \t\r\n"))
	s.i = end + 1
	return closed
}

func (s *scanner) opening() token {
	b, i := s.b, s.i+1
	name := i
	for tagStop[b[i]] == 0 {
		i++
	}
	nameEnd := i
	for {
		switch b[i] {
		case '>':
			s.name = local(b[name:nameEnd])
			s.empty = b[i-1] == '/'
			s.attrs = b[nameEnd:i]
			if s.empty {
				s.attrs = b[nameEnd : i-1]
			}
			if len(s.name) == 0 {
				return s.spoilt()
			}
			s.i = i + 1
			return opened
		case '"', '\'':
			quote := b[i]
			for i++; b[i] != quote; i++ {
				if b[i] == '<' || b[i] == 0 {
					return s.unclosed(i)
				}
			}
			i++
		case '<', 0:
			return s.unclosed(i)
		default:
			i++
		}
	}
}

// unclosed is the answer where a tag meets '<' or a zero byte at i.
func (s *scanner) unclosed(i int) token {
	if i >= s.n && !s.eof {
		return more
	}
	return s.spoilt()
}

// tagStop marks the bytes that end a tag's name.
var tagStop = [256]uint8{' ': 1, '\t': 1, '\n': 1, '\r': 1, '/': 1, '>': 1, '<': 1, '"': 1, '\'': 1, 0: 1}
