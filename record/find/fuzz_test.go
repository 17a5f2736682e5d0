package find

import (
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"detangle"
	"detangle/record/dates"
)

var unanchored = dates.Anchor{Day: detangle.NoDay}

// checkResult holds what must be true of any text: spans inside it and on
// characters, words that are those of the span, known values, ids that differ,
// and the same answer twice.
func checkResult(t *testing.T, finder *Finder, text string) {
	t.Helper()
	r := finder.Find(text, unanchored)
	ids := map[string]bool{}
	for i, p := range r.Proposals {
		if p.Start < 0 || p.Start >= p.End || p.End > len(text) || text[p.Start:p.End] != p.Text {
			t.Fatalf("the span %d-%d of %q is not its words", p.Start, p.End, p.Text)
		}
		if utf8.ValidString(text) && !utf8.ValidString(p.Text) {
			t.Fatalf("the span %d-%d cuts a character", p.Start, p.End)
		}
		if i > 0 && p.Start < r.Proposals[i-1].Start {
			t.Fatal("proposals are not in the order of the text")
		}
		if ids[p.ID] || p.Reason == "" || fields[p.Kind] == nil {
			t.Fatalf("proposal %+v: its id is taken, or it has no reason or kind", p)
		}
		ids[p.ID] = true
		for name := range p.Values {
			if !strings.Contains(" "+strings.Join(fields[p.Kind], " ")+" ", " "+name+" ") {
				t.Fatalf("%s has no value %q", p.Kind, name)
			}
		}
	}
	if again := finder.Find(text, unanchored); !reflect.DeepEqual(r, again) {
		t.Fatal("the same text was answered twice in two ways")
	}
}

func FuzzAnyTextIsSearchedWithoutHarm(f *testing.F) {
	names, err := filepath.Glob(filepath.Join("testdata", "heldout", "*.txt"))
	if err != nil || len(names) == 0 {
		f.Fatal("no documents", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, text := range []string{"", "“", "\"'’", "Rep.", "Reps. A, B, and", "said", "must", "The", "(A)", "$", "287(g)", "more than", "urge to", "X,", ", said X", "“a” “b", "A\n\nB\xff\xfe", "will", "the administration", "“I “said” to", "letter", "step is a", "Act", "commit to"} {
		f.Add(text)
	}
	finder := New(Gazetteer{Organisations: []Organisation{{Name: "Department of Example", Aliases: []string{"DOE", "Example"}}}, People: []Person{{Name: "Jane Q. Roe", Aliases: []string{"Jane Roe"}, Titles: []string{"Rep"}}}})
	f.Fuzz(func(t *testing.T, text string) { checkResult(t, finder, text) })
}

// TestEveryPrefixIsSearched cuts real-looking documents at each byte: a lost
// end finds what no whole document does.
func TestEveryPrefixIsSearched(t *testing.T) {
	finder := New(Gazetteer{})
	for _, name := range []string{"senators.txt", "news.txt"} {
		text, err := os.ReadFile(filepath.Join("testdata", "heldout", name))
		if err != nil {
			t.Fatal(err)
		}
		for n := 0; n <= len(text); n += 7 {
			checkResult(t, finder, string(text[:n]))
		}
	}
}

// TestDamagedDocumentsAreSearched cuts, mixes and overwrites bytes of documents,
// in ways that are the same in every run.
func TestDamagedDocumentsAreSearched(t *testing.T) {
	finder := New(Gazetteer{})
	r := rand.New(rand.NewSource(1))
	for range 400 {
		text := []byte(library(t, 1))
		for range r.Intn(40) {
			i := r.Intn(len(text))
			switch r.Intn(4) {
			case 0:
				text[i] = byte(r.Intn(256))
			case 1:
				text = append(text[:i:i], text[min(len(text)-1, i+r.Intn(20)):]...)
			case 2:
				text[i] = '\n'
			case 3:
				text[i] = text[r.Intn(len(text))]
			}
		}
		checkResult(t, finder, string(text))
	}
}
