package lake

// The rule of this file: a name that SELECT gives (expression AS name) is known in
// ORDER BY and outside, nowhere else. DuckDB takes it in WHERE, GROUP BY,
// HAVING and later in the list too; Trino does not. A name that its own
// expression mentions (coalesce(x, '') AS x) is a column as well, and both
// engines then mean the column.

// selection is one SELECT while it is walked.
type selection struct {
	clause string         // select, from, where, group, having, order, other
	item   int            // token where the present item of the list begins
	names  map[string]int // alias -> token
}

// aliases walks all SELECTs and reports aliases used where Trino knows none.
func (c *portable) aliases() {
	at := &selection{}
	var outer []*selection
	for i := range c.tokens {
		switch {
		case c.is(i, "("):
			outer = append(outer, at)
			if c.is(i+1, "select", "with", "values", "from") {
				at = &selection{}
			}
		case c.is(i, ")"):
			if n := len(outer); n > 0 {
				at, outer = outer[n-1], outer[:n-1]
			}
		default:
			c.walk(at, i, depthIsItem(at, outer))
		}
	}
}

// depthIsItem reports that no bracket stands between the SELECT and here, so
// that a comma parts items and AS names one.
func depthIsItem(at *selection, outer []*selection) bool {
	return len(outer) == 0 || outer[len(outer)-1] != at
}

func (c *portable) walk(at *selection, i int, top bool) {
	if top {
		switch t := c.tokens[i]; {
		case t.kind == word && t.text == "select":
			*at = selection{clause: "select", item: i + 1, names: map[string]int{}}
			return
		case c.is(i, "from") && c.is(i-1, "distinct") && c.is(i-2, "is", "not"):
			return
		case c.is(i, "from", "where", "having", "window", "limit", "offset", "union", "except", "intersect"):
			at.clause = t.text
			return
		case c.is(i, "group", "order") && c.is(i+1, "by"):
			at.clause = t.text
			return
		case at.clause == "select" && c.is(i, ","):
			at.item = i + 1
			return
		case at.clause == "select" && c.is(i-1, "as"):
			c.name(at, i)
			return
		}
	}
	c.use(at, i)
}

// name notes the alias at token i, unless its expression mentions the name.
func (c *portable) name(at *selection, i int) {
	for j := at.item; j < i-1; j++ {
		if c.tokens[j].kind == word && c.tokens[j].text == c.tokens[i].text {
			return
		}
	}
	if c.tokens[i].kind == word {
		at.names[c.tokens[i].text] = i
	}
}

// use reports the name at token i where it is an alias out of its place.
func (c *portable) use(at *selection, i int) {
	t := c.tokens[i]
	if t.kind != word || at.names == nil || c.is(i-1, ".", "as") || c.is(i+1, ".", "(") {
		return
	}
	from, ok := at.names[t.text]
	if !ok || from >= i {
		return
	}
	const instead = "repeat the expression, or name it in a subquery: Trino knows it only in ORDER BY"
	switch at.clause {
	case "select":
		c.report(i, "the alias "+t.text+" within its own SELECT list", instead)
	case "where", "having":
		c.report(i, "the alias "+t.text+" in "+map[string]string{"where": "WHERE", "having": "HAVING"}[at.clause], instead)
	case "group":
		c.report(i, "the alias "+t.text+" in GROUP BY", "repeat the expression, or GROUP BY its number")
	}
}
