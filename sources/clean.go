package sources

import (
	"strings"
	"unicode"
)

// What common/macros.sql does to the text of a cell is done once for each word of
// a dictionary in a bulk source, where there are hundreds of cells to a word, and
// common/clean.sql tells tidy.sql that nothing is left to do. A test holds
// Clean and the macro unredacted to one another.

// Clean returns a cell's text without outer, repeated and non-breaking spaces;
// empty where nothing is left or the cell is withheld.
func Clean(text string) string {
	if withheld(text) {
		return ""
	}
	if tidyText(text) {
		return text
	}
	return strings.TrimFunc(spaces(strings.ReplaceAll(text, "\u00a0", " ")), isSpace)
}

// isSpace is what SQL's trim takes away.
func isSpace(r rune) bool { return unicode.Is(unicode.Zs, r) }

// tidyText reports a text of plain letters without a space to remove.
func tidyText(text string) bool {
	if text == "" || text[0] == ' ' || text[len(text)-1] == ' ' {
		return text == ""
	}
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' || c > '~' || c == ' ' && text[i+1] == ' ' {
			return false
		}
	}
	return true
}

// spaces makes one space of every run of them, as \s+ has it.
func spaces(text string) string {
	var b strings.Builder
	run := false
	for _, r := range text {
		switch r {
		case ' ', '\t', '\n', '\f', '\r':
			if !run {
				b.WriteByte(' ')
			}
			run = true
		default:
			b.WriteRune(r)
			run = false
		}
	}
	return b.String()
}

// withheld reports the marks of withheld cells, (b)(6), b(7)(c) and their
// spellings: (?i)\(b\)|b\([0-9]\).
func withheld(text string) bool {
	for i := 0; i+2 < len(text); i++ {
		switch {
		case text[i] == '(' && text[i+1]|0x20 == 'b' && text[i+2] == ')':
			return true
		case i+3 < len(text) && text[i]|0x20 == 'b' && text[i+1] == '(' && text[i+2]-'0' < 10 && text[i+3] == ')':
			return true
		}
	}
	return false
}

// CleanID returns the first 32 of the 40 hexadecimal digits of a person's id, which
// are a UUID; empty for every other text.
func CleanID(text string) string {
	text = strings.TrimSpace(text)
	if len(text) != 40 {
		return ""
	}
	for i := range len(text) {
		if c := text[i] | 0x20; (text[i] < '0' || text[i] > '9') && (c < 'a' || c > 'f') {
			return ""
		}
	}
	return text[:32]
}
