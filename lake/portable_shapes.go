package lake

import "strings"

// typesInstead are type names that one engine lacks.
var typesInstead = map[string]string{
	"text": "VARCHAR", "string": "VARCHAR", "char": "VARCHAR", "bpchar": "VARCHAR", "float": "DOUBLE", "float4": "REAL", "float8": "DOUBLE", "numeric": "DECIMAL(p, s)",
	"int1": "TINYINT", "int2": "SMALLINT", "int4": "INTEGER", "int8": "BIGINT", "long": "BIGINT", "signed": "INTEGER", "short": "SMALLINT", "hugeint": "BIGINT or DECIMAL(38, 0)", "int128": "BIGINT",
	"utinyint": "SMALLINT", "usmallint": "INTEGER", "uinteger": "BIGINT", "ubigint": "BIGINT", "uhugeint": "BIGINT", "bool": "BOOLEAN", "logical": "BOOLEAN",
	"datetime": "TIMESTAMP", "timestamptz": "TIMESTAMP", "time": "VARCHAR", "timetz": "VARCHAR", "blob": "VARCHAR", "bytea": "VARCHAR", "varbinary": "VARCHAR", "uuid": "VARCHAR", "json": "VARCHAR", "struct": "columns", "map": "rows", "list": "rows", "enum": "VARCHAR", "bit": "VARCHAR",
}

// cast reports a type of one dialect inside CAST(x AS type).
func (c *portable) cast(i int) {
	if !c.is(i, "cast", "try_cast") || !c.is(i+1, "(") || c.match[i+1] < 0 {
		return
	}
	for j := i + 2; j < c.match[i+1]; j++ {
		if c.match[j] > j {
			j = c.match[j]
		} else if c.is(j, "as") {
			if t := c.tokens[j+1].text; typesInstead[t] != "" {
				c.report(j, "the type "+strings.ToUpper(t), "use "+typesInstead[t])
			} else if c.is(j+2, "[") {
				c.report(j, "a list type", "use rows")
			}
		}
	}
}

// interval reports every interval that is not INTERVAL '3' DAY.
func (c *portable) interval(i int) {
	if !c.is(i, "interval") || c.column(i) || i+1 >= len(c.tokens) || c.is(i+1, ",", ")", "from", "=") {
		return
	}
	literal := c.tokens[i+1].kind == text && strings.Trim(c.tokens[i+1].text, "'-0123456789") == ""
	if !literal || !c.is(i+2, "year", "month", "day", "hour", "minute", "second") {
		c.report(i, "an interval in this form", "use INTERVAL '3' DAY (or YEAR, MONTH, HOUR, MINUTE, SECOND)")
	}
}

// division reports a quotient that nobody made a double: 1/2 is 0.5 in DuckDB
// and 0 in Trino, and 1.0/3 is 0.3 in Trino.
func (c *portable) division(i int) {
	if c.tokens[i].kind == sign && c.tokens[i].text == "/" && !c.double(c.left(i), i) && !c.double(i+1, c.right(i)) {
		c.report(i, "a division", "cast one side: CAST(a AS DOUBLE) / b; integers divide differently, and so do decimals")
	}
}

// double reports that the tokens from..to hold a cast to DOUBLE or a literal
// with an exponent.
func (c *portable) double(from, to int) bool {
	for j := from; j < to; j++ {
		if c.sequence(j, "as", "double") || c.tokens[j].kind == number && strings.ContainsAny(c.tokens[j].text, "eE") {
			return true
		}
	}
	return false
}

// left returns where the product before the operator at i begins.
func (c *portable) left(i int) int {
	for {
		i = c.operandBefore(i)
		if !c.is(i-1, "*", "/", "%") {
			return i
		}
		i--
	}
}

// operandBefore returns where the one operand before token i begins.
func (c *portable) operandBefore(i int) int {
	i--
	if i >= 0 && c.match[i] >= 0 && c.match[i] < i {
		i = c.match[i] - 1
		if i >= 0 && c.is(i, "filter", "over") { // count(*) FILTER (...) / n
			return c.operandBefore(i)
		}
		if i < 0 || c.tokens[i].kind != word || callWords[c.tokens[i].text] {
			return i + 1
		}
	}
	for i >= 2 && c.is(i-1, ".") {
		i -= 2
	}
	return max(i, 0)
}

// right returns where the one operand after the operator at i ends.
func (c *portable) right(i int) int {
	i++
	for i < len(c.tokens) && (c.is(i, "-", "+", ".") || c.is(i+1, ".")) {
		i++
	}
	if c.is(i+1, "(") {
		i++
	}
	if i < len(c.tokens) && c.match[i] > i {
		i = c.match[i]
	}
	return min(i+1, len(c.tokens))
}

// window reports aggregates over a window in forms that Trino refuses.
func (c *portable) window(i int) {
	if !c.is(i, "over") || !c.is(i-1, ")") || c.match[i-1] < 0 {
		return
	}
	open := c.match[i-1]
	if c.is(open-1, "filter") {
		c.report(i, "FILTER over a window", "use sum(CASE WHEN ... THEN 1 ELSE 0 END) OVER")
	} else if c.is(open+1, "distinct") {
		c.report(i, "DISTINCT over a window", "aggregate in a subquery, then join")
	}
}
