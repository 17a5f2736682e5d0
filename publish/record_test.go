package publish_test

import "testing"

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
