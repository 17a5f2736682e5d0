package readers

import (
	"compress/flate"
	"encoding/binary"
	"io"
	"math/bits"
)

// Half of the time of reading a large workbook is inflating it. This inflater
// (RFC 1951) takes a workbook's parts apart faster than the standard library's and
// its drop-in relatives do: it looks at eight bytes of input at once, finds a symbol with its
// extra bits in one table entry, and copies matches eight bytes at a time, as libdeflate does
// (E. Biggers). A benchmark and a fuzz test hold it against compress/flate.

const (
	windowSize = 32 << 10     // how far back a match may reach
	windowRoom = 256 << 10    // what is written before the window moves
	longest    = 258          // the longest match
	slack      = longest + 16 // that a fast step may write past where it began
	packed     = 64 << 10     // input read at once
	litBits    = 11           // of a literal or length in the first table
	distBits   = 8            // of a distance in the first table
	litTable   = 4096         // room for the first and all second tables: 2,342 are needed at most (zlib's enough.c)
	distTable  = 1024         // 402 at most
	maxCode    = 15
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

// inflater unpacks a deflate stream. It is an io.ReadCloser for archive/zip.
type inflater struct {
	from  io.Reader
	in    []byte // in[at:] is not used yet
	at    int
	taken int64 // bytes read of from
	done  error // why from gives no more

	held  uint64 // bits taken of in; the lowest is next
	nheld uint

	window      []byte
	read, write int // window[read:write] is for the reader
	step        func(*inflater) error
	left        int // of a stored block
	last        bool
	err         error

	lit  [litTable]uint32
	dist [distTable]uint32
}

func newInflater(r io.Reader) io.ReadCloser {
	return &inflater{from: r, in: make([]byte, 0, packed), window: make([]byte, windowSize+windowRoom+slack), step: (*inflater).header}
}

// Close implements io.Closer.
func (f *inflater) Close() error { return nil }

// Read implements io.Reader. It returns flate.CorruptInputError for what is no deflate
// stream and io.ErrUnexpectedEOF for one that is cut short.
func (f *inflater) Read(p []byte) (int, error) {
	for f.read == f.write {
		if f.err != nil {
			return 0, f.err
		}
		if f.write >= windowSize+windowRoom {
			copy(f.window, f.window[f.write-windowSize:f.write])
			f.read, f.write = windowSize, windowSize
		}
		f.err = f.step(f)
	}
	n := copy(p, f.window[f.read:f.write])
	f.read += n
	return n, nil
}

// fill reads more input behind what is left of it.
func (f *inflater) fill() {
	if f.done != nil {
		return
	}
	left := copy(f.in[:cap(f.in)], f.in[f.at:])
	f.in, f.at = f.in[:left], 0
	for len(f.in) < cap(f.in) && f.done == nil {
		n, err := f.from.Read(f.in[len(f.in):cap(f.in)])
		f.in = f.in[:len(f.in)+n]
		f.taken += int64(n)
		f.done = err
	}
}

// need holds n bits or more, at most 56.
func (f *inflater) need(n uint) error {
	for f.nheld < n {
		if f.at == len(f.in) {
			if f.fill(); f.at == len(f.in) {
				if f.done == io.EOF {
					return io.ErrUnexpectedEOF
				}
				return f.done
			}
		}
		f.held |= uint64(f.in[f.at]) << f.nheld
		f.at++
		f.nheld += 8
	}
	return nil
}

// take returns the next n bits.
func (f *inflater) take(n uint) (uint32, error) {
	if err := f.need(n); err != nil {
		return 0, err
	}
	v := uint32(f.held & (1<<n - 1))
	f.held >>= n
	f.nheld -= n
	return v, nil
}

func (f *inflater) corrupt() error {
	return flate.CorruptInputError(f.taken - int64(len(f.in)-f.at) - int64(f.nheld/8))
}

// header reads the head of a block.
func (f *inflater) header() error {
	if f.last {
		return io.EOF
	}
	v, err := f.take(3)
	if err != nil {
		return err
	}
	f.last = v&1 == 1
	switch v >> 1 {
	case 0:
		return f.stored()
	case 1:
		f.fixed()
	case 2:
		err = f.dynamic()
	default:
		return f.corrupt()
	}
	f.step = (*inflater).symbols
	return err
}

// stored reads the head of a block that is not compressed.
func (f *inflater) stored() error {
	f.held >>= f.nheld & 7
	f.nheld &^= 7
	v, err := f.take(32)
	if err != nil {
		return err
	}
	if uint16(v) != ^uint16(v>>16) {
		return f.corrupt()
	}
	f.left = int(v & 0xffff)
	f.step = (*inflater).copyStored
	return nil
}

func (f *inflater) copyStored() error {
	for f.left > 0 && f.write < windowSize+windowRoom {
		if f.nheld > 0 { // whole bytes that were held already
			f.window[f.write] = byte(f.held)
			f.held >>= 8
			f.nheld -= 8
			f.write++
			f.left--
			continue
		}
		if f.at == len(f.in) {
			if f.fill(); f.at == len(f.in) {
				if f.done == io.EOF {
					return io.ErrUnexpectedEOF
				}
				return f.done
			}
		}
		n := copy(f.window[f.write:windowSize+windowRoom], f.in[f.at:min(len(f.in), f.at+f.left)])
		f.write += n
		f.at += n
		f.left -= n
	}
	if f.left == 0 {
		f.step = (*inflater).header
	}
	return nil
}

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

// symbols unpacks until the block or the room in the window ends.
func (f *inflater) symbols() error {
	for f.write < windowSize+windowRoom {
		if len(f.in)-f.at < 16 {
			f.fill()
		}
		if len(f.in)-f.at >= 16 {
			ended, err := f.fast()
			if err != nil {
				return err
			}
			if ended {
				f.step = (*inflater).header
				return nil
			}
			continue
		}
		e, err := f.symbol(f.lit[:], litBits)
		if err != nil {
			return err
		}
		if e&isLiteral != 0 {
			f.window[f.write] = byte(e >> 16)
			f.write++
			continue
		}
		if e&isEnd != 0 {
			f.step = (*inflater).header
			return nil
		}
		more, err := f.take(uint(e >> 8 & extraMask))
		if err != nil {
			return err
		}
		length := int(e>>16 + more)
		if e, err = f.symbol(f.dist[:], distBits); err != nil {
			return err
		}
		if more, err = f.take(uint(e >> 8 & extraMask)); err != nil {
			return err
		}
		dist := int(e>>16 + more)
		if dist > f.write {
			return f.corrupt()
		}
		for range length {
			f.window[f.write] = f.window[f.write-dist]
			f.write++
		}
	}
	return nil
}

// fast unpacks while there are eight bytes of input to look at and room for a match.
func (f *inflater) fast() (ended bool, err error) {
	in, at, w := f.in, f.at, f.write
	held, nheld := f.held, f.nheld
	window, lit, dist := f.window, &f.lit, &f.dist
	limit := windowSize + windowRoom
	defer func() { f.at, f.write, f.held, f.nheld = at, w, held, nheld }()
	for at+8 <= len(in) && w < limit {
		held |= binary.LittleEndian.Uint64(in[at:]) << (nheld & 63)
		at += int(63-nheld) >> 3
		nheld |= 56
		e := lit[held&(1<<litBits-1)]
		if e&isLiteral != 0 { // up to three in a row: 3 x 11 bits, and 20 are left for a length's code
			held >>= e & 63
			nheld -= uint(e & 63)
			window[w] = byte(e >> 16)
			w++
			e = lit[held&(1<<litBits-1)]
			if e&isLiteral != 0 {
				held >>= e & 63
				nheld -= uint(e & 63)
				window[w] = byte(e >> 16)
				w++
				e = lit[held&(1<<litBits-1)]
				if e&isLiteral != 0 {
					held >>= e & 63
					nheld -= uint(e & 63)
					window[w] = byte(e >> 16)
					w++
					continue
				}
			}
			if nheld < 48 {
				if at+8 > len(in) {
					break // nothing of e is taken yet
				}
				held |= binary.LittleEndian.Uint64(in[at:]) << (nheld & 63)
				at += int(63-nheld) >> 3
				nheld |= 56
			}
		}
		if e&isSecond != 0 {
			held >>= litBits
			nheld -= litBits
			e = lit[(e>>16+uint32(held)&(1<<(e>>8&extraMask)-1))&(litTable-1)]
			if e&isLiteral != 0 {
				held >>= e & 63
				nheld -= uint(e & 63)
				window[w] = byte(e >> 16)
				w++
				continue
			}
		}
		held >>= e & 63
		nheld -= uint(e & 63)
		if e&isLength == 0 {
			if e&isEnd != 0 {
				return true, nil
			}
			return false, f.corruptAt(at, nheld)
		}
		extra := e >> 8 & extraMask
		length := int(e>>16) + int(held&(1<<extra-1))
		held >>= extra
		nheld -= uint(extra)
		d := dist[held&(1<<distBits-1)]
		if d&isSecond != 0 {
			held >>= distBits
			nheld -= distBits
			d = dist[(d>>16+uint32(held)&(1<<(d>>8&extraMask)-1))&(distTable-1)]
		}
		held >>= d & 63
		nheld -= uint(d & 63)
		extra = d >> 8 & extraMask
		back := int(d>>16) + int(held&(1<<extra-1))
		held >>= extra
		nheld -= uint(extra)
		if d&isLength == 0 || back > w {
			return false, f.corruptAt(at, nheld)
		}
		end := w + length
		if back >= 8 { // what is written past the end is written again
			for from := w - back; w < end; w, from = w+8, from+8 {
				binary.LittleEndian.PutUint64(window[w:], binary.LittleEndian.Uint64(window[from:]))
			}
			w = end
			continue
		}
		for ; w < end; w++ {
			window[w] = window[w-back]
		}
	}
	// bytes that were looked at and not used go back
	at -= int(nheld >> 3)
	nheld &= 7
	held &= 1<<nheld - 1
	return false, nil
}

func (f *inflater) corruptAt(at int, nheld uint) error {
	return flate.CorruptInputError(f.taken - int64(len(f.in)-at) - int64(nheld/8))
}
