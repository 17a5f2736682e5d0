package lake

import "strings"

// agreed are the functions on which DuckDB and Trino agree, in name, in the
// order of arguments and in what they make of NULL.
var agreed = set(`count sum min max avg stddev stddev_samp stddev_pop variance var_samp var_pop corr covar_samp covar_pop regr_slope regr_intercept
	max_by min_by array_agg bool_and bool_or grouping
	row_number rank dense_rank ntile lag lead first_value last_value nth_value percent_rank cume_dist
	coalesce nullif cast try_cast abs ceil ceiling floor round sqrt cbrt ln log2 log10 exp power mod sign pi sin cos tan asin acos atan atan2 radians degrees
	lower upper trim ltrim rtrim length substr substring replace position strpos starts_with reverse lpad rpad split_part translate chr
	extract year month day quarter hour minute second date_trunc date_diff`)

// callWords may stand before a bracket without being functions.
var callWords = set(`in exists over and or not on using values as filter by when then else case any some all union except intersect from join where
	having select distinct sets rollup cube recursive with between like is escape limit offset array group lateral exclude rename pivot unpivot tablesample sample materialized name qualify to ilike glob decimal varchar char timestamp time table`)

// insteadOf are functions of one dialect, with the portable way.
var insteadOf = map[string]string{
	"count_if": "use count(*) FILTER (WHERE ...)", "countif": "use count(*) FILTER (WHERE ...)", "sum_if": "use sum(x) FILTER (WHERE ...)",
	"string_agg": "use array_agg(x ORDER BY y) and join in Go", "listagg": "use array_agg(x ORDER BY y) and join in Go", "group_concat": "use array_agg(x ORDER BY y) and join in Go",
	"list": "use array_agg(x ORDER BY y)", "any_value": "use min(x), which does not depend on the order of rows",
	"first": "use min_by(x, order)", "last": "use max_by(x, order)", "arg_max": "use max_by(x, y)", "arg_min": "use min_by(x, y)", "argmax": "use max_by(x, y)", "argmin": "use min_by(x, y)",
	"median": "number the rows and take the middle", "mode": "count and number the rows", "percentile_cont": "number the rows", "quantile_cont": "number the rows", "quantile": "number the rows",
	"approx_quantile": "it differs by engine; number the rows", "approx_percentile": "it differs by engine; number the rows", "approx_count_distinct": "use count(DISTINCT x)", "approx_distinct": "use count(DISTINCT x)",
	"concat": "use a || b with coalesce: they differ on NULL", "concat_ws": "use || with coalesce", "greatest": "use CASE: they differ on NULL", "least": "use CASE: they differ on NULL",
	"date_add": "use d + INTERVAL '3' DAY", "date_sub": "use d - INTERVAL '3' DAY", "datediff": "use date_diff('day', CAST(a AS DATE), CAST(b AS DATE))", "datesub": "use d - INTERVAL '3' DAY",
	"date_part": "use extract(part FROM d)", "datepart": "use extract(part FROM d)", "datetrunc": "use date_trunc", "strftime": "do it in Go", "strptime": "use try_cast, or do it in Go",
	"to_timestamp": "do it in Go", "make_date": "use CAST(text AS DATE)", "epoch": "use date_diff on dates", "age": "use date_diff on dates", "last_day": "add INTERVAL '1' MONTH to the month and take a day off",
	"dayofweek": "they number days differently; join a calendar", "dow": "they number days differently; join a calendar", "week": "join a calendar", "weekofyear": "join a calendar",
	"now": "take the time as an argument", "today": "take the date as an argument", "current_timestamp": "take the time as an argument", "random": "use a hash with a seed, computed in Go", "uuid": "use a key",
	"ifnull": "use coalesce", "nvl": "use coalesce", "isnull": "use IS NULL", "if": "use CASE", "iif": "use CASE", "decode": "use CASE",
	"left": "use substr(x, 1, n)", "right": "use substr(x, length(x) - n + 1)", "len": "use length, or count the rows of unnest", "contains": "use strpos(x, y) > 0", "instr": "use strpos(x, y)",
	"ends_with": "use LIKE, or substr", "suffix": "use LIKE, or substr", "prefix": "use starts_with", "char_length": "use length", "ucase": "use upper", "lcase": "use lower",
	"regexp_matches": "use LIKE, or do it in Go", "regexp_like": "use LIKE, or do it in Go", "regexp_replace": "do it in Go", "regexp_extract": "do it in Go", "regexp_extract_all": "do it in Go", "regexp_split_to_array": "do it in Go",
	"levenshtein": "do it in Go", "levenshtein_distance": "do it in Go", "jaro_winkler_similarity": "do it in Go", "jaccard": "do it in Go", "strip_accents": "do it in Go", "soundex": "do it in Go",
	"cardinality": "count the rows of unnest", "element_at": "use unnest, or max_by", "array_length": "count the rows of unnest", "generate_series": "use a recursive WITH, or a calendar table", "range": "use a recursive WITH, or a calendar table", "sequence": "use a recursive WITH, or a calendar table",
	"struct_pack": "use columns instead of a struct", "row": "use columns instead of a struct", "map": "use rows of key and value", "columns": "name the columns", "format": "do it in Go", "printf": "do it in Go",
	"hash": "compute it in Go", "md5": "compute it in Go", "sha256": "compute it in Go", "log": "use ln, log2 or log10: they differ on the base", "trunc": "use CAST, floor or ceil", "truncate": "use CAST, floor or ceil",
	"read_parquet": "name the table; the lake knows its files", "read_csv": "load it through a reader", "read_csv_auto": "load it through a reader", "read_json": "load it through a reader",
	"typeof": "state the type with CAST", "unnest": "use it only as CROSS JOIN unnest(x) AS u(y)", "product": "use exp(sum(ln(x)))", "avg_if": "use avg(x) FILTER (WHERE ...)",
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// call reports a function that is not agreed on, or not in this form.
func (c *portable) call(i int) {
	name := c.tokens[i].text
	if c.tokens[i].kind != word || !c.is(i+1, "(") {
		return
	}
	switch {
	case c.is(i-1, "as") || c.named(i):
	case c.is(i-1, "."):
		c.report(i, "the method call ."+name+"()", "write it as a function of its argument")
	case name == "unnest" && c.sequence(i-2, "cross", "join"):
	case name == "date_trunc":
		if !c.sequence(i-2, "cast", "(") {
			c.report(i, "date_trunc() without a cast", "use CAST(date_trunc(...) AS DATE): DuckDB makes a TIMESTAMP of a DATE, Trino does not")
		}
	case name == "date_diff":
		if !c.daysBetween(i) {
			c.report(i, "date_diff()", "use date_diff('day', CAST(a AS DATE), CAST(b AS DATE)), the only form in which they agree: DuckDB counts boundaries, Trino whole units")
		}
	case name == "extract":
		if c.is(i+2, "dow", "isodow", "week", "epoch", "dayofweek", "decade", "century", "millennium", "era", "julian") {
			c.report(i, "extract("+c.tokens[i+2].text+" ...)", "join a calendar, or do it in Go")
		}
	case name == "count" && c.is(i+2, ")"):
		c.report(i, "count() without an argument", "use count(*)")
	case agreed[name] || callWords[name]:
	case insteadOf[name] != "":
		c.report(i, name+"()", insteadOf[name])
	case strings.HasPrefix(name, "list_"), strings.HasPrefix(name, "array_"), strings.HasPrefix(name, "map_"), strings.HasPrefix(name, "struct_"), strings.HasPrefix(name, "json_"):
		c.report(i, name+"()", "use rows and columns: unnest and a join")
	default:
		c.report(i, name+"()", "it is not on the list of functions that both engines agree on")
	}
}

// named reports that the word at i names a table with its columns: WITH w (a)
// AS, unnest(x) u (y), AS t (a, b).
func (c *portable) named(i int) bool {
	end := c.match[i+1]
	return c.is(i-1, "as") || c.is(i-1, ")") ||
		end >= 0 && c.is(i-1, "with", "recursive", ",") && c.sequence(end+1, "as", "(")
}

// daysBetween reports that date_diff at i counts days between two dates.
func (c *portable) daysBetween(i int) bool {
	end := c.match[i+1]
	if end < 0 || c.tokens[i+2].text != "'day'" || !c.is(i+3, ",") {
		return false
	}
	comma := i + 4
	for comma < end && !c.is(comma, ",") {
		if c.match[comma] > comma {
			comma = c.match[comma]
		}
		comma++
	}
	return c.date(i+4, comma) && c.date(comma+1, end)
}

// date reports that the tokens from..to are CAST(x AS DATE) or DATE '...'.
func (c *portable) date(from, to int) bool {
	if to-from == 2 && c.is(from, "date") && c.tokens[from+1].kind == text {
		return true
	}
	return c.is(from, "cast", "try_cast") && from+1 < to && c.match[from+1] == to-1 && c.sequence(to-3, "as", "date")
}
