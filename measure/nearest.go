package measure

import (
	"cmp"
	"slices"
	"strings"
)

// nearest returns the n codes nearest to a word: by edit distance to the code
// or its name, a name that contains the word first.
func nearest(word string, codes []string, names map[string]string, n int) []string {
	word = strings.ToLower(word)
	type scored struct {
		code string
		far  int
	}
	all := make([]scored, len(codes))
	for i, code := range codes {
		name := strings.ToLower(names[code])
		far := distance(word, strings.ToLower(code))
		if name != "" {
			far = min(far, distance(word, name))
		}
		if word != "" && (strings.Contains(name, word) || strings.Contains(strings.ToLower(code), word)) {
			far = min(far, 1)
		}
		all[i] = scored{code, far}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(a.far, b.far) })
	var near []string
	for _, s := range all[:min(n, len(all))] {
		near = append(near, s.code)
	}
	return near
}

// distance is the Levenshtein distance.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
