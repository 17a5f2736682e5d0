package claim

import (
	"strings"
	"testing"
	"testing/fstest"

	"detangle/record/facts"
)

const fact = "[[fact]]\nid = \"f\"\ntext = \"it is so\"\npublisher = \"somebody\"\naddress = \"example.org\"\n"

const wellFormed = `id = "a-1"
claim = "there are 138 agencies"
speakers = ["aclu"]
type = "count"
unit = "agencies"
as_of = "2023-06-14"
programs = ["287g"]

[said]
document = "a-document"
date = "2023-06-14"
address = "example.org"
words = "138 agencies"

[check]
kind = "measure"

[[check.measure]]
name = "agencies_participating"
as_of = "2023-06-14"
unit = "agencies"
is = "equals"
value = 138
`

func load(text string) (*Book, []facts.Problem) {
	return Load(fstest.MapFS{"claims/a-1.toml": {Data: []byte(text)}, "known/f.toml": {Data: []byte(fact)}})
}

func TestAFaultOfAClaimNamesFileLineAndWhatWasExpected(t *testing.T) {
	if _, wrong := load(wellFormed); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"a count without a unit", "unit = \"agencies\"\nas_of", "as_of", "a claim that counts has no unit"},
		{"an unknown key", "speakers =", "speaker =", "line 3: unknown key \"speaker\"\nhint: did you mean \"speakers\"?"},
		{"a type that there is not", `"count"`, `"number"`, "line 4: unknown type \"number\""},
		{"agencies against agreements", "agencies_participating", "agreements_active", "agreements_active counts agreements, the claim counts agencies: these cannot be compared"},
		{"an unknown measure", "agencies_participating", "agencies", "unknown measure \"agencies\""},
		{"a tolerance without reason", "value = 138", "value = 138\nwithin = 3", "line 24: the tolerance has no reason"},
		{"another unit than the claim's", "unit = \"agencies\"\nas_of", "unit = \"counties\"\nas_of", "the claim counts counties, and nothing compared does"},
		{"a fact that there is not", "programs", "known = [\"g\"]\nprograms", "there is no fact \"g\""},
		{"no words and no span", "words = \"138 agencies\"\n", "", "there is neither a span"},
		{"another id than the file's name", "a-1", "a-2", "line 1: the id is \"a-2\", the file's name says \"a-1\""},
		{"a verdict that is worked out", "kind = \"measure\"", "kind = \"measure\"\nverdict = \"supported\"", "worked out, not written"},
		{"nothing to check in a count", "kind = \"measure\"", "kind = \"none\"", "has something to check"},
		{"no TOML", "type = ", "type ", "line 4: "},
	} {
		_, wrong := load(strings.Replace(wellFormed, c.old, c.new, 1))
		var all []string
		for _, p := range wrong {
			all = append(all, p.Error())
		}
		if text := strings.Join(all, "\n"); !strings.Contains(text, c.want) || !strings.HasPrefix(text, "claims/a-1.toml") {
			t.Errorf("%s: %q, want %q", c.name, text, c.want)
		}
	}
}

func TestACausalClaimNeedsAGradeAndACuratedOneItsFacts(t *testing.T) {
	causal := strings.Replace(wellFormed, `type = "count"`, `type = "causal"`, 1)
	if _, wrong := load(causal); len(wrong) == 0 || !strings.Contains(wrong[0].Error(), "unknown grade") {
		t.Errorf("%v", wrong)
	}
	curated := wellFormed[:strings.Index(wellFormed, "[check]")] + "[check]\nkind = \"curated\"\nverdict = \"supported\"\nreason = \"so\"\n"
	if _, wrong := load(curated); len(wrong) != 1 || !strings.Contains(wrong[0].Message, "the facts it rests on") {
		t.Errorf("%v", wrong)
	}
	if _, wrong := load(curated + "facts = [\"f\"]\n"); len(wrong) != 0 {
		t.Errorf("%v", wrong)
	}
}

func TestASpanThatNoLongerMatchesIsFoundWithItsLine(t *testing.T) {
	spanned := strings.Replace(wellFormed, `words = "138 agencies"`, `file = "`+sumOf("a file")+"\"\nfrom = 5\nto = 7\nsha256 = \""+sumOf("60")+`"`, 1)
	book, wrong := load(spanned)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	check := func(text string) ([]facts.Problem, int) {
		return book.CheckTexts(func(string) (string, bool) { return text, text != "" })
	}
	if found, compared := check("Über 60 Mitglieder"); len(found) > 0 || compared != 1 {
		t.Errorf("%v, %d compared", found, compared)
	}
	if found, compared := check(""); len(found) > 0 || compared != 0 {
		t.Errorf("no text at hand: %v, %d compared", found, compared)
	}
	for text, want := range map[string]string{"Über 70 Mitglieder": `line 16: the words from 5 to 7 have changed: "70"`, "Über": "line 14: the text has 4 characters"} {
		if found, _ := check(text); len(found) != 1 || !strings.Contains(found[0].Error(), want) {
			t.Errorf("%s: %v, want %s", text, found, want)
		}
	}
}

func TestAClaimWhoseMeasureIsRefusedIsNamed(t *testing.T) {
	book, _ := load(wellFormed)
	results, err := book.Evaluate(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if found := book.Refused(results); len(found) != 1 || !strings.Contains(found[0].Error(), "claims/a-1.toml, line 19: the measure agencies_participating is refused: no data here") {
		t.Errorf("%v", found)
	}
}

func TestWhatDanglesBetweenClaimsAndRecordIsFound(t *testing.T) {
	book, _ := load(strings.Replace(wellFormed, "programs", "against = \"k9\"\nprograms", 1))
	record, wrong := facts.Load(fstest.MapFS{"organisations/aclu.toml": {Data: []byte("id = \"aclu\"\nname = \"ACLU\"\nkind = \"advocacy\"\n")}})
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	found := book.Check(record)
	if len(found) != 1 || !strings.Contains(found[0].Error(), "claims/a-1.toml, line 7: there is no k9 in commitments") {
		t.Errorf("%v", found)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(wellFormed)
	f.Add("[said]\nfrom = 9\nto = 1\n[check]\n[[check.measure]]\nname = \"\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		book, wrong := load(text)
		if len(wrong) > 0 {
			return
		}
		if _, err := book.Evaluate(t.Context(), Options{AsOf: "2023-06-14"}); err != nil {
			t.Error(err)
		}
	})
}

func FuzzCut(f *testing.F) {
	f.Add("Über 60", 2, 5)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		words, err := Cut(text, from, to)
		if err == nil && len([]rune(words)) != to-from {
			t.Errorf("%d characters of %d", len([]rune(words)), to-from)
		}
	})
}
