package publish

// Claims about a place or an agency: those whose file names it, and, of a place, those
// about an agency that is in it.

import (
	"context"
	"html/template"
	"log/slog"
	"slices"

	"detangle/record/claim"
	"detangle/record/facts"
)

// isAbout reports whether a claim is about a place (a state's code or a county's FIPS code)
// and an agency; empty asks nothing.
func (s *Site) isAbout(c claim.Result, place, agency string) bool {
	within := func(slug string) bool {
		a := s.ledger.Agency(slug)
		return a != nil && (a.State == place || a.County == place)
	}
	return (agency == "" || slices.Contains(c.Agencies, agency)) &&
		(place == "" || slices.Contains(c.Places, place) || slices.ContainsFunc(c.Agencies, within))
}

// aboutIt is what the record has about a place or an agency.
type aboutIt struct {
	Claims    []claim.Result
	Documents []*facts.Document // in which the claims were made
	All       string            // address of the list of these claims
}

// claimsAbout returns nil where the record has nothing. A lake on which claims cannot be judged
// still has places and agencies: the reason is logged, and the claims' own page shows it.
func (s *Site) claimsAbout(ctx context.Context, key, value string) *aboutIt {
	if s.Claims == nil {
		return nil
	}
	all, err := s.judged(ctx)
	if err != nil {
		slog.Error("claims could not be judged", "error", err)
		return nil
	}
	f := choose(key, value)
	f.path = "/record/claims"
	b := &aboutIt{Claims: s.chosenClaims(f, all.Claims), All: f.Under(f.path)}
	if len(b.Claims) == 0 {
		return nil
	}
	for _, c := range b.Claims {
		if s.Record == nil {
			break
		}
		if d := s.Record.Document(c.Said.Document); d != nil && !slices.Contains(b.Documents, d) {
			b.Documents = append(b.Documents, d)
		}
	}
	return b
}

// placeLink links a county or a state by its code.
func (s *Site) placeLink(code string) template.HTML {
	if s.ledger.County(code) != nil {
		return s.countyLink(code)
	}
	return s.stateLink(code)
}
