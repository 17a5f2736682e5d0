package find

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// class says what a token is.
type class uint8

const (
	word    class = iota
	number        // digits, with separators: 1,200 or 9:00 or 02/12/2021
	mark          // punctuation and whatever else is no word
	open          // an opening double quotation mark
	closing       // a closing double quotation mark
	sopen         // an opening single quotation mark
	sclose        // a closing single one, or the apostrophe of a plural
	poss          // 's
	address       // a mail or web address: never looked into
)

// token is a piece of the text. low is its lower-case form without a last full
// stop and with straight apostrophes.
type token struct {
	start, end int
	low        string
	class      class
	cap        bool // begins with a capital
	caps       bool // two letters or more, all capitals
	broken     bool // stands first on a line that does not continue the one before
	para       int
	sent       int
}

// tokens splits the text. It reads every byte once.
func tokens(text string) []token {
	s := scanner{text: text, lineStart: 0, out: make([]token, 0, len(text)/5+8)}
	for s.pos < len(text) {
		s.next()
	}
	return s.out
}

type scanner struct {
	text      string
	pos       int
	lineStart int
	broken    bool
	para      int
	out       []token
}

func (s *scanner) rune(at int) rune {
	if at >= len(s.text) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(s.text[at:])
	return r
}

func (s *scanner) emit(end int, c class) {
	t := token{start: s.pos, end: end, class: c, broken: s.broken || len(s.out) == 0, para: s.para}
	if c == word || c == number {
		t.low, t.cap, t.caps = shape(s.text[s.pos:end])
	} else {
		t.low = s.text[s.pos:end]
	}
	s.out = append(s.out, t)
	s.pos, s.broken = end, false
}

// shape gives the form that rules compare, and the capitals.
func shape(w string) (low string, cap, caps bool) {
	letters, uppers := 0, 0
	for i, r := range w {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if unicode.IsUpper(r) {
			uppers++
			cap = cap || i == 0
		}
	}
	low = strings.TrimSuffix(strings.ToLower(w), ".")
	if strings.Contains(low, "’") {
		low = strings.ReplaceAll(low, "’", "'")
	}
	return low, cap, letters > 1 && letters == uppers
}

func (s *scanner) next() {
	r, size := utf8.DecodeRuneInString(s.text[s.pos:])
	switch {
	case r == '\n':
		s.newline()
	case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		s.pos += size
	case unicode.IsLetter(r):
		s.word()
	case unicode.IsDigit(r):
		s.number()
	case r == '“' || r == '”' || r == '"' || r == '„':
		s.doubleQuote(r, size)
	case r == '‘' || r == '’' || r == '\'':
		s.singleQuote(r, size)
	default:
		s.emit(s.pos+size, mark)
	}
}

// wrapped is the length in bytes from which a line is taken to be broken for
// the width of the page, so that the next one continues it.
const wrapped = 60

// newline tells a new paragraph (a blank line) and a new line that stands for
// itself (after a short one) from a line that goes on.
func (s *scanner) newline() {
	length := len(strings.TrimSpace(s.text[s.lineStart:s.pos]))
	s.pos++
	s.lineStart = s.pos
	if length == 0 {
		if n := len(s.out); n > 0 && s.out[n-1].para == s.para {
			s.para++
		}
		s.broken = true
		return
	}
	s.broken = s.broken || length < wrapped
}

func (s *scanner) word() {
	at := s.pos
	for at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || unicode.IsMark(r) {
			at += size
			continue
		}
		next := s.rune(at + size)
		joins := unicode.IsLetter(next) || unicode.IsDigit(next)
		switch {
		case (r == '@' || r == '.' && addressLike(s.text[s.pos:at], s.text[at+1:]) || r == ':' && strings.HasPrefix(s.text[at:], "://")) && (joins || r == ':'):
			s.address(at)
			return
		case r == '-' && joins, r == '&' && joins:
			at += size
		case (r == '\'' || r == '’') && unicode.IsLetter(next) && !possessiveAt(s.text[at+size:]):
			at += size
		case r == '.' && s.abbreviated(at, next):
			at += size
		default:
			s.emit(at, word)
			return
		}
	}
	s.emit(at, word)
}

// possessiveAt reports whether the rest, after an apostrophe, is an s that ends the word.
func possessiveAt(rest string) bool {
	if rest == "" || rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest[1:])
	return len(rest) == 1 || !unicode.IsLetter(r)
}

// abbreviated reports whether the full stop at this place belongs to the word:
// after an initial or a known abbreviation, or inside one such as U.S.
func (s *scanner) abbreviated(at int, next rune) bool {
	w := s.text[s.pos:at]
	if i := strings.LastIndexAny(w, ".-"); i >= 0 && len(w)-i <= 3 { // U.S.  N.Y.  D-N.Y.
		return true
	}
	if utf8.RuneCountInString(w) == 1 && unicode.IsUpper(rune(w[0])) {
		return unicode.IsSpace(next) || unicode.IsLetter(next) // an initial: George W. Bush
	}
	if len(w) > 10 {
		return false
	}
	low := strings.ToLower(w)
	if _, party, ok := strings.Cut(low, "-"); ok && len(low)-len(party) == 2 { // D-Ill.
		return abbreviations[party]
	}
	return abbreviations[low]
}

// addressLike reports whether a dot is that of a web or mail address.
func addressLike(before, after string) bool {
	if strings.EqualFold(before, "www") {
		return true
	}
	end := strings.IndexFunc(after, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '@' && r != '-' && r != '_'
	})
	if end < 0 {
		end = len(after)
	}
	if end > 64 {
		return false
	}
	return strings.Contains(after[:end], "@") || end > 1 && domains[strings.ToLower(after[:end])]
}

// address takes a mail or web address as one token. A bare name such as
// example.org, which may be a publisher's name, stays a word.
func (s *scanner) address(at int) {
	end := at
	for end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		if unicode.IsSpace(r) || strings.ContainsRune("<>\"“”‘’,;()[]", r) {
			break
		}
		end += size
	}
	for end > s.pos && strings.IndexByte(".:!?'", s.text[end-1]) >= 0 {
		end--
	}
	if end <= s.pos {
		end = at + 1
	}
	whole := s.text[s.pos:end]
	if strings.ContainsAny(whole, "@/:") || strings.HasPrefix(strings.ToLower(whole), "www.") {
		s.emit(end, address)
		return
	}
	if i := strings.LastIndexByte(whole, '\''); i > 0 {
		end = s.pos + i
	}
	s.emit(end, word)
}

// number takes digits with their separators, and words that begin with digits:
// 287(g), 18th, 60-strong.
func (s *scanner) number() {
	at, letters := s.pos, false
	for at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		next := s.rune(at + size)
		switch {
		case unicode.IsDigit(r):
		case unicode.IsLetter(r):
			letters = true
		case strings.ContainsRune(",.:/", r) && unicode.IsDigit(next):
		case r == '-' && (unicode.IsDigit(next) || unicode.IsLetter(next)):
		case r == '(' && strings.HasPrefix(s.text[at:], "(g)") && at-s.pos >= 3:
			s.emit(at+3, word)
			return
		default:
			s.emitNumber(at, letters)
			return
		}
		at += size
	}
	s.emitNumber(at, letters)
}

func (s *scanner) emitNumber(end int, letters bool) {
	if letters {
		s.emit(end, word)
		return
	}
	s.emit(end, number)
}

// doubleQuote tells opening from closing; a straight mark opens where a word
// follows and none stands before.
func (s *scanner) doubleQuote(r rune, size int) {
	opens := r == '“' || r == '„'
	if r == '"' {
		opens = s.opensHere(size)
	}
	if opens {
		s.emit(s.pos+size, open)
		return
	}
	s.emit(s.pos+size, closing)
}

func (s *scanner) opensHere(size int) bool {
	before, _ := utf8.DecodeLastRuneInString(s.text[:s.pos])
	next := s.rune(s.pos + size)
	free := s.pos == 0 || unicode.IsSpace(before) || strings.ContainsRune("([—–-", before)
	return free && next >= 0 && !unicode.IsSpace(next)
}

func (s *scanner) singleQuote(r rune, size int) {
	n := len(s.out)
	touches := n > 0 && s.out[n-1].end == s.pos && (s.out[n-1].class == word || s.out[n-1].class == number)
	if touches && possessiveAt(s.text[s.pos+size:]) {
		s.emit(s.pos+size+1, poss)
		return
	}
	if r == '‘' || r == '\'' && s.opensHere(size) {
		s.emit(s.pos+size, sopen)
		return
	}
	s.emit(s.pos+size, sclose)
}
