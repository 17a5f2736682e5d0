package readers

import (
	"compress/flate"
	"encoding/binary"
	"io"
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
)

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
