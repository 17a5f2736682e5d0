package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	wordings "detangle/record/quote"
	"detangle/record/wording"
)

// realWording keeps the five statements in a lake of their own, as a person adds
// them, and reads their words through the command line.
func realWording(t *testing.T) wording.Answer {
	t.Helper()
	lake, folder := t.TempDir(), filepath.Join(realData(t), "statements")
	print(t, lake, "record", "add", folder)
	var a wording.Answer
	if err := json.Unmarshal([]byte(print(t, lake, "record", "quotes", "--json")), &a); err != nil {
		t.Fatal(err)
	}
	if a.Compared != 5 {
		t.Fatalf("%d statements were compared", a.Compared)
	}
	return a
}

// The faults of quotations that the texts show are found in them; those whose
// originals are elsewhere are told apart as what people entered.
func TestRealFaultsOfQuotationsAreFoundOrToldApart(t *testing.T) {
	a := realWording(t)
	found := map[string]bool{}
	for _, c := range a.Curated {
		if !c.Held {
			t.Errorf("%s: the document that printed it is here, and its words are not found", c.ID)
		}
		found[c.ID] = c.Also
	}
	for id, want := range map[string]bool{"gateway-to-deportations": true, "director-mayorkas": true, "paraphrase-of-shah": true, "inserted-us": false, "list-as-a-sentence": false, "idealogues": false} {
		if got, ok := found[id]; !ok || got != want {
			t.Errorf("%s: found in the texts: %v, want %v", id, got, want)
		}
	}
	if len(a.Titles) != 1 || a.Titles[0].Words.Words != "Director Mayorkas" {
		t.Errorf("titles: %+v", a.Titles)
	}
	for _, q := range a.Quotations {
		for _, c := range q.Comparisons {
			if c.Class == wordings.Paraphrase && !strings.HasPrefix(q.Words.Words, "The issue with local police") {
				t.Errorf("a paraphrase of %q: %q", c.With.Words, q.Words.Words)
			}
		}
	}
}

func TestRealTheSentenceOfTheTwoLettersIsFollowed(t *testing.T) {
	for _, s := range realWording(t).Sentences {
		if len(s.Uses) != 3 {
			continue
		}
		var who []string
		for _, u := range s.Uses {
			who = append(who, u.Date+" "+u.Voice)
		}
		want := []string{"2021-02-11 house-letter-2021-02-11", "2021-09-21 house-letter-2021-09-21", "2022-01-21 "}
		if !slices.Equal(who, want) || !slices.Equal(s.Uses[1].Dropped, []string{"and subject localities and the federal government to liability"}) || s.Uses[2].After != 2 {
			t.Errorf("%q, want %q: %+v", who, want, s.Uses)
		}
		return
	}
	t.Error("no sentence is followed through three statements")
}
