package publish_test

import (
	"encoding/json"
	"io"
	"net/http"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// The claims' pages give the verdicts and the numbers of detangle claims, and say what was not compared.
func TestRealClaimsAreShownAsTheCommandJudgesThem(t *testing.T) {
	binary, dir := realLake(t)
	base, _, _ := serve(t, binary, dir)
	out, err := exec.Command(binary, "--lake", dir, "claims", "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var judged struct {
		Claims []struct {
			ID, Verdict string
			Evidence    []struct{ Value *float64 }
		}
	}
	if err := json.Unmarshal(out, &judged); err != nil || len(judged.Claims) < 120 {
		t.Fatalf("%d claims, %v", len(judged.Claims), err)
	}
	for _, c := range judged.Claims {
		page := read(t, base+"/record/claims/"+c.ID)
		if !strings.Contains(page, c.Verdict+"</span>") {
			t.Errorf("%s is %q by the command, and the page does not say so", c.ID, c.Verdict)
		}
		for _, e := range c.Evidence {
			if e.Value == nil {
				continue
			}
			// as pages print it, but for the commas: whole, or with one digit
			printed := strings.TrimSuffix(strconv.FormatFloat(*e.Value, 'f', 1, 64), ".0")
			if !strings.Contains(strings.ReplaceAll(page, ",", ""), ">"+printed+"</a>") {
				t.Errorf("%s: the page lacks the number %v", c.ID, *e.Value)
			}
		}
	}
	pagesSay(t, base, []reading{
		{"/record/claims", []string{"135 claims", "supported with exception", "What the verdicts mean"}, ""},
		{"/record/claims?verdict=contradicted", []string{"contradicted", "Any verdict"}, "No claim"},
		{"/record/claims?document=nijc-2022-01-21", []string{"Made in", "16 claims"}, ""},
		{"/record/claims?speaker=nijc", []string{"National Immigrant Justice Center"}, ""},
		{"/record/claims/d2-11", []string{"136", "list of 27 May 2023", "18 days before", "it holds nearly", "agencies"}, ""},
		{"/record/claims/d0-20", []string{"supported with exception", "Bristol County", "What limits it", `href="/agencies/ma-bristol-county-sheriff`}, ""},
		{"/record/claims/d0-09", []string{"not a factual claim", "attributed"}, "it holds"},
		{"/record/claims/d3-09", []string{"To be read apart"}, ""},
	})
}

// read returns a page.
func read(t *testing.T, address string) string {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", address, r.StatusCode, err)
	}
	return string(body)
}
