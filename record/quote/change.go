package quote

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Kinds of change, in the words of the record.
const (
	InsertedWord = "inserted word"
	DroppedWord  = "dropped word"
	ChangedWord  = "changed word"
	MovedWord    = "moved word"
	Plural       = "plural"
	OneLetter    = "one letter" // a misspelling, or another word
)

// Change is one place at which a quotation and a source differ.
type Change struct {
	Kind   string `json:"kind"`
	Marked bool   `json:"marked"` // brackets or an ellipsis say so: an honest change
	Was    string `json:"was"`    // the source's words
	Is     string `json:"is"`     // the quotation's words
	WasAt  Span   `json:"was_at"` // where they stand in the source
	IsAt   Span   `json:"is_at"`  // and in the quotation's text; empty spans stand before the next word
}

// block is a run of steps that are not the same on both sides.
type block struct {
	q, s Range // word indexes
}

// Range is a run of words, from From up to but without To.
type Range struct{ From, To int }

func (r Range) len() int { return r.To - r.From }

// blocks lists the differences of an alignment that begins at words q and s.
func blocks(steps []step, q, s int) (list []block) {
	for k := 0; k < len(steps); {
		b := block{Range{q, q}, Range{s, s}}
		for ; k < len(steps) && steps[k] != same; k++ {
			if steps[k] != inserted {
				b.s.To++
			}
			if steps[k] != dropped {
				b.q.To++
			}
		}
		q, s = b.q.To, b.s.To
		if b.q.len()+b.s.len() > 0 {
			list = append(list, b)
		}
		for ; k < len(steps) && steps[k] == same; k++ {
			q, s = q+1, s+1
		}
	}
	return list
}

// side is a text with its words.
type side struct {
	body  string
	words []word
}

func (d side) text(r Range) string {
	s := spanOf(d.words, r.From, r.To)
	return strings.Join(strings.Fields(d.body[s.From:s.To]), " ")
}

// at is where a run of words stands; an empty run stands before the word at its place.
func (d side) at(r Range) Span {
	if r.len() > 0 {
		return spanOf(d.words, r.From, r.To)
	}
	if r.From < len(d.words) {
		from := int(d.words[r.From].from)
		return Span{from, from}
	}
	return Span{len(d.body), len(d.body)}
}

// sorted are the words of a run in the order of their letters.
func (d side) sorted(r Range) string {
	var list []string
	for i := r.From; i < r.To; i++ {
		list = append(list, d.folded(i))
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// letters are those of a run of words, as they are compared.
func (d side) letters(r Range) string {
	var b strings.Builder
	for i := r.From; i < r.To; i++ {
		b.WriteString(d.folded(i))
	}
	return b.String()
}

func (d side) folded(i int) string { return fold(d.body[d.words[i].from:d.words[i].to()]) }

// changes names the differences between a quotation and a source.
func changes(quotation, source side, list []block) (all []Change) {
	for _, b := range list {
		if b.q.len() > 0 && source.letters(b.s) == quotation.letters(b.q) {
			continue // right-wing and rightwing
		}
		c := Change{Was: source.text(b.s), Is: quotation.text(b.q), WasAt: source.at(b.s), IsAt: quotation.at(b.q)}
		c.Marked = marked(quotation, source, b)
		c.Kind = kind(quotation, source, b)
		all = append(all, c)
	}
	moved(all)
	return all
}

// marked reports whether a quotation owns up to a difference: each word of its own
// stands in brackets, or the letters of it that do not are those of the source; or
// an ellipsis stands for what is gone.
func marked(q, s side, b block) bool {
	if b.q.len() == 0 {
		return b.q.From < len(q.words) && q.words[b.q.From].has(afterGap)
	}
	for i := b.q.From; i < b.q.To; i++ {
		w := q.words[i]
		switch {
		case w.has(inBrackets):
		case w.has(partly) && b.q.len() == b.s.len() && keeps(q.body[w.from:w.to()], s.folded(b.s.From+i-b.q.From)):
		default:
			return false
		}
	}
	return true
}

// keeps reports whether the letters of a word outside of brackets begin or end the
// word of the source: limit[ing] and limit.
func keeps(printed, source string) bool {
	open, end := strings.IndexByte(printed, '['), strings.IndexByte(printed, ']')
	if open < 0 || end < open {
		return false
	}
	return strings.HasPrefix(source, fold(printed[:open])) && strings.HasSuffix(source, fold(printed[end+1:]))
}

func kind(quotation, source side, b block) string {
	switch {
	case b.s.len() == 0:
		return InsertedWord
	case b.q.len() == 0:
		return DroppedWord
	case b.s.len() != b.q.len():
		return ChangedWord
	}
	if quotation.sorted(b.q) == source.sorted(b.s) {
		return MovedWord
	}
	plurals, spelt := 0, 0
	for k := range b.q.len() {
		is, was := quotation.folded(b.q.From+k), source.folded(b.s.From+k)
		if singular(is) == singular(was) {
			plurals++
		} else if nearly(is, was) {
			spelt++
		}
	}
	switch {
	case plurals == b.q.len():
		return Plural
	case spelt == b.q.len():
		return OneLetter
	}
	return ChangedWord
}

// singular takes the ending of a plural from a word.
func singular(s string) string {
	switch {
	case len(s) > 4 && strings.HasSuffix(s, "ies"):
		return s[:len(s)-3] + "y"
	case len(s) > 4 && (strings.HasSuffix(s, "sses") || strings.HasSuffix(s, "xes") || strings.HasSuffix(s, "ches") || strings.HasSuffix(s, "shes")):
		return s[:len(s)-2]
	case len(s) > 3 && strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "ss"):
		return s[:len(s)-1]
	}
	return s
}

// nearly reports whether one letter is wrong, missing, too many or out of its
// place, in words of five letters or more.
func nearly(a, b string) bool {
	if min(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) < 5 {
		return false
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return utf8.RuneCountInString(a) <= 1 && utf8.RuneCountInString(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

// moved names words that are gone in one place and stand in another.
func moved(all []Change) {
	gone := map[string][]int{}
	for i, c := range all {
		if c.Kind == DroppedWord && !c.Marked {
			gone[foldAll(c.Was)] = append(gone[foldAll(c.Was)], i)
		}
	}
	for i, c := range all {
		if c.Kind != InsertedWord || c.Marked {
			continue
		}
		if from := gone[foldAll(c.Is)]; len(from) > 0 {
			all[i].Kind, all[from[0]].Kind = MovedWord, MovedWord
			gone[foldAll(c.Is)] = from[1:]
		}
	}
}

func foldAll(s string) string {
	list := strings.Fields(s)
	for i := range list {
		list[i] = fold(list[i])
	}
	return strings.Join(list, " ")
}

// Faults lists the kinds of change that nothing marks, each once, in order.
func Faults(all []Change) (kinds []string) {
	seen := map[string]bool{}
	for _, c := range all {
		if !c.Marked && !seen[c.Kind] {
			seen[c.Kind] = true
			kinds = append(kinds, c.Kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}
