package publish

import (
	"bytes"
	"compress/gzip"
	"container/list"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// cache keeps finished pages, compressed, by address: a ledger never changes
// while it is served, so a page never grows old. The pages not asked for the
// longest make room for new ones.
type cache struct {
	mu      sync.Mutex
	limit   int
	size    int
	order   *list.List // of *entry, newest first
	entries map[string]*list.Element
}

type entry struct {
	key  string
	page page
}

// page is a finished answer.
type page struct {
	status int
	mime   string
	etag   string
	gz     []byte
}

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), entries: map[string]*list.Element{}}
}

func (c *cache) get(key string) (page, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.entries[key]
	if !ok {
		return page{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*entry).page, true
}

func (c *cache) put(key string, p page) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.entries[key]; ok || len(p.gz) > c.limit/8 {
		return
	}
	c.entries[key] = c.order.PushFront(&entry{key, p})
	c.size += len(p.gz) + len(key)
	for c.size > c.limit {
		last := c.order.Back()
		old := last.Value.(*entry)
		c.order.Remove(last)
		delete(c.entries, old.key)
		c.size -= len(old.page.gz) + len(old.key)
	}
}

// newPage compresses an answer.
func newPage(status int, mime string, body []byte) page {
	sum := sha256.Sum256(body)
	return page{status: status, mime: mime, etag: `"` + hex.EncodeToString(sum[:8]) + `"`, gz: compress(body)}
}

// send writes a page, or says that the reader has it already.
func (p page) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", p.mime)
	h.Set("ETag", p.etag)
	h.Set("Vary", "Accept-Encoding")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache") // ask again, and be told that it is the same
	}
	if p.status == http.StatusOK && strings.Contains(r.Header.Get("If-None-Match"), p.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if acceptsGzip(r) {
		h.Set("Content-Encoding", "gzip")
		h.Set("Content-Length", strconv.Itoa(len(p.gz)))
		w.WriteHeader(p.status)
		if r.Method != http.MethodHead {
			_, _ = w.Write(p.gz)
		}
		return
	}
	w.WriteHeader(p.status)
	if r.Method == http.MethodHead {
		return
	}
	if unpacked, err := gzip.NewReader(bytes.NewReader(p.gz)); err == nil {
		_, _ = io.Copy(w, unpacked)
	}
}

func acceptsGzip(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if (name == "gzip" || name == "*") && strings.TrimSpace(quality) != "q=0" {
			return true
		}
	}
	return false
}

var packers = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(nil, 2) // within a tenth of the smallest, in a third of the time
	return w
}}

func compress(data []byte) []byte {
	var b bytes.Buffer
	w := packers.Get().(*gzip.Writer)
	defer packers.Put(w)
	w.Reset(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}
