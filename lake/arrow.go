package lake

/*
#cgo linux LDFLAGS: -ldl
#define _GNU_SOURCE
#include <stdlib.h>
#include "arrow.h"
*/
import "C"

import (
	"context"
	"database/sql/driver"
	"errors"
	"reflect"
	"runtime"
	"runtime/cgo"
	"sync"
	"unsafe"

	"detangle"
)

// Batches reach DuckDB as an Arrow stream over the C interface of Arrow, without
// a copy: their slices are pinned until DuckDB gives them back. The driver has a
// door for that (RegisterView), but only in programs built with the tag
// duckdb_arrow; a program that is fast only if one knows a tag is slow. So
// the engine's own function is called here. Where it cannot be found, errNoArrow
// says so and the rows go through the appender.

var errNoArrow = errors.New("the engine takes no Arrow stream")

// arrowStream is a stream that DuckDB reads from its own threads.
type arrowStream struct {
	ctx     context.Context
	columns []detangle.BatchColumn
	next    func() (*detangle.Batch, error) // nil at the end
	free    func(*detangle.Batch)

	self   cgo.Handle
	stream *C.struct_ArrowArrayStream

	mu    sync.Mutex
	out   map[int64]*lent // batches that DuckDB has
	given int64
	words map[*detangle.Words]*lentWords // of the whole stream
	empty []*C.struct_ArrowArray         // of words that are gone: an address is never used twice, for DuckDB knows a dictionary by it
	err   error
}

type lent struct {
	batch *detangle.Batch
	pins  runtime.Pinner
	words []*lentWords // that no other batch has
}

type lentWords struct {
	array *C.struct_ArrowArray
	pins  runtime.Pinner
}

func newArrowStream(ctx context.Context, columns []detangle.BatchColumn, next func() (*detangle.Batch, error), free func(*detangle.Batch)) *arrowStream {
	s := &arrowStream{ctx: ctx, columns: columns, next: next, free: free, out: map[int64]*lent{}, words: map[*detangle.Words]*lentWords{}}
	s.self = cgo.NewHandle(s)
	kinds := make([]byte, len(columns))
	names := make([]*C.char, len(columns))
	for i, c := range columns {
		kinds[i] = "wlg"[c.Kind]
		names[i] = C.CString(c.Name)
		defer C.free(unsafe.Pointer(names[i]))
	}
	letters := C.CString(string(kinds))
	defer C.free(unsafe.Pointer(letters))
	list := (**C.char)(C.malloc(C.size_t(len(names)) * C.size_t(unsafe.Sizeof(names[0]))))
	defer C.free(unsafe.Pointer(list))
	copy(unsafe.Slice(list, len(names)), names)
	s.stream = C.detangle_stream(C.uintptr_t(s.self), C.int(len(columns)), letters, list)
	return s
}

// register makes the stream a view of the connection's database, to be read once.
func (s *arrowStream) register(conn any, view string) error {
	c, ok := conn.(driver.Conn)
	if !ok {
		return errNoArrow
	}
	handle := connection(c)
	if handle == nil {
		return errNoArrow
	}
	name := C.CString(view)
	defer C.free(unsafe.Pointer(name))
	if C.detangle_scan(handle, name, s.stream) != 0 {
		return errNoArrow
	}
	return nil
}

// connection finds the engine's handle in the driver's connection, which does
// not give it out; nil if the driver is not built as the one we know.
func connection(c driver.Conn) unsafe.Pointer {
	v := reflect.ValueOf(c)
	for _, field := range []string{"conn", "Ptr"} {
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct {
			return nil
		}
		v = v.FieldByName(field)
	}
	if v.Kind() != reflect.UnsafePointer {
		return nil
	}
	return v.UnsafePointer()
}

// close frees the stream when the query over it has ended.
func (s *arrowStream) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.out { // none, unless the query failed
		l.pins.Unpin()
		s.retire(l.words)
	}
	for _, w := range s.words {
		s.retire([]*lentWords{w})
	}
	for _, a := range s.empty {
		C.detangle_words_free(a)
	}
	C.detangle_stream_free(s.stream)
	s.self.Delete()
}

//export detangleNext
func detangleNext(handle C.uintptr_t, out *C.struct_ArrowArray) C.int {
	s := cgo.Handle(handle).Value().(*arrowStream)
	b, err := s.next()
	if err == nil {
		err = s.ctx.Err()
	}
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.err == nil {
			s.err = err
		}
		return 1
	}
	if b != nil {
		s.lend(b, out)
	}
	return 0
}

// lend fills out with the batch.
func (s *arrowStream) lend(b *detangle.Batch, out *C.struct_ArrowArray) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.given++
	l := &lent{batch: b}
	s.out[s.given] = l
	C.detangle_batch(out, C.uintptr_t(s.self), C.int64_t(s.given), C.int64_t(b.Rows), C.int(len(b.Columns)))
	for i, v := range b.Columns {
		var values, valid unsafe.Pointer
		var dictionary *C.struct_ArrowArray
		switch s.columns[i].Kind {
		case detangle.WordVector:
			values = pin(&l.pins, v.Codes)
			dictionary = s.dictionary(v.Words, l)
		case detangle.IntVector:
			values = pin(&l.pins, v.Ints)
		case detangle.FloatVector:
			values, valid = pin(&l.pins, v.Floats), pin(&l.pins, v.Valid)
		}
		C.detangle_column(out, C.int(i), values, valid, dictionary)
	}
}

func (s *arrowStream) dictionary(w *detangle.Words, l *lent) *C.struct_ArrowArray {
	if known := s.words[w]; known != nil {
		return known.array
	}
	lw := &lentWords{}
	valid := make([]byte, w.Len()/8+1)
	for i := range valid {
		valid[i] = 0xff
	}
	valid[0] = 0xfe // word 0 is NULL
	bytes := w.Bytes
	if len(bytes) == 0 {
		bytes = []byte{0}
	}
	lw.array = C.detangle_words(C.int64_t(w.Len()), pin(&lw.pins, valid), pin(&lw.pins, w.Offsets), pin(&lw.pins, bytes))
	if w.Once {
		l.words = append(l.words, lw)
	} else {
		s.words[w] = lw
	}
	return lw.array
}

// pin keeps a slice where it is and returns where that is.
func pin[T any](p *runtime.Pinner, s []T) unsafe.Pointer {
	if len(s) == 0 {
		return nil
	}
	p.Pin(&s[0])
	return unsafe.Pointer(&s[0])
}

//export detangleGiveBack
func detangleGiveBack(handle C.uintptr_t, number C.int64_t) {
	s := cgo.Handle(handle).Value().(*arrowStream)
	s.mu.Lock()
	l := s.out[int64(number)]
	delete(s.out, int64(number))
	l.pins.Unpin()
	s.retire(l.words)
	s.mu.Unlock()
	s.free(l.batch)
}

// retire unpins words that nobody reads any more; their address stays taken.
func (s *arrowStream) retire(words []*lentWords) {
	for _, w := range words {
		w.pins.Unpin()
		s.empty = append(s.empty, w.array)
	}
}
