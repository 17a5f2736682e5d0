// Package edit measures how far one spelling is from another.
package edit

import "unicode/utf8"

// Distance is the Levenshtein distance of two words: the fewest letters that must be put in,
// taken out or changed to make one the other (V. I. Levenshtein, Soviet Physics
// Doklady 10, 1966). It counts bytes.
func Distance(a, b string) int {
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

// Nearest returns the word of a list that a word was probably meant to be: the first of those
// nearest to it, if no more than a third of its letters are wrong; else nothing.
func Nearest(word string, list []string) (near string) {
	least := utf8.RuneCountInString(word)/3 + 1
	for _, w := range list {
		if d := Distance(word, w); d < least {
			near, least = w, d
		}
	}
	return near
}
