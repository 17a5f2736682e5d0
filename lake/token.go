package lake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind tells words from signs.
type tokenKind uint8

const (
	word   tokenKind = iota // a keyword or a bare name, in lower case
	quoted                  // a "quoted name"
	text                    // a 'text literal'
	number
	sign // an operator or a bracket; :: and the like are one sign
)

// token is one piece of a SQL statement. Comments and spaces are none.
type token struct {
	kind tokenKind
	text string
	at   int // byte offset
	line int // counted from 1
}

var signs = []string{"**=", "->>", "::", "->", "=>", "<>", "<=", ">=", "!=", "||", ":=", "//", "**", "~~", "!~", "@>", "<@", "<<", ">>", "^@", "=="}

// tokenize cuts a statement into tokens. It never fails: what it does not know
// is a sign.
func tokenize(sql string) []token {
	var tokens []token
	line := 1
	for at := 0; at < len(sql); {
		kind, n := nextToken(sql[at:])
		if n == 0 {
			n = 1
		}
		piece := sql[at : at+n]
		if kind != nothing {
			t := token{kind: kind, text: piece, at: at, line: line}
			if kind == word {
				t.text = strings.ToLower(piece)
			}
			tokens = append(tokens, t)
		}
		line += strings.Count(piece, "\n")
		at += n
	}
	return tokens
}

const nothing tokenKind = 255 // spaces and comments

func nextToken(s string) (tokenKind, int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsSpace(r):
		return nothing, size
	case strings.HasPrefix(s, "--"):
		return nothing, until(s, "\n", 2)
	case strings.HasPrefix(s, "/*"):
		return nothing, until(s, "*/", 2)
	case strings.HasPrefix(s, "$$"):
		return text, until(s, "$$", 2)
	case r == '\'':
		return text, quotedLength(s, '\'')
	case r == '"':
		return quoted, quotedLength(s, '"')
	case unicode.IsDigit(r), r == '.' && len(s) > 1 && s[1] >= '0' && s[1] <= '9':
		return number, numberLength(s)
	case unicode.IsLetter(r), r == '_':
		return word, wordLength(s)
	}
	for _, op := range signs {
		if strings.HasPrefix(s, op) {
			return sign, len(op)
		}
	}
	return sign, size
}

// until returns the length of s up to and with end, searched from offset from.
func until(s, end string, from int) int {
	if i := strings.Index(s[from:], end); i >= 0 {
		return from + i + len(end)
	}
	return len(s)
}

// quotedLength returns the length of a literal whose quote is doubled inside.
func quotedLength(s string, quote byte) int {
	for i := 1; i < len(s); i++ {
		if s[i] != quote {
			continue
		}
		if i+1 < len(s) && s[i+1] == quote {
			i++
			continue
		}
		return i + 1
	}
	return len(s)
}

func wordLength(s string) int {
	for i, r := range s {
		if r != '_' && r != '$' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return i
		}
	}
	return len(s)
}

func numberLength(s string) int {
	i := 0
	for i < len(s) && (s[i] == '.' || s[i] == '_' || s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && s[j] >= '0' && s[j] <= '9' {
			for i = j; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
			}
		}
	}
	return i
}
