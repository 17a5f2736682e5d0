package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// pace is the least time between two requests to one host.
const pace = time.Second

// politeTransport keeps the pace and says who we are, for every request that
// leaves: redirects and retries pass through it too.
type politeTransport struct {
	f    *Fetcher
	mu   sync.Mutex
	last map[string]time.Time
}

// RoundTrip implements http.RoundTripper.
func (p *politeTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if wait := p.last[req.URL.Host].Add(pace).Sub(p.f.Now()); wait > 0 {
		if err := p.f.Sleep(req.Context(), wait); err != nil {
			return nil, err
		}
	}
	req = req.Clone(req.Context())
	req.Header.Set("User-Agent", p.f.Agent)
	resp, err := p.f.Base.RoundTrip(req)
	p.last[req.URL.Host] = p.f.Now()
	return resp, err
}

// statusError is an answer that is neither the thing nor "not modified".
type statusError struct {
	code  int
	retry time.Duration // as Retry-After asks
}

func (e statusError) Error() string {
	text := fmt.Sprintf("the host answers %d %s", e.code, http.StatusText(e.code))
	if e.code == http.StatusNotFound || e.code == http.StatusGone {
		text += ": it is not at this address any more"
	}
	return text
}

func asStatus(err error, target *statusError) bool { return errors.As(err, target) }

// noRobots marks the request for robots.txt itself.
type noRobots struct{}

func withoutRobots(ctx context.Context) context.Context {
	return context.WithValue(ctx, noRobots{}, true)
}

// get asks for an address: robots.txt first, retries where they can help. It
// returns answers of 200, 206 and 304; all others are errors.
func (f *Fetcher) get(ctx context.Context, address string, header http.Header) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	if ctx.Value(noRobots{}) == nil {
		if err := f.mayRead(ctx, req.URL); err != nil {
			return nil, err
		}
	}
	for key, values := range header {
		req.Header[key] = values
	}
	for attempt := 1; ; attempt++ {
		resp, err := f.http.Do(req)
		if err == nil {
			if err = check(resp); err == nil {
				return resp, nil
			}
		}
		if attempt >= f.Attempts || !passing(err) || ctx.Err() != nil {
			return nil, err
		}
		if err := f.Sleep(ctx, backoff(err, attempt)); err != nil {
			return nil, err
		}
	}
}

// check closes an answer that is none and says what it was.
func check(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusOK, http.StatusPartialContent, http.StatusNotModified:
		return nil
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
	resp.Body.Close()
	e := statusError{code: resp.StatusCode}
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 {
		e.retry = time.Duration(seconds) * time.Second
	}
	return e
}

// passing reports whether trying again can help: the network, a busy host, a
// fault at the other end.
func passing(err error) bool {
	var status statusError
	if asStatus(err, &status) {
		return status.code >= 500 || status.code == http.StatusTooManyRequests || status.code == http.StatusRequestTimeout
	}
	var refused refusal
	return !errors.As(err, &refused)
}

// backoff is how long to wait before the next attempt: as asked, or 2, 4, 8 s.
func backoff(err error, attempt int) time.Duration {
	var status statusError
	if asStatus(err, &status) && status.retry > 0 {
		return min(status.retry, 2*time.Minute)
	}
	return time.Second << attempt
}

// refusal is an error of ours about an answer; asking again changes nothing.
type refusal struct{ error }

// redirect decides whether to follow: within robots.txt, and not for ever.
func (f *Fetcher) redirect(req *http.Request, via []*http.Request) error {
	if len(via) >= 10 {
		return refusal{errors.New("the host redirects in a circle")}
	}
	if req.Context().Value(noRobots{}) != nil {
		return nil
	}
	if err := f.mayRead(req.Context(), req.URL); err != nil {
		return refusal{err}
	}
	return nil
}
