package foia

import (
	"strconv"
	"strings"
)

// A word is a text that cells can hold, by its number in the vocabulary, so
// that a cell costs no look-up by text; 0 is a blank cell.
type word uint32

// vocabulary holds every text of a run; it is complete before the first row.
type vocabulary struct {
	texts []string
	index map[string]word
}

func newVocabulary() *vocabulary {
	return &vocabulary{texts: []string{""}, index: map[string]word{"": 0}}
}

func (v *vocabulary) word(text string) word {
	w, ok := v.index[text]
	if !ok {
		w = word(len(v.texts))
		v.texts = append(v.texts, text)
		v.index[text] = w
	}
	return w
}

// choice is a list of words with weights.
type choice struct {
	words []word
	until []uint32 // cumulated weights
}

// choice reads lines of a weight and a text: "387 Transferred". A weight alone
// stands for a blank.
func (v *vocabulary) choice(lines string) choice {
	var c choice
	sum := uint32(0)
	for line := range strings.Lines(lines) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" {
			continue
		}
		weight, text, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(weight)
		if err != nil {
			panic("foia: a choice without a weight: " + line)
		}
		sum += uint32(n)
		c.words, c.until = append(c.words, v.word(text)), append(c.until, sum)
	}
	return c
}

// at picks by a drawn number.
func (c choice) at(drawn uint64) word { return c.words[c.index(drawn)] }

func (c choice) index(drawn uint64) int {
	n := uint32(below(drawn, int(c.until[len(c.until)-1])))
	low, high := 0, len(c.until)-1
	for low < high {
		if m := (low + high) / 2; c.until[m] > n {
			high = m
		} else {
			low = m + 1
		}
	}
	return low
}
