package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// idle is how long a host may be silent in the middle of a file.
const idle = time.Minute

// pageText is a page as it was answered.
type pageText struct {
	url, etag, modified string
	body                []byte
}

// page reads a page, or returns nil if it is as it was at the last visit.
func (f *Fetcher) page(ctx context.Context, s Source, visited *pageState) (*pageText, error) {
	if text := f.pages[s.Page]; text != nil {
		return text, nil
	}
	header := http.Header{}
	if visited.URL == s.Page && visited.Pattern == s.Links && len(visited.Links) > 0 {
		conditional(header, visited.ETag, visited.LastModified)
	}
	resp, err := f.get(ctx, s.Page, header)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotModified {
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, f.MaxPage+1))
	if err != nil {
		return nil, fmt.Errorf("the page broke off: %w", err)
	}
	if int64(len(body)) > f.MaxPage {
		return nil, fmt.Errorf("the page is larger than %d bytes: that is no page", f.MaxPage)
	}
	text := &pageText{resp.Request.URL.String(), resp.Header.Get("ETag"), resp.Header.Get("Last-Modified"), body}
	f.pages[s.Page] = text
	return text, nil
}

// conditional asks for a thing only if it has changed.
func conditional(header http.Header, etag, modified string) {
	if etag != "" {
		header.Set("If-None-Match", etag)
	}
	if modified != "" {
		header.Set("If-Modified-Since", modified)
	}
}

// partial is a download in the making: its bytes, and beside them what they are
// the beginning of.
type partial struct {
	path string // the bytes; path + ".json" says whose
	meta partialMeta
}

type partialMeta struct {
	URL          string `json:"url"`
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
}

// validator is what If-Range takes: a strong ETag, or the date.
func (m partialMeta) validator() string {
	if m.ETag != "" && !strings.HasPrefix(m.ETag, "W/") {
		return m.ETag
	}
	return m.LastModified
}

func (f *Fetcher) partial(link string) *partial {
	sum := sha256.Sum256([]byte(link))
	p := &partial{path: filepath.Join(f.Dir, ".partial", hex.EncodeToString(sum[:8]))}
	if text, err := os.ReadFile(p.path + ".json"); err == nil {
		_ = json.Unmarshal(text, &p.meta) // a broken one counts as none
	}
	if p.meta.URL != link {
		p.meta = partialMeta{}
	}
	return p
}

// have returns how many bytes can be built on.
func (p *partial) have() int64 {
	info, err := os.Stat(p.path)
	if err != nil || p.meta.validator() == "" {
		return 0
	}
	return info.Size()
}

func (p *partial) remove() {
	os.Remove(p.path)
	os.Remove(p.path + ".json")
}

// got is a finished download, still under its temporary name.
type got struct {
	partial *partial
	sum     string
	bytes   int64
	name    string    // to keep it under
	asOf    time.Time // when the publisher had it so
}

// download fetches one link, resuming what an earlier try began; nil if the
// publisher says that nothing has changed.
func (f *Fetcher) download(ctx context.Context, link string) (*got, error) {
	p := f.partial(link)
	for attempt := 1; ; attempt++ {
		done, err := f.try(ctx, link, p)
		if err == nil {
			if !done {
				p.remove()
				return nil, nil
			}
			return f.finish(link, p)
		}
		var status statusError
		if asStatus(err, &status) && status.code == http.StatusRequestedRangeNotSatisfiable && attempt < f.Attempts {
			p.remove()
			p.meta = partialMeta{}
			continue
		}
		var broke brokeOff
		if !errors.As(err, &broke) || attempt >= f.Attempts || ctx.Err() != nil {
			return nil, fmt.Errorf("%s: %w", link, err)
		}
		if err := f.Sleep(ctx, backoff(err, attempt)); err != nil {
			return nil, err
		}
	}
}

// brokeOff is a body that ended before its end: worth another request.
type brokeOff struct{ error }

func (b brokeOff) Unwrap() error { return b.error }

// try makes one request and appends what comes; false means not modified.
func (f *Fetcher) try(ctx context.Context, link string, p *partial) (bool, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	header := http.Header{"Accept-Encoding": {"identity"}} // the bytes as they are, countable
	if known := f.state.Files[link]; known != nil && f.holds(known) {
		conditional(header, known.ETag, known.LastModified)
	}
	have := p.have()
	if have > 0 {
		header.Set("Range", fmt.Sprintf("bytes=%d-", have))
		header.Set("If-Range", p.meta.validator())
	}
	resp, err := f.get(ctx, link, header)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotModified {
		return false, nil
	}
	total := resp.ContentLength
	flags := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if resp.StatusCode == http.StatusPartialContent {
		var from, to int64
		if _, err := fmt.Sscanf(resp.Header.Get("Content-Range"), "bytes %d-%d/%d", &from, &to, &total); err != nil || from != have {
			p.remove()
			return false, brokeOff{fmt.Errorf("the host sent another part than asked for (%s)", resp.Header.Get("Content-Range"))}
		}
		flags = os.O_WRONLY | os.O_APPEND
	} else {
		have = 0
		p.meta = partialMeta{link, resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")}
	}
	if total > f.MaxFile {
		return false, tooLarge(f.MaxFile)
	}
	return true, f.append(p, flags, have, total, &idleReader{resp.Body, time.AfterFunc(idle, func() { cancel(errIdle) })})
}

var errIdle = fmt.Errorf("the host was silent for %s", idle)

func tooLarge(limit int64) error {
	return refusal{fmt.Errorf("larger than %d bytes, the most that one file may have", limit)}
}

// append writes the body behind what is there and checks its length.
func (f *Fetcher) append(p *partial, flags int, have, total int64, body io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(p.path), 0o755); err != nil {
		return err
	}
	meta, err := json.Marshal(p.meta)
	if err != nil {
		return err
	}
	if err := os.WriteFile(p.path+".json", meta, 0o644); err != nil {
		return err
	}
	out, err := os.OpenFile(p.path, flags, 0o644)
	if err != nil {
		return err
	}
	n, err := io.Copy(writeOnly{out}, io.LimitReader(body, f.MaxFile-have+1))
	if closed := out.Close(); err == nil {
		err = closed
	}
	var disk diskError
	switch {
	case errors.As(err, &disk):
		return fmt.Errorf("%w\nhint: free some space, then run the same command: it goes on where it stopped", disk.error)
	case err != nil:
		return brokeOff{fmt.Errorf("broke off after %d bytes: %w", have+n, err)}
	case have+n > f.MaxFile:
		p.remove()
		return tooLarge(f.MaxFile)
	case total >= 0 && have+n != total:
		return brokeOff{fmt.Errorf("broke off after %d of %d bytes", have+n, total)}
	}
	return nil
}

// finish hashes a whole download and looks at its first bytes.
func (f *Fetcher) finish(link string, p *partial) (*got, error) {
	in, err := os.Open(p.path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, in)
	if err != nil {
		return nil, err
	}
	head := make([]byte, 512)
	k, _ := in.ReadAt(head, 0)
	if err := looksRight(link, head[:k]); err != nil {
		p.remove()
		return nil, fmt.Errorf("%s: %w", link, err)
	}
	return &got{partial: p, sum: hex.EncodeToString(sum.Sum(nil)), bytes: n}, nil
}

// looksRight refuses a web page or nothing at all under the name of a file:
// hosts answer so, with a 200, when the file is gone.
func looksRight(link string, head []byte) error {
	if len(head) == 0 {
		return refusal{errors.New("the host sent an empty file")}
	}
	ext := strings.ToLower(path.Ext(fileName(link)))
	start := bytes.ToLower(bytes.TrimSpace(head))
	if ext != ".html" && ext != ".htm" && (bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html"))) {
		return refusal{fmt.Errorf("the host sent a web page where a %s file was linked; nothing was kept", ext)}
	}
	return nil
}

// idleReader gives up on a host that falls silent.
type idleReader struct {
	io.Reader
	timer *time.Timer
}

func (r *idleReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if err != nil {
		r.timer.Stop()
	} else {
		r.timer.Reset(idle)
	}
	return n, err
}

// diskError tells a full disk from a broken connection in one io.Copy.
type diskError struct{ error }

type writeOnly struct{ w io.Writer }

func (w writeOnly) Write(b []byte) (int, error) {
	n, err := w.w.Write(b)
	if err != nil {
		err = diskError{err}
	}
	return n, err
}
