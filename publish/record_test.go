package publish_test

import (
	"cmp"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The record's pages say what the files say, beside the ledger's numbers of the day.
func TestRealRecordIsShownWithItsSources(t *testing.T) {
	base, _, _ := served(t)
	pagesSay(t, base, []reading{
		{"/record", []string{"Letter of House members to Secretary Mayorkas on ending ICE entanglement, February 2021", `href="/record/threads/house-letters-on-local-police"`, `class="strip marks"`, "unconfirmed", `class="area"`}, ""},
		{"/record?kind=ruling", []string{"Restraining order against the pause"}, `<a href="/record/instruments/house-letter-2021-02-11">`},
		{"/record?q=nosuchword", []string{"refusal"}, ""},
		{"/record/instruments/house-letter-2021-02-11", []string{"It carries 3 dates", "11 Feb 2021", "12 Feb 2021", "13 Feb 2021", "The reports disagree. Together they allow at least 60 members of Congress", "Southern Poverty Law Center Action Fund", ">148</a>", "The full list of signers has not been opened"}, "Veronica Escobar"},
		{"/record/threads/house-letters-on-local-police", []string{"Answered after 18 to 48 days", "No answer is entered for", "Bristol County"}, ""},
		{"/record/commitments", []string{"End the 287(g) agreements of the Trump administration", "no primary source is known"}, ""},
		{"/record/commitments/k1-end-trump-era-agreements", []string{"First wording", "Wider", "Vaguer", ">138</a>", "lists held start on 2021-01-13", "widened by others"}, ""},
		{"/record/quotations", []string{"A word put in", "Wrong title", "Director Mayorkas", "Paraphrase between quotation marks", "A list made a sentence", "a gateway to deportations"}, ""},
		{"/record/documents/workpermit-2021-02-13", []string{"called order there", "the day in the address of the published copy", "copyrighted: short quotations only"}, "0344"},
		{"/record/documents/nijc-2022-01-21", []string{"21 Jan 2022", "yesterday", "InterReligious Task Force"}, ""},
		{"/record/organisations/ilrc", []string{"Immigration Legal Resource Center", "Misnamed as"}, ""},
		{"/record/organisations", []string{"Southern Poverty Law Center Action Fund", "UFW Foundation", "United Farm Workers"}, "@"},
		{"/record/people/mike-quigley", []string{"IL-05", "Q000023", "led it"}, ""},
	})
}

// Documents that a reader adds to the lake are found by their words and shown as their rights allow.
func TestRealDocumentsAreFoundAndShownAsTheirRightsAllow(t *testing.T) {
	binary, dir := realLake(t)
	lake := filepath.Join(t.TempDir(), "lake")
	if err := os.CopyFS(lake, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	data := cmp.Or(os.Getenv("DETANGLE_DATA"), filepath.Join(root(t), "..", "shared", "data"))
	add := exec.Command(binary, "--lake", lake, "record", "add", filepath.Join(data, "statements"), filepath.Join(data, "287g-moa", "FLORIDA__287gWSO_SumterCoFl2019-10-15.pdf"))
	if out, err := add.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	base, _, _ := serve(t, binary, lake, "--review")
	decideOnThePage(t, binary, lake, base)
	pagesSay(t, base, []reading{
		{"/record/documents", []string{"kept in this lake", "FLORIDA__287gWSO_SumterCoFl2019-10-15.pdf"}, ""},
		{"/record/texts/e20063c14e7c", []string{"public domain", "AUTHORIZED FUNCTIONS", "page 2", "15 Oct 2019"}, "refusal"},
		{"/record/texts/a45377bb29b8", []string{"never shown whole", "What the record says of this document"}, "0344"},
		{"/search?q=%22gateway+to+deportation%22", []string{"In documents", "<mark>gateway to deportation</mark>", "/record/documents/aclu-2021-02-12"}, ""},
		{"/search?q=media%40aclu.org", nil, "<mark>"},
		{"/record/quotations", []string{"Found by comparing the documents of this lake", "dropped:", "liability", "Sentences that went on"}, ""},
		{"/record/agreements", []string{"1 agreement on file", "Sumter County Sheriff", "they agree", "in force"}, ""},
		{"/record/agreements/e20063c14e7c", []string{"Acting Executive Associate Director", "F. ICE SUPERVISION", "15 Oct 2019", `href="/record/texts/e20063c14e7c"`}, ""},
		{"/record/agreements/clauses/liability", []string{"Clause: Liability", "There is one template only"}, ""},
		{"/record/claims/d2-11", []string{"<blockquote>“"}, ""},
	})
}

// decideOnThePage accepts a proposal in the page of review, with a value changed, and asks the command for it.
func decideOnThePage(t *testing.T, binary, lake, base string) {
	t.Helper()
	pagesSay(t, base, []reading{{"/review", []string{`href="/review/5e0428d9d66e"`, "0 decided"}, ""}})
	page := read(t, base+"/review/5e0428d9d66e?kind=person")
	secret := regexp.MustCompile(`name="secret" value="([^"]+)"`).FindStringSubmatch(page)
	id := regexp.MustCompile(`name="id" value="([^"]+)"`).FindStringSubmatch(page)
	if secret == nil || id == nil {
		t.Fatalf("the page has no form:\n%s", page)
	}
	form := url.Values{"id": {id[1]}, "verdict": {"accepted"}, "value.name": {"Somebody Else"}, "kind": {"person"}}
	if r, err := http.PostForm(base+"/review/5e0428d9d66e", form); err != nil || r.StatusCode != http.StatusForbidden {
		t.Errorf("a form without the page's secret: %v, %v", r.Status, err)
	}
	form.Set("secret", secret[1])
	r, err := http.PostForm(base+"/review/5e0428d9d66e", form)
	if err != nil || r.StatusCode != http.StatusOK || !strings.Contains(r.Request.URL.String(), "kind=person") {
		t.Fatalf("the decision was not taken: %v, %v", r.Status, err)
	}
	out, err := exec.Command(binary, "--lake", lake, "record", "review", "5e0428d9d66e", "--json").Output()
	if err != nil || !strings.Contains(string(out), `"accepted": 1`) || !strings.Contains(string(out), "Somebody Else") {
		t.Errorf("the command does not know the decision: %v\n%.400s", err, out)
	}
}
