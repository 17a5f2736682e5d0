package lake

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What a person types into a search box, and how it becomes a query. Words must
// all occur, but for such as "the"; "two words" in quotation marks must stand so; bor* finds what begins
// so; -word must not occur. Nothing that can be typed is an error of syntax:
// every other mark is space.

// mostTerms is how many words of a query count.
const mostTerms = 24

// term is one word or phrase of a query.
type term struct {
	words   []string // folded: small letters without accents
	prefix  bool     // the last word is a beginning
	phrase  bool     // stood in quotation marks
	exclude bool
	either  string // of a single plain word: the other number (detainer, detainers)
}

// parseWords reads what was typed.
func parseWords(typed string) (terms []term) {
	typed = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(strings.ToValidUTF8(typed, " "))
	for i, part := range strings.Split(typed, `"`) {
		if i%2 == 1 {
			before := strings.TrimRight(typedBefore(typed, i), " ")
			terms = addTerm(terms, part, true, strings.HasSuffix(before, "-"))
			continue
		}
		for _, field := range strings.Fields(part) {
			terms = addTerm(terms, field, false, len(field) > 1 && field[0] == '-')
		}
	}
	telling := slices.DeleteFunc(slices.Clone(terms), term.slight)
	if slices.ContainsFunc(telling, func(t term) bool { return !t.exclude }) {
		terms = telling
	}
	return terms[:min(len(terms), mostTerms)]
}

// typedBefore returns the part before the i-th quotation mark.
func typedBefore(typed string, i int) string {
	parts := strings.SplitN(typed, `"`, i+1)
	return parts[i-1]
}

func addTerm(terms []term, written string, phrase, exclude bool) []term {
	t := term{phrase: phrase, exclude: exclude, prefix: strings.HasSuffix(strings.TrimSpace(written), "*")}
	for _, w := range splitWords(written) {
		t.words = append(t.words, w.folded)
	}
	if len(t.words) == 0 {
		return terms
	}
	last := t.words[len(t.words)-1]
	t.prefix = t.prefix && len(last) >= 2
	if !phrase && !t.prefix && len(t.words) == 1 && len(last) >= 4 && strings.Trim(last, "abcdefghijklmnopqrstuvwxyz") == "" {
		if t.either = last + "s"; strings.HasSuffix(last, "s") {
			t.either = strings.TrimSuffix(last, "s")
		}
	}
	return append(terms, t)
}

// matchSQL writes the terms in the language of FTS5; empty if no word must occur.
func matchSQL(terms []term) string {
	var must, not []string
	for _, t := range terms {
		q := `"` + strings.Join(t.words, " ") + `"`
		if t.prefix {
			q += "*"
		}
		if t.either != "" {
			q = "(" + q + ` OR "` + t.either + `")`
		}
		if t.exclude {
			not = append(not, q)
		} else {
			must = append(must, q)
		}
	}
	if len(must) == 0 {
		return ""
	}
	q := strings.Join(must, " AND ")
	if len(not) > 0 {
		q = "(" + q + ") NOT (" + strings.Join(not, " OR ") + ")"
	}
	return q
}

// foundWord is a word of a text and where it stands.
type foundWord struct {
	from, to int
	folded   string
}

// isASCIIWord are the letters and digits of ASCII, of which most texts are made.
var isASCIIWord = func() (in [0x80]bool) {
	for r := range in {
		in[r] = r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	return in
}()

// splitWords cuts a text as the tokenizer unicode61 of SQLite does: runs of
// letters and numbers, marks that join on, folded.
func splitWords(s string) (words []foundWord) {
	from := -1
	end := func(to int) {
		if from >= 0 {
			words = append(words, foundWord{from, to, fold(s[from:to])})
		}
		from = -1
	}
	words = make([]foundWord, 0, len(s)/6+1)
	for i, r := range s {
		switch {
		case r < 0x80 && !isASCIIWord[r]:
			end(i)
		case r < 0x80 || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Co, r):
			if from < 0 {
				from = i
			}
		case from >= 0 && unicode.Is(unicode.Mn, r):
		default:
			end(i)
		}
	}
	end(len(s))
	return words
}

// fold writes a word small and without accents.
func fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			plain = false
		}
	}
	if plain {
		return strings.ToLower(s)
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}

// Range is a stretch of bytes of a text, from From up to but without To.
type Range struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// slight are words so common that they say nothing of a place where they stand.
// They count only in quotation marks, and where nothing else was typed.
var slight = strings.Fields("a an and are as at be by for from in is it of on or that the this to was with de del el en la las los por que un una y")

func (t term) slight() bool {
	return len(t.words) == 1 && !t.prefix && slices.Contains(slight, t.words[0])
}

// marked finds where the terms stand in a text, in order and without overlap.
func marked(body string, terms []term) (found []Range) {
	words := splitWords(body)
	for i := 0; i < len(words); {
		n := 0
		for _, t := range terms {
			if !t.exclude {
				n = max(n, t.at(words[i:]))
			}
		}
		if n > 0 {
			found = append(found, Range{words[i].from, words[i+n-1].to})
		}
		i += max(n, 1)
	}
	return found
}

// at returns how many words the term takes at the beginning of words; 0 if it
// does not stand there.
func (t term) at(words []foundWord) int {
	if len(words) < len(t.words) {
		return 0
	}
	for i, w := range t.words {
		have := words[i].folded
		last := i == len(t.words)-1
		if have != w && !(last && t.prefix && strings.HasPrefix(have, w)) && (t.either == "" || have != t.either) {
			return 0
		}
	}
	return len(t.words)
}
