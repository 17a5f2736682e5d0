package lake_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"detangle/lake"
)

func TestAnAnswersColumnsHaveOneKindEach(t *testing.T) {
	b := must(lake.Begin(context.Background(), t.TempDir(), lake.BuildOptions{}))(t)
	defer b.Abort()
	for sql, want := range map[string]any{
		"DATE '2025-01-02'": "2025-01-02", "DATE '1899-12-31'": "1899-12-31",
		"TIMESTAMP '2025-01-02 03:04:05'": "2025-01-02T03:04:05", "TIMESTAMP '2025-01-02 00:00:00'": "2025-01-02T00:00:00", "TIMESTAMP '2025-01-02 03:04:05.25'": "2025-01-02T03:04:05.25",
		"TIMESTAMPTZ '2025-01-02 03:04:05+02'": "2025-01-02T01:04:05Z", "TIME '01:02:03'": "01:02:03",
		"TRUE": "true", "1 = 2": "false", "'text'": "text", "''": "",
		"CAST(1 AS BIGINT)": int64(1), "CAST(7 AS UTINYINT)": int64(7), "CAST(-7 AS SMALLINT)": int64(-7), "CAST(7 AS HUGEINT)": int64(7), "CAST(7 AS UBIGINT)": int64(7),
		"CAST(1.25 AS DECIMAL(9, 2))": 1.25, "CAST(1.5 AS DOUBLE)": 1.5, "CAST(0.5 AS FLOAT)": 0.5, "1.5": 1.5,
		"[1, 2]": "[1,2]", "['a', NULL]": `["a",null]`, "[DATE '2025-01-02']": `["2025-01-02"]`, "{'a': 1, 'b': [1.5]}": `{"a":1,"b":[1.5]}`,
		"CAST(NULL AS BIGINT)": nil, "CAST(NULL AS VARCHAR)": nil, "CAST(NULL AS DATE)": nil, "NULL": nil,
		"CAST('6f9619ff-8b86-d011-b42d-00c04fc964ff' AS UUID)": "6f9619ff-8b86-d011-b42d-00c04fc964ff", `CAST('{"z": 1}' AS JSON)`: `{"z":1}`,
	} {
		f, err := b.Engine().Query(context.Background(), "SELECT "+sql+" AS x")
		if err != nil || f.Len() != 1 || f.Columns[0].Value(0) != want {
			t.Errorf("%s: %#v, want %#v (%v)", sql, f, want, err)
		}
		empty, err := b.Engine().Query(context.Background(), "SELECT "+sql+" AS x WHERE 1 = 2")
		if err != nil || empty.Len() != 0 || (empty.Columns[0].Strings == nil) != (f.Columns[0].Strings == nil) || (empty.Columns[0].Ints == nil) != (f.Columns[0].Ints == nil) {
			t.Errorf("%s: an answer without rows has another kind of column: %#v (%v)", sql, empty, err)
		}
	}
	if _, err := b.Engine().Query(context.Background(), "SELECT CAST(9223372036854775808 AS HUGEINT) AS x"); err == nil || !strings.Contains(err.Error(), "column x, row 1: 9223372036854775808 does not fit") {
		t.Error(err)
	}
	f := must(b.Engine().Query(context.Background(), "SELECT x FROM (VALUES (1), (NULL), (3)) AS v (x) WHERE coalesce(x, 0) >= ? ORDER BY x NULLS LAST", 0))(t)
	if x := f.Columns[0]; x.Len() != 3 || x.IsNull(0) || x.IsNull(1) || !x.IsNull(2) || x.Ints[1] != 3 {
		t.Errorf("%+v", f)
	}
}

func TestNoExtensionIsDownloaded(t *testing.T) {
	b := must(lake.Begin(context.Background(), t.TempDir(), lake.BuildOptions{}))(t)
	defer b.Abort()
	for _, sql := range []string{"INSTALL httpfs", "LOAD httpfs", "SELECT * FROM 'https://example.org/x.parquet'", "SELECT * FROM read_xlsx('a.xlsx')", "ATTACH 'x.db' (TYPE sqlite)"} {
		err := b.Engine().Exec(context.Background(), sql)
		if err == nil || strings.Contains(err.Error(), "http://") || strings.Contains(err.Error(), "establish connection") {
			t.Errorf("%s: %v", sql, err)
		}
	}
	f := must(b.Engine().Query(context.Background(), `SELECT name, value FROM duckdb_settings() WHERE name IN ('autoinstall_known_extensions', 'autoload_known_extensions', 'memory_limit', 'TimeZone') ORDER BY name`))(t)
	got := strings.Join(f.Strings("value"), " ")
	if settings, memory, _ := strings.Cut(got, " false false "); settings != "UTC" || memory == "" {
		t.Error(got)
	}
	// A build takes a quarter of the machine, at least 512 MiB and at most 4 GiB.
	var gib float64
	if n, _ := fmt.Sscanf(strings.TrimPrefix(got, "UTC false false "), "%f GiB", &gib); n == 1 && (gib < 0.5 || gib > 4) {
		t.Errorf("a build's engine may take %v GiB", gib)
	}
}

func TestScratchGoesIntoTheLakeAndIsCleared(t *testing.T) {
	dir := t.TempDir()
	b := must(lake.Begin(context.Background(), dir, lake.BuildOptions{MemoryLimit: "60MB", Threads: 1}))(t)
	if err := b.Engine().Exec(context.Background(), "CREATE TABLE big AS SELECT md5(CAST(x AS VARCHAR)) AS h, hash(x) AS n FROM range(2000000) AS t (x)"); err != nil {
		t.Fatal(err)
	}
	if spilled := files(t, dir+"/tmp"); len(spilled) == 0 {
		t.Error("a table larger than the memory limit left no file in the lake's tmp folder")
	}
	if err := b.Abort(); err != nil {
		t.Fatal(err)
	}
	if left := files(t, dir+"/tmp"); len(left) > 0 {
		t.Errorf("left %q", left)
	}
}
