package publish

// The record as files: a kind as JSON or CSV, and all of it as FollowTheMoney entities.

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"

	"detangle/record/claim"
	"detangle/record/facts"
	"detangle/record/ftm"
)

const mimeLines = "application/x-ndjson"

// recordFTM sends an entity a line: the curated record, and the claims where they are judged.
func (s *Site) recordFTM(w http.ResponseWriter, r *http.Request) error {
	if s.Record == nil {
		return notFound("this site was started without the record")
	}
	var claims []claim.Result
	if s.Claims != nil {
		all, err := s.judged(r.Context())
		if err != nil {
			return err
		}
		claims = all.Claims
	}
	s.offer(w, mimeLines, "record.ftm.jsonl")
	return ftm.Write(w, ftm.Entities(s.Record, claims, cmp.Or(s.Base, "http://"+r.Host)))
}

// recordKinds are the names of kinds in addresses.
var recordKinds = map[string]string{"documents": facts.Documents, "people": facts.Actors, "organisations": facts.Organisations, "instruments": facts.Instruments,
	"commitments": facts.Commitments, "threads": facts.Threads, "quotations": facts.Quotations}

// recordFile sends /record/instruments.json, whole as the files of the record are, or .csv, a line each.
func (s *Site) recordFile(w http.ResponseWriter, r *http.Request) error {
	name, ext, _ := strings.Cut(r.PathValue("file"), ".")
	kind, ok := recordKinds[name]
	if !ok || s.Record == nil || ext != "json" && ext != "csv" {
		return notFound("no file %q of the record\nhint: /record/instruments.json", r.PathValue("file"))
	}
	if ext == "csv" {
		s.offer(w, mimeCSV, name+".csv")
		return writeCSV(w, s.Record.List(kind))
	}
	s.offer(w, mimeJSON, name+".json")
	return json.NewEncoder(w).Encode(s.Record.All(kind))
}
