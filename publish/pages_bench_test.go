package publish_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"detangle/lake"
	"detangle/measure"
	"detangle/publish"
)

// siteOf opens a lake as a Site, in this process.
func siteOf(t testing.TB, dir string) *publish.Site {
	t.Helper()
	l, err := lake.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := l.Engine(context.Background(), lake.EngineOptions{MemoryLimit: "160MiB", Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close() })
	measures, err := measure.New(t.Context(), engine, l.Catalog().Snapshots)
	if err != nil {
		t.Fatal(err)
	}
	site, err := publish.New(t.Context(), publish.Options{Lake: l, Engine: engine, Measures: measures})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// ask answers a request in this process.
func ask(site http.Handler, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w
}

// BenchmarkDrawing draws agency and county pages that were not drawn before:
// what the first reader of each page waits for.
func BenchmarkDrawing(b *testing.B) {
	_, dir := realLake(b)
	site := siteOf(b, dir)
	ask(site, "/")
	for _, kind := range []struct{ name, pattern string }{
		{"agency", "/agencies/fl-miami-dade-sheriff?x=%d"}, {"old-agency", "/agencies/ok-okmulgee-county-criminal-justice-authority?x=%d"},
		{"county", "/counties/12086?x=%d"}, {"texas-county", "/counties/48029?x=%d"}, {"state", "/states/TX?x=%d"}, {"home", "/?x=%d"},
	} {
		b.Run(kind.name, func(b *testing.B) {
			for i := range b.N {
				if w := ask(site, fmt.Sprintf(kind.pattern, i)); w.Code != http.StatusOK {
					b.Fatalf("%s answers %d", kind.pattern, w.Code)
				}
			}
		})
	}
}
