package readers

import (
	"io"
	"math/bits"
)

// The codes of a block, and the tables in which a code is found by its bits (RFC 1951,
// 3.2): codes of up to litBits or distBits bits in a first table, longer ones in second
// tables behind it.

const (
	litBits   = 11   // of a literal or length in the first table
	distBits  = 8    // of a distance in the first table
	litTable  = 4096 // room for the first and all second tables: 2,342 are needed at most (zlib's enough.c)
	distTable = 1024 // 402 at most
	maxCode   = 15
)

// A table entry: the bits that the code takes in the lowest 8 bits, the extra bits
// behind it in the next 8, the value in the upper 16; of what kind it is in two
// of the bits above the extra ones' count.
const (
	isLiteral = 1 << 15
	isSecond  = 1 << 14 // value is where the second table begins, extra its bits
	isEnd     = 1 << 13
	isLength  = 1 << 12 // or a distance; an entry of 0 is no code
	extraMask = 0x0f
)

var lengthBase = [29]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
var lengthExtra = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
var distBase = [30]uint16{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577}
var distExtra = [30]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
var codeOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// litEntry and distEntry are the table entries of the symbols, without their codes.
var litEntry, distEntry = func() (lit [286]uint32, dist [30]uint32) {
	for s := range 256 {
		lit[s] = isLiteral | uint32(s)<<16
	}
	lit[256] = isEnd
	for i, base := range lengthBase {
		lit[257+i] = isLength | uint32(lengthExtra[i])<<8 | uint32(base)<<16
	}
	for i, base := range distBase {
		dist[i] = isLength | uint32(distExtra[i])<<8 | uint32(base)<<16
	}
	return lit, dist
}()

// fixed makes the tables of a block with the codes of RFC 1951, 3.2.6.
func (f *inflater) fixed() {
	var lengths [288 + 32]uint8
	for i := range 288 {
		switch {
		case i < 144:
			lengths[i] = 8
		case i < 256:
			lengths[i] = 9
		case i < 280:
			lengths[i] = 7
		default:
			lengths[i] = 8
		}
	}
	for i := range 32 {
		lengths[288+i] = 5
	}
	makeTable(f.lit[:], lengths[:288], litEntry[:], litBits)
	makeTable(f.dist[:], lengths[288:], distEntry[:], distBits)
}

// dynamic reads the codes of a block.
func (f *inflater) dynamic() error {
	v, err := f.take(14)
	if err != nil {
		return err
	}
	literals, distances, codes := int(v&31)+257, int(v>>5&31)+1, int(v>>10)+4
	if literals > 286 || distances > 30 {
		return f.corrupt()
	}
	var lengths [286 + 30 + 138]uint8 // a run may reach over the end, which is seen then
	for i := range codes {
		n, err := f.take(3)
		if err != nil {
			return err
		}
		lengths[codeOrder[i]] = uint8(n)
	}
	var plain [19]uint32
	for i := range plain {
		plain[i] = isLiteral | uint32(i)<<16
	}
	table := f.lit[:] // it is made anew below
	if !makeTable(table, lengths[:19], plain[:], 7) {
		return f.corrupt()
	}
	clear(lengths[:19])
	for i := 0; i < literals+distances; {
		e, err := f.symbol(table, 7)
		if err != nil {
			return err
		}
		s := uint8(e >> 16)
		if s < 16 {
			lengths[i] = s
			i++
			continue
		}
		repeat, least, extra := uint8(0), 3, uint(2)
		switch s {
		case 16:
			if i == 0 {
				return f.corrupt()
			}
			repeat = lengths[i-1]
		case 17:
			extra = 3
		case 18:
			least, extra = 11, 7
		}
		n, err := f.take(extra)
		if err != nil {
			return err
		}
		end := i + least + int(n)
		if end > literals+distances {
			return f.corrupt()
		}
		for ; i < end; i++ {
			lengths[i] = repeat
		}
	}
	if !makeTable(f.lit[:], lengths[:literals], litEntry[:], litBits) || !makeTable(f.dist[:], lengths[literals:literals+distances], distEntry[:], distBits) {
		return f.corrupt()
	}
	return nil
}

// makeTable fills a table for the codes of the given lengths, and reports whether they
// are a prefix code: complete, a single code of one bit, or none at all.
func makeTable(table []uint32, lengths []uint8, entries []uint32, first uint) bool {
	var count [maxCode + 1]int
	longest := uint(0)
	for _, n := range lengths {
		count[n]++
		longest = max(longest, uint(n))
	}
	clear(table[:1<<first])
	count[0] = 0
	if longest == 0 {
		return true
	}
	var next [maxCode + 2]int
	code := 0
	for n := 1; n <= maxCode; n++ {
		code <<= 1
		next[n] = code
		code += count[n]
		if code > 1<<n {
			return false
		}
	}
	if whole := code == 1<<maxCode; !whole && !(longest == 1 && count[1] == 1) {
		return false
	}
	free := 1 << first
	for symbol, n := range lengths {
		if n == 0 {
			continue
		}
		length := uint(n)
		reversed := int(bits.Reverse16(uint16(next[n])) >> (16 - length))
		next[n]++
		entry := uint32(0) // a symbol that may have a code and must not be used
		if symbol < len(entries) {
			entry = entries[symbol]
		}
		if length <= first {
			if entry != 0 {
				entry |= uint32(length)
			}
			for i := reversed; i < 1<<first; i += 1 << length {
				table[i] = entry
			}
			continue
		}
		root := reversed & (1<<first - 1)
		if table[root] == 0 { // the first code of a second table: as wide as its longest
			wide := longest - first
			table[root] = isSecond | uint32(wide)<<8 | uint32(first) | uint32(free)<<16
			clear(table[free : free+1<<wide])
			free += 1 << wide
		}
		start, wide := int(table[root]>>16), uint(table[root]>>8&extraMask)
		if entry != 0 {
			entry |= uint32(length - first)
		}
		for i := reversed >> first; i < 1<<wide; i += 1 << (length - first) {
			table[start+i] = entry
		}
	}
	return true
}

// symbol takes the next symbol's code and returns its entry, which it finds with as few
// bits as there are.
func (f *inflater) symbol(table []uint32, first uint) (uint32, error) {
	for {
		e := table[f.held&(1<<first-1)]
		used := uint(e & 0xff)
		if e&isSecond != 0 && used <= f.nheld {
			second := table[uint64(e>>16)+f.held>>first&(1<<(e>>8&extraMask)-1)]
			used += uint(second & 0xff)
			if second == 0 {
				used = maxCode
			}
			e = second
		} else if e == 0 {
			used = first
		}
		if used <= f.nheld && e&isSecond == 0 {
			if e == 0 {
				return 0, f.corrupt()
			}
			f.held >>= used
			f.nheld -= used
			return e, nil
		}
		if err := f.need(f.nheld + 1); err != nil {
			if e == 0 && f.nheld > 0 && err == io.ErrUnexpectedEOF {
				return 0, f.corrupt()
			}
			return 0, err
		}
	}
}
