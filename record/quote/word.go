package quote

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word of a text: letters and digits, without case. An apostrophe, the
// points of U.S., the commas of 11,000 and brackets around letters do not part it
// (287(g), [t]hese, limit[ing]); a hyphen does, because writers differ on it. Square
// brackets around it or its letters belong to its stretch of the text.
type word struct {
	key  uint64 // of its folded letters; no two words of a language share one
	from uint32
	size uint16 // bytes
	flag uint16
}

const (
	inBrackets uint16 = 1 << iota // it stands in square brackets
	partly                        // some of its letters stand in square brackets
	afterGap                      // an ellipsis stands before it
	begins                        // a sentence begins with it
	paragraph                     // a paragraph begins with it
	item                          // an item of a list begins with it
)

func (w word) to() int { return int(w.from) + int(w.size) }

func (w word) has(flag uint16) bool { return w.flag&flag != 0 }

// words reads a text once. The marks of lists, "1.", "(b)" or a bullet, are no
// words: the word after them begins an item.
func words(body string) []word {
	s := scanner{body: body, list: make([]word, 0, len(body)/6)}
	for s.at < len(body) {
		r, n := utf8.DecodeRuneInString(body[s.at:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			s.word()
		} else {
			s.between(r, n)
		}
	}
	return s.list
}

type scanner struct {
	body    string
	at      int
	list    []word
	end     int  // of the last word
	bracket int  // where the open bracket stands, plus 1
	item    bool // a list's mark was just read
	line    bool // at the beginning of a line
}

// longestBracket is how far an open bracket reaches, in bytes, if it is never closed.
const longestBracket = 200

func (s *scanner) between(r rune, n int) {
	switch r {
	case '[':
		s.bracket = s.at + 1
	case ']':
		s.bracket = 0
	}
	s.at += n
}

func (s *scanner) word() {
	from := s.at
	hash, flag := uint64(fnvOffset), uint16(0)
	letters := 0
	if s.bracket > 0 && from-s.bracket < longestBracket {
		flag = inBrackets
	}
	for s.at < len(s.body) {
		c := s.body[s.at]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
				hash = (hash ^ uint64(c)) * fnvPrime
				s.at++
				letters++
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(s.body[s.at:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			var buf [utf8.UTFMax]byte
			for _, b := range buf[:utf8.EncodeRune(buf[:], unicode.ToLower(r))] {
				hash = (hash ^ uint64(b)) * fnvPrime
			}
			s.at += n
			letters++
			continue
		}
		n, bracketed := s.joins(r, n, letters)
		if n == 0 {
			break
		}
		if bracketed {
			flag = flag&^inBrackets | partly
		}
		s.at += n
	}
	to := s.at
	if flag&(inBrackets|partly) != 0 {
		if from > 0 && s.body[from-1] == '[' {
			from--
		}
		if to < len(s.body) && s.body[to] == ']' {
			to++
		}
	}
	s.add(word{hash, uint32(from), uint16(min(to-from, 1<<16-1)), flag})
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// joins returns how many bytes of a mark inside of a word do not part it; 0 if it ends there.
func (s *scanner) joins(r rune, n, letters int) (bytes int, bracketed bool) {
	rest := s.body[s.at+n:]
	next, _ := utf8.DecodeRuneInString(rest)
	prev := s.body[s.at-1]
	switch {
	case (r == '\'' || r == '’' || r == 'ʼ') && unicode.IsLetter(next):
		return n, false
	case r == '.' && letters == 1 && unicode.IsLetter(next) && !longer(rest):
		return n, false // U.S.
	case r == '.' && prev != '.' && s.at >= 2 && s.body[s.at-2] == '.' && unicode.IsLetter(next) && !longer(rest):
		return n, false // the second point of A.C.L.U.
	case (r == ',' || r == '.') && prev >= '0' && prev <= '9' && unicode.IsDigit(next):
		return n, false
	case r == '[' && unicode.IsLetter(next):
		s.bracket = s.at + 1
		return n, true
	case r == ']' && s.bracket > 0 && unicode.IsLetter(next):
		s.bracket = 0
		return n, true
	case r == '(' && prev >= '0' && prev <= '9' && len(rest) >= 2 && unicode.IsLetter(next) && rest[1] == ')':
		return n, false // the first bracket of 287(g)
	case r == ')' && s.at >= 2 && s.body[s.at-2] == '(' && unicode.IsLetter(rune(prev)) && unicode.IsLetter(next):
		return n, false
	}
	return 0, false
}

// longer reports whether a text begins with more than one letter or digit.
func longer(s string) bool {
	_, n := utf8.DecodeRuneInString(s)
	r, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// add takes a word with what the marks before it mean.
func (s *scanner) add(w word) {
	before := s.body[s.end:w.from]
	after := s.body[s.at:min(len(s.body), s.at+2)]
	first := len(s.list) == 0
	lineBegins := first || strings.ContainsAny(before, "\n\f")
	if s.isMarker(w, before, after, lineBegins) {
		s.item, s.line, s.end = true, lineBegins || s.item && s.line, s.at
		return
	}
	if s.item || lineBegins && bullet(before) {
		w.flag |= item | begins
		if lineBegins || s.line {
			w.flag |= paragraph
		}
	}
	if first || s.parted(before) {
		w.flag |= paragraph | begins
	}
	if ellipsis(before) {
		w.flag |= afterGap
	}
	if !first && s.sentenceEnds(before) {
		w.flag |= begins
	}
	s.item, s.line, s.end = false, false, s.at
	s.list = append(s.list, w)
}

// isMarker reports whether a word numbers an item: "1." or "a)" at the beginning of
// a line, "(1)" anywhere.
func (s *scanner) isMarker(w word, before, after string, lineBegins bool) bool {
	if w.size > 3 || after == "" {
		return false
	}
	text := s.body[w.from:w.to()]
	enclosed := strings.HasSuffix(before, "(") && after[0] == ')'
	lone := w.size == 1 || strings.Trim(text, "0123456789") == "" || strings.Trim(text, "ivx") == ""
	if !lone {
		return false
	}
	if enclosed {
		return true
	}
	return lineBegins && (after[0] == '.' || after[0] == ')') && (len(after) == 1 || after[1] == ' ' || after[1] == '\n' || after[1] == '\t')
}

// bullet reports whether a line's beginning is the bullet of an item.
func bullet(before string) bool {
	line := strings.TrimSpace(before[strings.LastIndexAny(before, "\n\f")+1:])
	switch strings.Trim(line, "“”\"") {
	case "•", "·", "-", "–", "*", "▪", "◦", "■", "●", "‣":
		return true
	}
	return false
}

// parted reports whether a paragraph ends in the marks between two words. A blank
// line in the middle of a sentence, where files were broken off, parts nothing.
func (s *scanner) parted(between string) bool {
	i := strings.IndexAny(between, "\n\f")
	if i < 0 {
		return false
	}
	blank := false
	for _, line := range strings.Split(between[i+1:], "\n")[:strings.Count(between[i+1:], "\n")] {
		blank = blank || strings.TrimSpace(line) == ""
	}
	if !blank {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s.body[s.end+len(between):])
	return !unicode.IsLower(next) || strings.ContainsAny(between[:i], ".!?:;")
}

// ellipsis reports whether words were left out, as quotations say it: "…", "...",
// ". . ." or those in brackets.
func ellipsis(between string) bool {
	if strings.Contains(between, "…") {
		return true
	}
	points := 0
	for _, r := range between {
		switch {
		case r == '.':
			points++
		case r != ' ' && r != '[' && r != ']' && r != '\u00a0' && r != '\n':
			points = 0
		}
		if points >= 3 {
			return true
		}
	}
	return false
}

// abbreviations do not end a sentence with their point.
var abbreviations = map[string]bool{
	"rep": true, "reps": true, "sen": true, "sens": true, "sec": true, "gov": true, "gen": true, "lt": true, "col": true, "sgt": true, "capt": true,
	"mr": true, "mrs": true, "ms": true, "dr": true, "st": true, "no": true, "nos": true, "vs": true, "v": true, "inc": true, "co": true, "jr": true, "sr": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "aug": true, "sept": true, "oct": true, "nov": true, "dec": true, "fig": true, "pp": true, "cf": true,
	"ill": true, "ala": true, "fla": true, "tex": true, "calif": true, "mass": true, "pa": true, "va": true, "ga": true, "md": true, "mich": true, "minn": true,
}

// sentenceEnds reports whether a sentence ends in the marks between two words.
func (s *scanner) sentenceEnds(between string) bool {
	i := strings.IndexAny(between, ".!?")
	if i < 0 || i+1 >= len(between) {
		return false
	}
	if !strings.ContainsAny(between[i:], " \n\t\f\u00a0") {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s.body[s.end+len(between):])
	if unicode.IsLower(next) {
		return false
	}
	if between[i] == '.' && i == 0 {
		last := s.list[len(s.list)-1]
		text := strings.ToLower(s.body[last.from:last.to()])
		if abbreviations[text] || len(text) == 1 && text != "i" {
			return false
		}
	}
	return true
}

// fold returns a word's letters as they are compared.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// within returns the words of a span, as indexes from and up to but without to.
func within(list []word, s Span) (from, to int) {
	from = sort.Search(len(list), func(i int) bool { return int(list[i].from) >= s.From })
	to = from + sort.Search(len(list)-from, func(i int) bool { return list[from+i].to() > s.To })
	return from, to
}

// spanOf is the stretch of bytes of words from and up to but without to.
func spanOf(list []word, from, to int) Span {
	if from >= to {
		return Span{}
	}
	return Span{int(list[from].from), list[to-1].to()}
}
