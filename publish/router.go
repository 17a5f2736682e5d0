package publish

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
)

// handler makes a page's view from a request.
type handler func(*http.Request) (*view, error)

// problem is an error with the status that a reader should see.
type problem struct {
	status int
	error
}

func notFound(format string, args ...any) error {
	return problem{http.StatusNotFound, fmt.Errorf(format, args...)}
}

func badRequest(format string, args ...any) error {
	return problem{http.StatusBadRequest, fmt.Errorf(format, args...)}
}

// router joins the addresses with their pages. They are stable: a page that
// moves leaves a redirect behind.
func (s *Site) router() http.Handler {
	mux := http.NewServeMux()
	for pattern, h := range map[string]handler{
		"/{$}":                                 s.home,
		"/embed/map":                           s.embedMap,
		"/agreements":                          s.agreements,
		"/agencies/{slug}":                     s.agencyPage,
		"/counties":                            s.counties,
		"/counties/{fips}":                     s.countyPage,
		"/states":                              s.states,
		"/states/{usps}":                       s.statePage,
		"/changes":                             s.changes,
		"/pipeline":                            s.pipelinePage,
		"/detainers":                           s.detainersPage,
		"/detention":                           s.detentionPage,
		"/secure-communities":                  s.secureCommunities,
		"/disparity":                           s.disparities,
		"/disparity/{source}":                  s.disparityPage,
		"/disparity/{source}/{kind}/{place}":   s.disparityPlacePage,
		"/sources":                             s.sources,
		"/sources/{id}":                        s.sourcePage,
		"/snapshots/{hash}":                    s.snapshotPage,
		"/snapshots/{hash}/rows/{sheet}/{row}": s.rowPage,
		"/issues":                              s.issues,
		"/methods":                             s.methods,
		"/methods/{measure}":                   s.methodPage,
		"/methods/disparity":                   s.disparityMethod,
		"/methods/calibration":                 s.calibrationPage,
		"/finding/{measure}":                   s.findingPage,
		"/data":                                s.dataPage,
		"/about":                               s.aboutPage,
	} {
		mux.Handle("GET "+pattern, s.cached(h))
	}
	for _, pages := range []map[string]handler{s.recordPages(), s.claimPages(), s.textPages(), s.moaPages()} {
		for pattern, h := range pages {
			mux.Handle("GET "+pattern, s.cached(h))
		}
	}
	mux.Handle("GET /api", s.plainPage(s.apiPage))       // names the host that it was asked by
	mux.Handle("GET /search", s.plainPage(s.searchPage)) // what people type would push pages out of the cache
	mux.Handle("GET /clock", s.plainPage(s.clockPage))
	s.reviewPages(mux)
	s.files(mux)
	s.api(mux)
	mux.Handle("GET /assets/", s.assets)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			s.fail(w, r, problem{http.StatusMethodNotAllowed, errors.New("the site only answers GET and HEAD")})
			return
		}
		s.fail(w, r, notFound("no page at %s", r.URL.Path))
	})
	return secured(mux)
}

// cached answers from the cache, or draws the page and keeps it.
func (s *Site) cached(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key := r.URL.Path
		if r.URL.RawQuery != "" {
			key += "?" + r.URL.Query().Encode()
		}
		p, ok := s.cache.get(key)
		if !ok {
			var err error
			if p, err = s.draw(h, r); err != nil {
				s.fail(w, r, err)
				return
			}
			s.cache.put(key, p)
		}
		p.send(w, r)
	})
}

// plainPage draws a page anew each time.
func (s *Site) plainPage(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p, err := s.draw(h, r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		p.send(w, r)
	})
}

func (s *Site) draw(h handler, r *http.Request) (page, error) {
	v, err := h(r)
	if err != nil {
		return page{}, err
	}
	body, err := s.render(v)
	if err != nil {
		return page{}, err
	}
	status := v.Status
	if status == 0 {
		status = http.StatusOK
	}
	return newPage(status, "text/html; charset=utf-8", body), nil
}

// fail shows what went wrong, and a way on: an address that does not exist is
// searched for in the names we know.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	var p problem
	if !errors.As(err, &p) {
		p = problem{http.StatusInternalServerError, err}
		slog.Error("a page failed", "path", r.URL.Path, "error", err)
	}
	if strings.HasPrefix(r.URL.Path, "/api/") {
		writeProblem(w, p)
		return
	}
	v := s.failure(r, p)
	body, err := s.render(v)
	if err != nil {
		http.Error(w, p.Error(), p.status)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	newPage(p.status, "text/html; charset=utf-8", body).send(w, r)
}

// policy lets a page load its own files and nothing else, and run no script
// that stands in the page itself.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "

func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		frames := "'self'"
		if strings.HasPrefix(r.URL.Path, "/embed/") {
			frames = "*"
		}
		h.Set("Content-Security-Policy", policy+frames)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()")
		next.ServeHTTP(w, r)
	})
}
