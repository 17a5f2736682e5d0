package readers

import "bytes"

// local drops a name's prefix.
func local(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

// attr returns the value of an attribute by its local name, decoded.
func (s *scanner) attr(name string) string {
	for rest := s.attrs; ; {
		key, value, after, ok := nextAttr(rest)
		if !ok {
			return ""
		}
		if string(key) == name {
			text, _ := decoded(nil, value)
			return string(text)
		}
		rest = after
	}
}

// nextAttr cuts the first attribute off attrs. It reports false at their end,
// and where what follows is no attribute.
func nextAttr(attrs []byte) (key, value, rest []byte, ok bool) {
	i := 0
	for i < len(attrs) && space[attrs[i]] {
		i++
	}
	start := i
	for i < len(attrs) && attrs[i] != '=' && !space[attrs[i]] {
		i++
	}
	key = attrs[start:i]
	for i < len(attrs) && space[attrs[i]] {
		i++
	}
	if i >= len(attrs) || attrs[i] != '=' || len(key) == 0 {
		return nil, nil, nil, false
	}
	for i++; i < len(attrs) && space[attrs[i]]; i++ {
	}
	if i >= len(attrs) || attrs[i] != '"' && attrs[i] != '\'' {
		return nil, nil, nil, false
	}
	end := bytes.IndexByte(attrs[i+1:], attrs[i])
	if end < 0 {
		return nil, nil, nil, false
	}
	return local(key), attrs[i+1 : i+1+end], attrs[i+end+2:], true
}

var space = [256]bool{' ': true, '\t': true, '\n': true, '\r': true}
