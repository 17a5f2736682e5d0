package quote

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const letter = `We write about the county's agreement. These programs turn local police into a gateway to deportation, take their time and money for questionable purposes, and strip communities of safety and public trust. We ask the department to act.
Its priorities are:
1. National security.
2. Border security.
3. Public safety in the counties.
`

func judged(quotation string) Verdict {
	body := "The letter says “" + quotation + "” and more."
	return Judge(body, Find(body)[0].Span, letter, Span{0, len(letter)})
}

func TestAQuotationIsJudgedByItsWords(t *testing.T) {
	for name, c := range map[string]struct {
		quotation string
		class     Class
		faults    string
	}{
		"whole":               {"These programs turn local police into a gateway to deportation, take their time and money for questionable purposes, and strip communities of safety and public trust.", Exact, ""},
		"a part":              {"take their time and money for questionable purposes", Exact, ""},
		"other punctuation":   {"take their time - and money - for ‘questionable’ purposes", Exact, ""},
		"letter in brackets":  {"[t]hese programs turn local police into a gateway", Trimmed, ""},
		"ending in brackets":  {"tak[ing] their time and money for questionable purposes", Trimmed, ""},
		"word in brackets":    {"take [the police's] time and money for questionable purposes", Trimmed, ""},
		"ellipsis":            {"These programs turn local police into a gateway to deportation … and strip communities of safety", Trimmed, ""},
		"a jump, unmarked":    {"These programs turn local police into a gateway to deportation, and strip communities of safety", Altered, "dropped word"},
		"inserted":            {"These harmful programs turn local police into a gateway to deportation", Altered, "inserted word"},
		"dropped":             {"These programs turn police into a gateway to deportation", Altered, "dropped word"},
		"changed":             {"These programs turn local sheriffs into a gateway to deportation", Altered, "changed word"},
		"plural":              {"These programs turn local police into a gateway to deportations", Altered, "plural"},
		"misspelt":            {"These progarms turn local police into a gateway to deportation", Altered, "one letter"},
		"moved":               {"take their time and money for purposes questionable, and strip communities of safety", Altered, "moved word"},
		"list made sentence":  {"national security, border security and public safety", Listed, "inserted word"},
		"not there":           {"The sheriff has hired eleven new deputies this year", Elsewhere, ""},
		"in other words":      {"Local cops become the gateway for deporting people", Paraphrase, ""},
		"half in other words": {"We ask the department to act. Programs like these make police a deportation gateway.", Paraphrase, ""},
	} {
		v := judged(c.quotation)
		if v.Class != c.class || strings.Join(v.Faults, ", ") != c.faults {
			t.Errorf("%s: %s (%s), want %s (%s): %+v", name, v.Class, strings.Join(v.Faults, ", "), c.class, c.faults, v.Changes)
		}
	}
}

func TestAChangeShowsTheWordsOfBothSides(t *testing.T) {
	v := judged("These programs turn local sheriffs into a [way] to deportations")
	var got []string
	for _, c := range v.Changes {
		got = append(got, fmt.Sprintf("%s %v %s>%s", c.Kind, c.Marked, c.Was, c.Is))
		if letter[c.WasAt.From:c.WasAt.To] != c.Was {
			t.Errorf("%q is said to stand where %q does", c.Was, letter[c.WasAt.From:c.WasAt.To])
		}
	}
	if want := "changed word false police>sheriffs|changed word true gateway>[way]|plural false deportation>deportations"; strings.Join(got, "|") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, "|"), want)
	}
}

func TestAQuotationThatStopsShortShowsHowTheSentenceGoesOn(t *testing.T) {
	v := judged("take their time and money for questionable purposes.")
	if got := letter[v.GoesOn.From:v.GoesOn.To]; v.Class != Exact || got != "and strip communities of safety and public trust" {
		t.Errorf("%s, goes on %q", v.Class, got)
	}
	if v := judged("strip communities of safety and public trust."); v.GoesOn != (Span{}) {
		t.Errorf("a whole sentence goes on: %v", v.GoesOn)
	}
}

// Sentences are made of made-up words, changed in one known way, quoted in another
// text and found again with the right class: through the corpus, as a user has it.
func TestGeneratedChangesAreFoundAndNamed(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	counts := map[string][2]int{}
	for range 400 {
		g := generator{r}
		kind := changeKinds[r.IntN(len(changeKinds))]
		original := g.sentence(16 + r.IntN(25))
		printed := g.mutate(original, kind.name)
		source := g.sentences(8) + " " + original + " " + g.sentences(8)
		if kind.name == "list" {
			original = g.list()
			printed = sentenceOfList(original)
			source = g.sentences(4) + "\n" + original + "\n\n" + g.sentences(4)
		}
		report := g.sentences(5) + " The letter says: “" + printed + "” " + g.sentences(5)
		c, err := New(context.Background(), []Text{{ID: "source", Date: "2021-01-01", Body: source}, {ID: "report", Date: "2021-02-01", Body: report}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		all, err := c.Compare(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		n := counts[kind.name]
		n[1]++
		if len(all) == 1 && all[0].Class == kind.class && (kind.fault == "" && len(all[0].Faults) == 0 || slices.Contains(all[0].Faults, kind.fault)) {
			n[0]++
		} else {
			t.Logf("%s: %q printed as %q: %+v", kind.name, original, printed, all)
		}
		counts[kind.name] = n
	}
	for kind, n := range counts {
		if n[0] != n[1] {
			t.Errorf("%s: %d of %d found and named", kind, n[0], n[1])
		}
	}
}

var changeKinds = []struct {
	name  string
	class Class
	fault string
}{
	{"none", Exact, ""}, {"insert", Altered, InsertedWord}, {"drop", Altered, DroppedWord}, {"swap", Altered, MovedWord}, {"pluralise", Altered, Plural},
	{"change", Altered, ChangedWord}, {"bracket", Trimmed, ""}, {"ellipsis", Trimmed, ""}, {"list", Listed, InsertedWord},
}

// generator makes sentences of made-up words.
type generator struct{ *rand.Rand }

func (g generator) word() string {
	const consonants, vowels = "bdfgklmnprtv", "aeiou"
	var b strings.Builder
	for range 2 + g.IntN(3) {
		b.WriteByte(consonants[g.IntN(len(consonants))])
		b.WriteByte(vowels[g.IntN(len(vowels))])
	}
	return b.String()
}

func (g generator) sentence(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = g.word()
		if i > 2 && i < n-2 && g.IntN(8) == 0 {
			list[i] += ","
		}
	}
	list[0] = strings.ToUpper(list[0][:1]) + list[0][1:]
	return strings.Join(list, " ") + "."
}

func (g generator) sentences(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = g.sentence(10 + g.IntN(20))
	}
	return strings.Join(list, " ")
}

// mutate changes a sentence in the middle.
func (g generator) mutate(s, how string) string {
	list := strings.Fields(s)
	at := 6 + g.IntN(len(list)-12)
	switch how {
	case "insert":
		list = slices.Insert(list, at, g.word()+"x")
	case "drop":
		list = slices.Delete(list, at, at+1)
	case "swap":
		list[at], list[at+1] = list[at+1], list[at]
	case "pluralise":
		word := strings.TrimSuffix(list[at], ",")
		list[at] = word + "s" + list[at][len(word):]
	case "change":
		list[at] = g.word() + "xx"
	case "bracket":
		list[at] = "[" + g.word() + "x]"
	case "ellipsis":
		list = slices.Replace(list, at, at+2, "…")
	}
	return strings.Join(list, " ")
}

func (g generator) list() string {
	var items []string
	for i := range 3 {
		items = append(items, fmt.Sprintf("%d. %s", i+1, strings.TrimSuffix(g.sentence(6+g.IntN(4)), ".")))
	}
	return strings.Join(items, "\n")
}

// sentenceOfList joins the items of a list with commas and an and.
func sentenceOfList(list string) string {
	items := strings.Split(list, "\n")
	for i := range items {
		_, items[i], _ = strings.Cut(items[i], " ")
	}
	return strings.Join(items[:2], ", ") + " and " + items[2] + "."
}

func TestTwoWordingsOfOneTextAreHeldAgainstOneAnother(t *testing.T) {
	was := "The agency reports every year. It keeps a list of interpreters, and it pays for them."
	like, all := Differences(was, was)
	if like != 1 || len(all) != 0 {
		t.Errorf("itself: %v %+v", like, all)
	}
	like, all = Differences(was, "It keeps a list of interpreters, and it pays for them all.")
	if len(all) != 2 || all[0].Was != "The agency reports every year" || all[1].Is != "all" || like < 0.7 || like > 0.9 {
		t.Errorf("%v %+v", like, all)
	}
	if like, _ = Differences("", ""); like != 1 {
		t.Errorf("nothing and nothing: %v", like)
	}
}
