package quote

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// drift is a sentence as it goes through four texts, as a reader would meet it.
var drift = []Text{
	{ID: "statement", Date: "2022-01-21", Body: "Something else came first. Such practices turn local police into a gateway to removal, take their time for questionable purposes, and strip towns of safety and trust."},
	{ID: "letter", Date: "2021-02-11", Body: "Dear Secretary. The programs turn local police into a gateway to removal, take their time for questionable purposes, strip towns of safety and trust, and expose counties and the nation to costly liability. Sincerely."},
	{ID: "undated", Body: "These programs and practices turn local police into a gateway to removal, take their time for questionable purposes, and strip towns of safety and trust."},
	{ID: "release", Date: "2021-09-28", Body: "In a second letter they write: “These programs and practices turn local police into a gateway to removal, take their time for questionable purposes, and strip towns of safety and trust.” Others agree."},
}

func corpus(t testing.TB, texts []Text, o Options) *Corpus {
	t.Helper()
	c, err := New(context.Background(), texts, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func families(t testing.TB, c *Corpus) []Family {
	t.Helper()
	all, err := c.Families(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func comparisons(t testing.TB, c *Corpus) []Comparison {
	t.Helper()
	all, err := c.Compare(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAReusedSentenceIsFollowedByDateWithTheLimbThatWasDropped(t *testing.T) {
	texts := append([]Text{}, drift...)
	at := strings.Index(texts[3].Body, "These")
	texts[3].Voices = []Voice{{Span{at, len(texts[3].Body) - 15}, "second-letter", "2021-09-21"}}
	c := corpus(t, texts, Options{})
	all := families(t, c)
	if len(all) != 1 {
		t.Fatalf("%d families: %+v", len(all), all)
	}
	var got []string
	for _, m := range all[0].Members {
		s := fmt.Sprintf("%s %s%s<%d", m.Date, c.Texts()[m.Text].ID, "/"+m.Voice, m.Parent)
		for _, l := range m.Dropped {
			s += " -" + l.Words
		}
		for _, l := range m.Added {
			s += " +" + l.Words
		}
		got = append(got, s)
	}
	want := []string{
		"2021-02-11 letter/<-1",
		"2021-09-21 release/second-letter<0 -and expose counties and the nation to costly liability",
		"2022-01-21 statement/<1",
		" undated/<1",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWordsThatLeadUpToAQuotationAreNoSentenceOfTheirOwn(t *testing.T) {
	lead := "Jane Roe, associate director of policy and of law at the national centre for everything, said: “%s”"
	c := corpus(t, []Text{
		{ID: "a", Date: "2021-01-01", Body: fmt.Sprintf(lead, "One thing was said here that nobody else has ever said before.")},
		{ID: "b", Date: "2021-02-01", Body: fmt.Sprintf(lead, "Quite another matter came up later in the year, and it was new.")},
	}, Options{})
	if all := families(t, c); len(all) != 0 {
		t.Errorf("%+v", all)
	}
}

func TestTheAnswerIsTheSameOnAnyNumberOfCoresAndInAnyOrder(t *testing.T) {
	p := plant(rand.New(rand.NewPCG(3, 3)), 60)
	first := corpus(t, p.texts, Options{Workers: 1})
	shuffled := append([]Text{}, p.texts...)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	second := corpus(t, shuffled, Options{Workers: 7})
	if a, b := comparisons(t, first), comparisons(t, second); len(a) == 0 || !reflect.DeepEqual(a, b) {
		t.Errorf("%d and %d comparisons, or other ones", len(a), len(b))
	}
	if a, b := families(t, first), families(t, second); len(a) == 0 || !reflect.DeepEqual(a, b) {
		t.Errorf("%d and %d families, or other ones", len(a), len(b))
	}
}

func TestASourceThatTheCallerNamesIsComparedEvenIfNothingIsLiteral(t *testing.T) {
	report := "The memo said: “Our aims are safe borders and safe towns for everybody.” It went on."
	memo := "The department has aims. It wants borders and towns that are safe for all. Nothing else matters."
	texts := []Text{{ID: "memo", Date: "2021-01-20", Body: memo}, {ID: "report", Date: "2021-02-13", Body: report}}
	if all := comparisons(t, corpus(t, texts, Options{})); len(all) != 0 {
		t.Errorf("unnamed: %+v", all)
	}
	q := Find(report)[0]
	texts[1].Voices = []Voice{{q.Span, "memo", "2021-01-20"}}
	all := comparisons(t, corpus(t, texts, Options{}))
	if len(all) != 1 || all[0].Class != Paraphrase || memo[all[0].Source.From:all[0].Source.To] != "It wants borders and towns that are safe for all" {
		t.Errorf("named: %+v", all)
	}
}

func TestALaterTextShowsNoParaphrase(t *testing.T) {
	shared := "It also means that workers and their families stay away from clinics out of fear."
	a := Text{ID: "a", Date: "2021-02-12", Body: "She said: “The chance of being parted from family for reporting crimes means people call police less. " + shared + "”"}
	b := Text{ID: "b", Date: "2021-02-13", Body: "She said: “Fear in families makes it less likely that people report crimes to police. " + shared + "”"}
	all := comparisons(t, corpus(t, []Text{a, b}, Options{}))
	if len(all) != 2 || !all[0].Later || all[0].Class != Exact && all[0].Class != Elsewhere || all[1].Later || all[1].Class != Paraphrase {
		t.Errorf("%+v", all)
	}
}

func TestShortQuotationsAreFoundWordForWord(t *testing.T) {
	c := corpus(t, []Text{
		{ID: "letter", Date: "2021-02-12", Body: "We ask you to reconsider his immigration policy now."},
		{ID: "news", Date: "2021-02-13", Body: "They urged him to ‘reconsider his immigration policy’ after the winter."},
	}, Options{})
	if all := comparisons(t, c); len(all) != 1 || all[0].Class != Exact || all[0].Quoted {
		t.Errorf("%+v", all)
	}
}

func TestShortPiecesBetweenEllipsesAreFoundTogether(t *testing.T) {
	c := corpus(t, []Text{
		{ID: "letter", Date: "2021-02-11", Body: letter},
		{ID: "news", Date: "2021-02-13", Body: "They say that “[t]hese programs turn local police … and strip communities of safety.”"},
	}, Options{})
	if all := comparisons(t, c); len(all) != 1 || all[0].Class != Trimmed || all[0].Literal != 1 {
		t.Errorf("%+v", all)
	}
}

func TestTitlesInsideOfQuotationsAreHeldAgainstOffices(t *testing.T) {
	offices := []Office{
		{Person: "roe", Name: "Jane Roe", Title: "Acting Director of the Bureau", From: "2019-01-01", To: "2020-12-31"},
		{Person: "roe", Name: "Jane Roe", Title: "Secretary of the Interior", From: "2021-02-02"},
		{Person: "doe", Name: "John Doe", Title: "President", From: "2021-01-20"},
	}
	for body, want := range map[string]string{
		"Jane Roe spoke. He said: “Governor Roe must act.”":                                   "Governor Roe",
		"Jane Roe spoke. He said: “Secretary Roe must act.”":                                  "",
		"Jane Roe spoke. He said: “Director Roe must act.”":                                   "", // by courtesy
		"Jane Roe spoke. He said: “Former Governor Roe must act.”":                            "",
		"Governor Roe, that is Jane Roe, must act.":                                           "", // not in a quotation
		"He said: “Governor Roe must act.”":                                                   "", // another Roe, for all we know
		"John Doe and Jane Roe met. “Sec. Roe and Senator John Doe must act,” they said.":     "Senator John Doe",
		"Jane Roe spoke in 2020. “Secretary Jane Roe,” he said, “is the best we have had.”\n": "",
	} {
		c := corpus(t, []Text{{ID: "a", Date: "2021-09-28", Body: body}}, Options{})
		var got []string
		for _, f := range c.Titles(offices) {
			got = append(got, body[f.From:f.To])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

func TestATextThatRepeatsItselfCostsLittle(t *testing.T) {
	same := strings.Repeat("one two three four five six seven. ", 20000)
	c := corpus(t, []Text{{ID: "a", Date: "2021-01-01", Body: same}, {ID: "b", Date: "2021-01-02", Body: same + "“" + same + "”"}}, Options{})
	comparisons(t, c)
}
