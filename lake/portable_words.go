package lake

import "strings"

// phrases are keywords that one engine lacks or reads otherwise.
var phrases = []struct{ words, instead string }{
	{"qualify", "use a subquery with row_number() and a WHERE"},
	{"asof", "join on the inequality and take row_number() = 1"},
	{"positional join", "join on a row_number() of each side"},
	{"semi join", "use WHERE EXISTS"},
	{"anti join", "use WHERE NOT EXISTS"},
	{"natural join", "name the columns in ON"},
	{"natural left", "name the columns in ON"},
	{"ignore nulls", "number the non-NULL rows in a subquery and join them"},
	{"respect nulls", "leave it out: it is the default"},
	{"distinct on", "use a subquery with row_number() = 1"},
	{"group by all", "name the columns"},
	{"order by all", "name the columns"},
	{"union by name", "name the columns in one order and use UNION ALL"},
	{"union all by name", "name the columns in one order and use UNION ALL"},
	{"using sample", "sample by a hash that a step before computed"},
	{"tablesample", "sample by a hash that a step before computed"},
	{"pivot", "use max(CASE WHEN ... END) for each column"},
	{"unpivot", "use UNION ALL, one SELECT for each column"},
	{"pivot_longer", "use UNION ALL, one SELECT for each column"},
	{"pivot_wider", "use max(CASE WHEN ... END) for each column"},
	{"summarize", "write the aggregates"},
	{"describe", "name the columns"},
	{"ilike", "use lower(a) LIKE lower(b)"},
	{"glob", "use LIKE"},
	{"similar to", "use LIKE, or do it in Go"},
	{"is true", "use coalesce(x, FALSE)"},
	{"is not true", "use NOT coalesce(x, FALSE)"},
	{"is false", "use NOT coalesce(x, TRUE)"},
	{"is not false", "use coalesce(x, TRUE)"},
	{"is unknown", "use IS NULL"},
	{"isnull", "use IS NULL"},
	{"notnull", "use IS NOT NULL"},
	{"as materialized", "use a plain WITH"},
	{"as not materialized", "use a plain WITH"},
	{"lateral", "join on the condition"},
	{"within group", "aggregate in Go, or use array_agg(x ORDER BY y)"},
	{"collate", "compare lower(x)"},
	{"* exclude", "name the columns"},
	{"* replace", "name the columns"},
	{"* rename", "name the columns"},
	{"exclude current", "leave the row out with a CASE"},
	{"exclude ties", "use a ROWS frame"},
	{"exclude group", "use a ROWS frame"},
}

// phrase reports the keyword phrase that begins at token i.
func (c *portable) phrase(i int) {
	if c.tokens[i].kind != word && c.tokens[i].text != "*" {
		return
	}
	c.statement(i)
	c.limit(i)
	if c.tokens[i].kind == word && c.column(i) {
		return
	}
	for _, p := range phrases {
		words := strings.Fields(p.words)
		if !c.sequence(i, words...) {
			continue
		}
		if words[0] == "as" && i > 0 && c.tokens[i-1].kind != word && c.tokens[i-1].kind != quoted && !c.is(i-1, ")") {
			continue
		}
		c.report(i, strings.ToUpper(p.words), p.instead)
		return
	}
}

// statement reports a query that does not begin as a query must.
func (c *portable) statement(i int) {
	starts := i == 0 || c.is(i-1, ";")
	switch {
	case starts && c.is(i, "from"), c.is(i, "from") && c.is(i-1, "(") && !c.is(i-2, "extract", "trim", "substring", "overlay"):
		c.report(i, "FROM without SELECT", "begin with SELECT")
	case starts && !c.is(i, "select", "with", "values", "describe", "summarize", "pivot", "unpivot"):
		c.report(i, "the statement "+strings.ToUpper(c.tokens[i].text), "write a SELECT and let the lake store its rows")
	case c.is(i, ",") && c.is(i+1, "from", ")"):
		c.report(i, "a trailing comma", "remove it")
	}
}

// limit reports LIMIT before OFFSET, where Trino wants OFFSET first, and LIMIT
// in per cent.
func (c *portable) limit(i int) {
	if !c.is(i, "limit") || c.column(i) || i+1 >= len(c.tokens) || c.tokens[i+1].kind != number {
		return
	}
	if c.is(i+2, "offset") {
		c.report(i, "LIMIT before OFFSET", "use row_number() BETWEEN, or OFFSET before LIMIT")
	}
	if c.is(i+2, "%") {
		c.report(i, "LIMIT in per cent", "count, then use row_number()")
	}
}

// signsInstead are operators that one engine lacks or reads otherwise.
var signsInstead = map[string]string{
	"::": "use CAST(x AS type)", "//": "use floor(CAST(a AS DOUBLE) / b)", "**": "use power(a, b)", "^": "use power(a, b)",
	"^@": "use starts_with(a, b)", "~": "use LIKE, or do it in Go", "!~": "use NOT LIKE, or do it in Go", "~~": "use LIKE",
	"->": "do it in Go", "->>": "do it in Go", "=>": "give the arguments by place", ":=": "give the arguments by place", "==": "use =",
	"@>": "use unnest and a join", "<@": "use unnest and a join", "&": "use arithmetic", "|": "use arithmetic", "<<": "use arithmetic",
	">>": "use arithmetic", "{": "use columns instead of a struct", ":": "use substr, or columns instead of a struct", "$": "use ?", "!": "use NOT", "@": "use abs(x)", "#": "name the column",
}

// sign reports operators, brackets and literals of one dialect.
func (c *portable) sign(i int) {
	t := c.tokens[i]
	if t.kind == text {
		switch {
		case strings.HasPrefix(t.text, "$$"):
			c.report(i, "a $$ literal", "use single quotes")
		case i > 0 && c.is(i-1, "e", "x", "b", "u") && c.tokens[i-1].at+1 == t.at:
			c.report(i, "a "+strings.ToUpper(c.tokens[i-1].text)+"'' literal", "use plain single quotes")
		}
		return
	}
	if t.kind != sign {
		return
	}
	switch {
	case t.text == ",":
		c.statement(i)
	case t.text == "[" && !c.is(i-1, "array"):
		if i > 0 && (c.tokens[i-1].kind == word && !callWords[c.tokens[i-1].text] || c.tokens[i-1].kind == quoted || c.is(i-1, ")", "]")) {
			c.report(i, "a subscript", "use unnest, or max_by")
		} else {
			c.report(i, "a list literal", "use ARRAY[...], or VALUES")
		}
	case signsInstead[t.text] != "":
		c.report(i, "the operator "+t.text, signsInstead[t.text])
	}
}
