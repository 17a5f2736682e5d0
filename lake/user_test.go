package lake_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"detangle/lake"
)

// userEngines opens a small lake for a stranger's SQL, over its files and in memory.
func userEngines(t *testing.T) (dir string, engines []lake.Engine) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "lake")
	in, _ := writeLists(t, 3, 200, 100)
	if err := buildLists(context.Background(), dir, in, lake.BuildOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, memory := range []bool{false, true} {
		e := must(must(lake.Open(dir))(t).Engine(context.Background(), lake.EngineOptions{ReadOnlyUser: true, InMemory: memory, MemoryLimit: "200MB"}))(t)
		t.Cleanup(func() { e.Close() })
		engines = append(engines, e)
	}
	return dir, engines
}

func TestAStrangersSelectIsAnsweredUpToItsRowLimit(t *testing.T) {
	_, engines := userEngines(t)
	for _, e := range engines {
		for sql, want := range map[string]int{
			"SELECT * FROM listing":                                                                   50,
			"select state, n from tally order by n desc limit 2 ; ; ":                                 2,
			"-- how many\nWITH t AS (SELECT state FROM tally)\nSELECT count(*) FROM t -- that is all": 1,
			"SELECT ';' AS a /* ; */":                                                                 1,
			"SELECT range AS n FROM range(1000000000000)":                                             50,
		} {
			f, cut, err := lake.UserQuery(context.Background(), e, sql, 50, 5*time.Second)
			if err != nil || f.Len() != want || cut != (want == 50) {
				t.Errorf("%s: %d rows, cut %t, %v", sql, f.Len(), cut, err)
			}
		}
		f, cut, err := lake.UserQuery(context.Background(), e, "SELECT agency FROM listing ORDER BY agency DESC", 3, time.Second)
		if err != nil || !cut || strings.Join(f.Strings("agency"), "|") != "agency 99 of list 1|agency 99 of list 0|agency 98 of list 1" {
			t.Errorf("the order is lost: %+v %v", f, err)
		}
	}
}

func TestAStrangersSQLReachesNothingButTheTables(t *testing.T) {
	dir, engines := userEngines(t)
	secret := filepath.Join(t.TempDir(), "secret.csv")
	os.WriteFile(secret, []byte("a\nsecret\n"), 0o644)
	for _, e := range engines {
		for _, sql := range []string{
			"", ";", "-- nothing", "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE listing", "SELECT 1) AS x; DROP VIEW listing; --",
			"DROP TABLE listing", "CREATE TABLE x (a INT)", "INSERT INTO listing SELECT * FROM listing", "DELETE FROM listing", "UPDATE tally SET n = 0",
			"SET memory_limit = '90GB'", "RESET memory_limit", "PRAGMA version", "CALL duckdb_settings()", "EXPLAIN SELECT 1", "DESCRIBE listing", "FROM listing",
			"COPY listing TO '" + secret + "'", "COPY (SELECT 1) TO '" + filepath.Join(dir, "tables", "x.csv") + "'", "EXPORT DATABASE '" + dir + "'",
			"ATTACH '" + filepath.Join(dir, "x.db") + "'", "INSTALL httpfs", "LOAD httpfs", "VACUUM", "CHECKPOINT", "BEGIN", "USE main", "PREPARE x AS SELECT 1",
			"WITH x AS (INSERT INTO tally VALUES ('ZZ', 1, 1) RETURNING *) SELECT * FROM x",
			"SELECT * FROM read_csv('" + secret + "')", "SELECT * FROM '" + secret + "'", "SELECT * FROM read_text('" + secret + "')", "SELECT * FROM read_text('/etc/hostname')",
			"SELECT * FROM glob('/*')", "SELECT * FROM read_blob('" + filepath.Join(dir, "originals", "*") + "')", "SELECT * FROM read_text('" + filepath.Join(dir, "catalog.json") + "')",
			"SELECT * FROM read_parquet('" + filepath.Join(dir, "tables", "..", "..", "x.parquet") + "')", "SELECT * FROM 'https://example.org/x.parquet'",
			"SELECT * FROM query('DROP TABLE listing')", "SELECT getenv('HOME')", "SELECT * FROM sniff_csv('" + secret + "')", "SELECT $$ ; $$; DROP TABLE listing", "SELECT E'\\''; DROP TABLE listing; --'",
		} {
			if f, _, err := lake.UserQuery(context.Background(), e, sql, 10, 2*time.Second); err == nil {
				t.Errorf("%s was answered: %+v", sql, f)
			}
		}
		if f, _, err := lake.UserQuery(context.Background(), e, "SELECT count(*) AS n FROM listing", 10, time.Second); err != nil || f.Ints("n")[0] != 300 {
			t.Errorf("afterwards: %+v %v", f, err)
		}
	}
}

func TestAStrangersMistakeIsShownInTheirOwnWords(t *testing.T) {
	_, engines := userEngines(t)
	_, _, err := lake.UserQuery(context.Background(), engines[0], "SELECT county FROM listing", 10, time.Second)
	if err == nil || !strings.Contains(err.Error(), "LINE 1: SELECT county FROM listing") || strings.Contains(err.Error(), "AS answer") {
		t.Error(err)
	}
	_, _, err = lake.UserQuery(context.Background(), engines[0], "DROP TABLE listing", 10, time.Second)
	if err == nil || !strings.HasPrefix(err.Error(), "DROP is not a SELECT\nhint: ") {
		t.Error(err)
	}
}

func TestAStrangersLongQueryIsStopped(t *testing.T) {
	_, engines := userEngines(t)
	for _, e := range engines {
		start := time.Now()
		_, _, err := lake.UserQuery(context.Background(), e, "SELECT count(*) FROM range(100000000) AS a (x), range(100000000) AS b (y) WHERE x % 7 = y % 3", 10, 200*time.Millisecond)
		if err == nil || !strings.Contains(err.Error(), "took longer than 200ms") || !strings.Contains(err.Error(), "hint: ") {
			t.Error(err)
		}
		if took := time.Since(start); took > 4*time.Second {
			t.Errorf("stopped only after %s", took)
		}
	}
}

func TestAStrangersLargeQueryEndsWithoutTheProgram(t *testing.T) {
	_, engines := userEngines(t)
	sql := "SELECT count(*) FROM (SELECT DISTINCT list_transform(range(20000), z -> z * x) AS l FROM range(20000) AS r (x)) AS t"
	_, _, err := lake.UserQuery(context.Background(), engines[0], sql, 10, 5*time.Second)
	if err == nil || !strings.Contains(err.Error(), "hint: ") {
		t.Error(err)
	}
	if _, _, err := lake.UserQuery(context.Background(), engines[0], "SELECT 1", 10, time.Second); err != nil {
		t.Error(fmt.Errorf("afterwards: %w", err))
	}
}
