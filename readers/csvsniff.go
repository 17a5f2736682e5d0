package readers

import (
	"bytes"
	"strings"
)

// sepLine reads the line "sep=;" with which a file may begin.
func sepLine(head []byte) (delimiter byte, found bool) {
	if len(head) < 6 || !bytes.EqualFold(head[:4], []byte("sep=")) || head[5] != '\n' && head[5] != '\r' || !strings.ContainsRune(",;|\t:^~", rune(head[4])) {
		return 0, false
	}
	return head[4], true
}

// sniffDelimiter chooses the delimiter by which the most lines have the same
// number of fields, more than one; of two that do equally well the one with
// more fields. Text in which none does so is one column, read by commas.
func sniffDelimiter(text []byte, whole bool) byte {
	best, bestShare, bestFields := byte(','), 0.0, 1
	for _, candidate := range []byte{',', '\t', ';', '|'} {
		fields, share := agreement(text, whole, candidate)
		if fields < 2 {
			continue
		}
		if share > bestShare+0.02 || share > bestShare-0.02 && fields > bestFields {
			best, bestShare, bestFields = candidate, share, fields
		}
	}
	return best
}

// sniffRecords is how many records are looked at.
const sniffRecords = 500

// agreement splits the text by a delimiter and returns the commonest number
// of fields above one, and the share of records that have it.
func agreement(text []byte, whole bool, delimiter byte) (fields int, share float64) {
	c := &recordScan{delimiter: delimiter, win: wholeWindow(bytes.Clone(text)), quiet: true, opts: Options{}.filled()}
	counts, total := map[int]int{}, 0
	for total < sniffRecords {
		tok := c.record()
		if tok != opened || !whole && c.i >= c.win.n {
			break
		}
		if c.width > 0 {
			total++
			counts[c.width]++
		}
	}
	for n, count := range counts {
		if n > 1 && (count > counts[fields] || count == counts[fields] && n > fields) {
			fields = n
		}
	}
	if total == 0 || fields == 0 {
		return 0, 0
	}
	return fields, float64(counts[fields]) / float64(total)
}
