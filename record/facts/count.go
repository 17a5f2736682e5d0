package facts

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Range is what a count can be: between Low and High, each where it is known.
type Range struct{ Low, High *int }

// String writes 60, at least 61, at most 99, 60 to 99, or unknown.
func (r Range) String() string {
	switch {
	case r.Low == nil && r.High == nil:
		return "unknown"
	case r.High == nil:
		return fmt.Sprintf("at least %d", *r.Low)
	case r.Low == nil:
		return fmt.Sprintf("at most %d", *r.High)
	case *r.Low == *r.High:
		return strconv.Itoa(*r.Low)
	}
	return fmt.Sprintf("%d to %d", *r.Low, *r.High)
}

var (
	counted     = regexp.MustCompile(`(?i)^(over|more than|at least|up to|at most|fewer than|less than|nearly|almost)?\s*([0-9][0-9,]*)(\+)?( million)?(?: (?:or more|others?|hours|days))*$`)
	wordsNumber = map[string]int{"three": 3, "seven": 7, "eight": 8, "fifty": 50, "sixty": 60}
)

// ReadCount reads a count as people write it: "over 60" is at least 61, "nearly 100" at
// most 99, "60" exactly that. ok is false for words that it does not read, such as
// "numerous": their bounds are a person's judgement.
func ReadCount(words string) (r Range, ok bool) {
	words = strings.TrimSpace(words)
	if n, known := wordsNumber[strings.ToLower(words)]; known {
		return Range{&n, &n}, true
	}
	part := counted.FindStringSubmatch(words)
	if part == nil {
		return r, false
	}
	n, err := strconv.Atoi(strings.ReplaceAll(part[2], ",", ""))
	if err != nil {
		return r, false
	}
	if part[4] != "" {
		n *= 1_000_000
	}
	above, below := n+1, n-1
	switch strings.ToLower(part[1]) {
	case "over", "more than":
		return Range{Low: &above}, true
	case "at least":
		return Range{Low: &n}, true
	case "up to", "at most":
		return Range{High: &n}, true
	case "fewer than", "less than", "nearly", "almost":
		return Range{High: &below}, true
	}
	if part[3] != "" || strings.HasSuffix(words, "or more") {
		return Range{Low: &n}, true
	}
	return Range{&n, &n}, true
}

// Comparable returns why two counts must not be set against one another: they count different
// things, or one of them has no date. nil if they may.
func Comparable(a, b Bound) error {
	switch {
	case a.Unit != b.Unit:
		return fmt.Errorf("%q counts %s, %q counts %s: they are different things", a.Words, a.Unit, b.Words, b.Unit)
	case a.AsOf == "" || b.AsOf == "":
		return fmt.Errorf("%q and %q cannot be compared: one of them has no date", a.Words, b.Words)
	}
	return nil
}
