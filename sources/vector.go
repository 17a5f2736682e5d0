package sources

import (
	"math"
	"strconv"
	"strings"

	"detangle"
)

// words builds the text column of a stream. A cell's text is a code into the
// column's dictionary; a shared string is known by its number, so that millions
// of cells are never hashed. A dictionary of categories lasts for the file; one
// of ids, which grows with the rows, is begun anew with each batch.
type words struct {
	clean   func(text string) string // what is kept of a cell's text; empty: NULL
	shared  []uint32                 // by number: base + code, where it is above base
	base    uint32
	other   map[string]int32 // texts that are no shared strings
	offsets []int32
	bytes   []byte
	last    *detangle.Words // as the batch before had it
}

// lasting is how many words a dictionary may have and still last for the file.
const lasting = 4096

func newWords(clean func(string) string) *words {
	w := &words{clean: clean, other: map[string]int32{}}
	w.begin()
	return w
}

// begin starts an empty dictionary; word 0 is NULL.
func (w *words) begin() {
	if w.base > math.MaxUint32/2 {
		clear(w.shared)
		w.base = 0
	}
	w.base += uint32(len(w.offsets))
	w.offsets = append(make([]int32, 0, 256), 0, 0)
	w.bytes = nil
	w.last = nil
	clear(w.other)
}

// code returns the code of a cell's text, cleaned; 0 for one that is blank or withheld.
func (w *words) code(c *detangle.Cell) int32 {
	if c.Shared == 0 {
		return w.otherCode(c.Text)
	}
	n := int(c.Shared)
	if n >= len(w.shared) {
		w.shared = append(w.shared, make([]uint32, max(n+1, 2*len(w.shared))-len(w.shared))...)
	}
	if v := w.shared[n]; v > w.base {
		return int32(v - w.base - 1)
	}
	code := w.add(c.Text)
	w.shared[n] = w.base + 1 + uint32(code)
	return code
}

func (w *words) otherCode(text string) int32 {
	code, ok := w.other[text]
	if !ok {
		text = strings.Clone(text)
		code = w.add(text)
		w.other[text] = code
	}
	return code
}

func (w *words) add(text string) int32 {
	if text = w.clean(text); text == "" {
		return 0
	}
	w.bytes = append(w.bytes, text...)
	w.offsets = append(w.offsets, int32(len(w.bytes)))
	return int32(len(w.offsets) - 2)
}

// dictionary returns the words so far. What is added later does not change it.
func (w *words) dictionary() *detangle.Words {
	n := len(w.offsets)
	if w.last == nil || len(w.last.Offsets) != n {
		w.last = &detangle.Words{Offsets: w.offsets[:n:n], Bytes: w.bytes[:len(w.bytes):len(w.bytes)]}
	}
	d := w.last
	if n > lasting {
		d.Once = true
		w.begin()
	}
	return d
}

// blank reports a text without anything to read.
func blank(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c > ' ' && c < 0x80 {
			return false
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " ")) == ""
}

// number reads a cell's literal. Numbers as spreadsheets write them, of up to 18
// digits, need no more than a division; the rest goes the long way.
func number(s string) (float64, bool) {
	mantissa, point, digits := uint64(0), -1, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			mantissa = mantissa*10 + uint64(c-'0')
			digits++
		case c == '.' && point < 0:
			point = i
		default:
			return long(s)
		}
	}
	decimals := 0
	if point >= 0 {
		decimals = len(s) - 1 - point
	}
	if digits == 0 || digits > 18 || mantissa >= 1<<53 || decimals > 22 {
		return long(s)
	}
	return float64(mantissa) / powers[decimals], true // both exact: the quotient is the nearest double
}

func long(s string) (float64, bool) {
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && !math.IsInf(f, 0) && !math.IsNaN(f)
}

var powers = func() (p [23]float64) {
	for i := range p {
		p[i], _ = strconv.ParseFloat("1e"+strconv.Itoa(i), 64)
	}
	return p
}()
