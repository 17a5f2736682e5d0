package measure

import (
	"strings"
	"testing"
)

// BenchmarkAsk asks over 110,000 listed rows and 2,000 agreements. A page asks
// for many findings, so that each must take well under a millisecond.
func BenchmarkAsk(b *testing.B) {
	s := service(b, "large.sql")
	if err := s.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	for _, q := range []Query{
		{Name: "agreements_listed"},
		{Name: "agreements_listed", Where: map[string]string{"state": "S7"}},
		{Name: "agreements_listed", By: []string{"state"}},
		{Name: "agreements_listed", By: []string{"month"}},
		{Name: "agreements_listed", By: []string{"county"}},
		{Name: "agencies_participating"},
		{Name: "agencies_participating", By: []string{"state"}},
		{Name: "agreements_active"},
		{Name: "agreements_active", Where: map[string]string{"county": "00107"}},
		{Name: "agreements_active", By: []string{"county", "model"}},
		{Name: "agreements_active", By: []string{"month"}},
		{Name: "agreements_started", By: []string{"month"}},
		{Name: "population_covered"},
		{Name: "population_covered", By: []string{"state"}},
	} {
		name := q.Name
		if len(q.Where) > 0 {
			name += "/where"
		}
		if len(q.By) > 0 {
			name += "/by-" + strings.Join(q.By, "-")
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Ask(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
