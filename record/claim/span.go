package claim

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
)

// Cut returns the characters from..to of a text, or an error where it is shorter.
func Cut(text string, from, to int) (string, error) {
	runes := []rune(text)
	if from < 0 || to < from || to > len(runes) {
		return "", fmt.Errorf("the text has %d characters, the span is %d to %d", len(runes), from, to)
	}
	return string(runes[from:to]), nil
}

// match finds whether the words that a claim cites still stand where it says, in the
// text of its document.
func (s Said) match(text string) *problem {
	words, err := Cut(text, s.From, s.To)
	if err != nil {
		return &problem{"from", err.Error(), "find the words again"}
	}
	if got := sumOf(words); got != s.Sum {
		return &problem{"sha256", fmt.Sprintf("the words from %d to %d have changed: %q", s.From, s.To, shorten(words, 60)), fmt.Sprintf("find the words again and write from, to and sha256 = %q", got)}
	}
	return nil
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func sumOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// summer hashes named texts.
type summer struct{ hash.Hash }

func newSum() summer { return summer{sha256.New()} }

func (s summer) add(t text) {
	fmt.Fprintf(s, "%s %d\n", t.name, len(t.bytes))
	s.Write(t.bytes)
}

func (s summer) hex() string { return hex.EncodeToString(s.Sum(nil)) }
