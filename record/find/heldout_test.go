package find

import (
	"os"
	"path/filepath"
	"testing"

	"detangle"
	"detangle/record/dates"
)

// TestDocumentsOfOtherStylesAreFound scores made-up documents, written with
// their truth before a rule was tried on them: a sheriff's release, a county
// counsel's memo, an agency's statement, an op-ed, attorneys general, news, a
// senators' release and a chiefs' statement. No body but federal ones is known.
func TestDocumentsOfOtherStylesAreFound(t *testing.T) {
	finder := New(Gazetteer{Organisations: organisations(t, "federal")})
	into := scoreFolder(t, finder, filepath.Join("testdata", "heldout"), "heldout.csv")
	t.Log("\n" + printed("documents of other styles", into))
	for _, aspect := range []string{withRole, string(OrganisationKind), string(QuotationKind), string(DateKind)} {
		if s := into[aspect]; s.recall() < 0.8 || s.precision() < 0.8 {
			t.Errorf("%s: recall %.2f, precision %.2f; at least 0.80 each was promised", aspect, s.recall(), s.precision())
		}
	}
}

// TestUnseenDocumentsAreFound scores made-up documents that no rule was changed
// for: their score is what to expect of a new document. It may fall only with a
// word about why.
func TestUnseenDocumentsAreFound(t *testing.T) {
	finder := New(Gazetteer{Organisations: organisations(t, "federal")})
	into := scoreFolder(t, finder, filepath.Join("testdata", "unseen"), "unseen.csv")
	t.Log("\n" + printed("documents that no rule was changed for", into))
}

func TestASpanishReleaseIsRefusedByItsLanguage(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "heldout", "spanish.txt"))
	if err != nil {
		t.Fatal(err)
	}
	r := New(Gazetteer{}).Find(string(text), dates.Anchor{Day: detangle.NoDay})
	if r.Language != "es" || r.Refused == "" || len(r.Proposals) != 0 {
		t.Errorf("language %q, refused %q, %d proposals", r.Language, r.Refused, len(r.Proposals))
	}
}
