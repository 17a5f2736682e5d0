package publish

// Claims as files: the object of `detangle claims --json`, a table with a line for each
// claim, and ClaimReview as JSON-LD. Each is filtered as the page is.

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"

	"detangle/record/claim"
)

const mimeLD = "application/ld+json"

// claimFile gives a download the claims that the filter leaves.
func (s *Site) claimFile(h func(http.ResponseWriter, *http.Request, Verdicts) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		if s.Claims == nil {
			return notFound("this site was started without claims")
		}
		all, err := s.judged(r.Context())
		if err != nil {
			return err
		}
		all.Claims = s.chosenClaims(newFilter(r, claimFilters...), all.Claims)
		return h(w, r, all)
	}
}

func (s *Site) claimsJSON(w http.ResponseWriter, _ *http.Request, v Verdicts) error {
	s.offer(w, mimeJSON, "claims.json")
	return json.NewEncoder(w).Encode(v.Judged)
}

// claimRecord is a claim on a line, named as in docs/claims.md.
type claimRecord struct {
	ID          string `json:"id"`
	Claim       string `json:"claim"`
	Type        string `json:"type"`
	Also        string `json:"also"`
	Verdict     string `json:"verdict"`
	Reason      string `json:"reason"`
	AsOf        string `json:"as_of"`
	Unit        string `json:"unit"`
	Grade       string `json:"grade"`
	Speakers    string `json:"speakers"`
	Names       string `json:"speaker_names"`
	Programs    string `json:"programs"`
	Places      string `json:"places"`
	Agencies    string `json:"agencies"`
	Document    string `json:"document"`
	Title       string `json:"title"`
	Address     string `json:"address"`
	Date        string `json:"date"`
	Check       string `json:"check"`
	Measures    string `json:"measures"`
	Values      string `json:"values"`
	Unconfirmed int    `json:"unconfirmed"`
	Version     string `json:"data_version"`
}

func claimRecordOf(c claim.Result) claimRecord {
	several := func(list []string) string { return strings.Join(list, ";") }
	out := claimRecord{ID: c.ID, Claim: c.Claim, Type: c.Type, Also: several(c.Also), Verdict: c.Verdict, Reason: c.Reason, AsOf: c.AsOf, Unit: c.Unit, Grade: c.Grade, Speakers: several(c.Speakers), Names: several(c.Names),
		Programs: several(c.Programs), Places: several(c.Places), Agencies: several(c.Agencies), Document: c.Said.Document, Title: c.Said.Title, Address: c.Said.Address, Date: c.Said.Date, Check: c.Check, Version: c.Version}
	var measures, values []string
	for _, e := range c.Evidence {
		if e.Number != nil {
			measures, values = append(measures, e.Measure), append(values, plainNumber(e.Value))
		}
		if e.Unconfirmed {
			out.Unconfirmed++
		}
	}
	out.Measures, out.Values = several(measures), several(values)
	return out
}

func (s *Site) claimsCSV(w http.ResponseWriter, _ *http.Request, v Verdicts) error {
	s.offer(w, mimeCSV, "claims.csv")
	return writeCSV(w, mapped(v.Claims, claimRecordOf))
}

// claimsLD lists the ClaimReviews; a claim without a verdict about facts has none.
func (s *Site) claimsLD(w http.ResponseWriter, r *http.Request, v Verdicts) error {
	graph := struct {
		Context string              `json:"@context"`
		Graph   []claim.ClaimReview `json:"@graph"`
	}{"https://schema.org", []claim.ClaimReview{}}
	for _, c := range v.Claims {
		if review, ok := c.Review(cmp.Or(s.Base, "http://"+r.Host), v.reachedOn(c.ID), s.nameOf); ok {
			graph.Graph = append(graph.Graph, review)
		}
	}
	s.offer(w, mimeLD, "claims.jsonld")
	return json.NewEncoder(w).Encode(graph)
}
