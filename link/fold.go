package link

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// words that stand for others in the publishers' lists. "st" is Saint in every
// agency name seen so far; no name holds "street".
var expansions = map[string]string{
	"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "dept": "department", "depart": "department", "pd": "police department", "so": "sheriffs office",
	"co": "county", "twp": "township", "univ": "university", "sheriff": "sheriffs", "constable": "constables", "bocc": "board of county commissioners",
}

// Fold returns the key under which two spellings of one name meet: compatibility
// forms, case, spaces, apostrophes of every shape, hyphens and punctuation,
// "&" and the usual abbreviations. It keeps every word that tells agencies
// apart: "county", "city", "police", "township" stay.
func Fold(name string) string { return strings.Join(foldWords(name), " ") }

func foldWords(name string) []string {
	name = strings.ToLower(norm.NFKC.String(name))
	var b strings.Builder
	for _, r := range name {
		switch {
		case r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´' || r == '.':
			// apostrophes and full stops join: sheriff's is sheriffs, P.D. is pd
		case r == '&':
			b.WriteString(" and ")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unaccent(r))
		default:
			b.WriteByte(' ')
		}
	}
	var out []string
	for i, w := range strings.Fields(b.String()) {
		if w == "mt" && i == 0 && strings.Contains(b.String(), "mt dep") {
			w = "montana" // "MT Dept of Justice"; elsewhere Mt. is Mount
		}
		if long, ok := expansions[w]; ok {
			out = append(out, strings.Fields(long)...)
		} else {
			out = append(out, w)
		}
	}
	return out
}

func unaccent(r rune) rune {
	if d := norm.NFD.String(string(r)); len(d) > 0 {
		return []rune(d)[0]
	}
	return r
}

// generic words say what sort of agency it is, not which one. Township, borough,
// town and village stay: a state can have a place of each sort under one name.
var generic = map[string]bool{
	"county": true, "parish": true, "sheriffs": true, "office": true, "offic": true, "department": true, "police": true, "of": true, "the": true,
	"constables": true, "constable": true, "agency": true, "s": true,
}

// core returns the words of a folded name that tell agencies of one kind in one
// state apart: the place, the number of a district, the branch. The state's own
// name is dropped where the agency is the state's.
func core(folded, stateName string, statewide bool) []string {
	words := strings.Fields(folded)
	if len(words) > 2 && words[0] == "city" && words[1] == "of" {
		words = words[2:]
	}
	if statewide {
		rest := strings.TrimPrefix(strings.Join(words, " "), Fold(stateName)+" ")
		words = strings.Fields(rest)
	}
	var out []string
	for _, w := range words {
		if !generic[w] {
			out = append(out, w)
		}
	}
	return out
}

// distance is the optimal string alignment distance: insertions, deletions,
// substitutions and swaps of neighbours (Damerau 1964), the four slips of typing.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

// digits returns the digits of a name: "District 2" is never a slip for "District 4".
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
