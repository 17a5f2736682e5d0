package quote

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// statements are the five public statements, with the day of each; they need
// DETANGLE_DATA, or shared/data beside the project.
func statements(t *testing.T) *Corpus {
	t.Helper()
	data := os.Getenv("DETANGLE_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	days := map[string]string{"000": "2021-09-28", "001": "2021-02-12", "002": "2023-06-14", "003": "2021-02-13", "004": "2022-01-21"}
	names, err := filepath.Glob(filepath.Join(data, "statements", "*.txt"))
	if err != nil || len(names) == 0 {
		t.Skipf("the real statements are not in %s: set DETANGLE_DATA to their folder", data)
	}
	var texts []Text
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		id := filepath.Base(name)[:3]
		texts = append(texts, Text{ID: id, Date: days[id], Body: string(body)})
	}
	for i := range texts { // the two letters that the releases quote, as the record knows them
		switch texts[i].ID {
		case "000":
			texts[i].Voices = []Voice{{quotationWith(t, texts[i].Body, "into a gateway to deportations"), "second-letter", "2021-09-21"}}
		case "001":
			texts[i].Voices = []Voice{{quotationWith(t, texts[i].Body, "into a gateway to deportation"), "first-letter", "2021-02-11"}}
		}
	}
	return corpus(t, texts, Options{})
}

func quotationWith(t *testing.T, body, words string) Span {
	t.Helper()
	for _, q := range Find(body) {
		if strings.Contains(body[q.From:q.To], words) {
			return q.Span
		}
	}
	t.Fatalf("no quotation holds %q", words)
	return Span{}
}

// compared returns the comparison of the quotation of a text that holds some words with another text.
func compared(t *testing.T, c *Corpus, text, words, with string) Comparison {
	t.Helper()
	for _, x := range comparisons(t, c) {
		q := c.Quotations(x.Text)[x.Quotation]
		if a := c.Texts()[x.Text]; a.ID == text && strings.Contains(a.Body[q.From:q.To], words) && c.Texts()[x.With].ID == with {
			return x
		}
	}
	t.Fatalf("the quotation of %s with %q is not compared with %s", text, words, with)
	return Comparison{}
}

func TestRealThePluralOfTheCampaignsQuotationIsFound(t *testing.T) {
	c := statements(t)
	for _, with := range []string{"001", "004"} {
		x := compared(t, c, "000", "gateway", with)
		plural := slices.ContainsFunc(x.Changes, func(ch Change) bool {
			return ch.Kind == Plural && ch.Was == "deportation" && ch.Is == "deportations" && !ch.Marked
		})
		if x.Class != Altered || !plural {
			t.Errorf("with %s: %s %+v", with, x.Class, x.Changes)
		}
	}
}

func TestRealTheReportOfWhatACounselSaidIsAParaphraseInQuotationMarks(t *testing.T) {
	c := statements(t)
	x := compared(t, c, "003", "The issue with local police", "001")
	if x.Class != Paraphrase || len(x.Sentences) != 2 || x.Sentences[0].Class != Paraphrase || x.Sentences[1].Class != Exact {
		t.Errorf("%s: %+v", x.Class, x.Sentences)
	}
	near := x.Sentences[0].Source
	if body := c.Texts()[x.With].Body; !strings.HasPrefix(body[near.From:near.To], "The possibility of being separated") {
		t.Errorf("the nearest sentence is %q", body[near.From:near.To])
	}
}

func TestRealTheSameQuotationInTwoTextsIsExact(t *testing.T) {
	if x := compared(t, statements(t), "003", "The current immigration enforcement regime", "001"); x.Class != Exact || !x.Quoted {
		t.Errorf("%s, quoted %v", x.Class, x.Quoted)
	}
}

func TestRealTheSecretaryIsNoDirector(t *testing.T) {
	c := statements(t)
	var got []string
	for _, f := range c.Titles([]Office{{Person: "alejandro-mayorkas", Name: "Alejandro Mayorkas", Title: "Secretary of Homeland Security", From: "2021-02-02", To: "2025-01-20"}}) {
		got = append(got, c.Texts()[f.Text].ID+" "+c.Texts()[f.Text].Body[f.From:f.To])
	}
	if !slices.Equal(got, []string{"001 Director Mayorkas"}) {
		t.Errorf("%q", got)
	}
}

func TestRealTheLiabilityLimbIsDroppedBetweenTheLetters(t *testing.T) {
	c := statements(t)
	for _, f := range families(t, c) {
		if len(f.Members) != 3 {
			continue
		}
		var who []string
		for _, m := range f.Members {
			who = append(who, c.Texts()[m.Text].ID+"/"+m.Voice+" "+m.Date)
		}
		if want := []string{"001/first-letter 2021-02-11", "000/second-letter 2021-09-21", "004/ 2022-01-21"}; !slices.Equal(who, want) {
			t.Errorf("%q, want %q", who, want)
		}
		m := f.Members[1]
		if m.Parent != 0 || len(m.Dropped) != 1 || m.Dropped[0].Words != "and subject localities and the federal government to liability" {
			t.Errorf("the second letter dropped %+v from %d", m.Dropped, m.Parent)
		}
		if m := f.Members[2]; m.Parent != 1 || m.Quoted || len(m.Dropped) != 0 {
			t.Errorf("the statement: %+v", m)
		}
		return
	}
	t.Error("no sentence was followed through three texts")
}
