package readers

import (
	"errors"
	"io"
)

// A window is the part of a stream that a scanner sees: a row is always whole
// in it. A scanner that meets its end asks for more and reads the row again
// from its start; nothing else has to be remembered between chunks, and texts
// can be views into the window until the next row is asked for.

const (
	pad       = 64        // zero bytes behind the data: scanners stop there without counting
	chunkSize = 256 << 10 // data of one chunk, where the options do not say
)

var errRowTooLong = errors.New("the row is longer than its cap")

// chunk is a piece of a stream. Before its data there is room for the row that
// the chunk before left unfinished.
type chunk struct {
	buf  []byte // room, data, pad
	room int
	n    int
	err  error // why nothing follows; io.EOF at the natural end
}

func newChunk(size int) *chunk {
	return &chunk{buf: make([]byte, size/4+size+pad), room: size / 4}
}

// data are what the chunk was filled with.
func (c *chunk) data() []byte { return c.buf[c.room : c.room+c.n] }

// fill reads until the chunk is full or the stream ends.
func (c *chunk) fill(r io.Reader) {
	c.n, c.err = 0, nil
	space := c.buf[c.room : len(c.buf)-pad]
	for c.n < len(space) && c.err == nil {
		var n int
		n, c.err = r.Read(space[c.n:])
		c.n += n
	}
}

// supplier gives chunks in order and takes them back.
type supplier interface {
	take() *chunk
	give(*chunk)
	stop()
}

type window struct {
	b    []byte // n bytes of data, then pad zero bytes
	n    int
	eof  bool  // no more data follows
	err  error // why, nil for the natural end
	cap  int   // of the bytes kept from one call of more to the next
	from supplier
	held *chunk
}

// wholeWindow is a window on data that are all in memory.
func wholeWindow(b []byte) *window {
	n := len(b)
	return &window{b: append(b, make([]byte, pad)...), n: n, eof: true}
}

// more drops the data before keep and adds at least as much as remains; the
// data then begin at 0. At the end of the stream eof is set.
func (w *window) more(keep int) {
	tail := w.b[keep:w.n]
	if len(tail) > w.cap {
		w.eof, w.err, w.n, w.b = true, errRowTooLong, 0, make([]byte, pad)
		return
	}
	c := w.from.take()
	if len(tail) > c.room {
		w.grow(tail, c)
		return
	}
	at := c.room - len(tail)
	copy(c.buf[at:], tail)
	end := c.room + c.n
	clear(c.buf[end : end+pad])
	w.hold(c)
	w.b, w.n = c.buf[at:end+pad], end-at
	w.ends(c.err)
}

// grow is more for a row longer than a chunk's room: it moves to a buffer of its own.
func (w *window) grow(tail []byte, c *chunk) {
	big := make([]byte, 2*len(tail)+len(c.buf))
	n := copy(big, tail)
	for {
		n += copy(big[n:], c.data())
		err := c.err
		w.from.give(c)
		if n >= 2*len(tail) || err != nil {
			w.hold(nil)
			w.b, w.n = big[:n+pad], n
			clear(big[n : n+pad])
			w.ends(err)
			return
		}
		c = w.from.take()
	}
}

func (w *window) hold(c *chunk) {
	if w.held != nil {
		w.from.give(w.held)
	}
	w.held = c
}

func (w *window) ends(err error) {
	if err != nil {
		w.eof = true
		if err != io.EOF {
			w.err = err
		}
	}
}

func (w *window) close() {
	if w.from != nil {
		w.from.stop()
	}
}

// direct supplies chunks from a reader in the caller's goroutine.
type direct struct {
	r    io.Reader
	size int
	free []*chunk
}

func directWindow(r io.Reader, opts Options) *window {
	return &window{b: make([]byte, pad), cap: opts.MaxRow, from: &direct{r: r, size: opts.chunk}}
}

func (d *direct) take() *chunk {
	var c *chunk
	if n := len(d.free); n > 0 {
		c, d.free = d.free[n-1], d.free[:n-1]
	} else {
		c = newChunk(d.size)
	}
	c.fill(d.r)
	return c
}

func (d *direct) give(c *chunk) { d.free = append(d.free, c) }
func (d *direct) stop()         {}

// ahead supplies chunks that a second goroutine inflates ahead of the scanner.
type ahead struct {
	full chan *chunk
	free chan *chunk
	quit chan struct{}
	done chan struct{}
}

// aheadChunks is how many chunks circulate: enough that neither side waits
// for the other's every step.
const aheadChunks = 4

func aheadWindow(r io.Reader, opts Options) *window {
	a := &ahead{full: make(chan *chunk, aheadChunks), free: make(chan *chunk, aheadChunks), quit: make(chan struct{}), done: make(chan struct{})}
	for range aheadChunks {
		a.free <- newChunk(opts.chunk)
	}
	go a.run(r)
	return &window{b: make([]byte, pad), cap: opts.MaxRow, from: a}
}

func (a *ahead) run(r io.Reader) {
	defer close(a.done)
	for {
		select {
		case <-a.quit:
			return
		case c := <-a.free:
			c.fill(r)
			a.full <- c
			if c.err != nil {
				return
			}
		}
	}
}

func (a *ahead) take() *chunk  { return <-a.full }
func (a *ahead) give(c *chunk) { a.free <- c }

// stop ends the goroutine and waits for it, so that the file can be closed.
func (a *ahead) stop() {
	close(a.quit)
	<-a.done
}
