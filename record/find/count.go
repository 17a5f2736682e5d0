package find

import (
	"strconv"
	"strings"
)

var numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
	"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

var scales = map[string]int{"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}

// plenty are counts without a number, with the least that they say: 0 for nothing.
var plenty = map[string]int{"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000, "billions": 2_000_000_000, "numerous": 0, "several": 0, "countless": 0}

// bounds are the words before a number, with what they make of it.
var bounds = []struct {
	words []string
	kind  string // over, least, most, under, about
}{
	{[]string{"more", "than"}, "over"}, {[]string{"over"}, "over"}, {[]string{"upwards", "of"}, "over"}, {[]string{"in", "excess", "of"}, "over"},
	{[]string{"at", "least"}, "least"}, {[]string{"no", "fewer", "than"}, "least"}, {[]string{"no", "less", "than"}, "least"}, {[]string{"as", "many", "as"}, "most"},
	{[]string{"up", "to"}, "most"}, {[]string{"at", "most"}, "most"}, {[]string{"no", "more", "than"}, "most"}, {[]string{"not", "more", "than"}, "most"},
	{[]string{"fewer", "than"}, "under"}, {[]string{"less", "than"}, "under"}, {[]string{"under"}, "under"},
	{[]string{"nearly"}, "about"}, {[]string{"almost"}, "about"}, {[]string{"about"}, "about"}, {[]string{"around"}, "about"}, {[]string{"approximately"}, "about"}, {[]string{"roughly"}, "about"}, {[]string{"some"}, "about"},
	{[]string{"just", "over"}, "over"}, {[]string{"just", "under"}, "under"}, {[]string{"exactly"}, ""}, {[]string{"only"}, ""}, {[]string{"well", "over"}, "over"},
}

// findCounts proposes numbers of something, with the words that bound them.
func (p *page) findCounts() {
	for i := 0; i < len(p.tok); {
		n := p.countAt(i)
		i += max(n, 1)
	}
}

// countAt proposes the count at token i, if one stands there, and says how many
// tokens it took.
func (p *page) countAt(i int) int {
	if p.dated[i] || p.owner[i] >= 0 {
		return 0
	}
	end, low, high, ok := p.quantity(i)
	if !ok {
		return 0
	}
	first := i
	if p.is(i-1, "$") {
		first--
	}
	from, bound, kind := p.boundBefore(first)
	unitEnd, unit := p.unit(end)
	if first < i {
		unitEnd, unit = end, "dollars"
	}
	if unit == "" || p.tok[i].low == "one" && bound == "" {
		return end - i
	}
	values := []string{"bound", bound, "unit", unit}
	lowText, highText := strconv.Itoa(low), strconv.Itoa(high)
	_, much := plenty[p.tok[i].low]
	switch {
	case much:
		highText = ""
		if low == 0 {
			lowText = ""
		}
	case kind == "over":
		lowText, highText = strconv.Itoa(low+1), ""
	case kind == "least":
		highText = ""
	case kind == "most":
		lowText = ""
	case kind == "under":
		lowText, highText = "", strconv.Itoa(high-1)
	case kind == "about":
		lowText, highText = "", ""
		values = append(values, "about", strconv.Itoa(low))
	}
	values = append(values, "low", lowText, "high", highText)
	p.propose(CountKind, from, unitEnd, "a number and what it counts", values...)
	return unitEnd - i
}

// quantity reads a number: 138, 1,200, sixty-two, 11 million, between 50 and
// 60, hundreds.
func (p *page) quantity(i int) (end, low, high int, ok bool) {
	if n, much := plenty[p.tok[i].low]; much && p.tok[i].class == word {
		return i + 1, n, n, true
	}
	end, low, ok = p.single(i)
	if !ok {
		return i, 0, 0, false
	}
	if p.is(end, "to", "and", "–", "-", "or") && (p.is(i-1, "between", "from") || !p.is(end, "and")) && p.sameLine(end) {
		if to, second, also := p.single(end + 1); also && second > low && !p.dated[end+1] {
			return to, low, second, true
		}
	}
	return end, low, low, true
}

func (p *page) single(i int) (end, n int, ok bool) {
	if i >= len(p.tok) {
		return i, 0, false
	}
	t := p.tok[i]
	switch t.class {
	case number:
		plain := strings.ReplaceAll(t.low, ",", "")
		f, err := strconv.ParseFloat(plain, 64)
		if err != nil || f >= 1e12 || strings.HasPrefix(plain, "0") && len(plain) > 1 && plain[1] != '.' {
			return i, 0, false
		}
		if scale, there := scales[p.low(i+1)]; there && p.sameLine(i+1) {
			return i + 2, int(f*float64(scale) + 0.5), true
		}
		if f != float64(int(f)) && !p.is(i+1, "%", "percent") {
			return i, 0, false
		}
		return i + 1, int(f), true
	case word:
		n, there := numberWords[t.low]
		if !there {
			tens, ones, joined := strings.Cut(t.low, "-")
			if joined && ones == "strong" {
				if v, err := strconv.Atoi(tens); err == nil {
					return i + 1, v, true
				}
			}
			if !joined || numberWords[tens] < 20 || numberWords[ones] == 0 || numberWords[ones] > 9 {
				if scales[t.low] > 0 && p.is(i-1, "a") {
					return i + 1, scales[t.low], true
				}
				return i, 0, false
			}
			n = numberWords[tens] + numberWords[ones]
		}
		end := i + 1
		for scales[p.low(end)] > 0 && p.sameLine(end) && n < 1e9 {
			n *= scales[p.low(end)]
			end++
		}
		return end, n, true
	}
	return i, 0, false
}

func (p *page) low(i int) string {
	if i < 0 || i >= len(p.tok) {
		return ""
	}
	return p.tok[i].low
}

// boundBefore reads the words before a number that bound it.
func (p *page) boundBefore(i int) (from int, words, kind string) {
	best := 0
	for _, b := range bounds {
		n := len(b.words)
		if n <= best || i-n < 0 || p.tok[i-n].sent != p.tok[i].sent {
			continue
		}
		fits := true
		for k, w := range b.words {
			fits = fits && p.tok[i-n+k].low == w
		}
		if fits {
			best, words, kind = n, strings.Join(b.words, " "), b.kind
		}
	}
	return i - best, words, kind
}

// longestUnit is the most words of what is counted.
const longestUnit = 9

// unit reads what is counted: adjectives and a noun in the plural, with
// "of ..." behind members and the like.
func (p *page) unit(i int) (end int, unit string) {
	if p.is(i, "%", "percent") {
		return i + 1, "percent"
	}
	start := i
	if p.is(i, "of") && p.is(i+1, "them", "those", "these") && !p.capital(i+2) && !(p.classAt(i+2) == word && plural(p.low(i+2))) {
		return i + 2, p.plain(i+1, i+2)
	}
	if p.is(i, "of") && i > 0 && plentyNoun(p.tok[i-1].low) {
		start++
		if p.in(start, determiners) {
			start++
		}
	} else if p.is(i, "of") {
		if !p.is(i+1, "the", "these", "those", "our", "its", "their") {
			return i, ""
		}
		start = i + 2
	}
	head, owner := -1, -1
	at := start
	for ; at < len(p.tok) && at-start < longestUnit && p.sameLine(at) && !p.dated[at]; at++ {
		t := p.tok[at]
		if at > start && p.is(at, "and", ",") && at+1 < len(p.tok) && p.classAt(at+1) == word && !stopWords[p.tok[at+1].low] && head < 0 {
			continue // "civil and immigrants’ rights organizations"
		}
		if p.possessive(at) && p.classAt(at+1) == word {
			head, owner = -1, max(owner, head)
			continue
		}
		if t.class != word || stopWords[t.low] && !p.is(at, "other", "such", "more") || prepositions[t.low] || (head >= 0 && (saidVerbs[t.low] && !p.is(at, "state") || speechActs[t.low] || !plural(t.low))) {
			break
		}
		if plural(t.low) {
			head = at
			continue
		}
		if saidVerbs[t.low] && !p.is(at, "state") || speechActs[t.low] {
			break
		}
	}
	if head < 0 {
		head = owner // 30 days' notice
	}
	if head < 0 {
		return p.groupUnit(start, i)
	}
	for skip := start; skip <= head; skip++ { // "125 Broad Street": not counted
		if p.in(skip, placeWords) && p.tok[skip].cap {
			return i, ""
		}
	}
	end = head + 1
	if p.is(end, "and") && plural(p.low(end+1)) && p.classAt(end+1) == word && !p.tok[end+1].cap && p.sameLine(end+1) && !saidVerbs[p.low(end+1)] {
		end += 2
	}
	if p.is(end, "of") && p.in(head, membership) {
		if to := p.ofWhat(end + 1); to > end+1 {
			end = to
		}
	}
	return end, strings.ToLower(p.plain(start, end))
}

var membership = set(`members member residents officers survivors victims people representatives`)

func plentyNoun(low string) bool { return plenty[low] > 0 }

// groupUnit reads "60-strong group" and other units in the singular behind a
// compound number.
func (p *page) groupUnit(start, i int) (int, string) {
	if i > 0 && strings.HasSuffix(p.tok[i-1].low, "-strong") && p.classAt(start) == word {
		return start + 1, p.plain(start, start+1)
	}
	if i > 0 && p.is(i-1, "one") && p.classAt(start) == word && !stopWords[p.low(start)] {
		return start + 1, p.plain(start, start+1)
	}
	return i, ""
}

func (p *page) ofWhat(i int) int {
	if p.in(i, determiners) {
		i++
	}
	if m, ok := p.at(i); ok && m.kind == OrganisationKind {
		return m.to
	}
	end := i
	for end < len(p.tok) && end-i < 5 && p.sameLine(end) && p.classAt(end) == word && !stopWords[p.tok[end].low] {
		if end++; !p.tok[end-1].cap {
			break
		}
	}
	return end
}

var irregular = set(`people men women children police percent dollars`)

var notPlural = set(`is was has as this us its his less across unless congress access process business always perhaps thus yes news press previous
	serious various religious dangerous anonymous numerous countless homeless regardless address plus minus status campus bus across las los services's pass cross loss class`)

// plural reports whether a word has the form of a plural noun.
func plural(low string) bool {
	return irregular[low] || len(low) > 3 && strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && !strings.HasSuffix(low, "'s") && !notPlural[low]
}
