package claim

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func result(id, verdict string, number float64) Result {
	return Result{ID: id, Verdict: verdict, Version: "v", Evidence: []Evidence{{Kind: "measure", Number: &Number{Value: &number}}}}
}

func TestAMovedVerdictIsNewsAndTheHistoryOutlivesACutLine(t *testing.T) {
	dir := t.TempDir()
	build := func(day int, version string, results ...Result) []Move {
		t.Helper()
		history, err := ReadHistory(dir)
		if err != nil {
			t.Fatal(err)
		}
		if !Due(history, version, "c", "p") {
			return nil
		}
		for i := range results {
			results[i].Version = version
		}
		moves, err := Record(dir, history, results, "c", "p", time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		return moves
	}
	if moves := build(1, "one", result("a", Supported, 138), result("b", Untestable, 0)); len(moves) != 0 {
		t.Errorf("the first build moves %v", moves)
	}
	if build(2, "one", result("a", Contradicts, 1)); len(must(ReadHistory(dir))) != 1 {
		t.Error("the same data are judged twice")
	}
	path := filepath.Join(dir, "history", "claims.jsonl")
	text, _ := os.ReadFile(path)
	if err := os.WriteFile(path, append(text, `{"at": "2026-`...), 0o644); err != nil {
		t.Fatal(err)
	}
	moves := build(3, "two", result("a", Excepted, 136), result("b", Untestable, 0))
	if len(moves) != 1 || moves[0].ID != "a" || moves[0].From != Supported || moves[0].To != Excepted || moves[0].Why != "new data" {
		t.Errorf("%+v", moves)
	}
	history := must(ReadHistory(dir))
	if len(history) != 2 || len(history[0].States) != 2 || len(history[1].States) != 1 {
		t.Errorf("%+v", history)
	}
	if all := Moves(history); len(all) != 1 || all[0].At != "2026-01-03T00:00:00Z" {
		t.Errorf("%+v", all)
	}
	if all := Reached(history); len(all) != 3 || all[0].From != "" || all[0].To != Supported || all[2].ID != "a" || all[2].From != Supported {
		t.Errorf("%+v", all)
	}
}

func must(history []Entry, err error) []Entry {
	if err != nil {
		panic(err)
	}
	return history
}

func TestAReviewIsAClaimReviewAndARefusalHasNone(t *testing.T) {
	r := Result{ID: "d2-11", Claim: "138 agencies", Verdict: Excepted, Reason: "136 by the list", Speakers: []string{"aclu"}, Said: Said{Date: "2023-06-14", Address: "https://example.org/letter", Title: "Letter"}}
	review, ok := r.Review("https://detangle.example", "2026-01-01", func(string) string { return "ACLU" })
	if !ok {
		t.Fatal("no review")
	}
	text, err := json.Marshal(review)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"@context":"https://schema.org"`, `"@type":"ClaimReview"`, `"claimReviewed":"138 agencies"`, `"url":"https://detangle.example/record/claims/d2-11"`, `"alternateName":"supported with exception"`, `"name":"ACLU"`, `"appearance":{"@type":"CreativeWork"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s is not in %s", want, text)
		}
	}
	for _, v := range []string{Untestable, NoFact} {
		r.Verdict = v
		if _, ok := r.Review("", "", func(string) string { return "" }); ok {
			t.Errorf("%s has a review", v)
		}
	}
}
