package sources

import (
	"math"
	"strconv"
	"testing"

	"detangle"
)

func FuzzNumbersAreReadAsTheStandardLibraryReadsThem(f *testing.F) {
	for _, s := range []string{"45292", "45292.333333333336", "0.1", "1E+39", "-3", "", ".", "1.", ".5", "1.2.3", "123456789012345678901234567890", "0x1p4", "NaN", "Inf", "1_000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := number(s)
		want, err := strconv.ParseFloat(s, 64)
		good := err == nil && !math.IsNaN(want) && !math.IsInf(want, 0)
		if ok != good || ok && got != want {
			t.Errorf("%q is read as %v %v, the standard library reads %v %v", s, got, ok, want, err)
		}
	})
}

// TestADictionaryKeepsItsWordsWhateverIsAddedLater holds a batch's dictionary to
// what it was when the batch was closed, over growth and over a fresh start.
func TestADictionaryKeepsItsWordsWhateverIsAddedLater(t *testing.T) {
	w := newWords(Clean)
	type closed struct {
		words *detangle.Words
		codes []int32
		texts []string
	}
	var all []closed
	for batch := range 6 {
		c := closed{}
		for i := range 3000 {
			text := strconv.Itoa(batch*2000 + i) // a third is known from the batch before
			cell := detangle.Cell{Kind: detangle.Text, Text: text, Shared: int32(batch*2000 + i + 1)}
			if i%2 == 0 {
				cell.Shared = 0
			}
			c.codes, c.texts = append(c.codes, w.code(&cell)), append(c.texts, text)
		}
		c.words = w.dictionary()
		all = append(all, c)
	}
	once := 0
	for _, c := range all {
		if c.words.Once {
			once++
		}
		for i, code := range c.codes {
			if got := string(c.words.Word(code)); got != c.texts[i] {
				t.Fatalf("code %d is %q, want %q", code, got, c.texts[i])
			}
		}
	}
	if once == 0 || once == len(all) {
		t.Errorf("%d of %d dictionaries were for one batch", once, len(all))
	}
	if code := w.code(&detangle.Cell{Kind: detangle.Text, Text: " \u00a0"}); code != 0 {
		t.Errorf("a blank has the code %d", code)
	}
}

func FuzzDatesAreNamedWithoutPanic(f *testing.F) {
	for _, s := range []string{"2024-02-29", "6/4/2012 3:10 PM", "06/14/0002 03:10 PM", "45292.5", "b(6), b(7)c", "NA", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for kind := detangle.Empty; kind <= detangle.Error; kind++ {
			c := detangle.Cell{Kind: kind, Text: s}
			isDay(c)
			isShortDay(c)
			idTrouble(&c)
		}
	})
}
