package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"detangle"
	"detangle/record/claim"
)

// realClaims judges every claim on the real files through the command line.
func realClaims(t *testing.T, args ...string) map[string]claim.Result {
	t.Helper()
	var got claim.Judged
	if err := json.Unmarshal([]byte(print(t, realLake(t), append([]string{"claims", "--json"}, args...)...)), &got); err != nil {
		t.Fatal(err)
	}
	byID := map[string]claim.Result{}
	for _, r := range got.Claims {
		byID[r.ID] = r
	}
	return byID
}

// A claim bound to the ledger shows the very number that detangle measure gives
// for the same question, with its data version, its SQL and its inputs.
func TestRealClaimsShowTheNumbersOfTheMeasures(t *testing.T) {
	compared := 0
	for id, r := range realClaims(t) {
		for _, e := range r.Evidence {
			if e.Number == nil || e.Refusal != nil || e.Trace == "" {
				continue
			}
			f := ask(t, strings.TrimPrefix(e.Trace, "measure:"))
			want := float64(len(f.Rows))
			if len(f.By) == 0 {
				want = *f.Rows[0].Value
			}
			if *e.Value != want || e.SQL != f.SQL || len(e.Inputs) != len(f.Inputs) || r.Version == "" {
				t.Errorf("%s: %s gives %v, the claim shows %v", id, e.Trace, want, *e.Value)
			}
			compared++
		}
	}
	if compared < 25 {
		t.Errorf("only %d numbers were compared", compared)
	}
}

func TestReal138AgenciesAreComparedWithAgenciesOfTheNearestList(t *testing.T) {
	r := realClaims(t)["d2-11"]
	for _, e := range r.Evidence {
		if e.Number == nil {
			continue
		}
		if e.Compared != nil && (e.Unit != "agencies" || *e.Value != 136 || e.List != "2023-05-27" || e.Days != 18 || e.Next != "2023-07-14" || e.NextDays != 30) {
			t.Errorf("compared with %v %s of %s, %d days before", *e.Value, e.Unit, e.List, e.Days)
		}
		if e.Compared == nil && e.Unit == "agencies" || e.Compared != nil && e.Unit != string(detangle.Agencies) {
			t.Errorf("%s is compared: %v", e.Unit, e.Compared)
		}
	}
	if r.Verdict != claim.Excepted || !strings.Contains(r.Reason, "136 agencies on 2023-06-14 by the list of 2023-05-27") {
		t.Errorf("%s: %s", r.Verdict, r.Reason)
	}
}

func TestRealBristolIsTheExceptionAndTheCountsStandBesideIt(t *testing.T) {
	all := realClaims(t)
	for id, counts := range map[string][]float64{"d0-20": {4, 148, 144, 145, 143}, "d2-09": {10, 0, 145, 145, 136}} {
		r := all[id]
		var numbers []float64
		bristol := false
		for _, e := range r.Evidence {
			if e.Number != nil {
				numbers = append(numbers, *e.Value)
			}
			bristol = bristol || e.Role == "exception" && e.Fact == "bristol-ended-by-dhs"
		}
		if r.Verdict != claim.Excepted || !bristol {
			t.Errorf("%s: %s, Bristol listed: %v", id, r.Verdict, bristol)
		}
		if len(numbers) != len(counts) {
			t.Fatalf("%s: %v, want %v", id, numbers, counts)
		}
		for i := range counts {
			if numbers[i] != counts[i] {
				t.Errorf("%s: %v, want %v", id, numbers, counts)
			}
		}
	}
}

func TestRealDetainersOf2021AreRefused(t *testing.T) {
	for id, r := range realClaims(t) {
		for _, e := range r.Evidence {
			if e.Number != nil && e.Measure == "detainers" && (e.Refusal == nil || e.Value != nil) {
				t.Errorf("%s: detainers from %s to %s: %v", id, e.From, e.AsOf, *e.Value)
			}
		}
	}
	if r := realClaims(t)["s-jenkins-1753-detainers"]; r.Verdict != claim.Untestable || !strings.Contains(r.Reason, "October 2022") {
		t.Errorf("%s: %s", r.Verdict, r.Reason)
	}
}

func TestRealAgreementsAnnouncedAreNotAgencies(t *testing.T) {
	all := realClaims(t)
	for id, want := range map[string]string{"s-dhs-1001-agreements": claim.Excepted, "s-dhs-958-agreements": claim.Excepted, "s-dhs-1000-agencies": claim.Contradicts,
		"s-breitbart-960-agencies": claim.Contradicts, "s-dhs-40-states": claim.Supported, "s-ice-texas-every-county": claim.Supported} {
		if all[id].Verdict != want {
			t.Errorf("%s: %s, want %s: %s", id, all[id].Verdict, want, all[id].Reason)
		}
	}
}

// The words that a claim cites stand where it says, in the file that it says.
func TestRealSpansMatchTheStatements(t *testing.T) {
	texts := map[string]string{}
	names, err := filepath.Glob(filepath.Join(realData(t), "statements", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		texts[hex.EncodeToString(sum[:])] = string(text)
	}
	book, err := claim.Own()
	if err != nil {
		t.Fatal(err)
	}
	found, compared := book.CheckTexts(func(sum string) (string, bool) { text, ok := texts[sum]; return text, ok })
	for _, p := range found {
		t.Error(p.Error())
	}
	if compared != 104 {
		t.Errorf("%d spans stand in the statements at hand, want 104", compared)
	}
}
