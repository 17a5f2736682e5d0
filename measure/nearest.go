package measure

import (
	"cmp"
	"slices"
	"strings"

	"detangle/stat/edit"
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
		far := edit.Distance(word, strings.ToLower(code))
		if name != "" {
			far = min(far, edit.Distance(word, name))
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
