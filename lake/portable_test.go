package lake_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"detangle/lake"
)

// portableSQL are statements inside the subset; each must also run on DuckDB.
var portableSQL = []string{
	`-- reads: t. QUALIFY in a comment, x::int too
/* and SELECT * EXCLUDE (a) /* here */
SELECT 'GROUP BY ALL :: [1]', "qualify", t.pivot FROM (SELECT 1 AS "qualify", 2 AS pivot) AS t;`,
	`WITH RECURSIVE days (day) AS (SELECT DATE '2025-01-01' UNION ALL SELECT CAST(day + INTERVAL '1' DAY AS DATE) FROM days WHERE day < DATE '2025-01-05') SELECT count(*) AS n FROM days`,
	`SELECT county, signed FROM (SELECT county, signed, row_number() OVER (PARTITION BY county ORDER BY signed DESC, model) AS place FROM (VALUES ('a', DATE '2025-01-02', 'JEM')) AS v (county, signed, model)) AS ranked WHERE place = 1`,
	`SELECT a.state, b.state FROM (VALUES ('TX', 1)) AS a (state, n) LEFT JOIN (VALUES ('TX', 2)) AS b (state, n) ON a.state = b.state AND a.n <= b.n WHERE a.state IS DISTINCT FROM b.state`,
	`SELECT x IS DISTINCT FROM 2 AS other, coalesce(x, 0) AS x FROM (VALUES (1)) AS v (x) WHERE x > 0 GROUP BY x ORDER BY other`,
	`SELECT state, model, count(*) AS n, grouping(state, model) AS level FROM (VALUES ('TX', 'JEM')) AS v (state, model) GROUP BY GROUPING SETS ((state, model), (state), ()) ORDER BY n, level`,
	`SELECT count(*) FILTER (WHERE n > 1) AS many, sum(CASE WHEN n > 1 THEN 1 ELSE 0 END) AS same, max_by(s, n) AS top, array_agg(s ORDER BY n) AS all_of_them FROM (VALUES (1, 'a'), (2, 'b')) AS v (n, s)`,
	`SELECT CAST(date_trunc('month', d) AS DATE) AS month, extract(year FROM d) AS y, count(*) AS n FROM (VALUES (DATE '2025-03-04')) AS v (d) GROUP BY CAST(date_trunc('month', d) AS DATE), 2`,
	`SELECT date_diff('day', CAST(a AS DATE), DATE '2025-02-01') AS days FROM (SELECT DATE '2025-01-01' AS a) AS t`,
	`SELECT CAST(n AS DOUBLE) / nullif(m, 0) AS share, n * 100e0 / m AS percent, n / CAST(m AS DOUBLE) AS third, sum(CAST(n AS DOUBLE)) OVER (ORDER BY n ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) / 3 AS mean, CAST(count(*) FILTER (WHERE n > 0) OVER () AS DOUBLE) AS c FROM (VALUES (1, 2)) AS t (n, m)`,
	`SELECT u.x FROM (SELECT ARRAY[1, 2] AS xs) AS t CROSS JOIN unnest(t.xs) AS u (x)`,
	`SELECT lower(trim(a)) || '-' || coalesce(b, '') AS slug, strpos(a, 'x') AS at, split_part(a, '-', 1) AS head, try_cast(a AS BIGINT) AS n, starts_with(a, 'q') AS q FROM (VALUES ('q-x', NULL)) AS v (a, b) WHERE a LIKE 'q%' AND a NOT IN ('z') AND EXISTS (SELECT 1)`,
	`SELECT n % 2 AS odd, -n AS minus, n <> 3 AS ne FROM (VALUES (1)) AS v (n) UNION ALL SELECT 1, 2, TRUE ORDER BY odd LIMIT 5`,
	`SELECT lag(n, 1) OVER w AS before FROM (VALUES (1), (2)) AS v (n) WINDOW w AS (ORDER BY n) ORDER BY n NULLS LAST`,
	`SELECT "model", avg(n) AS mean, stddev_samp(n) AS sd, corr(n, m) AS r FROM (VALUES ('JEM', 1, 2), ('JEM', 2, 3)) AS v (model, n, m) GROUP BY "model" HAVING count(*) > 1`,
}

func TestPortableStatementsPassAndRunOnDuckDB(t *testing.T) {
	b := must(lake.Begin(context.Background(), t.TempDir(), lake.BuildOptions{}))(t)
	defer b.Abort()
	for _, sql := range portableSQL {
		for _, v := range lake.CheckPortable("good.sql", sql) {
			if v.Construct != "FILTER over a window" { // one statement has it, to show that its cast counts
				t.Errorf("%s\nin %s", v, sql)
			}
		}
		sql = strings.TrimPrefix(sql, "-- reads: t. QUALIFY in a comment, x::int too\n/* and SELECT * EXCLUDE (a) /* here */\n")
		if _, err := b.Engine().Query(context.Background(), sql); err != nil {
			t.Errorf("%v\nin %s", err, sql)
		}
	}
}

func TestEachConstructOutsideTheSubsetIsNamedWithItsLine(t *testing.T) {
	for sql, want := range map[string]string{
		"SELECT a FROM t\nQUALIFY row_number() OVER (ORDER BY a) = 1":       "2 QUALIFY",
		"SELECT a\nFROM t ASOF JOIN u ON t.a >= u.a":                        "2 ASOF",
		"SELECT last_value(a\n IGNORE NULLS) OVER (ORDER BY b) FROM t":      "2 IGNORE NULLS",
		"SELECT count_if(a) FROM t":                                         "1 count_if()",
		"SELECT list_sort(a) FROM t":                                        "1 list_sort()",
		"SELECT string_agg(a, ',') FROM t":                                  "1 string_agg()",
		"SELECT\n\nregexp_matches(a, 'x') FROM t":                           "3 regexp_matches()",
		"SELECT a::date FROM t":                                             "1 the operator ::",
		"SELECT * EXCLUDE (a) FROM t":                                       "1 * EXCLUDE",
		"SELECT t.* REPLACE (1 AS a) FROM t":                                "1 * REPLACE",
		"SELECT a, count(*) FROM t GROUP BY ALL":                            "1 GROUP BY ALL",
		"SELECT a FROM t ORDER BY ALL":                                      "1 ORDER BY ALL",
		"SELECT a / b FROM t":                                               "1 a division",
		"SELECT count(*) / 1.0 FROM t":                                      "1 a division",
		"SELECT sum(a) * 100 / count(*) FILTER (WHERE b > 0) FROM t":        "1 a division",
		"SELECT date_diff('day', a, b) FROM t":                              "1 date_diff()",
		"SELECT date_diff('month', CAST(a AS DATE), CAST(b AS DATE))":       "1 date_diff()",
		"SELECT datediff('day', a, b) FROM t":                               "1 datediff()",
		"SELECT concat(a, b) FROM t":                                        "1 concat()",
		"PIVOT t ON a USING sum(b)":                                         "1 PIVOT",
		"SELECT * FROM t PIVOT (sum(b) FOR a IN (1, 2))":                    "1 PIVOT",
		"CREATE MACRO f(x) AS x + 1":                                        "1 the statement CREATE,1 f()",
		"SELECT f(1)":                                                       "1 f()",
		"SELECT {'a': 1} AS s":                                              "1 the operator {,1 the operator :",
		"SELECT [1, 2] AS l":                                                "1 a list literal",
		"SELECT a[1] FROM t":                                                "1 a subscript",
		"SELECT DISTINCT ON (a) a, b FROM t":                                "1 DISTINCT ON",
		"SUMMARIZE t":                                                       "1 SUMMARIZE",
		"FROM t":                                                            "1 FROM without SELECT",
		"SELECT * FROM (FROM t SELECT a)":                                   "1 FROM without SELECT",
		"SELECT a FROM t USING SAMPLE 10":                                   "1 USING SAMPLE",
		"SELECT a FROM t TABLESAMPLE (10 PERCENT)":                          "1 TABLESAMPLE",
		"SELECT a FROM t WHERE a ILIKE 'x%'":                                "1 ILIKE",
		"SELECT a FROM t WHERE a IS TRUE":                                   "1 IS TRUE",
		"SELECT date_trunc('month', a) AS m FROM t":                         "1 date_trunc() without a cast",
		"SELECT a + INTERVAL 3 DAY FROM t":                                  "1 an interval in this form",
		"SELECT a + INTERVAL '3 days' FROM t":                               "1 an interval in this form",
		"SELECT greatest(a, b) FROM t":                                      "1 greatest()",
		"SELECT CAST(a AS TEXT) FROM t":                                     "1 the type TEXT",
		"SELECT CAST(coalesce(a, CAST(b AS HUGEINT)) AS BIGINT) FROM t":     "1 the type HUGEINT",
		"SELECT CAST(a AS INTEGER[]) FROM t":                                "1 a list type,1 a subscript",
		"SELECT list_transform(a, x -> x + 1) FROM t":                       "1 list_transform(),1 the operator ->",
		"SELECT a.upper() FROM t":                                           "1 the method call .upper()",
		"SELECT a, FROM t":                                                  "1 a trailing comma",
		"SELECT unnest(a) FROM t":                                           "1 unnest()",
		"SELECT a FROM t SEMI JOIN u ON t.a = u.a":                          "1 SEMI JOIN",
		"SELECT a FROM t NATURAL JOIN u":                                    "1 NATURAL JOIN",
		"SELECT a FROM t POSITIONAL JOIN u":                                 "1 POSITIONAL JOIN",
		"SELECT 1 UNION BY NAME SELECT 2":                                   "1 UNION BY NAME",
		"SELECT a FROM t LIMIT 10 OFFSET 5":                                 "1 LIMIT before OFFSET",
		"SELECT extract(dow FROM a) FROM t":                                 "1 extract(dow ...)",
		"SELECT a FROM read_parquet('x.parquet')":                           "1 read_parquet()",
		"SELECT count(DISTINCT a) OVER (PARTITION BY b) FROM t":             "1 DISTINCT over a window",
		"SELECT count(*) FILTER (WHERE a) OVER (PARTITION BY b) FROM t":     "1 FILTER over a window",
		"SELECT upper(a) AS name FROM t WHERE name = 'X'":                   "1 the alias name in WHERE",
		"SELECT upper(a) AS name, count(*) AS n FROM t GROUP BY name":       "1 the alias name in GROUP BY",
		"SELECT a + 1 AS b, b * 2 AS c FROM t":                              "1 the alias b within its own SELECT list",
		"SELECT a, count(*) AS n FROM t GROUP BY a HAVING n > 1":            "1 the alias n in HAVING",
		"SELECT $$a$$":                                                      "1 a $$ literal",
		"SELECT E'a'":                                                       "1 a E'' literal",
		"SELECT a // b, a ** b, a ^@ b FROM t":                              "1 the operator //,1 the operator **,1 the operator ^@",
		"SELECT levenshtein(a, b) FROM t":                                   "1 levenshtein()",
		"SELECT COLUMNS('a.*') FROM t":                                      "1 columns()",
		"WITH x AS MATERIALIZED (SELECT 1 AS a) SELECT a FROM x":            "1 AS MATERIALIZED",
		"SELECT listagg(a, ',') WITHIN GROUP (ORDER BY a) FROM t":           "1 listagg(),1 WITHIN GROUP",
		"SELECT a FROM t, LATERAL (SELECT t.a)":                             "1 LATERAL",
		"-- a comment\nSELECT 'text\nover lines',\n epoch(a) FROM t":        "4 epoch()",
		"INSERT INTO t SELECT 1":                                            "1 the statement INSERT",
		"SELECT 1; SET threads = 1":                                         "1 the statement SET",
		"SELECT median(a), quantile_cont(a, 0.5), any_value(a) FROM t":      "1 median(),1 quantile_cont(),1 any_value()",
		"SELECT a FROM t WHERE a GLOB 'x*' AND b SIMILAR TO 'y'":            "1 GLOB,1 SIMILAR TO",
		"SELECT if(a, 1, 2), ifnull(a, 0), left(b, 1), contains(b, 'x') ":   "1 if(),1 ifnull(),1 left(),1 contains()",
		"SELECT array_agg(a) AS l FROM t WHERE array_length(b) = 1":         "1 array_length()",
		"SELECT strftime(a, '%Y'), strptime(b, '%Y'), now() FROM t":         "1 strftime(),1 strptime(),1 now()",
		"SELECT a FROM t WHERE a NOTNULL":                                   "1 NOTNULL",
		"SELECT sum(a) OVER (ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW)": "1 EXCLUDE CURRENT",
	} {
		var got []string
		for _, v := range lake.CheckPortable("bad.sql", sql) {
			got = append(got, strings.TrimPrefix(strings.SplitN(v.String(), " is outside", 2)[0], "bad.sql:"))
			if v.Instead == "" || v.File != "bad.sql" {
				t.Errorf("%+v says nothing of what to write instead", v)
			}
		}
		for i := range got {
			got[i] = strings.Replace(got[i], ": ", " ", 1)
		}
		wanted := strings.Split(want, ",")
		slices.Sort(got)
		slices.Sort(wanted)
		if !slices.Equal(got, wanted) {
			t.Errorf("%s\n got %q\nwant %q", sql, got, wanted)
		}
	}
}

func FuzzCheckPortableSurvivesAnyText(f *testing.F) {
	for _, sql := range portableSQL {
		f.Add(sql)
	}
	f.Add("SELECT ( a FROM )) [ ' \" /* $$ CAST( date_diff( .")
	f.Fuzz(func(t *testing.T, sql string) { lake.CheckPortable("f.sql", sql) })
}
