package lake

import (
	"fmt"
	"slices"
)

// Violation is a construct that DuckDB and Trino do not both understand, or
// that they understand differently.
type Violation struct {
	File      string
	Line      int
	Construct string
	Instead   string
}

// String writes the violation as a compiler would: file:line: what; instead.
func (v Violation) String() string {
	return fmt.Sprintf("%s:%d: %s is outside the portable subset; %s", v.File, v.Line, v.Construct, v.Instead)
}

// CheckPortable names every construct of a SQL text that lies outside the
// subset that DuckDB and Trino share, with the line it stands on. Comments and
// text literals are not looked into. Functions are checked against a list of
// those known to agree, so a new one is refused until it is on the list.
//
// The check reads words, not types: it cannot see that max_by meets a NULL, or
// that two columns of dates are subtracted.
func CheckPortable(name, sql string) []Violation {
	c := &portable{tokens: tokenize(sql), file: name}
	c.pair()
	for i := range c.tokens {
		c.phrase(i)
		c.sign(i)
		c.call(i)
		c.cast(i)
		c.interval(i)
		c.division(i)
		c.window(i)
	}
	c.aliases()
	slices.SortStableFunc(c.found, func(a, b Violation) int { return a.Line - b.Line })
	return c.found
}

// portable is one check under way.
type portable struct {
	file   string
	tokens []token
	match  []int // index of the bracket that belongs to the bracket at i, or -1
	found  []Violation
}

func (c *portable) report(i int, construct, instead string) {
	c.found = append(c.found, Violation{File: c.file, Line: c.tokens[i].line, Construct: construct, Instead: instead})
}

// pair finds which brackets belong together.
func (c *portable) pair() {
	c.match = slices.Repeat([]int{-1}, len(c.tokens))
	var open []int
	for i, t := range c.tokens {
		if t.kind != sign {
			continue
		}
		switch t.text {
		case "(", "[", "{":
			open = append(open, i)
		case ")", "]", "}":
			if n := len(open); n > 0 {
				c.match[i], c.match[open[n-1]] = open[n-1], i
				open = open[:n-1]
			}
		}
	}
}

// is reports whether token i is one of these words or signs.
func (c *portable) is(i int, texts ...string) bool {
	if i < 0 || i >= len(c.tokens) {
		return false
	}
	k := c.tokens[i].kind
	return (k == word || k == sign) && slices.Contains(texts, c.tokens[i].text)
}

// sequence reports whether these words stand from token i on.
func (c *portable) sequence(i int, words ...string) bool {
	for n, w := range words {
		if !c.is(i+n, w) {
			return false
		}
	}
	return true
}

// column reports that a word at i is written as a name (t.x, AS x), whatever
// else it may mean.
func (c *portable) column(i int) bool { return c.is(i-1, ".", "as") || c.is(i+1, ".") }
