package document

import (
	"crypto/sha256"
	"encoding/hex"

	"detangle/record/text"
)

// Cite returns what may be shown of the characters (not bytes) from..to of the text, which is
// how files of the record name a place, if their SHA-256 is still sum.
func (d *Document) Cite(from, to int, sum string) (Shown, bool) {
	var span text.Span
	n := 0
	for at := range d.Text.Body {
		if n == from {
			span.From = at
		}
		if n == to {
			span.To = at
		}
		n++
	}
	if to == n {
		span.To = len(d.Text.Body)
	}
	got := sha256.Sum256([]byte(d.Text.At(span)))
	if from < 0 || from >= to || to > n || hex.EncodeToString(got[:]) != sum {
		return Shown{}, false
	}
	return d.Show(span)[0], true
}
